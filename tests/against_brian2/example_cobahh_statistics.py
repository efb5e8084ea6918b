#!/usr/bin/python3
"""Brian 2's COBAHH for 50 ms over 6 seeds."""
from brian2 import *

from measures import Sample, save, spikes_of_monitor

area = 20000*umetre**2
Cm = (1*ufarad*cm**-2)*area
gl = (5e-5*siemens*cm**-2)*area
El, EK, ENa = -60*mV, -90*mV, 50*mV
g_na = (100*msiemens*cm**-2)*area
g_kd = (30*msiemens*cm**-2)*area
VT = -63*mV
taue, taui = 5*ms, 10*ms
Ee, Ei = 0*mV, -80*mV
we, wi = 6*nS, 67*nS
eqs = """
dv/dt = (gl*(El - v) + ge*(Ee - v) + gi*(Ei - v) - g_na*(m*m*m)*h*(v - ENa)
         - g_kd*(n*n*n*n)*(v - EK))/Cm : volt
dm/dt = alpha_m*(1 - m) - beta_m*m : 1
dn/dt = alpha_n*(1 - n) - beta_n*n : 1
dh/dt = alpha_h*(1 - h) - beta_h*h : 1
dge/dt = -ge*(1./taue) : siemens
dgi/dt = -gi*(1./taui) : siemens
alpha_m = 0.32*(mV**-1)*4*mV/exprel((13*mV - v + VT)/(4*mV))/ms : Hz
beta_m = 0.28*(mV**-1)*5*mV/exprel((v - VT - 40*mV)/(5*mV))/ms : Hz
alpha_h = 0.128*exp((17*mV - v + VT)/(18*mV))/ms : Hz
beta_h = 4./(1 + exp((40*mV - v + VT)/(5*mV)))/ms : Hz
alpha_n = 0.032*(mV**-1)*5*mV/exprel((15*mV - v + VT)/(5*mV))/ms : Hz
beta_n = .5*exp((10*mV - v + VT)/(40*mV))/ms : Hz
"""
sample = Sample("configs/cobahh.yaml", ["run.duration=50 ms"])
sample.measure("rate [Hz]", "rate", "spikes", n=4000, duration=0.05)
sample.measure("rate of the first half [Hz]", "rate", "spikes", n=4000, duration=0.025, end=0.025)
sample.measure("synchrony", "synchrony", "spikes", bin=5e-3, duration=0.05)
for number in range(1, 7):
    seed(number)
    P = NeuronGroup(4000, eqs, threshold="v > -20*mV", refractory=3*ms, method="exponential_euler")
    Ce = Synapses(P[:3200], P, on_pre="ge += we")
    Ci = Synapses(P[3200:], P, on_pre="gi += wi")
    Ce.connect(p=0.02)
    Ci.connect(p=0.02)
    P.v = "El + (randn()*5 - 5)*mV"
    P.ge = "(randn()*1.5 + 4)*10.*nS"
    P.gi = "(randn()*12 + 20)*10.*nS"
    M = SpikeMonitor(P)
    Network(P, Ce, Ci, M).run(50*ms)
    sample.add(spikes=spikes_of_monitor(M))
save(__file__, sample)
