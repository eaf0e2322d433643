"""XLSX: the rows, their sources on a sheet of their own, and a sheet that says what they are."""

import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import chain, islice
from typing import Any, Final

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from geo.files.csv_text import with_sources
from geo.files.extract import SOURCE_FIELDS, Extract, is_instant
from geo.files.formulas import guard
from geo.files.json_text import to_json
from geo.files.notes import describe_columns, note, sheet

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
    # Rows go out one by one: a book of all its cells holds a hundred times the file, in circles.
    book = Workbook(write_only=True)
    frame = with_sources(extract)
    values = zip(*(_values(frame[name]) for name in frame), strict=True)
    _fill(book.create_sheet(extract.name), map(str, frame), values)
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


def _fill(page: Any, head: Iterable[str], rows: Iterable[Iterable[object]]) -> None:  # noqa: ANN401 - openpyxl types sheets loosely
    lines = iter(rows)
    names, first = list(head), [list(row) for row in islice(lines, _SAMPLE)]
    # What stands before the rows in the file has to be known before them.
    page.freeze_panes = "B2"
    narrowest, widest = _WIDTHS
    for place, column in enumerate(zip(names, *first, strict=True), 1):
        longest = max(len(str(value or "")) for value in column) + 2
        letter = get_column_letter(place)
        page.column_dimensions[letter].width = min(max(longest, narrowest), widest)
    bold = Font(bold=True)
    page.append([_cell(page, name, font=bold) for name in names])
    for row in chain(first, lines):
        page.append([_cell(page, value) for value in row])


def _cell(page: Any, value: object, font: Font | None = None) -> object:  # noqa: ANN401 - as above
    if value is None or isinstance(value, bool | int | float):
        return value
    cell = WriteOnlyCell(page)
    if font is not None:
        cell.font = font
    if isinstance(value, datetime):
        cell.value, cell.number_format = value, _INSTANT
        return cell
    cell.value = ILLEGAL_CHARACTERS_RE.sub(_REPLACEMENT, guard(str(value)))
    # A text such as #N/A would become an error otherwise.
    cell.data_type = "s"
    return cell


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
