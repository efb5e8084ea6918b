"""Sparse network with delays and Poisson input to all neurons: configs/brunel.yaml, from v = 0."""


def model(b, n_exc=10000):
    mV, ms = b.mV, b.ms
    c_exc = n_exc // 10
    J = 0.1 * mV * 1000 / c_exc
    space = dict(tau=20 * ms, theta=20 * mV, v_reset=10 * mV, J=J, g=5)
    P = b.NeuronGroup(
        n_exc + n_exc // 4,
        "dv/dt = -v/tau : volt (unless refractory)",
        threshold="v > theta",
        reset="v = v_reset",
        refractory=2 * ms,
        method="exact",
        namespace=space,
        name="P",
    )
    delay = 1.5 * ms
    Ce = b.Synapses(P[:n_exc], P, on_pre="v += J", delay=delay, namespace=space, name="Ce")
    Ci = b.Synapses(P[n_exc:], P, on_pre="v += -g*J", delay=delay, namespace=space, name="Ci")
    for connection in Ce, Ci:
        connection.connect(p=0.1)
    rate = 2 * space["theta"] / (J * c_exc * space["tau"])
    outside = b.PoissonInput(target=P, target_var="v", N=c_exc, rate=rate, weight=J)
    return [P, Ce, Ci, outside, b.SpikeMonitor(P, name="M")]
