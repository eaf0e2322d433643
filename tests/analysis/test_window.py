"""What is in view: the golden cases that JavaScript runs, too, and what counts make of them."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from geo.analysis.search import SEARCH_TEXT, search_texts
from geo.analysis.window import Window, bins, certain, compare, counts, in_view, possible
from geo.facts.vocabulary import EVENT_KINDS
from geo.words.catalogue import LANGUAGES, read_catalogue

GOLDEN = Path(__file__).parents[1] / "golden" / "window.json"
TRUTH = json.loads(GOLDEN.read_text(encoding="utf-8"))
CASES = TRUTH["cases"]
COLUMNS = ["id", "earliest", "latest", "ended", "kind", "confidence"]
KIND_WORDS = {
    kind: [str(read_catalogue(lang)[f"map.kind.{kind}"]) for lang in LANGUAGES]
    for kind in EVENT_KINDS
}


def to_events(rows: list[dict[str, Any]], *, texts: bool = True) -> pd.DataFrame:
    """Build a frame as `join_events` gives it, with the columns that decide what is in view."""
    sets = ["set"] if any("set" in row for row in rows) else []
    frame = pd.DataFrame(rows, columns=COLUMNS + sets).rename(columns={"id": "event_id"})
    for name in ("earliest", "latest", "ended"):
        instants = pd.to_datetime(frame.pop(name).astype("Int64"), unit="ms", utc=True)
        frame[f"{name}_at"] = instants.astype("datetime64[us, UTC]")
    return frame.assign(**{SEARCH_TEXT: to_texts(frame)}) if texts else frame


def to_texts(frame: pd.DataFrame) -> "pd.Series[str]":
    """Gather what a search looks in, for the events of a case; some have no texts of their own."""
    told = [TRUTH["texts"].get(event, {}) for event in frame["event_id"]]
    columns = {
        f"{stem}_{lang}": [text.get(stem, {}).get(lang, "") for text in told]
        for stem in ("title", "summary", "actor")
        for lang in ("en", "de", "ru", "kk")
    }
    columns["place_id"] = [text.get("place", "") for text in told]
    return search_texts(frame.assign(**columns), to_places(), kind_words=KIND_WORDS)


def to_places() -> pd.DataFrame:
    """Build the table of places that the texts of the cases name."""
    return pd.DataFrame(
        {
            "place_id": place["id"],
            **{f"name_{lang}": place["name"].get(lang, "") for lang in ("en", "de", "ru", "kk")},
            "other_names": ";".join(place["aliases"]),
            "parent_place_id": place["parent"] or "",
        }
        for place in TRUTH["places"]
    )


def case_events(case: dict[str, Any]) -> pd.DataFrame:
    """Build the events of a golden case."""
    return to_events(case["events"], texts=case.get("texts", True))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_golden_case_is_in_view_as_written(case: dict[str, Any]) -> None:
    events, window = case_events(case), Window.of(case["state"])
    assert list(events.loc[possible(events, window), "event_id"]) == case["possible"]
    assert list(events.loc[certain(events, window), "event_id"]) == case["certain"]


COMPARED = [case for case in CASES if "compared" in case]


@pytest.mark.parametrize("case", COMPARED, ids=[case["name"] for case in COMPARED])
def test_golden_case_is_compared_with_its_pin_as_written(case: dict[str, Any]) -> None:
    found = compare(case_events(case), Window.of(case["state"]))
    sides = found and {
        "before": found.before._asdict(),
        "since": found.since._asdict(),
    }
    assert sides == case["compared"]


def test_golden_cases_are_many_and_named_once() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) == len(set(names)) >= 100
    assert {case["state"]["mode"] for case in CASES} == {"upto", "window", "all"}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_whatever_is_certain_is_possible(case: dict[str, Any]) -> None:
    assert set(case["certain"]) <= set(case["possible"])


def case_of(name: str) -> dict[str, Any]:
    """Give the golden case of that name."""
    return next(case for case in CASES if case["name"] == name)


def test_rows_in_view_say_whether_they_are_certain() -> None:
    case = case_of("confidence: only those listed are in view")
    rows = in_view(to_events(case["events"]), Window.of(case["state"]))
    assert dict(zip(rows["event_id"], rows["is_certain"], strict=True)) == {
        "hour-16": True,
        "day-5": False,
    }


def test_counts_are_a_range_while_intervals_are_open() -> None:
    case = case_of("upto: everything at the opening moment")
    rows = in_view(to_events(case["events"]), Window.of(case["state"]))
    found = counts(rows, by="confidence")
    expected = pd.DataFrame(
        {"low": [4, 3, 0], "high": [4, 3, 3]},
        index=pd.Index(["high", "medium", "low"], name="confidence"),
    ).sort_index()
    assert_frame_equal(found, expected, check_index_type=False)


def test_bins_hold_their_begin_and_not_their_end() -> None:
    case = case_of("all: every event is certain")
    wanted = ["minute-0900", "day-4", "hour-16"]
    events = to_events([row for row in case["events"] if row["id"] in wanted])
    edges = pd.to_datetime(
        ["2022-01-03T18:00Z", "2022-01-04T18:00Z", "2022-01-05T03:00Z", "2022-01-05T18:00Z"]
    )
    found = bins(events.assign(family="protest"), list(edges), by="family")
    assert list(found["begin_at"]) == [edges[0], edges[2]]
    assert list(found["low"]) == [1, 2]
    assert list(found["high"]) == [1, 2]


def test_an_interval_over_an_edge_counts_on_both_sides_as_possible() -> None:
    case = case_of("window: an interval that reaches over the end is possible")
    edges = pd.to_datetime(["2022-01-04T18:00Z", "2022-01-05T06:00Z", "2022-01-05T18:00Z"])
    found = bins(to_events(case["events"]), list(edges), by="kind")
    assert list(found["low"]) == [0, 0]
    assert list(found["high"]) == [1, 1]
