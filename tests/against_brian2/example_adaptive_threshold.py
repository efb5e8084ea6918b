#!/usr/bin/python3
"""Brian 2's adaptive_threshold with given input spikes: the voltage at each crossing."""
from brian2 import *

from oracle import EXACT, save

times = [2*k + (k*k) % 3*0.3 for k in range(1, 100)]
PG = SpikeGeneratorGroup(1, [0]*len(times), times*ms)
IF = NeuronGroup(1, """dv/dt = -v/(10*ms) : volt
                       dvt/dt = (10*mV - vt)/(15*ms) : volt""",
                 threshold="v > vt", reset="v = 0*mV; vt += 3*mV", method="exact")
IF.vt = 10*mV
C = Synapses(PG, IF, on_pre="v += 3*mV")
C.connect()
trace = StateMonitor(IF, ["v", "vt"], record=True, dt=0.5*ms)
crossings = SpikeMonitor(IF, variables="v")
run(200*ms)
save(__file__, EXACT, {"crossings": crossings}, {"trace": (trace, ["v", "vt"])},
     datasets={"spikes/crossings/v": crossings.v_}, model="configs/examples/adaptive_threshold.yaml",
     changes=["stimuli.PG={type: spike_trains, trains: [[%s]]}" % ", ".join(f"{t:.1f} ms" for t in times),
              "+monitors.trace.dt=0.5 ms", "run.duration=200 ms"])
