"""One Hodgkin-Huxley neuron under a constant current: bench_models/hh.yaml."""

EQUATIONS = """
dv/dt = (gl*(El - v) - g_na*(m*m*m)*h*(v - ENa) - g_kd*(n*n*n*n)*(v - EK) + I)/Cm : volt
dm/dt = 0.32*(mV**-1)*4*mV/exprel((13*mV - v + VT)/(4*mV))/ms*(1 - m)
        - 0.28*(mV**-1)*5*mV/exprel((v - VT - 40*mV)/(5*mV))/ms*m : 1
dn/dt = 0.032*(mV**-1)*5*mV/exprel((15*mV - v + VT)/(5*mV))/ms*(1 - n)
        - 0.5*exp((10*mV - v + VT)/(40*mV))/ms*n : 1
dh/dt = 0.128*exp((17*mV - v + VT)/(18*mV))/ms*(1 - h)
        - 4/(1 + exp((40*mV - v + VT)/(5*mV)))/ms*h : 1
"""


def parameters(b):
    cm, mV = b.cm, b.mV
    area = 20000 * b.umetre**2
    return dict(
        Cm=1 * b.ufarad / cm**2 * area,
        gl=5e-5 * b.siemens / cm**2 * area,
        g_na=100 * b.msiemens / cm**2 * area,
        g_kd=30 * b.msiemens / cm**2 * area,
        El=-65 * mV,
        EK=-90 * mV,
        ENa=50 * mV,
        VT=-63 * mV,
        I=0.7 * b.nA,
    )


def model(b):
    b.defaultclock.dt = 0.01 * b.ms
    P = b.NeuronGroup(
        1,
        EQUATIONS,
        threshold="v > -40*mV",
        refractory="v > -40*mV",
        method="exponential_euler",
        namespace=parameters(b),
        name="P",
    )
    P.v = -65 * b.mV
    trace = b.StateMonitor(P, "v", record=True, name="trace")
    return [P, trace, b.SpikeMonitor(P, name="M")]
