"""CUBA of any size, 80 synapses a neuron, without refractoriness: bench_models/cuba.yaml."""


def model(b, n=4000):
    mV = b.mV
    P = b.NeuronGroup(
        n,
        """
        dv/dt  = (ge + gi - (v + 49*mV))/(20*ms) : volt
        dge/dt = -ge/(5*ms) : volt
        dgi/dt = -gi/(10*ms) : volt
        """,
        threshold="v > -50*mV",
        reset="v = -60*mV",
        method="exact",
        name="P",
    )
    P.v = "-60*mV + 10*mV*rand()"
    n_exc = int(0.8 * n)
    weights = dict(we=1.62 * mV, wi=-9 * mV)
    Ce = b.Synapses(P[:n_exc], P, on_pre="ge += we", namespace=weights, name="Ce")
    Ci = b.Synapses(P[n_exc:], P, on_pre="gi += wi", namespace=weights, name="Ci")
    for connection in Ce, Ci:
        connection.connect(p=80 / n)
    return [P, Ce, Ci, b.SpikeMonitor(P, name="M")]
