"""Folders of tables: what reads, what is refused and how, and what holds in the built-in data."""

import csv
import re
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package

from geo.errors import DataError, Problem
from geo.facts.checksums import check_package, stamp_package
from geo.facts.contracts import CONTRACTS
from geo.facts.read import DATA, read_facts, survey_facts
from geo.facts.vocabulary import CONFIDENCES, TIME_PRECISIONS
from tests.world import (
    ABROAD,
    build_event,
    build_facts,
    build_place,
    build_row,
    build_tables,
    put_in_place,
)
from tests.world import write_tables as write


def problems_in(folder: Path) -> list[str]:
    with pytest.raises(DataError) as caught:
        read_facts(folder)
    return list(map(str, caught.value.problems))


# The world of three places.


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    facts = read_facts(write(tmp_path, build_tables()))

    expected = build_facts()
    for table in CONTRACTS:
        pd.testing.assert_frame_equal(getattr(facts, table), getattr(expected, table))


def test_numbers_are_numbers_and_empty_ones_are_missing(tmp_path: Path) -> None:
    events = [
        build_event(),
        build_event(event_id="march", participants_low="100", participants_high="6000"),
    ]

    facts = read_facts(write(tmp_path, build_tables(events=events)))

    assert facts.events["participants_low"].dtype == "Int64"
    assert facts.events["participants_low"].isna().tolist() == [True, False]
    assert facts.events["participants_high"].tolist()[1] == 6000
    assert facts.places["lat"].tolist() == [43.3, 43.2, 55.8]
    assert facts.events["ended_local"].tolist() == ["", ""]


def test_an_unknown_place_is_named(tmp_path: Path) -> None:
    write(tmp_path, build_tables(events=[build_event(place_id="atlantis")]))

    assert problems_in(tmp_path) == [
        "events.csv, row 2, place_id: got 'atlantis', expected a value of place_id in places.csv"
    ]


def test_an_unknown_event_in_a_list_is_named(tmp_path: Path) -> None:
    write(tmp_path, build_tables(chapters=[build_row("chapters", event_ids="rally;revolt")]))

    assert problems_in(tmp_path) == [
        "chapters.csv, row 2, event_ids: got 'revolt', expected a value of event_id in events.csv"
    ]


def test_a_row_without_a_source_is_named(tmp_path: Path) -> None:
    tables = build_tables()
    tables["citations"] = [row for row in tables["citations"] if row["table"] != "figures"]
    write(tmp_path, tables)

    assert problems_in(tmp_path) == [
        "figures.csv, row 2, figure_id: got 'killed', expected at least one source in citations.csv"
    ]


def test_a_sentence_that_is_not_checked_needs_no_source(tmp_path: Path) -> None:
    tables = build_tables(seed_check=[build_row("seed_check", verdict="not_checked")])
    tables["citations"] = [row for row in tables["citations"] if row["table"] != "seed_check"]

    assert len(read_facts(write(tmp_path, tables)).seed_check) == 1


def test_a_citation_of_an_unknown_row_or_source_is_named(tmp_path: Path) -> None:
    tables = build_tables()
    tables["citations"] += [
        build_row("citations", table="figures", row_id="rally"),
        build_row("citations", source_id="hearsay"),
    ]
    write(tmp_path, tables)

    assert problems_in(tmp_path) == [
        "citations.csv, row 11, source_id: got 'hearsay', "
        "expected a value of source_id in sources.csv",
        "citations.csv, row 10, row_id: got 'rally', expected a value of figure_id in figures.csv",
    ]


def test_a_claim_that_nobody_makes_and_a_statement_on_both_sides_are_named(tmp_path: Path) -> None:
    both = [build_row("claim_sides"), build_row("claim_sides", side="against")]
    claims = [build_row("claims"), build_row("claims", claim_id="coup")]
    found = problems_in(write(tmp_path, build_tables(claim_sides=both, claims=claims)))
    assert found == [
        "claim_sides.csv, row 3, statement_id: got 'price, claim', "
        "expected a key that no other row has",
        "claims.csv, row 3, claim_id: got 'coup', expected a statement for it in claim_sides.csv",
    ]


def test_a_side_of_a_statement_that_is_unknown_is_named(tmp_path: Path) -> None:
    sides = [build_row("claim_sides"), build_row("claim_sides", statement_id="unsaid")]
    assert problems_in(write(tmp_path, build_tables(claim_sides=sides))) == [
        "claim_sides.csv, row 3, statement_id: got 'unsaid', "
        "expected a value of statement_id in statements.csv"
    ]


def test_an_event_abroad_says_so_in_its_scope(tmp_path: Path) -> None:
    write(tmp_path, build_tables(events=[build_event(place_id="abroad")]))

    assert problems_in(tmp_path) == [
        "events.csv, row 2, scope: got 'place', "
        "expected abroad for a place outside Kazakhstan, and only there"
    ]


def test_all_problems_of_all_tables_come_at_once(tmp_path: Path) -> None:
    places = [build_place(), build_place(**{**ABROAD, "lat": "99"})]
    for place in places:
        del place["tz"]
    tables = build_tables(
        places=places,
        events=[
            build_event(started_local="yesterday"),
            build_event(event_id="march", place_id="atlantis"),
        ],
    )
    del tables["chapters"]
    write(tmp_path, tables)

    assert problems_in(tmp_path) == [
        "places.csv, tz: got 'nothing', expected a column of this name",
        "places.csv, row 3, lat: got '99', expected a number from -90 to 90",
        "events.csv, row 2, started_local: got 'yesterday', "
        "expected a local time as YYYY-MM-DD or YYYY-MM-DDTHH:MM",
        "chapters.csv: got 'no such file', expected a table in this folder",
        "events.csv, row 3, place_id: got 'atlantis', expected a value of place_id in places.csv",
    ]


def test_rows_are_counted_by_the_line_on_which_they_begin(tmp_path: Path) -> None:
    events = [build_event(note="two\nlines"), build_event(event_id="march", kind="party")]
    write(tmp_path, build_tables(events=events))

    problems = survey_facts(tmp_path).problems

    assert [(p.row, p.got) for p in problems] == [(4, "party")]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "places.csv: got 'an empty file', expected a header and rows"),
        (b"place_id\n\xff\n", "places.csv: got 'byte 9 is not UTF-8', expected text in UTF-8"),
        (b"place_id,kind\nwest\n", "places.csv, row 2: got '1 fields', expected 2 fields"),
        (b"kind,kind\n", "places.csv, row 1, kind: got 'this column twice', expected it once"),
        (
            b'place_id\n"west\n',
            "places.csv, row 2: got 'unexpected end of data', expected a CSV file",
        ),
    ],
)
def test_a_file_that_is_no_table_is_named(tmp_path: Path, content: bytes, problem: str) -> None:
    write(tmp_path, build_tables())
    (tmp_path / "places.csv").write_bytes(content)

    assert any(told.startswith(problem) for told in problems_in(tmp_path))


def test_what_spreadsheets_add_to_a_file_is_named(tmp_path: Path) -> None:
    write(tmp_path, build_tables())
    path = tmp_path / "places.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    assert problems_in(tmp_path) == [
        "places.csv, row 1: got 'a byte order mark', expected UTF-8 without one",
        "places.csv, row 1: got 'an end of line as CR LF', "
        "expected LF alone at the end of each line",
    ]


def test_a_field_that_is_too_long_is_named_with_its_row(tmp_path: Path) -> None:
    events = [build_event(), build_event(event_id="march", note="x" * 131_073)]
    write(tmp_path, build_tables(events=events))

    assert (
        "events.csv, row 3: got 'a longer field', expected fields of 131,072 characters at most"
    ) in problems_in(tmp_path)


@pytest.mark.parametrize("char", ["\0", "\x07", "\x1b", "\t", "\x85", "\u202e", "\ufffe"])
@pytest.mark.parametrize(
    ("table", "column"),
    [("events", "note"), ("places", "other_names"), ("sources", "url"), ("sources", "title")],
)
def test_characters_that_nobody_sees_are_refused(
    tmp_path: Path, table: str, column: str, char: str
) -> None:
    text = f"https://paper.example/a{char}b" if column == "url" else f"a{char}b"
    write(tmp_path, build_tables(**{table: [build_row(table, **{column: text})]}))

    (told,) = [problem for problem in problems_in(tmp_path) if f", {column}:" in problem]
    assert told.startswith(f"{table}.csv, row 2, {column}: got '")
    assert told.isprintable()


@pytest.mark.parametrize("kind", ["folder", "dangling", "loop", "pipe"])
def test_what_stands_in_the_place_of_a_table_is_a_problem(tmp_path: Path, kind: str) -> None:
    write(tmp_path, build_tables())
    put_in_place(tmp_path / "places.csv", kind)

    assert any(problem.startswith("places.csv: got '") for problem in problems_in(tmp_path))


def test_a_survey_counts_rows_and_has_facts_only_without_problems(tmp_path: Path) -> None:
    good = survey_facts(write(tmp_path, build_tables()))
    (tmp_path / "places.csv").unlink()
    bad = survey_facts(tmp_path)

    assert good.counts["places"] == 3
    assert good.facts is not None
    assert bad.counts["places"] == 0
    assert bad.facts is None
    assert Problem("places.csv", None, "", "no such file", "a table in this folder") in bad.problems


def test_a_changed_file_no_longer_fits_its_stamp(tmp_path: Path) -> None:
    for name in ("datapackage.json", *(f"{table}.csv" for table in CONTRACTS)):
        (tmp_path / name).write_bytes((DATA / name).read_bytes())
    with (tmp_path / "places.csv").open("a") as file:
        file.write("\n")

    assert {(p.table, p.column) for p in check_package(tmp_path)} == {
        ("places.csv", "bytes"),
        ("places.csv", "hash"),
    }
    stamp_package(tmp_path)
    assert check_package(tmp_path) == []


# The built-in data.


def test_the_built_in_tables_keep_their_contracts_and_links() -> None:
    survey = survey_facts()

    assert survey.problems == ()
    assert set(survey.counts) == set(CONTRACTS)


# What is written about the data.


def test_the_data_package_is_valid() -> None:
    report = Package(str(DATA / "datapackage.json")).validate()

    assert report.valid, report.flatten(["type", "message"])


def test_the_data_package_describes_the_columns_of_the_contracts() -> None:
    package = Package(str(DATA / "datapackage.json"))

    described = {r.path: [field.name for field in r.schema.fields] for r in package.resources}
    keys = {r.path: r.schema.primary_key for r in package.resources}
    assert described == {f"{table}.csv": list(c.columns) for table, c in CONTRACTS.items()}
    assert keys == {f"{table}.csv": list(c.unique or []) for table, c in CONTRACTS.items()}


def test_the_data_package_records_the_files_as_they_are() -> None:
    # After a change of the tables: python -m geo stamp
    assert check_package(DATA) == []


def test_the_readme_has_a_section_for_each_table_and_a_line_for_each_column() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")

    sections = dict(
        re.findall(r"^## (\w+)\.csv\n(.*?)(?=^## |\Z)", readme, re.DOTALL | re.MULTILINE)
    )
    documented = {
        table: re.findall(
            r"^\| `(\w+)` \|", section.split("\n`time_precision` says")[0], re.MULTILINE
        )
        for table, section in sections.items()
    }
    assert documented == {table: list(contract.columns) for table, contract in CONTRACTS.items()}
    assert all("Known gaps." in section for section in sections.values())


def test_the_method_has_every_rule_that_readers_ask_for() -> None:
    method = (DATA / "METHOD.md").read_text(encoding="utf-8")

    titles = re.findall(r"^## (.+)$", method, re.MULTILINE)
    assert titles == [
        *("What counts", "Time", "Confidence", "Disagreement", "Names and words"),
        *("Private persons", "Known gaps by region", "How to report an error"),
    ]
    assert all(f"`{word}`" in method for word in (*CONFIDENCES, *TIME_PRECISIONS))


def test_no_other_tables_lie_in_the_folder() -> None:
    assert {path.stem for path in DATA.glob("*.csv")} == set(CONTRACTS)


def test_files_are_plain_utf8_with_unix_line_ends() -> None:
    for path in DATA.glob("*.csv"):
        content = path.read_bytes()
        assert b"\r" not in content
        assert not content.startswith(b"\xef\xbb\xbf")
        assert len(list(csv.reader(content.decode().splitlines()))) == content.count(b"\n")
