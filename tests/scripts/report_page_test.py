#!/usr/bin/python3
"""Opens reports in a headless Chromium: report_page_test.py [FOLDER FOR SCREENSHOTS]

A page must log no error, ask for nothing, draw its spikes and curves, zoom, and fit its window.
"""

import pathlib
import sys
import tempfile
import unittest

import browser

try:
    import numpy as np
    import results_files as made
    from PIL import Image
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from reporting import command  # noqa: E402

SCREENSHOTS = pathlib.Path(sys.argv.pop()).resolve() if len(sys.argv) > 1 else None
# Neuron 1 fires at 10, 30, 50 ... 90 ms, neuron 4 of another monitor at 5 and 55 ms.
SPIKES = [(10.0 + 20 * k, 1) for k in range(5)]
OTHERS = [(5.0, 4), (55.0, 4)]
TITLE = "</script><b>Two & \"three\"</b>"


def bluish(picture):
    """Which pixels a blue line touches, however lightly."""
    return picture[..., 2] - picture[..., 0] > 40


def reddish(picture):
    return picture[..., 0] - picture[..., 2] > 40


def write_page(folder, *options):
    path = folder / "r.h5"
    with made.write_results(path, title=TITLE) as file:
        file.attrs["description"] = "A <i>description</i>"
        made.add_spikes(file, "first", *zip(*SPIKES))
        made.add_spikes(file, "other", *zip(*OTHERS), population="Q")
        frames = np.arange(1000)
        made.add_trace(file, "trace", "v", np.stack([-60 + frames / 100, -50 - frames / 50], 1),
                       [1, 2])
        made.add_rate(file, "rate", [10.0, 40.0], 50.0)
    page = folder / "r.html"
    command.main([str(path), "-o", str(page), *options])
    return page


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.page = write_page(folder)
        cls.folder = SCREENSHOTS or folder
        cls.browser = cls.enterClassContext(browser.Browser())

    def opened(self, width=1100, height=900, **look):
        self.browser.window(width, height, **look)
        self.browser.open(self.page)
        self.browser.frame()
        return self.browser

    def tearDown(self):
        self.assertEqual(self.browser.problems, [])

    def screenshot(self, name):
        self.browser.screenshot(self.folder / f"{name}.png")
        with Image.open(self.folder / f"{name}.png") as picture:
            return np.asarray(picture.convert("RGB")).astype(int)

    def box(self, place, number=0):
        """Left, top, width and height of the drawing area of a panel, in the page."""
        return self.browser.value(
            f"(() => {{ const b = document.querySelectorAll('#{place} .u-over')[{number}]"
            ".getBoundingClientRect(); return [b.left, b.top, b.width, b.height]; })()")

    def shown(self):
        return self.browser.value("document.getElementById('shown').textContent")

    def in_view(self):
        return int(self.browser.value("document.getElementById('in-view').dataset.spikes"))

    def test_the_page_is_drawn_and_asks_for_nothing(self):
        page = self.opened()
        self.assertEqual(page.value("document.documentElement.dataset.state"), "drawn")
        self.assertEqual(page.requests, [self.page.as_uri()])
        self.assertEqual(page.value("document.querySelectorAll('canvas').length"), 3)
        self.assertEqual(page.value("document.title"), TITLE)
        self.assertEqual(page.value("document.querySelectorAll('h1 b, .description i').length"), 0)
        self.assertEqual(self.in_view(), len(SPIKES) + len(OTHERS))
        self.assertEqual(self.shown(), "0 to 100 ms")

    def test_each_spike_is_where_it_belongs(self):
        self.opened()
        left, top, width, height = self.box("raster")
        picture = self.screenshot("light")
        # Two monitors of six neurons each, stacked: rows 0 to 5 and 6 to 11.
        blue, red = np.array([0x1F, 0x5F, 0xA8]), np.array([0xC8, 0x44, 0x2C])
        for ink, spikes, base in ((blue, SPIKES, 0), (red, OTHERS, 6)):
            for t, neuron in spikes:
                x = round(left + width * t / 100)
                y = round(top + height * (1 - (base + neuron + 0.5) / 12))
                near = picture[y - 3:y + 4, x - 3:x + 4].reshape(-1, 3)
                self.assertLess(np.abs(near - ink).max(axis=1).min(), 90, (t, neuron))
        empty = picture[round(top):round(top + height), round(left + width * 0.2)]
        self.assertGreater(empty.min(), 150)  # nobody fired at 20 ms

    def test_curves_have_their_colours_and_their_place(self):
        self.opened()
        left, top, width, height = self.box("traces")
        picture = self.screenshot("curves")
        area = picture[round(top):round(top + height), round(left):round(left + width)]
        for is_ink, rises in ((bluish, True), (reddish, False)):
            rows, columns = np.nonzero(is_ink(area))
            # A straight line from one side to the other.
            self.assertGreater(len(set(columns)), 0.9 * width)
            slope = np.polyfit(columns, -rows, 1)[0]
            self.assertGreater(slope if rises else -slope, 0.05)
        # The spikes of neuron 1 stand above.
        above = picture[round(top) - 8:round(top) - 3, round(left):round(left + width)]
        columns = np.nonzero(bluish(above))[1]
        n_strokes = 1 + np.count_nonzero(np.diff(np.unique(columns)) > 3)
        self.assertEqual(n_strokes, len(SPIKES))

    def test_dragging_zooms_all_panels(self):
        page = self.opened()
        left, top, width, height = self.box("raster")
        middle = top + height / 2
        page.drag((left + 0.2 * width, middle), (left + 0.6 * width, middle + 5))
        self.assertEqual(self.in_view(), 3)  # 30 and 50 ms, and 55 ms of the other
        ranges = page.value("panels.map((panel) => [panel.scales.x.min, panel.scales.x.max])")
        self.assertEqual(len(ranges), 3)
        for start, stop in ranges:
            self.assertAlmostEqual(start, 20, delta=0.5)
            self.assertAlmostEqual(stop, 60, delta=0.5)
        page.double_click((left + width / 2, middle))
        self.assertEqual(self.shown(), "0 to 100 ms")
        self.assertEqual(self.in_view(), len(SPIKES) + len(OTHERS))

    def test_buttons_move_and_zoom(self):
        page = self.opened()
        for button, expected in (("in", "25 to 75 ms"), ("on", "50 to 100 ms"),
                                 ("back", "25 to 75 ms"), ("out", "0 to 100 ms"),
                                 ("in", "25 to 75 ms"), ("all", "0 to 100 ms")):
            page.value(f"document.querySelector('[data-do={button}]').click()")
            page.frame()
            self.assertEqual(self.shown(), expected)

    def test_a_monitor_can_be_hidden(self):
        page = self.opened()
        page.value("document.querySelectorAll('.chip')[1].click()")
        page.frame()
        self.assertEqual(self.in_view(), len(SPIKES))

    def test_rows_can_be_zoomed(self):
        page = self.opened()
        left, top, width, height = self.box("raster")
        # The upper half: the other monitor alone.
        page.drag((left + 1, top + 1), (left + width - 1, top + height / 2))
        self.assertEqual(self.in_view(), len(OTHERS))

    def test_nothing_is_wider_than_the_window(self):
        for width in (1400, 1100, 700, 360):
            page = self.opened(width=width)
            self.assertLessEqual(page.value("document.documentElement.scrollWidth"), width)
        self.screenshot("narrow")

    def test_panels_follow_the_window(self):
        page = self.opened(width=1100)
        wide = self.box("rates")[2]
        page.window(600, 900)
        page.frame()
        page.frame()
        self.assertLess(self.box("rates")[2], wide - 300)
        self.assertLessEqual(page.value("document.documentElement.scrollWidth"), 600)

    def test_dark_pages_have_dark_pictures(self):
        self.opened(dark=True, ratio=2)
        left, top, width, height = (2 * side for side in self.box("raster"))
        self.browser.screenshot(self.folder / "dark.png")
        with Image.open(self.folder / "dark.png") as opened:
            picture = np.asarray(opened.convert("RGB")).astype(int)
        area = picture[round(top):round(top + height), round(left):round(left + width)]
        self.assertLess(np.median(area), 60)
        spikes = np.abs(area - np.array([0x6F, 0xA8, 0xEC])).max(axis=2) < 90
        self.assertGreater(np.count_nonzero(spikes), 20)


if __name__ == "__main__":
    if browser.program() is None:
        print("skipped: chromium is not installed")
        sys.exit(77)
    unittest.main()
