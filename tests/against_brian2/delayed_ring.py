#!/usr/bin/python3
"""A spike that runs round a ring with unequal delays."""
from brian2 import *

from oracle import EXACT, save

tau = 10*ms
step = 0.5*ms
ring = NeuronGroup(10, "dv/dt = -v/tau : volt (unless refractory)", threshold="v > 10*mV",
                   reset="v = 0*mV", refractory=2*ms, method="exact")
start = SpikeGeneratorGroup(1, [0], [5]*ms)
kick = Synapses(start, ring, on_pre="v += 15*mV")
kick.connect(i=0, j=0)
next_one = Synapses(ring, ring, on_pre="v += 15*mV")
next_one.connect(i=arange(10), j=(arange(10) + 1) % 10)
next_one.delay = "2.2*ms + i*step"
after_next = Synapses(ring, ring, on_pre="v += 3*mV", delay=1*ms)
after_next.connect(condition="j == (i + 2) % N_post")
spikes = SpikeMonitor(ring)
trace = StateMonitor(ring, "v", record=[0, 1, 5], dt=0.5*ms)
run(150*ms)
save(__file__, EXACT, {"spikes": spikes}, {"trace": (trace, ["v"])}, model="configs/delayed_ring.yaml")
