"""New data in a frame keep what the reader chose, unless the page asks for something else."""

from pathlib import Path
from typing import Any

import folium
import pytest
from playwright.sync_api import Page

from geo.timemap import EventPoints, Feed, Legend, TimeAxis
from tests.browser.conftest import Open
from tests.browser.mapview import MapView
from tests.browser.pure import run
from tests.browser.test_plain_map import invented

pytestmark = pytest.mark.browser

SPAN = {"start": 0, "end": 100}
ASKED: dict[str, Any] = {"sets": "0", "opening": {"mode": "upto"}, "view": [[48, 10], 5]}
VIEW = {"lat": 1, "lon": 2, "zoom": 3}


def still_chosen(page: Page, state: dict[str, Any], asked: dict[str, Any]) -> dict[str, Any]:
    """Say what stays of a reader's choice when the page asks anew."""
    kept = {"asked": ASKED, "state": state, "view": VIEW}
    arg = {"kept": kept, "asked": ASKED | asked, "span": SPAN}
    found: dict[str, Any] = run(page, "return tm.stillChosen(arg.kept, arg.asked, arg.span);", arg)
    return found


def test_time_filters_and_view_stay(page: Page) -> None:
    state = {"t0": 10, "t1": 20, "mode": "window", "kinds": ["march"]}
    assert still_chosen(page, state, {}) == {"state": state, "view": VIEW}


@pytest.mark.parametrize(
    ("state", "asked", "stays"),
    [
        ({"t1": 120, "t0": 110, "kinds": []}, {}, {"kinds": []}),
        ({"t1": 20, "t0": -10}, {}, {"t1": 20, "t0": 0}),
        ({"t1": 20}, {"opening": {"mode": "upto", "t1": 50}}, {}),
        ({"mode": "all"}, {"opening": {"mode": "window"}}, {}),
        ({"t1": 20}, {"sets": "a,b"}, {}),
    ],
    ids=["off the axis", "window begins before", "another time", "another mode", "other sets"],
)
def test_what_makes_no_sense_any_more_goes(
    page: Page, state: dict[str, Any], asked: dict[str, Any], stays: dict[str, Any]
) -> None:
    assert still_chosen(page, state, asked)["state"] == stays


def test_another_view_of_the_page_wins(page: Page) -> None:
    assert still_chosen(page, {}, {"view": [[0, 0], 2]})["view"] is None


# In a page ----------------------------------------------------------------------------------------

HOST = """<!doctype html><iframe title="one" style="width:1100px;height:500px"></iframe>
<iframe title="one" style="width:1100px;height:500px"></iframe>"""


def drawn_with(rows: int, zoom: int = 5) -> str:
    """Write a page with a map of so many events, on an axis that follows them."""
    frame = invented().iloc[:rows]
    folium_map = folium.Map(location=(50, 12), zoom_start=zoom, tiles=None)
    start, end = frame["earliest_at"].iloc[0], frame["earliest_at"].iloc[-1]
    TimeAxis(start=start, end=end).add_to(folium_map)
    for element in (EventPoints(frame), Legend(), Feed()):
        element.add_to(folium_map)
    return str(folium_map.get_root().render())


def show(page: Page, frame: int, text: str) -> MapView:
    """Put a document into a frame of the host, as a page does that runs again."""
    place = f"document.querySelectorAll('iframe')[{frame}]"
    page.evaluate(
        f"""(text) => {{
            const fresh = {place}.cloneNode();
            fresh.srcdoc = text;
            {place}.replaceWith(fresh);
        }}""",
        text,
    )
    inside = page.locator("iframe").nth(frame).element_handle().content_frame()
    assert inside is not None
    inside.wait_for_load_state()
    return MapView(page, inside)


def test_new_data_keep_the_readers_time_and_view(open_page: Open, tmp_path: Path) -> None:
    host = tmp_path / "host.html"
    host.write_text(HOST, encoding="utf-8")
    page = open_page(host.as_uri())
    first, second = show(page, 0, drawn_with(3)), show(page, 1, drawn_with(3))
    first.tell("map.set({t1: map.span.start + 3 * tm.HOUR})")
    first.tell("map.map.setView([49, 13], 7, {animate: false})")
    asked = second.state
    chosen = first.state
    first.wait("!map.keeper.timer")
    other = show(page, 0, drawn_with(2))
    again = other.state
    other.wait("!map.keeper.timer")
    assert again["t1"] == chosen["t1"]
    assert again["view"]["zoom"] == 7
    assert again["view"]["lat"] == pytest.approx(49, abs=0.05)
    assert show(page, 1, drawn_with(2)).state["view"]["zoom"] == asked["view"]["zoom"]
    once_more = show(page, 0, drawn_with(3)).state
    assert (once_more["t1"], once_more["view"]["zoom"]) == (chosen["t1"], 7)
    elsewhere = show(page, 0, drawn_with(3, zoom=4)).state
    assert (elsewhere["t1"], elsewhere["view"]["zoom"]) == (chosen["t1"], 4)


def test_who_has_chosen_nothing_sees_what_the_page_opens_with(
    open_page: Open, tmp_path: Path
) -> None:
    host = tmp_path / "host.html"
    host.write_text(HOST, encoding="utf-8")
    page = open_page(host.as_uri())
    assert show(page, 0, drawn_with(2)).drawn == 2
    assert show(page, 0, drawn_with(3)).drawn == 3
