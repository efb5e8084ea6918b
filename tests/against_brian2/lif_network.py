#!/usr/bin/python3
"""The talk's CUBA network with connections and initial values that are not random."""
from brian2 import *

from oracle import EXACT, save

P = NeuronGroup(1000, """dv/dt = (ge + gi - (v + 49*mV))/(20*ms) : volt
                         dge/dt = -ge/(5*ms) : volt
                         dgi/dt = -gi/(10*ms) : volt""",
                threshold="v > -50*mV", reset="v = -60*mV", method="exact")
P.v = "-60*mV + 10*mV*((i*7919 % 1000)/1000)"
Ce = Synapses(P[:800], P, on_pre="ge += 1.62*mV")
Ce.connect(condition="((i*7919 + j*10473) % 1009)*((i*31 + j*17) % 997) % 13 == 0")
Ci = Synapses(P[800:], P, on_pre="gi += -9*mV", delay=0.5*ms)
Ci.connect(condition="((i*7877 + j*10429) % 1013)*((i*37 + j*13) % 991) % 13 == 0")
spikes = SpikeMonitor(P)
trace = StateMonitor(P, ["v", "ge", "gi"], record=[0, 500, 999], dt=1*ms)
run(200*ms)
save(__file__, EXACT, {"spikes": spikes}, {"trace": (trace, ["v", "ge", "gi"])})
