"""Tests of the spread: an invented one is recovered, a random one is not significant."""

from functools import lru_cache

import numpy as np
import pytest
from statsmodels.duration.hazard_regression import PHReg

from geo.analysis.spread.draws import (
    Onsets,
    draw_times,
    nearest_earlier_km,
    shuffled_times,
    two_sided,
)
from geo.analysis.spread.knox import knox_test, knox_tests
from geo.analysis.spread.tests import (
    MEASURES,
    correlate,
    fit_hazard,
    rank_correlation,
    z_scores,
)

N = 30
SIMULATIONS = 200
FEWEST_FALSE, MOST_FALSE = 3, 19
"""Of 200 tests at 5 %, 10 are expected; 99 of 100 such counts lie within these (binomial)."""


def invent(seed: int, *, km_per_h: float = 0.0, h_per_doubling: float = 0.0, n: int = N) -> Onsets:
    """Invent onsets in a country of 2,000 km; half of them are known to the day only."""
    rng = np.random.default_rng(seed)
    plane = rng.uniform(0, 2000, size=(n, 2))
    people = rng.uniform(13, 21, size=n)
    origin = np.hypot(*plane.T)
    at = rng.normal(60, 12, size=n)
    if km_per_h:
        at = at + origin / km_per_h
    at = np.maximum(at - h_per_doubling * (people - 17), 1)
    by_day = rng.random(n) < 0.5
    start = np.where(by_day, np.floor(at / 24) * 24, at)
    end = np.where(by_day, start + 24, at + 1)
    between = np.hypot(*(plane[:, None] - plane[None]).transpose(2, 0, 1))
    return Onsets(start, end, origin, between, plane, people)


def test_a_spread_by_distance_is_recovered() -> None:
    case = invent(1, km_per_h=20)
    by_distance = correlate(case, "origin")
    by_size = correlate(case, "population")
    assert by_distance is not None
    assert by_size is not None
    assert by_distance.p < 0.01
    assert by_distance.low > 0.5
    assert by_distance.low < by_distance.rho < by_distance.high
    assert by_size.p > 0.05
    distance, size = fit_hazard(case, shuffles=199)
    assert distance.p <= 0.01
    assert distance.high < 1
    assert size.low < 1 < size.high


def test_a_spread_by_size_is_recovered() -> None:
    case = invent(2, h_per_doubling=12)
    by_size = correlate(case, "population")
    by_distance = correlate(case, "origin")
    assert by_size is not None
    assert by_distance is not None
    assert by_size.p < 0.01
    assert by_size.high < 0
    assert by_distance.p > 0.05
    distance, size = fit_hazard(case, shuffles=199)
    assert size.low > 1
    assert distance.low < 1 < distance.high


def test_a_spread_over_neighbours_is_close_in_space_and_time() -> None:
    case = invent(3, km_per_h=10)
    (test,) = (t for t in knox_tests(case) if (t.near_km, t.close_h) == (300, 24))
    assert test.p < 0.01
    assert test.pairs > 1.5 * test.expected


@lru_cache(maxsize=1)
def p_of_random_spreads() -> dict[str, list[float]]:
    """Test spreads in which nothing decides, each with times known in part."""
    found: dict[str, list[float]] = {}
    for seed in range(SIMULATIONS):
        case = invent(1000 + seed)
        for measure in MEASURES:
            correlation = correlate(case, measure, shuffles=119, draws=2, seed=seed)
            assert correlation is not None
            found.setdefault(measure, []).append(correlation.p)
        scores = z_scores(
            shuffled_times(case, 120, 2, np.random.default_rng(seed)),
            np.column_stack([case.origin_km, case.log_people]),
        ).mean(axis=1)
        for k, name in enumerate(("hazard of distance", "hazard of size")):
            found.setdefault(name, []).append(two_sided(scores[:, k]))
    return found


@pytest.mark.parametrize("name", [*MEASURES, "hazard of distance", "hazard of size"])
def test_a_random_spread_is_significant_in_one_of_twenty(name: str) -> None:
    false = sum(p <= 0.05 for p in p_of_random_spreads()[name])
    assert FEWEST_FALSE <= false <= MOST_FALSE


def test_a_random_spread_is_close_in_space_and_time_in_at_most_one_of_twenty() -> None:
    """Counts of pairs are whole: the test may be a little careful, never rash."""
    false = sum(
        knox_test(invent(5000 + seed), 300, 24, shuffles=199, draws=3, seed=seed).p <= 0.05
        for seed in range(SIMULATIONS)
    )
    assert 1 <= false <= MOST_FALSE


def test_scores_are_those_of_statsmodels() -> None:
    case = invent(4, km_per_h=20, h_per_doubling=5)
    covariates = np.column_stack([case.origin_km / 500, case.log_people])
    times = draw_times(case, (5,), np.random.default_rng(1))
    expected = []
    for drawn in times:
        fit = PHReg(drawn, covariates).fit(disp=0)
        expected.append(fit.params / fit.bse)
    assert z_scores(times, covariates) == pytest.approx(np.array(expected), rel=1e-4)


def test_chance_alone_brings_later_places_nearer_to_an_earlier_one() -> None:
    """The more places were earlier, the nearer is one of them: chance is not around zero."""
    correlation = correlate(invent(5), "nearest")
    assert correlation is not None
    assert correlation.chance_high < 0


def test_the_nearest_earlier_place_is_found_and_the_origin_is_earlier_than_all() -> None:
    between = np.array([[0.0, 1, 5], [1, 0, 2], [5, 2, 0]])
    none = np.zeros(3)
    case = Onsets(none, none, np.array([4.0, 9, 9]), between, np.zeros((3, 2)), none)
    times = np.array([[1.0, 2, 3], [3, 2, 1]])
    assert nearest_earlier_km(times, case).tolist() == [[4, 1, 2], [1, 2, 9]]


def test_ranks_are_correlated_as_spearman_did() -> None:
    """Known answer: 1 - 6 * sum of squared differences of ranks / (n * (n * n - 1))."""
    one, other = np.array([1.0, 2, 3, 4, 5]), np.array([20.0, 10, 30, 50, 40])
    assert rank_correlation(one, other) == pytest.approx(1 - 6 * 4 / (5 * 24))


def test_a_shuffle_deals_whole_intervals_out_and_begins_with_the_truth() -> None:
    case = invent(6)
    times = shuffled_times(case, 50, 4, np.random.default_rng(1))
    assert ((case.start_h <= times[0]) & (times[0] <= case.end_h)).all()
    spans = set(zip(case.start_h, case.end_h, strict=True))
    for value in times[1:, 0].ravel()[:200]:
        assert any(start <= value <= end for start, end in spans)
    assert not ((case.start_h <= times[1]) & (times[1] <= case.end_h)).all()


def test_the_same_seed_gives_the_same_answer() -> None:
    assert correlate(invent(7), "nearest") == correlate(invent(7), "nearest")
    assert fit_hazard(invent(7), shuffles=39) == fit_hazard(invent(7), shuffles=39)


def test_few_places_are_not_tested() -> None:
    case = invent(8, n=5)
    assert correlate(case, "origin") is None
    assert fit_hazard(case) == ()
    assert knox_tests(case) == ()


def test_places_of_unknown_population_are_left_out_where_it_counts() -> None:
    case = invent(9)
    case.log_people[:4] = np.nan
    by_size, by_distance = correlate(case, "population"), correlate(case, "origin")
    assert by_size is not None
    assert by_distance is not None
    assert (by_size.n, by_distance.n) == (N - 4, N)
    assert {hazard.n for hazard in fit_hazard(case, shuffles=39)} == {N - 4}
