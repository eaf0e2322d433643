"""What must hold of the facts as a whole; `data/METHOD.md` says the same rules in words."""

import re
from collections.abc import Iterator
from typing import Final

import pandas as pd

from geo.errors import Problem
from geo.facts.join import join_events
from geo.facts.numbers import check_numbers
from geo.facts.read import Facts
from geo.facts.row_rules import check_rows, origins, problem
from geo.facts.vocabulary import CONFIDENCES

HIGH, MEDIUM, LOW = CONFIDENCES
COMPILED_KINDS: Final = ("encyclopedia", "dataset")
"""Sources that gather what others report: they count for no `high`."""
INDEPENDENT_ORIGINS: Final = 2
"""So many origins must agree for `high`."""
PART_METRICS: Final = {
    "killed_almaty": "killed_total",
    "killed_region": "killed_total",
    "killed_security": "killed_total",
    "killed_attackers_claim": "killed_total",
    "killed_children": "killed_total",
    "killed_custody": "killed_total",
    "injured_region": "injured",
    "injured_security": "injured",
    "detained_region": "detained",
}
"""Count of a part -> count of the whole."""
REPORTED: Final = r"\b(published|reported|uploaded|stamped|posted)\b"
PRECISE: Final = ("minute", "hour")
HARMED: Final = ("killed", "injured")
WHOLE_SCOPE: Final = "country"


def check_rules(facts: Facts) -> list[Problem]:
    """
    Find what the tables say and their sources do not carry, and what contradicts itself.

    That is: a confidence above what the sources allow, an event before its cause, a part above its
    whole, numbers that differ between the texts of a row, sources of whom it is not said what they
    carry, where much depends on it, and hours that are those of a report.

    Problems name a row by its key, since facts have lost their lines.
    """
    return [
        *check_rows(facts),
        *_overrated(facts, "events"),
        *_overrated(facts, "aftermath"),
        *_overrated_firsts(facts),
        *_early_effects(facts),
        *_parts_above_wholes(facts),
        *check_numbers(facts),
        *_unsaid(facts),
        *_hours_of_reports(facts),
    ]


def confidence_limits(facts: Facts, table: str = "events") -> "pd.Series[str]":
    """
    Find the highest confidence that the sources of each row allow.

    `high`: two origins or more, not counting encyclopedias and catalogues, one of them surely not
    state-controlled, and more than headlines was read. `medium`: any one source that is not a
    catalogue. `low`: else.

    Parameters
    ----------
    table
        `events` or `aftermath`.

    Returns
    -------
    limits
        A word of `CONFIDENCES`, by the table's key, in the order of its rows.
    """
    cited = facts.citations[facts.citations["table"] == table]
    cited = cited.merge(facts.sources, on="source_id", validate="many_to_one")
    groups = cited.assign(origin=origins(cited)).groupby("row_id")
    limits = {str(key): _limit(sources) for key, sources in groups}
    rows: pd.DataFrame = getattr(facts, table)
    ids = rows[rows.columns[0]]
    return ids.map(limits).fillna(LOW).set_axis(ids)


def _limit(sources: pd.DataFrame) -> str:
    own = sources[~sources["kind"].isin(COMPILED_KINDS)]
    if (
        own["origin"].nunique() >= INDEPENDENT_ORIGINS
        and "no" in set(own["state_controlled"])
        and set(own["reading"]) != {"headline"}
    ):
        return HIGH
    return LOW if set(sources["kind"]) <= {"dataset"} else MEDIUM


def _overrated(facts: Facts, table: str) -> Iterator[Problem]:
    limits = confidence_limits(facts, table)
    for (key, allowed), got in zip(
        limits.items(), getattr(facts, table)["confidence"], strict=True
    ):
        if CONFIDENCES.index(got) < CONFIDENCES.index(allowed):
            expected = f"{allowed}, as its sources allow"
            yield problem(table, str(key), "confidence", got, expected)


def _overrated_firsts(facts: Facts) -> Iterator[Problem]:
    events = facts.events.set_index("event_id")["confidence"]
    firsts = facts.first_protests
    columns = (firsts[name] for name in ("place_id", "event_id", "confidence"))
    for place_id, event_id, got in zip(*columns, strict=True):
        allowed = events[event_id]
        if CONFIDENCES.index(got) < CONFIDENCES.index(allowed):
            expected = f"{allowed}, as its event {event_id} has"
            yield problem("first_protests", place_id, "confidence", got, expected)


def _early_effects(facts: Facts) -> Iterator[Problem]:
    events = join_events(facts).events.set_index("event_id")
    for event_id, cause_id in zip(facts.causes["event_id"], facts.causes["cause_id"], strict=True):
        if events.loc[event_id, "latest_at"] < events.loc[cause_id, "earliest_at"]:
            expected = f"no time before that of its cause {cause_id}"
            got = events.loc[event_id, "started_local"]
            yield problem("events", event_id, "started_local", got, expected)


def _parts_above_wholes(facts: Facts) -> Iterator[Problem]:
    """Of one claimant and day, no part may be surely larger than the whole."""
    figures = facts.figures[facts.figures["retracted"] == "no"]
    is_part = (figures["scope"] != WHOLE_SCOPE) | figures["metric"].isin(PART_METRICS)
    parts = figures[is_part].assign(metric=figures["metric"].replace(PART_METRICS))
    wholes = figures[~is_part]
    pairs = parts.merge(wholes, on=["metric", "as_of", "claimed_by"], suffixes=("", "_whole"))
    above = pairs[pairs["value_low"] > pairs["value_high_whole"]]  # False where an end is open
    columns = (above[name] for name in ("figure_id", "value_low", "figure_id_whole"))
    for figure_id, got, whole_id in zip(*columns, strict=True):
        yield problem("figures", figure_id, "value_low", got, f"no more than {whole_id}")


def _unsaid(facts: Facts) -> Iterator[Problem]:
    """Find silent sources of rows with high confidence, and of people who were killed or hurt."""
    said = facts.citations.set_index(["table", "row_id"])["says"]
    silent = set(said[said == ""].index)
    for table in ("events", "aftermath"):
        rows: pd.DataFrame = getattr(facts, table)
        grave = (
            (rows["confidence"] == HIGH)
            | (rows["kind"] == "casualty")
            | rows["count_of"].isin(HARMED)
        )
        for key in rows.loc[grave, rows.columns[0]]:
            if (table, key) in silent:
                expected = f"what each source of '{key}' in {table} carries"
                yield problem("citations", str(key), "says", "", expected)


def _hours_of_reports(facts: Facts) -> Iterator[Problem]:
    """Find events whose hour is, by their own note, that of a report or an upload."""
    for event in facts.events.to_dict("records"):
        _, _, hour = event["started_local"].partition("T")
        reported = hour and re.search(rf"{REPORTED}[^.;]{{0,40}}\b{hour}\b", event["note"], re.I)
        if reported and event["time_precision"] in PRECISE:
            expected = "part_of_day, day or approx: the note says that the hour is of a report"
            got = event["time_precision"]
            yield problem("events", event["event_id"], "time_precision", got, expected)
