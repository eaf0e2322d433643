"""How well the facts are supported: rows read again, and gaps by region and day."""

from typing import Final

import pandas as pd

from geo.analysis.coverage import ABROAD, WHOLE_COUNTRY, events_by_region_and_day
from geo.facts.audit import reading_counts
from geo.facts.vocabulary import AUDIT_VERDICTS
from geo.page.markup import Html, joined, paragraph, table, tag, text
from geo.page.world import World, region_names
from geo.words.catalogue import Words

SINGLE_DAYS: Final = 13
"""Days of January with a column each; the rest have one together."""
NOTHING: Final = "–"  # noqa: RUF001


def show_readings(world: World, words: Words) -> Html:
    """Say how many rows of each table were read again, and with which verdicts."""
    counts = reading_counts(world.facts)
    rows = [
        (text(words(f"audit.table.{name}")), *(text(words.number(n)) for n in row))
        for name, *row in counts.itertuples()
    ]
    verdicts = [words(f"audit.verdict.{verdict}") for verdict in AUDIT_VERDICTS]
    head = [words("audit.table"), words("audit.rows"), words("audit.read"), *verdicts]
    return _section("audit", rows, head, words)


def show_gaps(world: World, words: Words) -> Html:
    """Show how many events each region has on each day, and where there are none."""
    counts = _by_column(events_by_region_and_day(world.events))
    names = {
        **region_names(world, words.lang),
        WHOLE_COUNTRY: words("gaps.country"),
        ABROAD: words("gaps.abroad"),
    }
    rows = [
        (text(names[area]), *(text(words.number(n) if n else NOTHING) for n in row))
        for area, *row in counts.itertuples()
    ]
    last = len(counts.columns) - 1
    head = [
        words("gaps.region"),
        *(str(day + 1) for day in range(last)),
        words("gaps.later", day=SINGLE_DAYS + 1),
    ]
    return _section("gaps", rows, head, words)


def _by_column(counts: pd.DataFrame) -> pd.DataFrame:
    """Put the days after the first ones into one column."""
    first = counts.iloc[:, :SINGLE_DAYS]
    return first.assign(later=counts.iloc[:, SINGLE_DAYS:].sum(axis="columns"))


def _section(name: str, rows: list[tuple[Html, ...]], head: list[str], words: Words) -> Html:
    return joined(
        (
            tag("h3", text(words(f"{name}.title"))),
            paragraph(words(f"{name}.note")),
            table(words(f"{name}.caption"), head, rows),
        )
    )
