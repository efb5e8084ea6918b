#!/usr/bin/python3
"""Synapses before thresholds: the schedule of a network changed."""
from schedules import run_with

run_with(__file__, ["start", "groups", "synapses", "thresholds", "resets", "end"])
