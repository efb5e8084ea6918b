#!/usr/bin/python3
"""The synfire chain over 10 seeds: spikes of the last pool within 5 ms, for packets of 85 and 40."""
from brian2 import *

from distributions import spikes_in_volley
from oracle import write

Vr = -70*mV
Vt = -55*mV
taum = 10*ms
taupsp = 0.325*ms
weight = 4.86*mV
eqs = """
dV/dt = (-(V - Vr) + x)*(1/taum) : volt (unless refractory)
dx/dt = (-x + y)*(1/taupsp) : volt
dy/dt = -y*(1/taupsp) + 25.27*mV/ms + (39.24*mV/ms**0.5)*xi : volt
"""


def last_pool(packet, number):
    seed(number)
    P = NeuronGroup(1000, eqs, threshold="V > Vt", reset="V = Vr", refractory=1*ms, method="euler")
    P.V = "Vr + rand()*(Vt - Vr)"
    times = np.random.RandomState(number).randn(packet)*1*ms + 50*ms
    source = SpikeGeneratorGroup(packet, arange(packet), times)
    feed = Synapses(source, P[:100], on_pre="y += weight")
    feed.connect()
    chain = Synapses(P, P, on_pre="y += weight")
    chain.connect(j="k for k in range((int(i/100) + 1)*100, (int(i/100) + 2)*100) if i < N_pre - 100")
    M = SpikeMonitor(P)
    Network(P, source, feed, chain, M).run(100*ms)
    return spikes_in_volley(asarray(M.t_), asarray(M.i), pool=9)


write(__file__, {
    "arrived": 60,  # spikes of the last pool in 5 ms that count as an arrival
    "last_pool": {str(packet): [last_pool(packet, number) for number in range(1, 11)] for packet in [85, 40]},
})
