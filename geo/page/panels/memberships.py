"""Who belonged to which organisation and when, as a chart and as tables."""

from datetime import date
from functools import lru_cache
from typing import Final

import pandas as pd

from geo.analysis.alliance import acts, segments, standing_in
from geo.charts.alliance import membership_chart
from geo.facts.vocabulary import ORGANISATIONS
from geo.page.markup import Html, joined, table, tag, text
from geo.page.records import Row, records
from geo.page.show_chart import Spec, written
from geo.page.world import World
from geo.scene.alliance import ALLIANCE_YEARS
from geo.words.catalogue import Words
from geo.words.times import rough_day

_WEIGHTS: Final = {"signed": 0.2, "member": 1.0, "suspended": 0.2}
"""How full a bar is; what is over has none."""


@lru_cache(maxsize=4)
def country_names(world: World, lang: str) -> dict[str, str]:
    """Give the names of the countries that were ever in one of the organisations."""
    alliance = world.facts.alliance
    return dict(zip(alliance["country_iso2"], alliance[f"name_{lang}"], strict=True))


@lru_cache(maxsize=8)
def memberships_spec(world: World, lang: str, theme: str) -> Spec:
    """Draw every membership over the years."""
    words, names = Words(lang), country_names(world, lang)
    order = _in_order(world)
    stages = sorted(_stages(world), key=lambda row: order.index(row["country_iso2"]))
    rows = [
        {
            "country": names[row["country_iso2"]],
            "organisation": row["organisation"],
            "named": words(f"organisation.{row['organisation']}"),
            "stage": words(f"alliance.stage.{row['stage']}"),
            "begin": row["begin_on"],
            "end": row["end_on"] or f"{ALLIANCE_YEARS[1]}-12-31",
            "span": _span(row["begin_on"], row["end_on"], words),
            "weight": _WEIGHTS[row["stage"]],
        }
        for row in stages
        if row["stage"] in _WEIGHTS
    ]
    return written(membership_chart(pd.DataFrame(rows), words, theme))


@lru_cache(maxsize=2)
def _stages(world: World) -> tuple[Row, ...]:
    return tuple(records(segments(world.facts.alliance)))


@lru_cache(maxsize=2)
def _in_order(world: World) -> tuple[str, ...]:
    """Name the countries, those that belong to most to this day first."""
    alliance = world.facts.alliance
    lasting = alliance[alliance["left_on"] == ""]["country_iso2"].value_counts().to_dict()
    codes = dict.fromkeys(alliance["country_iso2"])
    return tuple(sorted(codes, key=lambda country: -lasting.get(country, 0)))


def _span(begin_on: str, end_on: str, words: Words) -> str:
    if not end_on:
        return words("alliance.since", begin=rough_day(begin_on, words))
    return words("alliance.from_to", begin=rough_day(begin_on, words), end=rough_day(end_on, words))


@lru_cache(maxsize=128)
def organisations_table(world: World, day: date, lang: str, caption: str) -> Html:
    """Lay the organisations side by side: who was in which on a day, which the caption names."""
    words, names = Words(lang), country_names(world, lang)
    stages = _stages(world)
    standing = {name: standing_in(stages, day, organisation=name) for name in ORGANISATIONS}
    rows = [
        [
            text(names[country]),
            *(_standing(standing[name].get(country), words) for name in ORGANISATIONS),
        ]
        for country in _in_order(world)
    ]
    head = [words("alliance.country"), *(words(f"organisation.{name}") for name in ORGANISATIONS)]
    return joined(
        (
            tag("h3", text(words("alliance.side_by_side"))),
            table(caption, head, rows, "q-fit q-organisations"),
        )
    )


def _standing(stage: str | None, words: Words) -> Html:
    if stage is None:
        return tag("span", text("\u2013"), css="q-later")
    return tag("span", text(words(f"alliance.stage.{stage}")), css=f"q-stage q-stage-{stage}")


def acts_table(world: World, lang: str) -> Html:
    """List what was signed, joined, suspended and left, folded."""
    words, names = Words(lang), country_names(world, lang)
    rows = [
        (
            text(rough_day(row["said"], words)),
            text(words(f"organisation.{row['organisation']}")),
            text(words(f"alliance.act.{row['act']}")),
            text(", ".join(sorted(names[country] for country in row["countries"]))),
        )
        for row in records(acts(world.facts.alliance))
    ]
    head = [words(f"alliance.{name}") for name in ("day", "organisation", "act", "countries")]
    summary = tag("summary", text(words("alliance.acts")))
    return tag("details", summary, table(words("alliance.acts_table"), head, rows, "q-fit"))
