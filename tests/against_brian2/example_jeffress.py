#!/usr/bin/python3
"""Jeffress' delay lines without noise: every spike of ears and detectors."""
import pathlib

from brian2 import *

from oracle import STEPPED, save

SOUND = pathlib.Path(__file__).resolve().parents[2] / "configs" / "examples" / "jeffress_sound.csv"
VALUES = loadtxt(SOUND, skiprows=1)


@implementation("numpy", discard_units=True)
@check_units(t=second, result=1)
def floor_lookup(t):
    """The sound at time t. A TimedArray rounds times between its steps to 1/64 of them first, so that
    it is up to 1/128 of a step early; that would move spikes."""
    return VALUES[clip(floor(asarray(t)/1e-4 + 1e-6).astype(int), 0, len(VALUES) - 1)]


defaultclock.dt = 0.02*ms
max_delay = 20*cm/(300*metre/second)
tau_ear = tau = 1*ms
ears = NeuronGroup(2, """
    dx/dt = (floor_lookup(t - delay) - x)/tau_ear : 1 (unless refractory)
    delay = distance*sin(theta) : second
    distance : second
    dtheta/dt = 2*pi/second : radian
    """, threshold="x > 1", reset="x = 0", refractory=2.5*ms, method="euler")
ears.distance = [-.5*max_delay, .5*max_delay]
lag = StateMonitor(ears, "delay", record=True, dt=1*ms)
n = 30
detectors = NeuronGroup(n, "dv/dt = -v/tau : 1", threshold="v > 1",
                        reset="v = 0", method="euler")
lines = Synapses(ears, detectors, on_pre="v += .5")
lines.connect()
lines.delay["i == 0"] = "(1.0*j)/(n - 1)*1.1*max_delay"
lines.delay["i == 1"] = "(1.0*(n - j - 1))/(n - 1)*1.1*max_delay"
spikes = SpikeMonitor(detectors)
ear_spikes = SpikeMonitor(ears)
run(400*ms)
save(__file__, STEPPED, {"spikes": spikes, "ear_spikes": ear_spikes}, {"lag": (lag, ["delay"])},
     model="configs/examples/jeffress.yaml",
     changes=["parameters.sigma_ear=0", "parameters.sigma=0", "run.duration=400 ms",
              "+monitors.ear_spikes={type: spikes, of: ears}"])
