#!/usr/bin/python3
"""Groups, sources, synapses and monitors with time steps of their own. The synapses have the shortest
one, since Brian 2 lets code at spikes see the time of the synapses' clock."""
from brian2 import *

from oracle import STEPPED, save

tau, taus = 10*ms, 5*ms
slow = NeuronGroup(3, "dv/dt = (I - v)/tau : volt\nI : volt", threshold="v > 10*mV",
                   reset="v = 0*mV", refractory=2*ms, method="exact", dt=0.5*ms)
slow.I = "14*mV + 4*mV*i"
fast = NeuronGroup(2, "dv/dt = -v/tau : volt\ndu/dt = (cos(300*Hz*t) - u)/(3*ms) : 1",
                   threshold="v > 3*mV", reset="v = 0*mV", method="rk4", dt=0.05*ms)
usual = NeuronGroup(1, "dx/dt = -x/tau : 1", method="euler")
G = SpikeGeneratorGroup(2, [0, 1, 0, 1], [3.3, 7.8, 20.1, 33.4]*ms, dt=0.25*ms)

up = Synapses(slow, fast, on_pre="v_post += 1.2*mV*(1 + i)", delay=1.2*ms)
up.connect()
down = Synapses(fast, slow, """w : 1
                               da/dt = -a/taus : 1 (event-driven)
                               db/dt = (1 - b)/taus : 1 (clock-driven)""",
                on_pre={"pre": "a += 1; v_post += 0.1*mV*(a + b)"}, on_post="w = w + a",
                delay={"pre": 0.35*ms}, method="euler", dt=0.05*ms)
down.connect()
kick = Synapses(G, usual, on_pre="x_post += 1 + j")
kick.connect()
usual.run_regularly("x += 0.01*t/ms", dt=0.7*ms)

spikes = {f"{group_name}_spikes": SpikeMonitor(group)
          for group_name, group in [("slow", slow), ("fast", fast), ("G", G)]}
traces = {"slow_trace": (StateMonitor(slow, "v", record=True), ["v"]),
          "fast_trace": (StateMonitor(fast, ["v", "u"], record=True, dt=0.1*ms), ["v", "u"]),
          "usual_trace": (StateMonitor(usual, "x", record=True, dt=0.25*ms), ["x"]),
          "weights": (StateMonitor(down, ["w", "b"], record=True), ["w", "b"])}
Network(collect(), *spikes.values(), *(monitor for monitor, _ in traces.values())).run(60*ms)
save(__file__, STEPPED, spikes, traces, unit=0.05e-3)
