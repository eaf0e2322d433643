"""What the CSTO is for, which organs it has, and what is said of it, each with its sources."""

from functools import lru_cache

from geo.page.future_css import dated
from geo.page.markup import Html, items, joined, tag, text
from geo.page.panels.citations import source_links
from geo.page.panels.claims import written_statements
from geo.page.records import Row, records
from geo.page.world import World
from geo.words.catalogue import Words
from geo.words.times import rough_day

TOPIC = "csto"


@lru_cache(maxsize=4)
def organs_list(world: World, lang: str) -> Html:
    """List the charter and the organs of the CSTO, in the order of their table."""
    words = Words(lang)
    places = world.facts.places.set_index("place_id")[f"name_{lang}"]
    entries = [
        joined(
            (
                tag("strong", text(row[f"name_{lang}"])),
                text(_where_and_when(row, places.get(row["seat_place_id"], ""), words)),
                text(row[f"role_{lang}"]),
                tag(
                    "div",
                    source_links(world.facts, "alliance_organs", row["organ_id"], words),
                    css="q-sources",
                ),
            ),
            " ",
        )
        for row in records(world.facts.alliance_organs)
    ]
    return joined((tag("h3", text(words("organs.title"))), items(entries, "q-list")))


def _where_and_when(row: Row, seat: str, words: Words) -> str:
    since = rough_day(row["since"], words)
    known = [seat, words("alliance.since", begin=since) if since else ""]
    told = ", ".join(part for part in known if part)
    return f"({told})" if told else ""


@lru_cache(maxsize=4)
def said_of_alliance(world: World, lang: str) -> Html:
    """Write what is said of the alliance and its mission, by day, folded."""
    words, statements = Words(lang), world.facts.statements
    chosen = statements[statements["topic"] == TOPIC].sort_values(["said_on", "statement_id"])
    said = written_statements(chosen, world, lang)
    entries = (tag("li", html, css=dated(said_on)) for said_on, html in said)
    summary = tag("summary", text(words("organs.said", n=words.number(len(said)))))
    return tag("details", summary, tag("ul", *entries, css="q-claims"))
