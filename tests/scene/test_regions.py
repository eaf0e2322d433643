"""What holds in a region: rows of the table as intervals of its own time."""

from typing import Any

import pandas as pd
import pytest

from geo.facts.join import Joined, join_events
from geo.facts.read import Facts
from geo.facts.vocabulary import REGIONS
from geo.scene.regions import first_protests, region_layers
from geo.scene.times import to_ms
from tests.world import Row, build_event, build_facts, build_place, build_row

BOTH = ("KZ-MAN", "KZ-ALA")
Rows = list[dict[str, Any]]


def layer_of(facts: Facts, name: str, regions: tuple[str, ...] = REGIONS) -> Rows:
    layers = {
        layer["layer"]: layer for layer in region_layers(facts, join_events(facts).events, regions)
    }
    rows = layers[name]["rows"]
    assert isinstance(rows, list)
    return rows


def build_measures(*rows: Row) -> Facts:
    """Build a world whose first protest, as everywhere, was in Zhanaozen, and with these rows."""
    return build_facts(
        places=[build_place(place_id="zhanaozen"), build_place(place_id="east", **EAST)],
        events=[
            build_event(place_id="zhanaozen"),
            build_event(event_id="later", place_id="east", started_local="2022-01-07"),
        ],
        first_protests=[
            build_row("first_protests", place_id="zhanaozen"),
            build_row("first_protests", place_id="east", event_id="later"),
        ],
        region_measures=list(rows),
    )


EAST = {"region_iso": "KZ-ALA", "tz": "Asia/Almaty"}


def build_cut(region: str, start: str, end: str) -> Row:
    return build_row(
        "region_measures",
        region_iso=region,
        measure="internet_shutdown",
        level="full",
        start_local=start,
        end_local=end,
    )


def utc_ms(text: str) -> int:
    return to_ms(pd.Timestamp(text, tz="UTC"))


def test_every_measure_of_the_table_is_on_the_map_in_its_region(real_facts: Facts) -> None:
    table = real_facts.region_measures.query("measure == 'state_of_emergency'")
    rows = layer_of(real_facts, "emergency")
    assert {row["region"] for row in rows} == set(table["region_iso"]) <= set(REGIONS)


def test_every_row_on_the_map_begins_before_it_ends(real_facts: Facts) -> None:
    for name in ("emergency", "curfew", "internet"):
        for row in layer_of(real_facts, name):
            assert row["start"][0] <= row["start"][1]
            assert row["end"], (name, row["region"])
            assert row["start"][0] < row["end"][1], (name, row["region"])


def test_a_measure_begins_in_each_regions_own_time_and_a_day_is_open_all_day() -> None:
    def starts(local: str) -> dict[str, tuple[int, int]]:
        rows = [
            build_row("region_measures", measure_id=region, region_iso=region, start_local=local)
            for region in ("KZ-ALA", "KZ-MAN")
        ]
        found = layer_of(build_measures(*rows), "emergency")
        return {row["region"]: tuple(row["start"]) for row in found}

    assert starts("2022-01-05T01:30") == {
        "KZ-ALA": (utc_ms("2022-01-04T19:30"),) * 2,
        "KZ-MAN": (utc_ms("2022-01-04T20:30"),) * 2,
    }
    assert starts("2022-01-05") == {
        "KZ-ALA": (utc_ms("2022-01-04T18:00"), utc_ms("2022-01-05T18:00")),
        "KZ-MAN": (utc_ms("2022-01-04T19:00"), utc_ms("2022-01-05T19:00")),
    }


def test_a_measure_without_an_end_goes_on() -> None:
    facts = build_measures(build_row("region_measures", start_local="2022-01-05T01:30"))
    (row,) = layer_of(facts, "emergency")
    assert row["end"] is None


def test_what_is_said_of_all_is_said_of_each_region_at_one_instant() -> None:
    """Of the whole country the table tells in Almaty's time: see `data/README.md`."""
    facts = build_measures(build_cut("ALL", "2022-01-05T17:00", "2022-01-08"))
    rows = layer_of(facts, "internet", BOTH)
    assert [row["region"] for row in rows] == list(BOTH)
    for row in rows:
        assert row["start"] == (utc_ms("2022-01-05T11:00"),) * 2
        assert row["end"] == (utc_ms("2022-01-07T18:00"), utc_ms("2022-01-08T18:00"))


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [
        ("2022-01-05T18:00", "2022-01-06T18:00", False),
        ("2022-01-05T18:00", "", False),
        ("2022-01-03", "2022-01-04", True),
        ("2022-01-09T12:00", "", True),
    ],
)
def test_a_regions_own_row_counts_for_more_than_that_of_all(
    start: str, end: str, *, kept: bool
) -> None:
    everywhere = build_cut("ALL", "2022-01-05T17:00", "2022-01-08T00:00")
    rows = layer_of(build_measures(everywhere, build_cut("KZ-ALA", start, end)), "internet", BOTH)
    assert [row["region"] for row in rows].count("KZ-ALA") == (2 if kept else 1)
    assert [row["region"] for row in rows].count("KZ-MAN") == 1


def test_one_without_end_for_all_gives_way_to_a_later_row_of_the_region() -> None:
    facts = build_measures(
        build_cut("ALL", "2022-01-05T17:00", ""),
        build_cut("KZ-ALA", "2022-01-20T00:00", "2022-01-21T00:00"),
    )
    assert len(layer_of(facts, "internet", BOTH)) == 2


def test_first_days_run_from_0_to_1() -> None:
    rows = layer_of(build_measures(), "first_day")
    assert [(row["region"], row["value"]) for row in rows] == [("KZ-MAN", 0.0), ("KZ-ALA", 1.0)]


def test_the_first_day_of_a_region_is_that_of_its_earliest_place(
    real_facts: Facts, real_joined: Joined
) -> None:
    first = first_protests(real_facts, real_joined.events)
    earliest = first.groupby("region_iso")["earliest_at"].min().map(to_ms).to_dict()
    rows = layer_of(real_facts, "first_day")
    assert {row["region"]: row["start"][0] for row in rows} == earliest
    assert {row["value"] for row in rows} >= {0.0, 1.0}


def test_every_place_with_a_first_protest_has_one_row(
    real_facts: Facts, real_joined: Joined
) -> None:
    first = first_protests(real_facts, real_joined.events)
    assert sorted(first["place_id"]) == sorted(real_facts.first_protests["place_id"])
    assert first[["lat", "lon", "region_iso"]].notna().all(axis=None)
