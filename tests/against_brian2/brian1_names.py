#!/usr/bin/python3
"""Thresholds, resets and the clamp of Brian 1 by name, beside the Brian 2 code they stand for; the worked
example of 1 ms at 0.1 ms steps for both kinds of clamp; shared and constant-over-dt subexpressions."""
from brian2 import *

from oracle import EXACT, save

drift = "dv/dt = (20*mV - v)/(5*ms) : volt"
held = NeuronGroup(1, drift + " (unless refractory)", threshold="v > 10*mV", reset="v = 2*mV",
                   refractory=1*ms, method="exact")
clamped = NeuronGroup(2, drift + "\nlow : volt\nkept : volt\nn : 1", threshold="v > 10*mV",
                      reset="v = low; kept = v; n += 1", refractory=1*ms, method="exact")
clamped.low = "(1 + i)*mV"
clamped.run_regularly("""in_force = int(timestep(t - lastspike, dt) <= timestep(1*ms, dt))
v = in_force*kept + (1 - in_force)*v""", when="resets", order=1)
custom = NeuronGroup(1, drift + "\nn : 1", threshold="v > 10*mV", reset="v = 2*mV", refractory=0.7*ms, method="exact")
custom.run_regularly("""in_force = int(timestep(t - lastspike, dt) <= timestep(0.7*ms, dt))
n += in_force
v -= in_force*0.5*mV""", when="resets", order=1)
empirical = NeuronGroup(1, "v = 3*mV*sin(2*pi*30*Hz*t) : volt", threshold="v > 1*mV", refractory=2*ms)
adaptive = NeuronGroup(3, """dv/dt = (25*mV - v - w)/(5*ms) : volt
dw/dt = -w/(40*ms) : volt
v_t : volt
wave = sin(2*pi*50*Hz*t) : 1 (shared, constant over dt)
slow = wave*i : 1 (constant over dt)""", threshold="v > v_t + 0.1*slow*mV", reset="v = 1*mV; w += 2*mV", method="exact")
adaptive.v_t = "(10 + i)*mV"
updated = NeuronGroup(2, "a : 1\nb : 1", threshold="a > 5", reset="a -= 5")
updated.run_regularly("a += 0.3 + 0.01*b*i; b = sin(a) + t/ms", when="groups")
groups = {"held": held, "clamped": clamped, "custom": custom, "empirical": empirical, "adaptive": adaptive,
          "updated": updated}
monitors = {name: SpikeMonitor(group) for name, group in groups.items()}
traces = {"of_" + name: (StateMonitor(groups[name], variables, record=True, when="end"), variables)
          for name, variables in [("held", ["v"]), ("clamped", ["v", "n"]), ("custom", ["v", "n"]),
                                  ("adaptive", ["v", "w"]), ("updated", ["a", "b"])]}
net = Network(collect(), *monitors.values(), *[monitor for monitor, _ in traces.values()])
net.run(25*ms)
save(__file__, EXACT, monitors, traces)
