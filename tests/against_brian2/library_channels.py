#!/usr/bin/python3
"""Neurons with ionic currents and other nonlinear neurons of the library, as in the papers."""
from brian2 import *

from oracle import STEPPED, save

defaultclock.dt = 0.02*ms
area = 20000*um**2

squid = """
    dv/dt = (0.3*mS/cm**2*area*(-54.387*mV - v) + 120*mS/cm**2*area*m**3*h*(50*mV - v)
             + 36*mS/cm**2*area*n**4*(-77*mV - v) + I_step)/(1*uF/cm**2*area) : volt
    dm/dt = alpha_m*(1 - m) - beta_m*m : 1
    dh/dt = alpha_h*(1 - h) - beta_h*h : 1
    dn/dt = alpha_n*(1 - n) - beta_n*n : 1
    alpha_m = 0.1*10/exprel((-40*mV - v)/(10*mV))/ms : Hz
    beta_m = 4*exp(-(v + 65*mV)/(18*mV))/ms : Hz
    alpha_h = 0.07*exp(-(v + 65*mV)/(20*mV))/ms : Hz
    beta_h = 1/(exp(-(v + 35*mV)/(10*mV)) + 1)/ms : Hz
    alpha_n = 0.1/exprel((-55*mV - v)/(10*mV))/ms : Hz
    beta_n = 0.125*exp(-(v + 65*mV)/(80*mV))/ms : Hz
    I_step : amp"""
traub = """
    dv/dt = (0.05*mS/cm**2*area*(-60*mV - v) + 100*mS/cm**2*area*(m*m*m)*h*(50*mV - v)
             + 30*mS/cm**2*area*(n*n*n*n)*(-90*mV - v) + I_step)/(1*uF/cm**2*area) : volt
    dm/dt = alpha_m*(1 - m) - beta_m*m : 1
    dn/dt = alpha_n*(1 - n) - beta_n*n : 1
    dh/dt = alpha_h*(1 - h) - beta_h*h : 1
    alpha_m = 0.32*(mV**-1)*4*mV/exprel((13*mV - v + VT)/(4*mV))/ms : Hz
    beta_m = 0.28*(mV**-1)*5*mV/exprel((v - VT - 40*mV)/(5*mV))/ms : Hz
    alpha_h = 0.128*exp((17*mV - v + VT)/(18*mV))/ms : Hz
    beta_h = 4/(1 + exp((40*mV - v + VT)/(5*mV)))/ms : Hz
    alpha_n = 0.032*(mV**-1)*5*mV/exprel((15*mV - v + VT)/(5*mV))/ms : Hz
    beta_n = 0.5*exp((10*mV - v + VT)/(40*mV))/ms : Hz
    I_step : amp"""
VT = -63*mV
interneuron = """
    dv/dt = (0.1*mS/cm**2*(-65*mV - v) + 35*mS/cm**2*m_inf**3*h*(55*mV - v)
             + 9*mS/cm**2*n**4*(-90*mV - v) + I)/(1*uF/cm**2) : volt
    m_inf = alpha_m/(alpha_m + beta_m) : 1
    alpha_m = 0.1/mV*10*mV/exprel(-(v + 35*mV)/(10*mV))/ms : Hz
    beta_m = 4*exp(-(v + 60*mV)/(18*mV))/ms : Hz
    dh/dt = 5*(alpha_h*(1 - h) - beta_h*h) : 1
    alpha_h = 0.07*exp(-(v + 58*mV)/(20*mV))/ms : Hz
    beta_h = 1./(exp(-0.1/mV*(v + 28*mV)) + 1)/ms : Hz
    dn/dt = 5*(alpha_n*(1 - n) - beta_n*n) : 1
    alpha_n = 0.01/mV*10*mV/exprel(-(v + 34*mV)/(10*mV))/ms : Hz
    beta_n = 0.125*exp(-(v + 44*mV)/(80*mV))/ms : Hz
    I : amp/meter**2"""
barnacle = """
    dv/dt = (2*mS/cm**2*(-60*mV - v) + 4.4*mS/cm**2*m_inf*(120*mV - v) + 8*mS/cm**2*w*(-84*mV - v)
             + I)/(20*uF/cm**2) : volt
    dw/dt = 0.04/ms*(w_inf - w)*cosh((v - 2*mV)/(60*mV)) : 1
    m_inf = (1 + tanh((v + 1.2*mV)/(18*mV)))/2 : 1
    w_inf = (1 + tanh((v - 2*mV)/(30*mV)))/2 : 1
    I : amp/meter**2"""
bursting = """
    dx/dt = (y - x**3 + 3*x**2 - z + I)/ms : 1
    dy/dt = (1 - 5*x**2 - y)/ms : 1
    dz/dt = 0.006*(4*(x + 1.6) - z)/ms : 1
    I : 1"""
nerve = """
    dx/dt = 3*(x - x**3/3 + y + I)/ms : 1
    dy/dt = (0.7 - x - 0.8*y)/(3*ms) : 1
    I : 1"""

groups = {
    "squid": NeuronGroup(2, squid, threshold="v > -20*mV", refractory="v > -20*mV", method="exponential_euler"),
    "traub": NeuronGroup(2, traub, threshold="v > -20*mV", refractory=3*ms, method="exponential_euler"),
    "interneuron": NeuronGroup(2, interneuron, threshold="v > -20*mV", refractory="v > -20*mV", method="rk4"),
    "barnacle": NeuronGroup(2, barnacle, threshold="v > 0*mV", refractory="v > 0*mV", method="rk4"),
    "bursting": NeuronGroup(2, bursting, threshold="x > 1", refractory="x > 1", method="rk4"),
    "nerve": NeuronGroup(2, nerve, threshold="x > 1", refractory="x > 1", method="rk4"),
}
for name in ("squid", "interneuron", "barnacle"):
    groups[name].v = -65*mV
groups["traub"].v = -60*mV
for name in ("squid", "traub"):
    groups[name].h = 0.6
    groups[name].n = 0.3
    groups[name].I_step = [0, 2]*nA
groups["interneuron"].h = 1
groups["interneuron"].I = [0.5, 2]*uA/cm**2
groups["barnacle"].I = [50, 100]*uA/cm**2
groups["bursting"].x = -1.5
groups["bursting"].I = [0, 3.2]
groups["nerve"].I = [0, -0.4]
recorded = {name: "x" if name in ("bursting", "nerve") else "v" for name in groups}
spikes = {name: SpikeMonitor(group) for name, group in groups.items()}
traces = {name: StateMonitor(group, recorded[name], record=True, dt=1*ms) for name, group in groups.items()}
network = Network(groups.values(), spikes.values(), traces.values())
network.run(100*ms)
save(__file__, STEPPED, spikes, {name + "_trace": (trace, [recorded[name]]) for name, trace in traces.items()})
