"""Writes a model file of brian-run as a script for Brian 2.

    units        names of units, in both worlds
    text         expressions, statements and equations, word by word
    model        the YAML file: includes, --set, templates put in their places
    names        what things are called in the script
    parts        groups and stimuli
    synapses     connections
    plasticity   the sugar of connections, written out
    recording    monitors
    running      operations, the run and its phases
    script       all of them together
    taken        random numbers taken from a results file
"""
