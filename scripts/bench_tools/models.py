"""The benchmark models, each said three times: for brian-run, for Brian 2, as a yardstick."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Targets:
    """Greatest ratios aimed at; None where there is none."""

    brian2: float | None = None  # time of the loop to that of Brian 2, one thread
    yardstick: float | None = None  # time of the loop to that of the yardstick, one thread
    threads: float | None = None  # time of the loop with two threads to that with one
    wall: float | None = None  # start to closed file, to Brian 2 with its compilation


@dataclass(frozen=True)
class Model:
    name: str
    title: str
    file: str  # of brian-run, from the top of the repository
    options: tuple = ()  # of brian-run
    brian2: tuple = ()  # a file of bench_brian2, and its numbers
    yardstick: tuple = ()  # a program of yardsticks, and its options
    yardstick_spikes: str = "spikes"  # what the yardstick calls the number of spikes of group P
    duration: float = 1.0  # simulated seconds
    spread: float = 0.0  # of the spikes, from seed to seed: deviation over mean (20 seeds)
    targets: Targets = Targets()
    quick: dict | None = None  # fields that --quick changes; None: it leaves the model out


def cuba(n, spread, targets, quick):
    return Model(
        name=f"cuba_{n}",
        title=f"CUBA, {n:,} neurons",
        file="scripts/bench_models/cuba.yaml",
        options=(f"parameters.n={n}",),
        brian2=("cuba", f"n={n}"),
        yardstick=("cuba", "--N", str(n)),
        spread=spread,
        targets=targets,
        quick=quick,
    )


def stdp(name, title, m, spread, targets, quick):
    return Model(
        name=name,
        title=title,
        file="scripts/bench_models/stdp.yaml",
        options=(f"parameters.m={m}",),
        brian2=("stdp", f"m={m}"),
        yardstick=("stdp", "--mode", "eager", "--M", str(m)),
        yardstick_spikes="spikes_post",
        duration=10.0,
        spread=spread,
        targets=targets,
        quick=quick,
    )


def one_neuron(name, title):
    return Model(
        name=name,
        title=title,
        file=f"scripts/bench_models/{name}.yaml",
        brian2=(name,),
        targets=Targets(brian2=0.5, wall=1 / 50),
        quick={},
    )


MODELS = (
    cuba(4000, 0.05, Targets(0.35, 1.6, 1.0, 1 / 50), {}),
    cuba(20000, 0.025, Targets(), None),
    cuba(100000, 0.011, Targets(0.6, 1.4, 0.65), {"duration": 0.5}),
    Model(
        name="cobahh",
        title="COBAHH, 4,000 neurons",
        file="configs/cobahh.yaml",
        options=("-monitors.rate",),
        brian2=("cobahh",),
        yardstick=("cobahh",),
        spread=0.09,
        targets=Targets(0.12, 1.5, 0.6, 1 / 5),
        quick={},
    ),
    Model(
        name="brunel",
        title="Brunel, 12,500 neurons, 15.6 M synapses",
        file="configs/brunel.yaml",
        options=("groups.P.initial.v=0 mV", "-monitors.rate"),
        brian2=("brunel",),
        yardstick=("brunel",),
        spread=0.05,
        targets=Targets(0.10, 1.8, 0.6),
        quick={"duration": 0.2},
    ),
    stdp("stdp_1m", "STDP, 1 M synapses", 100, 0.04, Targets(0.04, 4.0, 0.65), {"duration": 2.0}),
    stdp("stdp_0.1m", "STDP, 0.1 M synapses", 10, 0.045, Targets(), None),
    Model(
        name="synfire",
        title="synfire chain with noise, 10,000 neurons",
        file="scripts/bench_models/synfire.yaml",
        brian2=("synfire",),
        yardstick=("synfire",),
        spread=0.008,
        targets=Targets(0.08, 1.8, 0.6),
        quick={"duration": 0.5},
    ),
    one_neuron("lif", "one LIF neuron, 10,000 steps"),
    one_neuron("hh", "one HH neuron, 100,000 steps"),
)


def quick(model):
    """The model as --quick runs it; None if it does not."""
    return None if model.quick is None else replace(model, **model.quick)
