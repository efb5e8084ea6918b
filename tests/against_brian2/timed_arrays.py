#!/usr/bin/python3
"""Timed arrays of one and two dimensions: held between samples and after the last, read in the past."""
from brian2 import *

from oracle import STEPPED, save

steps = TimedArray([0, 5, -3, 12, 7]*mV, dt=2*ms)
table = TimedArray([[1, 2, 3], [4, 5, 6], [7, 8, 9], [-1, -2, -3]]*mV, dt=3.3*ms)
fine = TimedArray([0, 1, 0.5, 2], dt=0.3*ms)  # 0.3 ms = 3 steps only up to rounding
one = NeuronGroup(2, "dv/dt = (steps(t) - v)/(5*ms) : volt", method="exact")
many = NeuronGroup(3, "dv/dt = (table(t, i) - v)/(5*ms) : volt", method="euler")
past = NeuronGroup(3, "dv/dt = (steps(t - 2.5*ms) + table(t, 2 - i) - v)/(5*ms) : volt", method="rk2")
held = NeuronGroup(1, "dx/dt = fine(t)/ms : 1", method="euler")
pulses = NeuronGroup(3, """level = table(t, i)*(1 + fine(t)) : volt
                           dx/dt = 0/ms : 1""", threshold="level > 4.5*mV", method="euler")
traces = {}
for name, group, variable in [("one", one, "v"), ("many", many, "v"), ("past", past, "v"),
                              ("held", held, "x"), ("level", pulses, "level")]:
    traces["trace_" + name] = (StateMonitor(group, variable, record=True), [variable])
spikes = SpikeMonitor(pulses)
net = Network(one, many, past, held, pulses, spikes, *[monitor for monitor, _ in traces.values()])
net.run(15*ms)
save(__file__, STEPPED, {"spikes": spikes}, traces)
