#!/usr/bin/python3
"""The default clock's time step changed between runs, while spikes are on their way. Brian 2.5.1's
queue in C++ loses spikes when the step becomes longer (several old steps overwrite each other in
one new one); its queue in Python does not, so that one is used."""
from brian2 import *
from brian2.devices.device import RuntimeDevice
from brian2.synapses.spikequeue import SpikeQueue

from oracle import STEPPED, save

RuntimeDevice.spike_queue = lambda self, source_start, source_end: SpikeQueue(source_start, source_end)
tau = 10*ms
defaultclock.dt = 0.1*ms
P = NeuronGroup(4, """dv/dt = (g + I - v)/tau : volt
                      dg/dt = -g/taug : volt
                      I : volt
                      taug : second""",
                threshold="v > 10*mV", reset="v = 0*mV", refractory=2*ms, method="exact")
P.I = "9*mV + 2*mV*i"
P.taug = "4*ms + 1*ms*i"
Q = NeuronGroup(3, "dx/dt = -x/tau : 1\ndy/dt = 1/second : 1", method="rk4")
G = SpikeGeneratorGroup(2, [0, 1, 0, 1, 0, 1, 0], [2, 9.6, 19.8, 21.2, 29.6, 33.2, 45.6]*ms)
S = Synapses(G, P, on_pre="g_post += 2*mV*(1 + i + j)", delay=2*ms)
S.connect()
T = Synapses(P, Q, """dw/dt = -w/(7*ms) : 1 (clock-driven)
                      da/dt = -a/(5*ms) : 1 (event-driven)""",
             on_pre={"here": "x_post += w + a; a += 0.5"}, method="exact")
T.connect()
T.w = "1 + i"
T.here.delay = "0.8*ms*(1 + j)"
Q.run_regularly("y += 1", dt=4*ms)
spikes, inputs = SpikeMonitor(P), SpikeMonitor(G)
trace = StateMonitor(P, ["v", "g"], record=True)
x = StateMonitor(Q, ["x", "y"], record=True, dt=0.8*ms)

weights = []
datasets = {}


def keep(segment, start, stop):
    """What the two monitors saw from start to stop, as brian-run names it."""
    suffix = "" if segment == 1 else f"_{segment}"
    for name, monitor, variables in [("trace", trace, ["v", "g"]), ("x", x, ["x", "y"])]:
        seen = (monitor.t > start - 0.001*ms) & (monitor.t < stop - 0.001*ms)
        for variable in variables:
            path = f"report/{name}_{variable}{suffix}/data"
            datasets[path] = getattr(monitor, variable + "_")[:, seen].T


run(20*ms)
weights.append(array(T.w))
defaultclock.dt = 0.05*ms
run(10*ms)
weights.append(array(T.w))
defaultclock.dt = 0.4*ms
run(10*ms)
P.I = "I + 2*mV"
run(6*ms)
weights.append(array(T.w))
defaultclock.dt = 0.2*ms
run(10*ms)
weights.append(array(T.w))
for segment, (start, stop) in enumerate([(0, 20), (20, 30), (30, 46), (46, 56)], 1):
    keep(segment, start*ms, stop*ms)
datasets["snapshots/w/w"] = weights
save(__file__, STEPPED, {"spikes": spikes, "G_spikes": inputs}, datasets=datasets, unit=0.05e-3)
