#!/usr/bin/python3
"""Tests of scripts/report.py without a browser: what is in the page, and what was left out."""

import base64
import contextlib
import gzip
import html
import io
import json
import pathlib
import re
import sys
import tempfile
import unittest

try:
    import numpy as np
    import results_files as made
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from reporting import command  # noqa: E402
from reporting.packing import packed, packed_times  # noqa: E402
from reporting.thinning import thin_spikes, thin_times, thin_trace  # noqa: E402


def unpacked(content):
    """As data.js reads it."""
    return np.frombuffer(gzip.decompress(base64.b64decode(content["data"])), "<" + content["kind"])


def unpacked_times(content):
    return np.cumsum(unpacked(content["steps"]).astype(np.int64)) * content["tick"]


class Packing(unittest.TestCase):
    def test_numbers_come_back(self):
        np.testing.assert_array_equal(unpacked(packed([0.5, -2.0], "f4")), [0.5, -2.0])

    def test_times_come_back_to_a_microsecond(self):
        times = np.sort(np.random.default_rng(1).uniform(0, 1e5, 1000))
        np.testing.assert_allclose(unpacked_times(packed_times(times)), times, atol=5.1e-4)

    def test_times_of_days_come_back_too(self):
        times = np.array([0.0, 1e8, 3e8])
        np.testing.assert_allclose(unpacked_times(packed_times(times)), times, rtol=1e-8)

    def test_no_times(self):
        self.assertEqual(len(unpacked_times(packed_times(np.empty(0)))), 0)

    def test_the_same_numbers_give_the_same_text(self):
        self.assertEqual(packed([1, 2], "u4"), packed([1, 2], "u4"))


class Thinning(unittest.TestCase):
    def test_few_spikes_stay(self):
        times, ids, note = thin_spikes(np.arange(5.0), np.arange(5), 5)
        self.assertEqual((len(times), len(ids), note), (5, 5, ""))

    def test_of_many_neurons_some_keep_all_their_spikes(self):
        ids = np.tile(np.arange(100), 50)
        times, shown, note = thin_spikes(np.arange(5000.0), ids, 1300)
        self.assertEqual(note, "one neuron in 4")
        self.assertEqual(np.unique(shown).tolist(), list(range(0, 100, 4)))
        self.assertEqual(np.bincount(shown)[::4].tolist(), [50] * 25)
        self.assertEqual(len(times), 1250)

    def test_of_one_neuron_some_spikes_stay(self):
        times, ids, note = thin_spikes(np.arange(1000.0), np.zeros(1000, dtype=int), 300)
        self.assertEqual((len(times), len(ids), note), (250, 250, "one spike in 4"))

    def test_peaks_of_traces_stay(self):
        values = np.zeros((10000, 1))
        values[1234], values[7777] = 5.0, -3.0
        thinned, stretch = thin_trace(values, 1000)
        self.assertLessEqual(len(thinned), 1000)
        times = thin_times(np.arange(10000.0), stretch)
        self.assertEqual(len(times), len(thinned))
        self.assertEqual((thinned.max(), thinned.min()), (5.0, -3.0))
        self.assertAlmostEqual(times[thinned[:, 0].argmax()], 1234, delta=stretch)
        self.assertAlmostEqual(times[thinned[:, 0].argmin()], 7777, delta=stretch)

    def test_extremes_keep_their_order(self):
        thinned, _ = thin_trace(np.array([[1.0], [9.0], [0.0], [5.0], [2.0], [2.0], [2.0], [8.0]]),
                                4)
        self.assertEqual(thinned[:, 0].tolist(), [9, 0, 2, 8])

    def test_short_traces_stay(self):
        values, stretch = thin_trace(np.zeros((10, 2)), 10)
        self.assertEqual((values.shape, stretch), ((10, 2), 0))


class Page(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.path = self.folder / "r.h5"
        self.file = made.write_results(self.path, title="A <title> & more")

    def page(self, *options):
        self.file.close()
        save = self.folder / "page.html"
        with contextlib.redirect_stdout(io.StringIO()):
            command.main([str(self.path), "-o", str(save), *options])
        text = save.read_text(encoding="utf-8")
        data = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
        return text, json.loads(data.group(1))

    def test_the_raster_holds_the_spikes(self):
        made.add_spikes(self.file, "a", [1.0, 2.0, 3.5], [0, 5, 1])
        made.add_spikes(self.file, "b", [9.0], [2], population="Q", n_neurons=3)
        _, data = self.page()
        first, second = data["raster"]
        np.testing.assert_allclose(unpacked_times(first["times"]), [1.0, 2.0, 3.5])
        self.assertEqual(unpacked(first["rows"]).tolist(), [0, 5, 1])
        self.assertEqual((first["name"], first["n"], second["n"]), ("a", 6, 3))
        self.assertEqual((first["spikes"], first["shown"], first["note"]), (3, 3, ""))

    def test_the_page_says_what_it_leaves_out(self):
        times = np.arange(600) * 0.1
        made.add_spikes(self.file, "a", times, np.arange(600) % 6)
        made.add_trace(self.file, "t", "v", np.zeros((5000, 4)), [0, 1, 2, 3])
        _, data = self.page("--most-spikes", "200", "--most-samples", "2000",
                            "--most-curves", "2")
        self.assertEqual(data["raster"][0]["note"], "one neuron in 3")
        self.assertEqual(data["raster"][0]["spikes"], 600)
        panel = data["traces"][0]
        self.assertEqual(panel["note"], "2 of 4 neurons; least and greatest of each 10 samples")
        self.assertEqual(len(panel["curves"]), 2)
        self.assertEqual(len(unpacked(panel["times"])), len(unpacked(panel["curves"][0]["values"])))

    def test_the_table_counts_all_spikes(self):
        made.add_spikes(self.file, "a", [10, 20, 30, 40, 50], [0, 0, 0, 0, 3])
        page, _ = self.page()
        row = re.search(r"<tbody><tr>(.*?)</tr>", page).group(1)
        # Five spikes of six neurons in 0.1 s; four neurons silent; one neuron regular.
        self.assertEqual(re.findall(r"<td>(.*?)</td>", row),
                         ["a", "P", "6", "5", "8.333", "4", "0.00"])

    def test_rates_of_the_same_bins_share_a_panel(self):
        made.add_rate(self.file, "a", [1, 2], 50.0)
        made.add_rate(self.file, "b", [3, 4], 50.0)
        made.add_rate(self.file, "c", [5, 6, 7, 8], 25.0)
        _, data = self.page()
        self.assertEqual([[curve["name"] for curve in panel["curves"]] for panel in data["rates"]],
                         [["a", "b"], ["c"]])
        # The last value reaches to the end of its bin.
        self.assertEqual(unpacked(data["rates"][0]["times"]).tolist(), [0, 50, 100])
        self.assertEqual(unpacked(data["rates"][0]["curves"][1]["values"]).tolist(), [3, 4, 4])

    def test_rates_come_from_the_spikes_where_none_were_recorded(self):
        made.add_spikes(self.file, "a", [1.0, 2.0, 99.0], [0, 1, 2])
        _, data = self.page()
        panel = data["rates"][0]
        values = unpacked(panel["curves"][0]["values"])
        self.assertEqual(panel["note"], "from the spikes, in bins of 5 ms")
        self.assertEqual(len(values), 21)
        np.testing.assert_allclose(values[[0, 1, 19]], [2 / 0.03, 0, 1 / 0.03], rtol=1e-6)

    def test_a_trace_comes_with_the_spikes_of_its_neurons(self):
        made.add_spikes(self.file, "a", [1.0, 2.0, 3.0], [4, 2, 4])
        made.add_trace(self.file, "t", "v", [[1, 2], [3, 4]], [2, 4])
        _, data = self.page()
        curves = data["traces"][0]["curves"]
        self.assertEqual([curve["name"] for curve in curves], ["neuron 2", "neuron 4"])
        self.assertEqual(unpacked(curves[1]["values"]).tolist(), [2, 4])
        np.testing.assert_allclose(unpacked_times(curves[1]["spikes"]), [1.0, 3.0])
        self.assertEqual(data["traces"][0]["label"], "v (mV)")

    def test_the_phases_of_a_run_are_joined(self):
        made.add_trace(self.file, "t", "v", [[1], [2]], [0])
        made.add_trace(self.file, "t", "w", [[5], [6]], [0])
        later = self.file["report"].create_group("t_v_2")
        later.attrs.update(self.file["report/t_v"].attrs)
        later["time"], later["node"] = [0.2, 0.25], np.array([0], dtype=np.int32)
        later["data"] = np.array([[3], [4]], dtype=np.float32)
        later["data"].attrs.update(self.file["report/t_v/data"].attrs)
        _, data = self.page()
        self.assertEqual([panel["label"] for panel in data["traces"]], ["v (mV)", "w (mV)"])
        panel = data["traces"][0]
        np.testing.assert_allclose(unpacked(panel["times"]), [0.0, 0.1, 0.2, 0.25])
        self.assertEqual(unpacked(panel["curves"][0]["values"]).tolist(), [1, 2, 3, 4])

    def test_an_empty_run_makes_a_page(self):
        page, data = self.page()
        self.assertIn("No spikes were recorded", page)
        self.assertEqual((data["raster"], data["rates"], data["traces"]), ([], [], []))

    def test_silent_groups_make_a_page(self):
        made.add_spikes(self.file, "a", [], [])
        _, data = self.page("--most-spikes", "1")
        self.assertEqual(unpacked(data["raster"][0]["rows"]).tolist(), [])

    def test_model_and_provenance_are_in_the_page(self):
        page, _ = self.page()
        self.assertIn("A &lt;title&gt; &amp; more", page)
        self.assertIn(html.escape(made.MODEL.rstrip()), page)
        self.assertIn("brian-run model.yaml -s run.seed=1", page)
        self.assertNotIn("{{", re.sub(r"<script.*?</script>", "", page, flags=re.S))

    def test_nothing_is_fetched(self):
        made.add_spikes(self.file, "a", [1.0], [0])
        page, _ = self.page()
        self.assertNotRegex(page, r"""(src|href)\s*=\s*["'](?!#)""")
        self.assertNotRegex(page, r"@import|url\(\s*['\"]?http|fetch\(")
        self.assertIn("default-src 'none'", page)

    def test_the_licence_of_the_library_comes_along(self):
        page, _ = self.page()
        self.assertIn((ROOT / "scripts/reporting/uplot/LICENSE").read_text(encoding="utf-8")
                      .strip(), page)

    def test_the_same_results_give_the_same_page(self):
        made.add_spikes(self.file, "a", [1.0], [0])
        self.assertEqual(self.page()[0], self.page()[0])

    def test_mistakes_end_with_a_word(self):
        self.file.close()
        for arguments, word in [
            (["none.h5"], "report.py: there is no file 'none.h5'"),
            ([str(self.path), "-o", str(self.folder / "no" / "x.html")], "cannot write"),
        ]:
            with self.assertRaises(SystemExit) as end:
                command.main(arguments)
            self.assertIn(word, str(end.exception))


if __name__ == "__main__":
    unittest.main()
