"""Which rows go into a file: exactly those that panels show, with all their sources."""

from typing import Any

import pytest

from geo.analysis.window import Window, in_view
from geo.facts.join import COLUMNS
from geo.facts.read import Facts
from geo.facts.vocabulary import JoinedEvents
from geo.files.csv_text import SOURCE_COLUMNS
from geo.files.extract import SOURCE_FIELDS, extract_events, plain_rows
from geo.view.query import read_selection, write_selection
from tests.files.frames import ABOUT, build_extract

AT = 1641380400000
DAY = 24 * 3600 * 1000
STATES: list[dict[str, Any]] = [
    {"mode": "upto"},
    {"mode": "window"},
    {"mode": "all"},
    {"mode": "upto", "kinds": ["protest", "clash"], "confidence": ["high"]},
    {"mode": "window", "search": "Almaty akimat"},
    {"mode": "all", "kinds": []},
]


@pytest.mark.parametrize("changes", STATES, ids=str)
def test_rows_are_exactly_those_in_view(
    events: JoinedEvents, real_facts: Facts, changes: dict[str, Any]
) -> None:
    state = {"t0": AT - DAY, "t1": AT, "kinds": None, "confidence": None} | changes
    window = Window.of(state)
    shown = in_view(events, window)
    selection = read_selection(write_selection(window), real_facts.places)
    frame = extract_events(events, real_facts, selection, ABOUT).frame
    assert list(frame["event_id"]) == list(shown["event_id"])
    assert list(frame["is_certain"]) == list(shown["is_certain"])


def test_every_column_of_the_join_is_there_and_nothing_else(
    events: JoinedEvents, real_facts: Facts
) -> None:
    frame = extract_events(events, real_facts, read_selection({}, real_facts.places), ABOUT).frame
    assert list(frame) == [*COLUMNS, "is_certain"]
    assert not (frame.select_dtypes("str") == "").any().any()


def test_every_link_to_a_source_is_there(events: JoinedEvents, real_facts: Facts) -> None:
    extract = extract_events(events, real_facts, read_selection({}, real_facts.places), ABOUT)
    assert extract.sources is not None
    cited = real_facts.citations[real_facts.citations["table"] == "events"]
    found = [
        (event_id, source["source_id"])
        for event_id, sources in zip(extract.frame["event_id"], extract.sources, strict=True)
        for source in sources
    ]
    assert sorted(found) == sorted(zip(cited["row_id"], cited["source_id"], strict=True))
    assert all(set(source) == set(SOURCE_FIELDS) for each in extract.sources for source in each)
    assert not set(SOURCE_COLUMNS) & set(extract.frame)


def test_a_part_keeps_rows_and_sources_together() -> None:
    part = build_extract(["a", "b", "c"]).part(1, 3)
    assert list(part.frame["event_id"]) == ["event-1", "event-2"]
    assert part.sources is not None
    assert [len(each) for each in part.sources] == [0, 1]
    assert part.has_dot is not None
    assert part.has_dot.tolist() == [False, True]


def test_plain_rows_have_none_where_nothing_is_known_and_instants_in_utc() -> None:
    row = plain_rows(build_extract(["a"]).frame)[0]
    assert row == {
        "event_id": "event-0",
        "lat": 43.3,
        "lon": -52.9,
        "earliest_at": "2022-01-05T11:00:00Z",
        "ended_at": None,
        "title_en": "a",
        "count_low": None,
        "is_certain": True,
    }
    assert type(row["is_certain"]) is bool
