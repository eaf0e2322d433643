"""Parquet: read again it is what was written, with types, sources and words about it."""

import io
import json
import struct

import pyarrow.parquet as pq
from pandas.testing import assert_frame_equal

from geo.api.answers import Api
from geo.facts.read import Facts
from geo.facts.vocabulary import JoinedEvents
from geo.files.extract import extract_events
from geo.files.parquet import ABOUT_KEY, write_parquet
from geo.view.query import read_selection
from tests.files.frames import ABOUT, HOSTILE, build_extract


def test_all_events_read_again_are_what_was_written(
    events: JoinedEvents, real_facts: Facts
) -> None:
    extract = extract_events(events, real_facts, read_selection({}, real_facts.places), ABOUT)
    table = pq.read_table(io.BytesIO(write_parquet(extract)))
    assert_frame_equal(table.drop(["sources", "geometry"]).to_pandas(), extract.frame)
    cited = tuple(tuple(each) for each in table.column("sources").to_pylist())
    assert cited == extract.sources


def test_texts_are_as_they_were() -> None:
    extract = build_extract(HOSTILE)
    table = pq.read_table(io.BytesIO(write_parquet(extract)))
    assert table.column("title_en").to_pylist() == list(HOSTILE)


def test_points_are_well_known_binary_and_what_is_no_dot_has_none() -> None:
    table = pq.read_table(io.BytesIO(write_parquet(build_extract(["a", "b"]))))
    first, second = table.column("geometry").to_pylist()
    assert struct.unpack("<BIdd", first) == (1, 1, -52.9, 43.3)
    assert second is None
    geo = json.loads(table.schema.metadata[b"geo"])
    assert geo["primary_column"] == "geometry"
    assert geo["columns"]["geometry"]["encoding"] == "WKB"


def test_the_schema_says_what_the_rows_are(api: Api) -> None:
    reply = api.answer("events.parquet", {"until": "2022-01-05", "kind": "arson"})
    assert reply is not None
    metadata = pq.read_schema(io.BytesIO(reply.write())).metadata
    about = json.loads(metadata[ABOUT_KEY.encode()])
    assert about["filter"] == {"until": "2022-01-05", "kind": "arson"}
    assert about["licence"]["url"] == "https://creativecommons.org/licenses/by/4.0/"
    assert b"GeoNames" in metadata[b"credits"]
    assert json.loads(metadata[b"filter"]) == about["filter"]


def test_tables_without_sources_and_places_have_no_such_columns(api: Api) -> None:
    reply = api.answer("sources.parquet", {})
    assert reply is not None
    assert not {"sources", "geometry"} & set(pq.read_schema(io.BytesIO(reply.write())).names)


def test_equal_rows_give_equal_bytes() -> None:
    assert write_parquet(build_extract(["a"])) == write_parquet(build_extract(["a"]))
