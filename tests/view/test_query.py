"""From the parameters of an address to the events meant, and back."""

from typing import Any

import pandas as pd
import pytest

from geo.analysis.window import Window, certain
from geo.errors import ParameterError
from geo.facts.places import Where
from geo.facts.read import Facts
from geo.facts.vocabulary import JoinedEvents
from geo.files.extract import select_events
from geo.view.query import SETS, Box, Selection, read_selection, write_selection
from tests.analysis.test_window import CASES, case_events

PLACES = pd.DataFrame(
    {"place_id": ["town", "square", "village"], "parent_place_id": ["", "town", ""]}
)


def read(params: dict[str, str]) -> Selection:
    """Read parameters where a town, its square and a village may be named."""
    return read_selection(params, PLACES)


AT = 1641380400000
"""2022-01-05T11:00Z, 17:00 in Almaty."""


SERVED = [case for case in CASES if set(case["state"].get("sets") or ()) <= set(SETS)]
"""The golden cases but for those that name sets which are not served."""


@pytest.mark.parametrize("case", SERVED, ids=[case["name"] for case in SERVED])
def test_a_golden_case_survives_the_way_through_an_address(case: dict[str, Any]) -> None:
    window = Window.of(case["state"])
    selection = read(write_selection(window))
    rows = select_events(case_events(case), selection)
    assert list(rows["event_id"]) == case["possible"]
    assert list(rows.loc[rows["is_certain"], "event_id"]) == case["certain"]


def test_nearly_all_golden_cases_are_tried() -> None:
    assert len(SERVED) >= len(CASES) - 10
    assert len(SERVED) >= 100


def test_nothing_asked_for_is_everything(events: JoinedEvents) -> None:
    selection = read({})
    assert write_selection(selection.window) == {}
    rows = select_events(events, selection)
    assert list(rows["event_id"]) == list(events["event_id"])
    assert certain(events, selection.window).all()


@pytest.mark.parametrize(
    "text",
    [
        "2022-01-05T11:00Z",
        "2022-01-05T17:00+06:00",
        "2022-01-05T17:00 06:00",
        "2022-01-05T17:00",
        "2022-01-05T12:00:00.000+01:00",
    ],
)
def test_a_time_is_read_in_several_ways(text: str) -> None:
    assert read({"until": text}).window == Window("upto", 946684800000, AT)


@pytest.mark.parametrize(
    ("day", "begin", "last"),
    [
        ("2022-01-05", "2022-01-04T18:00Z", "2022-01-05T17:59Z"),
        # The clocks of Almaty went back by an hour at the end of this day.
        ("2024-02-29", "2024-02-28T18:00Z", "2024-02-29T18:59Z"),
        ("2024-06-01", "2024-05-31T19:00Z", "2024-06-01T18:59Z"),
    ],
)
def test_a_day_is_the_whole_day_in_almaty(day: str, begin: str, last: str) -> None:
    window = read({"from": day, "until": day}).window
    assert (window.t0_at, window.t1_at) == (pd.Timestamp(begin), pd.Timestamp(last))


def test_a_place_is_what_lies_in_it_and_a_region_narrows_it() -> None:
    where = read({"place": "town", "region": "KZ-ALA,KZ-MAN"}).where
    assert where == Where(frozenset({"town", "square"}), frozenset({"KZ-ALA", "KZ-MAN"}))
    assert read({"place": "square,village"}).where.places == frozenset({"square", "village"})
    assert read({"place": "none", "region": "none"}).where == Where(frozenset(), frozenset())


def test_events_of_a_town_are_those_of_its_venues_too(
    events: JoinedEvents, real_facts: Facts
) -> None:
    places = real_facts.places
    towns = places.loc[places["place_id"].isin(places["parent_place_id"]), "place_id"]
    for town in towns:
        inside = places.loc[places["parent_place_id"] == town, "place_id"]
        rows = select_events(events, read_selection({"place": town}, places))
        meant = events["place_id"].isin([town, *inside])
        assert set(rows["event_id"]) >= set(events.loc[meant, "event_id"])


def test_from_alone_is_a_window_without_end() -> None:
    window = read({"from": "2022-01-05T11:00Z"}).window
    assert (window.mode, window.t0_ms) == ("window", AT)
    assert window.t1_ms > AT * 2


def test_a_moment_is_written_to_the_millisecond() -> None:
    window = Window("upto", 0, AT + 123)
    assert write_selection(window) == {"until": "2022-01-05T11:00:00.123Z"}
    assert read(write_selection(window)).window.t1_ms == AT + 123


def test_a_box_keeps_what_is_a_dot_in_it(events: JoinedEvents) -> None:
    rows = select_events(events, read({"bbox": "50,41,54,46"}))
    dots = events[events["on_map"]]
    inside = dots["lon"].between(50, 54) & dots["lat"].between(41, 46)
    assert list(rows["event_id"]) == list(dots.loc[inside, "event_id"])
    assert 0 < len(rows) < len(dots)


def test_what_concerns_the_country_lies_in_no_box(events: JoinedEvents) -> None:
    everywhere = select_events(events, read({"bbox": "-180,-90,180,90"}))
    assert len(everywhere) == events["on_map"].sum() < len(events)


def test_a_box_may_cross_the_date_line(events: JoinedEvents) -> None:
    window = read({}).window
    beyond = select_events(events, Selection(window, Box(60, -90, 10, 90)))
    between = select_events(events, Selection(window, Box(10, -90, 60, 90)))
    assert len(beyond) + len(between) == events["on_map"].sum()
    assert len(beyond) > 0 < len(between)


REFUSED = {
    "from": [
        "now",
        "",
        "2022-13-01",
        "2022-02-30",
        "20220105",
        "2022-W01-3",
        "2022-01-05T17",
        "1641380400",
        "1922-01-05",
        "9999-12-31T23:59Z",
    ],
    "until": ["<script>", "2022-01-05T99:00Z", "x" * 401],
    "place": ["nowhere", "town,nowhere", "", "none,town"],
    "region": ["KZ", "kz-ala", "KZ-ALA;KZ-MAN", ""],
    "kind": ["landslide", "protest,landslide", "", "none,protest", "protest;strike"],
    "confidence": ["sure"],
    "set": ["acled"],
    "bbox": [
        "1,2,3",
        " 1,2,3,4",
        "1_0,41,54,46",
        "1,2,3,4,5",
        "a,b,c,d",
        "nan,41,54,46",
        "50,46,54,41",
        "50,41,540,46",
        "1e400,0,1,1",
    ],
    "search": ["x" * 401],
}


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in REFUSED.items() for text in texts]
)
def test_what_cannot_be_meant_is_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(ParameterError) as caught:
        read({name: text})
    (refusal,) = caught.value.refusals
    assert refusal.parameter == name
    assert refusal.expected
    assert len(refusal.got) <= 61


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(ParameterError) as caught:
        read({"until": "now", "kind": "landslide", "bbox": "1"})
    assert {each.parameter for each in caught.value.refusals} == {"until", "kind", "bbox"}
    assert "until: got 'now', expected a time" in str(caught.value)


def test_a_time_that_begins_after_its_end_is_refused() -> None:
    with pytest.raises(ParameterError, match="from: got"):
        read({"from": "2022-01-06", "until": "2022-01-05"})
