#!/usr/bin/python3
"""Connections between subgroups count neurons from the subgroup's first; monitors of parts of a group."""
from brian2 import *

from oracle import EXACT, save

P = NeuronGroup(10, """dv/dt = (I - v)/(10*ms) : volt
                       I : volt""", threshold="v > 10*mV", reset="v = 0*mV", method="exact")
P.I = "(8 + i)*mV"
lower, upper = P[2:5], P[5:9]
kicks = SpikeGeneratorGroup(4, [0, 1, 2, 3, 1, 2], [3, 4, 5, 6, 20, 21]*ms)
inside = Synapses(lower, upper, "w : volt", on_pre="v_post += w")
inside.connect()
inside.w = "(1 + i + 0.1*j)*0.2*mV"
back = Synapses(upper, lower, on_pre="v_post -= 0.3*mV*(1 + i) + 0.01*v_pre")
back.connect(condition="(i + j) % 2 == 0")
part = Synapses(kicks, lower, on_pre="v += 1*mV + 1*mV*i")
part.connect(i=[1, 2], j=[1, 2])
spikes, lower_spikes = SpikeMonitor(P), SpikeMonitor(lower)
trace = StateMonitor(P, "v", record=True)
run(50*ms)
save(__file__, EXACT, {"spikes": spikes, "lower_spikes": (lower_spikes, 2)}, {"trace": (trace, ["v"])})
