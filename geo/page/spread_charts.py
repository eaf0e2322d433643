"""
The charts of the spread: each on the same axis of days, with the moment as a line.

What lies outside the window is pale. A specification is made once per data set, language and look;
`at_window` puts the reader's window into it.
"""

import json
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

import altair as alt
import pandas as pd

from geo.i18n import Words
from geo.page.charts import COLOURS, MOMENT, Spec, finished, listed, time_axis

CELLS: Final = "cells"
_PAPER: Final = {"light": "#FBFAF6", "dark": "#12161C"}
_EMPTY: Final = {"light": "#EFECE3", "dark": "#1C222A"}
_FEW: Final = {"light": "#CFE0EC", "dark": "#22455C"}
"""A cell with one event."""
_PALE: Final = 0.22
_STEP_HEIGHT: Final = 240
PLACES_HEIGHT: Final = 440
_SEEN: Final = "toDate(datum.begin) <= toDate(moment) && toDate(datum.end) >= toDate(since)"
"""Vega's words for: may lie in the window."""
_WIDE: Final = "width > 820"
"""Vega's words for: numbers find room in the cells."""


def steps_chart(
    steps: pd.DataFrame, words: Words, theme: str, *, title: str, description: str
) -> Spec:
    """
    Draw a count that only grows as a band from surely to possibly.

    Parameters
    ----------
    steps
        `at` (wall time of the axis, no zone), `said` (the same in words), `low`, `high`, and
        these in words: `low_said`, `high_said`.
    """
    colour = COLOURS[theme]["protest"]
    base = alt.Chart(listed(steps)).encode(
        x=_days(steps["at"].iloc[0], steps["at"].iloc[-1], words)
    )
    numbers = alt.Axis(title=None, labelExpr=_number(words), tickCount=5, domain=False, ticks=False)
    band = base.mark_area(interpolate="step-after", color=colour, opacity=0.25).encode(
        y=alt.Y("low:Q", axis=numbers), y2="high:Q"
    )
    tips = [
        alt.Tooltip("said:N", title=words("spread.at")),
        alt.Tooltip("low_said:N", title=words("spread.surely")),
        alt.Tooltip("high_said:N", title=words("spread.possibly")),
    ]
    edges = [
        base.mark_line(interpolate="step-after", color=colour, strokeWidth=width).encode(
            y=f"{end}:Q", tooltip=tips
        )
        for end, width in (("low", 2.5), ("high", 1))
    ]
    chart = alt.layer(band, *edges, *_veils(theme), _moment(theme))
    return _with_window(chart, title, description, height=_STEP_HEIGHT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What a chart of places says about itself, and how its axes run."""

    title: str
    description: str
    measure: str
    domain: tuple[float, float]
    """Of the measure."""
    first: str
    """Begin of the axis of time, as wall time."""
    last: str
    is_log: bool = False


def places_chart(
    rows: pd.DataFrame, names: pd.DataFrame, words: Words, theme: str, texts: Texts
) -> Spec:
    """
    Draw each place as the interval of its first report against a measure, with its name.

    Parameters
    ----------
    rows
        `begin`, `end` (wall time of the axis), `value`, `is_exact`, and what the tooltip says:
        `name`, `first`, `measured`.
    names
        From `geo.page.spread_names.place_names`, for a chart of `PLACES_HEIGHT`.
    """
    palette = COLOURS[theme]
    scale = alt.Scale(
        type="log" if texts.is_log else "linear", domain=list(texts.domain), nice=False
    )
    axis = alt.Axis(title=None, labelExpr=_number(words), tickCount=6, domain=False, ticks=False)
    if texts.is_log:
        axis.values = [1e4, 1e5, 1e6]
    shown = alt.condition(_SEEN, alt.value(1), alt.value(_PALE))
    base = alt.Chart(listed(rows)).encode(
        x=_days(texts.first, texts.last, words, field="begin"),
        y=alt.Y("value:Q", scale=scale, axis=axis),
        tooltip=[
            alt.Tooltip("name:N", title=words("spread.place")),
            alt.Tooltip("first:N", title=words("spread.first")),
            alt.Tooltip("measured:N", title=texts.measure),
        ],
    )
    soft = alt.condition(_SEEN, alt.value(0.45), alt.value(0.14))
    bars = base.transform_filter("!datum.is_exact").mark_rule(
        color=palette["protest"], strokeWidth=5, strokeCap="round"
    )
    dots = base.transform_filter("datum.is_exact").mark_circle(
        color=palette["protest"], size=64, opacity=1
    )
    labels = [
        alt.Chart(listed(names))
        .transform_filter(f"datum.side == '{side}' && width >= datum.above && width < datum.below")
        .mark_text(align=align, dx=dx, dy=dy, fontSize=11, baseline="middle", color=palette["ink"])
        .encode(x="at:T", y=alt.Y("value:Q", scale=scale), text="name:N", opacity=shown)
        for side, align, dx, dy in _SIDES
    ]
    layers = (bars.encode(x2="end:T", opacity=soft), dots.encode(opacity=shown), *labels)
    chart = alt.layer(*layers, _moment(theme))
    return _with_window(chart, texts.title, texts.description, height=PLACES_HEIGHT)


_SIDES: Final[tuple[tuple[str, Literal["left", "center", "right"], int, int], ...]] = (
    ("right", "left", 8, 0),
    ("left", "right", -8, 0),
    ("above", "center", 0, -10),
    ("below", "center", 0, 11),
)
"""Side of the bar -> how a name is set there, and its distance in px."""


def matrix_chart(
    days: list[str], regions: list[str], top: int, words: Words, theme: str, description: str
) -> Spec:
    """
    Draw events by region and day; `at_window` brings the cells.

    Parameters
    ----------
    days
        In words, as columns.
    regions
        In words, as rows.
    top
        The most events of one cell, whatever the window.
    """
    palette = COLOURS[theme]
    grid = pd.DataFrame([(day, region) for region in regions for day in days])
    paper = alt.Chart(listed(grid.set_axis(["day", "region"], axis="columns")))
    encoded: dict[str, Any] = {
        "x": alt.X(
            "day:N",
            sort=days,
            scale=alt.Scale(domain=days, paddingInner=0.08),
            axis=alt.Axis(
                title=None, orient="top", labelAngle=0, labelOverlap=True, domain=False, ticks=False
            ),
        ),
        "y": alt.Y(
            "region:N",
            sort=regions,
            scale=alt.Scale(domain=regions, paddingInner=0.08),
            axis=alt.Axis(title=None, domain=False, ticks=False, labelLimit=180, labelBound=False),
        ),
    }
    base = alt.Chart(alt.NamedData(CELLS)).encode(**encoded)
    empty = paper.mark_rect(cornerRadius=3, color=_EMPTY[theme]).encode(**encoded)
    colours = alt.Scale(
        type="sqrt",
        domain=[1, max(top, 2)],
        range=[_FEW[theme], palette["protest"]],
        interpolate="lab",
    )
    cells = base.mark_rect(cornerRadius=3).encode(
        color=alt.Color("high:Q", scale=colours, legend=None),
        tooltip=[
            alt.Tooltip("region:N", title=words("spread.region")),
            alt.Tooltip("day:N", title=words("spread.day")),
            alt.Tooltip("counted:N", title=words("spread.events")),
        ],
    )
    dark = f"sqrt(datum.high / {max(top, 1)}) > 0.75"
    numbers = base.mark_text(fontSize=11).encode(
        text="counted:N",
        color=alt.condition(dark, alt.value(_PAPER[theme]), alt.value(palette["ink"])),
        opacity=alt.condition(f"{_WIDE} && datum.high > 0", alt.value(1), alt.value(0)),
    )
    spec = finished(alt.layer(empty, cells, numbers), height=25 * len(regions) + 40)
    return {**spec, "description": description}


def chance_chart(rows: pd.DataFrame, words: Words, theme: str, *, description: str) -> Spec:
    """
    Draw rank correlations with their intervals over what chance alone gives.

    Parameters
    ----------
    rows
        `measure` (in words), `rho`, `low`, `high`, `chance_low`, `chance_high`.
    """
    palette = COLOURS[theme]
    measures = list(rows["measure"])
    base = alt.Chart(listed(rows)).encode(y=alt.Y("measure:N", sort=measures, axis=None))
    axis = alt.Axis(title=words("spread.rho_axis"), values=[-1, -0.5, 0, 0.5, 1], domain=False)
    scale = alt.Scale(domain=[-1, 1])
    chance = base.mark_bar(height=18, color=palette["ink"], opacity=0.13, cornerRadius=4).encode(
        x=alt.X("chance_low:Q", scale=scale, axis=axis), x2="chance_high:Q"
    )
    span = base.mark_rule(color=palette["protest"], strokeWidth=2).encode(x="low:Q", x2="high:Q")
    dots = base.mark_circle(color=palette["protest"], size=90, opacity=1).encode(
        x="rho:Q",
        tooltip=[
            alt.Tooltip("measure:N", title=words("spread.measure")),
            alt.Tooltip("rho:Q", title=words("spread.rho"), format=".2f"),
        ],
    )
    names = base.mark_text(
        align="left", baseline="middle", dy=-20, fontSize=12, color=palette["ink"]
    ).encode(x=alt.value(0), text="measure:N")
    spec = finished(alt.layer(chance, span, dots, names), height=62 * len(rows) + 46)
    return {**spec, "description": description}


def at_window(spec: Spec, since: str, moment: str) -> Spec:
    """Put the reader's window (wall times, ISO) into a chart; a new one."""
    filled = copy(spec)
    filled["params"] = [{"name": "since", "value": since}, {"name": "moment", "value": moment}]
    filled["datasets"] = {**spec["datasets"], MOMENT: [{"since": since, "at": moment}]}
    return filled


def with_cells(spec: Spec, cells: list[dict[str, Any]]) -> Spec:
    """Give the matrix its cells: `region`, `day`, `counted` (all in words), `high`; a new one.

    Cells without events need not be there.
    """
    return {**spec, "datasets": {**spec["datasets"], CELLS: cells}}


def _days(first: str, last: str, words: Words, *, field: str = "at") -> alt.X:
    scale = alt.Scale(domain=[_date_time(first), _date_time(last)], clamp=True)
    return alt.X(f"{field}:T", title=None, axis=time_axis(words, "day"), scale=scale)


def _number(words: Words) -> str:
    """Write Vega's words for a whole number with the language's separator."""
    separator = words.number(1000).strip("01")
    return f"replace(format(datum.value, ',d'), regexp(',', 'g'), {json.dumps(separator)})"


def _date_time(local: str) -> alt.DateTime:
    """Write wall time as Vega-Lite compares it: text would be a domain of its own per layer."""
    at = datetime.fromisoformat(local)
    return alt.DateTime(year=at.year, month=at.month, date=at.day, hours=at.hour, minutes=at.minute)


def _veils(theme: str) -> list[alt.Chart]:
    """Lay paper over what lies before the window, and over what lies after it."""
    veil = alt.Chart(alt.NamedData(MOMENT)).mark_rect(color=_PAPER[theme], opacity=0.72)
    before: alt.Chart = veil.encode(x="since:T", x2=alt.value(0))
    after: alt.Chart = veil.encode(x="at:T", x2=alt.value("width"))
    return [before, after]


def _moment(theme: str) -> alt.Chart:
    rule = alt.Chart(alt.NamedData(MOMENT)).mark_rule(
        color=COLOURS[theme]["ink"], strokeDash=[4, 3], opacity=0.7, clip=True
    )
    placed: alt.Chart = rule.encode(x="at:T")
    return placed


def _with_window(
    chart: alt.LayerChart | alt.FacetChart, title: str, description: str, *, height: int
) -> Spec:
    """Finish a chart that `at_window` will fill."""
    named = alt.TitleParams(title, anchor="start", fontSize=13, fontWeight=600, offset=10)
    spec = finished(chart.properties(title=named), height=height)
    return {**spec, "description": description}
