"""Panel: published numbers over time, and claims about the causes, each with its author."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Final

import pandas as pd
import streamlit as st

from geo.analysis.figures import latest, published, revisions
from geo.charts.figures import figure_chart
from geo.charts.theme import MOMENT, midnight
from geo.facts.vocabulary import METRICS
from geo.page.future_css import dated, later_rule
from geo.page.markup import Html, joined, paragraph, table, tag, text
from geo.page.panels.citations import source_links
from geo.page.panels.claims import show_claims
from geo.page.parts import show_parts
from geo.page.reader import View
from geo.page.records import Row, counted, records
from geo.page.show_chart import Spec, show_chart, written
from geo.page.world import World
from geo.view.state import PARTS
from geo.words.catalogue import Words
from geo.words.times import rough_day

_HEAD = ("metric", "value", "as_of", "claimed_by", "scope", "sources")
_FAMILIES: Final = {"csto": "alliance", "killed": "harm", "injured": "harm", "detained": "harm"}
"""First word of a measure -> the family of events whose colour it has."""
_LONGEST_COURSE: Final = 14
_YEAR: Final = 2022


def show_figures(view: View) -> None:
    """Show one of the leading numbers over time, any other measure, or who said what."""
    show_parts("figures", view, _PARTS)


def _show_others(view: View) -> None:
    words, leading = view.words, PARTS["figures"]
    present = set(view.world.facts.figures["metric"])
    metric = st.selectbox(
        words("figures.choose"),
        [name for name in METRICS if name in present and name not in leading],
        format_func=lambda name: words(f"metric.{name}"),
        key="metric",
        persist_state="page",
        width=480,
    )
    if metric:
        _show_metric(view, metric)


def _show_metric(view: View, metric: str) -> None:
    today = midnight(view.moment.date().isoformat())
    rows = {MOMENT: [{"at": today, "until": view.as_of}]}
    st.html(paragraph(view.words("figures.note"), "q-note"))
    days = _days(view.world, metric)
    st.html(joined((_latest(view, metric), later_rule(days, view.as_of))))
    if not days:
        return
    st.html(_course(view.world, metric, view.words.lang))
    spec = _chart(view.world, metric, view.words.lang, view.theme)
    show_chart(spec, f"figures_{metric}", rows)
    st.html(_folded(view.world, metric, view.words.lang))


@lru_cache(maxsize=64)
def _folded(world: World, metric: str, lang: str) -> Html:
    words = Words(lang)
    summary = tag("summary", text(words("figures.as_table")))
    numbers = tag("details", summary, figure_table(world, (metric,), lang))
    return joined((paragraph(words("figures.key"), "q-note"), numbers))


def _latest(view: View, metric: str) -> Html:
    """Say the number of the day, and whose it is; before the first, that there is none yet."""
    days = _days(view.world, metric)
    known = bisect_right(days, view.as_of)
    return _said(view.world, metric, view.words.lang, days[known - 1] if known else "")


@lru_cache(maxsize=64)
def _days(world: World, metric: str) -> tuple[str, ...]:
    """Give the days on which a measure was published, in their order: it changes on these alone."""
    return tuple(published(world.facts.figures, metric)["as_of"].drop_duplicates())


@lru_cache(maxsize=512)
def _said(world: World, metric: str, lang: str, day: str) -> Html:
    """Write what was known on a day of `_days`; "" is before the first."""
    words = Words(lang)
    rows = latest(world.facts.figures, metric, as_of=day)
    title = tag("h3", text(words(f"metric.{metric}")))
    if rows.empty:
        said = words("figures.only_withdrawn" if day else "figures.none_yet")
        return joined((title, paragraph(said, "q-latest")))
    ends = rows[["value_low", "value_high"]]
    known = ends.notna().all()
    value = words.range(
        ends["value_low"].min() if known["value_low"] else None,
        ends["value_high"].max() if known["value_high"] else None,
    )
    who = dict.fromkeys(words.name("claimant", name) for name in rows["claimed_by"])
    published_on = rough_day(rows["as_of"].iloc[0], words)
    scopes = dict.fromkeys(words(f"figure_scope.{name}") for name in rows["scope"])
    by = words("figures.latest_by", who="; ".join(who), day=published_on, scope=", ".join(scopes))
    latest_line = tag("p", tag("strong", text(value)), text(" "), text(by), css="q-latest")
    return joined((title, latest_line))


@lru_cache(maxsize=64)
def _course(world: World, metric: str, lang: str) -> Html:
    """Write how the number went, day by day, withdrawn ones struck out; "" where it is too long."""
    words = Words(lang)
    days = revisions(world.facts.figures, metric)
    if len(days) > _LONGEST_COURSE:
        return text("")
    steps = (
        tag(
            "li",
            tag("span", joined((_value(row, words) for row in records(rows)), " / ")),
            tag("small", text(_short(date.fromisoformat(day), words))),
            css=dated(day),
        )
        for day, rows in days
    )
    return tag("ol", *steps, css="q-course", aria_label=words("figures.course"))


def _short(day: date, words: Words) -> str:
    """Write a day of 2022 without its year, any other with it."""
    return words.date(day, "short" if day.year == _YEAR else "calendar")


@lru_cache(maxsize=128)
def _chart(world: World, metric: str, lang: str, theme: str) -> Spec:
    words = Words(lang)
    rows = records(published(world.facts.figures, metric))
    # A point needs a place: where one end is not known, it stands at the other.
    shown = [
        {
            "at": row["as_of"],
            "day": rough_day(row["as_of"], words),
            "value_low": float(
                row["value_high"] if pd.isna(row["value_low"]) else row["value_low"]
            ),
            "value_high": float(
                row["value_low"] if pd.isna(row["value_high"]) else row["value_high"]
            ),
            "range": counted(row, "value", words),
            "claimant": words.name("claimant", row["claimed_by"]),
            "scope": row["scope"],
            "scope_name": words(f"figure_scope.{row['scope']}"),
            "retracted": row["retracted"],
            "status": words("figures.retracted" if row["retracted"] == "yes" else "figures.stands"),
        }
        for row in rows
    ]
    family = _FAMILIES.get(metric.split("_", maxsplit=1)[0], "state")
    told = _described(metric, shown, words)
    chart = figure_chart(pd.DataFrame(shown), words, theme, family=family, description=told)
    return written(chart)


def _described(metric: str, shown: list[dict[str, object]], words: Words) -> str:
    told = [
        words(
            "figures.told",
            day=row["day"],
            range=row["range"],
            who=row["claimant"],
            status=f", {row['status']}" if row["retracted"] == "yes" else "",
        )
        for row in shown
    ]
    return f"{words(f'metric.{metric}')}: {'; '.join(told)}"


@lru_cache(maxsize=64)
def figure_table(world: World, metrics: tuple[str, ...], lang: str) -> Html:
    """Write the published numbers of some measures, each `dated`, by day."""
    words, figures = Words(lang), world.facts.figures
    chosen = figures[figures["metric"].isin(list(metrics))].sort_values(["as_of", "figure_id"])
    rows = [_row(row, world, words) for row in records(chosen)]
    head = [words(f"figures.{name}") for name in _HEAD]
    days = [dated(day) for day in chosen["as_of"]]
    return table(words("figures.caption"), head, rows, row_css=days)


def _row(row: Row, world: World, words: Words) -> tuple[Html, ...]:
    value = _value(row, words)
    if row["retracted"] == "yes":
        value = joined((value, text(words("figures.retracted"))), " ")
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


def _value(row: Row, words: Words) -> Html:
    """Write a number, struck out where it was withdrawn; who named it on hover."""
    value = text(counted(row, "value", words))
    who = words.name("claimant", row["claimed_by"])
    return tag("s" if row["retracted"] == "yes" else "span", value, title=who)


_PARTS: Final = MappingProxyType[str, Callable[[View], None]](
    {name: partial(_show_metric, metric=name) for name in PARTS["figures"][:-2]}
    | {"others": _show_others, "claims": show_claims}
)
