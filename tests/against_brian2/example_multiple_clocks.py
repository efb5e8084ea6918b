#!/usr/bin/python3
"""Brian 1's examples/misc/multipleclocks in Brian 2, with a current that is no chance: sampled every
0.3 ms, changed every 100 ms."""
from brian2 import *

from oracle import EXACT, save

tau = 10*ms
G = NeuronGroup(1, "dV/dt = (-V + I_ext)/tau : volt\nI_ext : volt", threshold="V > 10*mV",
                reset="V = 0*mV", method="exact", dt=0.1*ms)
G.V = 5*mV
G.run_regularly("I_ext = 12*mV + 8*mV*sin(t/(70*ms))", dt=100*ms)
spikes = SpikeMonitor(G)
V = StateMonitor(G, "V", record=True, dt=0.3*ms)
run(1*second)
save(__file__, EXACT, {"spikes": spikes}, {"V": (V, ["V"])},
     model="configs/examples/multiple_clocks.yaml",
     changes=["operations.update_I_ext.code=I_ext = 12*mV + 8*mV*sin(t/(70*ms))"])
