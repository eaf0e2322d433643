"""Axes from a minute to two thousand years: every event is drawn, listed, counted and charted."""

from pathlib import Path
from typing import Any, TypeAlias

import folium
import numpy as np
import pandas as pd
import pytest
from playwright.sync_api import expect

from geo.timemap import Card, EventPoints, Feed, Legend, Moment, TimeAxis, to_ms
from tests.browser.conftest import Open
from tests.browser.test_plain_map import saved, whole

pytestmark = pytest.mark.browser

Times: TypeAlias = "pd.Series[pd.Timestamp]"


def each(first: str, last: str, count: int) -> Times:
    """Give instants from the first to the last, evenly, to the second."""
    ends = np.array([first, last], "datetime64[s]").astype("int64")
    naive = np.linspace(ends[0], ends[1], count).astype("int64").astype("datetime64[s]")
    return pd.Series(naive).dt.tz_localize("UTC")


SPANS = {
    "a minute": each("2022-01-02T06:00:00", "2022-01-02T06:01:00", 21),
    "an hour": each("2022-01-02T06:00", "2022-01-02T07:00", 21),
    "a day": each("2022-01-02", "2022-01-03", 21),
    "ten years": each("2012-01-02", "2022-01-03", 21),
    "a century": each("1900-06-01", "2020-06-01", 21),
    "1300 to 1850": each("1300-06-01", "1850-06-01", 21),
    "two thousand years": each("0001-06-01", "2001-06-01", 21),
    "the first century": each("0001-06-01", "0059-06-01", 21),
    "before the era": each("-0060-06-01", "-0002-06-01", 21),
    "over the begin of the era": each("-0060-06-01", "0060-06-01", 21),
    "to the year 9999": each("2000-01-01", "9999-12-31", 21),
    "one instant": each("2022-01-02T06:00", "2022-01-02T06:00", 21),
}


def spanned(times: Times, zone: str = "UTC", **columns: Any) -> folium.Map:  # noqa: ANN401
    """Draw an event for each time on an axis that ends with the last one."""
    frame = pd.DataFrame({"lat": 48.0, "lon": 20.0 + np.arange(len(times)), "earliest_at": times})
    frame["title"] = [f"number {number}" for number in range(len(times))]
    folium_map = folium.Map(location=(48, 30), zoom_start=3, tiles=None)
    TimeAxis(start=times.min(), end=times.max(), zone=zone).add_to(folium_map)
    EventPoints(frame.assign(**columns)).add_to(folium_map)
    for element in (Legend(), Moment(zone=zone), Card(), Feed()):
        element.add_to(folium_map)
    return folium_map


BINNED = """(({ bins }) => Array.from({ length: bins.count }, (_, bin) => tm.binTotal(bins, bin))
    .reduce((sum, one) => sum + one, 0))(map.axis.picture)"""


@pytest.mark.parametrize("span", SPANS)
def test_every_event_of_a_span_is_there(open_page: Open, tmp_path: Path, span: str) -> None:
    times = SPANS[span]
    view = whole(open_page, saved(spanned(times), tmp_path))
    assert view.drawn == len(times)
    assert view.tell("map.events.counts.all") == {"low": len(times), "high": len(times)}
    assert view.tell(BINNED) == pytest.approx(len(times))
    assert view.tell("[...map.events.earliest]") == [to_ms(at) for at in times]
    expect(view.find(".tm-row")).to_have_count(len(times))
    expect(view.find(".tm-row").first).to_contain_text(
        f"number {len(times) - 1 if span != 'one instant' else 0}"
    )
    # A quarter of the way events have happened, and it fades and plays within what a reader waits.
    view.tell("map.set({t1: map.span.start + (map.span.end - map.span.start) / 4})")
    if span != "one instant":
        assert 0 < view.drawn < len(times) / 2
    seconds = view.tell("(map.span.end - map.span.start) / tm.HOUR / map.axis.player.speed")
    assert 20 < seconds < 800
    fades = view.tell("(map.span.end - map.span.start) / tm.HOUR / map.current.fade")
    assert 2 < fades < 30
    bars = view.tell("map.axis.picture.bins.count")
    assert 20 < bars < 300


@pytest.mark.parametrize("span", ["a minute", "a century", "before the era"])
def test_a_window_a_step_and_play_follow_the_span(
    open_page: Open, tmp_path: Path, span: str
) -> None:
    view = whole(open_page, saved(spanned(SPANS[span]), tmp_path))
    view.tell("map.axis.setMode('window')")
    assert 0 < view.drawn < 21
    length = view.tell("(map.current.t1 - map.current.t0) / (map.span.end - map.span.start)")
    assert 0.01 < length < 0.5
    before = view.tell("map.current.t1")
    view.tell("map.axis.nudge(-1)")
    step = view.tell("(arg - map.current.t1) / (map.span.end - map.span.start)", before)
    assert 0.001 < step < 0.1
    view.tell("map.axis.toggle()")
    view.wait("map.playing && map.current.t1 > map.span.start")
    view.tell("map.axis.pause()")


@pytest.mark.parametrize(
    ("span", "day", "tick"),
    [
        ("a century", "1 June 2020", "1950"),
        ("the first century", "1 June 59 AD", "50 AD"),
        ("before the era", "1 June 3 BC", "50 BC"),
    ],
)
def test_years_stand_in_list_card_and_axis(
    open_page: Open, tmp_path: Path, span: str, day: str, tick: str
) -> None:
    view = whole(open_page, saved(spanned(SPANS[span]), tmp_path)).apply(lang="en")
    expect(view.find(".tm-day").first).to_contain_text(day)
    view.find(".tm-row").first.click()
    expect(view.find(".tm-detail .tm-when")).to_contain_text(day)
    labels = view.tell(
        """(({ from, to }) => tm.ticks(from, to, 850 / (to - from), map.zone))(map.axis.scale)
            .filter((tick) => tick.isLabelled).map(({ ms }) => map.says(ms, "year"))"""
    )
    assert tick in labels


def test_one_year_needs_no_name(open_page: Open, tmp_path: Path) -> None:
    view = whole(open_page, saved(spanned(SPANS["a day"]), tmp_path)).apply(lang="en")
    expect(view.find(".tm-day").first).to_have_text("Mon 3 January")


def test_an_end_far_off_keeps_an_event_in_each_window_before_it(
    open_page: Open, tmp_path: Path
) -> None:
    times = SPANS["a day"]
    far = pd.Series(np.full(len(times), "9999-12-31", "datetime64[s]")).dt.tz_localize("UTC")
    view = whole(open_page, saved(spanned(times, ended_at=far), tmp_path))
    view.tell("map.set({mode: 'window', t1: map.span.end, t0: map.span.end - tm.HOUR})")
    assert view.drawn == len(times)


def test_wall_time_follows_summer_time(open_page: Open, tmp_path: Path) -> None:
    noon = pd.to_datetime(["2022-03-26T12:00", "2022-03-27T12:00", "2022-07-01T12:00"])
    times = pd.Series(noon).dt.tz_localize("Europe/Berlin")
    view = whole(open_page, saved(spanned(times, "Europe/Berlin"), tmp_path)).apply(lang="en")
    assert view.tell("[...map.events.earliest].map((ms) => map.says(ms, 'time'))") == ["12:00"] * 3
    expect(view.find(".tm-hour")).to_have_text("12:00")
    view.find(".tm-row").first.click()
    expect(view.find(".tm-when")).to_have_text("1 July, 12:00 local time, UTC+2")
    edges = view.tell("tm.evenEdges(map.span.start, map.span.end, tm.DAY, map.zone)")
    midnights = [pd.Timestamp(ms, unit="ms", tz="Europe/Berlin") for ms in edges]
    assert {at.hour for at in midnights} == {0}


def test_a_time_of_any_year_is_typed(open_page: Open, tmp_path: Path) -> None:
    view = whole(open_page, saved(spanned(SPANS["before the era"]), tmp_path)).apply(lang="en")
    view.find(".tm-icon-settings").click()
    field = view.find("[data-time=at]")
    expect(field).to_have_value("-000002-06-01T00:00")
    field.fill("-0043-03-15T12:00")
    view.find(".tm-apply").click()
    assert view.state["t1"] == to_ms("-0043-03-15T12:00Z")
    expect(view.find(".tm-sub")).to_contain_text("44 BC")


def test_a_place_without_precision_has_no_empty_brackets(open_page: Open, tmp_path: Path) -> None:
    times = SPANS["a day"].dt.tz_convert("Europe/Prague")
    folium_map = spanned(times, "America/New_York", place="Prague")
    view = whole(open_page, saved(folium_map, tmp_path)).apply(lang="en")
    view.find(".tm-row").first.click()
    expect(view.find(".tm-where")).to_have_text("Prague")
    expect(view.find(".tm-when")).to_contain_text("local time, UTC+1, 19:00 in New York")
