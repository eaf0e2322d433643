"""Rules about the facts as a whole: what breaks them is named, and the built-in data keep them."""

import pytest

from geo.facts.consistency import check_rules, confidence_limits
from geo.facts.join import Joined
from geo.facts.read import Facts
from geo.facts.row_rules import check_rows
from tests.world import Row, build_event, build_facts, build_row

PAPER = build_row("sources", source_id="paper")
AGENCY = build_row("sources", source_id="agency", publisher="Agency", state_controlled="yes")


def cited(*sources: Row, confidence: str = "high") -> Facts:
    """Build facts with one rally that cites all `sources`."""
    return build_facts(
        events=[build_event(confidence=confidence)],
        first_protests=[],
        sources=list(sources),
        citations=[build_row("citations", source_id=source["source_id"]) for source in sources],
    )


def told(facts: Facts) -> list[str]:
    """Tell what is wrong besides single rows, for which see `test_events_rules_rows.py`."""
    alone = set(map(str, check_rows(facts)))
    return [line for line in map(str, check_rules(facts)) if line not in alone]


# Confidence.


@pytest.mark.parametrize(
    ("second", "limit"),
    [
        ({"publisher": "Agency", "state_controlled": "yes"}, "high"),
        ({"publisher": "Blog", "state_controlled": "unknown"}, "high"),
        # The same report twice: one names the other as its origin, or both belong to one house.
        ({"publisher": "Portal", "origin": "The Paper"}, "medium"),
        ({"publisher": "The Paper"}, "medium"),
        # What gathers the reports of others adds none.
        ({"publisher": "Wiki", "kind": "encyclopedia"}, "medium"),
        ({"publisher": "Catalogue", "kind": "dataset"}, "medium"),
    ],
)
def test_high_needs_a_second_source_of_another_origin(second: dict[str, str], limit: str) -> None:
    other = build_row("sources", source_id="other", **second)

    assert confidence_limits(cited(PAPER, other)).tolist() == [limit]


def test_high_needs_a_source_that_no_state_controls() -> None:
    unknown = build_row("sources", source_id="other", publisher="Blog", state_controlled="unknown")

    assert confidence_limits(cited(AGENCY, unknown)).tolist() == ["medium"]


def test_headlines_alone_are_not_enough_for_high() -> None:
    sources = [
        build_row("sources", source_id=name, publisher=name, reading="headline")
        for name in ("first", "second")
    ]

    assert confidence_limits(cited(*sources)).tolist() == ["medium"]


def test_a_catalogue_alone_allows_low_and_one_report_medium() -> None:
    catalogue = build_row("sources", source_id="catalogue", kind="dataset")

    assert confidence_limits(cited(catalogue)).tolist() == ["low"]
    assert confidence_limits(cited(PAPER)).tolist() == ["medium"]


def test_an_event_above_what_its_sources_allow_is_named() -> None:
    assert told(cited(PAPER)) == [
        "events.csv, row 'rally', confidence: got 'high', expected medium, as its sources allow"
    ]
    assert told(cited(PAPER, confidence="low")) == []


def test_a_first_protest_is_no_surer_than_its_event() -> None:
    firsts = [build_row("first_protests", confidence="high")]

    assert told(build_facts(first_protests=firsts)) == [
        "first_protests.csv, row 'west', confidence: got 'high', "
        "expected medium, as its event rally has"
    ]


# Order and sums.


def two_events(first: str, second: str) -> Facts:
    return build_facts(
        events=[
            build_event(started_local=first),
            build_event(event_id="dispersal", started_local=second),
        ],
        causes=[build_row("causes", event_id="dispersal", cause_id="rally")],
    )


def test_an_event_surely_before_its_cause_is_named() -> None:
    assert told(two_events("2022-01-05", "2022-01-03")) == [
        "events.csv, row 'dispersal', started_local: got '2022-01-03', "
        "expected no time before that of its cause rally"
    ]


def test_an_event_that_may_follow_its_cause_passes() -> None:
    assert told(two_events("2022-01-05", "2022-01-05")) == []


@pytest.mark.parametrize(
    ("part", "problems"),
    [
        ({"value_low": "226", "value_high": "226"}, 1),
        ({"value_low": "200", "value_high": "230"}, 0),
        ({"value_low": "226", "value_high": "226", "claimed_by": "another"}, 0),
        ({"value_low": "226", "value_high": "226", "as_of": "2022-01-16"}, 0),
        ({"value_low": "226", "value_high": "226", "retracted": "yes"}, 0),
        ({"metric": "killed_almaty", "value_low": "226", "value_high": "226"}, 1),
    ],
)
def test_a_part_above_the_whole_of_the_same_claimant_and_day_is_named(
    part: dict[str, str], problems: int
) -> None:
    rows = [
        build_row("figures"),
        build_row("figures", **{"figure_id": "part", "scope": "almaty", **part}),
    ]

    found = told(build_facts(figures=rows))

    assert len(found) == problems
    assert all(
        line == "figures.csv, row 'part', value_low: got '226.0', expected no more than killed"
        for line in found
    )


# The built-in data.


def test_the_built_in_data_keep_the_rules(real_facts: Facts) -> None:
    assert check_rules(real_facts) == []


def test_intervals_are_ordered(real_joined: Joined) -> None:
    events = real_joined.events

    assert (events["earliest_at"] <= events["latest_at"]).all()
    assert (events["latest_at"] <= events["ended_at"])[events["ended_at"].notna()].all()


# What sources carry.


@pytest.mark.parametrize(
    "grave", [{"confidence": "high"}, {"kind": "casualty"}, {"count_of": "killed"}]
)
def test_what_a_source_carries_is_said_where_much_depends_on_it(grave: dict[str, str]) -> None:
    silent = [build_row("citations", says="")]

    assert build_problems(silent, confidence="low") == []
    assert build_problems(silent, **{"confidence": "low", **grave})[-1:] == [
        "citations.csv, row 'rally', says: got '', "
        "expected what each source of 'rally' in events carries"
    ]


def build_problems(citations: list[Row], **event: str) -> list[str]:
    facts = build_facts(events=[build_event(**event)], first_protests=[], citations=citations)
    return told(facts)


@pytest.mark.parametrize(
    ("note", "is_told"),
    [
        ("Published at 17:00; began no later.", True),
        ("Footage uploaded on 5 January at 17:00.", True),
        ("Published at 18:20; the portal puts it at 17:00.", False),
        ("A resident says about 17:00.", False),
    ],
)
def test_the_hour_of_a_report_is_not_that_of_the_event(note: str, *, is_told: bool) -> None:
    event = {"started_local": "2022-01-05T17:00", "note": note, "confidence": "low"}
    facts = [
        build_facts(events=[build_event(**event, time_precision=precision)], first_protests=[])
        for precision in ("hour", "part_of_day")
    ]

    assert [any("of a report" in line for line in told(one)) for one in facts] == [is_told, False]
