"""Panel: how reports of protest spread from Zhanaozen, as far as their order is known."""

from datetime import date
from functools import lru_cache
from typing import Any, Final

import numpy as np
import pandas as pd
import streamlit as st

from geo.analysis.spread import in_time, population_reached, reach, region_days
from geo.analysis.window import in_view
from geo.i18n import Words
from geo.page.charts import Spec
from geo.page.markup import Html, joined, paragraph, table, tag, text
from geo.page.rows import records
from geo.page.session import ask_map
from geo.page.spread_charts import (
    PLACES_HEIGHT,
    Texts,
    at_window,
    matrix_chart,
    places_chart,
    steps_chart,
    with_cells,
)
from geo.page.spread_names import place_names
from geo.page.spread_results import show_results
from geo.page.spread_table import show_table
from geo.page.spread_words import WALL, first_report, region_names, wall
from geo.page.state import AXIS_ZONE
from geo.page.view import View
from geo.page.world import World

DAYS: Final = tuple(f"2022-01-{day:02d}" for day in range(1, 32))
"""Days that the matrix has."""
_MEASURES: Final = {"distance": "distance_km", "population": "population"}
_EXACT: Final = pd.Timedelta(hours=2)
"""An interval up to here is drawn as a point."""
_ENDS: Final = ("low", "high")
_PATHS: Final = ("paths_nearest", "paths_gravity")


def show_spread(view: View) -> None:
    """Show places reached over time, each place, what goes with the order, and how surely."""
    words, onsets = view.words, view.world.onsets
    seen = in_time(onsets, view.window)
    st.html(_head(view))
    _show_steps(view)
    if seen.empty:
        st.html(paragraph(words("spread.none"), "q-note"))
    else:
        st.html(_title(words, "places", words("spread.select")))
        show_table(view, seen)
        later = len(onsets) - len(seen)
        if later:
            st.html(paragraph(words.plural("spread.elsewhen", later), "q-note"))
    _show_places(view)
    _show_matrix(view)
    show_results(onsets, words, view.theme)
    _show_paths(view)


def _title(words: Words, part: str, *notes: str) -> Html:
    return joined(
        (tag("h3", text(words(f"spread.title.{part}"))), *(paragraph(note) for note in notes))
    )


def _head(view: View) -> Html:
    """Say how many places were reached by the end of the window."""
    words, onsets = view.words, view.world.onsets
    moment_at = _moment_at(view)
    low = int((onsets["latest_at"] <= moment_at).sum())
    high = int((onsets["earliest_at"] <= moment_at).sum())
    reached = words.plural("spread.reached", high, range=words.range(low, high), total=len(onsets))
    return joined((tag("h2", text(reached), css="q-moment"), paragraph(words("spread.note"))))


def _moment_at(view: View) -> pd.Timestamp:
    if view.state["mode"] == "all":
        return pd.Timestamp(view.world.onsets["latest_at"].max())
    return view.window.t1_at


def _windowed(view: View, spec: Spec) -> Spec:
    """Put the window into a chart; what begins before all has no begin of its own."""
    is_window = view.state["mode"] == "window"
    since = view.window.t0_at if is_window else view.world.onsets["earliest_at"].min()
    return at_window(spec, wall(since), wall(_moment_at(view)))


def _show_steps(view: View) -> None:
    key = (view.world, view.words.lang, view.theme)
    for column, name in zip(st.columns(2, gap="large"), ("reach", "people"), strict=True):
        with column:
            spec = _windowed(view, _steps_chart(*key, name))
            st.vega_lite_chart(spec=spec, width="stretch", key=name)
    known = view.world.onsets["population"].notna()
    note = view.words("spread.people_note", n=int(known.sum()), total=len(known))
    st.html(paragraph(note, "q-note"))
    with st.expander(view.words("spread.as_table"), key="steps_table"):
        st.html(_steps_table(view.world, view.words.lang))


@lru_cache(maxsize=16)
def _steps_chart(world: World, lang: str, theme: str, name: str) -> Spec:
    words = Words(lang)
    steps = reach(world.onsets) if name == "reach" else population_reached(world.onsets)
    local = steps["at"].dt.tz_convert(AXIS_ZONE)
    said = [words.date(at.to_pydatetime(), "moment_short") for at in local]
    title, alt = words(f"spread.chart.{name}"), words(f"spread.alt.{name}")
    numbers = {f"{end}_said": [words.number(value) for value in steps[end]] for end in _ENDS}
    told = steps.assign(at=local.dt.strftime(WALL), said=said, **numbers)
    return steps_chart(told, words, theme, title=title, description=alt)


@lru_cache(maxsize=4)
def _steps_table(world: World, lang: str) -> Html:
    words = Words(lang)
    steps = reach(world.onsets).merge(
        population_reached(world.onsets), on="at", suffixes=("", "_people")
    )
    rows = [
        (
            text(words.date(row["at"].tz_convert(AXIS_ZONE).to_pydatetime(), "moment_short")),
            text(words.range(row["low"], row["high"])),
            text(words.range(row["low_people"], row["high_people"])),
        )
        for row in records(steps)
    ]
    head = [words("spread.at"), words("spread.chart.reach"), words("spread.chart.people")]
    return table(words("spread.steps_caption"), head, rows, "q-tall")


def _show_places(view: View) -> None:
    words = view.words
    st.html(_title(words, "measures", words("spread.measures_note")))
    for column, name in zip(st.columns(2, gap="large"), _MEASURES, strict=True):
        with column:
            spec = _windowed(view, _places_chart(view.world, words.lang, view.theme, name))
            st.vega_lite_chart(spec=spec, width="stretch", key=f"by_{name}")
    unknown = int(view.world.onsets["population"].isna().sum())
    if unknown:
        st.html(paragraph(words.plural("spread.unknown_people", unknown), "q-note"))


@lru_cache(maxsize=16)
def _places_chart(world: World, lang: str, theme: str, name: str) -> Spec:
    words = Words(lang)
    rows = _measured(world, words, name)
    is_log = name == "population"
    values = rows["value"]
    domain = (
        (float(values.min()) / 1.5, float(values.max()) * 1.6)
        if is_log
        else (-0.04 * float(values.max()), 1.05 * float(values.max()))
    )
    first, last = _span_of(world)
    scale = np.log if is_log else np.asarray
    low, high = scale(domain[0]), scale(domain[1])
    days = (pd.Timestamp(last) - pd.Timestamp(first)) / pd.Timedelta(days=1)
    begin, end = (
        (pd.to_datetime(rows[side]) - pd.Timestamp(first)) / pd.Timedelta(days=1) / days
        for side in ("begin", "end")
    )
    room = rows.assign(x0=begin, x1=end, y=1 - (scale(values) - low) / (high - low))
    texts = Texts(
        title=words(f"spread.chart.{name}"),
        description=words(f"spread.alt.{name}"),
        measure=words(f"spread.{name}"),
        domain=domain,
        first=first,
        last=last,
        is_log=is_log,
    )
    return places_chart(rows, place_names(room, height_px=PLACES_HEIGHT), words, theme, texts)


def _span_of(world: World) -> tuple[str, str]:
    """Give begin and end of the axis: first and last day with an onset, with room for names."""
    begin = world.onsets["earliest_at"].min().tz_convert(AXIS_ZONE).floor("D")
    end = world.onsets["latest_at"].max().tz_convert(AXIS_ZONE) + pd.Timedelta(hours=18)
    return begin.strftime(WALL), end.strftime(WALL)


def _measured(world: World, words: Words, name: str) -> pd.DataFrame:
    """Write one row per place whose measure is known, the largest places first."""
    onsets = world.onsets.assign(value=world.onsets[_MEASURES[name]])
    known = onsets[onsets["value"].notna()].sort_values(
        "population", ascending=False, na_position="last"
    )
    names = world.facts.places.set_index("place_id")[f"name_{words.lang}"]
    columns = ["started_local", "ended_local", "time_precision"]
    events = world.events.set_index("event_id")[columns].to_dict("index")
    width = known["latest_at"] - known["earliest_at"]
    unit = "spread.km" if name == "distance" else "spread.inhabitants"
    return pd.DataFrame(
        {
            "name": names[known["place_id"]].to_numpy(),
            "begin": [wall(at) for at in known["earliest_at"]],
            "end": [wall(at) for at in known["latest_at"]],
            "middle": [wall(at) for at in known["earliest_at"] + width / 2],
            "value": known["value"].astype("float64").to_numpy(),
            "is_exact": (width <= _EXACT).to_numpy(),
            "first": [first_report(events[event], words) for event in known["event_id"]],
            "measured": [words(unit, n=round(value)) for value in known["value"]],
        }
    )


def _show_matrix(view: View) -> None:
    words = view.words
    counts = region_days(in_view(view.world.events, view.window))
    st.html(_title(words, "matrix", words("spread.matrix_note")))
    if counts.empty:
        st.html(paragraph(words("happened.none"), "q-note"))
        return
    spec = with_cells(_matrix(view.world, words.lang, view.theme), _matrix_cells(view, counts))
    st.vega_lite_chart(spec=spec, width="stretch", key="matrix")
    beyond = int(counts.loc[~counts["day"].isin(DAYS), "high"].sum())
    if beyond:
        st.html(paragraph(words.plural("spread.matrix_beyond", beyond), "q-note"))
    with st.expander(words("spread.as_table"), key="matrix_table"):
        st.html(_matrix_table(view, counts))


@lru_cache(maxsize=8)
def _matrix(world: World, lang: str, theme: str) -> Spec:
    words = Words(lang)
    every = world.events.assign(is_certain=True)
    top = int(region_days(every)["high"].max())
    names = region_names(world, lang)
    regions = [names[region] for region in _region_order(world, lang)]
    days = list(_days(lang).values())
    return matrix_chart(days, regions, top, words, theme, words("spread.alt.matrix"))


@lru_cache(maxsize=4)
def _region_order(world: World, lang: str) -> tuple[str, ...]:
    """List the regions by their first report; those without any last, by name."""
    names = region_names(world, lang)
    first = [region for region in dict.fromkeys(world.onsets["region_iso"]) if region in names]
    return (*first, *sorted(set(names) - set(first), key=names.__getitem__))


@lru_cache(maxsize=4)
def _days(lang: str) -> dict[str, str]:
    """Write the days of the matrix in words."""
    words = Words(lang)
    return {day: words.date(date.fromisoformat(day), "short") for day in DAYS}


def _day(day: str, words: Words) -> str:
    return _days(words.lang).get(day) or words.date(date.fromisoformat(day), "short")


def _matrix_cells(view: View, counts: pd.DataFrame) -> list[dict[str, Any]]:
    """Write the cells that have events."""
    words = view.words
    names, days = region_names(view.world, words.lang), _days(words.lang)
    return [
        {
            "region": names[row["region_iso"]],
            "day": days[row["day"]],
            "high": int(row["high"]),
            "counted": words.range(int(row["low"]), int(row["high"])),
        }
        for row in records(counts)
        if row["day"] in days and row["region_iso"] in names
    ]


def _matrix_table(view: View, counts: pd.DataFrame) -> Html:
    words = view.words
    names = region_names(view.world, words.lang)
    found = {(row["region_iso"], row["day"]): row for row in records(counts)}
    days = sorted(set(counts["day"]))
    rows = [
        (
            text(names[region]),
            *(text(_counted(found.get((region, day)), words)) for day in days),
        )
        for region in _region_order(view.world, words.lang)
    ]
    head = [words("spread.region"), *(_day(day, words) for day in days)]
    return table(words("spread.matrix_caption"), head, rows)


def _counted(cell: dict[str, Any] | None, words: Words) -> str:
    return words.range(int(cell["low"]), int(cell["high"])) if cell else ""


def _show_paths(view: View) -> None:
    """Offer the layers of possible paths, which are off until a reader asks for them."""
    words, layers = view.words, view.state["layers"]
    st.html(_title(words, "paths", words("spread.paths_note")))
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
