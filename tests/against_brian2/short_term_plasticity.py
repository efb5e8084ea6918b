#!/usr/bin/python3
"""Synapses of Tsodyks and Markram in Brian 1's order: u and x are those from before the spike."""
from brian2 import *

from oracle import EXACT, save

sources = NeuronGroup(10, "dphase/dt = 5*Hz*(i + 1) : 1", threshold="phase >= 1", reset="phase = 0",
                      method="euler")
depressed = NeuronGroup(10, "dv/dt = -v/(20*ms) : volt", method="exact")
facilitated = NeuronGroup(10, "dv/dt = -v/(20*ms) : volt", method="exact")


def synapses(target, weight, taud, tauf, U):
    namespace = {"weight": weight, "taud": taud, "tauf": tauf, "U": U}
    S = Synapses(sources, target, """du/dt = (U - u)/tauf : 1 (event-driven)
                                     dx/dt = (1 - x)/taud : 1 (event-driven)""",
                 on_pre="""v_post += weight*u*x
                           x -= u*x
                           u += U*(1 - u)""", namespace=namespace)
    S.connect(j="i")
    S.u = U
    S.x = 1
    return S


depressing = synapses(depressed, 10*mV, 800*ms, 5*ms, 0.5)
facilitating = synapses(facilitated, 20*mV, 100*ms, 1*second, 0.03)
traces = {"depressed": (StateMonitor(depressed, "v", record=True, dt=20*ms), ["v"]),
          "facilitated": (StateMonitor(facilitated, "v", record=True, dt=20*ms), ["v"])}
spikes = SpikeMonitor(sources)
network = Network(sources, depressed, facilitated, depressing, facilitating, spikes,
                  [monitor for monitor, _ in traces.values()])
network.run(1.5*second)
save(__file__, EXACT, {"spikes": spikes}, traces, model="configs/short_term_plasticity.yaml",
     changes=["monitors.depressed.dt=20 ms", "monitors.facilitated.dt=20 ms"])
