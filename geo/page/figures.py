"""Panel: published numbers and claims, each with the one who made them."""

from datetime import date
from functools import lru_cache
from itertools import groupby

import pandas as pd
import streamlit as st

from geo.i18n import Words
from geo.page.charts import Spec, at_moment, figure_chart
from geo.page.citations import source_links
from geo.page.markup import Html, joined, paragraph, table, tag, text
from geo.page.rows import Row, counted, records
from geo.page.times import rough_day
from geo.page.view import View
from geo.page.world import World
from geo.schema import METRICS, TOPICS

_HEAD = ("metric", "value", "as_of", "claimed_by", "scope", "sources")


def show_figures(view: View) -> None:
    """Show the numbers of one measure over time and as a table, then all statements by topic."""
    words, figures = view.words, view.world.facts.figures
    st.html(paragraph(words("figures.note")))
    present = set(figures["metric"])
    metric = st.selectbox(
        words("figures.choose"),
        [name for name in METRICS if name in present],
        index=1,
        format_func=lambda name: words(f"metric.{name}"),
        key=f"metric_{words.lang}",
        width=480,
    )
    spec = _chart(view.world, metric, words.lang, view.theme)
    st.vega_lite_chart(
        spec=at_moment(spec, view.moment.date().isoformat()), width="stretch", key="figures"
    )
    st.html(figure_table(view, (metric,)))
    st.html(_statements(view))


@lru_cache(maxsize=64)
def _chart(world: World, metric: str, lang: str, theme: str) -> Spec:
    words = Words(lang)
    rows = world.facts.figures[world.facts.figures["metric"] == metric]
    shown = [
        {
            "at": row["as_of"],
            "day": words.date(date.fromisoformat(row["as_of"]), "calendar"),
            "value_low": float(row["value_low"]),
            "value_high": float(row["value_high"]),
            "range": counted(row, "value", words),
            "claimant": words.name("claimant", row["claimed_by"]),
            "scope": words(f"figure_scope.{row['scope']}"),
            "retracted": words(
                "figures.retracted" if row["retracted"] == "yes" else "figures.stands"
            ),
        }
        for row in records(rows)
    ]
    return figure_chart(pd.DataFrame(shown), words, theme)


def figure_table(view: View, metrics: tuple[str, ...]) -> Html:
    """Write the published numbers of some measures by day; those after the moment are paler."""
    words = view.words
    rows = [
        cells if as_of <= view.as_of else tuple(_paler(cell, words) for cell in cells)
        for as_of, cells in _rows(view.world, metrics, words.lang)
    ]
    head = [words(f"figures.{name}") for name in _HEAD]
    return table(words("figures.caption"), head, rows)


@lru_cache(maxsize=64)
def _rows(
    world: World, metrics: tuple[str, ...], lang: str
) -> tuple[tuple[str, tuple[Html, ...]], ...]:
    """Write each number with its day, by day."""
    words, figures = Words(lang), world.facts.figures
    chosen = figures[figures["metric"].isin(list(metrics))].sort_values(["as_of", "figure_id"])
    return tuple((row["as_of"], _row(row, world, words)) for row in records(chosen))


def _row(row: Row, world: World, words: Words) -> tuple[Html, ...]:
    value = text(counted(row, "value", words))
    if row["retracted"] == "yes":
        value = joined((tag("s", value), text(words("figures.retracted"))), " ")
    note = (
        tag("small", text(row["note"]), lang="en", css="q-cell-note") if row["note"] else text("")
    )
    return (
        text(words(f"metric.{row['metric']}")),
        joined((value, note)),
        text(rough_day(row["as_of"], words)),
        text(words.name("claimant", row["claimed_by"])),
        text(words(f"figure_scope.{row['scope']}")),
        source_links(world.facts, "figures", row["figure_id"], words),
    )


def _paler(cell: Html, words: Words) -> Html:
    return tag("span", cell, css="q-later", title=words("figures.later"))


def _statements(view: View) -> Html:
    words = view.words
    claims = _claims(view.world, words.lang)
    parts = [tag("h2", text(words("statements.title"))), paragraph(words("statements.note"))]
    for topic, group in groupby(claims, key=lambda claim: claim[0]):
        entries = [
            tag("li", html, css="q-later" if said_on > view.as_of else "q-claim")
            for _, said_on, html in group
        ]
        parts += [tag("h3", text(words(f"topic.{topic}"))), tag("ul", *entries, css="q-claims")]
    return joined(parts)


@lru_cache(maxsize=4)
def _claims(world: World, lang: str) -> tuple[tuple[str, str, Html], ...]:
    """Write each statement with its topic and day, topic by topic, by day."""
    words = Words(lang)
    rows = records(world.facts.statements.sort_values(["said_on", "statement_id"]))
    rows.sort(key=lambda row: TOPICS.index(row["topic"]))
    return tuple((row["topic"], row["said_on"], _claim(row, world, words)) for row in rows)


def _claim(row: Row, world: World, words: Words) -> Html:
    said_on = rough_day(row["said_on"], words) or words("statements.undated")
    who = ", ".join((row["person"], row[f"role_{words.lang}"], said_on))
    sources = source_links(world.facts, "statements", row["statement_id"], words)
    return joined(
        (
            tag("strong", text(who)),
            paragraph(row[f"claim_{words.lang}"], "q-summary"),
            tag("p", sources, css="q-sources"),
        )
    )
