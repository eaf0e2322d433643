"""Days and wall times of the tables in ms since 1970 UTC, and the map's axis of time."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import pandas as pd

from geo.facts.vocabulary import JoinedEvents, Places

Interval = tuple[int, int]
"""Earliest and latest instant, ms since 1970 UTC."""

ZONE: Final = ZoneInfo("Asia/Almaty")
"""Zone of the axis, and of every time that says none: in addresses, parameters and arguments."""

MINUTE_MS: Final = 60_000
"""The data know no finer times."""
_DAY_MS: Final = 1440 * MINUTE_MS

ADDRESS_TIMES: Final = (
    int(datetime(2021, 12, 1, tzinfo=ZONE).timestamp()) * 1000,
    int(datetime(2025, 1, 1, tzinfo=ZONE).timestamp()) * 1000,
)
"""First and last instant that an address may name, ms since 1970 UTC."""

START_AT: Final = pd.Timestamp("2022-01-01", tz=ZONE)
END_AT: Final = pd.Timestamp("2022-02-01", tz=ZONE)
FADE_H: Final = 96.0
"""Hours within which events fade at first, however long the axis is."""
QUIET_AT: Final = pd.Timestamp("2022-01-16", tz=ZONE)
"""From here on little happened: the rest of January gets less room on the axis."""
QUIET_SHARE: Final = 0.22
"""Part of the axis' width for that rest."""
OPENING_AT: Final = pd.Timestamp("2022-01-05T17:00", tz=ZONE)
OPENING_WINDOW: Final = pd.Timedelta(days=1)
MOMENTS: Final = (
    "zhanaozen-road-blocked",
    "soe-almaty-mangystau",
    "internet-national-blackout",
    "csto-decision",
    "shoot-order",
    "csto-withdrawal-start",
    "soe-ends",
)
"""Events that the axis names."""


def to_ms(instant: pd.Timestamp) -> int:
    """Give an instant in milliseconds since 1970 UTC; parts of one are cut off."""
    return int(instant.timestamp() * 1000)


def day_interval(day: str, zone: ZoneInfo = ZONE) -> Interval:
    """Give the local day `YYYY-MM-DD`, from midnight to midnight."""
    start = pd.Timestamp(day, tz=zone)
    return to_ms(start), to_ms(start + pd.DateOffset(days=1))


def last_minute(day: str, zone: ZoneInfo = ZONE) -> int:
    """Give the last minute of the local day `YYYY-MM-DD`: what ends on a day, ends with it."""
    return day_interval(day, zone)[1] - MINUTE_MS


def zone_offsets(begin: int, end: int, zone: ZoneInfo = ZONE) -> list[Interval]:
    """
    List how far a zone's clocks were ahead of UTC, for what does not know zones by name.

    Parameters
    ----------
    begin, end
        Instants, ms since 1970 UTC.

    Returns
    -------
    offsets
        `(from, minutes)`, the first from `begin` on, one more for each change up to `end`; changes
        on whole minutes, at most one on a day.
    """
    found = [(begin, _offset_min(begin, zone))]
    for day in range(begin + _DAY_MS, end + _DAY_MS, _DAY_MS):
        low, high = (day - _DAY_MS) // MINUTE_MS, min(day, end) // MINUTE_MS
        after = _offset_min(high * MINUTE_MS, zone)
        if after == found[-1][1]:
            continue
        while high - low > 1:
            middle = (low + high) // 2
            is_after = _offset_min(middle * MINUTE_MS, zone) == after
            low, high = (low, middle) if is_after else (middle, high)
        found.append((high * MINUTE_MS, after))
    return found


def _offset_min(ms: int, zone: ZoneInfo) -> int:
    ahead = datetime.fromtimestamp(ms // 1000, zone).utcoffset()
    return (ahead or timedelta()) // timedelta(minutes=1)


def local_interval(text: str, zone: ZoneInfo) -> Interval:
    """Read wall time: a date is its whole day, `YYYY-MM-DDThh:mm` is that instant."""
    if len(text) == len("YYYY-MM-DD"):
        return day_interval(text, zone)
    instant = to_ms(pd.Timestamp(text, tz=zone))
    return instant, instant


def region_zones(places: Places) -> dict[str, ZoneInfo]:
    """
    Find the time zone of each region: that of its places.

    Returns
    -------
    zones
        By ISO 3166-2 code. Regions without a place are absent; in one whose places differ, the
        first one counts.
    """
    first = places[places["region_iso"] != ""].drop_duplicates("region_iso")
    return {
        region: ZoneInfo(zone)
        for region, zone in zip(first["region_iso"], first["tz"], strict=True)
    }


def moments(
    events: JoinedEvents, titles: Mapping[str, Mapping[str, str]]
) -> list[dict[str, object]]:
    """
    List the key moments of the axis.

    Parameters
    ----------
    titles
        A word for each of `MOMENTS`, in every language.

    Returns
    -------
    moments
        `{"at": [earliest, latest] ms, "title"}` by time; moments without an event are absent.
    """
    rows = events[events["event_id"].isin(MOMENTS)].sort_values(["earliest_at", "latest_at"])
    columns = (rows[name] for name in ("event_id", "earliest_at", "latest_at"))
    return [
        {"at": [to_ms(earliest), to_ms(latest)], "title": titles[event_id]}
        for event_id, earliest, latest in zip(*columns, strict=True)
    ]


def axis_options(events: JoinedEvents, layers_on: tuple[str, ...], *, lang: str) -> dict[str, Any]:
    """
    Say where the axis begins, ends and folds, and where the state begins.

    January is on it, with most room for its first half, when most happened. Where something is
    dated later, all of January has its full room, and what is later lies in the fold.

    Parameters
    ----------
    layers_on
        Layers that are on at first.
    lang
        Language to begin with.
    """
    last = to_ms(events["earliest_at"].max()) if len(events) else 0
    end = to_ms(END_AT)
    fold: dict[str, float] = {"fold_at": end}
    if last <= end:
        fold = {"fold_at": to_ms(QUIET_AT), "fold_share": QUIET_SHARE}
    return {
        "start": to_ms(START_AT),
        "end": max(end, last),
        **fold,
        "zone": ZONE.key,
        "opening": {
            "t1": to_ms(OPENING_AT),
            "t0": to_ms(OPENING_AT - OPENING_WINDOW),
            "mode": "upto",
            "fade": FADE_H,
            "layers": layers_on,
            "lang": lang,
        },
    }
