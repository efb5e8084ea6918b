#!/usr/bin/python3
"""Song, Miller & Abbott (2000), ten neurons at once, each with 1000 inputs of its own."""
import tempfile

from brian2 import *

from measures import Sample, save

N = 10
INPUTS = 1000
DURATION = 100
set_device("cpp_standalone", directory=tempfile.mkdtemp())
seed(1)
taum = 10*ms
Ee = 0*mV
vr = -60*mV
El = -74*mV
taue = 5*ms
taupre = 20*ms
taupost = 20*ms
gmax = 0.01
dApre = 0.01*gmax
dApost = -0.0105*gmax
inputs = PoissonGroup(N*INPUTS, 15*Hz)
neurons = NeuronGroup(N, """dv/dt = (ge*(Ee - v) + El - v)/taum : volt
                            dge/dt = -ge/taue : 1""", threshold="v > -54*mV", reset="v = vr", method="euler")
neurons.v = vr
S = Synapses(inputs, neurons, """w : 1
                                 dApre/dt = -Apre/taupre : 1 (event-driven)
                                 dApost/dt = -Apost/taupost : 1 (event-driven)""",
             on_pre="""ge += w
                       Apre += dApre
                       w = clip(w + Apost, 0, gmax)""",
             on_post="""Apost += dApost
                        w = clip(w + Apre, 0, gmax)""")
S.connect(i=np.arange(N*INPUTS), j=np.repeat(np.arange(N), INPUTS))
S.w = "rand()*gmax"
spikes = SpikeMonitor(neurons)
run(DURATION*second)
weights = np.asarray(S.w).reshape(N, INPUTS)
sample = Sample("configs/stdp.yaml")
sample.measure("weights below 0.2 of the greatest", "share_below", "weights_w", limit=0.2*gmax)
sample.measure("weights below 0.8 of the greatest", "share_below", "weights_w", limit=0.8*gmax)
sample.measure("rate in the second half [Hz]", "rate", "spikes", n=1, duration=DURATION/2,
               start=DURATION/2, end=DURATION)
for number in range(N):
    times = np.asarray(spikes.t_)[np.asarray(spikes.i) == number]
    sample.add(weights_w=weights[number][:, np.newaxis], spikes=(times, np.zeros(len(times))))
save(__file__, sample)
