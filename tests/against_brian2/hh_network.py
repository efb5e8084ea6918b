#!/usr/bin/python3
"""The COBAHH network, small, with connections and initial values that are not random."""
from brian2 import *

from oracle import STEPPED, save

area = 20000*umetre**2
Cm = 1*ufarad*cm**-2*area
gl = 5e-5*siemens*cm**-2*area
g_na = 100*msiemens*cm**-2*area
g_kd = 30*msiemens*cm**-2*area
El = -60*mV
EK = -90*mV
ENa = 50*mV
VT = -63*mV
taue = 5*ms
taui = 10*ms
Ee = 0*mV
Ei = -80*mV
we = 6*nS
wi = 67*nS
P = NeuronGroup(60, """
    dv/dt = (gl*(El - v) + ge*(Ee - v) + gi*(Ei - v)
             - g_na*(m*m*m)*h*(v - ENa) - g_kd*(n*n*n*n)*(v - EK))/Cm : volt
    dm/dt = alpha_m*(1 - m) - beta_m*m : 1
    dn/dt = alpha_n*(1 - n) - beta_n*n : 1
    dh/dt = alpha_h*(1 - h) - beta_h*h : 1
    dge/dt = -ge*(1/taue) : siemens
    dgi/dt = -gi*(1/taui) : siemens
    alpha_m = 0.32*(mV**-1)*4*mV/exprel((13*mV - v + VT)/(4*mV))/ms : Hz
    beta_m = 0.28*(mV**-1)*5*mV/exprel((v - VT - 40*mV)/(5*mV))/ms : Hz
    alpha_h = 0.128*exp((17*mV - v + VT)/(18*mV))/ms : Hz
    beta_h = 4/(1 + exp((40*mV - v + VT)/(5*mV)))/ms : Hz
    alpha_n = 0.032*(mV**-1)*5*mV/exprel((15*mV - v + VT)/(5*mV))/ms : Hz
    beta_n = 0.5*exp((10*mV - v + VT)/(40*mV))/ms : Hz
    """, threshold="v > -20*mV", refractory=3*ms, method="exponential_euler")
P.v = "El + ((i*7 % 11) - 8)*mV"
P.ge = "((i*5 % 13)*0.3 + 3)*10*nS"
P.gi = "((i*3 % 17)*0.6 + 2)*10*nS"
Ce = Synapses(P[:48], P, on_pre="ge += we")
Ce.connect(condition="(i*7 + j*11) % 3 == 0")
Ci = Synapses(P[48:], P, on_pre="gi += 0.5*wi")
Ci.connect(condition="(i*5 + j*3) % 4 == 0")
spikes = SpikeMonitor(P)
trace = StateMonitor(P, ["v", "m", "ge"], record=[0, 20, 55], dt=0.5*ms)
run(100*ms)
save(__file__, STEPPED, {"spikes": spikes}, {"trace": (trace, ["v", "m", "ge"])})
