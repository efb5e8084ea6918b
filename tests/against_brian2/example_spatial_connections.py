#!/usr/bin/python3
"""Brian 2's spatial_connections: how many synapses end at each neuron, and the random ones' number."""
from brian2 import *

from oracle import EXACT, save

rows = cols = 20
G = NeuronGroup(rows*cols, """x : meter
                              y : meter
                              n_near : 1""", threshold="t == 0*ms", refractory=1*second)
grid_dist = 25*umeter
G.x = "(i // rows)*grid_dist - rows/2.0*grid_dist"
G.y = "(i % rows)*grid_dist - cols/2.0*grid_dist"
distance = 120*umeter
near = Synapses(G, G, on_pre="n_near += 1")
near.connect("sqrt((x_pre - x_post)**2 + (y_pre - y_post)**2) < distance")
trace = StateMonitor(G, "n_near", record=True, when="end", dt=1*ms)
run(2*ms)
save(__file__, EXACT, traces={"inputs": (trace, ["n_near"])},
     model="configs/examples/spatial_connections.yaml", changes=["monitors.inputs.variables=[n_near]"])
