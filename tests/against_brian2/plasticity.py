#!/usr/bin/python3
"""The rules of plasticity written out as Brian 2 users do, for 10 s of regular but shifting spikes.

Ten pairs of neurons fire at rates of their own, so that every distance of spikes occurs. Each rule
works on ten synapses one to one, whose weights the target's variables show at every spike.
"""
from brian2 import *

from oracle import EXACT, save

defaultclock.dt = 0.5*ms
clock = "dphi/dt = f*(1 + 0.3*sin(2*pi*0.7*Hz*t + 0.4*i)) : 1\nf : Hz\n"
seen = ["all", "nearest", "nearest_source", "nearest_target", "multiplicative", "mixed", "triplet",
        "inhibitory", "facilitating", "depressing", "delayed"]
source = NeuronGroup(10, clock, threshold="phi >= 1", reset="phi -= 1", method="euler")
target = NeuronGroup(10, clock + "\n".join(f"{name} : 1" for name in seen),
                     threshold="phi >= 1", reset="phi -= 1", method="euler")
source.f = "(8.3 + 1.7*i)*Hz"
target.f = "(21.1 - 1.3*i)*Hz"

taup, taum = 18*ms, 27*ms
Ap, Am = 0.02, -0.015
wmax = 2


def song(first, second, grow, decline):
    """on_pre and on_post of the pair rule."""
    return (f"Apre {first} Ap\nw = clip({decline}, 0, wmax)",
            f"Apost {second} Am\nw = clip({grow}, 0, wmax)")


traces = """w : 1
            dApre/dt = -Apre/taup : 1 (event-driven)
            dApost/dt = -Apost/taum : 1 (event-driven)"""
plus = ("w + wmax*Apre", "w + wmax*Apost")
rules = {
    "all": (traces, *song("+=", "+=", *plus)),
    "nearest": (traces, *song("=", "=", *plus)),
    "nearest_source": (traces, *song("=", "+=", *plus)),
    "nearest_target": (traces, *song("+=", "=", *plus)),
    "multiplicative": (traces, *song("+=", "+=", "w + (wmax - w)*Apre", "w*(1 + Apost)")),
    "mixed": (traces, *song("+=", "+=", "w + wmax*Apre", "w*(1 + Apost)")),
    "triplet": ("""w : 1
                   dr_1/dt = -r_1/(16.8*ms) : 1 (event-driven)
                   dr_2/dt = -r_2/(101*ms) : 1 (event-driven)
                   do_1/dt = -o_1/(33.7*ms) : 1 (event-driven)
                   do_2/dt = -o_2/(125*ms) : 1 (event-driven)""",
                "w = clip(w - wmax*o_1*(7e-3 + 2.3e-4*r_2), 0, wmax)\nr_1 += 1\nr_2 += 1",
                "w = clip(w + wmax*r_1*(5e-10 + 6.2e-3*o_2), 0, wmax)\no_1 += 1\no_2 += 1"),
    "inhibitory": ("""w : 1
                      dApre/dt = -Apre/(20*ms) : 1 (event-driven)
                      dApost/dt = -Apost/(20*ms) : 1 (event-driven)""",
                   "Apre += 1\nw = clip(w + 0.01*(Apost - 2*10*Hz*20*ms), 0, wmax)",
                   "Apost += 1\nw = clip(w + 0.01*Apre, 0, wmax)"),
    "delayed": (traces, *song("+=", "+=", *plus)),
}
network = Network(source, target)
for name, (equations, on_pre, on_post) in rules.items():
    S = Synapses(source, target, equations, on_pre=f"{name}_post = w\n" + on_pre, on_post=on_post)
    S.connect(j="i")
    S.w = 1
    if name == "delayed":
        S.pre.delay = 4*ms
        S.post.delay = 2.5*ms
    network.add(S)
for name, U, tauf, taud in (("facilitating", 0.05, 300*ms, 50*ms), ("depressing", 0.5, 10*ms, 400*ms)):
    # Brian 1's order: both u and x are those from before the spike.
    S = Synapses(source, target, f"""w : 1
        du/dt = ({U} - u)/({tauf/ms}*ms) : 1 (event-driven)
        dx/dt = (1 - x)/({taud/ms}*ms) : 1 (event-driven)""",
                 on_pre=f"{name}_post = w*u*x\nx -= u*x\nu += {U}*(1 - u)")
    S.connect(j="i")
    S.w = 1.5
    S.u = U
    S.x = 1
    network.add(S)
trace = StateMonitor(target, seen, record=True, dt=200*ms)
spikes = {"source": SpikeMonitor(source), "target": SpikeMonitor(target)}
network.add(trace, *spikes.values())
network.run(10*second)
save(__file__, EXACT, spikes, {"weights": (trace, seen)})
