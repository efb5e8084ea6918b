#!/usr/bin/python3
"""Refractory while v is above 2 mV: kicks that come meanwhile are not counted as spikes."""
from brian2 import *

from oracle import EXACT, save

P = NeuronGroup(2, "dv/dt = -v/(5*ms) : volt", threshold="v > 5*mV", refractory="v > 2*mV*(1 + i)",
                method="exact")
kicks = SpikeGeneratorGroup(1, zeros(8, dtype=int), [1, 4, 11, 16, 30, 33, 36, 46]*ms)
C = Synapses(kicks, P, on_pre="v += 8*mV")
C.connect()
spikes = SpikeMonitor(P)
trace = StateMonitor(P, "v", record=True)
run(60*ms)
save(__file__, EXACT, {"spikes": spikes}, {"trace": (trace, ["v"])})
