"""Days and wall times of the tables in ms since 1970 UTC, and the map's axis of time."""

from collections.abc import Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

import pandas as pd

from geo.schema import JoinedEvents, Places

Interval = tuple[int, int]
"""Earliest and latest instant, ms since 1970 UTC."""

ZONE: Final = ZoneInfo("Asia/Almaty")
"""Zone that the axis is labelled in."""

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
