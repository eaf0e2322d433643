"""Panel: who belonged to the alliance on the day chosen, and who sent whom."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import streamlit as st

from geo.analysis.alliance import CSTO, TREATY, members_on
from geo.charts.theme import MOMENT, midnight
from geo.page.future_css import later_rule
from geo.page.markup import Html, items, joined, paragraph, tag, text
from geo.page.panels.citations import source_links
from geo.page.panels.contingents import contingents_spec, contingents_table, wall_moment
from geo.page.panels.figures import figure_table
from geo.page.panels.memberships import (
    acts_table,
    country_names,
    memberships_spec,
    organisations_table,
)
from geo.page.panels.organs import organs_list, said_of_alliance
from geo.page.parts import show_parts
from geo.page.reader import View
from geo.page.show_chart import show_chart
from geo.page.world import World
from geo.words.catalogue import Words

_METRICS = ("csto_troops", "csto_sites")


def show_alliance(view: View) -> None:
    """Say who belonged on the day chosen, and show the part of the panel that is chosen."""
    st.html(_heading(view, alliance_day(view)))
    show_parts("alliance", view, _PARTS)


def _show_members(view: View) -> None:
    """Show the organisations side by side, and over the years."""
    words, world, day = view.words, view.world, alliance_day(view)
    # Without the day in it, which stands above: on most days nothing of the table changes.
    st.html(organisations_table(world, day, words.lang, words("alliance.table_above")))
    on_day = {MOMENT: [{"at": midnight(day.isoformat())}]}
    show_chart(memberships_spec(world, words.lang, view.theme), "memberships", on_day)
    rule = later_rule(world.facts.statements["said_on"], view.as_of)
    lang = words.lang
    records = joined((said_of_alliance(world, lang), _records(world, lang)))
    st.html(joined((rule, organs_list(world, lang), records)))


def _show_contingents(view: View) -> None:
    """Show who sent whom, and the strength that was published."""
    words, world = view.words, view.world
    rule = later_rule(world.facts.figures["as_of"], view.as_of)
    st.html(joined((tag("h3", text(words("contingent.title"))), rule)))
    at_moment = {MOMENT: [{"at": wall_moment(view)}]}
    show_chart(contingents_spec(world, words.lang, view.theme), "contingents", at_moment)
    st.html(contingents_table(world, words.lang))
    st.html(_strength(world, words.lang))


def alliance_day(view: View) -> date:
    """Give the day chosen on the alliance's own axis, else that of the moment."""
    chosen = view.state["alliance_on"]
    return date.fromisoformat(chosen) if chosen else view.moment.date()


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
def _records(world: World, lang: str) -> Html:
    """Write what happened when, and what is said of each membership, folded."""
    return joined((acts_table(world, lang), _notes(world, lang)))


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


@lru_cache(maxsize=4)
def _strength(world: World, lang: str) -> Html:
    title = tag("h3", text(Words(lang)("alliance.strength")))
    return joined((title, figure_table(world, _METRICS, lang)))


_PARTS: Final = MappingProxyType[str, Callable[[View], None]](
    {"members": _show_members, "contingents": _show_contingents}
)
