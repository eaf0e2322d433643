"""One table: from its file to text with line numbers, to its problems, to typed columns."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

from geo.errors import DataError, Problem
from geo.facts.contracts import CONTRACTS
from geo.storage.files import read_whole, reason


@dataclass(frozen=True)
class TextTable:
    """
    A table as it stands in its file.

    All fields are text; nothing is known yet about their meaning. Rows with too few or too many
    fields are left out of `rows` and named in `problems`.
    """

    name: str
    """Table name: the file's name without `.csv`."""
    rows: pd.DataFrame
    """Text columns; the index is the line of the file on which each row begins."""
    problems: tuple[Problem, ...] = ()
    """What kept rows, or the whole file, from being read."""

    @property
    def file(self) -> str:
        """File name, as in `Problem.table`."""
        return f"{self.name}.csv"


def read_table(folder: Path, name: str) -> TextTable:
    """
    Read one file as text, line by line; never raises for what is in the file.

    A file that is missing or unreadable gives a table without columns, and a problem.
    """
    try:
        content = read_whole(folder / f"{name}.csv")
        text = content.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except FileNotFoundError:
        return _unreadable(name, "no such file", "a table in this folder")
    except OSError as error:
        return _unreadable(name, reason(error), "a table that can be read")
    except UnicodeDecodeError as error:
        return _unreadable(name, f"byte {error.start} is not UTF-8", "text in UTF-8")
    problems = list(_odd_bytes(name, content))
    try:
        lines = list(_numbered_rows(name, text.replace("\r\n", "\n")))
    except DataError as error:
        return TextTable(name, pd.DataFrame(), (*problems, *error.problems))
    if not lines:
        return _unreadable(name, "an empty file", "a header and rows")
    return _to_table(name, lines, problems)


def _odd_bytes(name: str, content: bytes) -> Iterator[Problem]:
    """Find what spreadsheets add: a table has one form, so that its checksum means its content."""
    if content.startswith(codecs.BOM_UTF8):
        yield Problem(f"{name}.csv", 1, "", "a byte order mark", "UTF-8 without one")
    place = content.find(b"\r\n")
    if place >= 0:
        row = content.count(b"\n", 0, place) + 1
        got, expected = "an end of line as CR LF", "LF alone at the end of each line"
        yield Problem(f"{name}.csv", row, "", got, expected)


def _numbered_rows(name: str, text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text), strict=True)
    begin = 1
    try:
        for fields in reader:
            if fields:
                yield begin, fields
            begin = reader.line_num + 1
    except csv.Error as error:
        got, expected = str(error), "a CSV file with balanced quotes"
        if "field limit" in got:
            expected = f"fields of {csv.field_size_limit():,} characters at most"
            got = "a longer field"
        raise DataError([Problem(f"{name}.csv", begin, "", got, expected)]) from error


def _to_table(name: str, lines: list[tuple[int, list[str]]], problems: list[Problem]) -> TextTable:
    (_, header), *body = lines
    problems += [
        Problem(f"{name}.csv", line, "", f"{len(fields)} fields", f"{len(header)} fields")
        for line, fields in body
        if len(fields) != len(header)
    ]
    repeated = sorted({column for column in header if header.count(column) > 1})
    if repeated:
        twice = [Problem(f"{name}.csv", 1, c, "this column twice", "it once") for c in repeated]
        return TextTable(name, pd.DataFrame(), (*problems, *twice))
    whole = [(line, fields) for line, fields in body if len(fields) == len(header)]
    rows = pd.DataFrame(
        [fields for _, fields in whole],
        index=pd.Index([line for line, _ in whole], dtype="int64"),
        columns=header,
        dtype="str",
    )
    return TextTable(name, rows, tuple(problems))


def _unreadable(name: str, got: str, expected: str) -> TextTable:
    return TextTable(name, pd.DataFrame(), (Problem(f"{name}.csv", None, "", got, expected),))


def check_table(table: TextTable) -> list[Problem]:
    """
    Hold a table against its contract.

    Returns
    -------
    problems
        Those of reading first, then all that the contract finds; empty when it is kept.
    """
    problems = list(table.problems)
    if table.rows.columns.empty:
        return problems
    contract = CONTRACTS[table.name]
    present = [column for column in contract.columns if column in table.rows]
    if len(present) < len(contract.columns):
        # Rules about whole rows need all columns: only those of single columns are left.
        missing = [column for column in contract.columns if column not in present]
        problems += [
            Problem(table.file, None, c, "nothing", "a column of this name") for c in missing
        ]
        contract = pa.DataFrameSchema({c: contract.columns[c] for c in present}, strict=True)
    return problems + _breaches(table, contract)


def _breaches(table: TextTable, contract: pa.DataFrameSchema) -> list[Problem]:
    try:
        contract.validate(table.rows, lazy=True)
    except SchemaErrors as errors:
        found = [problem for error in errors.schema_errors for problem in _explain(table, error)]
        return sorted(set(found), key=lambda problem: (problem.row or 0, problem.column))
    return []


def _explain(table: TextTable, error: SchemaError) -> Iterator[Problem]:
    """Turn one finding of pandera into problems, one for each row it is about."""
    cases = error.failure_cases
    if error.reason_code is SchemaErrorReason.COLUMN_NOT_IN_SCHEMA:
        expected = "only the columns of data/README.md"
        yield Problem(table.file, None, str(cases), "a column of this name", expected)
    elif error.reason_code is SchemaErrorReason.DUPLICATES:
        key = list(error.schema.unique)
        for line in cases["index"].unique():
            got = ", ".join(table.rows.loc[line, key])
            yield Problem(table.file, int(line), key[-1], got, "a key that no other row has")
    else:
        column = error.schema.name or error.check.name
        for line in cases["index"].unique():
            got = table.rows.loc[line, column]
            yield Problem(table.file, int(line), column, got, error.check.error)


def to_types(table: TextTable) -> pd.DataFrame:
    """
    Convert the text of a checked table.

    Returns
    -------
    frame
        A new frame with a plain range index, rows in the file's order. Counts are Int64 (NA where
        empty), decimal numbers float64 (NaN where empty), all else stays text ("" where empty).
    """
    frame = table.rows.reset_index(drop=True)
    for name, column in CONTRACTS[table.name].columns.items():
        read_as = column.metadata["read_as"]
        if read_as != "text":
            numbers = pd.to_numeric(frame[name].where(frame[name] != ""))
            frame[name] = numbers.astype("Int64" if read_as == "count" else "float64")
    return frame
