#!/usr/bin/python3
"""Event-driven variables: several decays, towards values, with per-synapse constants, and lastupdate."""
from brian2 import *

from oracle import EXACT, save

source = SpikeGeneratorGroup(3, [0, 1, 2, 0, 1, 2, 0, 0, 1, 2] * 4,
                             concatenate([array([1, 2, 3.1, 7, 9.5, 11, 15, 16, 16, 21]) + 25*k for k in range(4)])*ms)
targets = NeuronGroup(2, "dv/dt = -v/(10*ms) : volt\nseen : 1\nage : second", threshold="v > 6*mV",
                      reset="v = 0*mV", method="exact")
S = Synapses(source, targets,
             """dx/dt = (1 - x)/tau_d : 1 (event-driven)
                du/dt = (U - u)/tau_f : 1 (event-driven)
                dr1/dt = -r1/(16.8*ms) : 1 (event-driven)
                dr2/dt = -r2/(101*ms) : 1 (event-driven)
                do1/dt = -o1/(33.7*ms) : 1 (event-driven)
                do2/dt = -o2/(125*ms) : 1 (event-driven)
                tau_d : second
                tau_f : second
                U : 1
                w : 1""",
             on_pre="""u += U*(1 - u)
                       v_post += 9*mV*w*u*x
                       x -= u*x
                       w = clip(w - o1*(0.05 + 0.02*r2), 0, 2)
                       r1 += 1
                       r2 += 1
                       seen_post = w
                       age_post = t - lastupdate""",
             on_post="""w = clip(w + r1*(0.04 + 0.06*o2), 0, 2)
                        o1 += 1
                        o2 += 1""")
S.connect()
S.tau_d = "(20 + 10*i)*ms"
S.tau_f = "(50 - 10*j)*ms"
S.U = "0.3 + 0.1*i"
S.x = 1
S.u = "U"
S.w = "1 + 0.1*(i - j)"
spikes = SpikeMonitor(targets)
trace = StateMonitor(targets, ["v", "seen", "age"], record=True)
run(100*ms)
save(__file__, EXACT, {"spikes": spikes}, {"trace": (trace, ["v", "seen", "age"])})
