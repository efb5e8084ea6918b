"""The command line of plot.py."""

import argparse
import sys

from .connectivity import plot_degrees, plot_matrix
from .graph import plot_graph, save_graph
from .intervals import plot_cv, plot_isi
from .raster import plot_raster
from .rates import plot_count, plot_rate
from .results import PlotError, open_results
from .sweeps import plot_sweep
from .traces import plot_trace
from .weights import plot_weights

PLOTS = {
    "raster": (plot_raster, "spikes, the monitors stacked; with --rate the rates below"),
    "trace": (plot_trace, "variables over time, the spikes of their neurons above"),
    "rate": (plot_rate, "population rates, as recorded; of spikes in bins otherwise"),
    "count": (plot_count, "mean rate of each neuron, from the counts of its spikes"),
    "isi": (plot_isi, "histogram of the intervals between the spikes of a neuron"),
    "cv": (plot_cv, "histogram of the neurons' coefficients of variation"),
    "weights": (plot_weights, "histograms of synaptic variables, moment by moment"),
    "matrix": (plot_matrix, "which neurons are connected; with --variable their weights"),
    "degrees": (plot_degrees, "how many synapses the neurons have, out and in"),
    "graph": (plot_graph, "groups, stimuli and connections (needs graphviz)"),
    "sweep": (plot_sweep, "of a sweep's folder: curves along a path, a map over two"),
}

EXAMPLES = """
examples:
  plot.py raster cuba.h5 --rate --neurons 0:400 --save cuba.png
  plot.py trace cuba.h5 --variable v --start 100 --stop 300
  plot.py graph cuba.h5 --save cuba.svg
  plot.py sweep DIR --along groups.P.size --value "P rate"
"""


def parse_arguments(arguments):
    kinds = "\n".join(f"  {name:<9} {what}" for name, (_, what) in PLOTS.items())
    parser = argparse.ArgumentParser(
        "plot.py", formatter_class=argparse.RawDescriptionHelpFormatter, epilog=EXAMPLES,
        description=f"Plots a results file of brian-run, or the runs of a sweep.\n\n{kinds}")
    parser.add_argument("plot", choices=PLOTS, metavar="PLOT", help="one of the above")
    parser.add_argument("file", metavar="FILE.h5", help="of a sweep its folder, or index.csv")
    parser.add_argument("--monitor", nargs="+", metavar="NAME",
                        help="only these monitors or connections (default: all)")
    parser.add_argument("--save", metavar="FILE",
                        help="write the picture instead of showing it; .png, .svg or .pdf, of a "
                             "graph .dot too")
    parser.add_argument("--dpi", type=int, default=150, help="of the picture (default: 150)")
    some = parser.add_argument_group("what of it")
    some.add_argument("--variable", nargs="+", metavar="NAME",
                      help="trace, weights: only these; matrix: shown as colour")
    some.add_argument("--neurons", metavar="LIST",
                      help="raster, trace, isi, cv: such as 0,3,10:20")
    some.add_argument("--start", type=float, metavar="MS")
    some.add_argument("--stop", type=float, metavar="MS")
    some.add_argument("--bin", type=float, metavar="MS", help="rate, isi: width of the bins")
    some.add_argument("--rate", action="store_true", help="raster: the rates below it")
    sweep = parser.add_argument_group("sweep")
    sweep.add_argument("--along", nargs="+", metavar="PATH",
                       help="one or two swept paths (default: all that vary)")
    sweep.add_argument("--value", nargs="+", metavar="COLUMN",
                       help="what is shown (default: the rate of each group)")
    sweep.add_argument("--curves", action="store_true",
                       help="of two paths a curve for each value of the second, no map")
    options = parser.parse_args(arguments)
    if options.along and len(options.along) > 2:
        parser.error("--along takes one or two paths")
    return options


def save(figure, file_name, dpi):
    try:
        figure.savefig(file_name, dpi=dpi, bbox_inches="tight")
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        raise PlotError(f"cannot write '{file_name}': {reason}") from problem


def draw(plt, options):
    """The figure asked for; none where the picture is written already."""
    plot, _ = PLOTS[options.plot]
    if options.plot == "sweep":
        return plot(plt, options.file, options)
    with open_results(options.file) as file:
        if options.plot == "graph" and options.save:
            return save_graph(file, options.save, options.dpi)
        return plot(plt, file, options)


def main(arguments=None):
    options = parse_arguments(arguments)
    import matplotlib

    if options.save:
        matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    try:
        figure = draw(plt, options)
        if options.save and figure is not None:
            save(figure, options.save, options.dpi)
    except PlotError as problem:
        sys.exit(f"plot.py: {problem}")
    if not options.save:
        plt.show()
