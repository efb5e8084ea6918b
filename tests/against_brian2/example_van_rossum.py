#!/usr/bin/python3
"""Brian 1's van_rossum_metric: Brian 2's spikes, and the distances by their definition."""
from brian2 import *

from oracle import EXACT, save

N = 60
tau, b, f = 20*ms, 1.2, 10*Hz
neurons = NeuronGroup(N, """dv/dt = (-v + a*sin(2*pi*f*t) + b)/tau : 1
                            a : 1""", threshold="v > 1", reset="v = 0", method="euler")
neurons.v = "(0.618*i) % 1"
neurons.a = linspace(.05, 0.75, N)
spikes = SpikeMonitor(neurons)
steps = 4000
run(steps*0.1*ms)
# V decays with tau and each spike adds 1, in the step of the spike; d_ij = dt/tau sum (V_i - V_j)^2.
decay = exp(-0.1/4)
V = zeros(N)
distance = zeros((N, N))
fired = [[] for _ in range(steps)]
for i, k in zip(spikes.i, rint(spikes.t/(0.1*ms)).astype(int)):
    fired[k].append(i)
for ids in fired:
    V = V*decay
    V[ids] += 1
    distance += (V[:, newaxis] - V)**2*0.1/4
save(__file__, EXACT, {"spikes": spikes}, datasets={"measures/distance/distance": distance},
     model="configs/examples/van_rossum_metric.yaml",
     changes=["groups.neurons.size=60", "groups.neurons.initial.v=(0.618*i) % 1", f"run.duration={steps//10} ms"])
