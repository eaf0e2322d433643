"""Panel: what happened in the time shown, newest first, day by day."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Final

import streamlit as st

from geo.analysis.window import in_view
from geo.page.markup import Html, joined, paragraph, tag, text
from geo.page.panels.citations import source_links
from geo.page.reader import View, window_title
from geo.page.records import Row, place_name, records
from geo.page.world import World
from geo.words.catalogue import Words
from geo.words.times import day_of, has_hour, until, when

AT_ONCE: Final = 20
"""Events listed at first: a longer list would make the panel lag behind the map."""
_ALL_KEY: Final = "happened_all"


def show_happened(view: View) -> None:
    """List the events in view; say so when there are none."""
    words = view.words
    rows = in_view(view.world.narrow, view.window)
    if rows.empty:
        st.html(_summary(view, words("happened.none")))
        return
    low, high = int(rows["is_certain"].sum()), len(rows)
    count = words.plural("happened.count", high, range=words.range(low, high))
    entries = _entries(view.world, words.lang)
    certain = dict(zip(rows.index, rows["is_certain"], strict=True))
    chosen = [(entries[place], certain[place]) for place in reversed(rows.index)]
    today = date.max if view.state["mode"] == "all" else view.moment.date()
    # Days are the places' own: by them, not by instants, the newest come first.
    chosen.sort(key=lambda pair: min(pair[0].day, today), reverse=True)
    listed = chosen if st.session_state.get(_ALL_KEY) else chosen[:AT_ONCE]
    st.html(joined((_summary(view, count), _days(listed, words, today))))
    if len(chosen) > AT_ONCE:
        st.toggle(words.plural("happened.show_all", len(chosen)), key=_ALL_KEY)


def _summary(view: View, count: str) -> Html:
    words = view.words
    filtered = view.state["kinds"] is not None or view.state["confidence"] is not None
    notes = [paragraph(words("happened.filtered"), "q-note")] if filtered else []
    moment = tag("h2", text(window_title(view)), css="q-moment")
    return joined((moment, paragraph(count, "q-count"), *notes))


class _Entry:
    """One event as it stands in the list, ready to be put together."""

    __slots__ = ("day", "has_hour", "html", "soft")

    def __init__(self, event: Row, world: World, words: Words) -> None:
        self.day = day_of(event)
        self.has_hour = has_hour(event)
        body = _body(event, world, words)
        css = f"q-event q-{event['family'] or 'statement'}"
        self.html = tag("li", body, css=css)
        self.soft = tag("li", body, css=f"{css} q-open")


@lru_cache(maxsize=8)
def _entries(world: World, lang: str) -> tuple[_Entry, ...]:
    words = Words(lang)
    return tuple(_Entry(event, world, words) for event in records(world.events))


def _body(event: Row, world: World, words: Words) -> Html:
    lang = words.lang
    time = " ".join(part for part in (when(event, words), until(event, words)) if part)
    confidence = words("confidence.is", degree=words("map.confidence." + event["confidence"]))
    facts = (words("map.kind." + event["kind"]), place_name(event, words), confidence)
    return joined(
        (
            tag("span", text(time), css="q-when"),
            tag("h4", text(event[f"title_{lang}"])),
            paragraph(" \u00b7 ".join(facts), "q-facts"),
            paragraph(event[f"summary_{lang}"], "q-summary"),
            tag(
                "div",
                source_links(world.facts, "events", event["event_id"], words),
                css="q-sources",
            ),
        )
    )


def _days(chosen: Iterable[tuple[_Entry, bool]], words: Words, today: date) -> Html:
    """
    Group by the place's own day, newest first; those of no known hour stand under one head.

    What may have begun already but is dated later stands under `today`, without an hour.
    """
    days = groupby(chosen, key=lambda pair: min(pair[0].day, today))
    return joined(_day(day, list(pairs), words) for day, pairs in days)


def _day(day: date, pairs: list[tuple[_Entry, bool]], words: Words) -> Html:
    html = [
        (entry.html if closed else entry.soft, entry.has_hour and entry.day == day)
        for entry, closed in pairs
    ]
    timed = [item for item, has_hour in html if has_hour]
    some_time = [item for item, has_hour in html if not has_hour]
    parts = [tag("h3", text(words.date(day, "weekday")))]
    if timed:
        parts.append(tag("ol", *timed, css="q-events"))
    if some_time:
        parts += [
            paragraph(words("happened.no_hour"), "q-some-time"),
            tag("ul", *some_time, css="q-events"),
        ]
    return tag("section", *parts, css="q-day")
