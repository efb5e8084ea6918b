"""What the things of a model are called in the script."""

import keyword
import re

from yaml2brian import units

# Names of the script itself, which parameters and objects must leave alone.
OF_THE_SCRIPT = set(
    """NeuronGroup Synapses PoissonGroup PoissonInput SpikeGeneratorGroup TimedArray SpikeMonitor
    EventMonitor StateMonitor PopulationRateMonitor Network Quantity Function NetworkOperation collect
    seed prefs defaultclock linked_var network monitors array arange rint ceil floor concatenate
    nonzero int round range len zip sorted print list sum min max abs h5py np sqrt exp log sin cos
    results rows_of taken spike_steps regular_spikes genfromtxt repeat dict float run where binomial
    check_units implementation get_dimensions runner gate clip""".split()
)
# Attributes of Brian 2's groups and synapses, which no variable can be called.
OF_GROUPS = set(
    """name source target clock order when dt namespace variables events thresholder resetter
    active add_dependency add_to_namespace code_objects connect contained_objects delay_ equations
    event_codes method_choice get_states set_states id indices known_objects method_options method
    multisynaptic_index on_event pre post queues register_variable resolve_all run run_on_event
    run_regularly runner schedule set_event_schedule spikes start state state_updater stop subexpression
    summed_updaters synapses user_equations updates invalidates_magic_network compute_order
    codeobj_class dtype delay multisynaptic flags needs_pre_and_post""".split()
)


def is_name(word):
    return bool(re.fullmatch(r"[A-Za-z_]\w*", word)) and not keyword.iskeyword(word)


def means_something(name):
    """Whether Python, or an expression in the script, knows the name."""
    return keyword.iskeyword(name) or units.is_unit(name) or name in units.CONSTANTS


class Names:
    """Python names of parameters and objects, each used once."""

    def __init__(self):
        self.taken = set(OF_THE_SCRIPT)
        self.parameters = {}
        self.objects = {}

    def free(self, wished, suffix):
        name = wished if is_name(wished) else re.sub(r"\W", "_", wished) + suffix
        if name[0].isdigit():
            name = "n" + name
        while name in self.taken or means_something(name):
            name += suffix
        self.taken.add(name)
        return name

    def add_parameter(self, name):
        self.parameters[name] = self.free(name, "_p")

    def add_object(self, name, kind):
        """kind: what the object is, in case its name is taken: group, input ..."""
        self.objects[name] = self.free(name, "_" + kind)
        return self.objects[name]

    def parameter(self, word):
        return self.parameters.get(word, word)


def variable_name(word):
    """A variable of a group under a name that Brian 2 allows."""
    if word in OF_GROUPS:
        return word + "_var"
    for suffix in ("_pre", "_post"):
        if word.endswith(suffix) and word[: -len(suffix)] in OF_GROUPS:
            return word[: -len(suffix)] + "_var" + suffix
    return word
