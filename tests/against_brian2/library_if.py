#!/usr/bin/python3
"""The integrate-and-fire neurons of the library, each as its equations stand in the papers."""
from brian2 import *

from oracle import STEPPED, save

groups = {
    "leaky": NeuronGroup(
        3, """dv/dt = (-70*mV - v + I)/(10*ms) : volt
              I : volt""", threshold="v > -55*mV", reset="v = -70*mV", method="euler"),
    "perfect": NeuronGroup(
        2, """dv/dt = I/(20*ms) : volt
              I : volt""", threshold="v > -50*mV", reset="v = -60*mV", method="euler"),
    "exponential": NeuronGroup(
        2, """dv/dt = (30*nS*(-70.6*mV - v) + 30*nS*2*mV*exp((v + 50.4*mV)/(2*mV)) + I)/(281*pF) : volt
              I : amp""", threshold="v > -40.4*mV", reset="v = -70.6*mV", method="euler"),
    "quadratic": NeuronGroup(
        2, """dv/dt = (0.5*nS/mV*(v + 70*mV)*(v + 50*mV) + I)/(200*pF) : volt
              I : amp""", threshold="v > 0*mV", reset="v = -70*mV", method="euler"),
    "izhikevich": NeuronGroup(
        2, """dv/dt = (0.04/ms/mV)*v**2 + (5/ms)*v + 140*mV/ms - w + I : volt
              dw/dt = (0.02/ms)*((0.2/ms)*v - w) : volt/second
              I : volt/second""", threshold="v >= 30*mV", reset="v = -65*mV; w += 2*mV/ms", method="euler"),
    "adex": NeuronGroup(
        2, """dv/dt = (30*nS*(-70.6*mV - v) + 30*nS*2*mV*exp((v + 50.4*mV)/(2*mV)) + I - w)/(281*pF) : volt
              dw/dt = (4*nS*(v + 70.6*mV) - w)/(144*ms) : amp
              I : amp""", threshold="v > -40.4*mV", reset="v = -70.6*mV; w += 0.0805*nA", method="euler"),
}
for name, group in groups.items():
    group.v = {"perfect": -60, "izhikevich": -65}.get(name, -70)*mV
groups["leaky"].I = [10, 16, 25]*mV
groups["perfect"].I = [1, 7]*mV
groups["exponential"].I = [0.5, 1]*nA
groups["quadratic"].I = [50, 200]*pA
groups["izhikevich"].I = [5, 10]*mV/ms
groups["izhikevich"].w = "0.2*v/ms"
groups["adex"].I = [0.8, 1.2]*nA
spikes = {name: SpikeMonitor(group) for name, group in groups.items()}
traces = {name: StateMonitor(group, "v", record=True, dt=1*ms) for name, group in groups.items()}
network = Network(groups.values(), spikes.values(), traces.values())
network.run(150*ms)
save(__file__, STEPPED, spikes, {name + "_trace": (trace, ["v"]) for name, trace in traces.items()})
