"""
What was said about the causes: claims, who makes them and who contradicts.

Which statement takes which side is our reading of its words in the table of statements; a
statement may take a side on several claims, and most take none.
"""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

import pandas as pd

from geo.schema import Statements

Stance: TypeAlias = Literal["says", "against"]

POSITIONS: Final = MappingProxyType[str, MappingProxyType[Stance, tuple[str, ...]]](
    {
        "interference": MappingProxyType(
            {
                "says": (
                    *("tokayev-terror-abroad", "putin-target-terror", "pashinyan-interference"),
                    *("mfa-inspired", "naryshkin-info", "karin-hybrid", "xi-colour-revolution"),
                ),
                "against": ("usa-denial", "lavrov-theories", "bekeshev-against"),
            }
        ),
        "terrorists": MappingProxyType(
            {
                "says": ("tokayev-terror-abroad", "putin-target-terror", "kazmfa-terrorists"),
                "against": (
                    *("zhovtis-groups", "tashiev-musician", "tleuzhan-shooting"),
                    "kibhr-no-distinction",
                ),
            }
        ),
        "coup": MappingProxyType(
            {"says": ("tokayev-coup", "karin-hybrid", "asylov-plan"), "against": ()}
        ),
        "power_struggle": MappingProxyType(
            {
                "says": ("schiek-escalation", "observers-struggle", "asylov-masimov-order"),
                "against": ("nazarbayev-pensioner", "ukibay-capital", "masimov-defence"),
            }
        ),
        "economy": MappingProxyType(
            {
                "says": (
                    *("tokayev-blames-firms", "schiek-trigger", "schiek-economy"),
                    "schmitz-oil-profits",
                ),
                "against": ("duvanova-spread",),
            }
        ),
        "discontent": MappingProxyType(
            {
                "says": (
                    *("schiek-nazarbayev", "schiek-economy", "hardt-rule", "duvanova-spread"),
                    *("amnesty-repression", "ablyazov-regime-end"),
                ),
                "against": (),
            }
        ),
    }
)
"""Claim -> stance -> statements; those that a table lacks are passed over."""


@dataclass(frozen=True, eq=False)
class Claim:
    """One claim, with the statements on both sides, each by day; what has no day comes last."""

    claim_id: str
    says: Statements
    against: Statements


def grouped_claims(statements: Statements) -> list[Claim]:
    """Group statements by the claims they make or contradict; claims nobody makes are left out."""
    claims = [
        Claim(claim_id, _by_day(statements, sides["says"]), _by_day(statements, sides["against"]))
        for claim_id, sides in POSITIONS.items()
    ]
    return [claim for claim in claims if len(claim.says)]


def other_statements(statements: Statements) -> Statements:
    """Take the statements that take no side on any claim, in their order."""
    placed = {key for sides in POSITIONS.values() for keys in sides.values() for key in keys}
    return statements[~statements["statement_id"].isin(placed)].reset_index(drop=True)


def _by_day(statements: Statements, keys: tuple[str, ...]) -> pd.DataFrame:
    rows = statements[statements["statement_id"].isin(keys)]
    order = rows.assign(known=rows["said_on"] == "").sort_values(
        ["known", "said_on", "statement_id"]
    )
    return order.drop(columns="known").reset_index(drop=True)
