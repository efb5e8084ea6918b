#!/usr/bin/python3
"""Adaptive exponential integrate-and-fire neurons with parameters of their own: firing patterns."""
from brian2 import *

from oracle import STEPPED, save

C = 281*pF
gL = 30*nS
EL = -70.6*mV
VT = -50.4*mV
DeltaT = 2*mV
P = NeuronGroup(4, """
    dvm/dt = (gL*(EL - vm) + gL*DeltaT*exp((vm - VT)/DeltaT) + I - w)/C : volt
    dw/dt = (a*(vm - EL) - w)/tauw : amp
    I : amp
    a : siemens
    b : amp
    Vr : volt
    tauw : second
    """, threshold="vm > VT + 5*DeltaT", reset="vm = Vr; w += b", method="euler")
P.vm = EL
P.I = [1, 1, 0.8, 0.9]*nA
P.a = [4, 1.1, 4, 8.4]*nS
P.b = [0.0805, 0.1, 0.5, 0]*nA
P.Vr = [-70.6, -47, -58, -47]*mV
P.tauw = [144, 20, 150, 144]*ms
spikes = SpikeMonitor(P)
trace = StateMonitor(P, ["vm", "w"], record=True, dt=0.5*ms)
run(200*ms)
save(__file__, STEPPED, {"spikes": spikes}, {"trace": (trace, ["vm", "w"])})
