"""Panel: sources and method, what is not known, and how to report an error."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import streamlit as st

from geo.page.markup import Html, joined, link, paragraph, table, tag, text
from geo.page.panels.citations import source_links
from geo.page.panels.readings import show_gaps, show_readings
from geo.page.reader import View
from geo.page.records import records
from geo.page.world import World
from geo.words.catalogue import Words
from geo.words.times import rough_day

SECTIONS = (
    *("borders", "times", "day_only", "places", "confidence", "order", "counting"),
    *("gaps", "errors", "licences"),
)
DIFFERING = ("contradicted", "typo", "partly")
"""Verdicts on what the first article and other sources have differently."""
_CHECK_HEAD = ("statement", "correct", "verdict", "sources")
_AFTERMATH_HEAD = ("what", "day", "account", "confidence", "sources")
_SOURCE_HEAD = ("publisher", "name", "date", "language", "kind", "state", "reading")
_CREDITS = (
    ("GeoNames, CC BY 4.0", "https://www.geonames.org/"),
    ("Natural Earth", "https://www.naturalearthdata.com/"),
)


def show_method(view: View) -> None:
    """Show method, the check of the first article, and all sources."""
    st.html(_method(view.world, view.words.lang))


@lru_cache(maxsize=4)
def _method(world: World, lang: str) -> Html:
    words = Words(lang)
    prose = [
        tag(
            "section",
            tag("h3", text(words(f"method.{name}.title"))),
            paragraph(words(f"method.{name}.text")),
        )
        for name in SECTIONS
    ]
    credit = joined((link(url, name) for name, url in _CREDITS), " \u00b7 ")
    return joined(
        (
            tag("div", *prose, css="q-prose"),
            tag("p", credit),
            _seed_check(world, words),
            show_readings(world, words),
            show_gaps(world, words),
            _no_evidence(world, words),
            _aftermath(world, words),
            _sources(world, words),
        )
    )


def _seed_check(world: World, words: Words) -> Html:
    """Show what the first article has differently, with both; then all that was checked."""
    checks = records(world.facts.seed_check)
    differing = [row for row in checks if row["verdict"] in DIFFERING]
    head = [words(f"check.{name}") for name in _CHECK_HEAD]
    tables = (
        ("check", differing, ""),
        ("check_all", [row for row in checks if row["verdict"] not in DIFFERING], "q-tall"),
    )
    return joined(
        joined(
            (
                tag("h3", text(words(f"{name}.title"))),
                paragraph(words(f"{name}.note")),
                table(words(f"{name}.caption"), head, [_check(world, r, words) for r in rows], css),
            )
        )
        for name, rows, css in tables
    )


def _check(world: World, row: Mapping[str, Any], words: Words) -> tuple[Html, ...]:
    note = tag("div", text(row["note"]), css="q-note", lang="en") if row["note"] else Html("")
    return (
        text(row[f"statement_{words.lang}"]),
        joined((text(row[f"correct_{words.lang}"]), note)),
        text(words(f"verdict.{row['verdict']}")),
        source_links(world.facts, "seed_check", row["check_id"], words),
    )


def _no_evidence(world: World, words: Words) -> Html:
    """Name the places in which a protest was looked for and none was found."""
    places = world.facts.places.set_index("place_id")[f"name_{words.lang}"]
    names = sorted(places[place_id] for place_id in world.facts.no_evidence["place_id"])
    return joined(
        (
            tag("h3", text(words("no_evidence.title"))),
            paragraph(words("no_evidence.note", names=", ".join(names))),
        )
    )


def _aftermath(world: World, words: Words) -> Html:
    """Show what came after January 2022, which the map does not."""
    rows = [
        (
            text(row[f"title_{words.lang}"]),
            text(rough_day(row["happened_on"], words)),
            text(row[f"summary_{words.lang}"]),
            text(words.name("map.confidence", row["confidence"])),
            source_links(world.facts, "aftermath", row["aftermath_id"], words),
        )
        for row in records(world.facts.aftermath.sort_values(["happened_on", "aftermath_id"]))
    ]
    head = [words(f"aftermath.{name}") for name in _AFTERMATH_HEAD]
    return joined(
        (
            tag("h3", text(words("aftermath.title"))),
            paragraph(words("aftermath.note")),
            table(words("aftermath.caption"), head, rows, "q-tall"),
        )
    )


def _sources(world: World, words: Words) -> Html:
    frame = world.facts.sources.sort_values(["publisher", "published_on", "source_id"])
    rows = [
        (
            text(row["publisher"]),
            link(row["url"], row["title"]),
            text(rough_day(row["published_on"], words)),
            text(words.name("language", row["language"])),
            text(words(f"source_kind.{row['kind']}")),
            text(words(f"state_controlled.{row['state_controlled']}")),
            text(words(f"map.reading.{row['reading']}")),
        )
        for row in records(frame)
    ]
    head = [words(f"sources.{name}") for name in _SOURCE_HEAD]
    return joined(
        (
            tag("h3", text(words.plural("sources.title", len(rows)))),
            paragraph(words("sources.note")),
            table(words("sources.caption"), head, rows, "q-tall"),
        )
    )
