"""What the layers of the map hold: regions, arcs, members and figures with their intervals, in ms since 1970 UTC."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

import pandas as pd

from geo.analysis.spread import ORIGIN, onsets
from geo.facts import Facts
from geo.schema import JoinedEvents
from geo.scene_texts import citations_of, counted

Interval = tuple[int, int]

ZONE: Final = ZoneInfo("Asia/Almaty")
"""Zone that the axis is labelled in."""
_REGION_ZONES: Final = {
    "KZ-MAN": "Asia/Aqtau",
    "KZ-ATY": "Asia/Atyrau",
    "KZ-ZAP": "Asia/Oral",
    "KZ-AKT": "Asia/Aqtobe",
    "KZ-KZY": "Asia/Qyzylorda",
    "KZ-KUS": "Asia/Qostanay",
}
DESTINATION: Final = "almaty-airport"


def to_ms(instant: pd.Timestamp) -> int:
    """Milliseconds since 1970 UTC."""
    return int(instant.timestamp() * 1000)


def day_interval(day: str, zone: ZoneInfo = ZONE) -> Interval:
    """The local day `YYYY-MM-DD`, from midnight to midnight."""
    start = pd.Timestamp(day, tz=zone)
    return to_ms(start), to_ms(start + pd.DateOffset(days=1))


def local_interval(text: str, zone: ZoneInfo) -> Interval:
    """A date is its whole day, a time is that instant."""
    if len(text) == len("YYYY-MM-DD"):
        return day_interval(text, zone)
    instant = to_ms(pd.Timestamp(text, tz=zone))
    return instant, instant


# Regions -----------------------------------------------------------------------------------------


def region_layers(
    facts: Facts, events: JoinedEvents, regions: Sequence[str]
) -> list[dict[str, object]]:
    """State of emergency, curfew, internet cut and day of the first protest, by region."""
    measures = {
        "emergency": ("state_of_emergency", "wash", 1),
        "curfew": ("curfew", "hatch", 2),
        "internet": ("internet_shutdown", "dots", 3),
    }
    layers: list[dict[str, object]] = [
        {
            "layer": layer,
            "style": style,
            "order": order,
            "rows": _measure_rows(facts, measure, regions),
        }
        for layer, (measure, style, order) in measures.items()
    ]
    first = {"layer": "first_day", "style": "step", "order": 0, "rows": _first_days(facts, events)}
    return [*layers, first]


def _measure_rows(facts: Facts, measure: str, regions: Sequence[str]) -> list[dict[str, object]]:
    """One row per region: a row for all regions gives way where the region has one of its own at that time."""
    table = facts.region_measures[facts.region_measures["measure"] == measure]
    own = [
        _measure_row(row, row["region_iso"])
        for row in table[table["region_iso"] != "ALL"].to_dict("records")
    ]
    everywhere = [
        _measure_row(row, region)
        for row in table[table["region_iso"] == "ALL"].to_dict("records")
        for region in regions
    ]
    return own + [row for row in everywhere if not any(_overlap(row, other) for other in own)]


def _measure_row(row: Mapping[Any, Any], region: str) -> dict[str, Any]:
    zone = ZoneInfo(_REGION_ZONES.get(region, "Asia/Almaty"))
    return {
        "region": region,
        "start": local_interval(row["start_local"], zone),
        "end": local_interval(row["end_local"], zone) if row["end_local"] else None,
        "level": row["level"],
        "value": None,
    }


def _overlap(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if row["region"] != other["region"]:
        return False
    ends_before = row["end"] is not None and row["end"][1] <= other["start"][0]
    starts_after = other["end"] is not None and other["end"][1] <= row["start"][0]
    return not (ends_before or starts_after)


def _first_days(facts: Facts, events: JoinedEvents) -> list[dict[str, object]]:
    """The earliest first protest of each region; `value` runs from 0 (first day) to 1 (last)."""
    first = first_protests(facts, events).sort_values("earliest_at").drop_duplicates("region_iso")
    days = first["earliest_at"].dt.tz_convert(ZONE).dt.normalize()
    share = (days - days.min()) / (days.max() - days.min())
    starts = zip(first["earliest_at"], first["latest_at"], strict=True)
    return [
        {
            "region": region,
            "start": (to_ms(earliest), to_ms(latest)),
            "end": None,
            "value": float(value),
        }
        for region, (earliest, latest), value in zip(
            first["region_iso"], starts, share, strict=True
        )
    ]


# Arcs --------------------------------------------------------------------------------------------


def first_protests(facts: Facts, events: JoinedEvents) -> pd.DataFrame:
    """First protest of each place: its interval (`earliest_at`, `latest_at`), `lat`, `lon` and region."""
    times = onsets(facts.first_protests, events)[["place_id", "earliest_at", "latest_at"]]
    return times.merge(facts.places, on="place_id", how="left", validate="one_to_one")


def spread_arcs(facts: Facts, events: JoinedEvents) -> list[dict[str, object]]:
    """From Zhanaozen to each other place; arcs of one interval are drawn together."""
    rows = first_protests(facts, events)
    columns = [rows[name] for name in ("place_id", "lat", "lon", "earliest_at", "latest_at")]
    return [
        {
            "from": _point(facts, ORIGIN),
            "to": {"lat": lat, "lon": lon},
            "start": (to_ms(earliest), to_ms(latest)),
            "end": None,
        }
        for place, lat, lon, earliest, latest in zip(*columns, strict=True)
        if place != ORIGIN
    ]


def contingent_arcs(facts: Facts) -> list[dict[str, object]]:
    """From home to Almaty on the day of arrival, until the withdrawal; dashed where no number is known."""
    return [_contingent(facts, row) for row in facts.contingents.to_dict("records")]


def _contingent(facts: Facts, row: Mapping[Any, Any]) -> dict[str, object]:
    troops = counted(row, "troops_low", "troops_high")
    known = [value for value in (troops or {}).values() if value is not None]
    left = [row["left_from"], row["left_to"]]
    return {
        "from": _point(facts, row["home_place_id"]),
        "to": _point(facts, DESTINATION),
        "start": day_interval(row["arrived_on"]),
        "end": (day_interval(left[0])[0], day_interval(left[1])[1]) if all(left) else None,
        "width": 1.2 + sum(known) / len(known) / 90 if known else 1.6,
        "dashed": not known,
    }


def _point(facts: Facts, place_id: str) -> dict[str, float]:
    place = facts.places.set_index("place_id").loc[place_id]
    return {"lat": float(place["lat"]), "lon": float(place["lon"])}


# Alliance ----------------------------------------------------------------------------------------


def members(facts: Facts) -> list[dict[str, object]]:
    """States of the CSTO, and those that were party to its treaty or organisation and left."""
    table = facts.alliance[facts.alliance["organisation"].isin(["CSTO", "CST-1992"])]
    rows = []
    for country, own in table.groupby("country_iso2", sort=False):
        stayed = own[(own["organisation"] == "CSTO") & (own["left_on"] == "")]
        is_member = len(stayed) > 0
        joined = (stayed if is_member else own)["joined_on"].min()
        left = None if is_member else _day_ms(own["left_on"].max())
        rows.append(
            {
                "country": country,
                "joined_ms": _day_ms(joined),
                "left_ms": left,
                "status": "member" if is_member else "former",
            }
        )
    return rows


def _day_ms(day: str) -> int:
    return to_ms(pd.Timestamp(day, tz="UTC"))


# Figures -----------------------------------------------------------------------------------------

_SERIES: Final = {
    "dead": ("killed_total", "killed_security", "killed_almaty"),
    "detained": ("detained",),
    "troops": ("csto_troops",),
}


def figure_series(facts: Facts, labels: Mapping[str, Mapping[str, str]]) -> list[dict[str, object]]:
    """
    Published numbers of the dead, the detained and the troops, by day; of one day, those of the whole country last.

    Parameters
    ----------
    labels
        What each metric counts, by `metric` or `metric.scope`, in every language.
    """
    cited = citations_of(facts, "figures")
    table = facts.figures.assign(is_country=facts.figures["scope"].isin(["country", "csto"]))
    order = ["as_of", "is_country", "figure_id"]
    rows = table.sort_values(order, kind="stable").to_dict("records")
    return [
        {
            "id": name,
            "entries": [
                _figure(row, labels, cited)
                for row in rows
                if row["metric"] in metrics and row["retracted"] == "no"
            ],
        }
        for name, metrics in _SERIES.items()
    ]


def _figure(
    row: Mapping[Any, Any],
    labels: Mapping[str, Mapping[str, str]],
    cited: Mapping[str, list[tuple[str, str]]],
) -> dict[str, object]:
    label = labels.get(f"{row['metric']}.{row['scope']}") or labels[row["metric"]]
    return {
        "at": day_interval(row["as_of"]),
        "low": int(row["value_low"]),
        "high": int(row["value_high"]),
        "label": dict(label),
        "by": row["claimed_by"],
        "day": row["as_of"],
        "note": row["note"],
        "sources": cited.get(row["figure_id"], []),
    }
