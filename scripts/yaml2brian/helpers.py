"""Pieces of Python that a script gets when its model needs them."""

HELPERS = {
    "where": '''
where = Function(lambda condition, a, b: a if condition else b,
                 arg_units=[None, None, None], return_unit=lambda condition, a, b: a,
                 arg_types=["boolean", "any", "any"], return_type="float")
where.implementations.add_implementation("numpy", np.where)
''',
    "min": '''
min = Function(lambda a, b: a if a < b else b, arg_units=[None, None],
               return_unit=lambda a, b: a, return_type="highest")
min.implementations.add_implementation("numpy", np.minimum)
''',
    "max": '''
max = Function(lambda a, b: a if a > b else b, arg_units=[None, None],
               return_unit=lambda a, b: a, return_type="highest")
max.implementations.add_implementation("numpy", np.maximum)
''',
    "binomial": '''
def binomial_draws(n, p, vectorisation_idx):
    return np.random.binomial(np.asarray(n).astype(int), p, size=len(vectorisation_idx))


binomial = Function(binomial_draws, arg_units=[1, 1], return_unit=1, stateless=False,
                    auto_vectorise=True)
binomial.implementations.add_implementation("numpy", binomial_draws)
''',
    "spike_steps": '''
def spike_steps(indices, times, rounding, duplicates):
    """Neurons and times as Brian 2 shall bin them: in the middle of the step that is meant."""
    dt = float(defaultclock.dt)
    steps = np.asarray(times)/dt
    steps = ceil(steps - 1e-3) if rounding == "ceil" else floor(steps + 1e-3)
    spikes = sorted(zip(steps.astype(int), np.asarray(indices, dtype=int)))
    taken = set()
    for step, neuron in spikes:
        if (step, neuron) in taken and duplicates == "drop":
            continue
        while (step, neuron) in taken:
            step += 1
        taken.add((step, neuron))
    order = sorted(taken)
    return [n for _, n in order], [(s + 0.5)*dt for s, _ in order]*second
''',
    "regular_spikes": '''
def regular_spikes(size, interval, start, phase, duration):
    """Neuron i fires at start + (n + phase_i) interval, n = 0, 1 ..."""
    phases = np.zeros(size) + np.asarray(phase)
    n = arange(int(float((duration - start)/interval)) + 1)
    times = float(start) + (n[:, None] + phases[None, :])*float(interval)
    indices = repeat(arange(size)[None, :], len(n), axis=0)
    within = times < float(duration)
    return indices[within], times[within]*second
''',
    "dataset": '''
import h5py


def dataset(path, name):
    with h5py.File(path, "r") as file:
        return file[name][()]
''',
}
