"""XLSX: read again it is what was written, and no cell of it is a formula."""

import io
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from geo.api.answers import Api
from geo.facts.read import Facts
from geo.facts.vocabulary import JoinedEvents
from geo.files.csv_text import with_sources
from geo.files.extract import SOURCE_FIELDS, extract_events
from geo.files.formulas import guard
from geo.files.workbook import write_workbook
from geo.view.query import read_selection
from tests.files.frames import ABOUT, HARMLESS, HOSTILE, build_extract


def opened(written: bytes) -> Workbook:
    """Open a workbook as it was written."""
    return load_workbook(io.BytesIO(written))


def rows_of(book: Workbook, sheet: str) -> list[tuple[Any, ...]]:
    """Give the values of a sheet, line by line."""
    return list(book[sheet].iter_rows(values_only=True))


def test_events_read_again_are_what_was_written(events: JoinedEvents, real_facts: Facts) -> None:
    asked = read_selection({"until": "2022-01-03"}, real_facts.places)
    extract = extract_events(events, real_facts, asked, ABOUT)
    told = with_sources(extract)
    head, *rows = rows_of(opened(write_workbook(extract)), "events")
    assert list(head) == list(told)
    assert len(rows) == len(told) > 0
    for name, column in zip(head, zip(*rows, strict=True), strict=True):
        expected = told[name]
        if isinstance(expected.dtype, pd.DatetimeTZDtype):
            expected = expected.dt.tz_localize(None)
        wanted = [None if pd.isna(value) else value for value in expected]
        assert list(column) == wanted, name


def test_no_cell_is_a_formula_or_an_error_and_texts_are_guarded() -> None:
    titles = [*HOSTILE, *HARMLESS]
    book = opened(write_workbook(build_extract(titles)))
    cells = [cell for row in book["events"].iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b", "d"}
    head, *rows = rows_of(book, "events")
    read = [row[head.index("title_en")] for row in rows]
    # What XLSX cannot hold; openpyxl reads a carriage return as a line feed, as XML has it.
    expected = [guard(title).replace("\0", "\N{REPLACEMENT CHARACTER}") for title in titles]
    assert [text.replace("\r", "\n") for text in read] == [
        text.replace("\r", "\n") for text in expected
    ]


def test_numbers_and_instants_stay_what_they_are() -> None:
    head, *rows = rows_of(opened(write_workbook(build_extract(["a", "b"]))), "events")
    second = dict(zip(head, rows[1], strict=True))
    assert second["count_low"] == -5
    assert second["lon"] == -52.9
    assert second["is_certain"] is False
    assert second["earliest_at"].isoformat() == "2022-01-05T11:00:00"


def test_sources_stand_on_a_sheet_of_their_own() -> None:
    head, *rows = rows_of(opened(write_workbook(build_extract(["a", "b", "c"]))), "sources")
    assert head == ("event_id", *SOURCE_FIELDS)
    assert [row[0] for row in rows] == ["event-0", "event-2"]
    assert dict(zip(head, rows[0], strict=True))["state_controlled"] == "yes"


@pytest.mark.parametrize("path", ["events.xlsx", "sources.xlsx"])
def test_the_workbook_says_what_it_is(api: Api, path: str) -> None:
    reply = api.answer(path, {"kind": "arson"} if path == "events.xlsx" else {"reading": "full"})
    assert reply is not None
    book = opened(reply.write())
    said = {str(name): value for name, value in rows_of(book, "about")}
    assert "CC BY 4.0" in str(said["licence"])
    assert "Natural Earth" in str(said["credits"])
    assert said["filter"] == book.properties.subject
    assert "CC BY 4.0" in str(book.properties.description)
    assert book.properties.title == said["title"]
    assert dict(rows_of(book, "columns"))
