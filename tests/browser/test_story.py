"""The story in the browser: it moves the map that is there, and gives it back."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from geo.facts.join import Joined
from geo.facts.read import Facts
from geo.facts.shapes import read_shapes
from geo.scene.build import build_scene
from geo.scene.draw import draw_map
from geo.scene.story import story_chapters
from geo.view.address import read_time
from tests.browser.conftest import PHONE, Open
from tests.browser.mapview import MapView, Marked, ms
from tests.browser.server import Server

pytestmark = pytest.mark.browser

KEPT = ("t0", "t1", "mode", "kinds", "layers", "search", "pin")


@pytest.fixture(scope="module")
def chapters(real_facts: Facts) -> list[dict[str, Any]]:
    """Give the chapters as the map reads them."""
    return story_chapters(real_facts)


def begin(view: MapView) -> None:
    """Go into the story, or on with it, and wait for the map to have arrived."""
    view.find(".tm-story-way").click()
    arrive(view)


def arrive(view: MapView) -> None:
    """Wait until time has run to the moment of the chapter that is open."""
    view.wait(
        """((story) => story.open && map.current.chapter === story.open &&
            map.current.t1 === story.chapters.find(({id}) => id === story.open).at[1])"""
        "(map.elements.Story[0])"
    )
    view.still()


def calm(open_page: Open, url: str, **options: Any) -> MapView:  # noqa: ANN401
    """Open a page for a reader who wants no motion."""
    return MapView.of(open_page(url, reduced_motion="reduce", **options))


def test_the_address_names_a_chapter_while_the_map_is_on_its_way(fresh: MapView) -> None:
    page = fresh.page
    fresh.find(".tm-story-way").click()
    arrive(fresh)
    page.wait_for_url("**chapter=*")
    # The way there takes for ever: time stands, only what was foretold can be heard.
    fresh.tell("void (window.requestAnimationFrame = () => 0)")
    there = fresh.tell(
        """((story) => {
            const next = story.chapters[1];
            story.turn(1);
            return { id: next.id, at: next.at, now: map.current.t1 };
        })(map.elements.Story[0])"""
    )
    page.wait_for_url(f"**chapter={there['id']}*")
    assert fresh.tell("map.current.t1") == there["now"] != there["at"][1]
    asked = parse_qs(urlsplit(page.url).query)
    assert read_time(asked["t"][0]) == there["at"][1]


def test_all_chapters_move_the_map_that_is_there(
    open_page: Open, server: Server, chapters: list[dict[str, Any]]
) -> None:
    view = calm(open_page, server.url)
    same = Marked(view.page)
    mount = view.state["mount"]
    begin(view)
    for step, chapter in enumerate(chapters, start=1):
        arrive(view)
        state = view.state
        assert state["chapter"] == chapter["id"]
        assert [state["t0"], state["t1"]] == chapter["at"]
        assert set(state["layers"]) == set(chapter["layers"])
        assert abs(state["view"]["lat"] - chapter["view"]["lat"]) < 0.5
        expect(view.find(".tm-story-count")).to_have_text(f"Step {step} of {len(chapters)}")
        expect(view.find(".tm-story h3")).to_have_text(chapter["title"]["en"])
        expect(view.find(".tm-story-text")).to_contain_text(chapter["text"]["en"])
        expect(view.find(".tm-story-sources li")).to_have_count(len(chapter["sources"]))
        view.find(".tm-story-next").click()
    expect(view.find(".tm-story")).to_be_hidden()
    assert view.state["mount"] == mount
    same.check()


def test_leaving_gives_the_reader_back_what_was_there(open_page: Open, server: Server) -> None:
    view = calm(open_page, server.url)
    own = {"kinds": ["protest"], "search": "Aktau", "mode": "window", "pin": ms("2022-01-04")}
    view.tell("map.set(arg)", own)
    view.tell("map.toggle('curfew', true)")
    view.tell("map.look({lat: 44, lon: 60, zoom: 6}, {fly: false, asReader: true})")
    before = view.state
    begin(view)
    assert view.state["kinds"] is None
    view.find(".tm-story-next").click()
    arrive(view)
    view.find(".tm-story .tm-close").click()
    expect(view.find(".tm-story-way")).to_be_visible()
    after = view.state
    assert {name: after[name] for name in KEPT} == {name: before[name] for name in KEPT}
    assert after["view"] == before["view"]
    assert after["chapter"] is None


def test_coming_back_keeps_the_place(open_page: Open, server: Server) -> None:
    view = calm(open_page, server.url)
    begin(view)
    view.find(".tm-story-step").nth(4).click()
    arrive(view)
    view.page.keyboard.press("Escape")
    expect(view.find(".tm-story-way")).to_contain_text("step 5 of 12")
    expect(view.find(".tm-story-way")).to_be_focused()
    begin(view)
    expect(view.find(".tm-story-count")).to_have_text("Step 5 of 12")


def test_the_story_is_read_with_the_keyboard(open_page: Open, server: Server) -> None:
    view = calm(open_page, server.url)
    view.find(".leaflet-container").focus()
    view.page.keyboard.press("s")
    arrive(view)
    expect(view.find(".tm-story h3")).to_be_focused()
    for key, step in (("ArrowRight", 2), ("ArrowRight", 3), ("ArrowLeft", 2)):
        view.page.keyboard.press(key)
        expect(view.find(".tm-story-count")).to_have_text(f"Step {step} of 12")
        arrive(view)
    expect(view.find(".tm-story h3")).to_be_focused()
    assert not view.tell("map.playing")


def test_an_event_of_a_chapter_opens_its_card_and_closing_it_leads_back(
    open_page: Open, server: Server
) -> None:
    view = calm(open_page, server.url)
    begin(view)
    view.find(".tm-story-events .tm-row").nth(1).click()
    expect(view.find(".tm-detail")).to_be_visible()
    expect(view.find(".tm-story")).to_be_hidden()
    view.find(".tm-detail .tm-close").click()
    expect(view.find(".tm-story")).to_be_visible()
    assert view.state["chapter"] == "spark"


def test_a_link_to_a_chapter_opens_it_and_the_address_names_it(
    open_page: Open, server: Server, chapters: list[dict[str, Any]]
) -> None:
    view = calm(open_page, f"{server.url}?chapter=call")
    arrive(view)
    expect(view.find(".tm-story h3")).to_have_text("The call to the alliance")
    (call,) = (one for one in chapters if one["id"] == "call")
    assert view.state["t1"] == call["at"][1]
    view.find(".tm-story-next").click()
    view.page.wait_for_url("**/*chapter=who*")
    view.find(".tm-story .tm-close").click()
    view.page.wait_for_function("() => !location.search.includes('chapter')")
    assert view.still().state["t1"] == ms("2022-01-05T17:00")


def test_a_link_that_says_more_than_the_chapter_is_taken_at_its_word(
    open_page: Open, server: Server
) -> None:
    view = calm(open_page, f"{server.url}?chapter=call&t=2022-01-03T1200")
    expect(view.find(".tm-story h3")).to_have_text("The call to the alliance")
    assert view.state["t1"] == ms("2022-01-03T12:00")


def saved(folder: Path, facts: Facts, joined: Joined) -> str:
    """Write the map as one file."""
    path = folder / "map.html"
    draw_map(build_scene(facts, joined.events, read_shapes())).save(path)
    return path.as_uri()


def test_in_a_page_of_its_own_the_address_names_the_chapter(
    open_page: Open, tmp_path: Path, real_facts: Facts, real_joined: Joined
) -> None:
    url = saved(tmp_path, real_facts, real_joined)
    page: Page = open_page(f"{url}#chapter=leave", reduced_motion="reduce")
    view = MapView(page, page.main_frame)
    arrive(view)
    expect(view.find(".tm-story-count")).to_have_text("Step 12 of 12")
    view.find(".tm-story-back").click()
    page.wait_for_url("**/*#chapter=shoot")
    view.find(".tm-story .tm-close").click()
    page.wait_for_function("() => !location.hash")


def test_a_hand_on_the_map_stops_the_time_that_runs(fresh: MapView) -> None:
    fresh.find(".tm-story-way").click()
    fresh.wait("map.current.chapter === 'spark'")
    fresh.tell("map.moveTo(arg)", ms("2022-01-08"))
    fresh.page.wait_for_timeout(3200)
    assert fresh.state["t1"] == ms("2022-01-08")
    assert fresh.state["chapter"] == "spark"


def test_on_a_phone_the_text_stands_right_below_the_map(open_page: Open, server: Server) -> None:
    view = calm(open_page, server.url, viewport=PHONE, has_touch=True)
    begin(view)
    stage = view.find(".tm-map").bounding_box()
    story = view.find(".tm-story").bounding_box()
    forward = view.find(".tm-story-next").bounding_box()
    assert stage
    assert story
    assert forward
    assert abs(stage["y"] + stage["height"] - story["y"]) < 2
    assert forward["y"] + forward["height"] < stage["y"] + 844
    assert forward["height"] >= 44
    assert view.tell("document.documentElement.scrollWidth <= innerWidth")


# Figures and regions ------------------------------------------------------------------------------


def figure(view: MapView, label: str) -> str:
    """Give the text of the figure that has a label."""
    return view.find(".tm-figure").filter(has_text=label).inner_text()


def test_before_the_first_claim_a_figure_says_so(view: MapView) -> None:
    view.at("2022-01-01T12:00")
    for label in ("Dead", "Detained", "CSTO troops"):
        assert "no figure yet" in figure(view, label)


def test_figures_name_their_claimant_and_day(view: MapView) -> None:
    view.at("2022-01-16T12:00")
    assert re.fullmatch(r"[\d\u2013+]+\ndead\n\D+, 15 Jan", figure(view, "dead\n"))
    assert "our count of reports" in figure(view, "regions with protest")


def test_regions_are_shaded_by_events_so_far_and_their_numbers_listed(view: MapView) -> None:
    off = view.at("2022-01-03T12:00").colour(44.3, 54.5)
    view.tell("map.toggle('event_count', true)")
    on = view.still().colour(44.3, 54.5)
    assert off != on
    view.find(".tm-counts summary").click()
    listed = view.find(".tm-counts dt").all_inner_texts()
    assert listed[0] == "Mangystau Region"
    view.at("2021-12-31T23:59", layers=["event_count"])
    expect(view.find(".tm-counts")).to_contain_text("No event in a region yet")


def test_deaths_by_region_say_who_counted(view: MapView) -> None:
    view.at("2022-01-05", layers=["deaths", "regions"])
    expect(view.find(".tm-counts")).to_contain_text("No number for a region published yet.")
    view.at("2022-01-17")
    expect(view.find(".tm-counts")).to_contain_text("149\u2013160")
    reading = (
        "Almaty police chief; Almaty police chief, as NUR.kz and RBC read him, 16 January 2022"
    )
    expect(view.find(".tm-counts")).to_contain_text(reading)
