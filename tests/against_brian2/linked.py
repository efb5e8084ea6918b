#!/usr/bin/python3
"""Linked variables: neuron by neuron, of one neuron, shared, by index, through a subgroup, in all code."""
from brian2 import *

from oracle import EXACT, save

source = NeuronGroup(6, """dy/dt = (drive - y)/(8*ms) : volt
drive : volt (constant)
decay : Hz (constant)
level : 1 (shared)""", threshold="y > 8*mV", reset="y = 0*mV", method="exact", name="a_source")
source.drive = "(9 + i)*mV"
source.decay = "(50 + 10*i)*Hz"
source.run_regularly("level = level + 1", dt=10*ms)
one = NeuronGroup(1, "du/dt = -u/(20*ms) : volt", method="exact", name="b_one")
one.u = 3*mV
eqs = """dv/dt = (y - v)/(5*ms) + u*50*Hz : volt
dw/dt = -decay*w : 1
y : volt (linked)
u : volt (linked)
decay : Hz (linked)
level : 1 (linked)
half = y/2 : volt"""
P = NeuronGroup(6, eqs, threshold="v > 7*mV + 0.1*level*mV", reset="v = half - 3*mV; w += level", method="euler",
                name="c_same")
Q = NeuronGroup(9, "dv/dt = (y - v)/(3*ms) : volt\ny : volt (linked)", threshold="v > 6*mV", reset="v = 0*mV",
                method="euler", name="d_index")
R = NeuronGroup(3, "dv/dt = (y - v)/(3*ms) : volt\ny : volt (linked)", method="euler", name="e_part")
P.y = linked_var(source, "y")
P.u = linked_var(one, "u")
P.decay = linked_var(source, "decay")
P.level = linked_var(source, "level")
Q.y = linked_var(source, "y", index=array([5, 5, 0, 1, 2, 3, 4, 0, 3]))
R.y = linked_var(source, "y", index=arange(2, 5))  # through a subgroup Brian 2.5.1 fails
# Synaptic code sees linked variables of either end (by index only in brian-run).
S = Synapses(P, P, on_pre="w_post += y_pre/mV + y_post/mV", name="f_synapses")
S.connect(j="(i + 1) % 6")
P.w = 1
spikes = SpikeMonitor(P)
spikes_q = SpikeMonitor(Q)
p = StateMonitor(P, ["v", "w", "y", "level"], record=True, dt=0.5*ms)
q = StateMonitor(Q, ["v", "y"], record=True, dt=0.5*ms)
r = StateMonitor(R, ["v"], record=True, dt=0.5*ms)
net = Network(collect())
net.run(60*ms)
save(__file__, EXACT, {"spikes": spikes, "spikes_q": spikes_q},
     {"p": (p, ["v", "w", "y", "level"]), "q": (q, ["v", "y"]), "r": (r, ["v"])})
