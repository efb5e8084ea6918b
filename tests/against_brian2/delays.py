#!/usr/bin/python3
"""Delays of all kinds: rounding to steps, one for each synapse, several synapses of a pair."""
from brian2 import *

from oracle import EXACT, save

source = SpikeGeneratorGroup(3, [0, 1, 2, 0, 2, 1], [1, 1, 1, 1.2, 3, 4.5]*ms)
targets = NeuronGroup(12, "dv/dt = -v/(2*ms) : volt", method="exact")
rounded = Synapses(source, targets, "lag : second", on_pre="v += (1 + i)*mV")
rounded.connect(i=[0]*12, j=arange(12))
rounded.lag = [0, 0.04, 0.05, 0.06, 0.14, 0.15, 0.16, 0.25, 0.3, 0.35, 1.0, 2.0]*ms
rounded.delay = "lag"
spread = Synapses(source, targets, on_pre="v += 0.1*mV*(j + 1)")
spread.connect(condition="i > 0")
spread.delay = "0.3*ms*i + 0.17*ms*j"
triple = Synapses(source, targets, on_pre="v *= 0.9", delay=0.7*ms)
triple.connect(i=[1, 1, 2, 2, 2], j=[3, 3, 4, 5, 4])
trace = StateMonitor(targets, "v", record=True)
run(9*ms)
save(__file__, EXACT, traces={"trace": (trace, ["v"])})
