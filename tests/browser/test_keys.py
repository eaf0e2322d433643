"""From event to event with the keyboard, and the card that lists the keys."""

import pytest
from playwright.sync_api import expect

from geo.analysis.window import Window, possible
from geo.facts.join import Joined
from geo.view.state import opening_state
from tests.browser.mapview import MapView

pytestmark = pytest.mark.browser

CARD, HELP, MAP = ".tm-detail", ".tm-help", ".leaflet-container"


def ids_in_view(joined: Joined) -> list[str]:
    """Give the events of the opening view in the order of time, as the map has them."""
    events = joined.events[possible(joined.events, Window.of(opening_state()))]
    return list(events.sort_values(["earliest_at", "event_id"], kind="stable")["event_id"])


def test_n_and_p_step_through_the_events_in_view_in_order_of_time(
    view: MapView, real_joined: Joined
) -> None:
    ids, page = ids_in_view(real_joined), view.page
    titles = real_joined.events.set_index("event_id")["title_en"]
    view.find(MAP).focus()
    for event in (ids[0], ids[1], ids[2]):
        page.keyboard.press("n")
        expect(view.find(f"{CARD} h3")).to_have_text(titles[event])
        spoken = view.find("[aria-live=polite]").filter(has_text=titles[event])
        expect(spoken).to_have_count(1)
        assert "January" in spoken.inner_text()
    page.keyboard.press("p")
    assert view.state["event"] == ids[1]
    page.keyboard.press("Escape")
    expect(view.find(CARD)).to_be_hidden()
    expect(view.find(MAP)).to_be_focused()


def test_without_an_open_card_p_begins_at_the_newest_and_n_says_where_it_ends(
    view: MapView, real_joined: Joined
) -> None:
    view.find(MAP).focus()
    view.page.keyboard.press("p")
    assert view.state["event"] == ids_in_view(real_joined)[-1]
    view.page.keyboard.press("n")
    assert view.state["event"] == ids_in_view(real_joined)[-1]
    expect(view.find("[aria-live=polite]").filter(has_text="No later event")).to_have_count(1)


def test_an_event_out_of_sight_is_flown_to(view: MapView) -> None:
    view.apply(event="uralsk-3jan-night").look(43.3, 76.9, 8)
    view.find(MAP).focus()
    view.page.keyboard.press("n")
    view.wait(
        """((i) => !map.events.isDot(i) || (map.map.getBounds().contains(
            [map.events.lat[i], map.events.lon[i]])))(map.events.indexOf(map.current.event))"""
    )
    view.wait("!map.settingView")


def test_the_list_keeps_the_focus_in_its_rows(view: MapView) -> None:
    row = view.find(".tm-row").nth(2)
    row.focus()
    view.page.keyboard.press("n")
    expect(view.find(CARD)).to_be_focused()
    event = view.state["event"]
    view.page.keyboard.press("Escape")
    view.wait("document.activeElement.matches('.tm-row')")
    focused = view.tell("document.activeElement.dataset.event")
    assert focused == event or view.row(event).count() == 0


def test_of_a_place_only_its_own_events_are_stepped_through(view: MapView) -> None:
    view.tell("map.emit('place', {places: ['zhanaozen'], name: 'Zhanaozen'})")
    view.find(MAP).focus()
    for _ in range(3):
        view.page.keyboard.press("n")
        assert view.state["event"] is not None
        expect(view.find(f"{CARD} .tm-where")).to_contain_text("Zhanaozen")


def test_letters_typed_into_the_search_are_no_steps(view: MapView) -> None:
    view.find(".tm-field").focus()
    view.page.keyboard.type("np?/")
    expect(view.find(".tm-field")).to_have_value("np?/")
    assert view.state["event"] is None
    expect(view.find(HELP)).to_be_hidden()


@pytest.mark.parametrize(("lang", "words"), [("en", "next and previous"), ("de", "nächstes und")])
def test_the_keys_are_listed_over_the_map(view: MapView, lang: str, words: str) -> None:
    view.apply(lang=lang, event="uralsk-3jan-night")
    view.find(MAP).focus()
    view.page.keyboard.press("?")
    box = view.find(HELP)
    expect(box).to_be_focused()
    expect(box).to_contain_text(words)
    view.page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(view.find(MAP)).to_be_focused()
    expect(view.find(CARD)).to_be_visible()
    view.find(".tm-zoom button").last.click()
    expect(box).to_be_visible()
    view.find(".tm-date").click()
    expect(box).to_be_hidden()
