#!/usr/bin/python3
"""Several runs of one network: variables and constants changed between them, objects switched off,
a run that is stopped by what happens in it."""
from brian2 import *

from oracle import EXACT, save

tau = 10*ms
P = NeuronGroup(4, "dv/dt = (I - v)/tau : volt\nI : volt", threshold="v > 10*mV", reset="v = 0*mV",
                method="exact")
P.I = "12*mV + 2*mV*i"
G = SpikeGeneratorGroup(1, [0]*20, (5*arange(20) + 2)*ms)
S = Synapses(G, P, on_pre="v_post += 1*mV*(1 + j)", delay=1*ms)
S.connect()
spikes, trace = SpikeMonitor(P), StateMonitor(P, "v", record=True)
limit = 1000000000
start = 0


@network_operation(when="end")
def stop_it():
    if spikes.num_spikes - start >= limit:
        stop()


run(20*ms)
P.I = "I + 3*mV"
run(10*ms)
tau = 5*ms
run(10.05*ms)
S.active = False
run(9.95*ms)
S.active = True
P[1:3].I = [20, 25]*mV
limit, start = 7, spikes.num_spikes
run(30*ms)
limit = 1000000000
for value in [11, 30]*mV:
    P.I = value
    run(5*ms)
save(__file__, EXACT, {"spikes": spikes}, {"trace": (trace, ["v"])})
