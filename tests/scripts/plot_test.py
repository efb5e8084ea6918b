#!/usr/bin/python3
"""Tests of scripts/plot.py by what its pictures show: points, heights, labels."""

import contextlib
import io
import pathlib
import shutil
import sys
import tempfile
import unittest

try:
    import matplotlib
    import numpy as np

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    import results_files as made
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from plotting import command  # noqa: E402
from plotting.graph import graph_of  # noqa: E402
from plotting.intervals import intervals_of, variation  # noqa: E402
from plotting.results import PlotError  # noqa: E402

# Neuron 0 fires every 10 ms, neuron 1 after 5, 15, 5 and 15 ms, neuron 2 once.
TIMES = [(10.0 * k, 0) for k in range(1, 9)] + [(t, 1) for t in (5.0, 10.0, 25.0, 30.0, 45.0)]
SPIKES = sorted([*TIMES, (50.0, 2)])


def steps(axes):
    """Heights and edges of each outlined histogram that is not a filling."""
    return [patch.get_data() for patch in axes.patches if not patch.get_fill()]


def legend(axes):
    return [text.get_text() for text in axes.get_legend().get_texts()]


class Plots(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.path = self.folder / "r.h5"
        self.file = made.write_results(self.path)
        self.addCleanup(plt.close, "all")

    def drawn(self, *arguments):
        """The figure that the command would save, and its axes."""
        self.file.close()
        options = command.parse_arguments([arguments[0], str(self.path), *arguments[1:]])
        figure = command.draw(plt, options)
        return figure, figure.axes

    def refused(self, *arguments):
        with self.assertRaises(PlotError) as problem:
            self.drawn(*arguments)
        return str(problem.exception)

    def add_spikes(self, **more):
        made.add_spikes(self.file, "spikes", *zip(*SPIKES), **more)


class Spikes(Plots):
    def test_a_raster_marks_each_spike_in_its_row(self):
        self.add_spikes()
        _, (axes,) = self.drawn("raster")
        marks = axes.collections[0].get_offsets()
        self.assertEqual(sorted(map(tuple, marks.tolist())), [(t, float(i)) for t, i in SPIKES])

    def test_a_raster_has_the_rates_below_it(self):
        self.add_spikes()
        made.add_rate(self.file, "rate", [1.0, 2.0], 50.0)
        _, (above, below) = self.drawn("raster", "--rate")
        self.assertEqual(len(above.collections[0].get_offsets()), len(SPIKES))
        self.assertEqual(below.patches[0].get_data().values.tolist(), [1.0, 2.0])
        self.assertEqual(below.get_ylabel(), "rate (Hz)")

    def test_rates_are_spikes_per_neuron_and_second(self):
        self.add_spikes()
        _, (axes,) = self.drawn("rate", "--bin", "50")
        found = axes.patches[0].get_data()
        # 9 spikes before 50 ms, 5 from then on; six neurons, bins of 0.05 s.
        np.testing.assert_allclose(found.values, [9 / 0.3, 5 / 0.3])

    def test_a_trace_has_its_spikes_above(self):
        self.add_spikes()
        made.add_trace(self.file, "trace", "v", [[k, -k] for k in range(20)], [0, 1])
        _, (axes,) = self.drawn("trace")
        curves, strokes = axes.lines[:2], axes.lines[2:]
        self.assertEqual([len(line.get_xdata()) for line in curves], [20, 20])
        self.assertEqual([list(line.get_xdata()) for line in strokes],
                         [[t for t, i in SPIKES if i == neuron] for neuron in (0, 1)])
        self.assertEqual(axes.get_ylabel(), "v (mV)")


class Phases(Plots):
    def test_the_stretches_of_a_trace_are_one_curve(self):
        for name in ("trace_v", "trace_v_2"):
            made.add_trace(self.file, "trace", "v", [[1.0], [2.0]], [0])
            self.file.move("report/trace_v", f"report/new_{name}")
        self.file["report/new_trace_v_2/time"][:] += 50.0
        _, (axes,) = self.drawn("trace")
        self.assertEqual([line.get_xdata()[0] for line in axes.lines], [0.0, 50.0])
        self.assertEqual(len({line.get_color() for line in axes.lines}), 1)

    def test_the_stretches_of_a_rate_are_one_curve(self):
        made.add_rate(self.file, "rate", [1.0], 50.0)
        self.file.move("rates/rate", "rates/rate_2")
        self.file["rates/rate_2/time"][:] += 50.0
        made.add_rate(self.file, "rate", [3.0], 50.0)
        _, (axes,) = self.drawn("rate")
        self.assertEqual([patch.get_data().values[0] for patch in axes.patches], [3.0, 1.0])
        self.assertEqual(legend(axes), ["rate"])


class Intervals(Plots):
    def test_intervals_are_between_spikes_of_one_neuron(self):
        times, ids = map(np.array, zip(*SPIKES))
        intervals, whose = intervals_of(times, ids)
        self.assertEqual(sorted(zip(whose, intervals)),
                         [(0, 10.0)] * 7 + [(1, 5.0)] * 2 + [(1, 15.0)] * 2)

    def test_going_back_in_time_is_no_interval(self):
        intervals, _ = intervals_of(np.array([10.0, 20.0, 5.0, 15.0]), np.zeros(4, dtype=int))
        self.assertEqual(intervals.tolist(), [10.0, 10.0])

    def test_regular_firing_has_no_variation(self):
        times, ids = map(np.array, zip(*SPIKES))
        # 5 and 15 ms in turn: mean 10, deviation 5.
        np.testing.assert_allclose(variation(*intervals_of(times, ids)), [0.0, 0.5])

    def test_histogram_of_intervals(self):
        self.add_spikes()
        _, (axes,) = self.drawn("isi", "--bin", "4")
        counts, edges, _ = steps(axes)[0]
        self.assertEqual(counts.tolist(), [0, 2, 7, 2])
        self.assertEqual(edges.tolist(), [0, 4, 8, 12, 16])
        self.assertEqual(legend(axes), ["spikes: 11, mean 10 ms, CV 0.25"])

    def test_only_intervals_of_the_neurons_asked_for(self):
        self.add_spikes()
        _, (axes,) = self.drawn("isi", "--bin", "4", "--neurons", "1")
        self.assertEqual(steps(axes)[0].values.tolist(), [0, 2, 0, 2])

    def test_few_long_intervals_are_left_out_and_told(self):
        times = np.append(np.arange(300) * 0.3, 99.0)
        made.add_spikes(self.file, "spikes", times, np.zeros(301))
        _, (axes,) = self.drawn("isi")
        self.assertIn("; 1 longer ones not shown", axes.get_xlabel())
        self.assertEqual(steps(axes)[0].values.sum(), 299)

    def test_a_recorded_histogram_stands_in_for_spikes(self):
        group = self.file.create_group("histograms/intervals")
        group.attrs["monitor"] = "intervals"
        group["bin_start"] = [0.0, 10.0]
        group["count"] = [3, 5]
        _, (axes,) = self.drawn("isi")
        self.assertEqual(steps(axes)[0].values.tolist(), [3, 5])
        self.assertEqual(steps(axes)[0].edges.tolist(), [0, 10, 20])

    def test_histogram_of_variation(self):
        self.add_spikes()
        _, (axes,) = self.drawn("cv")
        counts, edges, _ = steps(axes)[0]
        self.assertEqual([edges[k] for k in np.flatnonzero(counts)], [0.0, edges[16]])
        self.assertTrue(edges[16] <= 0.5 < edges[17])
        self.assertEqual(legend(axes), ["spikes: 2, mean 0.25"])

    def test_without_intervals_there_is_nothing_to_show(self):
        made.add_spikes(self.file, "spikes", [1.0, 2.0], [0, 1])
        self.assertIn("no neuron fired twice", self.refused("isi"))
        self.assertIn("3 intervals", self.refused("cv"))


class Synapses(Plots):
    def test_weights_are_counted_moment_by_moment(self):
        made.add_snapshot(self.file, "weights", "w", [0.0, 100.0], [[0, 0, 1], [0, 1, 1]],
                          [0, 1, 2], [0, 0, 5])
        _, (axes,) = self.drawn("weights")
        found = steps(axes)
        self.assertEqual([(h.values[0], h.values[-1]) for h in found], [(2, 1), (1, 2)])
        self.assertEqual(legend(axes), ["0 ms", "100 ms"])
        self.assertEqual(axes.get_xlabel(), "w (nS)")

    def test_many_moments_are_also_a_picture(self):
        values = [[k / 9, 1 - k / 9] for k in range(10)]
        made.add_snapshot(self.file, "weights", "w", np.arange(10.0), values, [0, 1], [0, 0])
        _, (outlines, picture, _) = self.drawn("weights")
        self.assertEqual(len(steps(outlines)), 6)
        mesh = picture.collections[0].get_array().reshape(50, 10)
        self.assertEqual(mesh.sum(axis=0).tolist(), [2] * 10)
        self.assertEqual(mesh[0].tolist(), [1] + [0] * 8 + [1])

    def test_a_matrix_has_a_row_for_each_source(self):
        made.add_edges(self.file, "C", [0, 0, 3, 3], [1, 2, 0, 0], [1, 2, 3, 5])
        _, (axes, _) = self.drawn("matrix")
        shown = axes.images[0].get_array()
        self.assertEqual(shown.shape, (6, 3))  # all neurons of P and Q
        self.assertEqual([(i, j, shown[i, j]) for i, j in zip(*np.nonzero(shown.filled(0)))],
                         [(0, 1, 1), (0, 2, 1), (3, 0, 2)])
        self.assertEqual(axes.get_title(), "C: 4 synapses")

    def test_a_matrix_of_weights_shows_the_mean_of_a_pair(self):
        made.add_edges(self.file, "C", [0, 0, 3, 3], [1, 2, 0, 0], [0, 2, 3, 5])
        _, (axes, bar) = self.drawn("matrix", "--variable", "syn_weight")
        shown = axes.images[0].get_array()
        self.assertEqual((shown[0, 1], shown[0, 2], shown[3, 0]), (0, 2, 4))
        self.assertEqual(np.ma.count(shown), 3)  # a weight of 0 is shown, no synapse is not
        self.assertEqual(bar.get_ylabel(), "syn_weight (nS)")

    def test_a_large_matrix_is_drawn_in_blocks(self):
        made.add_edges(self.file, "C", [0, 999, 999], [0, 1, 2], [1, 1, 1])
        _, (axes, bar) = self.drawn("matrix")
        shown = axes.images[0].get_array()
        self.assertEqual(shown.shape, (250, 3))
        self.assertEqual((shown[0, 0], shown[249, 1], shown.sum()), (1, 1, 3))
        self.assertIn("blocks of 4 x 1", bar.get_ylabel())

    def test_degrees_count_neurons_without_synapses_too(self):
        made.add_edges(self.file, "C", [0, 0, 3, 3], [1, 2, 0, 0], [1, 2, 3, 5])
        _, (out, into) = self.drawn("degrees")
        self.assertEqual(steps(out)[0].values.tolist(), [4, 0, 2])
        self.assertEqual(steps(into)[0].values.tolist(), [2, 1])
        self.assertIn("out-degree, 0.6667", out.get_title())

    def test_recorded_synapses_stand_in_for_the_network(self):
        made.add_snapshot(self.file, "weights", "w", [0.0], [[1, 2, 3]], [0, 1, 2], [0, 0, 5])
        _, (axes, _) = self.drawn("matrix", "--variable", "w")
        self.assertEqual(axes.get_title(), "S: 3 recorded synapses")
        self.assertEqual(axes.images[0].get_array()[2, 5], 3)

    def test_nothing_recorded_of_synapses(self):
        for plot in ("weights", "matrix", "degrees"):
            self.assertIn("output.network: true", self.refused(plot))

    def test_unknown_names_are_answered_by_the_known(self):
        made.add_edges(self.file, "C", [0], [0], [1])
        self.assertIn("there is: C", self.refused("matrix", "--monitor", "D"))
        self.assertIn("there is: delay, syn_weight", self.refused("matrix", "--variable", "w"))


class Graph(Plots):
    def test_groups_stimuli_and_connections(self):
        made.add_edges(self.file, "C", [0, 1], [0, 0], [1, 1])
        dot = graph_of(self.file)
        for line in [
            '"P" [label="<_whole> P\\n6 neurons|<exc> exc|<inh> inh"];',
            '"Q" [label="<_whole> Q\\n3 neurons"];',
            '"noise" -> "P":"exc" [label="v"];',
            '"drive" -> "P":"_whole" [style="dotted"];',
            '"P":"exc" -> "connections.C"',
            '"connections.C" -> "Q":"_whole"',
            '"connections.M" -> "connections.S"',
        ]:
            self.assertIn(line, dot)
        self.assertIn('label="C\\n2 synapses"', dot)
        self.assertIn('label="S\\nall\\nstdp exponential"', dot)
        self.assertIn('label="M\\ncondition i == j"', dot)
        self.assertNotIn('"drive" -> "Q"', dot)

    @unittest.skipUnless(shutil.which("dot"), "graphviz is not installed")
    def test_graphviz_draws_it(self):
        self.file.close()
        save = self.folder / "graph.svg"
        command.main(["graph", str(self.path), "--save", str(save)])
        drawn = save.read_text(encoding="utf-8")
        for text in ("6 neurons", "probability 0.5", "stdp exponential", "timed array"):
            self.assertIn(f">{text}<", drawn)

    def test_a_file_without_its_model(self):
        del self.file["provenance"]
        self.assertIn("does not hold the model", self.refused("graph"))


class Sweeps(Plots):
    def index(self, paths, rows, groups=("P",)):
        made.write_index(self.folder / "index.csv", paths, rows, groups)
        self.path = self.folder

    def test_a_curve_has_mean_and_deviation_of_the_seeds(self):
        self.index(["parameters.w [mV]"], [
            ("complete", 1, [2], [10.0]), ("complete", 2, [2], [14.0]),
            ("complete", 1, [1], [3.0]), ("complete", 2, [1], [3.0]),
            ("failed", 3, [1], [])])
        _, (axes,) = self.drawn("sweep")
        points, caps, (bars,) = axes.containers[0]
        self.assertEqual([list(points.get_xdata()), list(points.get_ydata())], [[1, 2], [3, 12]])
        ends = [segment[:, 1].tolist() for segment in bars.get_segments()]
        np.testing.assert_allclose(ends, [[3, 3], [12 - 8**0.5, 12 + 8**0.5]])
        self.assertEqual(axes.get_xlabel(), "parameters.w [mV]")
        self.assertEqual(axes.get_ylabel(), "P rate [Hz]")
        self.assertIn("mean and s.d. of 2 runs; 1 run not complete", axes.get_title())

    def test_two_paths_make_a_map_with_holes(self):
        self.index(["parameters.w [mV]", "groups.P.size"], [
            ("complete", 1, [w, n], [10.0 * w + n]) for w in (1, 2, 4) for n in (5, 7)
            if (w, n) != (4, 7)])
        _, (axes, bar) = self.drawn("sweep")
        shown = axes.images[0].get_array()
        np.testing.assert_array_equal(shown.filled(-1), [[15, 25, 45], [17, 27, -1]])
        self.assertEqual([label.get_text() for label in axes.get_xticklabels()], ["1", "2", "4"])
        self.assertEqual([label.get_text() for label in axes.get_yticklabels()], ["5", "7"])
        self.assertEqual((axes.get_ylabel(), bar.get_ylabel()), ("groups.P.size", "P rate [Hz]"))

    def test_two_paths_as_curves(self):
        self.index(["parameters.w [mV]", "groups.P.size"], [
            ("complete", 1, [w, n], [10.0 * w + n]) for w in (1, 10, 100) for n in (5, 7)])
        _, (axes,) = self.drawn("sweep", "--curves")
        self.assertEqual([list(c[0].get_ydata()) for c in axes.containers],
                         [[15, 105, 1005], [17, 107, 1007]])
        self.assertEqual(legend(axes), ["5", "7"])
        self.assertEqual(axes.get_xscale(), "log")

    def test_paths_that_vary_together_are_points(self):
        self.index(["a", "b"], [("complete", 1, [k, k * k], [10.0 + k]) for k in range(1, 6)])
        _, (axes, _) = self.drawn("sweep")
        points = axes.collections[0]
        self.assertEqual(points.get_offsets().tolist(), [[k, k * k] for k in range(1, 6)])
        self.assertEqual(points.get_array().tolist(), [11, 12, 13, 14, 15])

    def test_each_group_is_a_curve(self):
        self.index(["w"], [("complete", 1, [w], [w, 2 * w]) for w in (1, 2)], groups=("P", "Q"))
        _, (axes,) = self.drawn("sweep")
        self.assertEqual(legend(axes), ["P rate", "Q rate"])
        self.assertEqual(axes.get_ylabel(), "rate [Hz]")

    def test_values_may_be_texts(self):
        self.index(["groups.P.method"], [("complete", 1, [m], [r])
                                         for m, r in (("exact", 1.0), ("euler", 2.0))])
        _, (axes,) = self.drawn("sweep")
        self.assertEqual([label.get_text() for label in axes.get_xticklabels()],
                         ["exact", "euler"])

    def test_what_is_not_shown_is_averaged_and_told(self):
        self.index(["a", "b", "c"], [("complete", 1, [a, b, c], [a + b + c])
                                     for a in (0, 1) for b in (0, 10) for c in (0, 100)])
        self.assertIn("--along a b c", self.refused("sweep"))
        _, (axes,) = self.drawn("sweep", "--along", "c")
        self.assertEqual(list(axes.containers[0][0].get_ydata()), [5.5, 105.5])
        self.assertIn("over all a, b", axes.get_title())

    def test_the_last_word_of_a_path_is_enough(self):
        self.index(["parameters.w [mV]", "groups.P.size"], [("complete", 1, [w, 1], [w])
                                                            for w in (1, 2)])
        _, (axes,) = self.drawn("sweep", "--along", "w", "--value", "P spikes")
        self.assertEqual(axes.get_ylabel(), "P spikes")
        self.assertIn("there is: parameters.w, groups.P.size",
                      self.refused("sweep", "--along", "x"))
        self.assertIn("there is: wall_s, P spikes", self.refused("sweep", "--value", "x"))

    def test_other_tables_are_refused(self):
        self.index([], [("failed", 1, [], [])])
        self.assertIn("no run", self.refused("sweep"))
        (self.folder / "index.csv").write_text("a,b\n1,2\n", encoding="utf-8")
        self.assertIn("no column 'run'", self.refused("sweep"))


class Command(Plots):
    def test_every_plot_is_saved(self):
        self.add_spikes()
        made.add_trace(self.file, "trace", "v", [[0.0], [1.0]], [0])
        made.add_edges(self.file, "C", [0], [0], [1])
        self.file.close()
        for plot in ("raster", "trace", "rate", "isi", "cv", "weights", "matrix", "degrees"):
            save = self.folder / f"{plot}.png"
            command.main([plot, str(self.path), "--save", str(save), "--dpi", "50"])
            self.assertGreater(np.ptp(plt.imread(save)), 0.9, plot)  # ink on white

    def test_mistakes_end_with_a_word(self):
        for arguments, word in [
            (["raster", "none.h5"], "there is no file 'none.h5'"),
            (["raster", str(self.folder)], "is a folder"),
            (["sweep", str(self.folder / "none")], "cannot read"),
        ]:
            with self.assertRaises(SystemExit) as end:
                command.main([*arguments, "--save", str(self.folder / "x.png")])
            self.assertIn(word, str(end.exception))

    def test_help_names_every_plot(self):
        said = io.StringIO()
        with contextlib.redirect_stdout(said), self.assertRaises(SystemExit):
            command.main(["--help"])
        for plot in command.PLOTS:
            self.assertIn(f"\n  {plot} ", said.getvalue())


if __name__ == "__main__":
    unittest.main()
