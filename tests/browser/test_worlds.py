"""Places beyond 180 degrees, pages from right to left, several sets, and what is fitted."""

from pathlib import Path

import folium
import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from geo.timemap import BaseMap, Card, Controls, EventPoints, Feed, Legend, Payload, TimeAxis
from tests.browser.conftest import Open
from tests.browser.pure import run
from tests.browser.test_hidden import SQUARE
from tests.browser.test_plain_map import saved, whole

pytestmark = pytest.mark.browser

ONE_WORLD = "return [...tm.onOneWorld(Float32Array.from(arg))];"


@pytest.mark.parametrize(
    ("given", "drawn"),
    [
        ([20, 76, -74], [20, 76, -74]),
        ([181, 359, 270, 10], [-179, -1, -90, 10]),
        ([178, -179, 179.5, -178], [178, 181, 179.5, 182]),
        ([178, 181], [178, 181]),
        ([30, 185], [30, 185]),
        ([-180, 180, 0], [180, 180, 0]),
        ([190], [-170]),
        ([], []),
    ],
)
def test_longitudes_lie_on_one_world_and_across_the_date_line_where_that_is_near(
    page: Page, given: list[float], drawn: list[float]
) -> None:
    assert run(page, ONE_WORLD, given) == drawn


def frame(lat: list[float], lon: list[float], title: str = "A march") -> pd.DataFrame:
    """Build events an hour apart."""
    start = pd.Timestamp("2030-06-01T12:00", tz="UTC")
    times = [start + pd.Timedelta(hours=hours) for hours in range(len(lat))]
    return pd.DataFrame({"lat": lat, "lon": lon, "earliest_at": times, "title": title})


def build(folium_map: folium.Map, *events: EventPoints) -> folium.Map:
    """Put events on an axis, with all that stands around."""
    start = pd.Timestamp("2030-06-01", tz="UTC")
    TimeAxis(start=start, end=start + pd.Timedelta(days=1)).add_to(folium_map)
    for element in (*events, Legend(), Card(), Feed()):
        element.add_to(folium_map)
    return folium_map


def test_land_and_events_lie_on_the_same_world(open_page: Open, tmp_path: Path) -> None:
    folium_map = folium.Map(location=(48, 372), zoom_start=4, tiles=None)
    BaseMap(countries=Payload.of_json("countries.json", SQUARE)).add_to(folium_map)
    view = whole(open_page, saved(build(folium_map, EventPoints(frame([48], [12]))), tmp_path))
    pixel = """((at) => {
        const { layer } = map.stack;
        const { min } = layer._bounds;
        const point = map.map.latLngToLayerPoint(at).subtract(min).multiplyBy(layer.ratio).round();
        return [...layer.context.getImageData(point.x, point.y, 1, 1).data].slice(0, 3);
    })(arg)"""
    land = view.tell("[1, 3, 5].map((at) => parseInt(map.palette.map.land.slice(at, at + 2), 16))")
    water = view.tell(
        "[1, 3, 5].map((at) => parseInt(map.palette.map.water.slice(at, at + 2), 16))"
    )
    assert view.tell(pixel, [50, 372]) == land
    assert view.tell(pixel, [50, 390]) == water
    view.look(48, 12, 4)
    assert view.tell(pixel, [50, 8]) == land


def test_coordinates_are_read_from_left_to_right_in_any_page(
    open_page: Open, tmp_path: Path
) -> None:
    url = saved(build(folium.Map(tiles=None), EventPoints(frame([55], [76], "احتجاج"))), tmp_path)
    path = tmp_path / "map.html"
    text = path.read_text(encoding="utf-8").replace("<html>", '<html dir="rtl" lang="ar">', 1)
    assert 'dir="rtl"' in text
    path.write_text(text, encoding="utf-8")
    view = whole(open_page, url).apply(lang="en")
    sub = view.find(".tm-row-sub")
    expect(sub).to_have_text("12:00 · 55° N, 76° E")
    assert view.tell("getComputedStyle(document.querySelector('.tm-row-sub')).direction") == "ltr"
    assert view.tell("getComputedStyle(document.querySelector('.tm-row-title')).direction") == "rtl"


def test_two_sets_of_one_kind_are_told_apart(open_page: Open, tmp_path: Path) -> None:
    first = EventPoints(frame([45, 46, 47], [10, 11, 12]))
    second = EventPoints(frame([40, 41], [10, 11]), set_id="b", name="Second set")
    view = whole(open_page, saved(build(folium.Map(tiles=None), first, second), tmp_path))
    view.apply(lang="en", mode="all")
    expect(view.find(".tm-legend-set")).to_have_text(["Events", "Second set"])
    expect(view.find(".tm-legend-line .tm-count")).to_have_text(["3", "2"])
    marks = [row.get_attribute("src") for row in view.find(".tm-row img").all()]
    assert len(marks) == 5
    assert len(set(marks)) == 2
    view.find(".tm-legend-set").nth(1).click()
    assert view.drawn == 3
    expect(view.find(".tm-legend-line .tm-count").first).to_have_text("3")


def test_a_family_without_events_is_not_said_to_be_off(open_page: Open, tmp_path: Path) -> None:
    view = whole(
        open_page, saved(build(folium.Map(tiles=None), EventPoints(frame([], []))), tmp_path)
    )
    view.apply(lang="en", mode="all")
    row = view.find(".tm-legend-line [data-family]")
    expect(row.locator(".tm-count")).to_have_text("0")
    expect(row).to_have_attribute("aria-pressed", "true")
    painted = view.tell("map.elements.Legend[0].rows().map(({ count, isOn }) => [count, isOn])")
    assert painted == [["0", True]]


BOUNDS = [[43, 20], [55, 76]]
IN_VIEW = """arg.every(([lat, lon]) => {
    const point = map.map.latLngToContainerPoint([lat, lon]);
    const size = map.map.getSize();
    return point.x > 0 && point.y > 0 && point.x < size.x && point.y < size.y;
})"""


@pytest.mark.parametrize("is_last", [False, True])
def test_what_is_to_be_fitted_is_seen(open_page: Open, tmp_path: Path, is_last: bool) -> None:  # noqa: FBT001
    folium_map = folium.Map(tiles=None)
    if not is_last:
        folium_map.fit_bounds(BOUNDS)
    build(folium_map, EventPoints(frame([43, 55], [20, 76])))
    if is_last:
        folium_map.fit_bounds(BOUNDS)
    view = whole(open_page, saved(folium_map, tmp_path))
    view.wait(IN_VIEW, BOUNDS)
    assert view.tell("map.map.getZoom()") >= 3
    view.page.set_viewport_size({"width": 1500, "height": 600})
    view.still().wait(IN_VIEW, BOUNDS)
    view.page.wait_for_timeout(1100)  # a map opens for a second; then hands move it
    view.tell("map.map.setView([0, 0], 5, {animate: false})")
    view.page.set_viewport_size({"width": 1280, "height": 800})
    assert view.still().state["view"]["zoom"] == 5


def test_a_home_is_what_the_page_shows_even_after_fit_bounds(
    open_page: Open, tmp_path: Path
) -> None:
    folium_map = folium.Map(tiles=None)
    folium_map.fit_bounds(BOUNDS)
    build(folium_map, EventPoints(frame([43], [20])))
    Controls(home=[[0, 0], [1, 1]]).add_to(folium_map)
    view = whole(open_page, saved(folium_map, tmp_path))
    assert view.state["view"]["zoom"] > 6
