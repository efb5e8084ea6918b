#!/usr/bin/python3
"""The talk's adaptive threshold, v >= vt, with a fixed input instead of a random one."""
from brian2 import *

from oracle import EXACT, save

IF = NeuronGroup(1, """dv/dt = -v/(10*ms) : volt
                       dvt/dt = (10*mV - vt)/(10*ms) : volt""",
                 threshold="v >= vt", reset="v = 0*mV; vt += 3*mV", method="exact")
IF.vt = 10*mV
times = [2, 3.1, 4.2, 5, 6.6, 7, 7.3, 11, 12.5, 13, 14, 14.1, 14.2, 16, 21, 22, 23.9, 24, 24.5, 26,
         26.1, 26.2, 27, 28, 35, 36, 36.5, 36.6, 37, 37.2]
PG = SpikeGeneratorGroup(1, zeros(len(times), dtype=int), times*ms)
C = Synapses(PG, IF, on_pre="v += 3*mV")
C.connect()
trace = StateMonitor(IF, ["v", "vt"], record=True)
spikes = SpikeMonitor(IF)
run(50*ms)
save(__file__, EXACT, {"spikes": spikes}, {"trace": (trace, ["v", "vt"])})
