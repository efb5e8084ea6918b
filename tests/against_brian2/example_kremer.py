#!/usr/bin/python3
"""Brian 2's Kremer_et_al_2011_barrel_cortex, small, with formulas in place of random numbers."""
from brian2 import *

from oracle import STEPPED, save

M4, M23exc, M23inh, barrels = 4, 4, 2, 2
N4, Nbarrels = M4**2, barrels**2
N_exc, N_inh = (barrels*M23exc)**2, (barrels*M23inh)**2
Fmax = .5/(5*ms)
taum, taue, taui = 10*ms, 2*ms, 25*ms
El = -70*mV
Vt, vt_inc, tauvt = -55*mV, 2*mV, 50*ms
taup, taud = 5*ms, 25*ms
EPSC = 5*mV*(taue/taum)**(taum/(taue - taum))
IPSC = -1*mV*(taui/taum)**(taum/(taui - taum))
Ap, Ad = .05*EPSC, -.04*EPSC
layer4 = NeuronGroup(N4*Nbarrels, """
    rate = int(is_active)*clip(cos(direction - selectivity), 0, inf)*Fmax : Hz
    is_active = abs((barrel_x + 0.5 - bar_x)*cos(direction) + (barrel_y + 0.5 - bar_y)*sin(direction)) < 0.5 : boolean
    barrel_x : integer
    barrel_y : integer
    selectivity : 1
    bar_x = cos(direction)*(t - stim_start_time)/(5*ms) + stim_start_x : 1 (shared)
    bar_y = sin(direction)*(t - stim_start_time)/(5*ms) + stim_start_y : 1 (shared)
    direction : 1 (shared)
    stim_start_time : second (shared)
    stim_start_x : 1 (shared)
    stim_start_y : 1 (shared)
    """, threshold="0.5 + 0.5*sin(3.1*i + 2.7*t/ms) < 3*rate*dt")
layer4.barrel_x = "(i // N4) % barrels"
layer4.barrel_y = "i // (barrels*N4)"
layer4.selectivity = "(i % N4)/(1.0*N4)*2*pi"
radius = (11 + 1)*.5
layer4.run_regularly("""
    direction = 2*pi*(0.3 + 0.618*t/(60*ms))
    stim_start_x = barrels/2.0 - cos(direction)*radius
    stim_start_y = barrels/2.0 - sin(direction)*radius
    stim_start_time = t
    """, dt=60*ms, when="start")
layer23 = NeuronGroup(N_exc + N_inh, """
    dv/dt = (ge + gi + El - v)/taum : volt
    dge/dt = -ge/taue : volt
    dgi/dt = -gi/taui : volt
    dvt/dt = (Vt - vt)/tauvt : volt
    barrel_idx : integer
    x : 1
    y : 1
    """, threshold="v > vt", reset="v = El; vt += vt_inc", refractory=2*ms, method="euler")
layer23.v = El
layer23.vt = Vt
exc, inh = layer23[:N_exc], layer23[N_exc:]
exc.x = "(i % (barrels*M23exc))*(1.0/M23exc)"
exc.y = "(i // (barrels*M23exc))*(1.0/M23exc)"
exc.barrel_idx = "floor(x) + floor(y)*barrels"
inh.x = "i % (barrels*M23inh)*(1.0/M23inh)"
inh.y = "i // (barrels*M23inh)*(1.0/M23inh)"
inh.barrel_idx = "floor(x) + floor(y)*barrels"
feedforward = Synapses(layer4, exc, """
    w : volt
    dA_source/dt = -A_source/taup : volt (event-driven)
    dA_target/dt = -A_target/taud : volt (event-driven)
    """, on_pre="""
    ge += w
    A_source += Ap
    w = clip(w + A_target, 0*volt, EPSC)
    """, on_post="""
    A_target += Ad
    w = clip(w + A_source, 0*volt, EPSC)
    """)
feedforward.connect("(barrel_x_pre + barrels*barrel_y_pre) == barrel_idx_post and (7*i + 3*j) % 4 < 2")
feedforward.w = EPSC*.5
lateral_exc = Synapses(exc, layer23, "w : volt", on_pre="ge += w")
lateral_exc.connect("exp(-.5*(((x_pre - x_post)/.4)**2 + ((y_pre - y_post)/.4)**2)) > 0.1 + ((7*i + 3*j) % 10)/10.0")
lateral_exc.w["j < N_exc"] = .3*EPSC
lateral_exc.w["j >= N_exc"] = EPSC
lateral_inh = Synapses(inh, exc, on_pre="gi += IPSC")
lateral_inh.connect("exp(-.5*(((x_pre - x_post)/.2)**2 + ((y_pre - y_post)/.2)**2)) > 0.05")
spikes, inputs = SpikeMonitor(layer23), SpikeMonitor(layer4)
run(300*ms)
save(__file__, STEPPED, {"spikes": spikes, "input": inputs},
     model="configs/examples/kremer_2011_barrel_cortex.yaml",
     changes=["parameters.barrels=2", "parameters.m4=4", "parameters.m23exc=4", "parameters.m23inh=2",
              "parameters.fewer_exc=1", "parameters.fewer_inh=1",
              "parameters.EPSC=5 mV * (taue/taum)**(taum/(taue - taum))",
              "groups.layer4.threshold=0.5 + 0.5*sin(3.1*i + 2.7*t/ms) < 3*rate*dt",
              "operations.new_bar.code=direction = 2*pi*(0.3 + 0.618*t/(60*ms)); start_x = barrels/2 - "
              "cos(direction)*radius; start_y = barrels/2 - sin(direction)*radius; start_time = t",
              "connections.feedforward.connect={condition: barrel_x_pre + barrels*barrel_y_pre == barrel_post "
              "and (7*i + 3*j) % 4 < 2}",
              "connections.lateral_exc.connect={condition: exp(-0.5*(((x_pre - x_post)/0.4)**2 + "
              "((y_pre - y_post)/0.4)**2)) > 0.1 + ((7*i + 3*j) % 10)/10}",
              "connections.lateral_inh.connect={condition: exp(-0.5*(((x_pre - x_post)/0.2)**2 + "
              "((y_pre - y_post)/0.2)**2)) > 0.05}",
              "run.duration=300 ms"])
