"""Claims about the causes, with those who make them and those who contradict."""

import pandas as pd

from geo.analysis.claims import POSITIONS, grouped_claims, other_statements
from geo.facts import read_facts

STATEMENTS = read_facts().statements


def build_statements(*rows: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["statement_id", "said_on"])


def test_claims_have_both_sides_by_day_and_undated_last() -> None:
    (claim,) = grouped_claims(
        build_statements(
            ("observers-struggle", ""),
            ("nazarbayev-pensioner", "2022-01-18"),
            ("schiek-escalation", "2022-01-06"),
            ("ukibay-capital", "2022-01-08"),
        )
    )
    assert claim.claim_id == "power_struggle"
    assert list(claim.says["statement_id"]) == ["schiek-escalation", "observers-struggle"]
    assert list(claim.against["statement_id"]) == ["ukibay-capital", "nazarbayev-pensioner"]


def test_a_claim_nobody_makes_is_left_out() -> None:
    assert grouped_claims(build_statements(("usa-denial", "2022-01-05"))) == []


def test_no_statement_is_on_both_sides() -> None:
    for sides in POSITIONS.values():
        assert not set(sides["says"]) & set(sides["against"])


def test_the_causes_readers_ask_for_are_there() -> None:
    found = {claim.claim_id: claim for claim in grouped_claims(STATEMENTS)}
    assert {"interference", "coup", "power_struggle", "economy"} <= found.keys()
    assert "usa-denial" in set(found["interference"].against["statement_id"])


def test_every_statement_is_in_a_claim_or_among_the_others() -> None:
    placed = {
        key
        for claim in grouped_claims(STATEMENTS)
        for side in (claim.says, claim.against)
        for key in side["statement_id"]
    }
    others = set(other_statements(STATEMENTS)["statement_id"])
    assert not placed & others
    assert placed | others == set(STATEMENTS["statement_id"])
