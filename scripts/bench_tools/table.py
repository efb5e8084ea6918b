"""What is printed: a row for each program, then a row for each ratio."""

from statistics import median

from bench_tools.measures import verdict

TIMES = ("startup", "build", "loop", "wall")
HEAD = ("", "start-up", "build", "loop", "wall", "memory", "B/synapse", "spikes")
RATIOS = ("", "ratio", "lowest", "highest", "target", "")
NOTES = """\
Medians of all repetitions. start-up: before the network is built; of Brian 2: Python, generated
code, compilation. build: of the network. loop: all steps. wall: from start to end, results written.
memory: at the peak, of the whole process; B/synapse: that, over the number of synapses.
Ratios: of each repetition, then their median, lowest and highest. "just": the
median meets the target or not, but not all repetitions agree."""


def seconds(value):
    """Three digits, in the unit that suits."""
    if value == 0:
        return "-"
    for unit, factor in (("s", 1), ("ms", 1e3)):
        if value * factor >= 0.9995:
            return f"{value * factor:#.3g}".rstrip(".") + f" {unit}"
    return f"{value * 1e6:.0f} us"


def ratio(value):
    return f"{value:#.3g}".rstrip(".")


def aligned(rows):
    """Columns of equal width; the first to the left, numbers to the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        yield "  ".join(cells).rstrip()


def program_row(outcome, label):
    middle = lambda field: median(outcome.values(label, field))
    synapses = middle("synapses")
    return (
        f"  {label}",
        *(seconds(middle(field)) for field in TIMES),
        f"{middle('memory') / 2**20:.0f} MiB",
        f"{middle('memory') / synapses:.1f}" if synapses else "-",
        f"{middle('spikes'):,.0f}",
    )


def programs(outcomes):
    rows = [HEAD]
    for outcome in outcomes:
        rows.append((outcome.model.title, *[""] * (len(HEAD) - 1)))
        if outcome.disagreement:
            rows.append((f"  NOT THE SAME: {outcome.disagreement}", *[""] * (len(HEAD) - 1)))
        else:
            rows += [program_row(outcome, label) for label in outcome.runs]
    return aligned(rows)


def comparisons(outcomes):
    rows = [RATIOS]
    for outcome in outcomes:
        if outcome.disagreement:
            continue
        rows.append((outcome.model.title, *[""] * (len(RATIOS) - 1)))
        for what, found, target in outcome.comparisons():
            numbers = [ratio(value) for value in (found.middle, found.low, found.high)]
            aim = ("-", "") if target is None else (ratio(target), verdict(found, target))
            rows.append((f"  {what}", *numbers, *aim))
    return aligned(rows)


def text(outcomes):
    return "\n".join([*programs(outcomes), "", *comparisons(outcomes), "", NOTES])
