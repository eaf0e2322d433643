"""The charts of the spread as they are shown and exported, each with its table."""

from datetime import date
from functools import lru_cache
from typing import Any, Final

import pandas as pd

from geo.analysis.spread.onsets import population_reached, reach, region_days
from geo.charts.matrix import matrix_chart
from geo.charts.onsets import Count, Measure, measure_chart, reach_chart
from geo.page.markup import Html, table, text
from geo.page.reader import View
from geo.page.records import records
from geo.page.show_chart import Spec, written
from geo.page.world import World, region_names
from geo.scene.times import ZONE
from geo.words.catalogue import Words

DAYS: Final = tuple(f"2022-01-{day:02d}" for day in range(1, 32))
"""Days that the matrix has."""


@lru_cache(maxsize=16)
def steps_spec(world: World, lang: str, theme: str, count: Count) -> Spec:
    """Draw places or people reached over the whole time."""
    return written(reach_chart(world.onsets, Words(lang), theme, count=count))


@lru_cache(maxsize=4)
def steps_table(world: World, lang: str) -> Html:
    """List each step: places and people reached, as ranges."""
    words = Words(lang)
    steps = reach(world.onsets).merge(
        population_reached(world.onsets), on="at", suffixes=("", "_people")
    )
    rows = [
        (
            text(words.date(row["at"].tz_convert(ZONE).to_pydatetime(), "moment_short")),
            text(words.range(row["low"], row["high"])),
            text(words.range(row["low_people"], row["high_people"])),
        )
        for row in records(steps)
    ]
    head = [words("spread.at"), words("spread.chart.reach"), words("spread.chart.people")]
    return table(words("spread.steps_caption"), head, rows, "q-tall")


@lru_cache(maxsize=16)
def places_spec(world: World, lang: str, theme: str, measure: Measure) -> Spec:
    """Draw the first reports against distance or population."""
    places, words = world.facts.places, Words(lang)
    chart = measure_chart(world.onsets, world.events, places, words, theme, measure=measure)
    return written(chart)


@lru_cache(maxsize=8)
def matrix_spec(world: World, lang: str, theme: str) -> Spec:
    """Draw the empty grid of regions by day, with the scale that all windows share."""
    words = Words(lang)
    every = world.events.assign(is_certain=True)
    top = int(region_days(every)["high"].max())
    names = region_names(world, lang)
    regions = [names[region] for region in _region_order(world, lang)]
    days = list(day_words(lang).values())
    alternative = words("spread.alt.matrix")
    return written(matrix_chart(days, regions, top, words, theme, alternative))


@lru_cache(maxsize=4)
def _region_order(world: World, lang: str) -> tuple[str, ...]:
    """List the regions by their first report; those without any last, by name."""
    names = region_names(world, lang)
    first = [region for region in dict.fromkeys(world.onsets["region_iso"]) if region in names]
    return (*first, *sorted(set(names) - set(first), key=names.__getitem__))


@lru_cache(maxsize=4)
def day_words(lang: str) -> dict[str, str]:
    """Write the days of the matrix in words."""
    words = Words(lang)
    return {day: words.date(date.fromisoformat(day), "short") for day in DAYS}


def _day(day: str, words: Words) -> str:
    return day_words(words.lang).get(day) or words.date(date.fromisoformat(day), "short")


def matrix_table(view: View, counts: pd.DataFrame) -> Html:
    """List the events by region and day, as ranges."""
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
