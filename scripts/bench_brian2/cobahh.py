"""COBAHH, Hodgkin-Huxley neurons with conductances: configs/cobahh.yaml."""

EQUATIONS = """
dv/dt = (gl*(El - v) + ge*(Ee - v) + gi*(Ei - v)
         - g_na*(m*m*m)*h*(v - ENa) - g_kd*(n*n*n*n)*(v - EK))/Cm : volt
dm/dt = alpha_m*(1 - m) - beta_m*m : 1
dn/dt = alpha_n*(1 - n) - beta_n*n : 1
dh/dt = alpha_h*(1 - h) - beta_h*h : 1
dge/dt = -ge*(1/taue) : siemens
dgi/dt = -gi*(1/taui) : siemens
alpha_m = 0.32*(mV**-1)*4*mV/exprel((13*mV - v + VT)/(4*mV))/ms : Hz
beta_m = 0.28*(mV**-1)*5*mV/exprel((v - VT - 40*mV)/(5*mV))/ms : Hz
alpha_h = 0.128*exp((17*mV - v + VT)/(18*mV))/ms : Hz
beta_h = 4/(1 + exp((40*mV - v + VT)/(5*mV)))/ms : Hz
alpha_n = 0.032*(mV**-1)*5*mV/exprel((15*mV - v + VT)/(5*mV))/ms : Hz
beta_n = 0.5*exp((10*mV - v + VT)/(40*mV))/ms : Hz
"""


def parameters(b):
    cm, mV, ms, nS = b.cm, b.mV, b.ms, b.nS
    area = 20000 * b.umetre**2
    return dict(
        Cm=1 * b.ufarad / cm**2 * area,
        gl=5e-5 * b.siemens / cm**2 * area,
        g_na=100 * b.msiemens / cm**2 * area,
        g_kd=30 * b.msiemens / cm**2 * area,
        El=-60 * mV,
        EK=-90 * mV,
        ENa=50 * mV,
        VT=-63 * mV,
        taue=5 * ms,
        taui=10 * ms,
        Ee=0 * mV,
        Ei=-80 * mV,
        we=6 * nS,
        wi=67 * nS,
    )


def model(b, n=4000):
    space = parameters(b)
    P = b.NeuronGroup(
        n,
        EQUATIONS,
        threshold="v > -20*mV",
        refractory=3 * b.ms,
        method="exponential_euler",
        namespace=space,
        name="P",
    )
    P.v = "El + (randn()*5 - 5)*mV"
    P.ge = "(randn()*1.5 + 4)*10*nS"
    P.gi = "(randn()*12 + 20)*10*nS"
    n_exc = int(0.8 * n)
    Ce = b.Synapses(P[:n_exc], P, on_pre="ge += we", namespace=space, name="Ce")
    Ci = b.Synapses(P[n_exc:], P, on_pre="gi += wi", namespace=space, name="Ci")
    for connection in Ce, Ci:
        connection.connect(p=80 / n)
    trace = b.StateMonitor(P, "v", record=[1, 10, 100], name="trace")
    return [P, Ce, Ci, trace, b.SpikeMonitor(P, name="M")]
