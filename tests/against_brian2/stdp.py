#!/usr/bin/python3
"""Spike-timing-dependent plasticity with event-driven traces; weights show in the conductance."""
from brian2 import *

from oracle import EXACT, save

gmax = 0.8
taupre = 20*ms
taupost = 25*ms
dApre = 0.1
dApost = -0.09
steps = (7*arange(120) % 997)*3 + 1
source = SpikeGeneratorGroup(6, arange(120) % 6, sort(steps)*0.1*ms)
neuron = NeuronGroup(2, """dv/dt = (ge*30*mV - v)/(10*ms) : volt
                           dge/dt = -ge/(5*ms) : 1""",
                     threshold="v > 8*mV*(1 + i)", reset="v = 0*mV", method="exact")
S = Synapses(source, neuron, """w : 1
                                dApre/dt = -Apre/taupre : 1 (event-driven)
                                dApost/dt = -Apost/taupost : 1 (event-driven)""",
             on_pre="""ge += w
                       Apre += dApre
                       w = clip(w + Apost, 0, gmax)""",
             on_post="""Apost += dApost
                        w = clip(w + Apre, 0, gmax)""")
S.connect()
S.w = "0.3 + 0.05*i + 0.1*j"
S.pre.delay = "0.2*ms*i"
spikes = SpikeMonitor(neuron)
trace = StateMonitor(neuron, ["v", "ge"], record=True, dt=0.3*ms)
run(0.3*second)
save(__file__, EXACT, {"spikes": spikes}, {"trace": (trace, ["v", "ge"])})
