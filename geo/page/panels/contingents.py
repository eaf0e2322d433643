"""The contingents, as bars over the days and as a table."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

import pandas as pd

from geo.charts.alliance import contingent_chart
from geo.page.markup import Html, joined, table, tag, text
from geo.page.panels.citations import source_links
from geo.page.panels.memberships import country_names
from geo.page.reader import View
from geo.page.records import Row, counted, records
from geo.page.show_chart import Spec, written
from geo.page.world import World
from geo.words.catalogue import Words
from geo.words.times import rough_day

_HEAD = ("country", "unit", "strength", "home", "arrived", "left", "guarded", "sources")


@lru_cache(maxsize=8)
def contingents_spec(world: World, lang: str, theme: str) -> Spec:
    """Draw each contingent over the days on which it was, or may have been, there."""
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


def wall_moment(view: View) -> str:
    """Write the moment as wall time of the axis."""
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
def contingents_table(world: World, lang: str) -> Html:
    """List the contingents: strength, home, arrival, withdrawal, what they guarded, sources."""
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
    head = [words(f"contingent.{name}") for name in _HEAD]
    return table(words("contingent.caption"), head, rows)


def _note(note: str) -> Html:
    return tag("small", text(note), lang="en", css="q-cell-note") if note else text("")
