#!/usr/bin/python3
"""Thresholds and resets that are more than a comparison and an assignment."""
from brian2 import *

from oracle import EXACT, save

P = NeuronGroup(5, """dv/dt = (drive - v)/(8*ms) : volt
                      dw/dt = -w/(30*ms) : 1
                      drive = 18*mV + 2*mV*i - 5*mV*w : volt
                      level = 10*mV + 3*mV*w*(1 + 0.1*i) : volt""",
                threshold="v + 2*mV*sin(2*pi*40*Hz*t) >= level and (w < 1.5 or t > 60*ms)",
                reset="lost = 0.6*v + 1*mV; v -= lost; w += 0.5; v += 1*mV*w", method="exact")
P.w = "0.1*i"
quiet = NeuronGroup(3, """dv/dt = (20*mV - v)/(8*ms) : volt
                          fast : boolean
                          n : integer""",
                    threshold="v > 10*mV and not (fast and n >= 3)", reset="v = 2*mV*int(fast); n += 1",
                    method="exact")
quiet.fast = "i > 0"
spikes = SpikeMonitor(P)
quiet_spikes = SpikeMonitor(quiet)
trace = StateMonitor(P, ["v", "w", "level"], record=True, dt=0.5*ms)
run(100*ms)
save(__file__, EXACT, {"spikes": spikes, "quiet_spikes": quiet_spikes},
     {"trace": (trace, ["v", "w", "level"])})
