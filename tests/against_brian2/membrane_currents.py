#!/usr/bin/python3
"""The neuron of configs/membrane_currents.yaml with its equations written out."""
from brian2 import *

from oracle import STEPPED, save

defaultclock.dt = 0.05*ms
area = 20000*um**2
VT = -63*mV
k = (10/1)**(1/(10 - 1))
I_step = TimedArray([0, 0.15]*nA, dt=100*ms)
cell = NeuronGroup(1, """
    dv/dt = I/(200*pF) : volt
    I = 10*nS*(-60*mV - v) + I_Na + I_K + ge*(0*mV - v) + gi*(-80*mV - v) + I_step(t) : amp
    I_Na = 100*mS/cm**2*area*(m*m*m)*h*(50*mV - v) : amp
    I_K = 30*mS/cm**2*area*(n*n*n*n)*(-90*mV - v) : amp
    dm/dt = alpha_m*(1 - m) - beta_m*m : 1
    dn/dt = alpha_n*(1 - n) - beta_n*n : 1
    dh/dt = alpha_h*(1 - h) - beta_h*h : 1
    alpha_m = 0.32*(mV**-1)*4*mV/exprel((13*mV - v + VT)/(4*mV))/ms : Hz
    beta_m = 0.28*(mV**-1)*5*mV/exprel((v - VT - 40*mV)/(5*mV))/ms : Hz
    alpha_h = 0.128*exp((17*mV - v + VT)/(18*mV))/ms : Hz
    beta_h = 4/(1 + exp((40*mV - v + VT)/(5*mV)))/ms : Hz
    alpha_n = 0.032*(mV**-1)*5*mV/exprel((15*mV - v + VT)/(5*mV))/ms : Hz
    beta_n = 0.5*exp((10*mV - v + VT)/(40*mV))/ms : Hz
    dge/dt = -ge/(5*ms) : siemens
    dgi/dt = (k*gi_in - gi)/(1*ms) : siemens
    dgi_in/dt = -gi_in/(10*ms) : siemens
    """, threshold="v > -20*mV", refractory=3*ms, method="exponential_euler")
cell.v = -60*mV
cell.h = 1
# As `regular` has them: the first at once.
excitation = SpikeGeneratorGroup(1, [0]*17, 12*ms*arange(17))
inhibition = SpikeGeneratorGroup(1, [0]*5, 40*ms*arange(5))
Ce = Synapses(excitation, cell, on_pre="ge += 15*nS")
Ci = Synapses(inhibition, cell, on_pre="gi_in += 20*nS")
Ce.connect()
Ci.connect()
spikes = SpikeMonitor(cell)
trace = StateMonitor(cell, ["v", "ge", "gi", "I_Na", "I_K", "I"], record=True, dt=0.2*ms)
run(200*ms)
save(__file__, STEPPED, {"spikes": spikes}, {"trace": (trace, ["v", "gi", "I_K"])},
     model="configs/membrane_currents.yaml")
