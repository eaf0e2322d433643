"""The chart of published numbers over time, each with its author on hover."""

from datetime import date, timedelta
from typing import Any, Final, Literal

import altair as alt
import pandas as pd

from geo.analysis.figures import WHOLE, Dot, label_sides
from geo.charts.theme import (
    COLOURS,
    MOMENT,
    finished,
    listed,
    midnight,
    moment_rule,
    number_label,
    time_axis,
)
from geo.words.catalogue import Words

HEIGHT_PX: Final = 230
_NARROW_PX: Final = 300
"""Width for which labels are placed: that of a phone. A wider chart has more room."""
_LONG_DAYS: Final = 75
_FROM_ZERO: Final = 0.5
"""The axis begins at zero unless all numbers lie above this part of the highest."""
_PUBLISHED: Final = f"datum.published <= data('{MOMENT}')[0].until"
"""Vega's words for: known by the day up to which something counts."""
_STROKE: Final = "\u0336"
_SIDES: Final[dict[str, dict[str, Any]]] = {
    "above": {"dy": -13, "align": "center"},
    "below": {"dy": 14, "align": "center"},
    "right": {"dx": 10, "align": "left"},
    "left": {"dx": -10, "align": "right"},
}


def figure_chart(
    figures: pd.DataFrame, words: Words, theme: str, *, family: str, description: str
) -> alt.LayerChart:
    """
    Draw published numbers over time as points with ranges.

    Full: the whole country. Hollow: a part of it. Struck out: withdrawn. Pale: published
    after `until` (YYYY-MM-DD) of `MOMENT`.

    Parameters
    ----------
    figures
        By day: `at` (YYYY-MM-DD), `day`, `range`, `claimant`, `scope_name`, `status` (in words),
        `value_low`, `value_high`, `scope`, `retracted`.
    family
        Of events, whose colour is taken.
    """
    begin, end = _span(figures["at"])
    low, high = _limits(figures)
    rows = _labelled(figures, (begin, end), (low, high))
    colour = COLOURS[theme][family]
    form: Literal["day", "month"] = "month" if (end - begin).days > _LONG_DAYS else "day"
    base = _published(rows, words, (low, high))
    ranges = (
        base.transform_filter("datum.value_low < datum.value_high")
        .mark_rule(color=colour, strokeWidth=4, strokeCap="round")
        .encode(y="value_low:Q", y2="value_high:Q")
    )
    dots = base.mark_point(size=75, color=colour, strokeWidth=2, fill=colour).encode(
        fillOpacity=alt.FillOpacity("fill:Q", scale=None, legend=None)
    )
    crosses = base.transform_filter("datum.retracted == 'yes'").mark_point(
        shape="stroke", angle=35, size=420, strokeWidth=2, color=COLOURS[theme]["ink"]
    )
    days = moment_rule(
        theme, time_axis(words, form), *(midnight(day.isoformat()) for day in (begin, end))
    )
    layers = [ranges, dots, crosses, *_labels(base, theme), days]
    return finished(alt.layer(*layers), height=HEIGHT_PX, description=description)


def _published(rows: pd.DataFrame, words: Words, limits: tuple[float, float]) -> alt.Chart:
    """Put numbers over the day of their publication, with what is told of each on hover."""
    return alt.Chart(listed(rows)).encode(
        x="at:T",
        y=alt.Y(
            "value_high:Q",
            title=None,
            axis=alt.Axis(
                labelExpr=number_label(words),
                tickCount=5,
                gridOpacity=0.35,
                domain=False,
                ticks=False,
            ),
            scale=alt.Scale(domain=list(limits), zero=False, nice=False),
        ),
        opacity=alt.condition(_PUBLISHED, alt.value(1), alt.value(0.45)),
        tooltip=[
            alt.Tooltip("range:N", title=words("figures.value")),
            alt.Tooltip("claimant:N", title=words("figures.claimed_by")),
            alt.Tooltip("day:N", title=words("figures.as_of")),
            alt.Tooltip("scope_name:N", title=words("figures.scope")),
            alt.Tooltip("status:N", title=words("figures.status")),
        ],
    )


def _labels(base: alt.Chart, theme: str) -> list[alt.Chart]:
    """Write the numbers beside their points, a layer per side."""
    return [
        base.transform_filter(f"datum.side == '{side}'")
        .mark_text(
            fontSize=12, fontWeight=700, baseline="middle", color=COLOURS[theme]["ink"], **shift
        )
        .encode(text="label:N")
        for side, shift in _SIDES.items()
    ]


def _labelled(
    figures: pd.DataFrame, span: tuple[date, date], limits: tuple[float, float]
) -> pd.DataFrame:
    days = (span[1] - span[0]).days
    dots = [
        Dot(
            x=(date.fromisoformat(at) - span[0]).days / days * _NARROW_PX,
            y=(limits[1] - value) / (limits[1] - limits[0]) * HEIGHT_PX,
            text=text,
        )
        for at, value, text in zip(
            figures["at"], figures["value_high"], figures["range"], strict=True
        )
    ]
    whole = figures["scope"].isin(WHOLE) & (figures["retracted"] == "no")
    return figures.assign(
        published=figures["at"],
        at=figures["at"].map(midnight),
        side=label_sides(dots, width=_NARROW_PX, height=HEIGHT_PX),
        label=[
            _struck(text) if retracted == "yes" else text
            for text, retracted in zip(figures["range"], figures["retracted"], strict=True)
        ],
        fill=whole.map({True: 1.0, False: 0.0}),
    )


def _struck(text: str) -> str:
    return "".join(letter + _STROKE for letter in text)


def _span(days: "pd.Series[str]") -> tuple[date, date]:
    first, last = date.fromisoformat(days.min()), date.fromisoformat(days.max())
    room = timedelta(days=max(2, round((last - first).days * 0.08)))
    return first - room, last + room


def _limits(figures: pd.DataFrame) -> tuple[float, float]:
    low, high = float(figures["value_low"].min()), float(figures["value_high"].max())
    if low > _FROM_ZERO * high:
        room = max((high - low) * 0.25, high * 0.05)
        return low - room, high + room
    return 0.0, high * 1.18
