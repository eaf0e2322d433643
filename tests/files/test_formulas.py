"""No text is a formula, and every text can be had back."""

import pytest

from geo.facts.contracts import CONTRACTS
from geo.facts.read import Facts
from geo.files.formulas import MARK, guard, unguard
from tests.files.frames import HARMLESS, HOSTILE


@pytest.mark.parametrize("text", [each for each in HOSTILE if each != "#N/A"])
def test_a_dangerous_text_gets_an_apostrophe(text: str) -> None:
    assert guard(text) == MARK + text


@pytest.mark.parametrize("text", ["", "#N/A", *HARMLESS])
def test_a_harmless_text_stays_as_it_is(text: str) -> None:
    assert guard(text) == text


@pytest.mark.parametrize("text", ["", *HOSTILE, *HARMLESS])
def test_every_text_can_be_had_back(text: str) -> None:
    assert unguard(guard(text)) == text


def test_no_text_of_our_tables_needs_a_guard(real_facts: Facts) -> None:
    """The whole set is packed with its tables as they are, so that their checksums hold."""
    risky = [
        (table, column, text)
        for table in CONTRACTS
        for column in getattr(real_facts, table).select_dtypes("str")
        for text in getattr(real_facts, table)[column]
        if guard(text) != text
    ]
    assert risky == []
