"""Large sets that bring no texts: list, card and keys make their words from what is drawn."""

from pathlib import Path

import folium
import numpy as np
import pandas as pd
import pytest
from playwright.sync_api import expect

from geo.timemap import Card, EventPoints, Feed, PlaceSearch, TimeAxis
from tests.browser.conftest import Open
from tests.browser.mapview import MapView
from tests.browser.test_plain_map import saved, whole

pytestmark = pytest.mark.browser

COUNT = 3000
START = pd.Timestamp("2030-06-01T00:00", tz="UTC")


def many() -> pd.DataFrame:
    """Give events of three precisions, each at a place of its own, so that none is a bubble."""
    number = np.arange(COUNT)
    earliest = START + pd.to_timedelta(number // 3 * 60, unit="min")
    length = pd.to_timedelta(np.select([number % 3 == 1, number % 3 == 2], [60, 1500], 0), "min")
    ended = earliest + pd.to_timedelta(np.where(number % 3, np.nan, 180), unit="min")
    return pd.DataFrame(
        {
            "event_id": [f"e{one}" for one in number],
            "lat": 40 + number % 60 * 0.25,
            "lon": np.where(number == COUNT - 3, -5.5, 5 + number // 60 * 0.5),
            "earliest_at": earliest,
            "latest_at": earliest + length,
            "ended_at": ended,
            "kind": np.where(number % 2, "march", "road_block"),
        }
    )


@pytest.fixture
def untold(open_page: Open, tmp_path: Path) -> MapView:
    """Open a map of many events and take their texts away."""
    start, end = (round(at.timestamp() * 1000) for at in (START, START + pd.Timedelta(days=60)))
    folium_map = folium.Map(location=(47, 17), zoom_start=5, tiles=None)
    TimeAxis(start=start, end=end).add_to(folium_map)
    EventPoints(many()).add_to(folium_map)
    for element in (PlaceSearch(), Card(), Feed()):
        element.add_to(folium_map)
    view = whole(open_page, saved(folium_map, tmp_path))
    view.tell("((map.events.texts = null), map.invalidate('all'))")
    return view.apply(mode="all", lang="en")


def test_the_list_shows_a_page_of_the_newest_in_words_of_their_own(untold: MapView) -> None:
    expect(untold.find(".tm-feed-head")).to_contain_text("3,000 entries")
    rows = untold.find(".tm-row")
    assert 0 < rows.count() <= 30
    expect(untold.find(".tm-more")).to_contain_text(f"{COUNT - rows.count():,} more")
    expect(untold.find(".tm-feed")).to_contain_text("5.5° W")
    expect(rows.filter(has_text="road block").first).to_contain_text("° N,")
    expect(rows.filter(has_text="until").first).to_be_visible()
    untold.find(".tm-more").click()
    expect(rows.nth(60)).to_be_visible()
    expect(rows.filter(has_text="between").first).to_contain_text("between 12 July")


def test_the_card_says_when_until_and_where(untold: MapView) -> None:
    untold.apply(event="#3")
    card = untold.find(".tm-detail")
    expect(card.locator("h3")).to_have_text("march")
    expect(card.locator(".tm-when")).to_contain_text("1 June, 01:00 until 04:00")
    expect(card.locator(".tm-where")).to_contain_text("40.75° N, 5° E")
    expect(card.locator(".tm-sources")).to_have_count(0)
    untold.page.keyboard.press("n")
    expect(card.locator(".tm-when")).to_contain_text("1 June, about 01:00")
    assert untold.state["event"] == "#4"
    expect(untold.find("[aria-live=polite]").filter(has_text="road block")).to_have_count(1)


def test_a_search_finds_nothing_where_nothing_is_told(untold: MapView) -> None:
    untold.find(".tm-field").fill("march")
    expect(untold.find(".tm-found")).to_contain_text("No event")
    assert untold.apply(search="march").drawn == 0
    assert untold.apply(search="").drawn == COUNT
