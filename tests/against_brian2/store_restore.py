#!/usr/bin/python3
"""A network that goes back to a stored state, with spikes on their way, and runs on otherwise."""
from types import SimpleNamespace

from brian2 import *

from oracle import EXACT, save

P = NeuronGroup(4, "dv/dt = (I - v)/(10*ms) : volt (unless refractory)\nI : volt",
                threshold="v > 10*mV", reset="v = 0*mV", refractory=2*ms, method="exact")
P.I = "12*mV + 2*mV*i"
G = SpikeGeneratorGroup(2, [0, 1], [1, 2]*ms, period=3*ms)
S = Synapses(G, P, on_pre="v_post += 0.7*mV*(1 + j)")
S.connect()
S.delay = "1.5*ms + 0.5*ms*i"
R = Synapses(P, P, on_pre="v_post += 0.3*mV", delay=2.5*ms)
R.connect(condition="i != j")
spikes = SpikeMonitor(P)
kept = []


def keep(since):
    times, neurons = array(spikes.t_), array(spikes.i)
    later = times >= since - 1e-9
    kept.append((times[later], neurons[later]))


run(21*ms)
keep(0)
store("before")
for value in [10, 20, 40]*mV:
    restore("before")
    P.I = value
    run(15*ms)
    keep(21e-3)
all_times = concatenate([times for times, _ in kept])
all_neurons = concatenate([neurons for _, neurons in kept])
save(__file__, EXACT, {"spikes": SimpleNamespace(t_=all_times, i=all_neurons)})
