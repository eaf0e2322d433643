"""What must hold between the rows of the tables, besides links: who says it, and in which order."""

from collections.abc import Iterator
from typing import Final

import pandas as pd

from geo.errors import Problem
from geo.facts.places import lineages
from geo.facts.read import Facts
from geo.facts.vocabulary import FAMILIES

FIRST_ARTICLE: Final = "dlf-seed"
"""Source that the whole began with: what is `in_seed` cites it, and nothing else does."""
SERVICES: Final = ("Sputnik",)
"""Publishers whose names hold this are services of one house: `origin` names it."""
CHAPTER_WORDS: Final = (40, 70)
"""Fewest and most words of a chapter's text."""
MONTH: Final = "2022-01"
"""Month of the events; what came after is in aftermath.csv."""
_DAY: Final = slice(0, len("2022-01-05"))
_DIFFERING: Final = ("contradicted", "typo", "partly")


def check_rows(facts: Facts) -> list[Problem]:
    """Find rows that break a rule of `data/METHOD.md`; each problem names the row by its key."""
    return [
        *_uncited_sources(facts),
        *_sources_that_stand_twice(facts),
        *_words_on_control(facts),
        *_services_without_a_house(facts),
        *_statements_of_the_first_article(facts),
        *_places_within_themselves(facts),
        *_events_of_other_months(facts),
        *_protests_where_none_was_found(facts),
        *_first_days(facts),
        *_protests_before_the_first(facts),
        *_sentences_without_what_is_right(facts),
        *_chapters(facts),
    ]


def origins(sources: pd.DataFrame) -> "pd.Series[str]":
    """Whose report each source carries: its `origin`, or else its publisher."""
    return sources["origin"].where(sources["origin"] != "", sources["publisher"])


def problem(table: str, key: str, column: str, got: object, expected: str) -> Problem:
    """Name what is wrong with the row of a key."""
    return Problem(f"{table}.csv", None, column, str(got), expected, key)


def _uncited_sources(facts: Facts) -> Iterator[Problem]:
    ids = facts.sources["source_id"]
    for source in ids[~ids.isin(facts.citations["source_id"])]:
        expected = "a row of citations.csv that cites it"
        yield problem("sources", source, "source_id", source, expected)


def _sources_that_stand_twice(facts: Facts) -> Iterator[Problem]:
    """Find addresses that stand twice, also with another scheme, without `www.` or the last /."""
    sources = facts.sources
    plain = sources["url"].str.replace(r"^https?://(www\.)?|/$", "", regex=True)
    for source, url in _pairs(sources[plain.duplicated()], "url"):
        yield problem("sources", source, "url", url, "an address that no other row has")


def _words_on_control(facts: Facts) -> Iterator[Problem]:
    """Find origins of which the sources say different words on who controls them."""
    sources = facts.sources.assign(origin=origins(facts.sources))
    for origin, rows in sources.groupby("origin"):
        usual, *others = rows["state_controlled"].value_counts(sort=True).index
        for source, got in _pairs(rows[rows["state_controlled"].isin(others)], "state_controlled"):
            expected = f"{usual}, as other sources of {origin} have"
            yield problem("sources", source, "state_controlled", got, expected)


def _services_without_a_house(facts: Facts) -> Iterator[Problem]:
    sources = facts.sources
    for service in SERVICES:
        is_one = sources["publisher"].str.contains(service, regex=False)
        for source, got in _pairs(sources[is_one & (sources["origin"] == "")], "origin"):
            expected = f"the house that {service} belongs to"
            yield problem("sources", source, "origin", got, expected)


def _statements_of_the_first_article(facts: Facts) -> Iterator[Problem]:
    citations, statements = facts.citations, facts.statements
    is_its = (citations["table"] == "statements") & (citations["source_id"] == FIRST_ARTICLE)
    cites = statements["statement_id"].isin(citations.loc[is_its, "row_id"])
    for statement, got in _pairs(statements[cites != (statements["in_seed"] == "yes")], "in_seed"):
        expected = f"yes where it cites {FIRST_ARTICLE}, and only there"
        yield problem("statements", statement, "in_seed", got, expected)


def _places_within_themselves(facts: Facts) -> Iterator[Problem]:
    parents = dict(_pairs(facts.places, "parent_place_id"))
    for place, line in lineages(facts.places).items():
        if parents.get(line[-1]):
            expected = "a place that does not lie in this one itself"
            yield problem("places", place, "parent_place_id", parents[place], expected)


def _events_of_other_months(facts: Facts) -> Iterator[Problem]:
    others = facts.events[~facts.events["started_local"].str.startswith(MONTH)]
    for event, got in _pairs(others, "started_local"):
        yield problem("events", event, "started_local", got, f"a time of {MONTH}")


def _protests_where_none_was_found(facts: Facts) -> Iterator[Problem]:
    found = set(facts.first_protests["place_id"])
    for place in facts.no_evidence["place_id"]:
        if place in found:
            expected = "a place without a row in first_protests.csv"
            yield problem("no_evidence", place, "place_id", place, expected)


def _first_days(facts: Facts) -> Iterator[Problem]:
    """Find first protests that are not dated as their event is."""
    days = facts.events.set_index("event_id")["started_local"].str[_DAY]
    firsts = facts.first_protests
    for place, event, got in zip(
        firsts["place_id"], firsts["event_id"], firsts["first_local"], strict=True
    ):
        if got[_DAY] != days[event]:
            expected = f"a time of {days[event]}, the day of {event}"
            yield problem("first_protests", place, "first_local", got, expected)


def _protests_before_the_first(facts: Facts) -> Iterator[Problem]:
    """
    Find protests in Kazakhstan before the first one of their town, and towns without a first.

    What is known to be in a region, and nothing closer, is the first of no town.
    """
    events = facts.events
    regions = facts.places.loc[facts.places["kind"] == "region", "place_id"]
    protests = events[
        events["kind"].isin(FAMILIES["protest"])
        & ~events["scope"].isin(["abroad", "country"])
        & ~events["place_id"].isin(regions)
    ]
    firsts = facts.first_protests.set_index("place_id")["first_local"].str[_DAY]
    lines = lineages(facts.places)
    for event, place, got in zip(
        protests["event_id"], protests["place_id"], protests["started_local"], strict=True
    ):
        town = next((each for each in lines[place] if each in firsts.index), None)
        if town is None:
            expected = f"a row for {lines[place][-1]} in first_protests.csv"
            yield problem("events", event, "place_id", place, expected)
        elif got[_DAY] < firsts[town]:
            expected = f"no day before {firsts[town]}, the first protest of {town}"
            yield problem("events", event, "started_local", got, expected)


def _sentences_without_what_is_right(facts: Facts) -> Iterator[Problem]:
    checks = facts.seed_check
    differing = checks["verdict"].isin(_DIFFERING)
    for check, got in _pairs(checks[differing & (checks["correct_en"] == "")], "correct_en"):
        yield problem("seed_check", check, "correct_en", got, "what is right instead")


def _chapters(facts: Facts) -> Iterator[Problem]:
    """Find chapters out of their order, counted from one, and texts that are not short."""
    least, most = CHAPTER_WORDS
    for place, row in enumerate(facts.chapters.to_dict("records"), start=1):
        if row["order"] != place:
            expected = f"{place}: rows in their order, from 1 on"
            yield problem("chapters", row["chapter_id"], "order", row["order"], expected)
        for column in ("text_en", "text_de"):
            n = len(row[column].split())
            if not least <= n <= most:
                got, expected = f"{n} words", f"{least} to {most} words"
                yield problem("chapters", row["chapter_id"], column, got, expected)


def _pairs(frame: pd.DataFrame, column: str) -> list[tuple[str, str]]:
    """Give the key and one column of each row."""
    return list(zip(frame.iloc[:, 0], frame[column], strict=True))
