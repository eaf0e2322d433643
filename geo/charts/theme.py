"""
What all charts share: colours, axes, and the rows that follow the reader's time.

A chart is drawn once per data set, language and look. What follows the time stands in a named data
set of one row, so that a chart on a page changes in place; `with_rows` fills it for a picture.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final, Literal

import altair as alt
import pandas as pd

from geo.timemap import FAMILY_COLOURS
from geo.words.catalogue import Words

MOMENT: Final = "moment"
"""Name of the data set of one row that says where the reader's time stands."""
_INK: Final = {"light": "#1D2126", "dark": "#E8E6E0"}
COLOURS: Final = MappingProxyType(
    {look: {**colours, "ink": _INK[look]} for look, colours in FAMILY_COLOURS.items()}
)
"""Look -> family -> colour; `ink` for what belongs to none."""

PAPER: Final = MappingProxyType({"light": "#FBFAF6", "dark": "#12161C"})
"""Look -> what the charts lie on."""
_TICKS: Final = 8


def with_rows(
    chart: alt.LayerChart, rows: Mapping[str, Sequence[Mapping[str, Any]]]
) -> alt.LayerChart:
    """Give a chart the rows of its named data sets, `MOMENT` among them; a new chart."""
    filled: alt.LayerChart = chart.properties(
        datasets={name: [dict(row) for row in each] for name, each in rows.items()}
    )
    return filled


def moment_value(field: str) -> str:
    """Write Vega's words for a time in `MOMENT`."""
    return f"toDate(data('{MOMENT}')[0].{field})"


def moment_rule(theme: str, axis: alt.Axis, first: str, last: str) -> alt.Chart:
    """
    Draw the line at `at` of `MOMENT` (wall time, no zone), and with it the axis of time.

    The axis runs from `first` to `last` (wall time, ISO) for all layers of the chart, which must
    not say so themselves: Vega-Lite merges what several say with a warning, and dates badly.
    """
    scale = alt.Scale(domain=[_date_time(first), _date_time(last)], clamp=True)
    rule = alt.Chart(alt.NamedData(MOMENT)).mark_rule(
        color=COLOURS[theme]["ink"], strokeDash=[4, 3], opacity=0.7, clip=True
    )
    placed: alt.Chart = rule.encode(x=alt.X("at:T", title=None, axis=axis, scale=scale))
    return placed


def _date_time(local: str) -> alt.DateTime:
    at = datetime.fromisoformat(local)
    return alt.DateTime(year=at.year, month=at.month, date=at.day, hours=at.hour, minutes=at.minute)


def midnight(day: str) -> str:
    """Write a day (YYYY-MM-DD) as wall time: Vega would read the day alone as UTC."""
    return f"{day}T00:00"


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


def number_label(words: Words) -> str:
    """Write Vega's words for a whole number with the language's separator."""
    separator = words.number(1000).strip("01")
    return f"replace(format(datum.value, ',d'), regexp(',', 'g'), {json.dumps(separator)})"


def finished(
    chart: alt.LayerChart | alt.FacetChart, *, height: int, description: str
) -> alt.LayerChart:
    """Give a chart its height, the width of what holds it, and words for those who do not see."""
    sized = chart.properties(
        height=height, width="container", background="transparent", description=description
    )
    done: alt.LayerChart = sized.configure_view(strokeWidth=0)
    return done
