#!/usr/bin/python3
"""The functions and operators of expressions, as right-hand sides."""
from brian2 import *

from oracle import STEPPED, save

P = NeuronGroup(10, """
    du/dt = (2 - 0.3*i)/ms : 1
    dy1/dt = (sin(3*u)*cos(u) + tan(0.3*u))/ms : 1
    dy2/dt = (exp(-u) + expm1(0.1*u) + exprel(u))/ms : 1
    dy3/dt = (log(u + 4) + log10(u + 5) + log1p(u + 3))/ms : 1
    dy4/dt = (sqrt(u + 4) + abs(u) + sign(u))/ms : 1
    dy5/dt = (sinh(u/2) + cosh(u/3) + tanh(u))/ms : 1
    dy6/dt = (arcsin(u/4) + arccos(u/5) + arctan(u))/ms : 1
    dy7/dt = (floor(2*u) + 10*ceil(3*u))/ms : 1
    dy8/dt = (clip(u, -1, 1.5) + 10*int(u > 0.5))/ms : 1
    dy9/dt = (u % 0.7 + (i - 5) % 3 + (i - 5) // 3)/ms : 1
    dy10/dt = ((u + 4)**1.3 + u**3 + 2**u)/ms : 1
    dy11/dt = (timestep(t + 0.05*ms, 0.2*ms) + 1/2 - u/-4)/ms : 1
    """, method="euler")
# Nowhere near the jumps of floor, ceil and %, where rounding alone would decide.
P.u = "-2.9877 + 0.3*i"
variables = ["y1", "y2", "y3", "y4", "y5", "y6", "y7", "y8", "y9", "y10", "y11"]
trace = StateMonitor(P, variables, record=[0, 3, 4, 9], dt=0.5*ms)
run(3*ms)
save(__file__, STEPPED, traces={"trace": (trace, variables)})
