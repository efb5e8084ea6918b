#!/usr/bin/python3
"""Code that reads through its source what it writes at its target: every spike is finished first.

700 neurons fill several target blocks of the program; each spike changes u of neurons whose own
spikes are still to be delivered in the same step."""
from brian2 import *

from oracle import EXACT, save

# The numpy target takes u_pre and u_post for different variables and computes all synapses at once.
prefs.codegen.target = "cython"

P = NeuronGroup(700, """dv/dt = (1.2 - v)/(10*ms) : 1
                        u : 1""", threshold="v > 1", reset="v = 0", method="exact")
P.v = "(i % 50)/50.0"
P.u = "i/700.0"
on = Synapses(P, P, on_pre="u_post += 0.1*u_pre", name="a_on")
on.connect(condition="(i*7 + j*3) % 101 == 0")
back = Synapses(P[10:300], P[5:], on_pre="u_pre = 0.9*u_pre + 0.01*u_post; v_post += 0.0001*u_pre",
                delay=0.3*ms, name="b_back")  # Brian 2 runs them in the order of their names
back.connect(condition="(i + 2*j) % 67 == 0")
spikes = SpikeMonitor(P)
trace = StateMonitor(P, ["u"], record=[0, 5, 255, 256, 299, 511, 512, 699], dt=2*ms)
run(50*ms)
save(__file__, EXACT, {"spikes": spikes}, {"trace": (trace, ["u"])})
