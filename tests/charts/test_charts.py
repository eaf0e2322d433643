"""The charts, over invented rows and over the real data."""

import json
from typing import Any

import altair as alt
import pandas as pd
import pytest

from geo.analysis.spread.onsets import onsets, with_places
from geo.analysis.window import Window
from geo.charts.alliance import contingent_chart, membership_chart
from geo.charts.figures import figure_chart
from geo.charts.onsets import COUNTS, MEASURES, measure_chart, reach_chart, window_rows
from geo.charts.theme import MOMENT, with_rows
from geo.facts.join import join_events
from geo.facts.read import read_facts
from geo.words.catalogue import LANGUAGES, Words

WORDS = Words("en")


def build_figures() -> pd.DataFrame:
    first = {"at": "2022-01-09", "value_low": 164.0, "value_high": 164.0, "retracted": "yes"}
    second = {"at": "2022-01-15", "value_low": 225.0, "value_high": 225.0, "retracted": "no"}
    words = {"day": "a day", "claimant": "someone", "scope": "country", "scope_name": "Kazakhstan"}
    rows = [
        words | row | {"status": "", "range": f"{row['value_low']:g}"} for row in (first, second)
    ]
    return pd.DataFrame(rows)


def spec_of(figures: pd.DataFrame, theme: str = "light") -> dict[str, Any]:
    chart = figure_chart(figures, WORDS, theme, family="harm", description="told")
    return with_rows(chart, {MOMENT: [{"at": "2022-01-10T00:00", "until": "2022-01-10"}]}).to_dict()


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
    rows = rows_of(spec_of(build_figures(), theme))
    by_day = {row["published"]: row for row in rows}
    assert by_day["2022-01-09"]["label"] == "1\u03366\u03364\u0336"
    assert (by_day["2022-01-09"]["fill"], by_day["2022-01-15"]["fill"]) == (0.0, 1.0)
    assert by_day["2022-01-15"]["label"] == "225"


def test_what_comes_after_the_moment_is_pale() -> None:
    spec = spec_of(build_figures())
    assert spec["datasets"][MOMENT] == [{"at": "2022-01-10T00:00", "until": "2022-01-10"}]
    opacity = spec["layer"][1]["encoding"]["opacity"]
    assert opacity["condition"]["test"] == "datum.published <= data('moment')[0].until"
    assert opacity["value"] < opacity["condition"]["value"]


def test_numbers_close_to_each_other_do_not_begin_at_zero() -> None:
    close = json.dumps(spec_of(build_figures()))
    assert '"domain": [0' not in close
    far = build_figures()
    far.loc[0, ["value_low", "value_high"]] = 10.0
    assert '"domain": [0.0' in json.dumps(spec_of(far))


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
    spec = membership_chart(pd.DataFrame([stages]), Words(lang), "dark").to_dict()
    assert spec["description"] == Words(lang)("alliance.chart")
    names = ("label", "strength", "unit", "guarded", "home", "arrived", "left")
    days = dict.fromkeys(("arrived_from", "there_from", "there_to", "left_to"), "2022-01-06T00:00")
    rows = pd.DataFrame([dict.fromkeys(names, "x") | days])
    bars = contingent_chart(rows, Words(lang), "light").to_dict()
    assert len(bars["layer"]) == 4


def charts_of_the_spread() -> list[alt.LayerChart]:
    facts = read_facts()
    events = join_events(facts).events
    table = with_places(onsets(facts.first_protests, events), facts.places)
    measured = (
        measure_chart(table, events, facts.places, WORDS, "light", measure=name)
        for name in MEASURES
    )
    return [*(reach_chart(table, WORDS, "light", count=name) for name in COUNTS), *measured]


def test_one_layer_says_how_long_the_axis_of_time_is() -> None:
    for chart in charts_of_the_spread():
        layers = chart.to_dict()["layer"]
        axes = [layer["encoding"].get("x", {}) for layer in layers]
        assert [axis["field"] for axis in axes if "domain" in axis.get("scale", {})] == ["at"]


def test_charts_are_drawn_without_the_page_and_hold_what_they_are_given() -> None:
    facts = read_facts()
    table = with_places(onsets(facts.first_protests, join_events(facts).events), facts.places)
    noon = 1641362400000
    window = Window("window", noon - 3_600_000, noon)
    chart = with_rows(charts_of_the_spread()[0], window_rows(table, window)).to_dict()
    held = chart["datasets"][MOMENT]
    assert held == [{"since": "2022-01-05T11:00:00", "at": "2022-01-05T12:00:00"}]
    assert chart["description"] == WORDS("spread.alt.reach")
