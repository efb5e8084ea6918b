#!/usr/bin/python3
"""Several pathways into one variable in one step: their order shows, since += and *= do not commute."""
from brian2 import *

from oracle import EXACT, save

source = SpikeGeneratorGroup(3, [0, 1, 2, 0, 1, 2, 1], [1, 1, 1, 5, 5.1, 5.2, 8]*ms)
targets = NeuronGroup(3, "dv/dt = (14*mV - v)/(8*ms) : volt", threshold="v > 12*mV", reset="v -= 9*mV",
                      method="exact")
# Brian 2 runs the pathways of a step in the order of their names, brian-run in that of the file.
first = Synapses(source, targets, "w : volt", name="a_first",
                 on_pre={"down": "v_post *= 0.8", "up": "v_post += w; w *= 0.9"})
first.connect()
first.w = "(1 + i + j)*mV"
first.up.delay = 0.2*ms
second = Synapses(source, targets, "w : volt", name="b_second",
                  on_pre="v_post = 0.5*v_post + w", on_post="w += 0.25*mV*(1 + j); v_post += 0.1*w")
second.connect(j="i")
second.w = 3*mV
spikes = SpikeMonitor(targets)
trace = StateMonitor(targets, "v", record=True)
run(40*ms)
save(__file__, EXACT, {"spikes": spikes}, {"trace": (trace, ["v"])})
