"""The search keeps the same events on the map, in the list, in the panels and in the address."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from geo.analysis.search import SEARCH_TEXT, mentions, search_texts
from geo.analysis.window import Window, possible
from geo.facts.join import Joined
from geo.facts.read import Facts
from geo.facts.vocabulary import EVENT_KINDS, JoinedEvents
from geo.page.panels.event_list import AT_ONCE
from geo.view.state import opening_state
from geo.words.catalogue import LANGUAGES, read_catalogue
from tests.browser.conftest import Open
from tests.browser.mapview import MapView
from tests.browser.server import Server

pytestmark = pytest.mark.browser

ON_MAP, IN_LIST = ".tm-search .tm-chip", ".tm-feed-head .tm-chip"


@pytest.fixture(scope="module")
def searchable(real_facts: Facts, real_joined: Joined) -> JoinedEvents:
    """Give the built-in events with what a search looks in."""
    words = [read_catalogue(lang) for lang in LANGUAGES]
    kinds = {kind: [str(each[f"map.kind.{kind}"]) for each in words] for kind in EVENT_KINDS}
    texts = search_texts(real_joined.events, real_facts.places, kind_words=kinds)
    return real_joined.events.assign(**{SEARCH_TEXT: texts})


@pytest.mark.parametrize(
    "search",
    ["gas", "Schangaösen", "алма-ата", "астана internet", "қ", "brandstiftung", "-4jan", "xyzzy"],
)
def test_map_and_panels_find_the_same_events(
    view: MapView, searchable: JoinedEvents, search: str
) -> None:
    view.tell("map.points.findMore()")
    found = view.tell(
        "((hits) => [...hits].flatMap((hit, i) => (hit ? [map.events.idOf(i)] : [])))"
        "(map.events.found(arg))",
        search,
    )
    expected = searchable.loc[mentions(searchable, search), "event_id"]
    assert sorted(found) == sorted(expected)


def test_titles_in_further_languages_come_with_the_first_search(
    fresh: MapView, searchable: JoinedEvents
) -> None:
    hits = int(mentions(searchable, "аэропорт").sum())
    assert hits > 0
    assert not fresh.tell("map.events.texts.events.some((text) => 'found' in text)")
    with fresh.page.expect_response(lambda answer: answer.url.endswith("/found.json")):
        fresh.find(".tm-field").click()
    fresh.find(".tm-field").fill("аэропорт")
    expect(fresh.find(".tm-found [role=option]").first).to_contain_text(str(hits))
    assert fresh.state["search"] == ""


def test_a_link_with_a_search_finds_titles_in_further_languages(
    open_page: Open, server: Server, searchable: JoinedEvents
) -> None:
    asked = urlencode({"search": "аэропорт", "mode": "all"})
    view = MapView.of(open_page(f"{server.url}?{asked}"))
    view.wait("map.drawn === arg", int(mentions(searchable, "аэропорт").sum()))


def test_a_search_is_kept_everywhere_until_it_is_ended(
    fresh: MapView, searchable: JoinedEvents
) -> None:
    page, histogram = fresh.page, fresh.picture("canvas.tm-histogram")
    before = fresh.drawn
    fresh.find(".tm-field").fill("gas")
    first = fresh.find(".tm-found [role=option]").first
    expect(first).to_contain_text("Only events that mention “gas”")
    expect(first).to_contain_text(str(int(mentions(searchable, "gas").sum())))
    page.keyboard.press("Enter")
    for chip in (ON_MAP, IN_LIST):
        expect(fresh.find(chip)).to_contain_text("“gas”")
    shown = possible(searchable, Window.of(opening_state() | {"search": "gas"}))
    assert 0 < fresh.drawn == int((shown & searchable["on_map"]).sum()) < before
    assert fresh.picture("canvas.tm-histogram") != histogram
    expect(fresh.find(".tm-row")).to_have_count(int(shown.sum()))
    expect(page.locator("h2.q-moment")).to_contain_text("only what mentions “gas”")
    expect(page.locator("li.q-event")).to_have_count(min(AT_ONCE, int(shown.sum())))
    page.wait_for_url(re.compile(r"[?&]search=gas"))
    fresh.find(f"{ON_MAP} button").click()
    expect(fresh.find(".tm-chip")).to_have_count(0)
    expect(page.locator("h2.q-moment")).not_to_contain_text("gas")
    assert fresh.drawn == before
    assert "search=" not in page.url


def test_a_link_brings_its_search(open_page: Open, server: Server) -> None:
    view = MapView.of(open_page(f"{server.url}?search=Alma-Ata&fade=24&panel=table"))
    expect(view.find(ON_MAP)).to_contain_text("“Alma-Ata”")
    assert view.state["fade"] == 24
    expect(view.page.locator("table caption")).to_contain_text("only what mentions “Alma-Ata”")


def test_the_field_is_worked_with_keys_alone(view: MapView) -> None:
    page, field, found = view.page, view.find(".tm-field"), view.find(".tm-found")
    view.find(".leaflet-container").focus()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.type("zhanaozen")
    expect(field).to_have_attribute("aria-expanded", "true")
    chosen = found.locator("[aria-selected=true]")
    expect(chosen).to_contain_text("Only events")
    page.keyboard.press("ArrowDown")
    expect(chosen).to_contain_text("city")
    expect(field).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(view.find(ON_MAP)).to_be_visible()
    expect(view.find("[aria-live=polite]")).to_contain_text(["events mention “zhanaozen”"])
    page.keyboard.type("x")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    expect(view.find(ON_MAP)).to_be_visible()
    page.keyboard.press("Escape")
    expect(view.find(ON_MAP)).to_have_count(0)
    assert view.state["search"] == ""


def test_a_place_that_is_found_by_another_name_says_which(view: MapView) -> None:
    view.find(".tm-field").fill("tselinograd")
    row = view.find(".tm-found [role=option]").filter(has_text="Nur-Sultan")
    expect(row).to_contain_text("Tselinograd · city")


def test_a_search_that_leaves_nothing_says_so(view: MapView) -> None:
    view.apply(search="xyzzy")
    assert view.drawn == 0
    expect(view.find(".tm-feed")).to_contain_text("Nothing is reported")
    view.find(f"{IN_LIST} button").click()
    expect(view.find(".tm-row").first).to_be_visible()
