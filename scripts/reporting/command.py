"""The command line of report.py."""

import argparse
import pathlib
import sys

from plotting.results import PlotError, open_results

from .curves import Limits
from .page import page_of


def count(word):
    number = int(word)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is less than 1")
    return number


def parse_arguments(arguments):
    parser = argparse.ArgumentParser(
        "report.py", description="Makes one page of a results file of brian-run: summary, raster "
        "and traces that zoom, rates, the model and where it all came from. The page holds all "
        "that it needs; any browser shows it, without a network.")
    parser.add_argument("file", metavar="FILE.h5")
    parser.add_argument("-o", "--output", metavar="FILE.html",
                        help="default: the name of the results file, here")
    parser.add_argument("--most-spikes", type=count, default=500_000, metavar="N",
                        help="of more, some neurons are left out (default: %(default)s)")
    parser.add_argument("--most-samples", type=count, default=2_000_000, metavar="N",
                        help="of longer traces, the extremes stay (default: %(default)s)")
    parser.add_argument("--most-curves", type=count, default=6, metavar="N",
                        help="in one panel (default: %(default)s)")
    return parser.parse_args(arguments)


def main(arguments=None):
    options = parse_arguments(arguments)
    output = pathlib.Path(options.output or pathlib.Path(options.file).with_suffix(".html").name)
    try:
        with open_results(options.file) as file:
            page = page_of(file, Limits(options.most_spikes, options.most_samples,
                                        options.most_curves))
        output.write_text(page, encoding="utf-8")
    except PlotError as problem:
        sys.exit(f"report.py: {problem}")
    except OSError as problem:
        sys.exit(f"report.py: cannot write '{output}': {problem.strerror}")
    print(f"{output}: {len(page.encode()) / 1e6:.1f} MB")
