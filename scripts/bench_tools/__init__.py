"""Measures brian-run against Brian 2 standalone and the yardsticks.

    command      options, the course of a session
    models       what is run, and which ratios are aimed at
    programs     how each program is made and run
    session      repetitions, alternating; whether all simulate the same
    measures     medians, ratios, their spread
    table        what is printed
"""
