#!/usr/bin/python3
"""A driven van der Pol oscillator, by every method for nonlinear equations."""
from brian2 import *

from oracle import STEPPED, save

eqs = """
dx/dt = (y + 0.1*sin(0.7*t/ms))/ms : 1
dy/dt = (mu*(1 - x**2)*y - x)/ms : 1
mu : 1
"""
net = Network()
traces = {}
for method in ["euler", "rk2", "rk4", "heun", "exponential_euler"]:
    group = NeuronGroup(3, eqs, method=method, name="p_" + method)
    group.x = "0.1 + i"
    group.mu = "0.5 + i"
    trace = StateMonitor(group, ["x", "y"], record=True, dt=0.5*ms)
    net.add(group, trace)
    traces["trace_" + method] = (trace, ["x", "y"])
net.run(30*ms)
save(__file__, STEPPED, traces=traces)
