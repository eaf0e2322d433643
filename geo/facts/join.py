"""Places x events x sources: events with coordinates and an interval in UTC."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from geo.facts.field_rules import parse_local, parse_local_end
from geo.facts.read import Facts
from geo.facts.vocabulary import FAMILIES, LOCATION_PRECISIONS, Events, JoinedEvents, Places

HOUR: Final = pd.Timedelta(hours=1)
DAY: Final = pd.Timedelta(days=1)
QUARTER_DAY: Final = pd.Timedelta(hours=6)
APPROX_REACH: Final = pd.Timedelta(hours=12)
"""Times taken from footage are good to about half a day."""

UNKNOWN_PLACE: Final = "unknown_place"
"""The one reason, so far, why an event does not join."""

COLUMNS: Final = (
    *("event_id", "kind", "family", "scope", "place_id"),
    *("name_en", "name_de", "name_ru", "name_kk", "place_kind", "region_iso", "country_iso2"),
    *("lat", "lon", "tz", "parent_place_id", "precision", "on_map"),
    *("started_local", "ended_local", "time_precision"),
    *("earliest_at", "latest_at", "ended_at", "utc_offset_min"),
    *("title_en", "title_de", "title_ru", "title_kk", "summary_en", "summary_de"),
    *("participants_low", "participants_high", "count_of", "count_low", "count_high"),
    *("actor_en", "actor_de", "confidence", "note", "n_sources"),
)

_FAMILY_OF: Final = {kind: family for family, kinds in FAMILIES.items() for kind in kinds}
_PLACE_COLUMNS: Final = {"kind": "place_kind"}


@dataclass(frozen=True, eq=False)
class Joined:
    """What came of the join; together the two frames hold every event exactly once."""

    events: JoinedEvents
    """Events with their place, interval and number of sources; `COLUMNS`, by `earliest_at`."""
    unjoined: Events
    """Events as they came, with a column `reason`; in the order of their table."""


def join_events(facts: Facts) -> Joined:
    """
    Give each event its place, its interval in UTC and the number of its sources.

    An event's [`earliest_at`, `latest_at`] is when it began, as far as that is known: see
    `local_intervals`. `ended_at` is when it ended, NaT when unknown. `precision` is the coarser
    of what is known of the place and what the scope says. `on_map` is False for statements and
    for what concerns the whole country: the scope decides, not the coordinates.

    Returns
    -------
    joined
        `events` has the columns `COLUMNS`, sorted by `earliest_at`, then `event_id`, with a plain
        range index; instants are datetime64[us, UTC], `utc_offset_min` is that of the place at
        `earliest_at`, in minutes east of Greenwich. Nothing is dropped: events whose place is
        not in `places` are in `unjoined`.
    """
    known = facts.events["place_id"].isin(facts.places["place_id"])
    unjoined = facts.events[~known].assign(reason=UNKNOWN_PLACE).reset_index(drop=True)
    events = _with_places(facts.events[known], facts.places)
    events = _with_instants(events)
    events = events.assign(
        family=events["kind"].map(_FAMILY_OF).fillna(""),
        precision=_precisions(events),
        on_map=(events["scope"] != "country") & (events["kind"] != "statement"),
        n_sources=_source_counts(facts, events["event_id"]),
    )
    events = events.sort_values(["earliest_at", "event_id"], ignore_index=True)
    return Joined(events=events[list(COLUMNS)], unjoined=unjoined)


def local_intervals(events: Events) -> pd.DataFrame:
    """
    Find when each event may have begun, and when it ended, in the wall time of its place.

    =============  ==============================  ================================
    precision      with a time t                   with a day only
    =============  ==============================  ================================
    `minute`       t                               (has a time)
    `hour`         t to t + 1 h                    (has a time)
    `part_of_day`  the quarter of the day with t   that day
    `day`          that day                        that day
    `approx`       t - 12 h to t + 12 h            the day before to the day after
    =============  ==============================  ================================

    Days and quarters end where the next one begins. An `ended_local` that is a day means the end
    of that day. No event begins after it ended: `latest` is cut to `ended`.

    Returns
    -------
    intervals
        `earliest`, `latest`, `ended` (NaT when unknown) without zone; the index of `events`.
    """
    start = parse_local(events["started_local"])
    has_time = events["started_local"].str.contains("T")
    precision = events["time_precision"]
    day = start.dt.floor("D")
    quarter = start.dt.floor("6h")

    earliest, latest = start, start
    cases = (
        (precision == "hour", start, start + HOUR),
        ((precision == "part_of_day") & has_time, quarter, quarter + QUARTER_DAY),
        ((precision == "part_of_day") & ~has_time, day, day + DAY),
        (precision == "day", day, day + DAY),
        ((precision == "approx") & has_time, start - APPROX_REACH, start + APPROX_REACH),
        ((precision == "approx") & ~has_time, day - DAY, day + 2 * DAY),
    )
    for applies, begin, end in cases:
        earliest = earliest.mask(applies, begin)
        latest = latest.mask(applies, end)
    ended = parse_local_end(events["ended_local"])
    latest = latest.mask(ended < latest, ended)
    return pd.DataFrame({"earliest": earliest, "latest": latest, "ended": ended})


def to_utc(local: "pd.Series[pd.Timestamp]", zones: "pd.Series[str]") -> "pd.Series[pd.Timestamp]":
    """
    Read wall times in the zone of each row.

    A wall time that stands twice, when clocks are set back, means the first; one that is left
    out, when they are set forward, the next that exists. NaT stays NaT.

    Returns
    -------
    instants
        datetime64[us, UTC], the index of `local`.
    """
    if local.empty:
        return local.dt.tz_localize("UTC")
    parts = []
    for zone, times in local.groupby(zones):
        first = np.ones(len(times), dtype=bool)
        there = times.dt.tz_localize(str(zone), ambiguous=first, nonexistent="shift_forward")
        parts.append(there.dt.tz_convert("UTC"))
    return pd.concat(parts).reindex(local.index)


def _with_places(events: Events, places: Places) -> pd.DataFrame:
    named = places.rename(columns=_PLACE_COLUMNS).drop(columns=["population", "geonameid"])
    return events.merge(named, on="place_id", how="left", validate="many_to_one")


def _with_instants(events: pd.DataFrame) -> pd.DataFrame:
    local = local_intervals(events)
    earliest_at = to_utc(local["earliest"], events["tz"])
    offset = local["earliest"] - earliest_at.dt.tz_localize(None)
    return events.assign(
        earliest_at=earliest_at,
        latest_at=to_utc(local["latest"], events["tz"]),
        ended_at=to_utc(local["ended"], events["tz"]),
        utc_offset_min=offset // pd.Timedelta(minutes=1),
    )


def _precisions(events: pd.DataFrame) -> "pd.Series[str]":
    """Take the coarser of the place's precision and the scope's."""
    precision = events["location_precision"]
    rank = precision.map({word: rank for rank, word in enumerate(LOCATION_PRECISIONS)})
    finer = rank < LOCATION_PRECISIONS.index("region")
    # A district or region that stands as a place is what the event is about: no coarser.
    about_town = ~events["place_kind"].isin(["district", "region"])
    precision = precision.mask((events["scope"] == "region") & finer & about_town, "region")
    return precision.mask(events["scope"] == "country", "country")


def _source_counts(facts: Facts, event_ids: "pd.Series[str]") -> "pd.Series[int]":
    cited = facts.citations[facts.citations["table"] == "events"]
    counts = cited.groupby("row_id")["source_id"].nunique()
    return event_ids.map(counts).fillna(0).astype("int64")
