"""One network under any order of the slots."""
from brian2 import *

from oracle import EXACT, save


def run_with(script, schedule):
    """Runs the network and keeps its spikes, potentials and weights for `script`."""
    namespace = {"tau": 10*ms}
    P = NeuronGroup(4, "dv/dt = (I - v)/tau : volt\nI : volt\nn : 1", threshold="v > 10*mV",
                    reset="v = 0*mV", events={"high": "v > 9*mV"}, method="exact",
                    namespace=namespace)
    P.I = "11*mV + 2*mV*i"
    P.run_on_event("high", "n += 1")
    S = Synapses(P, P, "w : volt", on_pre={"now": "v_post += w", "later": "v_post -= w/2"},
                 on_post="w += 0.05*mV", delay={"later": 0.3*ms})
    S.connect(condition="i != j")
    S.w = "0.5*mV*(1 + i)"
    spikes = SpikeMonitor(P)
    trace = StateMonitor(P, ["v", "n"], record=True)
    weights = StateMonitor(S, "w", record=True)
    network = Network(P, S, P.contained_objects, spikes, trace, weights)
    network.schedule = schedule
    network.run(60*ms)
    save(script, EXACT, {"spikes": spikes}, {"trace": (trace, ["v", "n"]), "weights": (weights, ["w"])})
