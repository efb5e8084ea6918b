#!/usr/bin/python3
"""Brian 2's Stimberg_et_al_2018/example_1_COBA with 100 neurons, chosen pairs and stronger synapses."""
from brian2 import *

from oracle import STEPPED, save

E_l, g_l, E_e, E_i, C_m = -60*mV, 9.99*nS, 0*mV, -80*mV, 198*pF
tau_e, tau_i, tau_r = 5*ms, 10*ms, 5*ms
I_ex, V_th, V_r = 150*pA, -50*mV, -60*mV
w_e, w_i = 1*nS, 5*nS
U_0, Omega_d, Omega_f = 0.6, 2.0/second, 3.33/second
neurons = NeuronGroup(100, """
    dv/dt = (g_l*(E_l - v) + g_e*(E_e - v) + g_i*(E_i - v) + I_ex)/C_m : volt (unless refractory)
    dg_e/dt = -g_e/tau_e : siemens
    dg_i/dt = -g_i/tau_i : siemens
    """, threshold="v > V_th", reset="v = V_r", refractory="tau_r", method="euler")
neurons.v = "E_l + i/100*(V_th - E_l)"
synapses_eqs = """
    du_S/dt = -Omega_f*u_S : 1 (event-driven)
    dx_S/dt = Omega_d*(1 - x_S) : 1 (event-driven)
    """
action = """
    u_S += U_0*(1 - u_S)
    r_S = u_S*x_S
    x_S -= r_S
    """
exc = Synapses(neurons[:80], neurons, synapses_eqs, on_pre=action + "g_e_post += w_e*r_S")
inh = Synapses(neurons[80:], neurons, synapses_eqs, on_pre=action + "g_i_post += w_i*r_S")
exc.connect("(7*i + 3*j) % 10 == 0")
inh.connect("(7*i + 3*j) % 5 == 0")
exc.x_S = 1
inh.x_S = 1
spikes = SpikeMonitor(neurons)
trace = StateMonitor(neurons, ["v", "g_e", "g_i"], record=[50], dt=0.5*ms)
run(300*ms)
save(__file__, STEPPED, {"spikes": spikes}, {"neuron": (trace, ["v", "g_e", "g_i"])},
     model="configs/examples/stimberg_2018_coba.yaml",
     changes=["groups.P.size=100", "groups.P.subgroups={exc: '0:80', inh: '80:100'}",
              "groups.P.initial={v: E_l + i/100*(V_th - E_l)}", "parameters.w_e=1 nS", "parameters.w_i=5 nS",
              "connections.exc.connect={condition: (7*i + 3*j) % 10 == 0}",
              "connections.inh.connect={condition: (7*i + 3*j) % 5 == 0}",
              "+monitors.neuron.dt=0.5 ms", "run.duration=300 ms"])
