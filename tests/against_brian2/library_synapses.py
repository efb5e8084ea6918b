#!/usr/bin/python3
"""The synapses of the library (volts, currents, conductances), an electrode, and a voltage clamp."""
from brian2 import *

from oracle import EXACT, save

spikes = SpikeGeneratorGroup(1, [0]*4, [2, 10, 11, 30]*ms)
k = (10/2)**(2/(10 - 2))
volts = NeuronGroup(1, """
    dv/dt = (-70*mV - v + g_exp + g_alpha + g_bi)/(10*ms) : volt
    dg_exp/dt = -g_exp/(5*ms) : volt
    dg_alpha/dt = (s_alpha - g_alpha)/(3*ms) : volt
    ds_alpha/dt = -s_alpha/(3*ms) : volt
    dg_bi/dt = (k*s_bi - g_bi)/(2*ms) : volt
    ds_bi/dt = -s_bi/(10*ms) : volt
    """, method="exact")
currents = NeuronGroup(1, """
    dv/dt = (10*nS*(-70*mV - v) + I_exp + I_alpha + I_bi)/(200*pF) : volt
    dI_exp/dt = -I_exp/(5*ms) : amp
    dI_alpha/dt = (s_alpha - I_alpha)/(3*ms) : amp
    ds_alpha/dt = -s_alpha/(3*ms) : amp
    dI_bi/dt = (k*s_bi - I_bi)/(2*ms) : amp
    ds_bi/dt = -s_bi/(10*ms) : amp
    """, method="exact")
conductances = NeuronGroup(1, """
    dv/dt = (10*nS*(-70*mV - v) + g_exp*(0*mV - v) + g_alpha*(-80*mV - v) + g_bi*(0*mV - v))/(200*pF) : volt
    dg_exp/dt = -g_exp/(5*ms) : siemens
    dg_alpha/dt = (s_alpha - g_alpha)/(3*ms) : siemens
    ds_alpha/dt = -s_alpha/(3*ms) : siemens
    dg_bi/dt = (k*s_bi - g_bi)/(2*ms) : siemens
    ds_bi/dt = -s_bi/(10*ms) : siemens
    """, method="euler")
pipette = NeuronGroup(1, """
    dv/dt = (10*nS*(-70*mV - v) + (v_el - v)/(50*Mohm))/(200*pF) : volt
    dv_el/dt = ((v - v_el)/(50*Mohm) + I_cmd)/(20*pF) : volt
    v_rec = v_el - 50*Mohm*I_cmd : volt
    I_cmd : amp
    """, method="exact")
clamped = NeuronGroup(1, """
    dv/dt = (10*nS*(-70*mV - v) + (v_el - v)/(50*Mohm))/(200*pF) : volt
    dv_el/dt = ((v - v_el)/(50*Mohm) + I_cmd)/(20*pF) : volt
    I_cmd = 0.1*uS*(v_cmd - v_el) : amp
    v_cmd : volt
    """, method="exact")
groups = [volts, currents, conductances, pipette, clamped]
for group in groups:
    group.v = -70*mV
for group in (pipette, clamped):
    group.v_el = -70*mV
pipette.I_cmd = 0.2*nA
clamped.v_cmd = -40*mV
synapses = [
    Synapses(spikes, volts, on_pre="g_exp += 10*mV; s_alpha += 10*mV; s_bi += 5*mV"),
    Synapses(spikes, currents, on_pre="I_exp += 0.1*nA; s_alpha += 0.1*nA; s_bi += 0.05*nA"),
    Synapses(spikes, conductances, on_pre="g_exp += 2*nS; s_alpha += 3*nS; s_bi += 1*nS"),
]
for synapse in synapses:
    synapse.connect()
traces = {
    "volts": (StateMonitor(volts, ["v", "g_alpha", "g_bi"], record=True, dt=0.5*ms), ["v", "g_alpha", "g_bi"]),
    "currents": (StateMonitor(currents, ["v", "I_alpha", "I_bi"], record=True, dt=0.5*ms),
                 ["v", "I_alpha", "I_bi"]),
    "conductances": (StateMonitor(conductances, ["v", "g_bi"], record=True, dt=0.5*ms), ["v", "g_bi"]),
    "pipette": (StateMonitor(pipette, ["v", "v_rec"], record=True, dt=0.5*ms), ["v", "v_rec"]),
    "clamped": (StateMonitor(clamped, ["v", "I_cmd"], record=True, dt=0.5*ms), ["v", "I_cmd"]),
}
network = Network(spikes, groups, synapses, [monitor for monitor, _ in traces.values()])
network.run(60*ms)
save(__file__, EXACT, {}, traces)
