"""Panel: who belonged to the alliance, and who sent whom."""

from datetime import date
from functools import lru_cache

import pandas as pd
import streamlit as st

from geo.analysis.alliance import members_on, memberships_by_country
from geo.i18n import Words
from geo.page.charts import Spec, at_moment, membership_chart
from geo.page.citations import source_links
from geo.page.figures import figure_table
from geo.page.markup import Html, items, joined, paragraph, table, tag, text
from geo.page.rows import counted, records
from geo.page.times import rough_day
from geo.page.view import View
from geo.page.world import World
from geo.schema import ORGANISATIONS

_AXIS_END = "2024-12-31"
_CONTINGENT_HEAD = ("country", "unit", "strength", "home", "arrived", "left", "guarded", "sources")
_METRICS = ("csto_troops", "csto_sites")


def show_alliance(view: View) -> None:
    """Show members on the day of the moment, organisations side by side, contingents, strength."""
    words, world = view.words, view.world
    day = view.moment.date()
    names = country_names(world, words.lang)
    members = members_on(world.facts.alliance, day)
    listed = ", ".join(sorted(names[country] for country in members))
    said = words.plural("alliance.members", len(members), day=words.date(day, "calendar"))
    st.html(joined((tag("h2", text(said), css="q-moment"), paragraph(listed))))
    st.vega_lite_chart(
        spec=at_moment(_chart(world, words.lang, view.theme), day.isoformat()),
        width="stretch",
        key="memberships",
    )
    st.html(_organisations(world, day, words.lang))
    st.html(_contingents(world, words.lang))
    st.html(_strength(view))


@lru_cache(maxsize=4)
def country_names(world: World, lang: str) -> dict[str, str]:
    """Give the names of the countries that were ever in one of the organisations."""
    alliance = world.facts.alliance
    return dict(zip(alliance["country_iso2"], alliance[f"name_{lang}"], strict=True))


@lru_cache(maxsize=8)
def _chart(world: World, lang: str, theme: str) -> Spec:
    words, alliance = Words(lang), world.facts.alliance
    rows = pd.DataFrame(
        {
            "country": alliance[f"name_{lang}"],
            "organisation": [words(f"organisation.{name}") for name in alliance["organisation"]],
            "begin": alliance["joined_on"],
            "end": alliance["left_on"].where(alliance["left_on"] != "", _AXIS_END),
            "span": [
                _span(joined_on, left_on, words)
                for joined_on, left_on in zip(
                    alliance["joined_on"], alliance["left_on"], strict=True
                )
            ],
        }
    )
    return membership_chart(rows, words, theme)


def _span(joined_on: str, left_on: str, words: Words) -> str:
    if not left_on:
        return words("alliance.since", begin=rough_day(joined_on, words))
    return words(
        "alliance.from_to", begin=rough_day(joined_on, words), end=rough_day(left_on, words)
    )


@lru_cache(maxsize=128)
def _organisations(world: World, day: date, lang: str) -> Html:
    words, names = Words(lang), country_names(world, lang)
    by_country = memberships_by_country(world.facts.alliance)
    rows = [
        [
            text(names[row["country_iso2"]]),
            *(_spans(row.get(organisation, ()), day, words) for organisation in ORGANISATIONS),
        ]
        for row in records(by_country)
    ]
    head = [words("alliance.country"), *(words(f"organisation.{name}") for name in ORGANISATIONS)]
    return joined(
        (
            tag("h3", text(words("alliance.side_by_side"))),
            table(words("alliance.table"), head, rows),
            _notes(world, lang),
        )
    )


def _spans(spans: tuple[tuple[str, str], ...], day: date, words: Words) -> Html:
    at = day.isoformat()
    parts = []
    for joined_on, left_on in spans:
        in_force = joined_on <= at and (not left_on or at < left_on)
        parts.append(
            tag("span", text(_span(joined_on, left_on, words)), css="" if in_force else "q-later")
        )
    return joined(parts, "; ") if parts else text("\u2013")


@lru_cache(maxsize=4)
def _notes(world: World, lang: str) -> Html:
    """Write what is said of each membership, and by whom."""
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


@lru_cache(maxsize=4)
def _contingents(world: World, lang: str) -> Html:
    words, names = Words(lang), country_names(world, lang)
    places = world.facts.places.set_index("place_id")[f"name_{lang}"].to_dict()
    rows = []
    for row in records(world.facts.contingents):
        strength = counted(row, "troops", words) or words("contingent.no_number")
        arrived, left = (
            "\u2013".join(
                dict.fromkeys(rough_day(row[f"{way}_{end}"], words) for end in ("from", "to"))
            )
            for way in ("arrived", "left")
        )
        rows.append(
            (
                text(names.get(row["country_iso2"], row["country_iso2"])),
                tag("span", text(row["unit"]), lang="en"),
                joined((text(strength), _note(row["note"]))),
                text(places[row["home_place_id"]]),
                text(arrived),
                text(left),
                text(row[f"guarded_{lang}"]),
                source_links(world.facts, "contingents", row["contingent_id"], words),
            )
        )
    head = [words(f"contingent.{name}") for name in _CONTINGENT_HEAD]
    return joined(
        (
            tag("h3", text(words("contingent.title"))),
            table(words("contingent.caption"), head, rows),
        )
    )


def _note(note: str) -> Html:
    return tag("small", text(note), lang="en", css="q-cell-note") if note else text("")


def _strength(view: View) -> Html:
    words = view.words
    return joined(
        (tag("h3", text(words("alliance.strength"))), figure_table(view, _METRICS)),
    )
