"""The alliance's own axis: entered, it takes the map's tints over; left, it gives them back."""

import pytest
from playwright.sync_api import expect

from tests.browser.mapview import MapView, Marked

pytestmark = pytest.mark.browser

TASHKENT = (41.9, 64.0)
"""In Uzbekistan, far from any mark."""


def enter(view: MapView, day: str) -> None:
    view.tell("map.set({alliance_on: arg})", day)
    view.still()


def test_the_axis_opens_with_the_view_of_the_alliance(view: MapView) -> None:
    axis = view.find(".tm-alliance")
    expect(axis).to_be_hidden()
    view.find('button:has-text("See the alliance")').click()
    expect(axis).to_be_visible()
    assert view.state["alliance_on"] is None
    view.find('button:has-text("Back to Kazakhstan")').click()
    expect(axis).to_be_hidden()
    view.wait("!map.settingView")


def test_closing_the_axis_leads_back_and_the_button_says_so(view: MapView) -> None:
    before = view.state["view"]
    view.find('button:has-text("See the alliance")').click()
    expect(view.find('button:has-text("Back to Kazakhstan")')).to_be_visible()
    view.wait("!map.settingView && !map.isMoving")
    view.find(".tm-alliance .tm-close").click()
    expect(view.find('button:has-text("See the alliance")')).to_be_visible()
    expect(view.find(".tm-alliance")).to_be_hidden()
    view.wait("!map.settingView && !map.isMoving")
    assert view.state["view"]["zoom"] == before["zoom"]


def test_entered_it_drives_the_overlay_and_left_it_gives_it_back(view: MapView) -> None:
    mark = Marked(view.page)
    before = view.picture()
    colour = view.colour(*TASHKENT)
    enter(view, "1995-01-01")
    assert view.colour(*TASHKENT) != colour
    assert view.drawn == 0
    view.find(".tm-alliance .tm-close").click()
    view.still()
    assert view.state["alliance_on"] is None
    assert view.picture() == before
    mark.check()


def test_moving_the_map_s_own_time_leaves_the_axis(view: MapView) -> None:
    enter(view, "1995-01-01")
    view.tell("map.moveTo(map.current.t1 + 3600000)")
    assert view.state["alliance_on"] is None
    expect(view.find(".tm-alliance")).to_be_hidden()


def test_keys_and_buttons_step_through_the_years(view: MapView) -> None:
    enter(view, "1995-01-01")
    said = view.find(".tm-alliance-said")
    expect(said).to_contain_text("9: Armenia, Azerbaijan, Belarus, Georgia")
    handle = view.find(".tm-alliance [role=slider]")
    handle.focus()
    view.page.keyboard.press("PageUp")
    assert view.state["alliance_on"] == "1996-01-01"
    view.find('.tm-alliance button[aria-label="To the next event"]').click()
    assert view.state["alliance_on"] == "1999-04-02"
    expect(said).to_contain_text("left by Azerbaijan, Georgia, Uzbekistan")
    expect(handle).to_have_attribute("aria-valuetext", "2 April 1999. " + said.inner_text())
    view.page.keyboard.press("Escape")
    assert view.state["alliance_on"] is None


def test_who_is_what_follows_from_the_segments(view: MapView) -> None:
    segments = [
        {"country": "UZ", "lane": "old", "stage": "member", "from": 0, "to": 10},
        {"country": "UZ", "lane": "old", "stage": "former", "from": 10, "to": None},
        {"country": "UZ", "lane": "new", "stage": "suspended", "from": 20, "to": 30},
        {"country": "AM", "lane": "old", "stage": "signed", "from": 5, "to": None},
        {"country": "AM", "lane": "new", "stage": "member", "from": 20, "to": None},
    ]
    expression = "Object.fromEntries(tm.standingOn(arg[0], ['old', 'new'], arg[1]))"

    def standing(at: int) -> dict[str, tuple[str, str]]:
        found = view.tell(expression, [segments, at])
        return {country: (one["lane"], one["stage"]) for country, one in found.items()}

    assert standing(4) == {"UZ": ("old", "member")}
    assert standing(10) == {"UZ": ("old", "former"), "AM": ("old", "signed")}
    assert standing(20) == {"UZ": ("new", "suspended"), "AM": ("new", "member")}
    counts = view.tell("tm.countsOver(arg.filter(({lane}) => lane === 'old'), 30)", segments)
    assert [(one["from"], one["to"], one["member"], one["signed"]) for one in counts] == [
        (0, 5, 1, 0),
        (5, 10, 1, 1),
        (10, 30, 0, 1),
    ]
