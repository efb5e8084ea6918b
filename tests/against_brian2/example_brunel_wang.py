#!/usr/bin/python3
"""Brian 2's Brunel_Wang_2001 with 50 neurons and a steady stream instead of Poisson input.

rate*dt = 1, so that a PoissonInput of N = 1 brings one event in each step; the pyramidal cells begin
at different voltages.
"""
from brian2 import *

from oracle import STEPPED, save

N_E, N_I = 40, 10
V_L, V_thr, V_reset, V_E, V_I = -70*mV, -50*mV, -55*mV, 0*mV, -70*mV
C_m_E, C_m_I = 0.5*nF, 0.2*nF
g_m_E, g_m_I = 25*nS, 20*nS
g_AMPA_ext_E, g_AMPA_rec_E = 2.08*nS, 0.104*nS*800./N_E
g_AMPA_ext_I, g_AMPA_rec_I = 1.62*nS, 0.081*nS*800./N_E
tau_AMPA, tau_NMDA_rise, tau_NMDA_decay, tau_GABA = 2*ms, 2*ms, 100*ms, 10*ms
g_NMDA_E, g_NMDA_I = 0.327*nS*800./N_E, 0.258*nS*800./N_E
g_GABA_E, g_GABA_I = 1.25*nS*200./N_I, 0.973*nS*200./N_I
alpha = 0.5/ms
Mg2 = 1.
f, p = 0.1, 5
N_sub, N_non = int(N_E*f), int(N_E*(1. - f*p))
w_plus = 2.1
w_minus = 1. - f*(w_plus - 1.)/(1. - f)


def equations(kind):
    return """
    dv/dt = (-g_m_KIND*(v - V_L) - I_syn)/C_m_KIND : volt (unless refractory)
    I_syn = I_AMPA_ext + I_AMPA_rec + I_NMDA_rec + I_GABA_rec : amp
    I_AMPA_ext = g_AMPA_ext_KIND*(v - V_E)*s_AMPA_ext : amp
    I_AMPA_rec = g_AMPA_rec_KIND*(v - V_E)*1*s_AMPA : amp
    ds_AMPA_ext/dt = -s_AMPA_ext/tau_AMPA : 1
    ds_AMPA/dt = -s_AMPA/tau_AMPA : 1
    I_NMDA_rec = g_NMDA_KIND*(v - V_E)/(1 + Mg2*exp(-0.062*v/mV)/3.57)*s_NMDA_tot : amp
    s_NMDA_tot : 1
    I_GABA_rec = g_GABA_KIND*(v - V_I)*s_GABA : amp
    ds_GABA/dt = -s_GABA/tau_GABA : 1
    """.replace("KIND", kind)


P_E = NeuronGroup(N_E, equations("E"), threshold="v > V_thr", reset="v = V_reset", refractory=2*ms, method="euler")
P_I = NeuronGroup(N_I, equations("I"), threshold="v > V_thr", reset="v = V_reset", refractory=1*ms, method="euler")
P_E.v = "V_L + i*0.25*mV"
P_I.v = "V_L + i*0.5*mV"
glutamate = """
    s_NMDA_tot_post = w*s_NMDA : 1 (summed)
    ds_NMDA/dt = -s_NMDA/tau_NMDA_decay + alpha*x*(1 - s_NMDA) : 1 (clock-driven)
    dx/dt = -x/tau_NMDA_rise : 1 (clock-driven)
    w : 1
    """
release = """
    s_AMPA += w
    x += 1
    """
E_E = Synapses(P_E, P_E, model=glutamate, on_pre=release, method="euler")
E_E.connect("i != j")
E_E.w[:] = 1
for pi in range(N_non, N_non + p*N_sub, N_sub):
    E_E.w[E_E.indices[:, pi:pi + N_sub]] = w_minus
    E_E.w[E_E.indices[pi:pi + N_sub, pi:pi + N_sub]] = w_plus
E_I = Synapses(P_E, P_I, model=glutamate, on_pre=release, method="euler")
E_I.connect()
E_I.w[:] = 1
I_I = Synapses(P_I, P_I, on_pre="s_GABA += 1")
I_I.connect("i != j")
I_E = Synapses(P_I, P_E, on_pre="s_GABA += 1")
I_E.connect()
C_P_E = PoissonInput(P_E, "s_AMPA_ext", 1, 10*kHz, "0.3")
C_P_I = PoissonInput(P_I, "s_AMPA_ext", 1, 10*kHz, "0.3")
stimulus = TimedArray([0, 0, 1, 0, 0, 0], dt=50*ms)
cue = PoissonInput(P_E[N_non:N_non + N_sub], "s_AMPA_ext", 1, 10*kHz, "0.1*stimulus(t)")
spikes, interneurons = SpikeMonitor(P_E), SpikeMonitor(P_I)
trace = StateMonitor(P_E, ["v", "s_NMDA_tot"], record=[0, 20, 39], dt=0.5*ms)
run(300*ms)
save(__file__, STEPPED, {"spikes": spikes, "interneuron_spikes": interneurons},
     {"trace": (trace, ["v", "s_NMDA_tot"])}, model="configs/examples/brunel_wang_2001.yaml",
     changes=["parameters.n_E=40", "parameters.n_I=10", "groups.P_E.initial.v=V_L + i*0.25*mV",
              "groups.P_I.initial.v=V_L + i*0.5*mV", "parameters.C_ext=1", "parameters.rate_ext=10 kHz",
              "stimuli.noise_E.weight=0.3", "stimuli.noise_I.weight=0.3", "stimuli.cue1.n=1",
              "stimuli.cue1.rate=10 kHz",
              "stimuli.cue1.weight=0.1*int(t >= 100*ms and t < 150*ms)",
              "stimuli.cue2.n=0", "run.duration=300 ms", "+monitors.interneuron_spikes={type: spikes, of: P_I}",
              "+monitors.trace={type: state, of: P_E, variables: [v, s_NMDA_tot], record: [0, 20, 39], dt: 0.5 ms}"])
