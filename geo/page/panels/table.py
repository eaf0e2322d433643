"""Panel: exactly the rows in view, with all their sources, to read and to download."""

from functools import lru_cache
from typing import Final

import streamlit as st

from geo.analysis.window import in_view
from geo.page.downloads import address_of
from geo.page.markup import Html, download, paragraph, table, tag, text
from geo.page.panels.citations import source_links
from geo.page.reader import View, window_title
from geo.page.records import Row, counted, place_name, records
from geo.page.world import World
from geo.words.catalogue import Words
from geo.words.times import day_of, until, when

PAGE_ROWS: Final = 15
"""Rows shown at once: a longer table would make the panel lag behind the map."""
_PAGE_KEY: Final = "table_page"
_HEAD = ("day", "when", "title", "kind", "place", "confidence", "people", "sources", "key")


def show_table(view: View) -> None:
    """Show the rows in view, newest first, page by page, and offer all of them as CSV."""
    words = view.words
    rows = in_view(view.world.narrow, view.window)
    if rows.empty:
        st.html(paragraph(words("happened.none"), "q-count"))
        return
    label = words.plural("table.download", len(rows))
    st.html(tag("p", download(address_of("csv", view.window), label, "q-button")))
    cells = _cells(view.world, words.lang)
    first = _first_row(len(rows))
    chosen = [cells[place] for place in rows.index[::-1][first : first + PAGE_ROWS]]
    head = [words(f"table.{name}") for name in _HEAD]
    st.html(table(window_title(view), head, chosen, "q-tall"))
    if len(rows) > PAGE_ROWS:
        st.pagination(_pages(len(rows)), key=_PAGE_KEY)


def _pages(rows: int) -> int:
    return -(-rows // PAGE_ROWS)


def _first_row(rows: int) -> int:
    """Give the first row of the reader's page; the last page there is when rows became fewer."""
    asked = int(st.session_state.get(_PAGE_KEY, 1))
    page = min(asked, _pages(rows))
    if page != asked:
        st.session_state[_PAGE_KEY] = page
    return (page - 1) * PAGE_ROWS


@lru_cache(maxsize=8)
def _cells(world: World, lang: str) -> tuple[tuple[Html, ...], ...]:
    words = Words(lang)
    return tuple(_row(event, world, words) for event in records(world.events))


def _row(event: Row, world: World, words: Words) -> tuple[Html, ...]:
    lang = words.lang
    time = " ".join(part for part in (when(event, words), until(event, words)) if part)
    return (
        text(words.date(day_of(event), "short")),
        text(time),
        text(event[f"title_{lang}"]),
        text(words("map.kind." + event["kind"])),
        text(place_name(event, words)),
        text(words("map.confidence." + event["confidence"])),
        text(people(event, words)),
        source_links(world.facts, "events", event["event_id"], words),
        tag("code", text(event["event_id"])),
    )


def people(event: Row, words: Words) -> str:
    """Write how many took part, and how many are counted as what."""
    parts = []
    taking_part = counted(event, "participants", words)
    if taking_part:
        parts.append(words("people.participants", range=taking_part))
    affected = counted(event, "count", words)
    if affected:
        parts.append(words("people." + event["count_of"], range=affected))
    return "; ".join(parts)
