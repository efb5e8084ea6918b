#!/usr/bin/python3
"""Resets before thresholds: the schedule of a network changed."""
from schedules import run_with

run_with(__file__, ["start", "groups", "resets", "thresholds", "synapses", "end"])
