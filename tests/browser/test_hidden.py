"""A map that has no room at first is whole once it is shown; what fails is told once."""

from pathlib import Path

import folium
import pytest
from playwright.sync_api import Page, expect

from geo.timemap import BaseMap, Card, EventPoints, Feed, Legend, Payload, TimeAxis
from tests.browser.conftest import Open
from tests.browser.mapview import MapView
from tests.browser.test_plain_map import invented, saved, whole
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser

SQUARE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"iso_a2": "XX", "name_en": "Square"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[0, 40], [25, 40], [25, 55], [0, 55], [0, 40]]],
            },
        }
    ],
}
COLOURS = """(({ canvas }) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const found = new Set();
    for (let at = 0; at < data.length; at += 4) found.add(data.slice(at, at + 3).join());
    return [...found];
})({ canvas: map.stack.layer._container })"""


def full_map() -> folium.Map:
    """Draw land, events, a list and a legend."""
    frame = invented()
    folium_map = folium.Map(location=(50, 12), zoom_start=5, tiles=None)
    TimeAxis(start=frame["earliest_at"].min(), end=frame["earliest_at"].max()).add_to(folium_map)
    BaseMap(countries=Payload.of_json("countries.json", SQUARE)).add_to(folium_map)
    EventPoints(frame).add_to(folium_map)
    for element in (Legend(), Card(), Feed()):
        element.add_to(folium_map)
    return folium_map


def shown_in(page: Page, box: str) -> MapView:
    """Open the box around the map's frame and wait until the map is drawn."""
    page.evaluate(box)
    frame = page.wait_for_selector("iframe")
    assert frame is not None
    inside = frame.content_frame()
    assert inside is not None
    return MapView(page, inside)


@pytest.mark.parametrize(
    ("around", "shut", "opens"),
    [
        ("div", "style='display:none'", "document.querySelector('div').style.display = 'block'"),
        ("details", "", "document.querySelector('details').open = true"),
        ("dialog", "style='width:90%'", "document.querySelector('dialog').showModal()"),
        (
            "div",
            "style='width:0;height:0;overflow:hidden'",
            "document.querySelector('div').style = ''",
        ),
    ],
    ids=["hidden", "expander", "dialog", "no room"],
)
def test_a_map_in_a_closed_box_is_whole_once_it_is_shown(
    open_page: Open, tmp_path: Path, around: str, shut: str, opens: str
) -> None:
    saved(full_map(), tmp_path)
    host = tmp_path / "host.html"
    frame = "<iframe src='map.html' style='width:100%;height:700px'></iframe>"
    host.write_text(f"<!doctype html><{around} {shut}>{frame}</{around}>", encoding="utf-8")
    page = open_page(host.as_uri())
    page.wait_for_timeout(800)  # it has long drawn what it can, unseen
    view = shown_in(page, opens)
    view.wait("map.stack.layer._container.width > 300")
    view.still()
    colours = view.tell(COLOURS)
    for part in ("water", "land"):
        rgb = view.tell(
            "[1, 3, 5].map((at) => parseInt(map.palette.map[arg].slice(at, at + 2), 16))", part
        )
        assert ",".join(map(str, rgb)) in colours, part
    assert view.drawn == 3
    expect(view.find(".tm-row")).to_have_count(3)
    expect(view.find(".tm-legend-row")).to_have_count(1)


def test_a_map_that_is_hidden_for_a_while_comes_back(open_page: Open, tmp_path: Path) -> None:
    view = whole(open_page, saved(full_map(), tmp_path))
    before = set(view.tell(COLOURS))
    view.tell("document.body.style.display = 'none'")
    view.wait("map.stack.layer._container.width === 0")
    view.tell("map.set({t1: map.span.start})")
    view.tell("document.body.style.display = ''")
    view.wait("map.stack.layer._container.width > 300")
    assert view.drawn == 1
    assert len(before & set(view.still().tell(COLOURS))) > 5


def test_a_painter_that_throws_is_reported_once_and_the_next_frame_draws(
    open_page: Open, tmp_path: Path, watch: Watch
) -> None:
    watch.expected.append("out of paint")
    errors: list[str] = []
    view = whole(open_page, saved(full_map(), tmp_path))
    view.page.on("pageerror", lambda error: errors.append(str(error)))
    view.tell(
        """map.paint("ground", {
            z: 99,
            key: (state) => state.t1,
            paint: (context) => { context.globalAlpha = 0; throw new Error("out of paint"); },
        })"""
    )
    for hours in (1, 7, 40):
        view.tell("map.set({t1: map.span.start + arg * tm.HOUR})", hours)
        view.still()
    assert view.drawn == 3
    expect(view.find(".tm-row")).to_have_count(3)
    assert len(view.tell(COLOURS)) > 5
    assert [error for error in errors if "out of paint" in error] == ["out of paint"]


@pytest.mark.parametrize("where", ["an element", "a listener"])
def test_whatever_else_throws_takes_nothing_with_it(
    open_page: Open, tmp_path: Path, watch: Watch, where: str
) -> None:
    watch.expected.append("out of order")
    view = whole(open_page, saved(full_map(), tmp_path))
    fails = "() => { throw new Error('out of order'); }"
    broken = {
        "an element": f"map.elements.Bad = [{{ draw: {fails} }}]",
        "a listener": f"map.on('frame', {fails})",
    }
    view.tell(f"(({broken[where]}), map.invalidate('all'))")
    view.still()
    view.tell("map.set({t1: map.span.start})")
    assert view.drawn == 1
    expect(view.find(".tm-row")).to_have_count(1)
