"""Rules between rows: each one names what breaks it, by the key of the row."""

from pathlib import Path

import pytest

from geo.boundaries.places import check_places
from geo.facts.read import DATA, Facts
from geo.facts.row_rules import check_rows
from tests.world import Row, build_event, build_facts, build_place, build_row, build_tables


def told(facts: Facts) -> list[str]:
    return list(map(str, check_rows(facts)))


def test_a_world_that_keeps_the_rules_has_no_problems() -> None:
    assert told(build_facts()) == []


UNCITED = build_row("sources", source_id="unread", url="https://paper.example/other")
TWICE = build_row("sources", source_id="again")
WORD = build_row(
    "sources", source_id="other", url="https://paper.example/other", state_controlled="unknown"
)
SERVICE = build_row("sources", source_id="sputnik", url="https://s.example/", publisher="Sputnik X")
CITED = build_tables()["citations"]


def citing(*sources: str) -> list[Row]:
    """Cite further sources for the rally."""
    return [*CITED, *(build_row("citations", source_id=source) for source in sources)]


@pytest.mark.parametrize(
    ("tables", "problem"),
    [
        (
            {"sources": [build_row("sources"), UNCITED], "citations": CITED},
            "sources.csv, row 'unread', source_id: got 'unread', expected a row of citations.csv",
        ),
        (
            {"sources": [build_row("sources"), TWICE], "citations": citing("again")},
            "sources.csv, row 'again', url: got 'https://paper.example/report', expected an",
        ),
        (
            {
                "sources": [
                    build_row("sources"),
                    TWICE,
                    WORD,
                ],
                "citations": citing("again", "other"),
            },
            "sources.csv, row 'other', state_controlled: got 'unknown', expected no, as other",
        ),
        (
            {"sources": [build_row("sources"), SERVICE], "citations": citing("sputnik")},
            "sources.csv, row 'sputnik', origin: got '', expected the house that Sputnik",
        ),
        (
            {"statements": [build_row("statements", in_seed="yes")]},
            "statements.csv, row 'claim', in_seed: got 'yes', expected yes where it cites",
        ),
        (
            {
                "places": [
                    build_place(parent_place_id="square"),
                    build_place(place_id="square", parent_place_id="west"),
                ]
            },
            "places.csv, row 'west', parent_place_id: got 'square', expected a place that does not",
        ),
        (
            {"events": [build_event(started_local="2022-02-05")], "first_protests": []},
            "events.csv, row 'rally', started_local: got '2022-02-05', expected a time of 2022-01",
        ),
        (
            {"no_evidence": [build_row("no_evidence", place_id="west")]},
            "no_evidence.csv, row 'west', place_id: got 'west', expected a place without a row in",
        ),
        (
            {"first_protests": [build_row("first_protests", first_local="2022-01-04")]},
            "first_protests.csv, row 'west', first_local: got '2022-01-04', expected a time",
        ),
        (
            {"events": [build_event(), build_event(event_id="early", started_local="2022-01-04")]},
            "events.csv, row 'early', started_local: got '2022-01-04', expected no day before 2022",
        ),
        (
            {"first_protests": []},
            "events.csv, row 'rally', place_id: got 'west', expected a row for west",
        ),
        (
            {"seed_check": [build_row("seed_check", verdict="typo")]},
            "seed_check.csv, row 'price', correct_en: got '', expected what is right instead",
        ),
        (
            {"chapters": [build_row("chapters", order="2")]},
            "chapters.csv, row 'spark', order: got '2', expected 1: rows in their order",
        ),
        (
            {"chapters": [build_row("chapters", text_de="Kurz.")]},
            "chapters.csv, row 'spark', text_de: got '1 words', expected ",
        ),
    ],
)
def test_what_breaks_a_rule_is_named(tables: dict[str, list[Row]], problem: str) -> None:
    assert any(line.startswith(problem) for line in told(build_facts(**tables))), told(
        build_facts(**tables)
    )


def test_a_protest_in_a_venue_counts_for_its_town() -> None:
    square = build_place(place_id="square", parent_place_id="west")
    places = [build_place(), square]
    events = [build_event(), build_event(event_id="there", place_id="square")]
    assert told(build_facts(places=places, events=events)) == []


# Outlines.


@pytest.fixture
def outlines() -> Path:
    """Give the folder of the borders."""
    return DATA / "boundaries"


def test_a_place_outside_of_its_region_is_named(outlines: Path) -> None:
    wrong = build_place(place_id="wrong", region_iso="KZ-ALA")
    found = check_places(build_facts(places=[build_place(), wrong]).places, outlines)
    (line,) = map(str, found)
    assert line.startswith("places.csv, row 'wrong', lat: got '43.3, 52.9', expected a point in KZ")


def test_a_place_abroad_lies_in_its_country(outlines: Path) -> None:
    lost = build_place(place_id="lost", region_iso="", country_iso2="RU")
    nowhere = build_place(place_id="nowhere", region_iso="", country_iso2="ZZ")
    found = check_places(build_facts(places=[lost, nowhere]).places, outlines)
    assert [(each.key, each.column) for each in found] == [
        ("lost", "lat"),
        ("nowhere", "country_iso2"),
    ]


def test_the_built_in_places_lie_where_they_are_said_to(real_facts: Facts, outlines: Path) -> None:
    assert check_places(real_facts.places, outlines) == []
