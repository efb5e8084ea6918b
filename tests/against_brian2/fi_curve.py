#!/usr/bin/python3
"""Integrate-and-fire neurons with a current each."""
from brian2 import *

from oracle import EXACT, save

tau = 10*ms
R = 100*Mohm
E_L = -70*mV
theta = 10*mV
I_max = 0.4*nA
P = NeuronGroup(100, """dv/dt = (E_L - v + R*I)/tau : volt (unless refractory)
                        I : amp (constant)""",
                threshold="v > E_L + theta", reset="v = E_L", refractory=5*ms, method="exact")
P.v = E_L
P.I = "I_max*i/(N - 1)"
spikes = SpikeMonitor(P)
trace = StateMonitor(P, "v", record=[24, 25, 50, 99], dt=0.5*ms)
run(0.3*second)
save(__file__, EXACT, {"spikes": spikes}, {"trace": (trace, ["v"])}, model="configs/fi_curve.yaml",
     changes=["run.duration=0.3 s", "+monitors.spikes={type: spikes, of: P}"])
