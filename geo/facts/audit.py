"""Readings of rows against their sources: which rows to read next, and what was found so far."""

import random
from collections.abc import Iterator
from typing import Final, NamedTuple

import pandas as pd

from geo.facts.links import key_column
from geo.facts.read import Facts
from geo.facts.vocabulary import AUDIT_VERDICTS, CITING_TABLES

QUESTIONS: Final = (
    "Does each source carry what it is cited for?",
    "Is the time that of the event, not of the report?",
    "Is every number the source's own (over, about, another)?",
    "Does the title name whose word it is, where it is one side's?",
    "Do all languages say the same, in neutral words?",
)


class RowName(NamedTuple):
    """A row of a table that cites sources."""

    table: str
    row_id: str


def draw_rows(facts: Facts, count: int, seed: int) -> list[RowName]:
    """
    Draw rows of all citing tables, each as likely as any other.

    Parameters
    ----------
    count
        How many; all rows where there are fewer.
    seed
        The same seed draws the same rows from the same tables.

    Returns
    -------
    rows
        None twice, in the order of the tables.
    """
    names = [
        RowName(table, str(row_id))
        for table in CITING_TABLES
        for row_id in getattr(facts, table)[key_column(table)]
    ]
    drawn = random.Random(seed).sample(range(len(names)), min(count, len(names)))  # noqa: S311
    return [names[place] for place in sorted(drawn)]


def write_sheet(facts: Facts, rows: list[RowName], seed: int) -> str:
    """Write rows with their sources as Markdown, for somebody who reads and judges them."""
    sources = facts.sources.set_index("source_id")
    parts = [
        f"# {len(rows)} rows to read against their sources (seed {seed})\n",
        *(f"- {question}" for question in QUESTIONS),
        f"\nVerdicts: {', '.join(AUDIT_VERDICTS)}. They are kept in `audit.csv`.\n",
    ]
    for row in rows:
        parts += [*_row_lines(facts, row), *_source_lines(facts, sources, row), "- verdict:\n"]
    return "\n".join(parts)


def _row_lines(facts: Facts, row: RowName) -> Iterator[str]:
    table: pd.DataFrame = getattr(facts, row.table)
    found = table[table[key_column(row.table)] == row.row_id].iloc[0]
    yield f"## {row.table}: {row.row_id}\n"
    for column, value in found.items():
        if not pd.isna(value) and value != "":
            yield f"- {column}: {value}"


def _source_lines(facts: Facts, sources: pd.DataFrame, row: RowName) -> Iterator[str]:
    cited = facts.citations
    mine = cited[(cited["table"] == row.table) & (cited["row_id"] == row.row_id)]
    for source_id, says in zip(mine["source_id"], mine["says"], strict=True):
        source = sources.loc[source_id]
        origin = f", after {source['origin']}" if source["origin"] else ""
        yield (
            f"- source {source_id}: {source['publisher']}{origin}, {source['published_on']}, "
            f"{source['reading']} read, <{source['url']}>: {says or '(not said what it carries)'}"
        )


def reading_counts(facts: Facts) -> pd.DataFrame:
    """
    Count the rows of each citing table that were read again, by verdict.

    Returns
    -------
    counts
        Indexed by table, in the order of `CITING_TABLES`; columns `rows`, `read`, one for each
        of `AUDIT_VERDICTS` (of the last reading). Numbers of rows.
    """
    last = facts.audit.sort_values("read_on").drop_duplicates(["table", "row_id"], keep="last")
    counts = pd.crosstab(last["table"], last["verdict"]).reindex(
        index=list(CITING_TABLES), columns=list(AUDIT_VERDICTS), fill_value=0
    )
    counts.insert(0, "read", counts.sum(axis="columns"))
    counts.insert(0, "rows", [len(getattr(facts, table)) for table in CITING_TABLES])
    return counts
