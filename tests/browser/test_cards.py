"""Pointing, clicking, and the card with its sources."""

import re

import pytest
from playwright.sync_api import expect

from geo.facts.join import Joined
from geo.facts.read import Facts
from tests.browser.mapview import MapView

pytestmark = pytest.mark.browser


def single(view: MapView) -> tuple[float, float, str]:
    """Where a mark of one event stands on the page, far from others, and its event."""
    event: str = view.tell(
        """map.events.texts.events[map.points.hits.find(({cluster}) => cluster.high === 1
            && cluster.spots.length === 1).cluster.first].id"""
    )
    place = view.tell("map.events.place(map.events.indexOf(arg)).id", event)
    return (*view.bubble(place), event)


def test_a_click_on_a_mark_opens_its_card_with_its_sources(
    view: MapView, real_facts: Facts, real_joined: Joined
) -> None:
    x, y, event = single(view)
    view.page.mouse.click(x, y)
    card = view.find(".tm-detail")
    expect(card).to_be_visible()
    row = real_joined.events.set_index("event_id").loc[event]
    expect(card.locator("h3")).to_have_text(str(row["title_en"]))
    cited = real_facts.citations.query("table == 'events' and row_id == @event")
    links = card.locator(".tm-sources a")
    assert len(cited) > 0
    expect(links).to_have_count(len(cited))
    for link in links.all():
        expect(link).to_have_attribute("href", re.compile(r"^https?://"))
        expect(link).to_have_attribute("rel", re.compile(r"\bnoopener\b"))
        expect(link).to_have_attribute("target", "_blank")
    assert view.state["event"] == event


def test_up_close_each_event_has_a_mark_of_its_own(view: MapView) -> None:
    view.apply(mode="all").look(43.341, 52.862, 11)
    events = view.tell(
        """[...map.points.swarm.placed.events].filter((i) =>
            map.events.standing[i] && map.events.place(i).id === "zhanaozen")"""
    )
    assert len(events) > 3
    for index in (events[0], events[-1]):
        x, y = view.point(
            """(({ events, x, y }, k) => L.point(x[k], y[k]).add(map.stack.layer._bounds.min))
                (map.points.swarm.placed, map.points.swarm.placed.events.indexOf(arg))""",
            index,
        )
        view.page.mouse.click(x, y)
        title = view.tell("map.words.pick(map.events.texts.events[arg].title)", index)
        expect(view.find(".tm-detail h3")).to_have_text(title)


def test_a_click_on_a_bubble_lists_its_place(view: MapView) -> None:
    view.page.mouse.click(*view.bubble("zhanaozen"))
    head = view.find(".tm-feed-head")
    expect(head.locator("strong")).to_have_text("Zhanaozen")
    view.list_all()
    listed = view.find(".tm-row").evaluate_all("rows => rows.map((row) => row.dataset.event)")
    meant = view.tell(
        """((ids) => Array.from({ length: map.events.length }, (_, i) => i)
            .filter((i) => map.events.standing[i] !== tm.OUT && ids.has(map.events.placeIdOf(i)))
            .map((i) => map.events.idOf(i)))
        (tm.placesWithin(map.events.texts.places, ["zhanaozen"]))"""
    )
    assert sorted(listed) == sorted(meant) != []
    head.locator("button").click()
    expect(head).to_contain_text("entries")


def test_a_click_in_the_feed_opens_the_card_and_escape_closes_it(view: MapView) -> None:
    row = view.find(".tm-row").nth(3)
    title = row.locator(".tm-row-title").inner_text()
    row.click()
    card = view.find(".tm-detail")
    expect(card.locator("h3")).to_have_text(title)
    expect(card).to_be_focused()
    view.page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    assert view.state["event"] is None


def test_a_click_in_the_feed_brings_a_place_out_of_sight_into_view(view: MapView) -> None:
    view.look(50.0, 80.0, 7)
    view.find('.tm-row:has-text("Uralsk")').first.click()
    view.wait("map.map.getBounds().contains([51.23, 51.37])")


def test_pointing_at_a_bubble_tells_what_it_holds(view: MapView) -> None:
    view.page.mouse.move(*view.bubble("zhanaozen"))
    tip = view.find(".tm-tooltip.is-on")
    expect(tip).to_contain_text("Zhanaozen")
    expect(tip).to_contain_text("Protest")
    view.page.mouse.move(5, 5)
    expect(view.find(".tm-tooltip")).not_to_have_class(re.compile("is-on"))


def test_pointing_at_a_mark_tells_its_title_and_time(view: MapView) -> None:
    x, y, event = single(view)
    view.page.mouse.move(x, y)
    index = view.tell("map.events.indexOf(arg)", event)
    title = view.tell("map.words.pick(map.events.texts.events[arg].title)", index)
    expect(view.find(".tm-tooltip.is-on strong")).to_have_text(title)


def test_a_published_number_opens_all_its_values(view: MapView) -> None:
    view.at("2022-01-20T12:00")
    view.find("button.tm-figure").first.click()
    card = view.find(".tm-detail")
    expect(card.locator("h3")).to_have_text("Dead")
    assert card.locator(".tm-values > li").count() > 2
    view.page.keyboard.press("Escape")
    expect(card).to_be_hidden()
