#!/usr/bin/python3
"""Synapses onto synapses, sums from synapses into neurons and from neurons into synapses."""
from brian2 import *

from oracle import EXACT, save

N=NeuronGroup(3,"dv/dt = -v/(10*ms) : volt",threshold="v > 5*mV",reset="v=0*mV",method='exact')
A=NeuronGroup(6,"y : 1\nz : 1",name='zA')
pre=SpikeGeneratorGroup(2,[0,1,0,1],[1,2,8,12]*ms); dopa=SpikeGeneratorGroup(1,[0,0],[5,13]*ms)
S=Synapses(pre,N,"""dd/dt=-d/(20*ms):1 (clock-driven)
ds/dt=d/(50*ms):1 (clock-driven)
g:1
w:1""",on_pre="v_post += 4*mV*(1+s)",method='euler',name='bS'); S.connect(); S.w='1+i+10*j'
R=Synapses(dopa,S,on_pre="d_post += 0.1*(1+j)",name='aR'); R.connect()
O=Synapses(S,A,"y_post=d_pre*w_pre:1 (summed)",name='cO'); O.connect(j='i')
B=Synapses(A,S,"g_post=y_pre+i:1 (summed)",name='dB'); B.connect(j='i')
O2=Synapses(S,A,"z_post=g_pre:1 (summed)",name='eO'); O2.connect(j='i')
t=StateMonitor(A,['y','z'],record=True); s=SpikeMonitor(N)
run(20*ms)
save(__file__, EXACT, {"s": s}, {"t": (t, ["y", "z"])})
