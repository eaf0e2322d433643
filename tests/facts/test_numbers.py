"""Numbers in texts: found in every language, the same in each, and with the counts of their row."""

import pytest

from geo.facts.numbers import check_numbers, numbers_in
from tests.world import build_event, build_facts


@pytest.mark.parametrize(
    ("text", "lang", "numbers"),
    [
        ("over 1,678 held on 5 January 2022", "en", {"1678", "5", "2022"}),
        ("über 1.678 am 5. Januar 2022", "de", {"1678", "5", "2022"}),
        ("более 1 678 человек", "ru", {"1678"}),
        ("37 тысяч участников, 2,5 тыс. полицейских", "ru", {"37000", "2500"}),
        ("seventeen men and two hundred more", "en", {"17", "200"}),
        ("siebzehn Männer und zweihundert weitere", "de", {"17", "200"}),
        ("from 04:00 to 07:30", "en", {"4", "7", "30"}),
        ("von 4 bis 7.30 Uhr", "de", {"4", "7.3"}),
        ("hundreds, then thousands", "en", set()),
        ("Hunderte, dann Tausende", "de", set()),
        ("one man", "en", set()),
        ("ein Mann", "de", set()),
        ("a rise of 2.5 %", "en", {"2.5"}),
        ("ein Anstieg von 2,5 %", "de", {"2.5"}),
    ],
)
def test_numbers_are_found(text: str, lang: str, numbers: set[str]) -> None:
    assert numbers_in(text, lang) == numbers


def told(**changes: str) -> list[str]:
    facts = build_facts(events=[build_event(**changes)])
    return [f"{problem.column}: {problem.got}" for problem in check_numbers(facts)]


def test_translations_keep_the_numbers() -> None:
    assert told(title_en="120 cars burnt", title_de="120 Autos verbrannt", title_ru="120") == []
    assert told(title_en="120 cars burnt", title_de="102 Autos verbrannt") == ["title_de: 102"]


def test_a_number_that_german_lacks_is_named() -> None:
    assert told(summary_en="It had 50 people.", summary_de="Menschen.") == ["summary_de: none"]


def test_russian_may_spell_a_number_but_not_change_it() -> None:
    assert told(title_en="Five held", title_de="Fünf gefasst", title_ru="Пятеро") == []
    assert told(title_en="Five held", title_de="Fünf gefasst", title_ru="6") == ["title_ru: 6"]


def test_a_count_stands_in_a_text_of_its_row() -> None:
    count = {"count_of": "injured", "count_low": "17"}

    assert told(**count, note="17 officers, said the ministry.") == []
    assert told(**count) == ["count_low: 17"]
