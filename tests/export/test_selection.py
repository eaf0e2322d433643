"""From the parameters of an address to the events meant, and back."""

from typing import Any

import pytest

from geo.analysis.window import Window, certain
from geo.errors import ParameterError
from geo.export.rows import select_events
from geo.export.selection import SETS, Box, Selection, read_selection, write_selection
from geo.schema import JoinedEvents
from tests.analysis.test_window import CASES, case_events

AT = 1641380400000
"""2022-01-05T11:00Z, 17:00 in Almaty."""


SERVED = [case for case in CASES if set(case["state"].get("sets") or ()) <= set(SETS)]
"""The golden cases but for those that name sets which are not served."""


@pytest.mark.parametrize("case", SERVED, ids=[case["name"] for case in SERVED])
def test_a_golden_case_survives_the_way_through_an_address(case: dict[str, Any]) -> None:
    window = Window.of(case["state"])
    selection = read_selection(write_selection(window))
    rows = select_events(case_events(case), selection)
    assert list(rows["event_id"]) == case["possible"]
    assert list(rows.loc[rows["is_certain"], "event_id"]) == case["certain"]


def test_nearly_all_golden_cases_are_tried() -> None:
    assert len(SERVED) >= len(CASES) - 10
    assert len(SERVED) >= 100


def test_nothing_asked_for_is_everything(events: JoinedEvents) -> None:
    selection = read_selection({})
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
    assert read_selection({"until": text}).window == Window("upto", 946684800000, AT)


def test_a_day_is_its_first_moment_in_almaty() -> None:
    assert read_selection({"until": "2022-01-05"}).window.t1_ms == AT - 17 * 3600 * 1000


def test_from_alone_is_a_window_without_end() -> None:
    window = read_selection({"from": "2022-01-05T11:00Z"}).window
    assert (window.mode, window.t0_ms) == ("window", AT)
    assert window.t1_ms > AT * 2


def test_a_moment_is_written_to_the_millisecond() -> None:
    window = Window("upto", 0, AT + 123)
    assert write_selection(window) == {"until": "2022-01-05T11:00:00.123Z"}
    assert read_selection(write_selection(window)).window.t1_ms == AT + 123


def test_a_box_keeps_what_is_a_dot_in_it(events: JoinedEvents) -> None:
    rows = select_events(events, read_selection({"bbox": "50,41,54,46"}))
    dots = events[events["on_map"]]
    inside = dots["lon"].between(50, 54) & dots["lat"].between(41, 46)
    assert list(rows["event_id"]) == list(dots.loc[inside, "event_id"])
    assert 0 < len(rows) < len(dots)


def test_what_concerns_the_country_lies_in_no_box(events: JoinedEvents) -> None:
    everywhere = select_events(events, read_selection({"bbox": "-180,-90,180,90"}))
    assert len(everywhere) == events["on_map"].sum() < len(events)


def test_a_box_may_cross_the_date_line(events: JoinedEvents) -> None:
    window = read_selection({}).window
    beyond = select_events(events, Selection(window, Box(60, -90, 10, 90)))
    between = select_events(events, Selection(window, Box(10, -90, 60, 90)))
    assert len(beyond) + len(between) == events["on_map"].sum()
    assert len(beyond) > 0 < len(between)


REFUSED = {
    "from": ["now", "", "2022-13-01", "1641380400", "1922-01-05", "9999-12-31T23:59Z"],
    "until": ["<script>", "2022-01-05T99:00Z", "x" * 401],
    "kind": ["landslide", "protest,landslide", "", "none,protest", "protest;strike"],
    "confidence": ["sure"],
    "set": ["acled"],
    "bbox": ["1,2,3", "a,b,c,d", "nan,41,54,46", "50,46,54,41", "50,41,540,46", "1e400,0,1,1"],
    "search": ["x" * 401],
}


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in REFUSED.items() for text in texts]
)
def test_what_cannot_be_meant_is_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(ParameterError) as caught:
        read_selection({name: text})
    (refusal,) = caught.value.refusals
    assert refusal.parameter == name
    assert refusal.expected
    assert len(refusal.got) <= 61


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(ParameterError) as caught:
        read_selection({"until": "now", "kind": "landslide", "bbox": "1"})
    assert {each.parameter for each in caught.value.refusals} == {"until", "kind", "bbox"}
    assert "until: got 'now', expected a time" in str(caught.value)


def test_a_time_that_begins_after_its_end_is_refused() -> None:
    with pytest.raises(ParameterError, match="from: got"):
        read_selection({"from": "2022-01-06", "until": "2022-01-05"})
