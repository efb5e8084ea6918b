#!/usr/bin/python3
"""The talk's first script; spikes fire in the first step that is not before their time."""
from brian2 import *

from oracle import EXACT, save

tau = 10*ms
Vr = -70*mV
Vt = -55*mV
G = NeuronGroup(1, "dV/dt = -(V - Vr)/tau : volt", threshold="V > Vt", reset="V = Vr", method="exact")
G.V = Vr
times = linspace(10, 100, 25)
steps = ceil(times/0.1 - 1e-3)
source = SpikeGeneratorGroup(1, zeros(25, dtype=int), steps*0.1*ms)
C = Synapses(source, G, on_pre="V += 5*mV")
C.connect()
trace = StateMonitor(G, "V", record=True)
spikes = SpikeMonitor(G)
inputs = SpikeMonitor(source)
run(100*ms)
save(__file__, EXACT, {"spikes": spikes, "inputs": inputs}, {"trace": (trace, ["V"])},
     model="configs/leaky_if.yaml")
