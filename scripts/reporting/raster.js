// The spikes of all monitors, stacked; drawn pixel by pixel, since there may be many.

// Lets the panel's canvas be painted as fast as memory can be written.
function pixelsOf(width, height) {
    const canvas = element("canvas", {width, height});
    const context = canvas.getContext("2d");
    const image = context.createImageData(width, height);
    return {canvas, context, image, words: new Uint32Array(image.data.buffer)};
}

// A colour such as "#1f5fa8" as a canvas keeps it, without opacity.
function pixelOf(colour) {
    const rgb = parseInt(colour.slice(1), 16);
    return ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16);
}

const LIGHT = 0xb8000000;  // the opacity of one spike; where several meet, it is whole
const FULL = 0xff000000;

// Width and height of the mark of a spike in pixels: a stroke where rows are far apart, else a dot.
function markSize(rowHeight, inView) {
    const ratio = devicePixelRatio;
    if (rowHeight >= 4 * ratio) {
        const height = Math.round(Math.min(rowHeight * 0.8, 14 * ratio));
        return [Math.max(1, Math.round(1.4 * ratio)), height];
    }
    const size = Math.max(1, Math.round(ratio * (inView > 40000 ? 1 : 2)));
    return [size, size];
}

function paintPart(panel, part, pixels, mark) {
    const {bbox} = panel;
    const {width, height} = pixels.canvas;
    const {min, max} = panel.scales.x;
    const perTime = width / (max - min);
    const word = pixelOf(seriesInk(part.k));
    const [markWidth, markHeight] = mark;
    let painted = 0;
    for (let i = firstFrom(part.times, min); i < part.times.length && part.times[i] <= max; ++i) {
        const row = part.base + part.rows[i];
        const x = Math.round((part.times[i] - min) * perTime - markWidth / 2);
        const y = Math.round(panel.valToPos(row, "y", true) - bbox.top - markHeight / 2);
        if (y + markHeight <= 0 || y >= height) continue;
        painted += 1;
        for (let v = Math.max(0, y); v < Math.min(height, y + markHeight); ++v)
            for (let u = Math.max(0, x); u < Math.min(width, x + markWidth); ++u) {
                const at = v * width + u;
                pixels.words[at] = word | (pixels.words[at] ? FULL : LIGHT);
            }
    }
    return painted;
}

function drawRaster(panel, parts, caption) {
    const {ctx, bbox} = panel;
    const {min, max} = panel.scales.y;
    const shown = parts.filter((part) => part.shown);
    const {min: start, max: stop} = panel.scales.x;
    const inView = shown.reduce((n, part) => n + firstFrom(part.times, stop) -
                                             firstFrom(part.times, start), 0);
    const pixels = pixelsOf(Math.round(bbox.width), Math.round(bbox.height));
    const mark = markSize(bbox.height / (max - min), inView);
    let painted = 0;
    for (const part of shown) painted += paintPart(panel, part, pixels, mark);
    pixels.context.putImageData(pixels.image, 0, 0);
    ctx.drawImage(pixels.canvas, Math.round(bbox.left), Math.round(bbox.top));
    drawSeparators(panel, parts);
    caption.textContent = `${counted(painted, "spike")} in view`;
    caption.dataset.spikes = painted;
}

function drawSeparators(panel, parts) {
    const {ctx, bbox} = panel;
    ctx.save();
    ctx.strokeStyle = ink("--soft");
    ctx.lineWidth = devicePixelRatio;
    for (const part of parts.slice(1)) {
        const y = panel.valToPos(part.base - 0.5, "y", true);
        if (y <= bbox.top || y >= bbox.top + bbox.height) continue;
        ctx.beginPath();
        ctx.moveTo(bbox.left, y);
        ctx.lineTo(bbox.left + bbox.width, y);
        ctx.stroke();
    }
    ctx.restore();
}

// Ticks at round neurons of each monitor, and at its first.
function rowsWithTicks(parts, min, max, height) {
    const step = niceStep((max - min) * 40 / height);
    const rows = [];
    for (const part of parts) {
        for (let row = 0; row < part.n; row += step) {
            const place = part.base + row;
            const crowded = row > 0 && part.n - row < step / 2;
            if (place >= min && place <= max && !crowded) rows.push(place);
        }
    }
    return rows;
}

function neuronOfRow(parts, row) {
    const part = parts.findLast((candidate) => candidate.base <= row) ?? parts[0];
    return part.first + row - part.base;
}

// A button for each monitor, which shows and hides its spikes.
function chipsOf(parts, redraw) {
    return parts.map((part) => {
        const note = part.note ? ` (shown: ${part.note})` : "";
        const chip = element("button", {type: "button", className: "chip", textContent:
            `${part.name}: ${counted(part.spikes, "spike")}${note}`});
        chip.style.setProperty("--chip", `var(--c${part.k % 7})`);
        chip.setAttribute("aria-pressed", "true");
        chip.addEventListener("click", () => {
            part.shown = !part.shown;
            chip.setAttribute("aria-pressed", String(part.shown));
            redraw();
        });
        return chip;
    });
}

async function readParts(content) {
    let base = 0;
    const parts = [];
    for (const [k, part] of content.entries()) {
        parts.push({...part, k, base, shown: true, times: await unpackTimes(part.times),
                    rows: await unpack(part.rows)});
        base += part.n;
    }
    return parts;
}

async function addRaster(content, width) {
    const parts = await readParts(content);
    const nRows = parts.reduce((n, part) => n + part.n, 0);
    const caption = element("span", {className: "note", id: "in-view"});
    let panel = null;
    const head = element("div", {className: "panel-head"},
                         element("h3", {textContent: "raster"}),
                         ...chipsOf(parts, () => panel.redraw()), caption);
    const height = Math.round(Math.min(420, 120 + 24 * nRows));
    const options = commonOptions(width, height);
    options.hooks.draw = [(drawn) => drawRaster(drawn, parts, caption)];
    options.cursor.drag = {x: true, y: true, uni: 40, dist: 4};
    options.legend = {show: false};
    options.scales = {x: {time: false}, y: {auto: false}};
    options.axes = [timeAxis(), axis({
        label: "neuron",
        size: AXIS_SIZE - 18,
        splits: (drawn, which, min, max) => rowsWithTicks(parts, min, max, height),
        values: (drawn, rows) => rows.map((row) => neuronOfRow(parts, row)),
    })];
    options.series = [{}, {show: true, points: {show: false}}];
    panel = addPanel("raster", head, options, [[0, duration], [null, null]]);
    panel.showAllRows = () => panel.setScale("y", {min: -0.5, max: Math.max(nRows, 1) - 0.5});
}
