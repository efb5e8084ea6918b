#!/usr/bin/python3
"""Clock-driven synaptic equations, sums over synapses, gap junctions, at three methods."""
from brian2 import *

from oracle import STEPPED, save

cells = NeuronGroup(
    6,
    """dv/dt = (v_rest - v + Igap + s_tot*20*mV)/(10*ms) : volt
       v_rest : volt
       Igap : volt
       s_tot : 1""",
    threshold="v > 15*mV", reset="v = 0*mV", method="euler")
cells.v_rest = "(12 + 1.5*i)*mV"
nmda = Synapses(
    cells, cells,
    """ds/dt = -s/(30*ms) + alpha*x*(1 - s) : 1 (clock-driven)
       dx/dt = -x/(2*ms) : 1 (clock-driven)
       alpha : Hz
       w : 1
       s_tot_post = w*s : 1 (summed)""",
    on_pre="x += 1", method="rk4", name="a_nmda")
nmda.connect(condition="i != j")
nmda.alpha = "(0.2 + 0.05*i)/ms"
nmda.w = "0.02*(1 + j)"
gap = Synapses(cells, cells, "g : 1\nIgap_post = g*(v_pre - v_post) : volt (summed)", name="b_gap")
gap.connect(j="(i + 1) % N_post")
gap.connect(j="(i + N_post - 1) % N_post")
gap.g = 0.3
# A synaptic variable with an exact solution that is driven by the neuron, held over the step.
follow = Synapses(cells, cells, "dz/dt = (v_post - z)/tau : volt (clock-driven)\ntau : second",
                  on_post="z += 1*mV", method="exact", name="c_follow")
follow.connect(j="i")
follow.tau = "(5 + i)*ms"
spikes = SpikeMonitor(cells)
trace = StateMonitor(cells, ["v", "s_tot", "Igap"], record=True)
run(60*ms)
save(__file__, STEPPED, {"spikes": spikes}, {"trace": (trace, ["v", "s_tot", "Igap"])})
