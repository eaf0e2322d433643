"""What was said about the causes: claims, who makes them and who contradicts."""

from dataclasses import dataclass

import pandas as pd

from geo.facts.vocabulary import Claims, ClaimSides, Statements


@dataclass(frozen=True, eq=False)
class Claim:
    """One claim, with the statements on both sides, each by day; what has no day comes last."""

    claim_id: str
    claim_en: str
    claim_de: str
    says: Statements
    against: Statements


def grouped_claims(claims: Claims, sides: ClaimSides, statements: Statements) -> list[Claim]:
    """Group statements by the claims they make or contradict, in the order of `claims`."""
    columns = (claims[name] for name in ("claim_id", "claim_en", "claim_de"))
    return [
        Claim(
            claim_id=claim_id,
            claim_en=english,
            claim_de=german,
            says=_by_day(statements, _keys(sides, claim_id, "for")),
            against=_by_day(statements, _keys(sides, claim_id, "against")),
        )
        for claim_id, english, german in zip(*columns, strict=True)
    ]


def other_statements(sides: ClaimSides, statements: Statements) -> Statements:
    """Take the statements that take no side on any claim, in their order."""
    placed = statements["statement_id"].isin(sides["statement_id"])
    return statements[~placed].reset_index(drop=True)


def _keys(sides: ClaimSides, claim_id: str, side: str) -> "pd.Series[str]":
    chosen = (sides["claim_id"] == claim_id) & (sides["side"] == side)
    return sides.loc[chosen, "statement_id"]


def _by_day(statements: Statements, keys: "pd.Series[str]") -> pd.DataFrame:
    rows = statements[statements["statement_id"].isin(keys)]
    order = rows.assign(known=rows["said_on"] == "").sort_values(
        ["known", "said_on", "statement_id"]
    )
    return order.drop(columns="known").reset_index(drop=True)
