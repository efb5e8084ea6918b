#!/usr/bin/python3
"""Custom events, code at regular times, and code on events: deterministic neurons."""
from brian2 import *

from oracle import EXACT, save

eqs = """dv/dt = (drive - v)/tau : volt (unless refractory)
dw/dt = -w/(30*ms) : volt
tau : second
drive : volt
kicks : 1
pauses : 1
boost : volt (shared)"""
P = NeuronGroup(6, eqs, threshold="v > 10*mV", reset="v = 0*mV; w += 1*mV", refractory=2*ms, method="exact",
                events={"pause": "w > 2*mV and not_refractory", "high": "v > 8*mV"}, name="P")
P.tau = "(10 + 2*i)*ms"
P.drive = "(12 + i)*mV"
# Writes what the integration was prepared from, a variable held while refractory, and a shared one.
P.run_regularly("boost = boost + 0.25*mV", dt=5*ms, name="a_boost")
P.run_regularly("v += boost; tau = (9 + 2*i)*ms + 0.01*t; kicks += 1", dt=5*ms, name="b_kick")
P[2:5].run_regularly("drive += 0.1*mV*i", dt=7*ms, when="after_resets", name="c_sub")
P.run_on_event("pause", "w = 0*mV; pauses += 1; v -= 1*mV")
P.run_on_event("high", "w += 0.02*mV*v/mV", when="before_resets")
spikes = SpikeMonitor(P)
trace = StateMonitor(P, ["v", "w", "tau", "drive", "kicks", "pauses"], record=True, when="end")
net = Network(collect())
net.run(60*ms)
save(__file__, EXACT, {"spikes": spikes}, {"trace": (trace, ["v", "w", "tau", "drive", "kicks", "pauses"])})
