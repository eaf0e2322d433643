"""How much the tables hold, and how well it is supported: counts for a report to editors."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import pandas as pd

from geo.facts.audit import reading_counts
from geo.facts.consistency import INDEPENDENT_ORIGINS, check_rules, confidence_limits
from geo.facts.join import Joined
from geo.facts.read import Facts
from geo.facts.row_rules import origins
from geo.facts.vocabulary import CONFIDENCES, EVENT_KINDS, REGIONS, TIME_PRECISIONS

ABROAD: Final = "abroad"
WHOLE_COUNTRY: Final = "whole country"
LATER: Final = "after January 2022"
MONTH: Final = "2022-01"
_DAYS: Final = tuple(f"{MONTH}-{day:02}" for day in range(1, 32))
MANY_SOURCES: Final = 5
"""Events with so many sources, or more, are counted together."""


class Section(NamedTuple):
    """A part of the report: a title and its lines, the first of them the head of a table."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def coverage(facts: Facts, joined: Joined) -> list[Section]:
    """
    Count what the tables hold and what their rules find.

    Returns
    -------
    sections
        Events by region, day, kind, precision and confidence; sources per event; events of each
        region and day; shares of state-controlled sources and of headlines; rows that were read
        again; first protests by region; events that look alike; broken rules.
    """
    events = joined.events
    areas = _areas(events)
    days = events["started_local"].str.slice(0, 10)
    days = days.where(days.str.startswith(MONTH), LATER)
    sources = pd.cut(
        events["n_sources"],
        [0, 1, 2, 3, 4, 10_000],
        labels=["1", "2", "3", "4", f"{MANY_SOURCES}+"],
    ).astype("str")
    by = (
        ("region", areas, (*REGIONS, WHOLE_COUNTRY, ABROAD)),
        ("day", days, (*_DAYS, LATER)),
        ("kind", events["kind"], EVENT_KINDS),
        ("time precision", events["time_precision"], TIME_PRECISIONS),
        ("number of sources", sources, ("1", "2", "3", "4", f"{MANY_SOURCES}+")),
    )
    return [
        _totals(facts),
        *(_by_confidence(events, name, keys, order) for name, keys, order in by),
        _region_days(events),
        _support(facts),
        _readings(facts),
        _firsts(facts),
        _alike(events),
        _broken(facts),
    ]


def events_by_region_and_day(events: pd.DataFrame) -> pd.DataFrame:
    """
    Count events by region and day; a 0 is a gap: nothing is in the tables, not that nothing was.

    Parameters
    ----------
    events
        Joined events.

    Returns
    -------
    counts
        Indexed by region in the order of `REGIONS`, then the whole country and abroad; a column
        for each day of January 2022 (`2022-01-05`). Numbers of events that started on that day.
    """
    days = events["started_local"].str.slice(0, 10)
    return pd.crosstab(_areas(events), days).reindex(
        index=[*REGIONS, WHOLE_COUNTRY, ABROAD], columns=list(_DAYS), fill_value=0
    )


def write_report(sections: Iterable[Section]) -> str:
    """Write sections as Markdown, a table each."""
    parts = ["# Coverage of the facts\n"]
    for section in sections:
        parts += [f"## {section.title}\n", _line(section.head), _line(["---"] * len(section.head))]
        parts += [*map(_line, section.rows or [("none", *[""] * (len(section.head) - 1))]), ""]
    return "\n".join(parts)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _areas(events: pd.DataFrame) -> "pd.Series[str]":
    """Say for each event its region, or that it concerns the whole country, or is abroad."""
    areas = events["region_iso"].where(events["scope"] != "country", WHOLE_COUNTRY)
    return areas.where(events["scope"] != "abroad", ABROAD)


def _totals(facts: Facts) -> Section:
    names = ("events", "places", "sources", "citations", "first_protests", "figures", "statements")
    rows = tuple((name, str(len(getattr(facts, name)))) for name in names)
    return Section("Rows", ("table", "rows"), rows)


def _by_confidence(
    events: pd.DataFrame, name: str, keys: "pd.Series[str]", order: Sequence[str]
) -> Section:
    counts = pd.crosstab(keys, events["confidence"]).reindex(
        index=list(order), columns=list(CONFIDENCES), fill_value=0
    )
    rows = [(str(key), str(sum(row)), *map(str, row)) for key, *row in counts.itertuples()]
    total = ("all", str(len(events)), *(str(counts[word].sum()) for word in CONFIDENCES))
    return Section(f"Events by {name}", (name, "events", *CONFIDENCES), (*rows, total))


def _region_days(events: pd.DataFrame) -> Section:
    counts = events_by_region_and_day(events)
    head = ("region", *(str(int(day[-2:])) for day in counts.columns))
    rows = tuple((str(area), *map(str, row)) for area, *row in counts.itertuples())
    return Section("Events of each region and day of January", head, rows)


def _readings(facts: Facts) -> Section:
    counts = reading_counts(facts)
    rows = tuple((str(table), *map(str, row)) for table, *row in counts.itertuples())
    return Section("Rows read again", ("table", *counts.columns), rows)


def _support(facts: Facts) -> Section:
    cited = facts.citations[facts.citations["table"] == "events"]
    cited = cited.merge(facts.sources, on="source_id")
    cited = cited.assign(origin=origins(cited))
    groups = cited.groupby("row_id")
    limits = confidence_limits(facts)
    below = limits.to_numpy() != facts.events["confidence"].to_numpy()
    shares = (
        ("sources under control of a state", facts.sources["state_controlled"] == "yes"),
        ("sources of unknown control", facts.sources["state_controlled"] == "unknown"),
        ("sources read as headline only", facts.sources["reading"] == "headline"),
        ("citations of events under control of a state", cited["state_controlled"] == "yes"),
        (
            "events of one origin only",
            groups["origin"].agg(lambda names: len(set(names))) < INDEPENDENT_ORIGINS,
        ),
        ("events of state-controlled sources only", _all(cited, "state_controlled", "yes")),
        ("events of headlines only", _all(cited, "reading", "headline")),
        ("events below what their sources allow", pd.Series(below)),
    )
    rows = tuple(
        (name, f"{flags.sum()} of {len(flags)}", f"{flags.mean():.0%}") for name, flags in shares
    )
    return Section("Support", ("what", "count", "share"), rows)


def _all(cited: pd.DataFrame, column: str, word: str) -> "pd.Series[bool]":
    return (cited[column] == word).groupby(cited["row_id"]).all()


def _firsts(facts: Facts) -> Section:
    places = facts.places.set_index("place_id")["region_iso"]
    counts = facts.first_protests["place_id"].map(places).value_counts()
    rows = tuple((region, str(counts.get(region, 0))) for region in REGIONS)
    return Section("Places with a first protest by region", ("region", "places"), rows)


def _alike(events: pd.DataFrame) -> Section:
    """List pairs of one kind and place that may have begun together, perhaps one event."""
    columns = ["event_id", "kind", "place_id", "earliest_at", "latest_at"]
    mine = events.loc[events["on_map"], columns]
    pairs = mine.merge(mine, on=["kind", "place_id"], suffixes=("", "_b"))
    overlap = (pairs["earliest_at"] < pairs["latest_at_b"]) & (
        pairs["earliest_at_b"] < pairs["latest_at"]
    )
    overlap |= pairs["earliest_at"] == pairs["earliest_at_b"]
    pairs = pairs[overlap & (pairs["event_id"] < pairs["event_id_b"])]
    columns = ["place_id", "kind", "event_id", "event_id_b"]
    rows = tuple(tuple(map(str, row)) for row in pairs[columns].itertuples(index=False))
    head = ("place", "kind", "event", "other event")
    return Section("Events that may be one", head, rows)


def _broken(facts: Facts) -> Section:
    rows = tuple((str(problem),) for problem in check_rules(facts))
    return Section("Broken rules", ("rule",), rows)
