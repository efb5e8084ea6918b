"""The command line of plot.py."""

import argparse
import sys

from .raster import plot_raster
from .rates import plot_count, plot_rate
from .results import PlotError, open_results
from .traces import plot_trace

PLOTS = {"raster": plot_raster, "trace": plot_trace, "rate": plot_rate, "count": plot_count}


def parse_arguments(arguments):
    parser = argparse.ArgumentParser("plot.py", description="Plots a results file of brian-run.")
    parser.add_argument("plot", choices=PLOTS)
    parser.add_argument("file", metavar="FILE.h5")
    parser.add_argument("--monitor", nargs="+", metavar="NAME", help="only these (default: all)")
    parser.add_argument("--variable", nargs="+", metavar="NAME", help="trace: only these")
    parser.add_argument("--neurons", metavar="LIST", help="such as 0,3,10:20")
    parser.add_argument("--start", type=float, metavar="MS")
    parser.add_argument("--stop", type=float, metavar="MS")
    parser.add_argument("--bin", type=float, metavar="MS", help="rate: width of bins of spikes")
    parser.add_argument("--rate", action="store_true", help="raster: the rates below it")
    parser.add_argument("--dpi", type=int, default=150, help="of the picture (default: 150)")
    parser.add_argument("--save", metavar="PNG", help="write the picture instead of showing it")
    return parser.parse_args(arguments)


def save(figure, file_name, dpi):
    try:
        figure.savefig(file_name, dpi=dpi, bbox_inches="tight")
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        raise PlotError(f"cannot write '{file_name}': {reason}") from problem


def main(arguments=None):
    options = parse_arguments(arguments)
    import matplotlib

    if options.save:
        matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    try:
        with open_results(options.file) as file:
            figure = PLOTS[options.plot](plt, file, options)
        if options.save:
            save(figure, options.save, options.dpi)
    except PlotError as problem:
        sys.exit(f"plot.py: {problem}")
    if not options.save:
        plt.show()
