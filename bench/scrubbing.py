"""A frame while the time is dragged, and a step of time, here and with the peers."""

from playwright.sync_api import Browser, Frame

from bench.browser import visit
from bench.peers.rows import STEPS, counts_by_step, read_rows
from bench.report import Row, Section
from bench.sample import Sample
from geo.scene.build import LAYERS

FRAMES = 360
LATE = 1.5
"""A frame that takes this many times the display's is one that was left out."""
WAYS = {
    "objects": "st.slider + st_folium, one folium object per event (layer exchanged)",
    "geojson": "st.slider + st_folium, one GeoJson (layer exchanged)",
    "anew": "st.slider + st_folium, one folium object per event (whole map anew)",
}


def measure_scrubbing(browser: Browser, dashboard: str) -> Section:
    """Drag the handle over the whole axis and back with all layers on, one move a frame."""
    with visit(browser) as one:
        frame = one.open(dashboard, until="drawn")
        _show_all_layers(frame)
        # What st_folium and Streamlit still do after the first frame is not part of a drag.
        one.page.wait_for_timeout(2000)
        rest = Sample.of(one.note("rest(60)"))
        x, y = _handle(frame)
        box = one.page.locator("iframe[title*='folium']").bounding_box() or {"x": 0, "y": 0}
        one.page.mouse.move(box["x"] + x, box["y"] + y)
        one.page.mouse.down()
        found = one.note(f"scrub({FRAMES})")
        one.page.mouse.up()
    steps = Sample.of(found["steps"])
    late = steps.share_above(LATE * rest.median)
    return Section(
        "A frame while scrubbing",
        [
            Row("time between frames at rest (the display's rate)", rest, "ms"),
            Row("time between frames while scrubbing", steps, "ms", 17),
            Row("of it the map's script: choosing events and drawing", _of(found, "scripts"), "ms"),
            Row("of that: drawing (`frame` event)", _of(found, "draws"), "ms"),
        ],
        f"The built-in set, all {len(LAYERS)} layers on, 1440 x 900; the handle is held and moved "
        f"each frame, over the whole axis and back, {FRAMES} frames.",
        [f"Frames left out (longer than {LATE:g} of the display's): {late:.1%}."],
    )


def measure_steps(browser: Browser, dashboard: str, slider: str) -> Section:
    """Press the arrow key on the time control, and wait for the map to show it."""
    counts = counts_by_step(read_rows())
    rows = [Row("Qantar, arrow key on the handle", _own_steps(browser, dashboard), "ms")]
    for way, what in WAYS.items():
        sample = _peer_steps(browser, f"{slider}/?way={way}", counts)
        rows.append(Row(what, sample, "ms"))
    return Section(
        "From a step of the time control to the map that shows it",
        rows,
        f"The same {counts[-1]} events, key press to the frame with the new step. The peers "
        f"show {counts[-STEPS - 1]} to {counts[-1]} of them, and no borders, arcs or time axis; "
        "Leaflet is served at once, in place of the hosts that folium names.",
        ["Streamlit's slider waits before it reports a move; that is part of what a reader waits."],
    )


def _show_all_layers(frame: Frame) -> None:
    frame.evaluate("(layers) => L.timemap.maps[0].set({ layers })", list(LAYERS))


def _handle(frame: Frame) -> tuple[float, float]:
    """Give the middle of the time handle in the map's frame, CSS pixels."""
    x, y = frame.evaluate(
        """() => {
            const box = document.querySelector(".tm-handle:not(.tm-from)").getBoundingClientRect();
            return [box.left + box.width / 2, box.top + box.height / 2];
        }"""
    )
    return float(x), float(y)


def _of(found: dict[str, list[float]], name: str) -> Sample:
    return Sample.of(found[name])


def _own_steps(browser: Browser, dashboard: str) -> Sample:
    times = []
    with visit(browser) as one:
        frame = one.open(dashboard, until="drawn")
        _show_all_layers(frame)
        one.page.wait_for_timeout(1500)
        frame.locator(".tm-handle:not(.tm-from)").focus()
        for _ in range(STEPS):
            one.page.evaluate("bench.frames.length = 0; bench.pressed = 0")
            one.page.keyboard.press("ArrowRight")
            one.page.wait_for_function("bench.pressed && bench.frames.length > 0")
            times.append(one.page.evaluate("bench.frames[0][0] - bench.pressed"))
            one.page.wait_for_timeout(250)
    return Sample.of(times)


def _peer_steps(browser: Browser, url: str, counts: list[int]) -> Sample:
    times = []
    with visit(browser) as one:
        one.page.goto(url)
        one.page.locator("[data-testid=stSlider] input").focus()
        for expected in [counts[-STEPS - 1], *counts[-STEPS:]]:
            one.page.evaluate("(count) => bench.expect(count)", expected)
            if expected != counts[-STEPS - 1]:
                one.page.keyboard.press("ArrowRight")
            one.wait_for("arrived")
            if one.note("pressed"):
                times.append(one.page.evaluate("bench.arrived - bench.pressed"))
            one.page.wait_for_timeout(250)
    return Sample.of(times)
