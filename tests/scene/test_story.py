"""The chapters of the story: what they show, and what they rest on."""

from typing import Any

from geo.facts.links import check_links
from geo.facts.read import Facts
from geo.facts.vocabulary import STORY_LAYERS
from geo.scene.build import LAYERS
from geo.scene.story import story_chapters, story_sources
from geo.scene.texts import shown_sources
from geo.scene.times import END_AT, START_AT, to_ms
from tests.world import build_facts, build_row, build_tables, to_table


def chapters(facts: Facts) -> list[dict[str, Any]]:
    """Give the chapters of some facts."""
    return story_chapters(facts)


def test_a_chapter_has_its_time_in_almaty_and_the_layers_of_the_map() -> None:
    (spark,) = chapters(build_facts())
    assert spark["at"] == [1640973600000, 1641146400000]  # 31 December and 2 January, 18:00 UTC
    assert spark["layers"] == ["events", "spread", "regions", "labels"]
    assert spark["view"] == {"lat": 43.3, "lon": 52.9, "zoom": 7.0}
    assert spark["title"] == {"en": "The spark", "de": "Der Funke"}


def test_sources_are_those_of_its_events_then_of_what_it_rests_on_none_twice() -> None:
    said = build_row("statements", statement_id="claim", said_on="2022-01-06")
    told = build_row("chapters", event_ids="rally", rests_on="statements:claim")
    cites = [
        build_row("citations", table="events", row_id="rally", source_id="b"),
        build_row("citations", table="statements", row_id="claim", source_id="b"),
        build_row("citations", table="statements", row_id="claim", source_id="a"),
    ]
    (one,) = chapters(build_facts(statements=[said], chapters=[told], citations=cites))
    assert one["sources"] == ["b", "a"]
    assert [claim["sources"] for claim in one["claims"]] == [["b", "a"]]


def test_claims_stand_by_day_and_those_without_one_last() -> None:
    days = {"late": "2022-01-10", "never": "", "early": "2022-01-05"}
    rows = [build_row("statements", statement_id=name, said_on=day) for name, day in days.items()]
    rests_on = ";".join(f"statements:{name}" for name in days)
    told = build_row("chapters", rests_on=rests_on)
    (one,) = chapters(build_facts(statements=rows, chapters=[told]))
    assert [claim["day"] for claim in one["claims"]] == ["2022-01-05", "2022-01-10", ""]
    assert one["claims"][-1]["at"] is None


def test_chapters_come_in_their_order() -> None:
    rows = [
        build_row("chapters", chapter_id="b", order="2"),
        build_row("chapters", chapter_id="a", order="1"),
    ]
    assert [one["id"] for one in chapters(build_facts(chapters=rows))] == ["a", "b"]


def test_what_a_chapter_rests_on_must_be_a_row_that_cites() -> None:
    for reference in ("statements:nobody", "places:west", "nothing:at-all"):
        tables = build_tables(chapters=[build_row("chapters", rests_on=reference)])
        rows = {name: to_table(name, table).rows for name, table in tables.items()}
        found = [str(problem) for problem in check_links(rows)]
        expected = "the table and key of a row that has sources"
        assert found == [f"chapters.csv, row 2, rests_on: got '{reference}', expected {expected}"]


def test_every_word_for_a_layer_means_layers_of_the_map() -> None:
    for word in STORY_LAYERS:
        (one,) = chapters(build_facts(chapters=[build_row("chapters", layers=word)]))
        assert set(one["layers"]) <= set(LAYERS)
        assert len(one["layers"]) > 2


def test_the_story_has_9_to_12_chapters_within_the_axis_each_with_sources(
    real_facts: Facts,
) -> None:
    told = chapters(real_facts)
    assert 9 <= len(told) <= 12
    known = {*story_sources(real_facts), *shown_sources(real_facts)}
    for one in told:
        start, end = one["at"]
        assert to_ms(START_AT) <= start < end <= to_ms(END_AT)
        assert len(one["sources"]) >= 3
        assert set(one["sources"]) <= set(known)
