"""What must hold between the tables: keys that are known, rows that name their sources."""

from collections.abc import Iterator, Mapping

import pandas as pd

from geo.errors import Problem
from geo.facts import vocabulary
from geo.facts.contracts import CONTRACTS

Rows = Mapping[str, pd.DataFrame]
"""Table name -> its fields as text, indexed by line; a table may lack columns, or be empty."""


def check_links(rows: Rows) -> list[Problem]:
    """
    Find links that lead nowhere and rows without a source.

    Only what can be judged is judged: a link from or to a column that is missing is passed over,
    since the missing column is a problem already.
    """
    return [
        *(problem for link in vocabulary.LINKS for problem in _unknown_keys(rows, link)),
        *_unknown_rows_of(rows, "citations"),
        *_unknown_rows_of(rows, "audit"),
        *_unknown_rows_of_chapters(rows),
        *(problem for table in vocabulary.CITING_TABLES for problem in _uncited_rows(rows, table)),
        *_claims_of_nobody(rows),
        *_misplaced_scopes(rows),
    ]


def key_column(table: str) -> str:
    """Name the column that identifies a row of a table; citations.csv and audit.csv have none."""
    return str(next(iter(CONTRACTS[table].columns)))


def _unknown_keys(rows: Rows, link: vocabulary.Link) -> Iterator[Problem]:
    keys = _column(rows, link.target, key_column(link.target))
    found = _column(rows, link.table, link.column)
    if keys is None or found is None:
        return
    each = found.str.split(";").explode()
    for line, got in each[~each.isin(keys) & (each != "")].items():
        expected = f"a value of {key_column(link.target)} in {link.target}.csv"
        yield Problem(f"{link.table}.csv", _line(line), link.column, got, expected)


def _unknown_rows_of(rows: Rows, linking: str) -> Iterator[Problem]:
    """Find what `table` and `row_id` of citations or audit name and no table has."""
    tables = _column(rows, linking, "table")
    cited = _column(rows, linking, "row_id")
    if tables is None or cited is None:
        return
    for table in vocabulary.CITING_TABLES:
        keys = _column(rows, table, key_column(table))
        if keys is None:
            continue
        for line, got in cited[(tables == table) & ~cited.isin(keys)].items():
            expected = f"a value of {key_column(table)} in {table}.csv"
            yield Problem(f"{linking}.csv", _line(line), "row_id", got, expected)


def _unknown_rows_of_chapters(rows: Rows) -> Iterator[Problem]:
    """Chapters rest on rows that cite: `table:row_id` of one of the citing tables."""
    found = _column(rows, "chapters", "rests_on")
    if found is None:
        return
    each = found.str.split(";").explode()
    for line, got in each[each != ""].items():
        table, _, row_id = got.partition(":")
        is_citing = table in vocabulary.CITING_TABLES
        keys = _column(rows, table, key_column(table)) if is_citing else pd.Series(dtype=str)
        if keys is not None and row_id not in set(keys):
            expected = "the table and key of a row that has sources"
            yield Problem("chapters.csv", _line(line), "rests_on", got, expected)


def _uncited_rows(rows: Rows, table: str) -> Iterator[Problem]:
    keys = _column(rows, table, key_column(table))
    tables = _column(rows, "citations", "table")
    cited = _column(rows, "citations", "row_id")
    if keys is None or tables is None or cited is None:
        return
    uncited = ~keys.isin(cited[tables == table])
    verdicts = _column(rows, "seed_check", "verdict")
    if table == "seed_check" and verdicts is not None:
        uncited &= verdicts != "not_checked"
    for line, got in keys[uncited].items():
        expected = "at least one source in citations.csv"
        yield Problem(f"{table}.csv", _line(line), key_column(table), got, expected)


def _claims_of_nobody(rows: Rows) -> Iterator[Problem]:
    """Each claim is made by a statement at least: one that is only contradicted is nobody's."""
    claims = _column(rows, "claims", "claim_id")
    made, sides = (_column(rows, "claim_sides", name) for name in ("claim_id", "side"))
    if claims is None or made is None or sides is None:
        return
    for line, got in claims[~claims.isin(made[sides == "for"])].items():
        expected = "a statement for it in claim_sides.csv"
        yield Problem("claims.csv", _line(line), "claim_id", got, expected)


def _misplaced_scopes(rows: Rows) -> Iterator[Problem]:
    """Events have the scope `abroad` if, and only if, their place is outside Kazakhstan."""
    columns = [
        _column(rows, table, column)
        for table, column in (
            ("places", "place_id"),
            ("places", "country_iso2"),
            ("events", "place_id"),
            ("events", "scope"),
        )
    ]
    if any(column is None for column in columns):
        return
    events, places = rows["events"], rows["places"]
    home = places["place_id"][places["country_iso2"] == vocabulary.KAZAKHSTAN]
    known = events["place_id"].isin(places["place_id"])
    is_home, says_home = events["place_id"].isin(home), events["scope"] != "abroad"
    for line, got in events["scope"][known & (is_home != says_home)].items():
        expected = "abroad for a place outside Kazakhstan, and only there"
        yield Problem("events.csv", _line(line), "scope", got, expected)


def _column(rows: Rows, table: str, column: str) -> "pd.Series[str] | None":
    frame = rows.get(table)
    return None if frame is None or column not in frame else frame[column]


def _line(label: object) -> int:
    return int(str(label))
