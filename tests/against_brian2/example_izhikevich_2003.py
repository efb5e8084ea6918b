#!/usr/bin/python3
"""Brian 2's Izhikevich_2003 with 100 neurons, given parameters, weights and input instead of random ones."""
from brian2 import *

from oracle import STEPPED, save

Ne, Ni = 80, 20
defaultclock.dt = 1*ms
P = NeuronGroup(Ne + Ni, """
    dv/dt = (0.04*v**2 + 5*v + 140 - u + I + I_noise)/ms : 1
    du/dt = (a*(b*v - u))/ms : 1
    I : 1
    I_noise : 1
    a : 1
    b : 1
    c : 1
    d : 1
    """, threshold="v >= 30", reset="v = c; u += d", method="euler")
r = (arange(Ne + Ni)*7 % 10)/10
exc = arange(Ne + Ni) < Ne
P.v = -65
P.a = where(exc, 0.02, 0.02 + 0.08*r)
P.b = where(exc, 0.2, 0.25 - 0.05*r)
P.c = where(exc, -65 + 15*r**2, -65)
P.d = where(exc, 8 - 6*r**2, 2)
P.u = "b*v"
S = Synapses(P, P, "w : 1", on_pre={"up": "I += w", "down": "I -= w"}, delay={"up": 0*ms, "down": 1*ms})
S.connect()
i, j = S.i[:], S.j[:]
S.w[:] = where(i < Ne, 2.5*((3*i + 5*j) % 8)/8, -5*((3*i + 5*j) % 8)/8)
# The input of the script is drawn in slot start of each step, as is this one.
P.run_regularly("I_noise = 20*int(i < 80)*sin(1.7*t/ms + i) + 10*int(i >= 80)*sin(2.3*t/ms + i)", dt=1*ms)
spikes = SpikeMonitor(P)
trace = StateMonitor(P, "v", record=[0], when="after_thresholds")
run(150*ms)
save(__file__, STEPPED, {"spikes": spikes}, {"trace": (trace, ["v"])}, model="configs/examples/izhikevich_2003.yaml",
     changes=["groups.P.size=100", "groups.P.initial.r=(7*i % 10)/10",
              "groups.P.initial.a=where(i < 80, 0.02, 0.02 + 0.08*r)",
              "groups.P.initial.b=where(i < 80, 0.2, 0.25 - 0.05*r)",
              "groups.P.initial.c=where(i < 80, -65 + 15*r**2, -65)",
              "groups.P.initial.d=where(i < 80, 8 - 6*r**2, 2)",
              "connections.S.initial.w=where(i < 80, 2.5*((3*i + 5*j) % 8)/8, -5*((3*i + 5*j) % 8)/8)",
              "operations.noise.code=I_noise = 20*int(i < 80)*sin(1.7*t/ms + i) + 10*int(i >= 80)*sin(2.3*t/ms + i)",
              "run.duration=150 ms"])
