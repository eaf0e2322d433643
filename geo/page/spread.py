"""Panel: how reports of protest spread from Zhanaozen, as far as their order is known."""

from functools import lru_cache

import pandas as pd
import streamlit as st

from geo.analysis.spread import reach
from geo.i18n import Words
from geo.page.charts import Spec, at_moment, reach_chart
from geo.page.citations import source_links
from geo.page.markup import Html, joined, paragraph, table, tag, text
from geo.page.rows import records
from geo.page.state import AXIS_ZONE
from geo.page.times import until, when
from geo.page.view import View
from geo.page.world import World

_HEAD = ("place", "rank", "first", "lag", "distance", "confidence", "sources")
_WALL = "%Y-%m-%dT%H:%M:%S"


def show_spread(view: View) -> None:
    """Show places reached over time, then every place in the order of first reports."""
    words, onsets = view.words, view.world.onsets
    moment_at = view.window.t1_at
    if view.state["mode"] == "all":
        moment_at = onsets["latest_at"].max()
    low = int((onsets["latest_at"] <= moment_at).sum())
    high = int((onsets["earliest_at"] <= moment_at).sum())
    reached = words.plural("spread.reached", high, range=words.range(low, high), total=len(onsets))
    st.html(joined((tag("h2", text(reached), css="q-moment"), paragraph(words("spread.note")))))
    st.vega_lite_chart(
        spec=at_moment(_chart(view.world, words.lang, view.theme), _wall(moment_at)),
        width="stretch",
        key="reach",
    )
    cells = _cells(view.world, words.lang)
    seen = onsets["earliest_at"] <= moment_at
    rows = [cells[place] for place in onsets.index[seen]]
    head = [words(f"spread.{name}") for name in _HEAD]
    if rows:
        st.html(table(words("spread.caption"), head, rows, "q-tall"))
    later = int((~seen).sum())
    if later:
        st.html(paragraph(words.plural("spread.later", later), "q-note"))


def _wall(at: pd.Timestamp) -> str:
    return at.tz_convert(str(AXIS_ZONE)).strftime(_WALL)


@lru_cache(maxsize=8)
def _chart(world: World, lang: str, theme: str) -> Spec:
    words = Words(lang)
    steps = reach(world.onsets)
    local = steps["at"].dt.tz_convert(str(AXIS_ZONE))
    said = [words.date(at.to_pydatetime(), "moment_short") for at in local]
    return reach_chart(steps.assign(at=local.dt.strftime(_WALL), said=said), words, theme)


@lru_cache(maxsize=4)
def _cells(world: World, lang: str) -> tuple[tuple[Html, ...], ...]:
    """Write one row per onset, in their order."""
    words = Words(lang)
    columns = [f"name_{lang}", "started_local", "ended_local", "time_precision"]
    events = world.events.set_index("event_id")[columns].to_dict("index")
    names = world.facts.places.set_index("place_id")[f"name_{lang}"].to_dict()
    cells = []
    for onset in records(world.onsets):
        event = {str(name): value for name, value in events[onset["event_id"]].items()}
        lag = words.range(round(onset["lag_low_h"]), round(onset["lag_high_h"]))
        cells.append(
            (
                text(names[onset["place_id"]]),
                text(words.range(onset["rank_low"], onset["rank_high"])),
                text(first_report(event, words)),
                text(words("spread.hours", range=lag)),
                text(words("spread.km", n=round(onset["distance_km"]))),
                text(words("map.confidence." + onset["confidence"])),
                source_links(world.facts, "events", onset["event_id"], words),
            )
        )
    return tuple(cells)


def first_report(event: dict[str, str], words: Words) -> str:
    """Write day and time of an event; without repeating the day where the time names it."""
    time = when(event, words)
    if "T" not in event["started_local"] or event["time_precision"] == "approx":
        return time
    day = words.date(pd.Timestamp(event["started_local"]).date(), "short")
    return " ".join(part for part in (day + ",", time, until(event, words)) if part)
