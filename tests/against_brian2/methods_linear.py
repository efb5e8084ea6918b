#!/usr/bin/python3
"""Linear systems, exact and stepped: a cascade with a double eigenvalue, a damped oscillation."""
from brian2 import *

from oracle import STEPPED, save

cascade = """
dv/dt = (g - v)/tau : volt
dg/dt = (a - g)/(5*ms) : volt
da/dt = -a/(5*ms) : volt
tau : second (constant)
"""
oscillation = """
dx/dt = y*omega : 1
dy/dt = -x*omega - y/(20*ms) : 1
omega : Hz (constant)
"""
net = Network()
traces = {}


def add(name, group, variables):
    trace = StateMonitor(group, variables, record=True, dt=0.5*ms)
    net.add(group, trace)
    traces[name] = (trace, variables)


for method in ["exact", "euler", "rk2", "rk4", "exponential_euler"]:
    group = NeuronGroup(3, cascade, method=method)
    group.a = 10*mV
    group.tau = "(3 + 4*i)*ms"
    add("trace_" + method, group, ["v", "g"])
    if method != "exact":  # Brian 2.5.1 turns complex eigenvalues into NaN
        group = NeuronGroup(2, oscillation, method=method)
        group.x = 1
        group.omega = "(100 + 200*i)*Hz"
        add("swing_" + method, group, ["x"])
net.run(25*ms)
save(__file__, STEPPED, traces=traces)
