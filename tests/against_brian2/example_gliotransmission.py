#!/usr/bin/python3
"""Brian 2's Stimberg_et_al_2018/example_3_io_synapse: synapses whose target are synapses."""
from brian2 import *

from oracle import STEPPED, save

transient = 16.5*second
rho_c, Y_T, Omega_c, U_0__star = 0.005, 500*mmolar, 40/second, 0.6
Omega_f, Omega_d, O_G, Omega_G = 3.33/second, 2.0/second, 1.5/umolar/second, 0.5/(60*second)
O_P, K_P, C_T, rho_A = 0.9*umolar/second, 0.05*umolar, 2*umolar, 0.18
Omega_C, Omega_L = 6/second, 0.1/second
d_1, d_2, O_2, d_3, d_5 = 0.13*umolar, 1.05*umolar, 0.2/umolar/second, 0.9434*umolar, 0.08*umolar
O_delta, kappa_delta, K_delta = 0.6*umolar/second, 1.5*umolar, 0.1*umolar
Omega_5P, K_D, K_3K, O_3K = 0.05/second, 0.7*umolar, 1.0*umolar, 4.5*umolar/second
F_ex, I_Theta, omega_I = 2.0*umolar/second, 0.3*umolar, 0.05*umolar
C_Theta, Omega_A, U_A, G_T, rho_e, Omega_e, alpha = 0.5*umolar, 0.6/second, 0.6, 200*mmolar, 6.5e-4, 60/second, 0.0
defaultclock.dt = 1*ms
times = [0, 50, 100, 150, 200, 300, 310, 320, 330, 340, 350, 360, 370, 380, 390, 400]*ms + transient
source = SpikeGeneratorGroup(1, zeros(len(times)), times)
target = NeuronGroup(1, "")
synapses = Synapses(source, target, model="""
    dY_S/dt = -Omega_c*Y_S : mmolar (clock-driven)
    dGamma_S/dt = O_G*G_A*(1 - Gamma_S) - Omega_G*Gamma_S : 1 (clock-driven)
    du_S/dt = -Omega_f*u_S : 1 (clock-driven)
    dx_S/dt = Omega_d*(1 - x_S) : 1 (clock-driven)
    r_S : 1
    G_A : mmolar
    """, on_pre="""
    U_0 = (1 - Gamma_S)*U_0__star + alpha*Gamma_S
    u_S += U_0*(1 - u_S)
    r_S = u_S*x_S
    x_S -= r_S
    Y_S += rho_c*Y_T*r_S
    """, method="exact")
synapses.connect(True, n=3)
astrocyte = NeuronGroup(2, """
    dI/dt = J_delta - J_3K - J_5P + J_ex : mmolar
    J_delta = O_delta/(1 + I/kappa_delta)*C**2/(C**2 + K_delta**2) : mmolar/second
    J_3K = O_3K*C**4/(C**4 + K_D**4)*I/(I + K_3K) : mmolar/second
    J_5P = Omega_5P*I : mmolar/second
    delta_I_bias = I - I_bias : mmolar
    J_ex = -F_ex/2*(1 + tanh((abs(delta_I_bias) - I_Theta)/omega_I))*sign(delta_I_bias) : mmolar/second
    I_bias : mmolar (constant)
    dC/dt = (Omega_C*m_inf**3*h**3 + Omega_L)*(C_T - (1 + rho_A)*C) - O_P*C**2/(C**2 + K_P**2) : mmolar
    dh/dt = (h_inf - h)/tau_h : 1
    m_inf = I/(I + d_1)*C/(C + d_5) : 1
    h_inf = Q_2/(Q_2 + C) : 1
    tau_h = 1/(O_2*(Q_2 + C)) : second
    Q_2 = d_2*(I + d_1)/(I + d_3) : mmolar
    dx_A/dt = Omega_A*(1 - x_A) : 1
    dG_A/dt = -Omega_e*G_A : mmolar
    """, threshold="C > C_Theta", refractory="C > C_Theta", reset="""
    G_A += rho_e*G_T*U_A*x_A
    x_A -= U_A*x_A
    """, method="rk4")
astrocyte.x_A = 1.0
astrocyte.h = 0.9
astrocyte.I = 0.4*umolar
astrocyte.I_bias = asarray([0.8, 1.25])*umolar
glia_to_synapses = Synapses(astrocyte, synapses, "G_A_post = G_A_pre : mmolar (summed)")
glia_to_synapses.connect(j="i + 1")
synapse = StateMonitor(synapses, ["u_S", "x_S", "r_S", "Y_S", "Gamma_S"], record=[0, 1, 2], dt=25*ms)
glia = StateMonitor(astrocyte, ["C", "G_A"], record=True, dt=25*ms)
releases = SpikeMonitor(astrocyte)
run(transient + 600*ms)
save(__file__, STEPPED, {"releases": releases},
     {"glia": (glia, ["C", "G_A"])},
     datasets={f"synapse_report/synapse_{name}/data": getattr(synapse, name + "_").T
               for name in ("u_S", "x_S", "Gamma_S")},
     model="configs/examples/stimberg_2018_gliotransmission.yaml",
     changes=["+monitors.synapse.dt=25 ms", "+monitors.synapse.precision=float64", "monitors.glia.dt=25 ms"])
