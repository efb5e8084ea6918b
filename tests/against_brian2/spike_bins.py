#!/usr/bin/python3
"""The steps in which listed spikes fire, near the edges of steps and with a period."""
from brian2 import *

from oracle import EXACT, save

times = [0, 0.05, 0.0999, 0.1, 0.29989, 0.29995, 0.3, 0.30001, 0.39999999, 0.5, 0.7, 1.1, 1.15, 2.3]
once = SpikeGeneratorGroup(14, arange(14), times*ms)
twice = SpikeGeneratorGroup(2, [0, 1, 0, 1, 0], [0.3, 0.3, 0.6, 0.9, 1.2]*ms)
again = SpikeGeneratorGroup(3, [0, 2, 1, 0], [0, 0.3, 0.35, 0.6]*ms, period=0.7*ms)
monitors = {name: SpikeMonitor(group) for name, group in [("m_once", once), ("m_twice", twice), ("m_again", again)]}
net = Network(once, twice, again, *monitors.values())
net.run(5*ms)
save(__file__, EXACT, monitors)
