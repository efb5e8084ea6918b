#!/usr/bin/python3
"""Brian 2's spatial_connections: number of random synapses onto a neuron, over 20 seeds."""
from brian2 import *

from measures import Sample, save

rows = cols = 20
grid_dist = 25*umeter
sample = Sample("configs/examples/spatial_connections.yaml")
sample.measure("synapses of a neuron", "mean", "inputs_n_random", sample=-1)
sample.measure("their spread", "spread", "inputs_n_random", sample=-1)
for number in range(1, 21):
    seed(number)
    G = NeuronGroup(rows*cols, """x : meter
                                  y : meter""")
    G.x = "(i // rows)*grid_dist - rows/2.0*grid_dist"
    G.y = "(i % rows)*grid_dist - cols/2.0*grid_dist"
    S = Synapses(G, G)
    S.connect("i != j", p="1.5*exp(-((x_pre - x_post)**2 + (y_pre - y_post)**2)/(2*(60*umeter)**2))")
    sample.add(inputs_n_random=bincount(S.j, minlength=rows*cols)[:, newaxis].astype(float))
save(__file__, sample)
