"""
Is it distance or size? Tests of the order in which places first reported protest.

All p-values come from shuffling: the places' intervals are dealt out anew among the places, times
are drawn within them, and the statistic is computed again. So ties, unknown hours and the fact
that later places have more earlier neighbours are part of what chance does, too. The tests see an
order of reports of places that had any; they prove no cause.
"""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np
from scipy.stats import rankdata
from statsmodels.duration.hazard_regression import PHReg

from geo.analysis.spread.draws import (
    Onsets,
    draw_times,
    nearest_earlier_km,
    shuffled_times,
    two_sided,
)
from geo.analysis.spread.onsets import Floats

Measure: TypeAlias = Literal["origin", "nearest", "population"]
MEASURES: Final[tuple[Measure, ...]] = ("origin", "nearest", "population")
SHUFFLES: Final = 999
DRAWS: Final = 10
"""Draws of the times in each shuffle."""
FITS: Final = 20
"""Draws of the times for the published estimate of the hazard."""
PER_KM: Final = 500
"""A hazard ratio of distance is one per this many km."""
FEWEST: Final = 8
"""Places below which nothing is tested."""
_SEED: Final = 20220102
_STEPS: Final = 8
"""Newton steps: the likelihood is concave and the covariates scaled, so few are needed."""


@dataclass(frozen=True, slots=True)
class Correlation:
    """Spearman's rank correlation of the lag with a measure."""

    measure: Measure
    n: int
    rho: float
    """Mean over draws of the times; below 0: the larger the measure, the earlier."""
    low: float
    """Interval in which 95 % lie when places and times are drawn again (bootstrap)."""
    high: float
    chance_low: float
    """Interval in which 95 % of the shuffles lie: not around 0 for `nearest`."""
    chance_high: float
    p: float


@dataclass(frozen=True, slots=True)
class Hazard:
    """Hazard ratio of a measure in a Cox model that has distance and population together."""

    measure: Measure
    n: int
    ratio: float
    """Per 500 km, or per doubling of the population; above 1: earlier."""
    low: float
    high: float
    p: float


def correlate(
    case: Onsets,
    measure: Measure,
    *,
    shuffles: int = SHUFFLES,
    draws: int = DRAWS,
    seed: int = _SEED,
) -> Correlation | None:
    """
    Correlate the lag with a measure: distance to origin or nearest earlier place, population.

    Population is taken as its logarithm, over the places where it is known. The statistic is the
    mean over `draws` draws of the times, drawn anew in each shuffle; p is two-sided.

    Returns
    -------
    correlation
        None with fewer than `FEWEST` places.
    """
    rng = np.random.default_rng(seed)
    case = case.populated() if measure == "population" else case
    if case.n < FEWEST:
        return None
    times = shuffled_times(case, shuffles + 1, draws, rng)
    rho = rank_correlation(times, _values(case, measure, times)).mean(axis=1)
    low, high = np.quantile(_resampled(case, measure, shuffles + 1, rng), (0.025, 0.975))
    chance_low, chance_high = np.quantile(rho[1:], (0.025, 0.975))
    return Correlation(
        measure=measure,
        n=case.n,
        rho=float(rho[0]),
        low=float(low),
        high=float(high),
        chance_low=float(chance_low),
        chance_high=float(chance_high),
        p=two_sided(rho),
    )


def _values(case: Onsets, measure: Measure, times: Floats) -> Floats:
    if measure == "nearest":
        return nearest_earlier_km(times, case)
    fixed = case.origin_km if measure == "origin" else case.log_people
    return np.broadcast_to(fixed, times.shape)


def _resampled(case: Onsets, measure: Measure, rounds: int, rng: np.random.Generator) -> Floats:
    """Correlate places drawn with replacement, their times drawn anew."""
    times = draw_times(case, (rounds,), rng)
    values = _values(case, measure, times)
    chosen = rng.integers(case.n, size=times.shape)
    return rank_correlation(*(np.take_along_axis(each, chosen, 1) for each in (times, values)))


def rank_correlation(one: Floats, other: Floats) -> Floats:
    """Give Spearman's rank correlation along the last axis; ties share their middle rank."""
    first, second = (rankdata(values, axis=-1) for values in (one, other))
    first = first - first.mean(axis=-1, keepdims=True)
    second = second - second.mean(axis=-1, keepdims=True)
    scale = np.sqrt((first**2).sum(axis=-1) * (second**2).sum(axis=-1))
    product: Floats = (first * second).sum(axis=-1)
    rho: Floats = np.divide(product, scale, out=np.zeros_like(product), where=scale > 0)
    return rho


def fit_hazard(
    case: Onsets, *, shuffles: int = SHUFFLES, draws: int = DRAWS, seed: int = _SEED
) -> tuple[Hazard, ...]:
    """
    Fit a Cox model of the lag with distance to the origin and log population together.

    Every place in it had its onset; those that never had one are unknown to it. Estimates and
    intervals are those of statsmodels over `FITS` draws of the times (Rubin's rules); p is that of
    the mean z over `draws` draws, against shuffles.

    Returns
    -------
    hazards
        For `origin` and `population`; none with fewer than `FEWEST` places of known population.
    """
    rng = np.random.default_rng(seed)
    case = case.populated()
    if case.n < FEWEST:
        return ()
    covariates = np.column_stack([case.origin_km / PER_KM, case.log_people])
    scores = z_scores(shuffled_times(case, shuffles + 1, draws, rng), covariates).mean(axis=1)
    estimates, errors = _pooled(case, covariates, rng)
    bounds = np.exp(estimates + np.array([[-1.96], [0.0], [1.96]]) * errors)
    measures: tuple[Measure, ...] = ("origin", "population")
    return tuple(
        Hazard(
            measure=measure,
            n=case.n,
            ratio=float(bounds[1, k]),
            low=float(bounds[0, k]),
            high=float(bounds[2, k]),
            p=two_sided(scores[:, k]),
        )
        for k, measure in enumerate(measures)
    )


def _pooled(case: Onsets, covariates: Floats, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Pool coefficients and standard errors over draws of the times: Rubin's rules."""
    fits = [PHReg(times, covariates).fit(disp=0) for times in draw_times(case, (FITS,), rng)]
    estimates = np.array([fit.params for fit in fits])
    within = np.array([fit.bse**2 for fit in fits]).mean(axis=0)
    between = estimates.var(axis=0, ddof=1)
    return estimates.mean(axis=0), np.sqrt(within + (1 + 1 / FITS) * between)


def z_scores(times: Floats, covariates: Floats) -> Floats:
    """
    Fit a Cox model to each draw of the times at once: coefficient by standard error.

    statsmodels needs 10 ms for one; the shuffles need ten thousand. A test holds both to the same
    numbers. Times must differ, and every one is an event.

    Parameters
    ----------
    times
        (..., n).
    covariates
        (n, k).

    Returns
    -------
    scores
        (..., k).
    """
    order = np.argsort(-times.reshape(-1, times.shape[-1]), axis=1)
    scaled = (covariates - covariates.mean(axis=0)) / covariates.std(axis=0)
    # Latest first: a cumulative sum is then one over all that were still at risk.
    x = scaled[order]
    squares = x[..., :, None] * x[..., None, :]
    beta = np.zeros((len(x), x.shape[-1]))
    for _ in range(_STEPS):
        gradient, information = _derivatives(beta, x, squares)
        beta += np.clip(np.linalg.solve(information, gradient[..., None])[..., 0], -2, 2)
        beta = np.clip(beta, -10, 10)
    errors = np.sqrt(np.diagonal(np.linalg.inv(information), axis1=1, axis2=2))
    scores: Floats = (beta / errors).reshape(*times.shape[:-1], -1)
    return scores


def _derivatives(beta: Floats, x: Floats, squares: Floats) -> tuple[Floats, Floats]:
    """Give gradient and information of the partial log likelihood."""
    weight = np.exp(np.einsum("bnk,bk->bn", x, beta))
    total = weight.cumsum(axis=1)
    mean = (weight[..., None] * x).cumsum(axis=1) / total[..., None]
    square = (weight[..., None, None] * squares).cumsum(axis=1) / total[..., None, None]
    spread = square - mean[..., :, None] * mean[..., None, :]
    ridge = 1e-9 * np.eye(x.shape[-1])
    return (x - mean).sum(axis=1), spread.sum(axis=1) + ridge
