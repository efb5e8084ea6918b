"""What an editor must offer and explain; the mark ¦ is where the cursor stands."""

GROUP = """\
groups:
  P: {size: 3, equations: "dv/dt = -v/(20*ms) : volt", threshold: v > 1*mV, reset: v = 0*mV}
"""

# (text, labels that must be offered, labels that must not)
COMPLETIONS = [
    ("¦", ["title", "parameters", "groups", "stimuli", "connections", "monitors", "run", "output",
           "sweep"], ["brian-run", "size"]),
    ("groups:\n  P:\n    ¦", ["size", "equations", "threshold", "reset", "refractory", "method",
                              "initial", "subgroups"], ["source", "type"]),
    ("groups:\n  P:\n    size: 3\n    ¦", ["equations", "threshold"], ["size"]),
    ("groups:\n  P:\n    method: ¦", ["exact", "euler", "exponential_euler", "heun", "milstein"],
     []),
    ("stimuli:\n  s:\n    type: ¦", ["poisson", "spike_list", "timed_array", "poisson_input"], []),
    ("stimuli:\n  s:\n    type: timed_array\n    ¦", ["values", "dt"], ["rate", "size"]),
    ("monitors:\n  m:\n    type: ¦", ["spikes", "rate", "state", "snapshot"], []),
    ("monitors:\n  m:\n    type: rate\n    ¦", ["of", "bin", "smoothing"],
     ["variables", "record"]),
    ("monitors:\n  m:\n    type: state\n    ¦", ["of", "variables", "record", "dt"],
     ["bin", "smoothing"]),
    ("connections:\n  C:\n    ¦", ["source", "target", "connect", "delay", "on_pre", "on_post",
                                   "plasticity"], ["size"]),
    ("connections:\n  C:\n    connect: ¦", ["all", "one_to_one"], ["true"]),
    ("connections:\n  C:\n    connect:\n      ¦", ["probability", "condition", "in_degree",
                                                   "pairs", "generator"], []),
    ("connections:\n  C:\n    plasticity:\n      type: ¦", ["stdp_exponential", "stp"], []),
    ("connections:\n  C:\n    plasticity:\n      type: stp\n      ¦", ["U", "taud", "tauf"],
     ["taup", "Ap"]),
    ("run:\n  ¦", ["dt", "duration", "seed", "protocol"], []),
    ("run:\n  protocol:\n    - ¦", ["duration", "set", "active", "store", "restore"], []),
]

# What is written where a key is chosen: the text after it, placeholders as they stand.
INSERTED = [
    ("groups:\n  P:\n    ¦", "equations",
     "equations: |\n  dv/dt = (E_L - v)/tau_m : volt\n  E_L : volt (constant)"),
    ("groups:\n  P:\n    ¦", "threshold", "threshold: v > -50*mV"),
    ("groups:\n  P:\n    ¦", "subgroups", 'subgroups:\n  exc: "0:3200"\n  inh: "3200:4000"'),
    ("connections:\n  C:\n    connect:\n      ¦", "pairs", "pairs: [[0, 1], [1, 2]]"),
]

# Sections whose examples an editor writes into a file; what it writes must be right.
SECTIONS = ["title", "description", "parameters", "functions", "templates", "groups", "stimuli",
            "connections", "monitors", "operations"]

# (text with the mark within a word, what the hover must say)
HOVERS = [
    ("gro¦ups:\n  P: {size: 3}\n", ["groups of neurons of one kind", "size: 4000"]),
    ("groups:\n  P:\n    si¦ze: 3\n", ["number of neurons", "4000"]),
    ("groups:\n  P:\n    equa¦tions: |\n      dv/dt = -v/(20*ms) : volt\n",
     ["dx/dt = expression : unit", "E_L : volt (constant)"]),
    ("groups:\n  P:\n    method: eu¦ler\n", ["`euler`: forward Euler, order 1"]),
    ("connections:\n  C:\n    connect: a¦ll\n", ["`all`: every source to every target"]),
    ("connections:\n  C:\n    connect: {proba¦bility: 0.1}\n", ["each pair with this probability"]),
    ("connections:\n  C:\n    del¦ay: 1 ms\n", ["time from spike to effect", "1.5 ms"]),
    ("monitors:\n  m:\n    type: ra¦te\n    of: P\n", ["`rate`: spikes per neuron and second"]),
    ("monitors:\n  m:\n    type: rate\n    bi¦n: 5 ms\n", ["width of a bin"]),
    ("stimuli:\n  s:\n    type: pois¦son\n    size: 3\n", ["`poisson`: "]),
    ("run:\n  see¦d: 3\n", ["seed"]),
    ("run:\n  protocol:\n    - {dura¦tion: 1 s}\n", ["simulated time"]),
]
