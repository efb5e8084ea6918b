#!/usr/bin/python3
"""A Hodgkin-Huxley neuron under a current step, exponential Euler."""
from brian2 import *

from oracle import STEPPED, save

defaultclock.dt = 0.01*ms
C = 1*uF/cm**2
g_Na = 120*msiemens/cm**2
g_K = 36*msiemens/cm**2
g_L = 0.3*msiemens/cm**2
E_Na = 50*mV
E_K = -77*mV
E_L = -54.387*mV
I_step = TimedArray([0, 10, 10, 0]*uA/cm**2, dt=20*ms)
axon = NeuronGroup(1, """
    dv/dt = (I_step(t) - g_Na*m**3*h*(v - E_Na) - g_K*n**4*(v - E_K) - g_L*(v - E_L))/C : volt
    dm/dt = alpha_m*(1 - m) - beta_m*m : 1
    dh/dt = alpha_h*(1 - h) - beta_h*h : 1
    dn/dt = alpha_n*(1 - n) - beta_n*n : 1
    alpha_m = 1/exprel(-(v + 40*mV)/(10*mV))/ms : Hz
    beta_m = 4*exp(-(v + 65*mV)/(18*mV))/ms : Hz
    alpha_h = 0.07*exp(-(v + 65*mV)/(20*mV))/ms : Hz
    beta_h = 1/(1 + exp(-(v + 35*mV)/(10*mV)))/ms : Hz
    alpha_n = 0.1/exprel(-(v + 55*mV)/(10*mV))/ms : Hz
    beta_n = 0.125*exp(-(v + 65*mV)/(80*mV))/ms : Hz
    """, threshold="v > -20*mV", refractory="v > -20*mV", method="exponential_euler")
axon.v = -65*mV
axon.m, axon.h, axon.n = 0.053, 0.596, 0.318
trace = StateMonitor(axon, ["v", "m", "h", "n"], record=True, dt=0.1*ms)
spikes = SpikeMonitor(axon)
run(80*ms)
save(__file__, STEPPED, {"spikes": spikes}, {"trace": (trace, ["v", "m", "h", "n"])},
     model="configs/hodgkin_huxley.yaml", changes=["monitors.trace.dt=0.1 ms"])
