#!/usr/bin/python3
"""Brian 1's heterogeneous_delays: one spike over 100 delays that form a parabola."""
from brian2 import *

from oracle import EXACT, save

starter = SpikeGeneratorGroup(1, [0], [0]*ms)
H = NeuronGroup(100, "dV/dt = -V/(10*ms) : volt", method="exact")
C = Synapses(starter, H, on_pre="V += 5*mV")
C.connect()
C.delay = "10*ms*(j/50. - 1)**2"
trace = StateMonitor(H, "V", record=True, dt=1*ms)
run(40*ms)
save(__file__, EXACT, traces={"trace": (trace, ["V"])}, model="configs/examples/heterogeneous_delays.yaml",
     changes=["+monitors.trace.dt=1 ms"])
