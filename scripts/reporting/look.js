// Colours come from the style sheet, so that a dark page has dark pictures.

function ink(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function seriesInk(k) {
    return ink(`--c${k % 7}`);
}

// An element with properties and children.
function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
}

function counted(n, what) {
    return `${n.toLocaleString("en")} ${what}${n === 1 ? "" : "s"}`;
}

// A time [ms] with as many digits as the stretch that is shown deserves.
function timeText(t, stretch) {
    const digits = Math.max(0, Math.min(4, 3 - Math.floor(Math.log10(stretch))));
    return t.toLocaleString("en", {maximumFractionDigits: digits});
}

// 1, 2, 5, 10, 20 ...: the first that is not below the length.
function niceStep(length) {
    let power = 1;
    while (power * 10 < length) power *= 10;
    return [1, 2, 5, 10].map((m) => m * power).find((step) => step >= length);
}

const FONT = "12px system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";
const AXIS_SIZE = 76;  // the same for all panels, so that their times stand above one another

function axis(more) {
    return {
        font: FONT,
        labelFont: FONT,
        labelSize: 18,
        stroke: () => ink("--soft"),
        grid: {stroke: () => ink("--grid"), width: 1},
        ticks: {stroke: () => ink("--line"), width: 1, size: 5},
        ...more,
    };
}

// Ticks of values with as many digits as their distance asks for; very small ones as powers of ten.
function tickTexts(panel, ticks, which, space, distance) {
    if (Math.abs(distance) < 1e-4) return ticks.map((tick) => Number(tick.toPrecision(6)).toString());
    let digits = 0;
    while (digits < 8 && !isWhole(distance * 10 ** digits)) ++digits;
    return ticks.map((tick) => tick.toLocaleString(
        "en", {minimumFractionDigits: digits, maximumFractionDigits: digits}));
}

function isWhole(x) {
    return Math.abs(x - Math.round(x)) < 1e-6;
}

function timeAxis() {
    return axis({label: "time (ms)", size: 34, space: 70});
}
