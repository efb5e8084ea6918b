#!/usr/bin/python3
"""Brian 2's Brunel_2000 with 500 neurons and 25 times the synaptic weight, in four regimes."""
from brian2 import *

from measures import Sample, save, spikes_of_monitor

N_E = 400
N = N_E + N_E//4
C_E = 0.1*N_E
tau, theta, V_r, D = 20*ms, 20*mV, 10*mV, 1.5*ms
J = 2.5*mV


def regime(g, eta):
    sample = Sample("configs/brunel.yaml", ["parameters.n_exc=400", f"parameters.g={g}", f"parameters.eta={eta}",
                                            "groups.P.initial.v=0 mV", "run.duration=0.15 s"])
    name = f"g = {g}, eta = {eta}: "
    sample.measure(name + "rate [Hz]", "rate", "spikes", n=N, duration=0.1, start=0.05)
    sample.measure("CV of intervals", "variability", "spikes", start=0.05)
    sample.measure("synchrony", "synchrony", "spikes", bin=1e-3, duration=0.15, start=0.05)
    nu_ext = eta*theta/(J*C_E*tau)
    for number in range(1, 9):
        seed(number)
        P = NeuronGroup(N, "dv/dt = -v/tau : volt (unless refractory)", threshold="v > theta",
                        reset="v = V_r", refractory=2*ms, method="exact")
        exc = Synapses(P[:N_E], P, on_pre="v += J", delay=D)
        exc.connect(p=0.1)
        inh = Synapses(P[N_E:], P, on_pre="v += -g*J", delay=D)
        inh.connect(p=0.1)
        outside = PoissonInput(P, "v", N=int(C_E), rate=nu_ext, weight=J)
        M = SpikeMonitor(P)
        Network(P, exc, inh, outside, M).run(150*ms, namespace={"g": g, "J": J, "tau": tau, "theta": theta, "V_r": V_r})
        sample.add(spikes=spikes_of_monitor(M))
    return sample


save(__file__, *[regime(*values) for values in [(3, 2), (6, 4), (5, 2), (4.5, 0.9)]])
