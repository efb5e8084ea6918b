#!/usr/bin/python3
"""The talk's CUBA network over 20 seeds: rates, variability and interspike intervals."""
from brian2 import *

from distributions import summary
from oracle import write

eqs = """
dv/dt = (ge + gi - (v + 49*mV))/(20*ms) : volt
dge/dt = -ge/(5*ms) : volt
dgi/dt = -gi/(10*ms) : volt
"""
duration = 1.0
rates, cvs, intervals = [], [], []
for number in range(1, 21):
    seed(number)
    P = NeuronGroup(4000, eqs, threshold="v > -50*mV", reset="v = -60*mV", method="exact")
    P.v = "-60*mV + 10*mV*rand()"
    Ce = Synapses(P[:3200], P, on_pre="ge += 1.62*mV")
    Ce.connect(p=0.02)
    Ci = Synapses(P[3200:], P, on_pre="gi += -9*mV")
    Ci.connect(p=0.02)
    M = SpikeMonitor(P)
    Network(P, Ce, Ci, M).run(duration*second)
    rate, cv, isi = summary(asarray(M.t_), asarray(M.i), 4000, duration)
    rates.append(float(rate))
    cvs.append(cv)
    intervals.append(isi)
pooled = concatenate(intervals)
write(__file__, {
    "n_neurons": 4000,
    "duration": duration,
    "dt": 1e-4,
    "rates": rates,
    "cvs": cvs,
    "n_intervals": len(pooled),
    # Middles of 2000 equal shares, on the steps that intervals are made of.
    "isi_quantiles": (rint(quantile(pooled, (arange(2000) + 0.5)/2000)/1e-4)/1e4).tolist(),
})
