#!/usr/bin/python3
"""Brian 2's Touboul_Brette_2008 with 20 neurons for a tenth of the time: a second run is recorded."""
from brian2 import *

from oracle import STEPPED, save

defaultclock.dt = 0.01*ms
C, gL, EL, VT, DeltaT, tauw = 281*pF, 30*nS, -70.6*mV, -50.4*mV, 2*mV, 40*ms
a, b, I = 4*nS, 0.08*nA, .8*nA
Vcut = VT + 5*DeltaT
neuron = NeuronGroup(20, """
    dvm/dt = (gL*(EL - vm) + gL*DeltaT*exp((vm - VT)/DeltaT) + I - w)/C : volt
    dw/dt = (a*(vm - EL) - w)/tauw : amp
    Vr : volt
    """, threshold="vm > Vcut", reset="vm = Vr; w += b", method="euler")
neuron.vm = EL
neuron.w = a*(neuron.vm - EL)
neuron.Vr = linspace(-48.3*mV, -47.7*mV, 20)
run(300*ms)
states = StateMonitor(neuron, "w", record=True, dt=0.5*ms)
spikes = SpikeMonitor(neuron)
run(100*ms)
save(__file__, STEPPED, {"spikes": spikes}, {"states": (states, ["w"])},
     model="configs/examples/touboul_brette_2008.yaml",
     changes=["groups.neuron.size=20",
              "run.protocol=[{duration: 300 ms, active: {spikes: false, states: false}}, "
              "{duration: 100 ms, active: {spikes: true, states: true}}]",
              "+monitors.states={type: state, of: neuron, variables: [w], dt: 0.5 ms}"])
