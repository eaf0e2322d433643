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


def at_moment(spec: Spec, moment: str) -> Spec:
    """Give a chart its line at `moment` (wall time or day, ISO); a new one."""
    filled = copy(spec)
    filled["datasets"] = {**spec["datasets"], MOMENT: [{"at": moment}]}
    return filled


def moment_rule(theme: str) -> alt.Chart:
    """Draw the line that `at_moment` places."""
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
