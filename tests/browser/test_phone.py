"""On a phone the page scrolls past the map without being caught."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.browser.conftest import PHONE, watched
from tests.browser.mapview import MapView
from tests.browser.server import Server

pytestmark = pytest.mark.browser

SCROLLER = "document.querySelector('[data-testid=stMain]')"


@pytest.fixture(scope="module")
def _held(browser: Browser, server: Server) -> Iterator[MapView]:
    host = urlsplit(server.url).netloc
    context, watch = watched(browser, host, viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(server.url)
    yield MapView.of(page)
    context.close()
    watch.check()


@pytest.fixture
def phone(_held: MapView) -> MapView:
    """Give the dashboard as it opened on a phone held upright."""
    _held.page.evaluate(f"{SCROLLER}.scrollTop = 0")
    expect(_held.find(".tm-shell")).to_have_attribute("data-size", "phone")
    return _held.reset()


def swipe(page: Page, x: float, y: float, by: float) -> None:
    """Move one finger up by `by` px."""
    session: CDPSession = page.context.new_cdp_session(page)
    steps = 8
    for step in range(steps + 1):
        kind = "touchMove" if step else "touchStart"
        points = [{"x": x, "y": y - by * step / steps}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


def test_nothing_scrolls_sideways_and_the_frame_fits_its_content(phone: MapView) -> None:
    page = phone.page
    nodes = f"[{SCROLLER}, document.documentElement]"
    sizes = page.evaluate(f"{nodes}.map((node) => [node.scrollWidth, node.clientWidth])")
    for inside, outside in sizes:
        assert inside <= outside <= PHONE["width"]
    page.wait_for_function(
        """() => {
            const frame = document.querySelector("iframe[title*=folium]");
            const root = frame.contentDocument.documentElement;
            const shell = frame.contentDocument.querySelector(".tm-shell").getBoundingClientRect();
            const scrollbar = frame.contentWindow.innerWidth - root.clientWidth;
            return scrollbar === 0 && root.scrollWidth <= frame.clientWidth && shell.top === 0
                && root.scrollHeight <= root.clientHeight
                && Math.abs(shell.height - frame.clientHeight) <= 1;
        }"""
    )


def test_a_swipe_over_the_map_scrolls_the_page_and_moves_no_map(phone: MapView) -> None:
    box = phone.find(".leaflet-container").bounding_box()
    assert box is not None
    before = phone.state["view"]
    swipe(phone.page, box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.8, 220)
    phone.page.wait_for_function(f"{SCROLLER}.scrollTop > 80")
    expect(phone.find(".tm-hint")).to_contain_text("two fingers")
    assert phone.state["view"] == before


def test_legend_and_axis_are_within_the_screen(phone: MapView) -> None:
    for selector in (".tm-legend", ".tm-play", "canvas.tm-histogram", ".tm-date", ".tm-field"):
        box = phone.find(selector).bounding_box()
        assert box is not None, selector
        assert box["x"] >= 0, selector
        assert box["x"] + box["width"] <= PHONE["width"], selector


def test_a_tap_on_a_bubble_lists_its_place(phone: MapView) -> None:
    phone.page.touchscreen.tap(*phone.bubble("almaty"))
    expect(phone.find(".tm-feed-head strong")).to_contain_text("Almaty")
