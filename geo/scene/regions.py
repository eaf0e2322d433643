"""What holds in a region, from when to when; instants in ms since 1970 UTC."""

import json
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

import pandas as pd

from geo.analysis.spread.onsets import onsets
from geo.facts.read import Facts
from geo.facts.vocabulary import ALL_REGIONS, JoinedEvents
from geo.scene.times import ZONE, Interval, local_interval, region_zones, to_ms

_MEASURES: Final = {
    "emergency": ("state_of_emergency", "wash", 1),
    "curfew": ("curfew", "hatch", 2),
    "internet": ("internet_shutdown", "dots", 3),
}
"""Layer -> measure, style and place in the order of painting."""


def first_protests(facts: Facts, events: JoinedEvents) -> pd.DataFrame:
    """
    Find the first protest of each place.

    Returns
    -------
    first
        The columns of `places` with `earliest_at`, `latest_at` (UTC), one row per place that has
        one; by `earliest_at`, `latest_at`, then `place_id`.

    Raises
    ------
    EmptyError
        The place where it began has none.
    """
    times = onsets(facts.first_protests, events)[["place_id", "earliest_at", "latest_at"]]
    return times.merge(facts.places, on="place_id", how="left", validate="one_to_one")


def region_layers(
    facts: Facts, events: JoinedEvents, regions: Sequence[str]
) -> list[dict[str, object]]:
    """
    Gather state of emergency, curfew, internet cut and day of the first protest, by region.

    Parameters
    ----------
    regions
        ISO 3166-2 codes of all regions: what the table says of the whole country is said of each.

    Returns
    -------
    layers
        See `geo.timemap.TimedRegions`.

    Raises
    ------
    EmptyError
        No place has a first protest to count from.
    """
    layers: list[dict[str, object]] = [
        {
            "layer": layer,
            "style": style,
            "order": order,
            "rows": _measure_rows(facts, measure, regions),
        }
        for layer, (measure, style, order) in _MEASURES.items()
    ]
    first = {"layer": "first_day", "style": "step", "order": 0, "rows": _first_days(facts, events)}
    return [*layers, first]


def region_onsets(facts: Facts, events: JoinedEvents) -> list[Interval]:
    """Find when each region first saw a protest, as `[earliest, latest]` ms; by `earliest`."""
    first = first_protests(facts, events)
    by_region = first[first["region_iso"] != ""].groupby("region_iso", as_index=False)
    rows = by_region.agg({"earliest_at": "min", "latest_at": "min"}).sort_values("earliest_at")
    return [
        (to_ms(earliest), to_ms(latest))
        for earliest, latest in zip(rows["earliest_at"], rows["latest_at"], strict=True)
    ]


def region_events(events: JoinedEvents) -> dict[str, list[str]]:
    """List the ids of the events on the map by region (ISO 3166-2), in the order of `events`."""
    rows = events[events["on_map"] & (events["region_iso"] != "")]
    return {
        str(region): list(group)
        for region, group in rows.groupby("region_iso", sort=True)["event_id"]
    }


def _measure_rows(facts: Facts, measure: str, regions: Sequence[str]) -> list[dict[str, Any]]:
    """Let a row for all regions give way where a region has one of its own at that time."""
    zones = region_zones(facts.places)
    table = facts.region_measures[facts.region_measures["measure"] == measure]
    own, everywhere = [], []
    for row in table.to_dict("records"):
        region = row["region_iso"]
        if region == ALL_REGIONS:
            # Of the whole country the table tells in Almaty's time.
            everywhere += [_measure_row(row, each, ZONE) for each in regions]
        else:
            own.append(_measure_row(row, region, zones.get(region, ZONE)))
    return own + [row for row in everywhere if not any(_overlap(row, other) for other in own)]


def _measure_row(row: Mapping[Hashable, Any], region: str, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "region": region,
        "start": local_interval(row["start_local"], zone),
        "end": local_interval(row["end_local"], zone) if row["end_local"] else None,
        "level": row["level"],
        "value": None,
    }


def _overlap(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Say whether two rows tell of one region at one time; one without end goes on for ever."""
    if row["region"] != other["region"]:
        return False
    ends_before = row["end"] is not None and row["end"][1] <= other["start"][0]
    starts_after = other["end"] is not None and other["end"][1] <= row["start"][0]
    return not (ends_before or starts_after)


def _first_days(facts: Facts, events: JoinedEvents) -> list[dict[str, object]]:
    """Give each region's earliest first protest; `value` runs from 0 (first day) to 1 (last)."""
    first = first_protests(facts, events).sort_values("earliest_at").drop_duplicates("region_iso")
    days = first["earliest_at"].dt.tz_convert(ZONE).dt.normalize()
    share = (days - days.min()) / (days.max() - days.min())
    columns = (first[name] for name in ("region_iso", "earliest_at", "latest_at"))
    return [
        {
            "region": region,
            "start": (to_ms(earliest), to_ms(latest)),
            "end": None,
            "value": float(value),
        }
        for region, earliest, latest, value in zip(*columns, share, strict=True)
    ]


def region_names(regions: bytes, lang: str) -> dict[str, str]:
    """Give the names of the regions by ISO 3166-2 code, out of the map's payload of regions."""
    own = [feature["properties"] for feature in json.loads(regions)["features"]]
    return {each["iso_3166_2"]: each[f"name_{lang}"] for each in own}
