"""One leaky integrate-and-fire neuron: bench_models/lif.yaml."""


def model(b):
    P = b.NeuronGroup(
        1,
        "dv/dt = (11*mV - (v + 60*mV))/(10*ms) : volt",
        threshold="v > -50*mV",
        reset="v = -60*mV",
        method="exact",
        name="P",
    )
    P.v = -60 * b.mV
    trace = b.StateMonitor(P, "v", record=True, name="trace")
    return [P, trace, b.SpikeMonitor(P, name="M")]
