"""CSV: read again it is what was written, and no cell of it is a formula."""

import csv
import io
import json

import pandas as pd
from pandas.testing import assert_frame_equal

from geo.api.answers import Api
from geo.facts.read import Facts
from geo.facts.vocabulary import JoinedEvents
from geo.files.csv_text import SOURCE_COLUMNS, with_sources, write_csv, write_csv_metadata
from geo.files.extract import Extract, extract_events
from geo.files.formulas import unguard
from geo.view.query import read_selection
from tests.files.frames import ABOUT, HARMLESS, HOSTILE, build_extract


def read_again(written: bytes, like: pd.DataFrame) -> pd.DataFrame:
    """Read a CSV with pandas, and give its columns the types and texts that were written."""
    frame = pd.read_csv(io.BytesIO(written), keep_default_na=False, na_values=[""])
    for name in like:
        if isinstance(like[name].dtype, pd.DatetimeTZDtype):
            frame[name] = pd.to_datetime(frame[name], utc=True)
        if pd.api.types.is_string_dtype(like[name]):
            frame[name] = frame[name].astype("str").map(unguard, na_action="ignore")
    return frame.astype(like.dtypes)


def real_extract(events: JoinedEvents, facts: Facts) -> Extract:
    """Give the extract of all events."""
    return extract_events(events, facts, read_selection({}, facts.places), ABOUT)


def test_all_events_read_again_are_what_was_written(
    events: JoinedEvents, real_facts: Facts
) -> None:
    extract = real_extract(events, real_facts)
    told = with_sources(extract)
    assert list(told)[-3:] == list(SOURCE_COLUMNS)
    assert_frame_equal(read_again(write_csv(extract), told), told)


def test_hostile_texts_read_again_are_what_was_written() -> None:
    # A zero byte is the one thing that no reader of CSV takes.
    extract = build_extract([text for text in (*HOSTILE, *HARMLESS) if "\0" not in text])
    told = with_sources(extract)
    assert_frame_equal(read_again(write_csv(extract), told), told)


def test_no_cell_of_text_begins_like_a_formula() -> None:
    written = write_csv(build_extract([*HOSTILE, *HARMLESS])).decode().replace("\0", "\1")
    rows = list(csv.DictReader(io.StringIO(written, newline="")))
    assert len(rows) == len(HOSTILE) + len(HARMLESS)
    for row in rows:
        assert row["title_en"][0] not in "=+-@\t\r\n\1\x7f\uff1d"
        assert not row["sources"].startswith("=")


def test_numbers_stay_numbers() -> None:
    rows = list(csv.DictReader(io.StringIO(write_csv(build_extract(["a", "b"])).decode())))
    assert [row["lon"] for row in rows] == ["-52.9", "-52.9"]
    assert [row["count_low"] for row in rows] == ["", "-5"]


def test_a_row_tells_who_says_so() -> None:
    first, second = csv.DictReader(io.StringIO(write_csv(build_extract(["a", "b"])).decode()))
    assert first["sources"] == "The Paper, A report, 2022-01-06, state-controlled"
    assert first["source_ids"] == "paper"
    assert first["source_urls"] == "https://paper.example/report"
    assert [second[name] for name in SOURCE_COLUMNS] == ["", "", ""]


def test_the_metadata_say_what_each_column_is(api: Api) -> None:
    reply = api.answer("events.csv-metadata.json", {"kind": "arson"})
    table = api.answer("events.csv", {"kind": "arson"})
    assert reply is not None
    assert table is not None
    told = json.loads(reply.write())
    columns = told["tableSchema"]["columns"]
    names = next(csv.reader(io.StringIO(table.write().decode())))
    assert [column["name"] for column in columns] == names
    assert [column["name"] for column in columns if "dc:description" not in column] == []
    assert told["url"] == "events.csv?kind=arson"
    assert "kind=arson" in told["dc:provenance"]
    assert told["dc:license"]["@id"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "apostrophe" in told["dc:description"]


def test_types_of_the_metadata_are_those_of_the_columns() -> None:
    told = json.loads(write_csv_metadata(build_extract(["a"]), "events.csv"))
    types = {column["name"]: column["datatype"] for column in told["tableSchema"]["columns"]}
    assert types["earliest_at"] == "dateTime"
    assert types["lat"] == "number"
    assert types["count_low"] == "integer"
    assert types["is_certain"] == "boolean"
    assert types["title_en"] == "string"
