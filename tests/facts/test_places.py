"""What lies in a place: the golden cases that JavaScript runs, too."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geo.facts.places import Where, lineages, within

GOLDEN = Path(__file__).parents[1] / "golden" / "places.json"
TRUTH = json.loads(GOLDEN.read_text(encoding="utf-8"))
PLACES = pd.DataFrame(
    {"place_id": place["id"], "parent_place_id": place["parent"] or ""} for place in TRUTH["places"]
)


@pytest.mark.parametrize("case", TRUTH["cases"], ids=lambda case: case["name"])
def test_golden_case_holds_what_is_written(case: dict[str, Any]) -> None:
    assert sorted(within(PLACES, case["chosen"])) == case["within"]


def test_a_lineage_goes_from_the_place_outwards() -> None:
    assert lineages(PLACES)["gate"] == ("gate", "airport", "town")


@pytest.mark.parametrize(
    ("where", "kept"),
    [
        (Where(), ["a", "b", "c"]),
        (Where(places=frozenset({"a", "c"})), ["a", "c"]),
        (Where(regions=frozenset({"KZ-MAN"})), ["a", "b"]),
        (Where(places=frozenset({"a", "c"}), regions=frozenset({"KZ-MAN"})), ["a"]),
        (Where(places=frozenset()), []),
    ],
)
def test_rows_count_by_place_and_region(where: Where, kept: list[str]) -> None:
    rows = pd.DataFrame({"place_id": ["a", "b", "c"], "region_iso": ["KZ-MAN", "KZ-MAN", ""]})
    assert list(rows.loc[where.keeps(rows), "place_id"]) == kept
