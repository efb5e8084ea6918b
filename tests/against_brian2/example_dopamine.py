#!/usr/bin/python3
"""STDP whose effect waits for dopamine: synapses onto synapses, a mode set between two runs."""
from brian2 import *

from oracle import STEPPED, save

taum, taue, Ee, vt, vr, El = 10*ms, 5*ms, 0*mV, -54*mV, -60*mV, -74*mV
taupre = taupost = 20*ms
gmax = 0.01
dApre = 0.01*gmax
dApost = -dApre*taupre/taupost*1.05
tauc, taud, taus, epsilon_dopa = 1000*ms, 200*ms, 1*ms, 5e-3
first = [0.5, 1, 1.51, 3.5, 4, 4.51]
later = [0.55, 1.01, 1.5, 3.55, 4.01, 4.5]
source = SpikeGeneratorGroup(2, [0]*6 + [1]*6, array(first + later)*1000*ms)
neurons = NeuronGroup(2, """dv/dt = (ge*(Ee - vr) + El - v)/taum : volt
                            dge/dt = -ge/taue : 1""", threshold="v > vt", reset="v = vr", method="exact",
                      name="a_neurons")
neurons.v = vr
drive = Synapses(source, neurons, on_pre="v += 100*mV", name="a_drive")
drive.connect(j="i")
plastic = Synapses(neurons, neurons, """mode : 1
                                        dc/dt = -c/tauc : 1 (clock-driven)
                                        dd/dt = -d/taud : 1 (clock-driven)
                                        ds/dt = mode*c*d/taus : 1 (clock-driven)
                                        dApre/dt = -Apre/taupre : 1 (event-driven)
                                        dApost/dt = -Apost/taupost : 1 (event-driven)""",
                   on_pre="""ge += s
                             Apre += dApre
                             c = clip(c + mode*Apost, -gmax, gmax)
                             s = clip(s + (1 - mode)*Apost, -gmax, gmax)""",
                   on_post="""Apost += dApost
                              c = clip(c + mode*Apre, -gmax, gmax)
                              s = clip(s + (1 - mode)*Apre, -gmax, gmax)""", method="euler", name="b_plastic")
plastic.connect(i=0, j=1)
plastic.s = plastic.c = 1e-10
dopamine = SpikeGeneratorGroup(1, [0, 0, 0], array([3.52, 4.02, 4.52])*1000*ms)
reward = Synapses(dopamine, plastic, on_pre="d_post += epsilon_dopa", name="c_reward")
reward.connect()
spikes = SpikeMonitor(neurons)
synapse = StateMonitor(plastic, ["s", "c", "d"], record=True, dt=10*ms)
run(3000*ms)
plastic.mode = 1
run(3000*ms)
save(__file__, STEPPED, {"spikes": spikes}, {"synapse": (synapse, ["s", "c", "d"])},
     model="configs/examples/izhikevich_2007.yaml")
