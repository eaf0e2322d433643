"""The panel of figures and claims, and the charts of both panels, over an invented world."""

import json
from typing import Any

import pandas as pd
import pytest
from geo.page.alliance_charts import contingent_chart, membership_chart
from geo.page.charts import at_moment
from geo.page.figures_charts import figure_chart, until_day

from geo.i18n import LANGUAGES, Words

WORDS = Words("en")


def build_figures() -> pd.DataFrame:
    first = {"at": "2022-01-09", "value_low": 164.0, "value_high": 164.0, "retracted": "yes"}
    second = {"at": "2022-01-15", "value_low": 225.0, "value_high": 225.0, "retracted": "no"}
    words = {"day": "a day", "claimant": "someone", "scope": "country", "scope_name": "Kazakhstan"}
    rows = [
        words | row | {"status": "", "range": f"{row['value_low']:g}"} for row in (first, second)
    ]
    return pd.DataFrame(rows)


def drawn(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the rows that a chart draws, those of the moment left out."""
    return [row for layer in spec["layer"] for row in layer.get("data", {}).get("values", [])]


def rows_of(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the rows of a chart, wherever Altair has put them."""
    inline = spec.get("data", {}).get("values") or drawn(spec)
    named = [row for rows in spec["datasets"].values() for row in rows if "label" in row]
    return [*inline, *named]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_withdrawn_number_is_struck_out_and_hollow(theme: str) -> None:
    rows = rows_of(figure_chart(build_figures(), WORDS, theme, family="harm"))
    by_day = {row["at"]: row for row in rows}
    assert by_day["2022-01-09"]["label"] == "1\u03366\u03364\u0336"
    assert (by_day["2022-01-09"]["fill"], by_day["2022-01-15"]["fill"]) == (0.0, 1.0)
    assert by_day["2022-01-15"]["label"] == "225"


def test_what_comes_after_the_moment_is_pale() -> None:
    spec = figure_chart(build_figures(), WORDS, "light", family="harm")
    until = until_day(at_moment(spec, "2022-01-10"), "2022-01-10")
    assert until["params"] == [{"name": "until", "value": "2022-01-10"}]
    assert until["datasets"]["moment"] == [{"at": "2022-01-10"}]
    assert spec["params"] == [{"name": "until", "value": "9999"}]


def test_numbers_close_to_each_other_do_not_begin_at_zero() -> None:
    close = json.dumps(figure_chart(build_figures(), WORDS, "light", family="harm"))
    assert '"domain": [0' not in close
    far = build_figures()
    far.loc[0, ["value_low", "value_high"]] = 10.0
    assert '"domain": [0.0' in json.dumps(figure_chart(far, WORDS, "light", family="harm"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_charts_of_the_alliance_are_drawn_in_each_language(lang: str) -> None:
    stages: dict[str, Any] = {
        "country": "A",
        "organisation": "CSTO",
        "named": "",
        "stage": "",
        "span": "",
    }
    stages |= {"begin": "2002-10-07", "end": "2024-12-31", "weight": 1.0}
    spec = membership_chart(pd.DataFrame([stages]), Words(lang), "dark")
    assert at_moment(spec, "1994-01-01")["datasets"]["moment"] == [{"at": "1994-01-01"}]
    names = ("label", "strength", "unit", "guarded", "home", "arrived", "left")
    days = dict.fromkeys(("arrived_from", "there_from", "there_to", "left_to"), "2022-01-06T00:00")
    bars = contingent_chart(pd.DataFrame([dict.fromkeys(names, "x") | days]), Words(lang), "light")
    assert len(bars["layer"]) == 4
