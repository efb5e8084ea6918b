#!/usr/bin/python3
"""The talk's second exercise; V starts at 0 V, above threshold."""
from brian2 import *

from oracle import EXACT, save

tau = 10*ms
tau2 = 100*ms
Vt = -55*mV
Vr = -70*mV
El = -54*mV
weight = 5*mV
neuron = NeuronGroup(1, "dV/dt = -(V - El)/tau : volt", threshold="V > Vt", reset="V = Vr", method="exact")
neuron2 = NeuronGroup(1, "dV/dt = -(V - Vr)/tau2 : volt", threshold="V > Vt", reset="V = Vr", method="exact")
C = Synapses(neuron, neuron2, on_pre="V += weight")
C.connect()
trace = StateMonitor(neuron, "V", record=True, dt=1*ms)
trace2 = StateMonitor(neuron2, "V", record=True, dt=1*ms)
spikes = SpikeMonitor(neuron)
spikes2 = SpikeMonitor(neuron2)
run(1*second)
save(__file__, EXACT, {"spikes": spikes, "spikes2": spikes2},
     {"trace": (trace, ["V"]), "trace2": (trace2, ["V"])}, model="configs/two_leaky_if.yaml",
     changes=["+monitors.trace.dt=1 ms", "+monitors.trace2.dt=1 ms"])
