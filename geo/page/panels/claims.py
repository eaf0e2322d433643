"""Who said what, and when, about the causes: grouped by claim, with those who contradict."""

from functools import lru_cache
from itertools import groupby
from typing import Literal, TypeAlias

import pandas as pd
import streamlit as st

from geo.analysis.claims import grouped_claims, other_statements
from geo.facts.vocabulary import TOPICS
from geo.page.future_css import dated, later_rule, not_before
from geo.page.markup import Html, joined, paragraph, tag, text
from geo.page.panels.citations import source_links
from geo.page.reader import View
from geo.page.records import Row, records
from geo.page.world import World
from geo.words.catalogue import Words
from geo.words.times import rough_day

_Side: TypeAlias = Literal["says", "against"]
Said: TypeAlias = tuple[str, Html]
"""Day of a statement ("" where not known), and how it is written."""


def show_claims(view: View) -> None:
    """Show the claims about the causes with both sides, then the other statements, folded."""
    words = view.words
    rule = later_rule(view.world.facts.statements["said_on"], view.as_of)
    title = tag("h2", text(words("claims.title")))
    st.html(joined((title, paragraph(words("claims.note")), rule)))
    st.html(_written_claims(view.world, words.lang))


@lru_cache(maxsize=4)
def _written_claims(world: World, lang: str) -> Html:
    words = Words(lang)
    parts = []
    for claim, says, against in _claims(world, lang):
        sides = (_side("says", says, words), _side("against", against, words))
        head = tag("h3", text(claim))
        parts.append(tag("section", head, tag("div", *sides, css="q-sides")))
    return joined((*parts, _others(world, words)))


def _side(side: _Side, said: tuple[Said, ...], words: Words) -> Html:
    title = tag("h4", text(words(f"claims.{side}", n=words.number(len(said)))))
    if not said:
        return tag("div", title, paragraph(words("claims.nobody"), "q-note"))
    first = not_before(said_on for said_on, _ in said)
    note = paragraph(words("claims.not_yet"), f"q-note {first}")
    entries = (tag("li", html, css=dated(said_on)) for said_on, html in said)
    return tag("div", title, note, tag("ul", *entries, css="q-list q-said"))


def _claims(world: World, lang: str) -> tuple[tuple[str, tuple[Said, ...], tuple[Said, ...]], ...]:
    """Write each claim, and what is said on both sides."""
    facts = world.facts
    return tuple(
        (
            claim.claim_de if lang == "de" else claim.claim_en,
            written_statements(claim.says, world, lang),
            written_statements(claim.against, world, lang),
        )
        for claim in grouped_claims(facts.claims, facts.claim_sides, facts.statements)
    )


def written_statements(statements: pd.DataFrame, world: World, lang: str) -> tuple[Said, ...]:
    """Write statements in their order, each with its speaker, day and sources."""
    words = Words(lang)
    return tuple((row["said_on"], _said(row, world, words)) for row in records(statements))


def _said(row: Row, world: World, words: Words) -> Html:
    said_on = rough_day(row["said_on"], words) or words("statements.undated")
    who = tag("strong", text(row["person"]))
    role = text(f", {row[f'role_{words.lang}']}, {said_on}")
    sources = source_links(world.facts, "statements", row["statement_id"], words)
    return joined(
        (
            paragraph(row[f"claim_{words.lang}"], "q-summary"),
            tag("div", who, role, text(" \u00b7 "), sources, css="q-sources"),
        )
    )


def _others(world: World, words: Words) -> Html:
    parts = []
    others = _other_statements(world, words.lang)
    for topic, group in groupby(others, key=lambda one: one[0]):
        entries = (tag("li", html, css=dated(said_on)) for _, said_on, html in group)
        parts += [tag("h3", text(words(f"topic.{topic}"))), tag("ul", *entries, css="q-claims")]
    summary = tag("summary", text(words("claims.others", n=words.number(len(others)))))
    return tag("details", summary, *parts)


def _other_statements(world: World, lang: str) -> tuple[tuple[str, str, Html], ...]:
    """Write the statements on no claim with topic and day, topic by topic, by day."""
    words = Words(lang)
    rows = records(
        other_statements(world.facts.claim_sides, world.facts.statements).sort_values(
            ["said_on", "statement_id"]
        )
    )
    rows.sort(key=lambda row: TOPICS.index(row["topic"]))
    return tuple((row["topic"], row["said_on"], _said(row, world, words)) for row in rows)
