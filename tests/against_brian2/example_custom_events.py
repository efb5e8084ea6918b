#!/usr/bin/python3
"""Brian 2's custom_events, with given input spikes."""
from brian2 import *

from oracle import EXACT, save

times = [3*k + (k*k) % 3 for k in range(1, 130)]
inp = SpikeGeneratorGroup(1, [0]*len(times), times*ms)
G = NeuronGroup(1, """
    dv/dt = (g - v)/(50*ms) : 1
    dg/dt = -g/(10*ms) : 1
    allow_gspike : boolean
    """, threshold="v > 1", reset="v = 0; g = 0; allow_gspike = True;",
    events={"gspike": "g > 1 and allow_gspike", "end_gspike": "g < 1 and not allow_gspike"}, method="exact")
G.run_on_event("gspike", "allow_gspike = False")
G.run_on_event("end_gspike", "allow_gspike = True")
H = NeuronGroup(1, """dx/dt = -x/(10*ms) : 1
                      dy/dt = -y/(10*ms) : 1""", method="exact")
Sin = Synapses(inp, G, on_pre="g += 0.5")
Sin.connect()
S = Synapses(G, H, on_pre={"pre": "x += 1", "gpath": "y += 1"}, on_event={"pre": "spike", "gpath": "gspike"})
S.connect()
G_trace = StateMonitor(G, ("v", "g"), record=True, dt=0.5*ms)
H_trace = StateMonitor(H, ("x", "y"), record=True, dt=0.5*ms)
spikes = SpikeMonitor(G)
G.allow_gspike = True
run(400*ms)
save(__file__, EXACT, {"spikes": spikes}, {"G_trace": (G_trace, ["v", "g"]), "H_trace": (H_trace, ["x", "y"])},
     model="configs/examples/custom_events.yaml",
     changes=["stimuli.input={type: spike_trains, trains: [[%s]]}" % ", ".join(f"{t} ms" for t in times),
              "+monitors.G_trace.dt=0.5 ms", "+monitors.H_trace.dt=0.5 ms", "run.duration=400 ms"])
