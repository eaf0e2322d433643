"""XLSX: the rows, their sources on a sheet of their own, and a sheet that says what they are."""

import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from geo.export.cells import guard
from geo.export.csv_text import with_sources
from geo.export.json_text import to_json
from geo.export.rows import SOURCE_FIELDS, Extract, is_instant
from geo.export.words import describe_columns, note, sheet

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_INSTANT: Final = "yyyy-mm-dd hh:mm:ss"
_WIDTHS: Final = (10, 44)
"""Narrowest and widest column, in characters."""
_SAMPLE: Final = 40
"""Rows that a column's width is taken from."""
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"


def write_workbook(extract: Extract) -> bytes:
    """
    Write an extract as a workbook.

    Texts are guarded as in CSV and never formulas; control characters, which no XLSX can hold,
    become U+FFFD. Instants are dates and times in UTC.
    """
    book = Workbook()
    rows = book.worksheets[0]
    rows.title = extract.name
    frame = with_sources(extract)
    _fill(rows, map(str, frame), zip(*(_values(frame[name]) for name in frame), strict=True))
    if extract.sources is not None:
        key = str(frame.columns[0])
        cited = (
            (row_id, *(source[field] for field in SOURCE_FIELDS))
            for row_id, sources in zip(frame[key], extract.sources, strict=True)
            for source in sources
        )
        _fill(book.create_sheet(sheet("sources")), (key, *SOURCE_FIELDS), cited)
    told = describe_columns(extract.name, frame).items()
    _fill(book.create_sheet(sheet("about")), (sheet("what"), sheet("said")), _about(extract))
    _fill(book.create_sheet(sheet("columns")), (sheet("column"), sheet("meaning")), told)
    _set_properties(book, extract)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _values(column: "pd.Series[Any]") -> list[Any]:
    if is_instant(column):
        column = column.dt.tz_convert("UTC").dt.tz_localize(None)
        return [None if pd.isna(at) else at.to_pydatetime() for at in column]
    return [None if pd.isna(value) else value for value in column.tolist()]


def _fill(page: Worksheet, head: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    for place, name in enumerate(head, 1):
        _write(page.cell(1, place), name)
        page.cell(1, place).font = Font(bold=True)
    for line, row in enumerate(rows, 2):
        for place, value in enumerate(row, 1):
            _write(page.cell(line, place), value)
    page.freeze_panes = "B2"
    narrowest, widest = _WIDTHS
    for place, column in enumerate(page.iter_cols(max_row=_SAMPLE), 1):
        longest = max(len(str(cell.value or "")) for cell in column) + 2
        letter = get_column_letter(place)
        page.column_dimensions[letter].width = min(max(longest, narrowest), widest)


def _write(cell: Any, value: object) -> None:  # noqa: ANN401 - openpyxl types cells loosely
    if value is None:
        return
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, datetime):
            cell.number_format = _INSTANT
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub(_REPLACEMENT, guard(value))
    # A text such as #N/A would become an error otherwise.
    cell.data_type = "s"


def _about(extract: Extract) -> list[tuple[str, object]]:
    told = [(name, _said(value)) for name, value in extract.about.items()]
    return [*told, ("note", note("empty")), ("note", note("guarded")), ("note", note("xlsx"))]


def _said(value: object) -> object:
    if isinstance(value, Mapping):
        return to_json(value).decode()
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def _set_properties(book: Workbook, extract: Extract) -> None:
    about, properties = extract.about, book.properties
    properties.title = about["title"]
    properties.creator = about["publisher"]
    properties.description = f"{about['licence']['name']}, {about['licence']['url']}"
    properties.subject = str(_said(about["filter"]))
    properties.keywords = "; ".join(about["credits"])
    properties.version = about["version"]
    properties.identifier = about["data"]
