"""The join: intervals in UTC as known answers, what is a dot, what holds for the real events."""

from typing import Any

import pandas as pd
import pytest

from geo.facts.join import COLUMNS, Joined, join_events, local_intervals, to_utc
from geo.facts.read import Facts
from geo.facts.vocabulary import EVENT_KINDS
from tests.world import Row, build_event, build_facts, build_row


def joined_event(**changes: str) -> "pd.Series[Any]":
    """Join a world with one event; return its row."""
    return join_events(build_facts(events=[build_event(**changes)])).events.iloc[0]


def utc(text: str) -> pd.Timestamp:
    return pd.Timestamp(text, tz="UTC")


# The interval in which an event began.


@pytest.mark.parametrize(
    ("precision", "started", "earliest", "latest"),
    [
        ("minute", "2022-01-05T17:20", "2022-01-05T12:20", "2022-01-05T12:20"),
        ("hour", "2022-01-05T17:20", "2022-01-05T12:20", "2022-01-05T13:20"),
        ("part_of_day", "2022-01-05T17:20", "2022-01-05T07:00", "2022-01-05T13:00"),
        ("part_of_day", "2022-01-05T18:00", "2022-01-05T13:00", "2022-01-05T19:00"),
        ("part_of_day", "2022-01-05T00:00", "2022-01-04T19:00", "2022-01-05T01:00"),
        ("part_of_day", "2022-01-05", "2022-01-04T19:00", "2022-01-05T19:00"),
        ("day", "2022-01-05", "2022-01-04T19:00", "2022-01-05T19:00"),
        ("day", "2022-01-05T17:20", "2022-01-04T19:00", "2022-01-05T19:00"),
        ("approx", "2022-01-05T17:20", "2022-01-05T00:20", "2022-01-06T00:20"),
        ("approx", "2022-01-05", "2022-01-03T19:00", "2022-01-06T19:00"),
    ],
)
def test_a_precision_gives_an_interval_in_utc_five_hours_before_the_west(
    precision: str, started: str, earliest: str, latest: str
) -> None:
    event = joined_event(time_precision=precision, started_local=started)

    assert event["earliest_at"] == utc(earliest)
    assert event["latest_at"] == utc(latest)
    assert event["utc_offset_min"] == 300


@pytest.mark.parametrize(
    ("place", "scope", "midnight", "offset_min"),
    [
        ("west", "place", "2022-01-04T19:00", 300),
        ("east", "place", "2022-01-04T18:00", 360),
        ("abroad", "abroad", "2022-01-04T21:00", 180),
    ],
)
def test_a_day_begins_at_the_midnight_of_the_place(
    place: str, scope: str, midnight: str, offset_min: int
) -> None:
    event = joined_event(place_id=place, scope=scope)

    assert event["earliest_at"] == utc(midnight)
    assert event["latest_at"] == utc(midnight) + pd.Timedelta(days=1)
    assert event["utc_offset_min"] == offset_min


def test_an_event_that_ends_at_an_unknown_time_has_no_end() -> None:
    assert pd.isna(joined_event(ended_local="")["ended_at"])


def test_an_end_that_is_a_day_is_the_end_of_that_day() -> None:
    event = joined_event(ended_local="2022-01-07")

    assert event["ended_at"] == utc("2022-01-07T19:00")
    assert event["latest_at"] == utc("2022-01-05T19:00")


def test_no_event_begins_after_its_end() -> None:
    event = joined_event(
        time_precision="hour", started_local="2022-01-01T17:20", ended_local="2022-01-01T18:00"
    )

    assert event["latest_at"] == event["ended_at"] == utc("2022-01-01T13:00")


def test_a_time_that_stands_twice_when_clocks_go_back_is_the_first() -> None:
    local = pd.Series(pd.to_datetime(["2022-10-30T02:30", "2022-03-27T02:30", ""]))

    instants = to_utc(local.astype("datetime64[us]"), pd.Series(["Europe/Berlin"] * 3))

    assert instants[0] == utc("2022-10-30T00:30")
    assert instants[1] == utc("2022-03-27T01:00")
    assert pd.isna(instants[2])


def test_intervals_keep_the_index_of_the_events() -> None:
    events = build_facts(events=[build_event(), build_event(event_id="march")]).events

    assert local_intervals(events[1:]).index.tolist() == [1]


# The place, and what is a dot.


@pytest.mark.parametrize(
    ("place_kind", "place_precision", "scope", "precision"),
    [
        ("venue", "venue", "place", "venue"),
        ("town", "settlement", "place", "settlement"),
        ("town", "settlement", "region", "region"),
        ("venue", "venue", "region", "region"),
        ("district", "district", "region", "district"),
        ("region", "region", "region", "region"),
        ("region", "region", "place", "region"),
        ("town", "settlement", "country", "country"),
    ],
)
def test_the_precision_is_the_coarser_of_place_and_scope(
    place_kind: str, place_precision: str, scope: str, precision: str
) -> None:
    place = build_row("places", kind=place_kind, location_precision=place_precision)
    facts = build_facts(places=[place], events=[build_event(scope=scope)])

    assert join_events(facts).events["precision"].tolist() == [precision]


@pytest.mark.parametrize(
    ("kind", "scope", "on_map"),
    [
        ("government_decision", "country", False),
        ("government_decision", "region", True),
        ("government_decision", "place", True),
        ("protest", "country", False),
        ("statement", "place", False),
        ("statement", "country", False),
    ],
)
def test_the_scope_decides_what_is_a_dot_and_not_the_coordinates(
    *, kind: str, scope: str, on_map: bool
) -> None:
    event = joined_event(kind=kind, scope=scope)

    assert event["on_map"] == on_map
    assert (event["lat"], event["lon"]) == (43.3, 52.9)


def test_an_event_carries_its_place_family_and_number_of_sources() -> None:
    cited: list[Row] = [
        build_row("citations"),
        build_row("citations", source_id="radio"),
        build_row("citations", table="figures", row_id="rally", source_id="agency"),
    ]

    event = join_events(build_facts(citations=cited)).events.iloc[0]

    assert event["name_de"] == "Westen"
    assert event["place_kind"] == "town"
    assert event["kind"] == "protest"
    assert event["family"] == "protest"
    assert event["n_sources"] == 2


def test_a_statement_has_no_family() -> None:
    assert joined_event(kind="statement")["family"] == ""


# The whole frame.


def test_an_event_without_a_known_place_comes_back_beside() -> None:
    events = [build_event(), build_event(event_id="lost", place_id="atlantis")]

    joined = join_events(build_facts(events=events))

    assert joined.events["event_id"].tolist() == ["rally"]
    assert joined.unjoined["event_id"].tolist() == ["lost"]
    assert joined.unjoined["reason"].tolist() == ["unknown_place"]


def test_events_are_sorted_by_their_earliest_instant_then_by_key() -> None:
    # Midnight comes to the east one hour before the west.
    events = [
        build_event(event_id="b-west"),
        build_event(event_id="a-west"),
        build_event(event_id="east", place_id="east"),
    ]

    joined = join_events(build_facts(events=events)).events

    assert joined["event_id"].tolist() == ["east", "a-west", "b-west"]
    assert joined.index.equals(pd.RangeIndex(3))


def test_a_world_without_events_joins_to_empty_frames() -> None:
    joined = join_events(build_facts(events=[]))

    assert joined.events.columns.tolist() == list(COLUMNS)
    assert len(joined.events) == 0
    assert len(joined.unjoined) == 0
    assert joined.events["earliest_at"].dtype == "datetime64[us, UTC]"


def test_the_join_does_not_change_the_facts() -> None:
    facts = build_facts()
    before = facts.events.copy(), facts.places.copy()

    join_events(facts)

    pd.testing.assert_frame_equal(facts.events, before[0])
    pd.testing.assert_frame_equal(facts.places, before[1])


# The built-in events.


def test_every_built_in_event_joins(real_facts: Facts, real_joined: Joined) -> None:
    assert len(real_joined.unjoined) == 0
    assert len(real_joined.events) == len(real_facts.events) > 0
    assert real_joined.events["event_id"].is_unique
    assert real_joined.events.columns.tolist() == list(COLUMNS)


def test_built_in_intervals_run_forward(real_joined: Joined) -> None:
    events = real_joined.events
    ended = events["ended_at"].notna()

    assert events["earliest_at"].is_monotonic_increasing
    assert (events["earliest_at"] <= events["latest_at"]).all()
    assert (events["latest_at"] <= events["ended_at"])[ended].all()
    for column in ("earliest_at", "latest_at", "ended_at"):
        assert events[column].dtype == "datetime64[us, UTC]"


def test_kazakhstan_had_two_offsets_in_january_2022(real_joined: Joined) -> None:
    # UTC+5 in the five western regions, UTC+6 elsewhere (IANA tzdata, since December 2018).
    home = real_joined.events.query("country_iso2 == 'KZ'")
    offsets = home.groupby("region_iso")["utc_offset_min"].agg(["min", "max"])

    west = {"KZ-MAN", "KZ-ATY", "KZ-ZAP", "KZ-AKT", "KZ-KZY"}
    assert (offsets["min"] == offsets["max"]).all()
    assert set(offsets.index[offsets["min"] == 300]) == west
    assert set(offsets["min"]) == {300, 360}


def test_country_wide_decisions_are_no_dots(real_joined: Joined) -> None:
    events = real_joined.events
    country = events["scope"] == "country"

    assert not events.loc[country, "on_map"].any()
    assert set(events.loc[country, "precision"]) == {"country"}
    assert (events["on_map"] == (~country & (events["kind"] != "statement"))).all()


def test_every_kind_in_the_vocabulary_happened(real_joined: Joined) -> None:
    assert set(real_joined.events["kind"]) == set(EVENT_KINDS)


def test_every_built_in_event_has_a_source(real_joined: Joined, real_facts: Facts) -> None:
    assert (real_joined.events["n_sources"] >= 1).all()
    cited = real_facts.citations[real_facts.citations["table"] == "events"]
    assert real_joined.events["n_sources"].sum() == len(
        cited.drop_duplicates(["row_id", "source_id"])
    )
