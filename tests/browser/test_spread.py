"""The panel on the spread and the map: what is selected in one is seen in the other."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.mapview import MapView, Marked, ms

pytestmark = pytest.mark.browser

ROW_PX = 35
"""Height of the rows, and of the heading, of Streamlit's tables."""


def test_a_selected_place_is_shown_on_the_map_without_a_remount(
    fresh: MapView,
) -> None:
    page, mark = fresh.page, Marked(fresh.page)
    page.get_by_role("radio", name="Spread", exact=True).click()
    page.get_by_role("radio", name="Place by place").click()
    table = page.get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 16, box["y"] + 1.5 * ROW_PX)
    expect(page).to_have_url(re.compile("event=zhanaozen-first-gathering"))
    expect(fresh.find(".tm-detail")).to_be_visible()
    assert fresh.state["event"] == "zhanaozen-first-gathering"
    mark.check()


def test_charts_move_with_the_time_in_place_and_say_no_warning(fresh: MapView) -> None:
    page = fresh.page
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.get_by_role("radio", name="Spread", exact=True).click()
    charts = page.locator(".st-key-panels svg.marks")
    expect(charts).to_have_count(2)
    charts.evaluate_all("(all) => all.forEach((one) => { one.isMarked = true; })")
    rule = page.locator(".st-key-panels .mark-rule.role-mark line").first
    before = rule.get_attribute("transform")
    fresh.tell("map.moveTo(arg)", ms("2022-01-03T12:00"))
    expect(rule).not_to_have_attribute("transform", before or "")
    assert charts.evaluate_all("(all) => all.every((one) => one.isMarked)")
    assert [text for text in said if "WARN" in text] == []
