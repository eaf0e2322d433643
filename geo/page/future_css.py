"""
What is dated after the moment shown is paler: each text names its day, one rule names days to come.

So the long texts stay the same, and a browser takes and cleans each of them once; the rule alone
follows the map.
"""

from collections.abc import Iterable

from geo.page.markup import Html


def dated(day: str) -> str:
    """Name a day as a class of CSS; one that is not known ("") is never to come."""
    return f"q-on-{day}" if day else ""


def not_before(days: Iterable[str]) -> str:
    """Name the classes of a note that stands until the first of some days, and is gone then."""
    return f"q-not-yet {dated(min(days))}".strip()


def later_rule(days: Iterable[str], as_of: str) -> Html:
    """Write the rule for texts `dated` after a day."""
    to_come = ",".join(f".{dated(day)}" for day in sorted(set(days)) if day > as_of)
    paler, awaited = "opacity:.5", "display:block;opacity:.75"
    return Html(f"<style>:is({to_come}){{{paler}}}.q-not-yet:is({to_come}){{{awaited}}}</style>")
