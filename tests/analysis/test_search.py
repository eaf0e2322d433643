"""Texts as a search compares them; what it finds stands in the golden cases."""

import pandas as pd
import pytest

from geo.analysis.search import SEARCH_TEXT, mentions, normalise, search_texts, search_words
from geo.facts.join import Joined, join_events
from geo.facts.places import within
from geo.facts.read import Facts
from tests.world import build_facts


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Schangaösen", "schangaosen"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Ёлка", "елка"),
        ("Örl\N{LATIN SMALL LETTER DOTLESS I}k", "orlik"),
        ("ΛΟΓΟΣ", "\u03bb\u03bf\u03b3\u03bf\u03c3"),
        ("", ""),
    ],
)
def test_texts_are_compared_without_accents_and_case(text: str, plain: str) -> None:
    assert normalise(text) == plain


def test_words_of_a_search_count_once() -> None:
    assert search_words(" Gas  gás\tprice ") == ("gas", "price")


def test_every_language_and_every_name_is_looked_in() -> None:
    facts = build_facts()
    events = join_events(facts).events
    texts = search_texts(events, facts.places, kind_words={"protest": ("Rally", "Protest")})
    assert list(texts.index) == list(events.index)
    for word in ("kundgebung", "митинг", "westen", "батыс", "residents", "rally"):
        assert texts.str.contains(word).any(), word


def test_events_are_found_by_every_name_of_their_place_and_of_its_town(
    real_facts: Facts, real_joined: Joined
) -> None:
    events = real_joined.events
    texts = search_texts(events, real_facts.places, kind_words={})
    searched = events.assign(**{SEARCH_TEXT: texts})
    named = real_facts.places[real_facts.places["place_id"].isin(events["place_id"])]
    for place, names in zip(named["place_id"], named["other_names"], strict=True):
        inside = set(
            events.loc[events["place_id"].isin(within(real_facts.places, [place])), "event_id"]
        )
        for name in filter(None, names.split(";")):
            found = set(searched.loc[mentions(searched, name), "event_id"])
            assert inside <= found, name
            assert len(found) < len(events), name


def test_without_texts_only_an_empty_search_keeps_events() -> None:
    events = pd.DataFrame({"event_id": ["a", "b"]})
    assert list(mentions(events, " ")) == [True, True]
    assert list(mentions(events, "a")) == [False, False]
