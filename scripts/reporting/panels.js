// Panels of curves over a common stretch of time: zooming one zooms all.

const panels = [];
let duration = 0;

// Shows the same stretch of time in all panels, within the run and never less than a blink.
function showTimes(start, stop) {
    const length = Math.max(Math.min(stop - start, duration), duration * 1e-6);
    const from = Math.min(Math.max(start, 0), duration - length);
    for (const panel of panels) {
        const scale = panel.scales.x;
        if (scale.min !== from || scale.max !== from + length)
            panel.setScale("x", {min: from, max: from + length});
    }
    const text = (t) => timeText(t, length);
    document.getElementById("shown").textContent = `${text(from)} to ${text(from + length)} ms`;
}

function showAll() {
    for (const panel of panels) panel.showAllRows?.();
    showTimes(0, duration);
}

function shownTimes() {
    const {min, max} = panels[0].scales.x;
    return [min, max];
}

const MOVES = {
    in: (from, to) => [from + (to - from) / 4, to - (to - from) / 4],
    out: (from, to) => [from - (to - from) / 2, to + (to - from) / 2],
    back: (from, to) => [from - (to - from) / 2, to - (to - from) / 2],
    on: (from, to) => [from + (to - from) / 2, to + (to - from) / 2],
    all: () => [0, duration],
};

function connectToolbar() {
    for (const button of document.querySelectorAll(".toolbar button")) {
        button.addEventListener("click", () => {
            if (button.dataset.do === "all") showAll();
            else showTimes(...MOVES[button.dataset.do](...shownTimes()));
        });
    }
}

// What all panels have in common.
function commonOptions(width, height) {
    return {
        width,
        height,
        pxAlign: 0,
        padding: [14, 26, 0, 0],
        cursor: {
            sync: {key: "time", setSeries: false, filters: {pub: (type) => type === "mousemove"}},
            drag: {x: true, y: false, dist: 4},
            points: {size: 6},
            bind: {dblclick: () => () => { showAll(); return null; }},
        },
        hooks: {
            setScale: [(panel, key) => {
                if (key === "x" && panels.includes(panel))
                    showTimes(panel.scales.x.min, panel.scales.x.max);
            }],
        },
    };
}

function addPanel(place, head, options, data) {
    const box = element("div", {className: "panel"}, head);
    document.getElementById(place).append(box);
    const panel = new uPlot(options, data, box);
    panels.push(panel);
    return panel;
}

function panelHead(title, note) {
    return element("div", {className: "panel-head"}, element("h3", {textContent: title}),
                   element("span", {className: "note", textContent: note}));
}

// A stroke above the panel for each spike of the neurons shown, in their colours.
function markSpikes(panel, trains) {
    const {ctx, bbox} = panel;
    const {min, max} = panel.scales.x;
    ctx.save();
    trains.forEach((times, k) => {
        if (!times || !panel.series[k + 1].show) return;
        ctx.strokeStyle = seriesInk(k);
        ctx.lineWidth = 1.2 * devicePixelRatio;
        ctx.beginPath();
        for (let i = firstFrom(times, min); i < times.length && times[i] <= max; ++i) {
            const x = panel.valToPos(times[i], "x", true);
            ctx.moveTo(x, bbox.top - 10 * devicePixelRatio);
            ctx.lineTo(x, bbox.top - 2 * devicePixelRatio);
        }
        ctx.stroke();
    });
    ctx.restore();
}

// Rates begin at nothing; other curves have some air around them.
function rangeOfValues(isRate) {
    return (panel, low, high) => {
        if (low === null || low === undefined) return [0, 1];
        if (isRate) return [0, high > 0 ? high * 1.05 : 1];
        const air = (high - low) * 0.06 || Math.abs(high) * 0.05 || 1;
        return [low - air, high + air];
    };
}

async function addCurves(place, content, height, width) {
    const times = await unpack(content.times);
    const curves = await Promise.all(content.curves.map((curve) => unpack(curve.values)));
    const trains = await Promise.all(
        content.curves.map((curve) => curve.spikes && unpackTimes(curve.spikes)));
    const options = commonOptions(width, height);
    options.hooks.draw = [(panel) => markSpikes(panel, trains)];
    options.scales = {x: {time: false}, y: {range: rangeOfValues(content.steps)}};
    options.axes = [timeAxis(), axis({label: content.label, size: AXIS_SIZE - 18,
                                          values: tickTexts})];
    options.legend = {live: matchMedia("(hover: hover)").matches};
    const value = (panel, v) => v === null || v === undefined ? "–" : Number(v).toPrecision(4);
    options.series = [
        {label: "ms", value: (panel, t) => t === null ? "–" : timeText(t, duration / 1000)},
        ...content.curves.map((curve, k) => ({
            label: curve.name,
            stroke: () => seriesInk(k),
            width: 1.3,
            points: {show: false},
            paths: content.steps ? uPlot.paths.stepped({align: 1}) : undefined,
            value,
        })),
    ];
    addPanel(place, panelHead(content.title, content.note), options, [times, ...curves]);
}
