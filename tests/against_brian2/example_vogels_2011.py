#!/usr/bin/python3
"""Brian 2's Vogels_et_al_2011 with 100 neurons and chosen pairs: the learning rate changes between runs."""
from brian2 import *

from oracle import STEPPED, save

NE, NI = 80, 20
tau_ampa, tau_gaba, tau_stdp = 5.0*ms, 10.0*ms, 20*ms
gl, el, er, vt, memc, bgcurrent = 10.0*nsiemens, -60*mV, -80*mV, -50.*mV, 200.0*pfarad, 200*pA
neurons = NeuronGroup(NE + NI, """
    dv/dt = (-gl*(v - el) - (g_ampa*v + g_gaba*(v - er)) + bgcurrent)/memc : volt (unless refractory)
    dg_ampa/dt = -g_ampa/tau_ampa : siemens
    dg_gaba/dt = -g_gaba/tau_gaba : siemens
    """, threshold="v > vt", reset="v = el", refractory=5*ms, method="euler")
neurons.v = "el + i*0.09*mV"
Pe, Pi = neurons[:NE], neurons[NE:]
con_e = Synapses(Pe, neurons, on_pre="g_ampa += 0.3*nS")
con_e.connect("(7*i + 3*j) % 10 == 0")
con_ii = Synapses(Pi, Pi, on_pre="g_gaba += 3*nS")
con_ii.connect("(7*i + 3*j) % 4 == 0")
alpha = 3*Hz*tau_stdp*2
gmax = 100
con_ie = Synapses(Pi, Pe, model="""
    w : 1
    dApre/dt = -Apre/tau_stdp : 1 (event-driven)
    dApost/dt = -Apost/tau_stdp : 1 (event-driven)
    """, on_pre="""Apre += 1.
                   w = clip(w + (Apost - alpha)*eta, 0, gmax)
                   g_gaba += w*nS""", on_post="""Apost += 1.
                   w = clip(w + Apre*eta, 0, gmax)""")
con_ie.connect("(7*i + 3*j) % 4 == 0")
con_ie.w = 1e-10
spikes = SpikeMonitor(Pe)
trace = StateMonitor(neurons, ["v", "g_gaba"], record=[0, 40], dt=1*ms)
eta = 0
run(100*ms)
eta = 1e-2
run(400*ms)
save(__file__, STEPPED, {"spikes": spikes}, {"trace": (trace, ["v", "g_gaba"])},
     model="configs/examples/vogels_2011.yaml",
     changes=["parameters.n_exc=80", "groups.P.initial={v: el + i*0.09*mV}",
              "connections.exc.connect={condition: (7*i + 3*j) % 10 == 0}",
              "connections.inh_inh.connect={condition: (7*i + 3*j) % 4 == 0}",
              "connections.inh_exc.connect={condition: (7*i + 3*j) % 4 == 0}",
              "parameters.t_learn=100 ms", "run.duration=500 ms",
              "+monitors.trace={type: state, of: P, variables: [v, g_gaba], record: [0, 40], dt: 1 ms}"])
