#!/usr/bin/python3
"""Input without delay arrives in the step of the spike, before the reset, which may wipe it out."""
from brian2 import *

from oracle import EXACT, save

eqs = "dv/dt = (I - v)/(10*ms) : volt\nI : volt"
P = NeuronGroup(4, eqs, threshold="v > 10*mV", reset="v = 0*mV", method="exact")
P.I = [15, 15, 15.2, 5]*mV
S = Synapses(P, P, on_pre="v_post += 1*mV*(1 + i)")
S.connect(condition="i != j")
# Reset by subtraction keeps the input.
Q = NeuronGroup(4, eqs, threshold="v > 10*mV", reset="v -= 10*mV", method="exact")
Q.I = [15, 15, 15.2, 5]*mV
T = Synapses(Q, Q, on_pre="v_post += 1*mV*(1 + i)", delay=0*ms)
T.connect(condition="i != j")
spikes_p, spikes_q = SpikeMonitor(P), SpikeMonitor(Q)
trace_p, trace_q = StateMonitor(P, "v", record=True), StateMonitor(Q, "v", record=True)
run(40*ms)
save(__file__, EXACT, {"spikes_p": spikes_p, "spikes_q": spikes_q},
     {"trace_p": (trace_p, ["v"]), "trace_q": (trace_q, ["v"])})
