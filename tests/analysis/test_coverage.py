"""The report to editors: what it counts, in a small world and on the built-in data."""

from geo.analysis.coverage import (
    WHOLE_COUNTRY,
    Section,
    coverage,
    events_by_region_and_day,
    write_report,
)
from geo.facts.join import Joined, join_events
from geo.facts.read import Facts
from tests.world import build_event, build_facts, build_row


def section(facts: Facts, title: str) -> Section:
    found = coverage(facts, join_events(facts))
    return next(part for part in found if part.title == title)


def counts(facts: Facts, title: str) -> dict[str, str]:
    return {row[0]: row[1] for row in section(facts, title).rows if row[1] != "0"}


def test_events_are_counted_by_region_and_apart_where_they_have_none() -> None:
    events = [
        build_event(),
        build_event(event_id="decree", scope="country"),
        build_event(event_id="vigil", place_id="abroad", scope="abroad"),
        build_event(event_id="march", place_id="east"),
    ]

    found = counts(build_facts(events=events), "Events by region")

    assert found == {"KZ-MAN": "1", "KZ-ALA": "1", "whole country": "1", "abroad": "1", "all": "4"}


def test_what_came_after_january_is_counted_together() -> None:
    events = [build_event(), build_event(event_id="trial", started_local="2022-06-01")]

    found = counts(build_facts(events=events), "Events by day")

    assert found == {"2022-01-05": "1", "after January 2022": "1", "all": "2"}


def test_two_of_one_kind_and_place_that_may_have_begun_together_are_listed() -> None:
    events = [
        build_event(),
        build_event(event_id="again", started_local="2022-01-05T10:00", time_precision="hour"),
        build_event(event_id="next-day", started_local="2022-01-06"),
        build_event(event_id="fire", kind="arson"),
    ]

    rows = section(build_facts(events=events), "Events that may be one").rows

    assert rows == (("west", "protest", "again", "rally"),)


def test_broken_rules_and_shares_are_told() -> None:
    facts = build_facts(
        events=[build_event(confidence="high")],
        first_protests=[],
        sources=[build_row("sources", state_controlled="yes", reading="headline")],
    )

    support = {row[0]: row[1:] for row in section(facts, "Support").rows}
    assert support["events of state-controlled sources only"] == ("1 of 1", "100%")
    assert support["events of headlines only"] == ("1 of 1", "100%")
    said = "events.csv, row 'rally', confidence: got 'high', expected medium, as its sources allow"
    assert (said,) in section(facts, "Broken rules").rows


def test_every_event_of_the_built_in_data_is_counted_once_in_each_section(
    real_facts: Facts, real_joined: Joined
) -> None:
    by = [part for part in coverage(real_facts, real_joined) if part.title.startswith("Events by ")]

    assert len(by) == 5
    for part in by:
        *rows, total = part.rows
        assert sum(int(row[1]) for row in rows) == int(total[1]) == len(real_facts.events)


def test_the_report_is_markdown_with_a_table_for_each_section() -> None:
    report = write_report([Section("Broken rules", ("rule", "row"), ())])

    assert report == (
        "# Coverage of the facts\n\n## Broken rules\n\n| rule | row |\n| --- | --- |\n| none |  |\n"
    )


def test_events_are_counted_by_region_and_day() -> None:
    events = [
        build_event(event_id="a", started_local="2022-01-05T10:00"),
        build_event(event_id="b", started_local="2022-01-05"),
        build_event(event_id="c", started_local="2022-01-31"),
        build_event(event_id="d", started_local="2022-01-05", scope="country"),
    ]
    days = events_by_region_and_day(join_events(build_facts(events=events)).events)

    assert days.loc["KZ-MAN"].sum() == 3
    assert days.loc["KZ-MAN", "2022-01-05"] == 2
    assert days.loc[WHOLE_COUNTRY, "2022-01-05"] == 1
    assert days.loc["KZ-ALA"].sum() == 0
