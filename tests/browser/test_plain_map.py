"""The elements on a plain folium map, saved into one file that needs no server and no network."""

from pathlib import Path

import folium
import pandas as pd
import pytest
from playwright.sync_api import expect

from geo.facts.join import Joined
from geo.facts.read import Facts
from geo.facts.shapes import read_shapes
from geo.scene.build import build_scene
from geo.scene.draw import draw_map
from geo.timemap import (
    Alliance,
    Arcs,
    Card,
    EventPoints,
    Feed,
    Figures,
    Key,
    TimeAxis,
    TimedRegions,
    Words,
)
from tests.browser.conftest import Open
from tests.browser.mapview import MapView, ms
from tests.browser.test_opening import dots, shown

pytestmark = pytest.mark.browser

NASTY = "<img src=x onerror=alert(1)>"
CLOSING = "</script><script>alert(2)</script>"


def saved(folium_map: folium.Map, folder: Path) -> str:
    """Save a map; give its address."""
    path = folder / "map.html"
    folium_map.save(str(path))
    return path.as_uri()


def whole(open_page: Open, url: str) -> MapView:
    """Open a saved map and wait until it is drawn; a dialog would be noted as an error."""
    page = open_page(url, before=lambda page: page.on("dialog", lambda found: found.dismiss()))
    return MapView(page, page.main_frame)


def test_the_saved_map_draws_what_the_page_draws(
    open_page: Open, view: MapView, real_facts: Facts, real_joined: Joined, tmp_path: Path
) -> None:
    scene = build_scene(real_facts, real_joined.events, read_shapes())
    plain = whole(open_page, saved(draw_map(scene), tmp_path))
    assert plain.drawn == view.drawn == dots(shown(real_joined.events))
    expect(plain.find(".tm-date")).to_contain_text("Wednesday 5 January")
    expect(plain.find(".tm-failed")).to_have_count(0)
    assert plain.at("2022-01-09T12:00").drawn > view.drawn
    plain.find(".tm-row").first.click()
    expect(plain.find(".tm-detail .tm-sources a").first).to_be_visible()


def invented() -> pd.DataFrame:
    """Three events, one of which is ill-willed."""
    start = pd.Timestamp("2030-06-01T12:00", tz="UTC")
    return pd.DataFrame(
        {
            "event_id": ["first", "nasty", "last"],
            "lat": [48.0, 50.0, 51.0],
            "lon": [10.0, 12.0, 14.0],
            "earliest_at": [start + pd.Timedelta(hours=hours) for hours in (0, 5, 30)],
            "kind": ["march", "march", "strike"],
            "title": ["A march", f"{NASTY}{CLOSING}", "A strike"],
            "summary": ["", NASTY, ""],
        }
    )


def small_map(frame: pd.DataFrame) -> folium.Map:
    """Draw events on a plain folium map."""
    start, end = (round(at.timestamp() * 1000) for at in frame["earliest_at"].iloc[[0, -1]])
    folium_map = folium.Map(location=(50, 12), zoom_start=5, tiles=None)
    TimeAxis(start=start - 3_600_000, end=end + 3_600_000).add_to(folium_map)
    EventPoints(frame).add_to(folium_map)
    Card().add_to(folium_map)
    Feed().add_to(folium_map)
    return folium_map


@pytest.fixture
def small(open_page: Open, tmp_path: Path) -> MapView:
    """Open a plain folium map with a small invented set."""
    return whole(open_page, saved(small_map(invented()), tmp_path))


def test_an_invented_set_moves_in_time_on_a_plain_map(small: MapView) -> None:
    assert small.drawn == 3
    first = small.apply(mode="upto", t1=ms("2030-06-01T18:30")).drawn
    assert (first, small.picture()) != (3, "")
    assert first == 1
    assert small.apply(t1=ms("2030-06-02T00:00")).drawn == 2


def test_a_title_that_is_markup_stays_text(small: MapView) -> None:
    small.page.on("dialog", lambda _: pytest.fail("a title ran as a script"))
    row = small.row("nasty")
    expect(row.locator(".tm-row-title")).to_have_text(f"{NASTY}{CLOSING}")
    row.click()
    card = small.find(".tm-detail")
    expect(card.locator("h3")).to_have_text(f"{NASTY}{CLOSING}")
    expect(card).to_contain_text(NASTY)
    x, y = small.point("map.map.latLngToLayerPoint([50, 12])")
    small.page.mouse.move(x, y)
    expect(small.find(".tm-tooltip.is-on strong")).to_have_text(f"{NASTY}{CLOSING}")
    assert small.page.locator("img[src=x]").count() == 0


FRAMES = """
window.frames_drawn = [];
(function look() {
  const map = window.L?.timemap?.maps?.[0];
  if (!map) return requestAnimationFrame(look);
  const rows = document.getElementsByClassName("tm-row");
  map.on("frame", () => frames_drawn.push([map.drawn, rows.length]));
})();
"""


def test_the_first_frame_shows_events_and_the_next_what_stands_beside(
    open_page: Open, real_facts: Facts, real_joined: Joined, tmp_path: Path
) -> None:
    scene = build_scene(real_facts, real_joined.events, read_shapes())
    url = saved(draw_map(scene), tmp_path)
    page = open_page(url, before=lambda page: page.add_init_script(FRAMES))
    MapView(page, page.main_frame).still()
    (drawn, rows), *later = page.evaluate("frames_drawn")
    assert drawn > 0
    assert rows == 0
    assert later[0][1] > 0


NOON = 1_906_545_600_000
"""1 June 2030, 12:00 UTC."""


def test_key_and_figures_tell_of_the_maps_own_layers(open_page: Open, tmp_path: Path) -> None:
    row = {"region": "XX", "start": [NOON, NOON], "end": None, "value": None}
    path = {"from": {"lat": 50, "lon": 10}, "to": {"lat": 51, "lon": 14}, "start": [NOON, NOON]}
    arc = path | {"end": None, "width": 1, "dashed": True}
    folium_map = small_map(invented())
    for element in (
        TimedRegions([{"layer": "road_closed", "style": "hatch", "order": 1, "rows": [row]}]),
        Arcs([{"layer": "helpers", "colour": "alliance", "arcs": [arc]}]),
        Alliance([], layers={"member": "club", "former": "once_club"}),
        Key(),
        Figures(
            [],
            counts=[
                {"id": "towns", "begins": [[NOON, NOON], [NOON + 10**9, NOON + 10**9]], "of": 5},
                {"id": "closed", "layer": "road_closed"},
            ],
        ),
        Words(
            {
                "en": {
                    "map.key.helpers": "help on its way",
                    "map.figure.towns": {"one": "town", "other": "towns"},
                    "map.figure.towns.by": "as we count",
                }
            }
        ),
    ):
        element.add_to(folium_map)
    view = whole(open_page, saved(folium_map, tmp_path)).apply(lang="en", t1=NOON + 3_600_000)
    expect(view.find(".tm-key-entry")).to_have_text(
        [
            "soft: some time this day, hour not known",
            "help on its way",
            "road closed",
            "club",
            "once club",
        ]
    )
    expect(view.find(".tm-figure .tm-value")).to_have_text(["1 of 5", "1"])
    expect(view.find(".tm-figure .tm-label")).to_have_text(["town", "road closed"])
    expect(view.find(".tm-figure .tm-by")).to_have_text(["as we count"])
