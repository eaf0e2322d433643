"""
The charts, as Vega-Lite specifications.

Altair writes each once per language and look; what follows the moment is put in afterwards, since
checking a chart anew on every run would take longer than all the rest of it.
"""

import json
from copy import copy
from datetime import date
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias

import altair as alt
import pandas as pd

from geo.i18n import Words
from geo.timemap import FAMILY_COLOURS

Spec: TypeAlias = dict[str, Any]
"""A Vega-Lite specification whose data set `MOMENT` is to be filled by `at_moment`."""

MOMENT: Final = "moment"
_INK: Final = {"light": "#1D2126", "dark": "#E8E6E0"}
COLOURS: Final = MappingProxyType(
    {look: {**colours, "ink": _INK[look]} for look, colours in FAMILY_COLOURS.items()}
)
"""Look -> family -> colour; `ink` for what belongs to none."""

_TICKS: Final = 8


def figure_chart(figures: pd.DataFrame, words: Words, theme: str) -> Spec:
    """
    Draw published numbers over time, each with its author; retracted ones hollow.

    Parameters
    ----------
    figures
        `at` (day), `day`, `claimant`, `scope`, `retracted` (in words), `value_low`, `value_high`.
    """
    colour = COLOURS[theme]["harm"]
    yes = words("figures.retracted")
    base = alt.Chart(listed(figures)).encode(
        x=alt.X("at:T", title=None, axis=time_axis(words, "month")),
        tooltip=[
            alt.Tooltip("day:N", title=words("figures.as_of")),
            alt.Tooltip("range:N", title=words("figures.value")),
            alt.Tooltip("claimant:N", title=words("figures.claimed_by")),
            alt.Tooltip("scope:N", title=words("figures.scope")),
            alt.Tooltip("retracted:N", title=words("figures.status")),
        ],
    )
    bars = base.mark_rule(color=colour, strokeWidth=3, opacity=0.5).encode(
        y=alt.Y("value_low:Q", title=None, scale=alt.Scale(zero=True)), y2="value_high:Q"
    )
    dots = base.mark_point(size=70, color=colour, strokeWidth=2).encode(
        y="value_high:Q",
        fill=alt.condition(alt.datum.retracted == yes, alt.value("#00000000"), alt.value(colour)),
    )
    return finished(alt.layer(bars, dots, _moment_rule(theme)), height=220)


def membership_chart(memberships: pd.DataFrame, words: Words, theme: str) -> Spec:
    """
    Draw memberships as bars in time, one row per country, one colour per organisation.

    Parameters
    ----------
    memberships
        `country`, `organisation` (in words), `begin`, `end` (days; what lasts ends today's axis).
    """
    palette = COLOURS[theme]
    shades = [palette[name] for name in ("harm", "alliance", "state", "protest")]
    organisations = list(dict.fromkeys(memberships["organisation"]))
    bars = (
        alt.Chart(listed(memberships))
        .mark_bar(height=7, cornerRadius=3)
        .encode(
            x=alt.X("begin:T", title=None, axis=time_axis(words, "year")),
            x2="end:T",
            y=alt.Y("country:N", title=None, sort=list(dict.fromkeys(memberships["country"]))),
            yOffset=alt.YOffset("organisation:N", sort=organisations),
            color=alt.Color(
                "organisation:N",
                sort=organisations,
                scale=alt.Scale(domain=organisations, range=shades[: len(organisations)]),
                legend=alt.Legend(orient="top", title=None, labelLimit=400, columns=2),
            ),
            tooltip=[
                alt.Tooltip("country:N", title=words("alliance.country")),
                alt.Tooltip("organisation:N", title=words("alliance.organisation")),
                alt.Tooltip("span:N", title=words("alliance.span")),
            ],
        )
    )
    return finished(alt.layer(bars, _moment_rule(theme)), height=400)


def at_moment(spec: Spec, moment: str) -> Spec:
    """Give a chart its line at `moment` (wall time or day, ISO); a new one."""
    filled = copy(spec)
    filled["datasets"] = {**spec["datasets"], MOMENT: [{"at": moment}]}
    return filled


def _moment_rule(theme: str) -> alt.Chart:
    rule = alt.Chart(alt.NamedData(MOMENT)).mark_rule(
        color=COLOURS[theme]["ink"], strokeDash=[4, 3], opacity=0.7, clip=True
    )
    placed: alt.Chart = rule.encode(x="at:T")
    return placed


def listed(frame: pd.DataFrame) -> alt.InlineData:
    """Put rows into the chart as they are: Altair would read text without zone as local time."""
    records = [
        {str(name): value for name, value in row.items()} for row in frame.to_dict("records")
    ]
    return alt.InlineData(values=records)


def time_axis(words: Words, form: Literal["day", "month", "year"]) -> alt.Axis:
    """Label days ("5 Jan"), months ("Mar 2022") or years in the reader's language."""
    months = json.dumps([words.date(date(2022, month, 1), "month") for month in range(1, 13)])
    joint = json.dumps(words("format.day_joint"))
    label = {
        "day": f"date(datum.value) + {joint} + {months}[month(datum.value)]",
        "month": f"{months}[month(datum.value)] + ' ' + year(datum.value)",
        "year": "year(datum.value)",
    }[form]
    return alt.Axis(labelExpr=label, grid=False, tickCount=_TICKS, labelOverlap=True)


def finished(chart: alt.LayerChart | alt.FacetChart, *, height: int) -> Spec:
    """Give a chart its height and the width of the panel, and write it as a specification."""
    sized = chart.properties(height=height, width="container", background="transparent")
    spec: Spec = sized.configure_view(strokeWidth=0).to_dict()
    return {**spec, "datasets": dict(spec.get("datasets", {}))}
