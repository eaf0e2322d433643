"""Time moves: by play, by hand, by keyboard, and the page follows."""

import re

import pytest
from playwright.sync_api import Locator, expect

from geo.facts.join import Joined
from tests.browser.mapview import MapView, Marked, ms
from tests.browser.test_opening import dots, says_count, says_moment, shown

pytestmark = pytest.mark.browser

HOUR = 3_600_000
HANDLE = '[role=slider][data-which="t1"]'


def handle(view: MapView) -> Locator:
    """Find the handle of the moment and give it the focus."""
    found = view.find(HANDLE)
    found.focus()
    return found


def drag_to(view: MapView, local: str) -> None:
    """Drag the handle with the mouse to a moment and let it go."""
    box = view.find(HANDLE).bounding_box()
    track = view.find("canvas.tm-histogram").bounding_box()
    assert box is not None
    assert track is not None
    target = track["x"] + view.tell("map.axis.scale.x(arg)", ms(local))
    mouse = view.page.mouse
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    mouse.down()
    mouse.move(target, box["y"] + 5, steps=8)
    mouse.up()


def pan(view: MapView) -> None:
    """
    Drag the map with the mouse and rest before letting go.

    A map let go within 50 ms of its last move glides on, one frame later: Leaflet's inertia.
    """
    box = view.find(".leaflet-container").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 3
    view.page.mouse.move(x, y)
    view.page.mouse.down()
    view.page.mouse.move(x - 120, y + 60, steps=6)
    view.page.wait_for_timeout(120)
    view.page.mouse.up()
    view.still()


def test_playing_moves_the_date_and_draws_more_events(fresh: MapView) -> None:
    fresh.find(".tm-speed").select_option("24")
    fresh.find(".tm-play").click()
    fresh.wait("map.current.t1 < arg", ms("2022-01-02T12:00"))
    # The date is written with the next frame, not with the change.
    expect(fresh.find(".tm-date")).to_have_text(re.compile(r"\b[12] January"))
    first = {
        "drawn": fresh.tell("map.drawn"),
        "date": fresh.find(".tm-date").inner_text(),
        "map": fresh.frame.eval_on_selector("canvas.tm-canvas", "canvas => canvas.toDataURL()"),
    }
    fresh.wait("map.current.t1 > arg", ms("2022-01-04T12:00"))
    assert fresh.tell("map.playing")
    fresh.find(".tm-play").click()
    assert not fresh.state["playing"]
    assert fresh.drawn > first["drawn"] + 20
    assert fresh.find(".tm-date").inner_text() != first["date"]
    now = fresh.frame.eval_on_selector("canvas.tm-canvas", "canvas => canvas.toDataURL()")
    assert now != first["map"]


def test_the_page_follows_while_the_map_plays_and_the_frame_stays(fresh: MapView) -> None:
    mark = Marked(fresh.page)
    fresh.find(".tm-speed").select_option("24")
    fresh.find(".tm-play").click()
    for day in ("1|2", "2|3|4", "3|4|5|6"):
        pattern = re.compile(rf"Up to \w+, ({day}) January")
        expect(fresh.page.locator("h2.q-moment")).to_have_text(pattern)
    assert fresh.tell("map.playing")
    fresh.find(".tm-play").click()
    # The hour is written with the next frame, not with the click.
    last = fresh.still().find(".tm-hour").inner_text()
    says_moment(fresh.page, f", {last},")
    mark.check()


def test_dragging_the_handle_moves_time_and_the_page_follows(
    fresh: MapView, real_joined: Joined
) -> None:
    mark = Marked(fresh.page)
    pan(fresh)
    fresh.look(45.5, 70.5, 6)
    before = fresh.state
    drag_to(fresh, "2022-01-08T12:00")
    after = fresh.state
    assert abs(after["t1"] - ms("2022-01-08T12:00")) < 6 * HOUR
    assert after["drawn"] > before["drawn"]
    says_moment(fresh.page, "8 January")
    moment = fresh.find(".tm-hour").inner_text()
    says_count(fresh.page, shown(real_joined.events, f"2022-01-08T{moment}"))
    # The bounds may differ in their last digit: they are those of whole pixels.
    for name in ("lat", "lon", "zoom"):
        assert fresh.state["view"][name] == pytest.approx(before["view"][name], abs=1e-3)
    mark.check()


def test_the_map_follows_the_hand_before_it_lets_go(view: MapView) -> None:
    box = view.find(HANDLE).bounding_box()
    assert box is not None
    mouse = view.page.mouse
    mouse.move(box["x"] + 5, box["y"] + 5)
    mouse.down()
    mouse.move(box["x"] - 60, box["y"] + 5, steps=4)
    held = view.state
    assert held["t1"] < ms("2022-01-04T17:00")
    assert held["drawn"] == view.tell(
        "map.events.standing.filter((s, i) => s && map.events.isDot(i)).length"
    )
    mouse.up()


@pytest.mark.parametrize(
    ("key", "moment"),
    [
        ("ArrowRight", "2022-01-05T23:00"),
        ("ArrowUp", "2022-01-05T23:00"),
        ("ArrowLeft", "2022-01-05T11:00"),
        ("ArrowDown", "2022-01-05T11:00"),
        ("Shift+ArrowRight", "2022-01-05T18:00"),
        ("PageUp", "2022-01-06T17:00"),
        ("PageDown", "2022-01-04T17:00"),
        ("Home", "2022-01-01T00:00"),
    ],
)
def test_a_key_on_the_handle_moves_time(view: MapView, key: str, moment: str) -> None:
    handle(view).press(key)
    assert view.state["t1"] == ms(moment)
    expect(view.find(".tm-hour")).to_have_text(moment[11:])


def test_end_goes_to_the_end_of_all_that_is_known(view: MapView, real_joined: Joined) -> None:
    handle(view).press("End")
    assert view.state["t1"] == view.tell("map.span.end")
    assert view.drawn == dots(real_joined.events)


def test_the_handle_says_its_moment_in_words(view: MapView) -> None:
    spoken = re.compile(r"^Wednesday,? 5 January 2022, 17:00$")
    expect(handle(view)).to_have_attribute("aria-valuetext", spoken)
    expect(handle(view)).to_have_attribute("aria-label", "Moment")
    handle(view).press("PageUp")
    spoken = re.compile(r"^Thursday,? 6 January 2022, 17:00$")
    expect(handle(view)).to_have_attribute("aria-valuetext", spoken)
    low, now, high = (
        int(handle(view).get_attribute(f"aria-value{name}") or "") for name in ("min", "now", "max")
    )
    assert low < now < high


def test_the_space_bar_plays_and_pauses(view: MapView) -> None:
    handle(view).press(" ")
    expect(view.find(".tm-play")).to_have_attribute("aria-label", "Pause")
    assert view.tell("map.playing")
    handle(view).press(" ")
    expect(view.find(".tm-play")).to_have_attribute("aria-label", "Play")
    assert not view.tell("map.playing")


def test_steps_move_by_the_chosen_length(view: MapView) -> None:
    view.find(".tm-icon-settings").click()
    length = view.find("[data-setting=step_label]")
    length.select_option(label="1 hour")
    view.find(".tm-forward").click()
    assert view.state["t1"] == ms("2022-01-05T18:00")
    view.find(".tm-icon-settings").click()
    length.select_option(label="6 hours")
    view.find(".tm-back").click()
    assert view.state["t1"] == ms("2022-01-05T12:00")


def test_the_window_draws_fewer_events_than_up_to_now(view: MapView) -> None:
    upto = view.drawn
    window, everything = (view.find(".tm-mode").nth(number) for number in (1, 2))
    window.click()
    assert view.state["mode"] == "window"
    expect(view.find('[role=slider][data-which="t0"]')).to_be_visible()
    assert 0 < view.drawn < upto
    everything.click()
    assert view.drawn > upto
    expect(view.find(HANDLE)).to_be_hidden()


def test_an_event_known_to_the_day_is_soft_in_its_day_and_solid_after(view: MapView) -> None:
    row = view.list_all().row("karaganda-4jan")
    drawn_before = view.at("2022-01-03T23:59").drawn
    expect(row).to_have_count(0)
    assert view.at("2022-01-04T12:00").drawn > drawn_before
    expect(row).to_have_class("tm-row is-open")
    expect(row).to_contain_text("some time this day")
    index = view.tell("map.events.indexOf('karaganda-4jan')")
    assert view.tell("map.events.standing[arg]", index) == view.tell("tm.OPEN")
    soft = view.picture()
    view.at("2022-01-05T00:00")
    expect(row).to_have_class("tm-row")
    expect(row).to_contain_text("some time this day")
    assert view.tell("map.events.standing[arg]", index) == view.tell("tm.IN")
    assert view.picture() != soft


def test_known_hours_stand_by_their_instants_above_those_that_are_not_known(view: MapView) -> None:
    view.apply(mode="all")
    view.list_all()
    expect(view.find(".tm-row")).to_have_count(view.tell("map.events.length"))
    days = view.tell(
        """[...document.querySelectorAll(".tm-day")].map((head) => {
            const rows = [];
            for (let row = head.nextSibling; row?.matches(".tm-row"); row = row.nextSibling) {
                const i = map.events.indexOf(row.dataset.event);
                const isKnown = /^(minute|hour)$/.test(map.events.textOf(i).time.precision);
                rows.push([isKnown, map.events.earliest[i]]);
            }
            return rows;
        })"""
    )
    assert max(len(rows) for rows in days) > 20
    for rows in days:
        assert rows == sorted(rows, reverse=True)


def test_a_time_good_to_half_a_day_does_not_read_like_an_hour(
    view: MapView, real_joined: Joined
) -> None:
    events = real_joined.events
    has_time = events["started_local"].str.len() > len("2022-01-05")
    rough = events[(events["time_precision"] == "approx") & has_time]
    view.apply(mode="all").list_all()
    for event in rough["event_id"]:
        expect(view.row(event).locator(".tm-row-sub")).not_to_have_text(
            re.compile(r"^(about )?\d\d:\d\d \u00b7")
        )


def test_country_wide_events_are_listed_and_are_no_dots(view: MapView, real_joined: Joined) -> None:
    events = real_joined.events
    view.apply(mode="all")
    expect(view.find(".tm-feed-head .tm-count")).to_have_text(f"{len(events)} entries")
    assert view.drawn == dots(events) < len(events)
    view.at("2022-01-01T12:00", mode="upto")
    row = view.row("lpg-price-freed")
    expect(row).to_contain_text("whole country")
    assert view.drawn == dots(shown(events, "2022-01-01T12:00"))
    before = view.state["view"]
    row.click()
    expect(view.find(".tm-detail")).to_contain_text("whole country")
    assert view.state["view"] == before


def test_the_histogram_does_not_change_while_time_moves_but_its_bright_part_does(
    view: MapView,
) -> None:
    bars = view.tell("map.axis.picture.bars.toDataURL()")
    before = view.picture("canvas.tm-histogram")
    view.at("2022-01-09T12:00")
    assert view.tell("map.axis.picture.bars.toDataURL()") == bars
    assert view.picture("canvas.tm-histogram") != before


def test_a_click_on_the_histogram_goes_there(view: MapView) -> None:
    track = view.find("canvas.tm-histogram").bounding_box()
    assert track is not None
    x = view.tell("map.axis.scale.x(arg)", ms("2022-01-10T12:00"))
    view.page.mouse.click(track["x"] + x, track["y"] + 60)
    assert abs(view.state["t1"] - ms("2022-01-10T12:00")) < HOUR
