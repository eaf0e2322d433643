"""The address is the state: back and forward, links, and two tabs beside each other."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.mapview import MapView, Marked, ms
from tests.browser.server import Server
from tests.browser.test_opening import says_moment

pytestmark = pytest.mark.browser

PANELS = ".st-key-panel [role=radio]"
HANDLE = '[role=slider][data-which="t1"]'


def asked(page: Page) -> dict[str, str]:
    """Give the parameters of the address."""
    return dict(parse_qsl(urlsplit(page.url).query))


def entries(page: Page) -> int:
    """Count the history's entries."""
    return int(page.evaluate("history.length"))


def settled(view: MapView, **params: str) -> dict[str, str]:
    """Wait until the address has these parameters, and give all of them."""
    for name, value in params.items():
        view.page.wait_for_function(
            "([name, value]) => new URLSearchParams(location.search).get(name) === value",
            arg=[name, value],
        )
    return asked(view.page)


def test_back_and_forward_restore_each_sight(fresh: MapView) -> None:
    page = fresh.page
    mark = Marked(page)
    first = entries(page)
    sights: list[dict[str, str]] = [{}]
    fresh.find(HANDLE).press("ArrowRight")
    sights.append(settled(fresh, t="2022-01-05T2300"))
    fresh.find('[data-family="harm"]').click()
    page.wait_for_url("**kinds=*")
    sights.append(asked(page))
    fresh.find('button[aria-label="Zoom in"]').click()
    page.wait_for_url("**z=*")
    sights.append(asked(page))
    page.get_by_role("radio", name="Table", exact=True).click()
    sights.append(settled(fresh, panel="table"))
    page.get_by_role("link", name="DE", exact=True).click()
    sights.append(settled(fresh, lang="de"))
    expect(page.locator("h1")).to_have_text("Kasachstan, Januar 2022")
    assert entries(page) == first + len(sights) - 1

    for sight in sights[-2::-1]:
        page.go_back()
        expect_sight(fresh, sight)
    assert fresh.state["view"]["zoom"] == fresh.tell("map.homeView.zoom")
    for sight in sights[1:]:
        page.go_forward()
        expect_sight(fresh, sight)
    assert entries(page) == first + len(sights) - 1
    mark.check()


def expect_sight(view: MapView, sight: dict[str, str]) -> None:
    """Fail unless address, map and page come to show a sight, and stay with it."""
    assert asked(view.page) == sight
    moment = "2022-01-05T23:00" if "t" in sight else "2022-01-05T17:00"
    view.wait("map.current.t1 === arg", ms(moment))
    view.wait("Boolean(map.current.kinds) === arg", "kinds" in sight)
    view.wait("map.words.lang === arg", sight.get("lang", "en"))
    zoom = float(sight["z"]) if "z" in sight else view.tell("map.homeView.zoom")
    view.wait("Math.abs(map.map.getZoom() - arg) < 0.01 && !map.isFlying", zoom)
    panel = {"happened": 0, "table": 4}[sight.get("panel", "happened")]
    expect(view.page.locator(PANELS).nth(panel)).to_have_attribute("aria-checked", "true")
    assert asked(view.page) == sight


def test_a_flight_is_one_entry_and_back_leads_out_of_the_story(fresh: MapView) -> None:
    page = fresh.page
    first = entries(page)
    fresh.find(".tm-locator").click()
    page.wait_for_url("**z=*")
    alliance = asked(page)
    fresh.find(".tm-story-way").click()
    page.wait_for_url("**chapter=*")
    chapter = asked(page)
    fresh.find(".tm-story-next").click()
    page.wait_for_function("(id) => !location.search.includes(id)", arg=chapter["chapter"])
    assert entries(page) == first + 3
    page.go_back()
    fresh.wait("map.current.chapter === arg && !map.isFlying", chapter["chapter"])
    page.go_back()
    fresh.wait("map.current.chapter === null && !map.isFlying")
    assert fresh.state["view"]["zoom"] == pytest.approx(float(alliance["z"]), abs=0.01)
    page.go_back()
    fresh.wait("Math.abs(map.map.getZoom() - map.homeView.zoom) < 0.01 && !map.isFlying")
    assert asked(page) == {}
    assert entries(page) == first + 3


def test_back_ends_play(fresh: MapView) -> None:
    page = fresh.page
    fresh.find(HANDLE).press("ArrowRight")
    settled(fresh, t="2022-01-05T2300")
    fresh.find(".tm-play").click()
    fresh.wait("map.playing && map.current.t1 > arg", ms("2022-01-06T00:00"))
    page.go_back()
    fresh.wait("!map.playing && map.current.t1 === arg", ms("2022-01-05T17:00"))
    says_moment(page, "5 January, 17:00")
    assert asked(page) == {}


def test_a_link_stays_as_it_was_written(open_page: Open, server: Server) -> None:
    wrong = f"chapter=no&event=%FF%00&mode=all&mode=upto&search={'x' * 100_000}"
    link = f"{server.url}?t=2022-01-04+09:30&embed=false&utm=letter&{wrong}"
    view = MapView.of(open_page(link))
    note = "mode, search, event, chapter"
    expect(view.page.locator(".q-note").first).to_contain_text(note)
    says_moment(view.page, "4 January, 09:30")
    page = view.page
    assert page.url == link
    view.find(HANDLE).press("ArrowRight")
    settled(view, t="2022-01-04T1530")
    assert asked(page) == {"embed": "false", "utm": "letter", "t": "2022-01-04T1530"}
    page.go_back()
    view.wait("map.current.t1 === arg", ms("2022-01-04T09:30"))
    assert page.url == link


def test_two_tabs_leave_each_other_alone(open_page: Open, server: Server) -> None:
    page = open_page(f"{server.url}?t=2022-01-04T0000")
    one = MapView.of(page)
    other = page.context.new_page()
    other.goto(f"{server.url}?mode=all&panel=table")
    two = MapView.of(other)
    two.find('[data-family="harm"]').click()
    other.wait_for_url("**kinds=*")
    page.bring_to_front()
    one.find(HANDLE).press("ArrowRight")
    assert settled(one, t="2022-01-04T0600") == {"t": "2022-01-04T0600"}
    assert one.state["kinds"] is None
    assert two.state["mode"] == "all"
    assert asked(other)["panel"] == "table"
