#!/usr/bin/python3
"""Generator rules: who is connected to whom, and how often.

Source i fires in step i, so that the steps in which a target's variable rises name its sources.
"""
from brian2 import *

from oracle import EXACT, save

FORMS = {
    "next": {"j": "i+1 if i < N_pre-1"},
    "band": {"j": "k for k in range(i-3, i+4) if k != i", "skip_if_invalid": True},
    "inside": {"j": "k for k in range(i-1, i+2) if k >= 0 and k < N_post"},
    "by_j": {"j": "i+1 if j < N_post"},
    "reads_y": {"j": "k for k in range(N_post) if y_post > x_pre"},
    "reads_y_skip": {"j": "i+2 if y_post < 2", "skip_if_invalid": True},
    "row": {"j": "k+6 for k in range(2) if i % 2 == 1"},
    "steps": {"j": "k for k in range(i, N_post, 3)"},
    "down": {"j": "k for k in range(7, i, -2)"},
    "empty": {"j": "k for k in range(3, i) if k % 2 == 0"},
    "formula": {"j": "(2*k + i) % N_post for k in range(3)"},
    "same": {"j": "0 for k in range(i)"},
    "copies": {"j": "k for k in range(0, i, 2)", "n": "2"},
    "all_drawn": {"j": "k for k in sample(1, N_post, 2, p=1)"},
    "whole_sample": {"j": "k for k in sample(N_post, size=9)", "skip_if_invalid": True},
    "no_sample": {"j": "k for k in sample(N_post, size=9) if i < 0"},
    "onto": {"i": "j-1 if j > 0"},
    "onto_loop": {"i": "k for k in range(N_pre) if k > 2*j"},
    "pairs_n": {"condition": "i != j", "n": "2"},
    "parallel": {"j": "i", "n": 3},
}

P = NeuronGroup(8, "x : 1", threshold="i == t_in_timesteps")
P.x = "i % 2"
targets = "\n".join(f"n_{form} : 1" for form in FORMS)
Q = NeuronGroup(8, "y : 1\nnumbers : 1\n" + targets)
Q.y = "i % 3"
connections = []
for form, rule in FORMS.items():
    S = Synapses(P, Q, on_pre=f"n_{form}_post += 1")
    S.connect(**rule)
    connections.append(S)
# The number of each of several synapses of one pair.
numbered = Synapses(P, Q, on_pre="numbers_post += (1 + i)*10**k", multisynaptic_index="k")
numbered.connect(j="i", n="i % 4")
trace = StateMonitor(Q, ["numbers"] + [f"n_{form}" for form in FORMS], record=True)
net = Network(collect())
net.add(connections)
net.run(1*ms)
save(__file__, EXACT, {}, {"trace": (trace, ["numbers"] + [f"n_{form}" for form in FORMS])})
