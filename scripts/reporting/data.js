"use strict";
// Reads what reporting/packing.py packed: base64 of gzip of numbers, lowest byte first.

const KINDS = {f4: Float32Array, f8: Float64Array, u4: Uint32Array};

async function unpack(packed) {
    const bytes = Uint8Array.from(atob(packed.data), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new KINDS[packed.kind](await new Response(stream).arrayBuffer());
}

// Times [ms] from the differences of ascending ticks.
async function unpackTimes(packed) {
    const steps = await unpack(packed.steps);
    const times = new Float64Array(steps.length);
    let ticks = 0;
    for (let k = 0; k < steps.length; ++k) {
        ticks += steps[k];
        times[k] = ticks * packed.tick;
    }
    return times;
}

// The first place in ascending times that is not before t.
function firstFrom(times, t) {
    let low = 0;
    let high = times.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (times[middle] < t) low = middle + 1;
        else high = middle;
    }
    return low;
}
