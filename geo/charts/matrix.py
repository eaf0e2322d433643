"""The chart of events by region and day."""

from collections.abc import Mapping
from typing import Any, Final

import altair as alt
import pandas as pd

from geo.charts.theme import COLOURS, PAPER, finished, listed
from geo.words.catalogue import Words

CELLS: Final = "cells"
"""Name of the data set of the cells in view."""
_EMPTY: Final = {"light": "#EFECE3", "dark": "#1C222A"}
_FEW: Final = {"light": "#CFE0EC", "dark": "#22455C"}
"""A cell with one event."""
_WIDE: Final = "width > 820"
"""Vega's words for: numbers find room in the cells."""


def matrix_chart(
    days: list[str], regions: list[str], top: int, words: Words, theme: str, description: str
) -> alt.LayerChart:
    """
    Draw events by region and day.

    Its data set `CELLS` has `region`, `day`, `counted` (all in words), `high`; cells without events
    need not be there.

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
    encoded = _grid(days, regions)
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
        color=alt.condition(dark, alt.value(PAPER[theme]), alt.value(palette["ink"])),
        opacity=alt.condition(f"{_WIDE} && datum.high > 0", alt.value(1), alt.value(0)),
    )
    layers = alt.layer(empty, cells, numbers)
    return finished(layers, height=25 * len(regions) + 40, description=description)


def _grid(days: list[str], regions: list[str]) -> dict[str, Any]:
    """Encode a column for each day and a row for each region, whether or not they have a cell."""
    return {
        "x": alt.X(
            "day:N",
            sort=days,
            scale=alt.Scale(domain=days, paddingInner=0.08),
            axis=alt.Axis(
                title=None,
                orient="top",
                labelAngle=0,
                labelOverlap="greedy",
                domain=False,
                ticks=False,
            ),
        ),
        "y": alt.Y(
            "region:N",
            sort=regions,
            scale=alt.Scale(domain=regions, paddingInner=0.08),
            axis=alt.Axis(title=None, domain=False, ticks=False, labelLimit=180, labelBound=False),
        ),
    }


def cell_rows(
    counts: pd.DataFrame, days: Mapping[str, str], names: Mapping[str, str], words: Words
) -> dict[str, list[dict[str, Any]]]:
    """
    Write what is in view as the named data set of the matrix.

    Parameters
    ----------
    counts
        From `geo.analysis.spread.onsets.region_days`.
    days, names
        What the columns and rows are called, by day (YYYY-MM-DD) and by region.
    """
    columns = (counts[name].tolist() for name in ("region_iso", "day", "low", "high"))
    cells = [
        {"region": names[region], "day": days[day], "high": high, "counted": words.range(low, high)}
        for region, day, low, high in zip(*columns, strict=True)
        if day in days and region in names
    ]
    return {CELLS: cells}
