"""The charts of the spread, drawn from the tables: what they show, in words and on their axes."""

from typing import Any, Final, Literal, TypeAlias

import altair as alt
import numpy as np
import pandas as pd

from geo.analysis.spread.onsets import population_reached, reach
from geo.analysis.window import Window
from geo.charts.names import place_names
from geo.charts.spread import PLACES_HEIGHT, Texts, places_chart, steps_chart
from geo.charts.theme import MOMENT
from geo.charts.words import WALL, first_report, wall
from geo.facts.vocabulary import JoinedEvents, Places
from geo.scene.times import ZONE
from geo.words.catalogue import Words

Count: TypeAlias = Literal["reach", "people"]
"""What grows over time: places reached, or people who live there."""
Measure: TypeAlias = Literal["distance", "population"]
COUNTS: Final[tuple[Count, ...]] = ("reach", "people")
MEASURES: Final[tuple[Measure, ...]] = ("distance", "population")
_COLUMNS: Final = {"distance": "distance_km", "population": "population"}
_ROOM: Final = pd.Timedelta(hours=18)
"""After the last onset, for the names."""
_EXACT: Final = pd.Timedelta(hours=2)
"""An interval up to here is drawn as a point."""


def moment_at(onsets: pd.DataFrame, window: Window) -> pd.Timestamp:
    """Give the end of the window, UTC; in mode `all` the last time at which an onset may be."""
    return pd.Timestamp(onsets["latest_at"].max()) if window.mode == "all" else window.t1_at


def window_rows(onsets: pd.DataFrame, window: Window) -> dict[str, list[dict[str, str]]]:
    """Write the window as the named data set that these charts follow."""
    since = window.t0_at if window.mode == "window" else onsets["earliest_at"].min()
    return {MOMENT: [{"since": wall(since), "at": wall(moment_at(onsets, window))}]}


def reach_chart(onsets: pd.DataFrame, words: Words, theme: str, *, count: Count) -> alt.LayerChart:
    """
    Draw how many places were reached over time, or how many people live in them.

    Parameters
    ----------
    onsets
        From `geo.analysis.spread.onsets.with_places`.
    """
    steps = reach(onsets) if count == "reach" else population_reached(onsets)
    local = steps["at"].dt.tz_convert(str(ZONE))
    said = [words.date(at.to_pydatetime(), "moment_short") for at in local]
    numbers = {f"{end}_said": [words.number(v) for v in steps[end]] for end in ("low", "high")}
    told = steps.assign(at=local.dt.strftime(WALL), said=said, **numbers)
    title, alternative = words(f"spread.chart.{count}"), words(f"spread.alt.{count}")
    return steps_chart(told, words, theme, title=title, description=alternative)


def measure_chart(
    onsets: pd.DataFrame,
    events: JoinedEvents,
    places: Places,
    words: Words,
    theme: str,
    *,
    measure: Measure,
) -> alt.LayerChart:
    """
    Draw when each place first reported protest, against distance to the origin or population.

    Places whose measure is unknown are left out.

    Parameters
    ----------
    onsets
        From `geo.analysis.spread.onsets.with_places`.
    """
    names = places.set_index("place_id")[f"name_{words.lang}"]
    rows = measured_places(onsets, events, words, measure)
    rows = rows.assign(name=names[rows["place_id"]].to_numpy())
    domain = _domain(rows["value"], measure)
    first, last = _ends(onsets)
    texts = Texts(
        title=words(f"spread.chart.{measure}"),
        description=words(f"spread.alt.{measure}"),
        measure=words(f"spread.{measure}"),
        domain=domain,
        first=first,
        last=last,
        is_log=measure == "population",
    )
    placed = rows.assign(**_shares(rows, texts))
    return places_chart(rows, place_names(placed, height_px=PLACES_HEIGHT), words, theme, texts)


def _domain(values: "pd.Series[float]", measure: Measure) -> tuple[float, float]:
    least, most = float(values.min()), float(values.max())
    return (least / 1.5, most * 1.6) if measure == "population" else (-0.04 * most, 1.05 * most)


def _ends(onsets: pd.DataFrame) -> tuple[str, str]:
    """Give begin and end of the axis: first and last day with an onset, with room for names."""
    begin = onsets["earliest_at"].min().tz_convert(str(ZONE)).floor("D")
    end = onsets["latest_at"].max().tz_convert(str(ZONE)) + _ROOM
    return begin.strftime(WALL), end.strftime(WALL)


def _shares(rows: pd.DataFrame, texts: Texts) -> dict[str, Any]:
    """Say where each bar lies, as shares of the chart's width and height."""
    scale = np.log if texts.is_log else np.asarray
    low, high = (scale(end) for end in texts.domain)
    first, span = pd.Timestamp(texts.first), pd.Timestamp(texts.last) - pd.Timestamp(texts.first)
    x0, x1 = ((pd.to_datetime(rows[side]) - first) / span for side in ("begin", "end"))
    return {"x0": x0, "x1": x1, "y": 1 - (scale(rows["value"]) - low) / (high - low)}


def measured_places(
    onsets: pd.DataFrame, events: JoinedEvents, words: Words, measure: Measure
) -> pd.DataFrame:
    """Write one row per place whose measure is known, the largest places first."""
    valued = onsets.assign(value=onsets[_COLUMNS[measure]])
    known = valued[valued["value"].notna()].sort_values(
        "population", ascending=False, na_position="last"
    )
    columns = ["started_local", "ended_local", "time_precision"]
    told = events.set_index("event_id")[columns].to_dict("index")
    width = known["latest_at"] - known["earliest_at"]
    unit = "spread.km" if measure == "distance" else "spread.inhabitants"
    return pd.DataFrame(
        {
            "place_id": known["place_id"].to_numpy(),
            "begin": [wall(at) for at in known["earliest_at"]],
            "end": [wall(at) for at in known["latest_at"]],
            "middle": [wall(at) for at in known["earliest_at"] + width / 2],
            "value": known["value"].astype("float64").to_numpy(),
            "is_exact": (width <= _EXACT).to_numpy(),
            "first": [first_report(told[event], words) for event in known["event_id"]],
            "measured": [words(unit, n=round(value)) for value in known["value"]],
        }
    )
