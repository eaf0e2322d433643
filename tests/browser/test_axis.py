"""The axis in hand: modes, windows, typed times, zoom, the pinned moment."""

import re
from pathlib import Path
from typing import Any

import folium
import pandas as pd
import pytest
from playwright.sync_api import Locator, expect

from geo.timemap import EventPoints, TimeAxis, to_ms
from tests.browser.conftest import PHONE, Open
from tests.browser.mapview import MapView, ms
from tests.browser.server import Server

pytestmark = pytest.mark.browser

HOUR = 3_600_000
DAY = 24 * HOUR
MINUTE = 60_000


def slider(view: MapView, which: str) -> Locator:
    """Find the handle of the moment, the begin, the pin, or the part shown."""
    return view.find(f'[role=slider][data-which="{which}"]')


def where(view: MapView, at: int | str, y: float = 80) -> tuple[float, float]:
    """Place on the page where an instant stands on the histogram."""
    box = view.find("canvas.tm-histogram").bounding_box()
    assert box is not None
    x = view.tell("map.axis.scale.x(arg)", ms(at) if isinstance(at, str) else at)
    return box["x"] + x, box["y"] + y


def drag(view: MapView, start: str, end: str, *, y: float = 80) -> None:
    """Press at one instant of the axis, let go at another."""
    mouse = view.page.mouse
    mouse.move(*where(view, start, y))
    mouse.down()
    mouse.move(*where(view, end, y), steps=6)
    mouse.up()
    view.still()


def window(view: MapView, start: str, end: str) -> MapView:
    """Show a window."""
    return view.apply(mode="window", t0=ms(start), t1=ms(end))


def times(view: MapView) -> tuple[int, int]:
    """Begin and end of the window."""
    return view.state["t0"], view.state["t1"]


def near(at: int, local: str, within: int = 40 * MINUTE) -> bool:
    """Tell whether an instant is that wall time but for what a pixel is worth."""
    return abs(at - ms(local)) <= within


# Modes --------------------------------------------------------------------------------------------


def test_switching_modes_keeps_the_moment_and_the_length_of_the_window(view: MapView) -> None:
    upto, of_window, everything = (view.find(".tm-mode").nth(number) for number in range(3))
    of_window.click()
    assert times(view) == (ms("2022-01-04T17:00"), ms("2022-01-05T17:00"))
    window(view, "2022-01-05T05:00", "2022-01-05T17:00")
    for button, mode in ((everything, "all"), (upto, "upto"), (everything, "all")):
        button.click()
        assert (view.state["mode"], view.state["t1"]) == (mode, ms("2022-01-05T17:00"))
        expect(button).to_have_attribute("aria-pressed", "true")
    of_window.click()
    assert times(view) == (ms("2022-01-05T05:00"), ms("2022-01-05T17:00"))


def test_a_window_keeps_its_length_when_the_moment_was_at_the_beginning(view: MapView) -> None:
    slider(view, "t1").press("Home")
    view.at("2022-01-08T12:00")
    view.find(".tm-mode").nth(1).click()
    assert times(view) == (ms("2022-01-07T12:00"), ms("2022-01-08T12:00"))


def test_the_length_of_fading_is_chosen_and_part_of_the_state(view: MapView) -> None:
    assert view.state["fade"] == 96
    view.find(".tm-icon-settings").click()
    choice = view.find("[data-setting=fade]")
    expect(choice.locator("option")).to_have_text(
        ["never", "within 12 hours", "within 1 day", "within 4 days", "within 2 weeks"]
    )
    choice.select_option(label="within 12 hours")
    assert view.state["fade"] == 12
    choice.select_option(label="never")
    assert view.state["fade"] is None
    view.find(".tm-mode").nth(1).click()
    view.find(".tm-icon-settings").click()
    expect(choice).to_have_count(0)


# Window by hand -----------------------------------------------------------------------------------


def test_the_body_of_the_window_is_dragged_with_both_ends(view: MapView) -> None:
    window(view, "2022-01-04T00:00", "2022-01-06T00:00")
    drag(view, "2022-01-05T00:00", "2022-01-08T00:00")
    begin, end = times(view)
    assert end - begin == 2 * DAY
    assert near(begin, "2022-01-07T00:00")


@pytest.mark.parametrize("which", ["t0", "t1"])
def test_an_end_of_the_window_is_dragged_alone(view: MapView, which: str) -> None:
    window(view, "2022-01-04T00:00", "2022-01-08T00:00")
    start, target = (
        ("2022-01-04T00:00", "2022-01-06T00:00")
        if which == "t0"
        else ("2022-01-08T00:00", "2022-01-05T00:00")
    )
    drag(view, start, target)
    other = {"t0": ("t1", "2022-01-08T00:00"), "t1": ("t0", "2022-01-04T00:00")}[which]
    assert near(view.state[which], target)
    assert view.state[other[0]] == ms(other[1])


def test_ends_of_the_window_do_not_cross(view: MapView) -> None:
    window(view, "2022-01-04T00:00", "2022-01-06T00:00")
    drag(view, "2022-01-04T00:00", "2022-01-09T00:00")
    assert times(view) == (ms("2022-01-05T23:00"), ms("2022-01-06T00:00"))


def test_a_new_window_is_brushed_where_there_is_none(view: MapView) -> None:
    window(view, "2022-01-02T00:00", "2022-01-03T00:00")
    drag(view, "2022-01-10T12:00", "2022-01-08T00:00")
    begin, end = times(view)
    assert near(begin, "2022-01-08T00:00")
    assert near(end, "2022-01-10T12:00")
    view.page.mouse.click(*where(view, "2022-01-13T00:00"))
    assert near(view.state["t1"], "2022-01-13T00:00")
    assert view.state["t1"] - view.state["t0"] == end - begin


def test_shift_brushes_a_window_in_any_mode(view: MapView) -> None:
    view.page.keyboard.down("Shift")
    drag(view, "2022-01-07T00:00", "2022-01-09T00:00")
    view.page.keyboard.up("Shift")
    assert view.state["mode"] == "window"
    assert near(view.state["t0"], "2022-01-07T00:00")
    assert near(view.state["t1"], "2022-01-09T00:00")


def test_a_press_while_everything_is_shown_chooses_that_moment(view: MapView) -> None:
    view.find(".tm-mode").nth(2).click()
    view.page.mouse.click(*where(view, "2022-01-09T00:00"))
    assert view.state["mode"] == "upto"
    assert near(view.state["t1"], "2022-01-09T00:00")


def test_keys_move_the_begin_of_the_window(view: MapView) -> None:
    window(view, "2022-01-04T00:00", "2022-01-06T00:00")
    begin = slider(view, "t0")
    for key, moment in (
        ("ArrowLeft", "2022-01-03T18:00"),
        ("Shift+ArrowRight", "2022-01-03T19:00"),
        ("PageUp", "2022-01-04T19:00"),
        ("End", "2022-01-05T23:00"),
        ("Home", "2022-01-01T00:00"),
    ):
        begin.press(key)
        assert view.state["t0"] == ms(moment)
    assert view.state["t1"] == ms("2022-01-06T00:00")
    spoken = re.compile(r"^Saturday,? 1 January 2022, 00:00$")
    expect(begin).to_have_attribute("aria-valuetext", spoken)


# Typed times --------------------------------------------------------------------------------------


def test_exact_times_are_typed_as_wall_time_of_the_axis(view: MapView) -> None:
    view.find(".tm-icon-settings").click()
    expect(view.find(".tm-settings")).to_contain_text("UTC+6")
    moment = view.find("[data-time=at]")
    expect(moment).to_have_value("2022-01-05T17:00")
    moment.fill("2022-01-07T08:15")
    moment.press("Enter")
    assert (view.state["mode"], view.state["t1"]) == ("upto", ms("2022-01-07T08:15"))
    view.find(".tm-mode").nth(1).click()
    view.find(".tm-icon-settings").click()
    begin, end = view.find("[data-time=from]"), view.find("[data-time=to]")
    expect(begin).to_have_value("2022-01-06T08:15")
    begin.fill("2022-01-03T10:00")
    end.fill("2022-01-03T21:30")
    view.find(".tm-apply").click()
    assert times(view) == (ms("2022-01-03T10:00"), ms("2022-01-03T21:30"))
    slider(view, "t1").press("ArrowRight")
    view.still()
    expect(end).to_have_value("2022-01-04T03:30")


@pytest.mark.parametrize(
    ("begin", "end", "words"),
    [
        ("", "2022-01-05T00:00", "full date and time"),
        ("2022-01-06T00:00", "2022-01-05T00:00", "start must be before the end"),
        ("2021-12-06T00:00", "2022-01-05T00:00", "between 1 Jan"),
    ],
)
def test_what_is_wrong_with_typed_times_is_said(
    view: MapView, begin: str, end: str, words: str
) -> None:
    window(view, "2022-01-04T00:00", "2022-01-06T00:00")
    view.find(".tm-icon-settings").click()
    view.find("[data-time=from]").fill(begin)
    view.find("[data-time=to]").fill(end)
    view.find(".tm-apply").click()
    error = view.find(".tm-wrong")
    expect(error).to_contain_text(words)
    expect(error).to_have_attribute("role", "alert")
    expect(view.find("[data-time=from]")).to_have_attribute("aria-invalid", "true")
    expect(view.find("[data-time=from]")).to_be_focused()
    assert times(view) == (ms("2022-01-04T00:00"), ms("2022-01-06T00:00"))
    view.find("[data-time=from]").fill("2022-01-02T00:00")
    expect(error).to_be_empty()


def test_settings_close_with_escape_and_by_a_press_elsewhere(view: MapView) -> None:
    button, panel = view.find(".tm-icon-settings"), view.find(".tm-settings")
    button.press("Enter")
    expect(panel).to_be_visible()
    expect(view.find("[data-time=at]")).to_be_focused()
    view.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    view.find(".tm-date").click()
    expect(panel).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")


# Zoom ---------------------------------------------------------------------------------------------


def part(view: MapView) -> tuple[int, int]:
    """Give the ends of the part of the axis that is shown."""
    begin, end = view.still().tell("[map.axis.scale.from, map.axis.scale.to]")
    return begin, end


def test_a_day_is_zoomed_by_a_double_click_and_left_again(view: MapView) -> None:
    whole = part(view)
    expect(view.find(".tm-overview")).to_be_hidden()
    view.page.mouse.dblclick(*where(view, "2022-01-06T10:00"))
    assert part(view) == (ms("2022-01-06T00:00"), ms("2022-01-07T00:00"))
    assert view.tell("map.axis.picture.bins.edges[1] - map.axis.picture.bins.edges[0]") == HOUR
    expect(view.find(".tm-overview")).to_be_visible()
    spoken = re.compile("^6 Jan.* 00:00 to 7 Jan.* 00:00$")
    expect(slider(view, "view")).to_have_attribute("aria-valuetext", spoken)
    slider(view, "t1").press("Escape")
    assert part(view) == whole
    view.page.mouse.dblclick(*where(view, "2022-01-05T10:00", y=118))
    assert part(view) == (ms("2022-01-05T00:00"), ms("2022-01-06T00:00"))
    view.find(".tm-whole").click()
    assert part(view) == whole
    expect(slider(view, "t1")).to_be_focused()


def test_buttons_keys_and_wheel_zoom_around_what_is_meant(view: MapView) -> None:
    whole = part(view)
    view.find(".tm-icon-in").click()
    begin, end = part(view)
    assert end - begin < whole[1] - whole[0]
    before = where(view, "2022-01-05T17:00")[0]
    slider(view, "t1").press("+")
    assert where(view, "2022-01-05T17:00")[0] == pytest.approx(before, abs=1)
    assert part(view)[1] - part(view)[0] < end - begin
    slider(view, "t1").press("-")
    view.find(".tm-icon-out").click()
    assert part(view) == whole
    x, y = where(view, "2022-01-08T00:00")
    view.page.mouse.move(x, y)
    view.page.keyboard.down("Control")
    view.page.mouse.wheel(0, -160)
    view.page.keyboard.up("Control")
    view.wait("!map.axis.scale.isWhole")
    assert where(view, "2022-01-08T00:00")[0] == pytest.approx(x, abs=1)


def test_the_part_shown_follows_the_moment_and_the_overview_moves_it(view: MapView) -> None:
    view.tell("map.axis.showDay(arg)", ms("2022-01-05T12:00"))
    view.at("2022-01-05T23:00")
    slider(view, "t1").press("ArrowRight")
    assert part(view) == (ms("2022-01-06T00:00"), ms("2022-01-07T00:00"))
    slider(view, "view").press("PageUp")
    assert part(view) == (ms("2022-01-07T00:00"), ms("2022-01-08T00:00"))
    expect(slider(view, "t1")).to_have_class(re.compile("is-away"))
    assert view.state["t1"] == ms("2022-01-06T05:00")
    strip = view.find(".tm-strip").bounding_box()
    assert strip is not None
    view.page.mouse.click(strip["x"] + 1, strip["y"] + 10)
    assert part(view) == (ms("2022-01-01T00:00"), ms("2022-01-02T00:00"))


def test_a_zoomed_histogram_counts_the_events_of_its_part(view: MapView) -> None:
    view.tell("map.axis.showDay(arg)", ms("2022-01-05T12:00"))
    counted, inside = view.still().tell(
        """[
            [...Array(map.axis.picture.bins.count).keys()].slice(0, 24)
                .reduce((sum, bin) => sum + tm.binTotal(map.axis.picture.bins, bin), 0),
            [...map.events.earliest].reduce((sum, from, i) => {
                if (map.events.family[i] < 0) return sum;
                const to = map.events.latest[i];
                const [first, last] = [Math.max(from, arg), Math.min(to, arg + tm.DAY)];
                if (to - from <= tm.HOUR) return sum + (from >= arg && from < arg + tm.DAY);
                return sum + Math.max(0, last - first) / (to - from);
            }, 0),
        ]""",
        ms("2022-01-05T00:00"),
    )
    assert counted == pytest.approx(inside)
    assert counted > 50


# What the histogram counts ------------------------------------------------------------------------

TOTAL = """((bins) => [...Array(bins.count).keys()]
    .reduce((sum, bin) => sum + tm.binTotal(bins, bin), 0))(map.axis.picture.bins)"""


def test_the_histogram_follows_the_filters(view: MapView) -> None:
    every = view.tell("map.events.family.filter((family) => family >= 0).length")
    assert view.tell(TOTAL) == pytest.approx(every)
    view.apply(kinds=["strike"])
    strikes = view.tell(
        "map.events.kind.filter((k) => map.events.header.kinds[k] === 'strike').length"
    )
    assert view.tell(TOTAL) == pytest.approx(strikes)
    assert 0 < strikes < every


def test_the_histogram_follows_the_map_if_wished(view: MapView) -> None:
    every = view.tell(TOTAL)
    view.look(43.24, 76.9, 9)
    assert view.tell(TOTAL) == pytest.approx(every)
    view.find(".tm-icon-settings").click()
    view.find("[data-setting=local]").check()
    inside = view.still().tell(
        """((box) => [...map.events.lat].filter((lat, i) =>
            map.events.isDot(i) && box.contains([lat, map.events.lon[i]])).length)
        (map.map.getBounds())"""
    )
    assert view.tell(TOTAL) == pytest.approx(inside)
    assert 0 < inside < every
    view.look(43.34, 52.86, 9)
    assert 0 < view.tell(TOTAL) != pytest.approx(inside)
    view.find("[data-setting=local]").uncheck()
    assert view.still().tell(TOTAL) == pytest.approx(every)


def test_a_bar_under_the_mouse_is_read_out(view: MapView) -> None:
    readout = view.find(".tm-readout")
    view.page.mouse.move(*where(view, "2022-01-04T14:00", y=90))
    expect(readout).to_have_text(re.compile(r"^4 Jan.* 12:00 to 15:00: ≈ \d+$"))
    view.tell("map.axis.showDay(arg)", ms("2022-01-05T12:00"))
    view.page.mouse.move(*where(view, "2022-01-05T14:30", y=90))
    expect(readout).to_have_text(re.compile(r"^5 Jan.* 14:00 to 15:00: ≈ \d+$"))
    view.page.mouse.move(*where(view, "2022-01-05T14:30", y=-60))
    expect(readout).to_be_hidden()


def test_nothing_is_counted_anew_while_time_moves(view: MapView) -> None:
    view.tell(
        """((count) => {
            map.counted = 0;
            const { histogram } = tm;
            tm.histogram = (...given) => { map.counted += 1; return histogram(...given); };
        })()"""
    )
    for key in ("ArrowRight", "PageUp", "ArrowLeft"):
        slider(view, "t1").press(key)
        view.still()
    window(view, "2022-01-04T00:00", "2022-01-06T00:00")
    assert view.tell("map.counted") == 0
    view.apply(kinds=["strike"])
    assert view.tell("map.counted") == 1


def test_an_axis_of_decades_has_strides_and_words_of_its_own(
    open_page: Open, tmp_path: Path
) -> None:
    frame = pd.DataFrame(
        {
            "event_id": [f"e{year}" for year in range(1990, 2031)],
            "lat": 48.0,
            "lon": 20.0,
            "earliest_at": [pd.Timestamp(f"{year}-07-01", tz="UTC") for year in range(1990, 2031)],
            "kind": "vote",
            "title": "A vote",
        }
    )
    folium_map = folium.Map(location=(48, 20), zoom_start=5, tiles=None)
    TimeAxis(start=to_ms("1990-01-01T00:00Z"), end=to_ms("2031-01-01T00:00Z")).add_to(folium_map)
    EventPoints(frame).add_to(folium_map)
    folium_map.save(str(tmp_path / "map.html"))
    page = open_page((tmp_path / "map.html").as_uri())
    view = MapView(page, page.main_frame)
    expect(view.find(".tm-speed option:checked")).to_have_text("90 days per second")
    expect(view.find(".tm-invite")).to_have_text("Play from 1 January 1990")
    assert view.tell("map.axis.picture.bins.count") > 100
    moment = slider(view, "t1")
    moment.focus()
    moment.press("ArrowLeft")
    assert view.state["t1"] == to_ms("2030-01-01T00:00Z")
    moment.press("Shift+ArrowLeft")
    assert view.state["t1"] == to_ms("2029-12-31T00:00Z")
    assert view.drawn == 40


# The pinned moment --------------------------------------------------------------------------------


def test_a_moment_is_pinned_dragged_and_let_go(view: MapView) -> None:
    pin, button = slider(view, "pin"), view.find(".tm-icon-pin")
    expect(pin).to_be_hidden()
    button.click()
    assert view.state["pin"] == ms("2022-01-05T17:00")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(pin).to_have_text(re.compile("^5 Jan.* 17:00$"))
    view.at("2022-01-08T12:00")
    box = pin.bounding_box()
    assert box is not None
    mouse = view.page.mouse
    mouse.move(box["x"] + 8, box["y"] + 8)
    mouse.down()
    mouse.move(where(view, "2022-01-07T00:00")[0], box["y"] + 8, steps=5)
    mouse.up()
    assert near(view.state["pin"], "2022-01-07T00:00")
    assert view.state["t1"] == ms("2022-01-08T12:00")
    view.find(".tm-icon-remove").click()
    assert view.state["pin"] is None
    expect(pin).to_be_hidden()


def test_the_pin_is_set_moved_and_removed_by_keys(view: MapView) -> None:
    slider(view, "t1").press("c")
    assert view.state["pin"] == ms("2022-01-05T17:00")
    pin = slider(view, "pin")
    spoken = re.compile(r"^Wednesday,? 5 January 2022, 17:00$")
    expect(pin).to_have_attribute("aria-valuetext", spoken)
    for key, moment in (("ArrowLeft", "2022-01-05T11:00"), ("PageDown", "2022-01-04T11:00")):
        pin.press(key)
        assert view.state["pin"] == ms(moment)
    pin.press("Delete")
    assert view.state["pin"] is None
    expect(slider(view, "t1")).to_be_focused()
    slider(view, "t1").press("c")
    slider(view, "t1").press("c")
    assert view.state["pin"] is None


def test_what_is_new_since_the_pin_is_counted_in_words(view: MapView) -> None:
    view.at("2022-01-06T12:00", pin=ms("2022-01-05T17:00"))
    compared: dict[str, Any] = view.tell("map.events.compared")
    line = view.find(".tm-compared")
    since, before = compared["since"], compared["before"]
    assert since["low"] <= since["high"]
    expect(line.locator(".tm-since")).to_have_text(
        re.compile(rf"^{since['low']}.*events since 5 Jan.* 17:00$")
    )
    expect(line.locator(".tm-before")).to_have_text(re.compile(rf"^{before['low']}.*before$"))
    view.apply(pin=None)
    expect(line).to_be_hidden()


# For every hand -----------------------------------------------------------------------------------

SMALL = """(least) => [...document.querySelectorAll(
        ".tm-axis button, .tm-axis select, .tm-axis input, .tm-axis [role=slider]")]
    .filter((node) => node.checkVisibility() && !node.matches("[type=checkbox]"))
    .map((node) => {
        const [box, more] = [node.getBoundingClientRect(), getComputedStyle(node, "::after")];
        const grown = more.content !== "none" && more.position === "absolute";
        const size = (one, a, b) => one - (grown ? Math.min(0, parseFloat(more[a]) || 0)
            + Math.min(0, parseFloat(more[b]) || 0) : 0);
        const width = Math.round(size(box.width, "left", "right"));
        return [node.className, width, Math.round(size(box.height, "top", "bottom"))];
    })
    .filter(([, width, height]) => width < least || height < least)"""


def test_everything_on_the_axis_is_large_enough_for_a_pointer(view: MapView) -> None:
    window(view, "2022-01-04T00:00", "2022-01-06T00:00").apply(pin=ms("2022-01-05T00:00"))
    view.tell("map.axis.zoom(2)")
    view.find(".tm-icon-settings").click()
    assert view.still().frame.evaluate(SMALL, 24) == []


def test_on_a_phone_everything_is_within_reach_of_a_finger(server: Server, open_page: Open) -> None:
    view = MapView.of(open_page(server.url, viewport=PHONE, has_touch=True))
    window(view, "2022-01-04T00:00", "2022-01-06T00:00").apply(pin=ms("2022-01-05T00:00"))
    view.find(".tm-icon-settings").click()
    view.find(".tm-settings .tm-icon-in").click()
    expect(view.find(".tm-overview")).to_be_visible()
    small = view.still().frame.evaluate(SMALL, 44)
    assert small == []
    outside = view.tell(
        """[...document.querySelectorAll(".tm-axis button, .tm-axis select, .tm-axis input")]
            .filter((node) => node.checkVisibility())
            .filter((node) => node.getBoundingClientRect().right > innerWidth
                || node.getBoundingClientRect().left < 0).map((node) => node.className)"""
    )
    assert outside == []


def test_two_fingers_spread_the_axis_on_a_phone(server: Server, open_page: Open) -> None:
    page = open_page(server.url, viewport=PHONE, has_touch=True)
    view = MapView.of(page)
    view.find(".tm-track").scroll_into_view_if_needed()
    begin, end = part(view)
    moment = view.state["t1"]
    x, y = where(view, "2022-01-08T00:00")
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *offsets: int) -> None:
        points = [{"x": x + dx, "y": y, "id": k} for k, dx in enumerate(offsets)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", -20, 20)
    for gap in (30, 45, 60):
        touch("touchMove", -gap, gap)
    touch("touchEnd")
    zoomed = part(view)
    assert (zoomed[1] - zoomed[0]) < (end - begin) / 2
    assert zoomed[0] < ms("2022-01-08T00:00") < zoomed[1]
    assert near(moment, "2022-01-05T17:00")
