"""Our elements beside folium's own, in a saved page and in `st_folium`."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import folium
import pytest
from folium.plugins import Draw, Fullscreen, HeatMap
from playwright.sync_api import Browser, BrowserContext, Page, expect

from geo import timemap
from geo.timemap import to_ms
from tests.browser.conftest import DESK, ROOT, Open, watched
from tests.browser.mapview import MapView
from tests.browser.server import run_dashboard
from tests.browser.test_plain_map import NASTY, invented, saved, small_map, whole

pytestmark = pytest.mark.browser

START, END = "2030-06-01T00:00Z", "2030-06-04T00:00Z"
OVERLAPS = """() => {
    const isOne = (node) =>
        node.closest(".tm-map") && !node.parentElement.closest(".leaflet-control");
    const boxes = [...document.querySelectorAll(".tm-slot > *, .leaflet-control")]
        .filter(isOne)
        .map((node) => ({ name: node.className, box: node.getBoundingClientRect() }))
        .filter(({ box }) => box.width && box.height);
    const apart = (a, b, low, high) => a[high] <= b[low] + 1 || b[high] <= a[low] + 1;
    const meet = (a, b) => !apart(a, b, "left", "right") && !apart(a, b, "top", "bottom");
    return boxes.flatMap((a, k) =>
        boxes.slice(k + 1).filter((b) => meet(a.box, b.box)).map((b) => [a.name, b.name]));
}"""
APP = f"""
import sys

sys.path.insert(0, {str(ROOT)!r})
import folium
import pandas as pd
import streamlit as st
from folium.plugins import Draw
from streamlit_folium import st_folium

from geo import timemap
from geo.timemap import to_ms

m = folium.Map(tiles=None, location=(50, 12), zoom_start=5)
Draw().add_to(m)
folium.CircleMarker((50, 12), popup="popped", radius=30, fill=True).add_to(m)
timemap.TimeAxis(start=to_ms("2030-06-01T00:00Z"), end=to_ms("2030-06-03T00:00Z")).add_to(m)
timemap.EventPoints(
    pd.DataFrame(
        {{"lat": [48.0], "lon": [5.0], "earliest_at": pd.to_datetime(["2030-06-01T12:00Z"])}}
    )
).add_to(m)
found = st_folium(m, key="map", height=500, use_container_width=True)
st.write("drawn", str((found or {{}}).get("drawn")))
st.write("clicked", str((found or {{}}).get("last_object_clicked")))
"""


@pytest.fixture
def open_offline(browser: Browser) -> Iterator[Open]:
    """Give a way to open pages whose plug-ins ask other hosts, which do not answer."""
    opened: list[BrowserContext] = []

    def open_one(url: str, *, before: Callable[[Page], None] | None = None, **options: Any) -> Page:  # noqa: ANN401
        context, _ = watched(browser, urlsplit(url).netloc, **options)
        opened.append(context)
        page = context.new_page()
        if before:
            before(page)
        page.goto(url)
        return page

    yield open_one
    for context in opened:
        context.close()


def test_width_left_and_height_of_the_map_count(open_page: Open, tmp_path: Path) -> None:
    def box(**given: Any) -> dict[str, float]:  # noqa: ANN401
        folium_map = folium.Map(tiles=None, location=(50, 12), zoom_start=5, **given)
        timemap.TimeAxis(start=to_ms(START), end=to_ms(END)).add_to(folium_map)
        timemap.EventPoints(invented()).add_to(folium_map)
        view = whole(open_page, saved(folium_map, tmp_path))
        found: dict[str, float] = view.tell("map.shell.node.getBoundingClientRect().toJSON()")
        return found

    half = box(width="50%", left="25%")
    assert (half["width"], half["left"]) == (640, 320)
    fixed = box(width=500, height=300)
    assert (fixed["width"], fixed["height"]) == (500, 300)
    assert box(height="60%")["height"] == pytest.approx(0.6 * DESK["height"], abs=1)


def test_the_layer_control_stands_where_the_script_of_a_layer_did_not_arrive(
    open_offline: Open, tmp_path: Path
) -> None:
    folium_map = small_map(invented())
    HeatMap([(48, 10)], name="heat").add_to(folium_map)  # type: ignore[no-untyped-call]
    folium.FeatureGroup("group").add_to(folium_map)
    folium.LayerControl(collapsed=False).add_to(folium_map)
    view = whole(open_offline, saved(folium_map, tmp_path))
    expect(view.find(".leaflet-control-layers-overlays label")).to_have_text(" group")


def test_no_control_covers_another(open_offline: Open, tmp_path: Path) -> None:
    folium_map = small_map(invented())
    timemap.Legend().add_to(folium_map)
    timemap.PlaceSearch().add_to(folium_map)
    timemap.Controls(home=[[47, 9], [52, 15]]).add_to(folium_map)
    Fullscreen().add_to(folium_map)  # type: ignore[no-untyped-call]
    Draw().add_to(folium_map)  # type: ignore[no-untyped-call]
    folium.FeatureGroup("group").add_to(folium_map)
    folium.LayerControl().add_to(folium_map)
    folium.LayerControl(position="topleft").add_to(folium_map)
    folium.LayerControl(position="bottomleft", collapsed=False).add_to(folium_map)
    view = whole(open_offline, saved(folium_map, tmp_path))
    expect(view.find(".leaflet-control-layers")).to_have_count(3)
    assert view.still().frame.evaluate(OVERLAPS) == []


def test_the_attribution_of_tiles_is_text(open_page: Open, tmp_path: Path) -> None:
    folium_map = small_map(invented())
    tile = {"id": "x", "url": "data:,{z}{x}{y}", "attribution": f"{NASTY} & <b>others</b>"}
    timemap.BaseMap(tiles=[tile]).add_to(folium_map)
    view = whole(open_page, saved(folium_map, tmp_path))
    view.tell("map.basemap.useTiles('x')")
    expect(view.find(".leaflet-control-attribution")).to_contain_text(f"{NASTY} & <b>others</b>")


def test_a_plug_in_that_throws_stops_only_itself(open_offline: Open, tmp_path: Path) -> None:
    folium_map = folium.Map(tiles=None, location=(50, 12), zoom_start=5)
    Draw().add_to(folium_map)  # type: ignore[no-untyped-call]
    folium.Marker((50, 12), popup="own").add_to(folium_map)
    timemap.TimeAxis(start=to_ms(START), end=to_ms(END)).add_to(folium_map)
    timemap.EventPoints(invented()).add_to(folium_map)
    Fullscreen().add_to(folium_map)  # type: ignore[no-untyped-call]
    folium.CircleMarker((49, 11)).add_to(folium_map)
    view = whole(open_offline, saved(folium_map, tmp_path))
    assert view.drawn == len(invented())
    marker = view.find(".leaflet-marker-icon")
    expect(marker).to_be_visible()
    assert marker.evaluate("(image) => image.decode().then(() => image.naturalWidth)") > 0
    expect(view.find("path.leaflet-interactive")).to_have_count(1)


def test_a_map_in_streamlit_whose_store_nobody_named_works_beside_plug_ins_that_fail(
    open_offline: Open, tmp_path: Path
) -> None:
    (tmp_path / "dashboard.py").write_text(APP, encoding="utf-8")
    with run_dashboard(tmp_path, tmp_path / "log.txt") as running:
        page = open_offline(running.url)
        view = MapView.of(page)
        expect(view.find("#timemap-failed")).to_have_count(0)
        expect(page.get_by_text("drawn 1")).to_be_visible()
        view.find("path.leaflet-interactive").click()
        expect(page.get_by_text("clicked {'lat': 50")).to_be_visible()
        expect(page.get_by_text("drawn 1")).to_be_visible()
