"""Published numbers over time, with the known course of the number of dead."""

import pandas as pd
import pytest

from geo.analysis.figures import Dot, label_sides, latest, revisions
from geo.facts.read import read_facts

FIGURES = read_facts().figures


def build_figures(*rows: tuple[str, int, str, str]) -> pd.DataFrame:
    columns = ["as_of", "value_low", "scope", "retracted"]
    table = pd.DataFrame(rows, columns=columns).assign(metric="killed_total")
    table["figure_id"] = [f"f{number}" for number in range(len(table))]
    return table


COURSE = build_figures(
    ("2022-01-15", 225, "country", "no"),
    ("2022-01-09", 164, "country", "yes"),
    ("2022-03-14", 238, "country", "no"),
    ("2022-03-14", 230, "country", "no"),
    ("2022-01-16", 149, "almaty", "no"),
)


@pytest.mark.parametrize(
    ("as_of", "values"),
    [
        ("2022-01-08", []),
        ("2022-01-09", []),
        ("2022-01-15", [225]),
        ("2022-02-01", [225]),
        ("9999", [230, 238]),
    ],
)
def test_the_latest_is_of_the_last_day_and_stands(as_of: str, values: list[int]) -> None:
    assert list(latest(COURSE, "killed_total", as_of=as_of)["value_low"]) == values


def test_a_number_for_a_part_counts_where_there_is_none_for_the_whole() -> None:
    found = latest(COURSE[COURSE["scope"] == "almaty"], "killed_total", as_of="9999")
    assert list(found["value_low"]) == [149]


def test_revisions_are_day_by_day_with_what_was_withdrawn() -> None:
    found = [(day, list(rows["value_low"])) for day, rows in revisions(COURSE, "killed_total")]
    assert found == [("2022-01-09", [164]), ("2022-01-15", [225]), ("2022-03-14", [230, 238])]


def test_the_course_is_that_of_the_scope_most_often_named() -> None:
    prices = build_figures(
        ("2021-12-31", 50, "mangystau", "no"),
        ("2022-01-01", 120, "mangystau", "no"),
        ("2022-01-06", 75, "country", "no"),
    )
    assert [day for day, _ in revisions(prices, "killed_total")] == ["2021-12-31", "2022-01-01"]
    assert revisions(prices, "detained") == []


def test_labels_keep_clear_of_each_other() -> None:
    dots = [Dot(100, 50, "225"), Dot(106, 52, "227"), Dot(103, 51, "230")]
    assert label_sides(dots[:1], width=300, height=100) == ["above"]
    assert label_sides(dots, width=300, height=100) == ["above", "below", "right"]
    crowd = [*dots, Dot(104, 50, "232"), Dot(105, 51, "238")]
    assert label_sides(crowd, width=300, height=100) == ["above", "below", "right", "left", ""]


def test_labels_stay_within_the_chart() -> None:
    assert label_sides([Dot(2, 20, "225")], width=300, height=100) == ["right"]
    assert label_sides([Dot(298, 50, "2,250")], width=300, height=100) == ["left"]
