#!/usr/bin/python3
"""Brian 2's gapjunctions."""
from brian2 import *

from oracle import EXACT, save

n = 10
v0 = 1.05
tau = 10*ms
neurons = NeuronGroup(n, """dv/dt = (v0 - v + Igap)/tau : 1
                            Igap : 1""", threshold="v > 1", reset="v = 0", method="exact")
neurons.v = "i*1.0/(n - 1)"
trace = StateMonitor(neurons, "v", record=[0, 5], dt=0.5*ms)
spikes = SpikeMonitor(neurons)
S = Synapses(neurons, neurons, """w : 1
                                  Igap_post = w*(v_pre - v_post) : 1 (summed)""")
S.connect()
S.w = .02
run(500*ms)
save(__file__, EXACT, {"spikes": spikes}, {"trace": (trace, ["v"])},
     model="configs/examples/gap_junctions.yaml", changes=["+monitors.trace.dt=0.5 ms"])
