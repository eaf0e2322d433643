"""Each kind of broken field is named with file, row, column, got and expected."""

import pandas as pd
import pytest

from geo.errors import Problem
from geo.facts import vocabulary
from geo.facts.contracts import CONTRACTS
from geo.facts.field_rules import parse_local, parse_local_end
from geo.facts.tables import check_table
from tests.world import ROWS, build_place, build_row, to_table


@pytest.mark.parametrize("table", CONTRACTS)
def test_a_good_row_of_each_table_keeps_its_contract(table: str) -> None:
    assert check_table(to_table(table, [build_row(table)])) == []


@pytest.mark.parametrize("table", CONTRACTS)
def test_a_table_without_rows_keeps_its_contract(table: str) -> None:
    assert check_table(to_table(table, [])) == []


@pytest.mark.parametrize(
    ("table", "column", "got", "expected"),
    [
        ("places", "place_id", "West End", "a key of small letters, digits and single hyphens"),
        ("places", "name_en", "", "some text, with neither blanks around it nor"),
        ("places", "name_de", " Westen", "some text, with neither blanks around it nor"),
        ("places", "lon", "181", "a number from -180 to 180"),
        ("places", "lon", "nan", "a number from -180 to 180"),
        ("places", "tz", "Asia/Qantar", "the IANA name of a time zone"),
        ("places", "population", "-5", "a whole number, 0 or more"),
        ("places", "population", "1.5", "a whole number, 0 or more"),
        ("sources", "url", "javascript:alert(1)", "a web address without port or user"),
        ("sources", "url", "https://a@b.example/", "a web address without port or user"),
        ("sources", "published_on", "2022-13", "a day, month or year as YYYY-MM-DD, YYYY-MM or "),
        ("sources", "kind", "rumour", "one of news_agency, newspaper, broadcaster"),
        ("events", "started_local", "2022-02-30", "a local time as YYYY-MM-DD or "),
        ("events", "started_local", "5.1.2022", "a local time as YYYY-MM-DD or "),
        ("events", "started_local", "2022-01-05T25:00", "a local time as YYYY-MM-DD or "),
        ("events", "started_local", "", "a local time as YYYY-MM-DD or "),
        ("events", "kind", "party", "one of protest, blockade, strike"),
        ("events", "participants_low", "many", "a whole number, 0 or more"),
        ("figures", "value_low", "1e3", "a number, 0 or more"),
        ("alliance", "joined_on", "2002-10-07T00:00", "a day as YYYY-MM-DD"),
        ("alliance", "country_iso2", "kz", "a country code of two capital letters"),
        ("chapters", "layers", "events;events", "words separated by semicolons"),
        ("chapters", "layers", "events;stars", "words separated by semicolons"),
    ],
)
def test_a_broken_field_is_named_with_file_row_column_got_and_expected(
    table: str, column: str, got: str, expected: str
) -> None:
    key = next(iter(ROWS[table]))
    other = build_row(table, **{key: "another"}) if key != "table" else build_row(table)

    problems = check_table(to_table(table, [other, build_row(table, **{column: got})]))

    assert [(p.table, p.row, p.column, p.got) for p in problems] == [
        (f"{table}.csv", 3, column, got)
    ]
    assert problems[0].expected.startswith(expected)


@pytest.mark.parametrize(
    ("table", "changes", "column", "expected"),
    [
        (
            "events",
            {"started_local": "2022-01-05", "ended_local": "2022-01-04"},
            "ended_local",
            "a time that is not before started_local",
        ),
        (
            "events",
            {"started_local": "2022-01-05T17:00", "ended_local": "2022-01-05T16:59"},
            "ended_local",
            "a time that is not before started_local",
        ),
        (
            "events",
            {"time_precision": "hour"},
            "started_local",
            "a time with hour and minute, as time_precision says",
        ),
        (
            "events",
            {"participants_low": "100", "participants_high": "90"},
            "participants_high",
            "a number that is not below participants_low",
        ),
        ("events", {"count_high": "3"}, "count_of", "what is counted, since there is a count"),
        (
            "places",
            {"region_iso": ""},
            "region_iso",
            "a region if the place is in Kazakhstan, else nothing",
        ),
        (
            "region_measures",
            {"measure": "curfew", "level": "red"},
            "level",
            "a level that this measure can have",
        ),
        (
            "contingents",
            {"left_from": "2022-01-20"},
            "left_to",
            "a time that is not before left_from",
        ),
    ],
)
def test_fields_that_do_not_fit_each_other_are_named_at_the_one_to_mend(
    table: str, changes: dict[str, str], column: str, expected: str
) -> None:
    row = build_row(table, **changes)

    problems = check_table(to_table(table, [row]))

    assert problems == [Problem(f"{table}.csv", 2, column, row[column], expected)]


def test_an_end_on_the_day_of_the_start_is_in_order() -> None:
    row = build_row("events", started_local="2022-01-05T17:00", ended_local="2022-01-05")

    assert check_table(to_table("events", [row])) == []


def test_exchanged_coordinates_are_found_by_the_box_around_kazakhstan() -> None:
    problems = check_table(to_table("places", [build_place(lat="52.9", lon="43.3")]))

    assert problems == [
        Problem("places.csv", 2, "lon", "43.3", "a number from 46.4 to 87.4, as in Kazakhstan")
    ]


def test_a_coordinate_out_of_range_is_named() -> None:
    place = build_place(lat="99", country_iso2="RU", region_iso="")

    problems = check_table(to_table("places", [place]))

    assert list(map(str, problems)) == [
        "places.csv, row 2, lat: got '99', expected a number from -90 to 90"
    ]


def test_a_duplicate_key_is_named_where_it_comes_again() -> None:
    problems = check_table(to_table("places", [build_place(), build_place(name_en="Twin")]))

    assert problems == [Problem("places.csv", 3, "place_id", "west", "a key that no other row has")]


def test_a_citation_may_not_come_twice() -> None:
    rows = [build_row("citations"), build_row("citations", says="something else")]

    problems = check_table(to_table("citations", rows))

    assert [(p.row, p.got) for p in problems] == [(3, "events, rally, paper")]


def test_a_missing_column_is_named_beside_the_problems_of_the_others() -> None:
    place = build_place(lon="east")
    del place["lat"]

    problems = check_table(to_table("places", [place]))

    assert problems == [
        Problem("places.csv", None, "lat", "nothing", "a column of this name"),
        Problem("places.csv", 2, "lon", "east", "a number from -180 to 180"),
    ]


def test_a_column_too_many_is_named() -> None:
    problems = check_table(to_table("places", [{**build_place(), "altitude": "3"}]))

    assert problems == [
        Problem(
            "places.csv",
            None,
            "altitude",
            "a column of this name",
            "only the columns of data/README.md",
        )
    ]


def test_every_kind_but_statement_is_in_one_family() -> None:
    in_families = [kind for kinds in vocabulary.FAMILIES.values() for kind in kinds]

    assert len(set(in_families)) == len(in_families)
    assert set(vocabulary.EVENT_KINDS) - set(in_families) == {"statement"}


def test_local_times_are_read_as_midnight_minute_or_nothing() -> None:
    text = pd.Series(["2022-01-05", "2022-01-05T17:20", "", "2022-02-30", "17:20"])

    read = parse_local(text)

    expected = pd.Series(["2022-01-05T00:00", "2022-01-05T17:20", None, None, None])
    pd.testing.assert_series_equal(read, expected.astype("datetime64[us]"))


def test_a_day_as_an_end_is_the_next_midnight() -> None:
    read = parse_local_end(pd.Series(["2022-01-31", "2022-01-31T17:20"]))

    expected = pd.Series(["2022-02-01T00:00", "2022-01-31T17:20"])
    pd.testing.assert_series_equal(read, expected.astype("datetime64[us]"))


@pytest.mark.parametrize(
    "url",
    [
        "https://vlast.kz/english/1.html",
        "https://www.amnesty.org/en/",
        "https://www.rferl.org/a/1.html",
        "https://paper.example/camp/",
    ],
)
def test_a_source_is_linked_at_its_publishers_own_address(url: str) -> None:
    assert check_table(to_table("sources", [build_row("sources", url=url)])) == []


@pytest.mark.parametrize(
    "url",
    [
        "https://web.archive.org/web/2022/https://vlast.kz/",
        "https://vlast-kz.translate.goog/english/1.html",
        "https://d1.cloudfront.net/a/1.html",
        "https://staging.rferl.org/a/1.html",
        "https://amp.paper.example/1",
        "https://m.paper.example/1",
        "https://paper.example/1/amp",
        "https://paper.example/1?utm_source=feed",
    ],
)
def test_no_source_is_linked_at_a_mirror_proxy_archive_or_copy(url: str) -> None:
    problems = check_table(to_table("sources", [build_row("sources", url=url)]))

    assert [(problem.column, problem.got) for problem in problems] == [("url", url)]
