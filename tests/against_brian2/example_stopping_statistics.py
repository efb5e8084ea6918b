#!/usr/bin/python3
"""Brian 1's stopping: the moment at which a network that is driven harder and harder wakes up."""
from brian2 import *

from measures import Sample, save, spikes_of_monitor

Vt, tau, weight, growth, rate = 10*mV, 10*ms, 0.2*mV, 100*ms, 100*Hz
sample = Sample("configs/examples/stopping.yaml")
sample.measure("time of the end [s]", "last_time", "spikes")
for number in range(1, 21):
    seed(number)
    G = NeuronGroup(1000, "dV/dt = -V/tau : volt", threshold="V > Vt", reset="V = 0*mV", method="exact")
    G.V = "Vt*rand()"
    P = PoissonGroup(1000, rates="rate*t/growth")
    C_in = Synapses(P, G, on_pre="V += weight")
    C_in.connect(p=0.1)
    C = Synapses(G, G, on_pre="V += weight")
    C.connect()
    spikes = SpikeMonitor(G)

    @network_operation(when="end")
    def watch():
        if spikes.num_spikes > 10:
            stop()

    run(100*ms)
    sample.add(spikes=spikes_of_monitor(spikes))
save(__file__, sample)
