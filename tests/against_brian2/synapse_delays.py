#!/usr/bin/python3
"""Delays of their own for every synapse of several pathways, on both sides, with order-dependent code."""
from brian2 import *

from oracle import EXACT, save

source = SpikeGeneratorGroup(4, [0, 1, 2, 3, 0, 1, 2, 3, 1, 0, 2], [1, 1, 1, 1, 3, 3.1, 3.2, 3.3, 6, 9, 9.1]*ms)
targets = NeuronGroup(5, "dv/dt = (11*mV - v)/(8*ms) : volt\nu : volt", threshold="v > 9.5*mV",
                      reset="v -= 9*mV", method="exact")
targets.v = "2*mV*i"
plastic = Synapses(source, targets, "w : volt\nlast : second",
                   on_pre={"down": "v_post *= 0.97", "up": "v_post += w; w *= 0.9; u_post = w"},
                   on_post={"learn": "w += 0.05*mV*(1 + j)", "forget": "w *= 0.95; last = t"},
                   name="a_plastic")
plastic.connect()
plastic.w = "0.2*(1 + i + j)*mV"
plastic.down.delay = "0.1*(i + j)*ms"
plastic.up.delay = "0.1*(4 + i - j)*ms"
plastic.learn.delay = "0.1*(2*j)*ms"
plastic.forget.delay = 0.7*ms
# The sum of the weights of each neuron shows what became of them.
total = Synapses(source, targets, "", on_pre="u_post += 0*mV", name="b_total")
total.connect()
spikes = SpikeMonitor(targets)
trace = StateMonitor(targets, ["v", "u"], record=True)
run(40*ms)
save(__file__, EXACT, {"spikes": spikes}, {"trace": (trace, ["v", "u"])})
