"""The story: chapters with time, view, layers, text, and what they rest on."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any, Final, cast

from geo.facts.read import Facts
from geo.scene.texts import citations_of, shown_sources, source_texts
from geo.scene.times import ZONE, day_interval, local_interval

GROUND: Final = ("regions", "labels")
"""Layers of the map that every chapter shows."""
LAYERS: Final[Mapping[str, tuple[str, ...]]] = {
    "events": ("events",),
    "first_protests": ("first_day",),
    "spread": ("spread",),
    "emergency": ("emergency",),
    "measures": ("emergency", "curfew", "internet"),
    "deaths": ("deaths",),
    "alliance": ("alliance", "former"),
    "contingents": ("contingents",),
}
"""Word of the table -> layers of the map."""


def story_chapters(facts: Facts) -> list[dict[str, object]]:
    """
    Gather the chapters in their order.

    Returns
    -------
    chapters
        See `geo.timemap.Story`. `claims` are the statements that a chapter rests on, by day;
        `sources` are those of its events first, then those of the other rows, none twice.
    """
    cited = {table: citations_of(facts, table) for table in sorted(set(facts.citations["table"]))}
    said = {row["statement_id"]: row for row in facts.statements.to_dict("records")}
    rows = facts.chapters.sort_values("order").to_dict("records")
    return [_chapter(row, cited, said) for row in rows]


def story_sources(facts: Facts) -> dict[str, object]:
    """
    Give what is shown of the sources that `story_chapters` names, by id.

    Those that events or figures cite travel with the texts of the events.
    """
    ids = {
        source
        for chapter in story_chapters(facts)
        for source in cast("list[str]", chapter["sources"])
    }
    return source_texts(facts, ids - shown_sources(facts))


def _chapter(
    row: Mapping[Hashable, Any],
    cited: Mapping[str, Mapping[str, list[tuple[str, str]]]],
    said: Mapping[str, Mapping[Hashable, Any]],
) -> dict[str, object]:
    events = _listed(row["event_ids"])
    rests_on = [(table, key) for table, _, key in map(_parted, _listed(row["rests_on"]))]
    known = [said[key] for table, key in rests_on if table == "statements"]
    rows = [*(("events", event) for event in events), *rests_on]
    ids = (source for table, key in rows for source, _ in cited.get(table, {}).get(key, []))
    words = [*_listed(row["layers"])]
    return {
        "id": row["chapter_id"],
        "title": _languages(row, "title"),
        "text": _languages(row, "text"),
        "at": [
            local_interval(row["from_local"], ZONE)[0],
            local_interval(row["to_local"], ZONE)[1],
        ],
        "view": {"lat": row["lat"], "lon": row["lon"], "zoom": row["zoom"]},
        "layers": [*(layer for word in words for layer in LAYERS[word]), *GROUND],
        "events": events,
        "claims": list(_claims(known, cited.get("statements", {}))),
        "sources": list(dict.fromkeys(ids)),
    }


def _claims(
    rows: list[Mapping[Hashable, Any]], cited: Mapping[str, list[tuple[str, str]]]
) -> Iterator[dict[str, object]]:
    # What has no day stands last.
    for row in sorted(rows, key=lambda row: row["said_on"] or "9999"):
        yield {
            "who": row["person"],
            "role": _languages(row, "role"),
            "day": row["said_on"],
            "at": day_interval(row["said_on"])[0] if row["said_on"] else None,
            "text": _languages(row, "claim"),
            "sources": [source for source, _ in cited.get(row["statement_id"], [])],
        }


def _languages(row: Mapping[Hashable, Any], name: str) -> dict[str, str]:
    return {lang: row[f"{name}_{lang}"] for lang in ("en", "de")}


def _listed(text: str) -> list[str]:
    return [part for part in text.split(";") if part]


def _parted(text: str) -> tuple[str, str, str]:
    return text.partition(":")
