"""
How protest was reported from place to place: when first, in which order, how far away.

The order is one of first reports, not a path of causes.
"""

from collections import Counter
from dataclasses import replace
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pyproj import Geod

from geo.analysis.window import Window, possible
from geo.errors import EmptyError
from geo.facts.vocabulary import FirstProtests, JoinedEvents, Places

Floats: TypeAlias = NDArray[np.float64]

ORIGIN = "zhanaozen"
"""Place from which lags and distances are counted."""

_WGS84 = Geod(ellps="WGS84")
_HOUR = pd.Timedelta(hours=1)
_KEPT = ["place_id", "event_id", "earliest_at", "latest_at", "lat", "lon", "precision", "tz"]


def onsets(
    first_protests: FirstProtests, events: JoinedEvents, *, origin: str = ORIGIN
) -> pd.DataFrame:
    """
    Find when each place first saw protest, how long and how far from `origin`.

    An event known only to the day gives an interval of that day; intervals that overlap have no
    order. `lag_low_h` is negative where the place may have been earlier than the origin.

    Returns
    -------
    onsets
        One row per row of `first_protests` whose event is in `events`: `place_id`, `event_id`,
        `earliest_at`, `latest_at` (UTC), `lat`, `lon`, `precision`, `tz`, `confidence` (of the
        first protest), `rank_low`, `rank_high`, `lag_low_h`, `lag_high_h` (hours since the
        origin's own interval), `distance_km` (on the ellipsoid); by `earliest_at`, `latest_at`,
        then `place_id`.

    Raises
    ------
    EmptyError
        `origin` is not among the places.
    """
    confidence = first_protests[["place_id", "event_id", "confidence"]]
    intervals = events[[column for column in _KEPT if column != "place_id"]]
    table = confidence.merge(intervals, on="event_id", how="inner", validate="one_to_one")
    if origin not in set(table["place_id"]):
        message = f"first_protests: got no row of {origin!r}, expected one to count from"
        raise EmptyError(message)
    table = table.sort_values(["earliest_at", "latest_at", "place_id"], ignore_index=True)
    table = table.assign(**_ranks(table), **_lags(table, origin))
    return table.assign(distance_km=_distances(table, origin))


def _ranks(table: pd.DataFrame) -> dict[str, list[int]]:
    """Rank each interval: after all that are surely before it, before all that are surely after."""
    spans = list(zip(table["earliest_at"], table["latest_at"], strict=True))
    before = [sum(_is_before(other, span) for other in spans) for span in spans]
    after = [sum(_is_before(span, other) for other in spans) for span in spans]
    return {
        "rank_low": [1 + count for count in before],
        "rank_high": [len(spans) - count for count in after],
    }


def _is_before(
    one: tuple[pd.Timestamp, pd.Timestamp], other: tuple[pd.Timestamp, pd.Timestamp]
) -> bool:
    """Say whether `one` surely began before `other`; an interval is open at its end."""
    if one[1] == other[0]:
        return one[0] < one[1]
    return one[1] < other[0]


def _lags(table: pd.DataFrame, origin: str) -> "dict[str, pd.Series[float]]":
    start = table.loc[table["place_id"] == origin].iloc[0]
    low = (table["earliest_at"] - start["latest_at"]) / _HOUR
    high = (table["latest_at"] - start["earliest_at"]) / _HOUR
    is_origin = table["place_id"] == origin
    return {"lag_low_h": low.mask(is_origin, 0.0), "lag_high_h": high.mask(is_origin, 0.0)}


def _distances(table: pd.DataFrame, origin: str) -> list[float]:
    start = table.loc[table["place_id"] == origin].iloc[0]
    return [
        _WGS84.inv(start["lon"], start["lat"], lon, lat)[2] / 1000
        for lat, lon in zip(table["lat"], table["lon"], strict=True)
    ]


def reach(table: pd.DataFrame) -> pd.DataFrame:
    """
    Count the places reached over time, as a range.

    Parameters
    ----------
    table
        From `onsets`.

    Returns
    -------
    reach
        `at` (UTC, each instant at which a count changes, rising), `low` (places surely reached
        by then), `high` (places possibly reached by then).
    """
    instants = pd.concat([table["earliest_at"], table["latest_at"]]).drop_duplicates()
    at = instants.sort_values(ignore_index=True)
    return pd.DataFrame(
        {
            "at": at,
            "low": [int((table["latest_at"] <= instant).sum()) for instant in at],
            "high": [int((table["earliest_at"] <= instant).sum()) for instant in at],
        }
    )


def with_places(table: pd.DataFrame, places: Places) -> pd.DataFrame:
    """
    Add to onsets what is known of their places, and which earlier place is nearest.

    Which place is earlier is not always known: `earlier_*` is the nearest of those that surely
    were, `maybe_*` the nearest of those that may have been. So `maybe_km` <= `earlier_km`.

    Parameters
    ----------
    table
        From `onsets`.

    Returns
    -------
    table
        With `region_iso`, `population` (Int64, NA where unknown), `earlier_id`, `earlier_km`,
        `maybe_id`, `maybe_km`; id "" and distance NaN where no place was earlier.
    """
    known = places.set_index("place_id").loc[table["place_id"], ["region_iso", "population"]]
    begin, end = table["earliest_at"].to_numpy(), table["latest_at"].to_numpy()
    apart = distances_km(table)
    surely = (end[None, :] <= begin[:, None]) & (begin[None, :] < end[:, None])
    np.fill_diagonal(surely, val=False)
    maybe = begin[None, :] < end[:, None]
    np.fill_diagonal(maybe, val=False)
    found = table.assign(**{str(name): known[name].to_numpy() for name in known})
    ids = table["place_id"].to_numpy()
    for name, chosen in (("earlier", surely), ("maybe", maybe | surely)):
        km = np.where(chosen, apart, np.inf)
        nearest, there = km.argmin(axis=1), chosen.any(axis=1)
        found[f"{name}_id"] = np.where(there, ids[nearest], "")
        found[f"{name}_km"] = np.where(there, km.min(axis=1), np.nan)
    return found.astype({"population": "Int64"})


def distances_km(table: pd.DataFrame) -> Floats:
    """Measure between all places (`lat`, `lon`), on the ellipsoid: km, (n, n)."""
    lat, lon = table["lat"].to_numpy(), table["lon"].to_numpy()
    pairs = np.meshgrid(lon, lat, indexing="ij")[0], np.meshgrid(lat, lat, indexing="ij")[0]
    metres = _WGS84.inv(pairs[0], pairs[1], pairs[0].T, pairs[1].T)[2]
    return np.asarray(metres) / 1000


def in_time(table: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Take the onsets that may be in the window's time; its filters of events do not count."""
    time = replace(window, kinds=None, confidence=None, search="", sets=None)
    dated = table.assign(ended_at=pd.Series(pd.NaT, index=table.index, dtype="datetime64[us, UTC]"))
    return table[possible(dated, time)]


def population_reached(table: pd.DataFrame) -> pd.DataFrame:
    """
    Sum the people of the places reached over time, as a range.

    It is who lives there, not who took part; places whose population is unknown count nothing.

    Parameters
    ----------
    table
        From `with_places`.

    Returns
    -------
    reach
        `at` as in `reach`; `low` (people of places surely reached), `high` (possibly).
    """
    at = reach(table)["at"]
    people = table["population"].fillna(0).astype("int64")
    return pd.DataFrame(
        {
            "at": at,
            "low": [int(people[table["latest_at"] <= instant].sum()) for instant in at],
            "high": [int(people[table["earliest_at"] <= instant].sum()) for instant in at],
        }
    )


def region_days(rows: JoinedEvents) -> pd.DataFrame:
    """
    Count events by region and by the day on which they are said to have begun.

    Days are the place's own. What concerns the whole country or another one, and statements, are
    left out.

    Parameters
    ----------
    rows
        From `geo.analysis.window.in_view`.

    Returns
    -------
    counts
        `region_iso`, `day` (YYYY-MM-DD), `low` (surely in view), `high` (possibly); by both. Only
        what has events.
    """
    columns = ["on_map", "region_iso", "started_local", "is_certain"]
    low: Counter[tuple[str, str]] = Counter()
    high: Counter[tuple[str, str]] = Counter()
    # A few hundred rows: counting them by hand takes a tenth of grouping the frame.
    for on_map, region, started, is_certain in zip(
        *(rows[c].tolist() for c in columns), strict=True
    ):
        if on_map and region:
            cell = (region, started[: len("2022-01-05")])
            high[cell] += 1
            low[cell] += bool(is_certain)
    cells = sorted(high)
    return pd.DataFrame(
        {
            "region_iso": pd.Series([region for region, _ in cells], dtype="str"),
            "day": pd.Series([day for _, day in cells], dtype="str"),
            "low": np.array([low[cell] for cell in cells], dtype="int64"),
            "high": np.array([high[cell] for cell in cells], dtype="int64"),
        }
    )
