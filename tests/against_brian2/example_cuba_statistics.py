#!/usr/bin/python3
"""The CUBA benchmark with refractoriness over 12 seeds."""
from brian2 import *

from measures import Sample, save, spikes_of_monitor

taum, taue, taui = 20*ms, 5*ms, 10*ms
Vt, Vr, El = -50*mV, -60*mV, -49*mV
eqs = """
dv/dt = (ge + gi - (v - El))/taum : volt (unless refractory)
dge/dt = -ge/taue : volt
dgi/dt = -gi/taui : volt
"""
sample = Sample("configs/examples/cuba_refractory.yaml", ["run.duration=0.5 s"])
sample.measure("rate [Hz]", "rate", "spikes", n=4000, duration=0.4, start=0.1)
sample.measure("CV of intervals", "variability", "spikes", start=0.1)
sample.measure("synchrony", "synchrony", "spikes", bin=5e-3, duration=0.5, start=0.1)
for number in range(1, 13):
    seed(number)
    P = NeuronGroup(4000, eqs, threshold="v > Vt", reset="v = Vr", refractory=5*ms, method="exact")
    P.v = "Vr + rand()*(Vt - Vr)"
    Ce = Synapses(P[:3200], P, on_pre="ge += 60*0.27/10*mV")
    Ci = Synapses(P[3200:], P, on_pre="gi += -20*4.5/10*mV")
    Ce.connect(p=0.02)
    Ci.connect(p=0.02)
    M = SpikeMonitor(P)
    Network(P, Ce, Ci, M).run(0.5*second)
    sample.add(spikes=spikes_of_monitor(M))
save(__file__, sample)
