#!/usr/bin/python3
"""Brian 2's reliability without noise: neurons that start differently share a fluctuating input."""
from brian2 import *

from oracle import STEPPED, save

N = 25
tau_input, tau = 5*ms, 10*ms
source = NeuronGroup(1, "dx/dt = (sin(0.3*t/ms) + 2*sin(0.171*t/ms) - x)/tau_input : 1", method="euler",
                     name="a_input")  # updated first, as in the file
neurons = NeuronGroup(N, """dx/dt = (0.9 + .5*I - x)/tau : 1
                            I : 1 (linked)""", threshold="x > 1", reset="x = 0", refractory=5*ms, method="euler",
                      name="b_neurons")
neurons.x = "i/25"
neurons.I = linked_var(source, "x")
spikes = SpikeMonitor(neurons)
trace = StateMonitor(neurons, "x", record=[0, 24], dt=0.5*ms)
run(300*ms)
save(__file__, STEPPED, {"spikes": spikes}, {"trace": (trace, ["x"])}, model="configs/examples/reliability.yaml",
     changes=["groups.input.equations='dx/dt = (sin(0.3*t/ms) + 2*sin(0.171*t/ms) - x)/tau_input : 1'",
              "parameters.sigma=0", "groups.neurons.initial.x=i/25", "run.duration=300 ms",
              "+monitors.trace={type: state, of: neurons, variables: [x], record: [0, 24], dt: 0.5 ms}"])
