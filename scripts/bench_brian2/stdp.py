"""STDP of n inputs onto m neurons, all synapses plastic: bench_models/stdp.yaml."""


def parameters(b, n):
    mV, ms = b.mV, b.ms
    gmax = 0.01 * 1000 / n
    return dict(
        taum=10 * ms,
        taupre=20 * ms,
        taupost=20 * ms,
        taue=5 * ms,
        Ee=0 * mV,
        vt=-54 * mV,
        vr=-60 * mV,
        El=-74 * mV,
        gmax=gmax,
        dApre=0.01 * gmax,
        dApost=-0.01 * 1.05 * gmax,
    )


def model(b, n=10000, m=100):
    space = parameters(b, n)
    inputs = b.PoissonGroup(n, rates=15 * b.Hz, name="I")
    P = b.NeuronGroup(
        m,
        """
        dv/dt = (ge*(Ee - v) + El - v)/taum : volt
        dge/dt = -ge/taue : 1
        """,
        threshold="v > vt",
        reset="v = vr",
        method="euler",
        namespace=space,
        name="P",
    )
    P.v = -60 * b.mV
    S = b.Synapses(
        inputs,
        P,
        """
        w : 1
        dApre/dt = -Apre/taupre : 1 (event-driven)
        dApost/dt = -Apost/taupost : 1 (event-driven)
        """,
        on_pre="""
        ge += w
        Apre += dApre
        w = clip(w + Apost, 0, gmax)
        """,
        on_post="""
        Apost += dApost
        w = clip(w + Apre, 0, gmax)
        """,
        namespace=space,
        name="S",
    )
    S.connect()
    S.w = "rand()*gmax"
    return [inputs, P, S, b.SpikeMonitor(inputs, name="inputs"), b.SpikeMonitor(P, name="M")]
