"""What stays when the page runs again or is loaded again."""

import pytest
from playwright.sync_api import Page, expect

from geo.words.catalogue import Words
from tests.browser.conftest import Open
from tests.browser.mapview import MapView, Marked, ms
from tests.browser.server import Server
from tests.browser.test_opening import says_moment
from tests.browser.test_time import pan

pytestmark = pytest.mark.browser


def test_another_panel_keeps_frame_pan_zoom_and_time(fresh: MapView) -> None:
    mark = Marked(fresh.page)
    fresh.find('button[aria-label="Zoom in"]').click()
    fresh.wait("map.map.getZoom() >= 6")
    pan(fresh)
    fresh.find('[role=slider][data-which="t1"]').press("ArrowRight")
    says_moment(fresh.page, "5 January, 23:00")
    before = fresh.state
    for panel, sign in (("Spread", "places with a reported protest"), ("Table", "Key")):
        fresh.page.get_by_role("radio", name=panel, exact=True).click()
        expect(fresh.page.locator(".st-key-panels")).to_contain_text(sign)
    assert fresh.state == before
    mark.check()


def nodes(page: Page) -> int:
    """Count what the page holds of the DOM, after a collection of garbage."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
        page.wait_for_timeout(200)
    metrics = session.send("Performance.getMetrics")["metrics"]
    session.detach()
    return next(int(one["value"]) for one in metrics if one["name"] == "Nodes")


def test_panels_that_were_left_are_let_go(fresh: MapView) -> None:
    page = fresh.page

    def visit(rounds: int) -> int:
        for _ in range(rounds):
            for panel in ("spread", "happened", "alliance", "happened"):
                name = Words("en")(f"panel.{panel}")
                page.get_by_role("radio", name=name, exact=True).click()
                expect(page.locator(f".st-key-panel_{panel}")).to_be_visible()
                page.wait_for_timeout(300)
        return nodes(page)

    first = visit(2)
    # Left panels of twelve rounds would be half as much again.
    assert visit(12) < first * 1.2


def test_a_reload_restores_what_the_address_says(fresh: MapView) -> None:
    page = fresh.page
    pan(fresh)
    fresh.find('[data-family="harm"]').click()
    fresh.find(".tm-popover > button").click()
    fresh.find('input[data-layer="curfew"]').click()
    fresh.find('[role=slider][data-which="t1"]').press("PageUp")
    page.wait_for_url("**t=2022-01-06T1700*")
    page.wait_for_url("**lat=*")
    before = fresh.state
    page.reload()
    again = MapView.of(page)
    again.wait("map.current.t1 === arg", ms("2022-01-06T17:00"))
    after = again.state
    assert after["mount"] != before["mount"]
    for name in ("mode", "drawn"):
        assert after[name] == before[name]
    for name in ("kinds", "layers"):
        assert sorted(after[name]) == sorted(before[name])
    for name, exact in (("lat", 0.05), ("lon", 0.05), ("zoom", 0.01)):
        assert after["view"][name] == pytest.approx(before["view"][name], abs=exact)
    says_moment(page, "6 January, 17:00")
    expect(again.find(".tm-date")).to_contain_text("6 January")


def test_a_link_opens_its_moment_event_and_language(open_page: Open, server: Server) -> None:
    address = f"{server.url}?t=2022-01-04T2100&event=karaganda-4jan&lang=de&lat=49.8&lon=73.1&z=7"
    view = MapView.of(open_page(address))
    view.wait("map.current.t1 === arg", ms("2022-01-04T21:00"))
    expect(view.find(".tm-detail")).to_contain_text("Protest in Karaganda")
    expect(view.page.locator("h1")).to_have_text("Kasachstan, Januar 2022")
    assert view.state["view"]["zoom"] == 7
    assert view.state["view"]["lat"] == pytest.approx(49.8, abs=0.01)


def test_a_broken_link_opens_the_map_and_says_what_was_left_out(
    open_page: Open, server: Server
) -> None:
    view = MapView.of(open_page(f"{server.url}?t=yesterday&layers=<script>&z=nan"))
    assert view.state["t1"] == ms("2022-01-05T17:00")
    expect(view.page.locator(".q-note").first).to_contain_text("t, layers, z")


def test_the_way_to_the_alliance_is_in_the_address(fresh: MapView) -> None:
    fresh.find(".tm-locator").click()
    fresh.page.wait_for_url("**z=*")
