#!/usr/bin/python3
"""How a refractory time becomes steps: neurons that would fire in every step otherwise."""
from brian2 import *

from oracle import EXACT, save

eqs = "dv/dt = (100*mV - v)/(1*ms) : volt (unless refractory)"
each = NeuronGroup(8, eqs + "\nref : second", threshold="v > 5*mV", reset="v = 0*mV", refractory="ref",
                   method="exact")
each.ref = [0, 0.05, 0.1, 0.25, 0.26, 0.3, 1, 1.06]*ms
short = NeuronGroup(1, eqs, threshold="v > 5*mV", reset="v = 0*mV", refractory=0.26*ms, method="exact")
long = NeuronGroup(1, eqs, threshold="v > 5*mV", reset="v = 0*mV", refractory=1.06*ms, method="exact")
varying = NeuronGroup(2, eqs, threshold="v > 5*mV", reset="v = 0*mV", refractory="0.3*ms + 0.05*t + i*ms",
                      method="exact")
monitors = {name: SpikeMonitor(group) for name, group in
            [("each", each), ("short", short), ("long", long), ("varying", varying)]}
trace = StateMonitor(each, "v", record=True)
net = Network(each, short, long, varying, trace, *monitors.values())
net.run(10*ms)
save(__file__, EXACT, monitors, {"trace": (trace, ["v"])})
