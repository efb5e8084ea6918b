#!/usr/bin/python3
"""Input that arrives in the step of a spike and while refractory, with and without the flag."""
from brian2 import *

from oracle import EXACT, save

rest = "dg/dt = -g/(3*ms) : volt"
settings = dict(threshold="v > 10*mV", reset="v = 1*mV", refractory=2*ms, method="exact")
held = NeuronGroup(2, "dv/dt = (15*mV + g - v)/(10*ms) : volt (unless refractory)\n" + rest, **settings)
free = NeuronGroup(2, "dv/dt = (15*mV + g - v)/(10*ms) : volt\n" + rest, **settings)
# The undisturbed neurons fire first in step 109; one input every step from 10.5 to 14 ms.
times = arange(105, 140)*0.1*ms
kicks = SpikeGeneratorGroup(2, tile([0, 1], len(times)), repeat(times/ms, 2)*ms)
on_pre = "v += 0.25*mV*i; g += 0.1*mV"
to_held = Synapses(kicks, held, on_pre=on_pre)
to_held.connect(j="i")
to_free = Synapses(kicks, free, on_pre=on_pre)
to_free.connect(j="i")
spikes_held, spikes_free = SpikeMonitor(held), SpikeMonitor(free)
trace_held = StateMonitor(held, ["v", "g"], record=True)
trace_free = StateMonitor(free, ["v", "g"], record=True)
run(40*ms)
save(__file__, EXACT, {"spikes_held": spikes_held, "spikes_free": spikes_free},
     {"trace_held": (trace_held, ["v", "g"]), "trace_free": (trace_free, ["v", "g"])})
