"""Panel: sources and method, what is not known, and how to report an error."""

from functools import lru_cache

import streamlit as st

from geo.i18n import Words
from geo.page.citations import source_links
from geo.page.markup import Html, joined, link, paragraph, table, tag, text
from geo.page.rows import records
from geo.page.times import rough_day
from geo.page.view import View
from geo.page.world import World

SECTIONS = (
    *("borders", "times", "day_only", "places", "confidence", "order", "counting"),
    *("gaps", "errors", "licences"),
)
_CHECK_HEAD = ("statement", "verdict", "correct", "sources")
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
            _sources(world, words),
        )
    )


def _seed_check(world: World, words: Words) -> Html:
    rows = [
        (
            tag("span", text(row["statement_en"]), lang="en"),
            text(words(f"verdict.{row['verdict']}")),
            tag(
                "span",
                text(" ".join(part for part in (row["correct_value"], row["note"]) if part)),
                lang="en",
            ),
            source_links(world.facts, "seed_check", row["check_id"], words),
        )
        for row in records(world.facts.seed_check)
    ]
    head = [words(f"check.{name}") for name in _CHECK_HEAD]
    return joined(
        (
            tag("h3", text(words("check.title"))),
            paragraph(words("check.note")),
            table(words("check.caption"), head, rows, "q-tall"),
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
