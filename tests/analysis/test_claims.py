"""Claims about the causes, with those who make them and those who contradict."""

import pandas as pd

from geo.analysis.claims import grouped_claims, other_statements
from geo.facts.read import read_facts

FACTS = read_facts()
CLAIMS = pd.DataFrame([("struggle", "A struggle", "Ein Kampf")], columns=list(FACTS.claims))


def build_statements(*rows: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["statement_id", "said_on"])


def build_sides(**sides: str) -> pd.DataFrame:
    rows = [("struggle", statement_id, side, "") for statement_id, side in sides.items()]
    return pd.DataFrame(rows, columns=list(FACTS.claim_sides))


def test_claims_have_both_sides_by_day_and_undated_last() -> None:
    said = (("observers", ""), ("pensioner", "2022-01-18"), ("author", "2022-01-06"))
    statements = build_statements(*said, ("capital", "2022-01-08"), ("other", "2022-01-01"))
    sides = build_sides(observers="for", pensioner="against", author="for", capital="against")
    (claim,) = grouped_claims(CLAIMS, sides, statements)
    assert (claim.claim_id, claim.claim_en, claim.claim_de) == tuple(CLAIMS.iloc[0])
    assert list(claim.says["statement_id"]) == ["author", "observers"]
    assert list(claim.against["statement_id"]) == ["capital", "pensioner"]
    assert list(other_statements(sides, statements)["statement_id"]) == ["other"]


def test_every_statement_is_in_a_claim_or_among_the_others() -> None:
    placed = set(FACTS.claim_sides["statement_id"])
    others = set(other_statements(FACTS.claim_sides, FACTS.statements)["statement_id"])
    assert not placed & others
    assert placed | others == set(FACTS.statements["statement_id"])
