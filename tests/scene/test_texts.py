"""Texts of card and feed: what is empty stays empty, and sources keep their order."""

import json
from typing import Any

from geo.facts.join import join_events
from geo.facts.read import Facts
from geo.scene.texts import citations_of, counted, event_texts, found_texts
from geo.words.catalogue import LANGUAGES
from tests.world import Row, build_event, build_facts, build_place, build_row


def to_texts(**changes: str) -> dict[str, Any]:
    """Give the texts of the one event of the world, but for `changes`."""
    facts = build_facts(events=[build_event(**changes)])
    return to_json(facts)


def to_json(facts: Facts) -> dict[str, Any]:
    """Give the texts as the page reads them."""
    texts: dict[str, Any] = json.loads(
        json.dumps(event_texts(facts, join_events(facts).events), allow_nan=False)
    )
    return texts


def build_citation(source_id: str, says: str = "", row_id: str = "rally") -> Row:
    return build_row("citations", source_id=source_id, says=says, row_id=row_id)


def test_an_event_without_numbers_shows_none() -> None:
    (event,) = to_texts()["events"]
    assert event["count"] is None
    assert event["participants"] is None


def test_one_end_of_a_number_may_be_unknown() -> None:
    (event,) = to_texts(participants_low="200")["events"]
    assert event["participants"] == {"low": 200, "high": None}


def test_a_count_says_what_was_counted() -> None:
    (event,) = to_texts(count_of="killed", count_low="2", count_high="3")["events"]
    assert event["count"] == {"of": "killed", "low": 2, "high": 3}


def test_a_language_without_a_title_is_left_out() -> None:
    (event,) = to_texts(title_de="")["events"]
    assert event["title"] == {"en": "A rally"}


def test_who_did_it_is_told_in_each_language() -> None:
    (event,) = to_texts(actor_en="police", actor_de="Polizei")["events"]
    assert event["actor"] == {"en": "police", "de": "Polizei"}


def test_titles_in_languages_that_the_page_lacks_are_found_and_not_sent_with_the_others() -> None:
    facts = build_facts(events=[build_event(title_ru="Митинг", title_kk="Жиын")])
    (event,) = to_json(facts)["events"]
    assert set(event["title"]) == set(LANGUAGES)
    assert found_texts(join_events(facts).events) == ["Митинг\nЖиын"]


def test_a_time_is_told_as_it_stands_in_the_table_with_the_places_offset() -> None:
    (event,) = to_texts(started_local="2022-01-05T14:30", time_precision="minute")["events"]
    assert event["time"] == {
        "started": "2022-01-05T14:30",
        "ended": "",
        "precision": "minute",
        "offset_min": 300,
    }


def test_a_place_brings_its_other_names_for_the_search() -> None:
    place = build_place(name_kk_latn="Batys", other_names="Zapad;Le Ouest")
    facts = build_facts(places=[place])
    (told,) = to_json(facts)["places"]
    assert told["aliases"] == ["Batys", "Zapad", "Le Ouest"]
    assert told["name"] == {"en": "West", "de": "Westen", "ru": "Запад", "kk": "Батыс"}


def test_all_places_are_there_with_or_without_events() -> None:
    assert [place["id"] for place in to_texts()["places"]] == ["west", "east", "abroad"]


def test_only_sources_that_can_be_shown_are_sent() -> None:
    sources = [build_row("sources"), build_row("sources", source_id="other")]
    facts = build_facts(sources=sources)
    assert set(to_json(facts)["sources"]) == {"paper"}


def test_citations_keep_their_order_and_what_each_says() -> None:
    rows = [build_citation("b", "at noon"), build_citation("a"), build_citation("c", row_id="x")]
    cited = citations_of(build_facts(citations=rows), "events")
    assert cited["rally"] == [("b", "at noon"), ("a", "")]
    assert cited["x"] == [("c", "")]


def test_a_range_without_either_end_is_no_range() -> None:
    assert counted({"low": None, "high": float("nan")}, "low", "high") is None
    assert counted({"low": 0, "high": None}, "low", "high") == {"low": 0, "high": None}
