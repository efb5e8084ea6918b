#!/usr/bin/python3
"""Morris-Lecar and Wang-Buzsaki: exponential Euler with gates that are functions of the voltage."""
from brian2 import *

from oracle import STEPPED, save

defaultclock.dt = 0.02*ms
fibre = NeuronGroup(3, """
dV/dt = (-2*mS*(V + 50*mV) - 4*mS*m_inf*(V - 100*mV) - 8*mS*n*(V + 70*mV) + I)/(20*uF) : volt
dn/dt = cosh((V + 1*mV)/(29*mV))/(15*ms)*(n_inf - n) : 1
m_inf = 0.5*(1 + tanh((V - 10*mV)/(15*mV))) : 1
n_inf = 0.5*(1 + tanh((V + 1*mV)/(14.5*mV))) : 1
I : amp
""", method="exponential_euler")
fibre.V = -50*mV
fibre.n = "n_inf"
fibre.I = "(100 + 150*i)*uA"
neuron = NeuronGroup(1, """
dv/dt = (-35*mS*m**3*h*(v - 55*mV) - 9*mS*n**4*(v + 90*mV) - 0.1*mS*(v + 65*mV) + 2*uA)/(1*uF) : volt
m = alpha_m/(alpha_m + beta_m) : 1
alpha_m = 1/exprel(-(v + 35*mV)/(10*mV))/ms : Hz
beta_m = 4*exp(-(v + 60*mV)/(18*mV))/ms : Hz
dh/dt = 5*(0.07*exp(-(v + 58*mV)/(20*mV))*(1 - h) - h/(exp(-0.1/mV*(v + 28*mV)) + 1))/ms : 1
dn/dt = 5*(0.1/exprel(-(v + 34*mV)/(10*mV))*(1 - n) - 0.125*exp(-(v + 44*mV)/(80*mV))*n)/ms : 1
""", threshold="v > -20*mV", refractory="v > -20*mV", method="exponential_euler")
neuron.v = -70*mV
neuron.h = 1
fibres = StateMonitor(fibre, ["V", "n"], record=True, dt=1*ms)
trace = StateMonitor(neuron, ["v", "h", "n"], record=True, dt=0.5*ms)
spikes = SpikeMonitor(neuron)
run(100*ms)
save(__file__, STEPPED, {"spikes": spikes}, {"fibres": (fibres, ["V", "n"]), "trace": (trace, ["v", "h", "n"])})
