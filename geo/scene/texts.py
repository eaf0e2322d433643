"""The texts that card and feed show: events, places and sources in the order of their index."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, Final

import pandas as pd

from geo.facts.read import Facts
from geo.facts.vocabulary import JoinedEvents
from geo.words.catalogue import LANGUAGES

_NAMES: Final = {"en": "name_en", "de": "name_de", "ru": "name_ru", "kk": "name_kk"}
_ACTORS: Final = {"en": "actor_en", "de": "actor_de"}
_TITLES: Final = {lang: f"title_{lang}" for lang in LANGUAGES}
_FOUND: Final = tuple(f"title_{lang}" for lang in _NAMES if lang not in LANGUAGES)
"""Titles in languages that the page does not have: they are found and never shown."""


def event_texts(facts: Facts, events: JoinedEvents) -> dict[str, object]:
    """
    Gather everything about events that is read rather than drawn.

    Parameters
    ----------
    events
        In the order in which they are drawn.

    Returns
    -------
    texts
        `events`, `places` (every place of the facts, in their order) and `sources` (those that
        events or figures cite, by id).

    Raises
    ------
    KeyError
        An event's place is not among the facts: a bug.
    """
    index = {place_id: number for number, place_id in enumerate(facts.places["place_id"])}
    cited = citations_of(facts, "events")
    first = dict(
        zip(facts.first_protests["place_id"], facts.first_protests["event_id"], strict=True)
    )
    return {
        "events": [_event(row, index, cited) for row in events.to_dict("records")],
        "places": [_place(row, index, first) for row in facts.places.to_dict("records")],
        "sources": source_texts(facts, shown_sources(facts)),
    }


def found_texts(events: JoinedEvents) -> list[str]:
    """
    Give what a search finds an event by and nothing shows: its titles in further languages.

    Parameters
    ----------
    events
        In the order in which they are drawn.
    """
    return ["\n".join(titles) for titles in zip(*(events[name] for name in _FOUND), strict=True)]


def shown_sources(facts: Facts) -> set[str]:
    """Name the sources that card and figures show."""
    shown = facts.citations["table"].isin(["events", "figures"])
    return set(facts.citations.loc[shown, "source_id"])


def citations_of(facts: Facts, table: str) -> Mapping[str, list[tuple[str, str]]]:
    """Map a row's id to its `(source_id, says)` pairs, in the order of the table."""
    rows = facts.citations[facts.citations["table"] == table]
    cited: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row_id, source_id, says in zip(
        rows["row_id"], rows["source_id"], rows["says"], strict=True
    ):
        cited[row_id].append((source_id, says))
    return cited


def counted(row: Mapping[Any, Any], low: str, high: str) -> dict[str, int | None] | None:
    """Give `{"low", "high"}` of a row, or None where it has neither."""
    values = {"low": row[low], "high": row[high]}
    known = {name: None if pd.isna(value) else int(value) for name, value in values.items()}
    return known if any(value is not None for value in known.values()) else None


def _pick(row: Mapping[Any, Any], columns: Mapping[str, str]) -> dict[str, str]:
    return {lang: str(row[column]) for lang, column in columns.items() if row[column]}


def _event(
    row: Mapping[Any, Any], places: Mapping[str, int], cited: Mapping[str, list[tuple[str, str]]]
) -> dict[str, object]:
    count = counted(row, "count_low", "count_high")
    return {
        "id": row["event_id"],
        "kind": row["kind"],
        "scope": row["scope"],
        "place": places[row["place_id"]],
        "title": _pick(row, _TITLES),
        "summary": _pick(row, {"en": "summary_en", "de": "summary_de"}),
        "time": {
            "started": row["started_local"],
            "ended": row["ended_local"],
            "precision": row["time_precision"],
            "offset_min": row["utc_offset_min"],
        },
        "count": {"of": row["count_of"], **count} if count else None,
        "participants": counted(row, "participants_low", "participants_high"),
        "actor": _pick(row, _ACTORS),
        "confidence": row["confidence"],
        "note": row["note"],
        "sources": cited.get(row["event_id"], []),
    }


def _place(
    row: Mapping[Any, Any], index: Mapping[str, int], first: Mapping[str, str]
) -> dict[str, object]:
    """Write a place; `first` maps places to the event that was their first protest."""
    told = {"first": first[row["place_id"]]} if row["place_id"] in first else {}
    return {
        "id": row["place_id"],
        "name": _pick(row, _NAMES),
        "aliases": [name for name in _other_names(row) if name],
        "lat": row["lat"],
        "lon": row["lon"],
        "kind": row["kind"],
        "precision": row["location_precision"],
        "parent": index.get(row["parent_place_id"], -1),
        **told,
    }


def _other_names(row: Mapping[Any, Any]) -> list[str]:
    """Names that are found and never shown: earlier, later and otherwise spelt ones."""
    return [str(row["name_kk_latn"]), *str(row["other_names"]).split(";")]


def source_texts(facts: Facts, source_ids: Collection[str]) -> dict[str, object]:
    """Give what is shown of some sources, by id, in the order of their table."""
    rows = facts.sources[facts.sources["source_id"].isin(list(source_ids))]
    return {
        row["source_id"]: {
            "publisher": row["publisher"],
            "title": row["title"],
            "url": row["url"],
            "published_on": row["published_on"],
            "language": row["language"],
            "state": row["state_controlled"],
            "reading": row["reading"],
        }
        for row in rows.to_dict("records")
    }
