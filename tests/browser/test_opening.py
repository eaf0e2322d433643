"""The page as it opens."""

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from geo.analysis.window import Window, counts, in_view
from geo.facts.join import Joined
from geo.facts.vocabulary import FAMILIES
from tests.browser.conftest import Open
from tests.browser.mapview import OPENING, MapView, Marked, ms
from tests.browser.server import Server

pytestmark = pytest.mark.browser


def shown(events: pd.DataFrame, local: str = OPENING) -> pd.DataFrame:
    """Rows that are in view at a moment, by the page's own reckoning."""
    state = {"mode": "upto", "t0": 0, "t1": ms(local), "kinds": None, "confidence": None}
    return in_view(events, Window.of(state))


def dots(rows: pd.DataFrame) -> int:
    """Count the rows that are dots on the map."""
    return int((rows["on_map"] & (rows["family"] != "")).sum())


def says_moment(page: Page, text: str) -> None:
    """Wait until the panel under the map tells of a moment."""
    expect(page.locator("h2.q-moment")).to_contain_text(text)


def says_count(page: Page, rows: pd.DataFrame) -> None:
    """Wait until the panel under the map counts these rows."""
    low, high = int(rows["is_certain"].sum()), len(rows)
    text = f"{low}\u2013{high}" if low < high else str(low)
    expect(page.locator(".q-count")).to_contain_text(f"{text} event")


def test_the_map_appears_and_no_other_host_is_asked(fresh: MapView, real_joined: Joined) -> None:
    expect(fresh.find(".tm-date")).to_have_text("Wednesday 5 January17:00")
    expect(fresh.find(".tm-failed")).to_have_count(0)
    assert fresh.drawn == dots(shown(real_joined.events))
    assert fresh.colour(48.0, 60.0) != [0, 0, 0]
    expect(fresh.find(".tm-axis-inner.is-inviting .tm-invite")).to_be_visible()
    says_moment(fresh.page, "5 January, 17:00")
    # The fixture counts requests to other hosts, and errors, when the page is closed.


def test_zhanaozen_and_almaty_are_in_the_opening_view(view: MapView) -> None:
    for place in ("zhanaozen", "almaty"):
        x, y = view.bubble(place)
        box = view.find(".leaflet-container").bounding_box()
        assert box is not None
        assert box["x"] < x < box["x"] + box["width"]
        assert box["y"] < y < box["y"] + box["height"]


def test_the_legend_counts_a_range_while_intervals_are_open(
    view: MapView, real_joined: Joined
) -> None:
    expected = counts(shown(real_joined.events), by="family")
    assert (expected["low"] < expected["high"]).any()
    for family in FAMILIES:
        low, high = expected["low"].to_dict()[family], expected["high"].to_dict()[family]
        text = f"{low}\u2013{high}" if low < high else str(low)
        expect(view.find(f'[data-family="{family}"] .tm-count')).to_have_text(text)


def test_it_works_under_a_base_path(open_page: Open, server_under_path: Server) -> None:
    view = MapView.of(open_page(server_under_path.url))
    assert view.drawn > 0
    mark = Marked(view.page)
    view.find('[role=slider][data-which="t1"]').press("ArrowRight")
    says_moment(view.page, "5 January, 23:00")
    mark.check()
