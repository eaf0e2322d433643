"""Panel: how reports of protest spread from Zhanaozen, as far as their order is known."""

from collections.abc import Callable
from functools import partial
from types import MappingProxyType
from typing import Final

import streamlit as st

from geo.analysis.spread.onsets import in_time, region_days
from geo.analysis.window import in_view
from geo.charts.matrix import cell_rows
from geo.charts.onsets import COUNTS, MEASURES, moment_at, window_rows
from geo.page.markup import Html, joined, paragraph, tag, text
from geo.page.panels.spread_charts import (
    DAYS,
    day_words,
    matrix_spec,
    matrix_table,
    places_spec,
    steps_spec,
    steps_table,
)
from geo.page.panels.spread_results import show_results
from geo.page.panels.spread_table import show_table
from geo.page.parts import show_parts
from geo.page.reader import View
from geo.page.session import ask_map, keep_address
from geo.page.show_chart import show_chart
from geo.page.world import region_names
from geo.words.catalogue import Words

_PATHS: Final = ("paths_nearest", "paths_gravity")


def show_spread(view: View) -> None:
    """Say how many places were reached, and show the part of the panel that is chosen."""
    st.html(_head(view))
    show_parts("spread", view, _PARTS)


def _show_table(view: View) -> None:
    words, onsets = view.words, view.world.onsets
    seen = in_time(onsets, view.window)
    if seen.empty:
        st.html(paragraph(words("spread.none"), "q-note"))
        return
    st.html(paragraph(words("spread.select")))
    show_table(view, seen)
    later = len(onsets) - len(seen)
    if later:
        st.html(paragraph(words.plural("spread.elsewhen", later), "q-note"))


def _head(view: View) -> Html:
    """Say how many places were reached by the end of the window."""
    words, onsets = view.words, view.world.onsets
    moment = moment_at(onsets, view.window)
    low = int((onsets["latest_at"] <= moment).sum())
    high = int((onsets["earliest_at"] <= moment).sum())
    reached = words.plural("spread.reached", high, range=words.range(low, high), total=len(onsets))
    return joined((tag("h2", text(reached), css="q-moment"), paragraph(words("spread.note"))))


def _show_steps(view: View) -> None:
    key = (view.world, view.words.lang, view.theme)
    rows = window_rows(view.world.onsets, view.window)
    for column, name in zip(st.columns(2, gap="large"), COUNTS, strict=True):
        with column:
            show_chart(steps_spec(*key, name), name, rows)
    known = view.world.onsets["population"].notna()
    note = view.words("spread.people_note", n=int(known.sum()), total=len(known))
    st.html(paragraph(note, "q-note"))
    _as_table(view.words, "steps", partial(steps_table, view.world, view.words.lang))


def _as_table(words: Words, name: str, write: Callable[[], Html]) -> None:
    """Offer a chart's table, which is written only once it is opened."""
    with st.expander(words("spread.as_table"), key=f"{name}_table", on_change=keep_address) as twin:
        if twin.open:
            st.html(write())


def _show_places(view: View) -> None:
    words = view.words
    st.html(paragraph(words("spread.measures_note")))
    rows = window_rows(view.world.onsets, view.window)
    for column, name in zip(st.columns(2, gap="large"), MEASURES, strict=True):
        with column:
            show_chart(places_spec(view.world, words.lang, view.theme, name), f"by_{name}", rows)
    unknown = int(view.world.onsets["population"].isna().sum())
    if unknown:
        st.html(paragraph(words.plural("spread.unknown_people", unknown), "q-note"))
    show_results(view.world.onsets_digest, view.world.onsets, words, view.theme)


def _show_matrix(view: View) -> None:
    words = view.words
    counts = region_days(in_view(view.world.narrow, view.window))
    st.html(paragraph(words("spread.matrix_note")))
    if counts.empty:
        st.html(paragraph(words("happened.none"), "q-note"))
        return
    cells = cell_rows(counts, day_words(words.lang), region_names(view.world, words.lang), words)
    show_chart(matrix_spec(view.world, words.lang, view.theme), "matrix", cells)
    beyond = int(counts.loc[~counts["day"].isin(DAYS), "high"].sum())
    if beyond:
        st.html(paragraph(words.plural("spread.matrix_beyond", beyond), "q-note"))
    _as_table(words, "matrix", partial(matrix_table, view, counts))


def _show_paths(view: View) -> None:
    """Offer the layers of possible paths, which are off until a reader asks for them."""
    words, layers = view.words, view.state["layers"]
    st.html(paragraph(words("spread.paths_note")))
    for name in _PATHS:
        st.toggle(
            words(f"map.layer.{name}"),
            value=name in layers,
            on_change=_toggle_layer,
            args=(name, tuple(layers)),
            key=f"{name}_{name in layers}",
        )


def _toggle_layer(name: str, layers: tuple[str, ...]) -> None:
    kept = [layer for layer in layers if layer != name]
    ask_map({"layers": kept if name in layers else [*kept, name]})


_PARTS: Final = MappingProxyType[str, Callable[[View], None]](
    {
        "time": _show_steps,
        "places": _show_table,
        "measures": _show_places,
        "matrix": _show_matrix,
        "paths": _show_paths,
    }
)
"""Part of the panel -> what fills it; only the chosen one is computed."""
