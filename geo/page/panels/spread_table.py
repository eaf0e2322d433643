"""Part of the panel on the spread: every place with its first report, to sort, select, download."""

from functools import lru_cache, partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.charts.words import first_report
from geo.files.csv_text import add_sources, write_table
from geo.files.extract import sources_of, without_empty
from geo.page.panels.citations import citations_of
from geo.page.reader import View
from geo.page.records import records
from geo.page.session import ask_map
from geo.page.world import World, region_names
from geo.words.catalogue import Words

_KEY: Final = "onsets"
_ZOOM: Final = 7.0
"""So near a place is shown."""
_NUMBERS: Final = (
    *("rank", "rank_to", "lag", "lag_to", "distance", "earlier_km", "maybe_km", "population"),
)
_WIDTHS_PX: Final = {
    "place": 150,
    "region": 185,
    "first": 240,
    "earlier": 165,
    "maybe": 165,
    "confidence": 95,
    "rank": 85,
    "rank_to": 50,
    "lag": 100,
    "lag_to": 60,
    "distance": 150,
    "population": 95,
    "earlier_km": 75,
    "maybe_km": 80,
    "source": 130,
    "n_sources": 75,
}
_ROW_PX: Final = 35
_MOST_ROWS: Final = 14


def show_table(view: View, seen: pd.DataFrame) -> None:
    """Show the places that may have been reached in the window; a selected one on the map."""
    words = view.words
    shown = _table(view.world, words.lang).loc[seen.index]
    st.dataframe(
        shown,
        hide_index=True,
        height=_ROW_PX * (min(len(shown), _MOST_ROWS) + 1) + 3,
        column_config=_columns(words),
        on_select=partial(_show_selected, view.world, tuple(seen.index)),
        selection_mode="single-row",
        key=_KEY,
    )
    st.download_button(
        words.plural("table.download", len(seen)),
        data=lambda: to_csv(seen, view.world),
        file_name="qantar-first-protests.csv",
        mime="text/csv",
        on_click="ignore",
        key="download_onsets",
    )


def _show_selected(world: World, shown: tuple[int, ...]) -> None:
    rows = st.session_state[_KEY].selection.rows
    if rows and rows[0] < len(shown):
        ask_map(selected(world.onsets.loc[shown[rows[0]]].to_dict()))


def selected(onset: dict[Any, Any]) -> dict[str, Any]:
    """Say what the map is to show of an onset: its event, from near."""
    view = {"lat": float(onset["lat"]), "lon": float(onset["lon"]), "zoom": _ZOOM}
    return {"event": onset["event_id"], "view": view}


def to_csv(seen: pd.DataFrame, world: World) -> bytes:
    """Write onsets as `geo.files.csv_text` writes tables, with the sources of each event."""
    cited = sources_of(world.facts, "events", seen["event_id"].tolist())
    names = world.facts.places.set_index("place_id")["name_en"]
    told = seen.copy()
    told.insert(1, "name_en", names[seen["place_id"]].to_numpy())
    return write_table(add_sources(without_empty(told), cited))


def _columns(words: Words) -> dict[str, Any]:
    made: dict[str, Any] = {
        name: st.column_config.NumberColumn(
            words(f"spread.{name}"),
            help=words(f"spread.help.{name}"),
            format="localized",
            width=_WIDTHS_PX[name],
        )
        for name in _NUMBERS
    }
    made["place"] = st.column_config.TextColumn(
        words("spread.place"), pinned=True, width=_WIDTHS_PX["place"]
    )
    for name in ("region", "first", "earlier", "maybe", "confidence"):
        made[name] = st.column_config.TextColumn(words(f"spread.{name}"), width=_WIDTHS_PX[name])
    made["source"] = st.column_config.LinkColumn(
        words("spread.source"),
        display_text=r"https?://(?:www\.)?([^/]+)",
        width=_WIDTHS_PX["source"],
    )
    made["n_sources"] = st.column_config.NumberColumn(
        words("spread.n_sources"), width=_WIDTHS_PX["n_sources"]
    )
    return made


@lru_cache(maxsize=4)
def _table(world: World, lang: str) -> pd.DataFrame:
    """Write all onsets as readers see them, with the index of `world.onsets`."""
    words, onsets = Words(lang), world.onsets
    names = world.facts.places.set_index("place_id")[f"name_{lang}"].to_dict() | {"": ""}
    columns = ["started_local", "ended_local", "time_precision"]
    events = world.events.set_index("event_id")[columns].to_dict("index")
    regions = region_names(world, lang)
    return pd.DataFrame(
        {
            "place": [names[place] for place in onsets["place_id"]],
            "region": [regions.get(region, "") for region in onsets["region_iso"]],
            "first": [first_report(events[event], words) for event in onsets["event_id"]],
            "rank": onsets["rank_low"],
            "rank_to": onsets["rank_high"],
            "lag": onsets["lag_low_h"].round().astype("Int64"),
            "lag_to": onsets["lag_high_h"].round().astype("Int64"),
            "distance": onsets["distance_km"].round().astype("Int64"),
            "earlier": [names[place] for place in onsets["earlier_id"]],
            "earlier_km": onsets["earlier_km"].round().astype("Int64"),
            "maybe": [names[place] for place in onsets["maybe_id"]],
            "maybe_km": onsets["maybe_km"].round().astype("Int64"),
            "population": onsets["population"],
            "confidence": [words(f"map.confidence.{each}") for each in onsets["confidence"]],
            **_sources(world),
        },
        index=onsets.index,
    )


def _sources(world: World) -> dict[str, list[Any]]:
    cited = [citations_of(world.facts, "events", row["event_id"]) for row in records(world.onsets)]
    return {
        "source": [found[0].url if found else None for found in cited],
        "n_sources": [len(found) for found in cited],
    }
