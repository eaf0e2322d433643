"""Panel: who belonged to the alliance on the day chosen, and who sent whom."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

import pandas as pd
import streamlit as st

from geo.analysis.alliance import CSTO, TREATY, acts, members_on, segments, standing_in
from geo.charts.alliance import contingent_chart, membership_chart
from geo.charts.look import MOMENT, midnight
from geo.i18n import Words
from geo.i18n_times import rough_day
from geo.page.citations import source_link, source_links
from geo.page.drawn import Spec, show_chart, written
from geo.page.figures import figure_table
from geo.page.markup import Html, items, joined, paragraph, table, tag, text
from geo.page.rows import Row, counted, records
from geo.page.view import View
from geo.page.world import World
from geo.scene_alliance import ALLIANCE_YEARS
from geo.schema import ORGANISATIONS

_CONTINGENT_HEAD = ("country", "unit", "strength", "home", "arrived", "left", "guarded", "sources")
_METRICS = ("csto_troops", "csto_sites")
_CHARTER: Final = ("kremlin-charter", "odkb-charter")
_ORGANS: Final = ("kremlin-charter", "odkb-basic", "belta-zas", "pm-am")
_WEIGHTS: Final = {"signed": 0.2, "member": 1.0, "suspended": 0.2}
"""How full a bar is; what is over has none."""


def show_alliance(view: View) -> None:
    """Show members on the day chosen, organisations side by side, contingents, strength."""
    words, world, day = view.words, view.world, alliance_day(view)
    st.html(joined((_heading(view, day), _about(world, words.lang))))
    st.html(_organisations(world, day, words.lang))
    on_day = {MOMENT: [{"at": midnight(day.isoformat())}]}
    show_chart(_chart(world, words.lang, view.theme), "memberships", on_day)
    st.html(_records(world, words.lang))
    st.html(tag("h3", text(words("contingent.title"))))
    at_moment = {MOMENT: [{"at": _wall_time(view)}]}
    show_chart(_contingent_bars(world, words.lang, view.theme), "contingents", at_moment)
    st.html(joined((_contingents(world, words.lang), _strength(view))))


def alliance_day(view: View) -> date:
    """Give the day chosen on the alliance's own axis, else that of the moment."""
    chosen = view.state["alliance_on"]
    return date.fromisoformat(chosen) if chosen else view.moment.date()


@lru_cache(maxsize=4)
def country_names(world: World, lang: str) -> dict[str, str]:
    """Give the names of the countries that were ever in one of the organisations."""
    alliance = world.facts.alliance
    return dict(zip(alliance["country_iso2"], alliance[f"name_{lang}"], strict=True))


def _heading(view: View, day: date) -> Html:
    words, alliance = view.words, view.world.facts.alliance
    names = country_names(view.world, words.lang)
    organisation = next(
        (name for name in (CSTO, TREATY) if members_on(alliance, day, organisation=name)), None
    )
    members = members_on(alliance, day, organisation=organisation) if organisation else ()
    said = words.plural(
        f"alliance.members.{organisation or 'none'}",
        len(members),
        day=words.date(day, "calendar"),
    )
    listed = ", ".join(sorted(names[country] for country in members))
    chosen = "alliance.chosen" if view.state["alliance_on"] else "alliance.how"
    return joined(
        (
            tag("h2", text(said), css="q-moment"),
            paragraph(listed),
            paragraph(words(chosen), "q-note"),
        )
    )


@lru_cache(maxsize=4)
def _about(world: World, lang: str) -> Html:
    """Say in two sentences what the organisation is for and which organs it has."""
    words = Words(lang)
    sentences = [
        tag("p", text(words(f"alliance.{name}")), text(" "), _sources(world, sources, words))
        for name, sources in (("purpose", _CHARTER), ("organs", _ORGANS))
    ]
    return tag("div", *sentences, css="q-about")


def _sources(world: World, source_ids: tuple[str, ...], words: Words) -> Html:
    links = (source_link(world.facts, source_id, words) for source_id in source_ids)
    return tag("span", joined((link for link in links if link), ", "), css="q-sources")


@lru_cache(maxsize=8)
def _chart(world: World, lang: str, theme: str) -> Spec:
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
def _organisations(world: World, day: date, lang: str) -> Html:
    """Lay the organisations side by side: who was in which on a day."""
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
    caption = words("alliance.table", day=words.date(day, "calendar"))
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


@lru_cache(maxsize=4)
def _records(world: World, lang: str) -> Html:
    """Write what happened when, and what is said of each membership, folded."""
    return joined((_acts(world, lang), _notes(world, lang)))


def _acts(world: World, lang: str) -> Html:
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


def _notes(world: World, lang: str) -> Html:
    words, alliance, names = Words(lang), world.facts.alliance, country_names(world, lang)
    columns = (
        alliance[name] for name in ("membership_id", "country_iso2", "organisation", "status_note")
    )
    entries = [
        joined(
            (
                tag("strong", text(f"{names[country]}, {words('organisation.' + organisation)}")),
                tag("span", text(note), lang="en"),
                source_links(world.facts, "alliance", key, words),
            ),
            " ",
        )
        for key, country, organisation, note in zip(*columns, strict=True)
    ]
    summary = tag("summary", text(words("alliance.notes")))
    return tag("details", summary, items(entries, "q-list"))


# Contingents --------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _contingent_bars(world: World, lang: str, theme: str) -> Spec:
    words, names, places = Words(lang), country_names(world, lang), _place_names(world, lang)
    rows = [
        {
            "label": f"{names[row['country_iso2']]}|{places[row['home_place_id']]}",
            "arrived_from": row["arrived_from"] + "T00:00",
            "there_from": _day_after(row["arrived_to"]),
            "there_to": row["left_from"] + "T00:00",
            "left_to": _day_after(row["left_to"]),
            "strength": _troops(row, words),
            "unit": row["unit"],
            "guarded": row[f"guarded_{lang}"],
            "home": places[row["home_place_id"]],
            "arrived": _days(row, "arrived", words),
            "left": _days(row, "left", words),
        }
        for row in records(world.facts.contingents)
    ]
    return written(contingent_chart(pd.DataFrame(rows), words, theme))


def _day_after(day: str) -> str:
    following = date.fromisoformat(day) + timedelta(days=1)
    return datetime.combine(following, time()).isoformat(timespec="minutes")


def _wall_time(view: View) -> str:
    return view.moment.replace(tzinfo=None).isoformat(timespec="minutes")


def _troops(row: Row, words: Words) -> str:
    return counted(row, "troops", words) or words("contingent.no_number")


def _days(row: Row, way: str, words: Words) -> str:
    return "\u2013".join(
        dict.fromkeys(rough_day(row[f"{way}_{end}"], words) for end in ("from", "to"))
    )


def _place_names(world: World, lang: str) -> dict[str, str]:
    places = world.facts.places
    return dict(zip(places["place_id"], places[f"name_{lang}"], strict=True))


@lru_cache(maxsize=4)
def _contingents(world: World, lang: str) -> Html:
    words, names, places = Words(lang), country_names(world, lang), _place_names(world, lang)
    rows = [
        (
            text(names[row["country_iso2"]]),
            tag("span", text(row["unit"]), lang="en"),
            joined((text(_troops(row, words)), _note(row["note"]))),
            text(places[row["home_place_id"]]),
            text(_days(row, "arrived", words)),
            text(_days(row, "left", words)),
            text(row[f"guarded_{lang}"]),
            source_links(world.facts, "contingents", row["contingent_id"], words),
        )
        for row in records(world.facts.contingents)
    ]
    head = [words(f"contingent.{name}") for name in _CONTINGENT_HEAD]
    return table(words("contingent.caption"), head, rows)


def _note(note: str) -> Html:
    return tag("small", text(note), lang="en", css="q-cell-note") if note else text("")


def _strength(view: View) -> Html:
    words = view.words
    return joined(
        (tag("h3", text(words("alliance.strength"))), figure_table(view, _METRICS)),
    )
