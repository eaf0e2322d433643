"""
How protest was reported from place to place: when first, in which order, how far away.

The order is one of first reports, not a path of causes.
"""

import pandas as pd
from pyproj import Geod

from geo.errors import EmptyError
from geo.schema import FirstProtests, JoinedEvents

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
