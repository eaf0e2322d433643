"""Onsets, their order, lags and distances: known answers and invariants on the real data."""

from math import asin, cos, radians, sin, sqrt
from typing import Any

import pandas as pd
import pytest

from geo.analysis.spread.onsets import (
    ORIGIN,
    distances_km,
    in_time,
    onsets,
    population_reached,
    reach,
    region_days,
    with_places,
)
from geo.analysis.spread.paths import MODELS, Model, possible_paths
from geo.analysis.window import Mode, Window
from geo.errors import EmptyError
from geo.facts.join import join_events
from geo.facts.read import read_facts

ALMATY = "Asia/Almaty"


def to_events(rows: dict[str, tuple[str, str, float, float]]) -> pd.DataFrame:
    """Build joined events `event_id: (earliest, latest, lat, lon)`, times in Almaty time."""
    spans = {name: pd.to_datetime(list(row[:2])).tz_localize(ALMATY) for name, row in rows.items()}
    return pd.DataFrame(
        {
            "event_id": list(rows),
            "earliest_at": [span[0].tz_convert("UTC") for span in spans.values()],
            "latest_at": [span[1].tz_convert("UTC") for span in spans.values()],
            "lat": [row[2] for row in rows.values()],
            "lon": [row[3] for row in rows.values()],
            "precision": "settlement",
            "tz": ALMATY,
        }
    )


WORLD = to_events(
    {
        "origin-1": ("2022-01-01T12:00", "2022-01-01T13:00", 43.34116, 52.86192),
        "north-3": ("2022-01-03", "2022-01-04", 50.0, 60.0),
        "south-3": ("2022-01-03", "2022-01-04", 43.25, 76.92),
        "east-3-noon": ("2022-01-03T12:00", "2022-01-03T12:00", 49.0, 82.0),
        "west-4": ("2022-01-04T00:00", "2022-01-04T00:00", 47.0, 51.0),
    }
)
FIRST = pd.DataFrame(
    {
        "place_id": ["origin", "north", "south", "east", "west"],
        "event_id": list(WORLD["event_id"]),
        "confidence": "high",
    }
)


def row_of(table: pd.DataFrame, place_id: str) -> dict[str, Any]:
    """Give the one row of a place."""
    (row,) = table[table["place_id"] == place_id].to_dict("records")
    return {str(name): value for name, value in row.items()}


def test_places_with_overlapping_days_share_their_ranks() -> None:
    table = onsets(FIRST, WORLD, origin="origin")
    ranks = {
        place: (low, high)
        for place, low, high in zip(
            table["place_id"], table["rank_low"], table["rank_high"], strict=True
        )
    }
    assert ranks == {
        "origin": (1, 1),
        "north": (2, 4),
        "south": (2, 4),
        "east": (2, 4),
        "west": (5, 5),
    }


def test_a_lag_is_as_wide_as_both_intervals_together() -> None:
    north = row_of(onsets(FIRST, WORLD, origin="origin"), "north")
    assert (north["lag_low_h"], north["lag_high_h"]) == (35.0, 60.0)


def test_the_origin_has_no_lag_and_no_distance() -> None:
    origin = row_of(onsets(FIRST, WORLD, origin="origin"), "origin")
    assert (origin["lag_low_h"], origin["lag_high_h"], origin["distance_km"]) == (0.0, 0.0, 0.0)


def test_an_unknown_origin_is_refused() -> None:
    with pytest.raises(EmptyError, match="nowhere"):
        onsets(FIRST, WORLD, origin="nowhere")


def test_reach_counts_surely_and_possibly_reached_places() -> None:
    steps = reach(onsets(FIRST, WORLD, origin="origin"))
    local = steps["at"].dt.tz_convert(ALMATY).dt.strftime("%dT%H")
    assert list(zip(local, steps["low"], steps["high"], strict=True)) == [
        ("01T12", 0, 1),
        ("01T13", 1, 1),
        ("03T00", 1, 3),
        ("03T12", 2, 4),
        ("04T00", 5, 5),
    ]


@pytest.fixture(scope="module")
def real() -> pd.DataFrame:
    """Onsets of the built-in data."""
    facts = read_facts()
    return onsets(facts.first_protests, join_events(facts).events)


def test_real_onsets_lose_no_place(real: pd.DataFrame) -> None:
    assert set(real["place_id"]) == set(read_facts().first_protests["place_id"])


def test_zhanaozen_comes_first_and_alone(real: pd.DataFrame) -> None:
    assert real["place_id"].iloc[0] == ORIGIN
    assert (real["rank_low"].iloc[0], real["rank_high"].iloc[0]) == (1, 1)


def haversine_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Distance on a sphere of radius 6,371 km: within half a percent of the ellipsoid's."""
    half_lat, half_lon = radians(other_lat - lat) / 2, radians(other_lon - lon) / 2
    along = cos(radians(lat)) * cos(radians(other_lat)) * sin(half_lon) ** 2
    return 2 * 6371 * asin(sqrt(sin(half_lat) ** 2 + along))


def test_distances_agree_with_those_on_a_sphere(real: pd.DataFrame) -> None:
    start = row_of(real, ORIGIN)
    for lat, lon, distance_km in zip(real["lat"], real["lon"], real["distance_km"], strict=True):
        expected = haversine_km(start["lat"], start["lon"], lat, lon)
        assert distance_km == pytest.approx(expected, rel=0.005)


def test_real_ranks_and_lags_are_ranges(real: pd.DataFrame) -> None:
    assert (real["rank_low"] <= real["rank_high"]).all()
    assert (real["lag_low_h"] <= real["lag_high_h"]).all()
    assert real["rank_high"].max() == len(real)


def test_the_third_of_january_is_one_big_tie(real: pd.DataFrame) -> None:
    """Nine places and more are known to the day only; none of them may rank before another."""
    third = real[real["earliest_at"] == pd.Timestamp("2022-01-02T18:00Z")]
    assert len(third) >= 3
    assert len(set(third["rank_low"])) == 1


def test_real_reach_only_grows_and_ends_with_every_place(real: pd.DataFrame) -> None:
    steps = reach(real)
    assert steps["low"].is_monotonic_increasing
    assert steps["high"].is_monotonic_increasing
    assert (steps["low"] <= steps["high"]).all()
    assert steps.iloc[-1][["low", "high"]].tolist() == [len(real), len(real)]


PLACES = pd.DataFrame(
    {
        "place_id": list(FIRST["place_id"]),
        "region_iso": ["KZ-MAN", "KZ-AKT", "KZ-ALA", "KZ-VOS", "KZ-ATY"],
        "population": pd.array([100_000, None, 2_000_000, 300_000, 50_000], dtype="Int64"),
    }
)


def described() -> pd.DataFrame:
    return with_places(onsets(FIRST, WORLD, origin="origin"), PLACES)


def test_the_nearest_earlier_place_is_one_that_surely_was_and_one_that_may_have_been() -> None:
    table = described()
    south, west = row_of(table, "south"), row_of(table, "west")
    assert (south["earlier_id"], south["maybe_id"]) == ("origin", "east")
    assert west["earlier_id"] == west["maybe_id"] == "origin"
    assert west["earlier_km"] == pytest.approx(west["distance_km"])
    assert (row_of(table, "origin")["earlier_id"], row_of(table, "origin")["maybe_id"]) == ("", "")


def test_distances_between_places_are_symmetric_and_those_of_the_origin() -> None:
    table = described()
    apart = distances_km(table)
    assert (apart == apart.T).all()
    assert apart[0] == pytest.approx(table["distance_km"])


def test_population_is_summed_where_it_is_known() -> None:
    steps = population_reached(described())
    assert steps["low"].tolist() == [0, 100_000, 100_000, 400_000, 2_450_000]
    assert steps["high"].tolist() == [100_000, 100_000, 2_100_000, 2_400_000, 2_450_000]


@pytest.mark.parametrize(
    ("mode", "t0", "t1", "places"),
    [
        ("upto", "2022-01-01T00:00", "2022-01-03T00:00", ["origin", "north", "south"]),
        ("upto", "2022-01-01T00:00", "2022-01-01T00:00", []),
        ("window", "2022-01-03T18:00", "2022-01-05T00:00", ["north", "south", "west"]),
        ("all", "2022-01-01T00:00", "2022-01-01T00:00", list(FIRST["place_id"])),
    ],
)
def test_the_window_takes_the_places_that_may_be_in_it(
    mode: Mode, t0: str, t1: str, places: list[str]
) -> None:
    begin, end = (int(pd.Timestamp(at, tz=ALMATY).timestamp() * 1000) for at in (t0, t1))
    window = Window(mode, begin, end, kinds=frozenset(), search="nothing")
    assert sorted(in_time(described(), window)["place_id"]) == sorted(places)


def test_events_are_counted_by_region_and_day_of_the_place() -> None:
    rows = pd.DataFrame(
        {
            "on_map": [True, True, True, False],
            "region_iso": ["KZ-MAN", "KZ-MAN", "", "KZ-AST"],
            "started_local": ["2022-01-03T23:00", "2022-01-03", "2022-01-03", "2022-01-03"],
            "is_certain": [True, False, True, True],
        }
    )
    assert region_days(rows).to_dict("records") == [
        {"region_iso": "KZ-MAN", "day": "2022-01-03", "low": 1, "high": 2}
    ]


def test_real_places_have_a_nearest_earlier_one_but_the_origin(real: pd.DataFrame) -> None:
    table = with_places(real, read_facts().places)
    rest = table[table["place_id"] != ORIGIN]
    assert (rest["earlier_id"] != "").all()
    assert (rest["maybe_km"] <= rest["earlier_km"] + 1e-9).all()
    assert (rest["earlier_km"] <= rest["distance_km"] + 1e-9).all()


@pytest.mark.parametrize("model", MODELS)
def test_paths_come_from_places_that_may_have_been_earlier(
    real: pd.DataFrame, model: Model
) -> None:
    table = with_places(real, read_facts().places)
    paths = possible_paths(table, model, origin=ORIGIN)
    begin = table.set_index("place_id")["earliest_at"]
    end = table.set_index("place_id")["latest_at"]
    for source, target in zip(paths["from_id"], paths["to_id"], strict=True):
        assert source == ORIGIN or begin[source] < end[target]
    assert ORIGIN not in set(paths["to_id"])
    assert (paths.groupby("to_id")["share"].sum() <= 1 + 1e-9).all()


def test_a_line_of_places_is_walked_from_one_to_the_next() -> None:
    """Known answer: four places on a line, an hour apart, one after the other."""
    ids = ["a", "b", "c", "d"]
    events = to_events(
        {
            name: (f"2022-01-0{day}T10:00", f"2022-01-0{day}T11:00", 48.0, 60.0 + day)
            for day, name in enumerate(ids, 1)
        }
    )
    first = pd.DataFrame({"place_id": ids, "event_id": ids, "confidence": "high"})
    people = pd.array([9_000_000, 10, 10, 10], dtype="Int64")
    places = pd.DataFrame({"place_id": ids, "region_iso": "", "population": people})
    table = with_places(onsets(first, events, origin="a"), places)
    nearest = possible_paths(table, "nearest", origin="a")
    gravity = possible_paths(table, "gravity", origin="a")
    assert nearest["from_id"].tolist() == ["a", "b", "c"]
    assert gravity["from_id"].tolist() == ["a", "a", "a"]
    assert nearest["share"].tolist() == [1.0, 1.0, 1.0]
