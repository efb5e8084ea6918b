"""Synfire chain of large pools, with noise: bench_models/synfire.yaml."""

import numpy

TARGETS = "k for k in range(int(i/pool + 1)*pool, int(i/pool + 2)*pool) if i < N_pre - pool"


def model(b, pool=1000, n_pools=10):
    mV, ms = b.mV, b.ms
    space = dict(
        pool=pool,
        Vr=-70 * mV,
        Vt=-55 * mV,
        taum=10 * ms,
        taupsp=0.325 * ms,
        weight=4.86 * mV * 100 / pool,
    )
    P = b.NeuronGroup(
        pool * n_pools,
        """
        dV/dt = (-(V - Vr) + x)*(1/taum) : volt
        dx/dt = (-x + y)*(1/taupsp) : volt
        dy/dt = -y*(1/taupsp) + 25.27*mV/ms + (39.24*mV/ms**0.5)*xi : volt
        """,
        threshold="V > Vt",
        reset="V = Vr",
        refractory=1 * ms,
        method="euler",
        namespace=space,
        name="P",
    )
    P.V = "Vr + rand()*(Vt - Vr)"
    size = int(0.85 * pool)
    times = 50 * ms + numpy.random.RandomState(1).randn(size) * ms
    packet = b.SpikeGeneratorGroup(size, numpy.arange(size), times, name="packet")
    feed = b.Synapses(packet, P[:pool], on_pre="y += weight", namespace=space, name="feed")
    feed.connect()
    chain = b.Synapses(P, P, on_pre="y += weight", namespace=space, name="chain")
    chain.connect(j=TARGETS)
    return [P, packet, feed, chain, b.SpikeMonitor(P, name="M")]
