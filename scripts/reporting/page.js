// Draws all that the page has data for.

function tellProblem(what) {
    const place = document.getElementById("problem");
    place.hidden = false;
    place.textContent = `The pictures could not be drawn: ${what}`;
    document.documentElement.dataset.state = "failed";
}

function widthOfPanels() {
    return document.getElementById("raster").clientWidth;
}

// Panels follow the window and the colours that the system asks for.
function follow() {
    new ResizeObserver(() => {
        const width = widthOfPanels();
        for (const panel of panels)
            if (width > 0 && panel.width !== width) panel.setSize({width, height: panel.height});
    }).observe(document.getElementById("activity"));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
        for (const panel of panels) panel.redraw();
    });
}

async function drawPage() {
    const data = JSON.parse(document.getElementById("data").textContent);
    duration = data.duration;
    if (data.raster.length + data.rates.length + data.traces.length > 0) {
        document.getElementById("activity").hidden = false;
        const width = widthOfPanels();
        if (data.raster.length) await addRaster(data.raster, width);
        for (const content of data.rates) await addCurves("rates", content, 170, width);
        for (const content of data.traces) await addCurves("traces", content, 200, width);
        connectToolbar();
        showAll();
        follow();
    }
    document.documentElement.dataset.state = "drawn";
}

if (typeof DecompressionStream === "undefined")
    tellProblem("this browser is older than 2023.");
else
    drawPage().catch((problem) => {
        tellProblem(problem.message);
        console.error(problem);
    });
