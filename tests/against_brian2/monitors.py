#!/usr/bin/python3
"""What monitors see beside spikes and traces: variables at spikes and events, synapses, smooth rates."""
from brian2 import *

from oracle import EXACT, save

inputs = SpikeGeneratorGroup(3, [0, 1, 2, 0, 1, 2, 0, 1, 2], [1, 2, 3, 10, 10, 11, 20, 25, 31]*ms)
group = NeuronGroup(
    4,
    """dv/dt = (I - v)/(8*ms) : volt
       dg/dt = -g/(5*ms) : 1
       I : volt
       twice = 2*v + g*mV : volt""",
    threshold="v > 12*mV", reset="v = 0*mV; g += 1", events={"half": "v > 6*mV and v < 7*mV"},
    method="exact")
group.I = "(13 + i)*mV"
synapses = Synapses(
    inputs, group,
    """dx/dt = -x/(4*ms) : 1 (clock-driven)
       w : 1
       total = x + 2*w : 1""",
    on_pre="x += w; w += 0.5; g_post += 0.1", method="exact")
synapses.connect(condition="i != j")
synapses.w = "1 + i + 0.1*j"
spikes = SpikeMonitor(group, variables=["v", "g", "twice"])
half = EventMonitor(group, "half", variables=["v", "twice"])
weights = StateMonitor(synapses, ["w", "x", "total"], record=True, dt=0.5*ms)
rate = PopulationRateMonitor(group)
run(60*ms)


def of_events(kind, monitor, variables):
    table = {f"{kind}/timestamps": monitor.t_, f"{kind}/node_ids": monitor.i}
    return table | {f"{kind}/{name}": getattr(monitor, name + "_") for name in variables}


save(__file__, EXACT, {"spikes": spikes}, datasets={
    **of_events("spikes/spikes", spikes, ["v", "g", "twice"]),
    **of_events("events/half", half, ["v", "twice"]),
    **{f"synapse_report/weights_{name}/data": getattr(weights, name + "_").T
       for name in ("w", "x", "total")},
    "synapse_report/weights_w/source_node_id": synapses.i[:],
    "synapse_report/weights_w/target_node_id": synapses.j[:],
    "snapshots/end/w": [synapses.w_[:]],
    "rates/rate/rate": rate.rate_,
    "rates/gaussian/rate": rate.smooth_rate("gaussian", 2*ms)/Hz,
    "rates/flat/rate": rate.smooth_rate("flat", 2.1*ms)/Hz,
})
