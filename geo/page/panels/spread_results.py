"""Part of the panel on the spread: what the tests say, and how surely."""

from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from geo.charts.spread import chance_chart
from geo.page.markup import Html, items, joined, paragraph, table, tag, text
from geo.page.show_chart import Spec, show_chart, written
from geo.words.catalogue import Words

if TYPE_CHECKING:
    from geo.analysis.spread.knox import Interaction
    from geo.analysis.spread.tests import Correlation, Hazard

ALPHA: Final = 0.05
_MINUS: Final = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Results:
    """What the tests found in a data set."""

    shuffles: int
    n: int
    """Places besides the origin."""
    correlations: tuple["Correlation", ...]
    hazards: tuple["Hazard", ...]
    interactions: tuple["Interaction", ...]


@st.cache_resource(show_spinner=False, max_entries=2)
def find_results(digest: str, _onsets: pd.DataFrame) -> Results:  # noqa: ARG001 - the cache reads it
    """
    Test a data set: once, with fixed seeds, for all readers.

    Parameters
    ----------
    digest
        Names the onsets by their content: to look at all of them on each run would take long.
    _onsets
        From `geo.analysis.spread.onsets.with_places`.
    """
    # They bring scipy, statsmodels and pointpats: seconds that no other panel needs.
    from geo.analysis.spread.draws import to_onsets  # noqa: PLC0415
    from geo.analysis.spread.knox import knox_tests  # noqa: PLC0415
    from geo.analysis.spread.tests import (  # noqa: PLC0415
        MEASURES,
        SHUFFLES,
        correlate,
        fit_hazard,
    )

    case = to_onsets(_onsets)
    found = (correlate(case, measure) for measure in MEASURES)
    return Results(
        shuffles=SHUFFLES,
        n=case.n,
        correlations=tuple(each for each in found if each is not None),
        hazards=fit_hazard(case),
        interactions=knox_tests(case),
    )


def show_results(digest: str, onsets: pd.DataFrame, words: Words, theme: str) -> None:
    """Show the answer in one sentence, its picture, and the numbers behind it."""
    with st.spinner(words("spread.computing")):
        results = find_results(digest, onsets)
    told, drawn = st.columns(2, gap="large")
    told.html(_answer(results, words.lang))
    if not results.correlations:
        return
    with drawn:
        show_chart(_chart(results, words.lang, theme), "chance")
        st.html(paragraph(words("spread.chance_note"), "q-note"))
    with st.expander(words("spread.numbers"), key="spread_numbers"):
        st.html(_numbers(results, words.lang))


@lru_cache(maxsize=4)
def _answer(results: Results, lang: str) -> Html:
    words = Words(lang)
    title = tag("h3", text(words("spread.question")))
    return joined((title, tag("p", text(answer(results, words)), css="q-answer")))


def answer(results: Results, words: Words) -> str:
    """Say in one sentence what was found, on how many places, how surely, and what it is not."""
    if not results.hazards:
        return words("spread.too_few", n=results.n)
    distance, size = results.hazards
    return words(
        f"spread.answer.{verdict(distance.p, size.p)}",
        n=distance.n,
        all=results.n,
        shuffles=results.shuffles,
        distance=_ratio(distance, words),
        p_distance=_p(distance.p, words),
        size=_ratio(size, words),
        p_size=_p(size.p, words),
    )


def verdict(p_distance: float, p_size: float) -> str:
    """Name what goes with the order more than chance would have it, at 5 %."""
    names = {(True, True): "both", (True, False): "distance", (False, True): "size"}
    return names.get((p_distance <= ALPHA, p_size <= ALPHA), "neither")


def _ratio(hazard: "Hazard", words: Words) -> str:
    value = words.number(hazard.ratio, digits=2)
    return words("spread.estimate", value=value, interval=_span(hazard.low, hazard.high, words))


def _span(low: float, high: float, words: Words, *, digits: int = 2) -> str:
    return words("spread.span", low=_signed(low, words, digits), high=_signed(high, words, digits))


def _signed(value: float, words: Words, digits: int = 2) -> str:
    return words.number(value, digits=digits).replace("-", _MINUS)


def _p(p: float, words: Words) -> str:
    return words.number(p, digits=3)


@lru_cache(maxsize=8)
def _chart(results: Results, lang: str, theme: str) -> Spec:
    words = Words(lang)
    rows = pd.DataFrame([asdict(each) for each in results.correlations])
    named = rows.assign(measure=[words(f"spread.measure.{name}") for name in rows["measure"]])
    return written(chance_chart(named, words, theme, description=words("spread.chance_alt")))


@lru_cache(maxsize=4)
def _numbers(results: Results, lang: str) -> Html:
    words = Words(lang)
    method = items(
        text(words(f"spread.method.{part}", shuffles=results.shuffles)) for part in _METHOD
    )
    return joined(
        (_correlations(results, words), _hazards(results, words), _knox(results, words), method)
    )


_METHOD: Final = ("draws", "shuffles", "nearest", "hazard", "knox", "limits")


def _correlations(results: Results, words: Words) -> Html:
    head = [words(f"spread.{name}") for name in ("measure", "n", "rho", "interval", "chance", "p")]
    rows = [
        (
            text(words(f"spread.measure.{each.measure}")),
            text(words.number(each.n)),
            text(_signed(each.rho, words)),
            text(_span(each.low, each.high, words)),
            text(_span(each.chance_low, each.chance_high, words)),
            text(_p(each.p, words)),
        )
        for each in results.correlations
    ]
    return table(words("spread.correlations"), head, rows)


def _hazards(results: Results, words: Words) -> Html:
    head = [words(f"spread.{name}") for name in ("measure", "n", "ratio", "interval", "p")]
    rows = [
        (
            text(words(f"spread.per.{each.measure}")),
            text(words.number(each.n)),
            text(words.number(each.ratio, digits=2)),
            text(_span(each.low, each.high, words)),
            text(_p(each.p, words)),
        )
        for each in results.hazards
    ]
    return table(words("spread.hazards"), head, rows)


def _knox(results: Results, words: Words) -> Html:
    head = [words(f"spread.{name}") for name in ("within", "n", "pairs", "expected", "p")]
    rows = [
        (
            text(words("spread.near", km=each.near_km, days=each.close_h // 24)),
            text(words.number(each.n)),
            text(words.number(each.pairs, digits=1)),
            text(words.number(each.expected, digits=1)),
            text(_p(each.p, words)),
        )
        for each in results.interactions
    ]
    return table(words("spread.knox"), head, rows)
