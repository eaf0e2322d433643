"""
The charts of the spread: each on the same axis of days, with the moment as a line.

What lies outside the window is pale: from `since` to `at` of `MOMENT` (wall time of the axis).
"""

from dataclasses import dataclass
from typing import Final, Literal

import altair as alt
import pandas as pd

from geo.charts.theme import (
    COLOURS,
    MOMENT,
    PAPER,
    finished,
    listed,
    moment_rule,
    moment_value,
    number_label,
    time_axis,
)
from geo.words.catalogue import Words

_PALE: Final = 0.22
_STEP_HEIGHT: Final = 240
PLACES_HEIGHT: Final = 440
_SEEN: Final = (
    f"toDate(datum.begin) <= {moment_value('at')} && toDate(datum.end) >= {moment_value('since')}"
)
"""Vega's words for: may lie in the window."""


def steps_chart(
    steps: pd.DataFrame, words: Words, theme: str, *, title: str, description: str
) -> alt.LayerChart:
    """
    Draw a count that only grows as a band from surely to possibly.

    Parameters
    ----------
    steps
        `at` (wall time of the axis, no zone), `said` (the same in words), `low`, `high`, and
        these in words: `low_said`, `high_said`.
    """
    colour = COLOURS[theme]["protest"]
    base = alt.Chart(listed(steps)).encode(x="at:T")
    days = _days(theme, words, steps["at"].iloc[0], steps["at"].iloc[-1])
    numbers = alt.Axis(
        title=None, labelExpr=number_label(words), tickCount=5, domain=False, ticks=False
    )
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
    chart = alt.layer(band, *edges, *_veils(theme), days)
    return _with_title(chart, title, description, height=_STEP_HEIGHT)


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
) -> alt.LayerChart:
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
    axis = alt.Axis(
        title=None, labelExpr=number_label(words), tickCount=6, domain=False, ticks=False
    )
    if texts.is_log:
        axis.values = [1e4, 1e5, 1e6]
    shown = alt.condition(_SEEN, alt.value(1), alt.value(_PALE))
    base = alt.Chart(listed(rows)).encode(
        x="begin:T",
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
    chart = alt.layer(*layers, _days(theme, words, texts.first, texts.last))
    return _with_title(chart, texts.title, texts.description, height=PLACES_HEIGHT)


_SIDES: Final[tuple[tuple[str, Literal["left", "center", "right"], int, int], ...]] = (
    ("right", "left", 8, 0),
    ("left", "right", -8, 0),
    ("above", "center", 0, -10),
    ("below", "center", 0, 11),
)
"""Side of the bar -> how a name is set there, and its distance in px."""


def chance_chart(
    rows: pd.DataFrame, words: Words, theme: str, *, description: str
) -> alt.LayerChart:
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
    layers = alt.layer(chance, span, dots, names)
    return finished(layers, height=62 * len(rows) + 46, description=description)


def _days(theme: str, words: Words, first: str, last: str) -> alt.Chart:
    """Draw the moment on an axis of days from `first` to `last` (wall time, ISO)."""
    return moment_rule(theme, time_axis(words, "day"), first, last)


def _veils(theme: str) -> list[alt.Chart]:
    """Lay paper over what lies before the window, and over what lies after it."""
    veil = alt.Chart(alt.NamedData(MOMENT)).mark_rect(color=PAPER[theme], opacity=0.72)
    before: alt.Chart = veil.encode(x="since:T", x2=alt.value(0))
    after: alt.Chart = veil.encode(x="at:T", x2=alt.value("width"))
    return [before, after]


def _with_title(
    chart: alt.LayerChart | alt.FacetChart, title: str, description: str, *, height: int
) -> alt.LayerChart:
    named = alt.TitleParams(title, anchor="start", fontSize=13, fontWeight=600, offset=10)
    return finished(chart.properties(title=named), height=height, description=description)
