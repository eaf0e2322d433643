"""Ways that must not end: a connection that comes back, a panel that is pressed, keys at once."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from geo.view.state import PANELS
from geo.words.catalogue import Words
from tests.browser.conftest import ROOT, Open
from tests.browser.mapview import MapView, ms
from tests.browser.server import Server, run_dashboard
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser

HANDLE = "[role=slider][data-which=t1]"
NAMES = ".st-key-panel [role=radio]"
DESKS = [(1280, 720), (1440, 900), (1920, 1080)]


def test_a_map_moved_while_the_server_was_away_tells_the_next_one(
    open_page: Open, watch: Watch, tmp_path: Path
) -> None:
    # Whatever a page says of a server that is not there.
    watch.expected = [""]
    log = tmp_path / "log.txt"
    with run_dashboard(ROOT, log) as before:
        page = open_page(before.url)
        view = MapView.of(page)
        expect(page.locator(NAMES).first).to_be_visible()
    view.find(HANDLE).press("ArrowRight")
    # The map has spoken, and nobody was there.
    view.wait("map.current.t1 === arg && !map.bridge.timer", ms("2022-01-05T23:00"))
    assert "t=" not in page.url
    with run_dashboard(ROOT, log, port=urlsplit(before.url).port):
        page.wait_for_url("**t=2022-01-05T2300*")
        expect(page.locator("h2.q-moment")).to_contain_text("23:00")


def in_sight(page: Page, selector: str) -> float:
    """Give the share of the window's height that a node takes."""
    share: float = page.locator(selector).evaluate(
        """node => {
            const { top, bottom } = node.getBoundingClientRect();
            return (Math.min(bottom, innerHeight) - Math.max(top, 0)) / innerHeight;
        }"""
    )
    return share


@pytest.mark.parametrize(("width", "height"), DESKS)
def test_a_panel_that_is_pressed_comes_into_sight(
    open_page: Open, server: Server, width: int, height: int
) -> None:
    page = open_page(
        server.url, viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    MapView.of(page)
    words = Words("en")
    for panel in PANELS[1:]:
        page.locator("[data-testid=stMain]").evaluate("node => { node.scrollTop = 0; }")
        assert in_sight(page, ".st-key-panels") < 0.25
        page.locator(NAMES, has_text=words(f"panel.{panel}")).click()
        shown = page.locator(f".st-key-panel_{panel}")
        expect(shown).to_be_visible()
        page.wait_for_function(
            """(selector) => document.querySelector(selector)
                .getBoundingClientRect().top < innerHeight / 2""",
            arg=f".st-key-panel_{panel}",
        )
        expect(page.locator(NAMES, has_text=words(f"panel.{panel}"))).to_be_in_viewport()


def test_a_panel_in_the_address_leaves_the_map_in_sight(open_page: Open, server: Server) -> None:
    page = open_page(f"{server.url}?panel=table")
    MapView.of(page)
    expect(page.locator(".st-key-panel_table")).to_be_visible()
    assert page.locator("[data-testid=stMain]").evaluate("node => node.scrollTop") == 0


def test_keys_work_on_a_page_that_was_just_opened(fresh: MapView) -> None:
    page = fresh.page
    expect(page.locator(NAMES).first).to_be_visible()
    assert page.evaluate("document.activeElement === document.body")
    page.keyboard.press("Space")
    fresh.wait("map.playing")
    page.keyboard.press("Space")
    fresh.wait("!map.playing")
    assert page.locator("[data-testid=stMain]").evaluate("node => node.scrollTop") == 0
    page.keyboard.press("?")
    expect(fresh.find(".tm-help")).to_be_visible()


def test_keys_are_the_pages_own_where_the_map_is_out_of_sight(fresh: MapView) -> None:
    page = fresh.page
    expect(page.locator(NAMES).first).to_be_visible()
    page.locator("[data-testid=stMain]").evaluate("node => { node.scrollTop = 9999; }")
    page.wait_for_function(
        "document.querySelector('iframe').getBoundingClientRect().bottom < innerHeight / 2"
    )
    page.keyboard.press("Space")
    assert not fresh.tell("map.playing")
