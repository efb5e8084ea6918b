#!/usr/bin/python3
"""Brian 2's STDP (Song, Miller and Abbott 2000) for 10 s, with 1000 inputs of rates from 5 to 25 Hz."""
from brian2 import *

from oracle import EXACT, save

N = 1000
taum, taupre, taupost, taue = 10*ms, 20*ms, 20*ms, 5*ms
Ee, vt, vr, El = 0*mV, -54*mV, -60*mV, -74*mV
gmax = .01
dApre = .01
dApost = -dApre*taupre/taupost*1.05
dApost *= gmax
dApre *= gmax
source = NeuronGroup(N, "dx/dt = (5 + (i*37 % 1000)*0.02)*Hz : 1", threshold="x > 1", reset="x = 0", method="euler")
source.x = "(i*0.618) % 1"
neuron = NeuronGroup(1, """dv/dt = (ge*(Ee - v) + El - v)/taum : volt
                           dge/dt = -ge/taue : 1
                           w_mean : 1
                           w_high : 1""", threshold="v > vt", reset="v = vr", method="euler")
S = Synapses(source, neuron, """w : 1
                                w_mean_post = w/N_pre : 1 (summed)
                                w_high_post = int(w > gmax/2)/N_pre : 1 (summed)
                                dApre/dt = -Apre/taupre : 1 (event-driven)
                                dApost/dt = -Apost/taupost : 1 (event-driven)""",
             on_pre="""ge += w
                       Apre += dApre
                       w = clip(w + Apost, 0, gmax)""",
             on_post="""Apost += dApost
                        w = clip(w + Apre, 0, gmax)""")
S.connect()
S.w = "(i*0.377 % 1)*gmax"
spikes = SpikeMonitor(neuron)
weights = StateMonitor(neuron, ["w_mean", "w_high"], record=True, dt=20*ms)
run(10*second)
save(__file__, EXACT, {"spikes": spikes}, {"weights": (weights, ["w_mean", "w_high"])},
     model="configs/examples/stdp.yaml",
     changes=["stimuli={}",
              "+groups.input={size: 1000, equations: 'dx/dt = (5 + (i*37 % 1000)*0.02)*Hz : 1', threshold: x > 1, "
              "reset: x = 0, method: euler, initial: {x: (i*0.618) % 1}}",
              "connections.S.initial.w=(i*0.377 % 1)*gmax", "+monitors.spikes={type: spikes, of: neuron}",
              "monitors.weights.dt=20 ms", "run.duration=10 s"])
