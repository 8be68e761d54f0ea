"""Rates with their intervals. No data is None, never a rate of 0."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, floor, lgamma, log, sqrt

Z = 1.959963984540054
"""The 97.5% point of the standard normal distribution: intervals are of 95%, two-sided."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A rate and the interval round it, all from 0 to 1."""

    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Sampled:
    """A stratum: how many there are, of how many something is known, and how many of those count."""

    size: int
    of: int
    count: int


def wilson(count: float, of: float) -> Interval | None:
    """The rate of `count` among `of` with its Wilson score interval, None for no data.

    With p = count / of, n = of and z = 1.96, the interval is (p + z²/2n ± z·√(p(1 - p)/n + z²/4n²)) / (1 + z²/n):
    the rates that a score test does not reject. E. B. Wilson, "Probable inference, the law of succession, and
    statistical inference", Journal of the American Statistical Association 22 (1927), 209-212. Numbers that are not
    whole are taken as they are, for an effective sample size.
    """
    if of <= 0:
        return None
    rate = count / of
    shrink = 1 + Z * Z / of
    centre = (rate + Z * Z / (2 * of)) / shrink
    half = Z * sqrt(rate * (1 - rate) / of + Z * Z / (4 * of * of)) / shrink
    low = 0.0 if count == 0 else max(0.0, centre - half)
    high = 1.0 if count == of else min(1.0, centre + half)
    return Interval(rate, low, high)


def wilson_stratified(strata: Iterable[Sampled]) -> Interval | None:
    """The rate in a whole that was sampled by strata, each weighted by its size; None for no data.

    Strata of which nothing is known are left out, so the whole is that of the others. With W the share of a stratum
    in the whole, n its sample, N its size and p its rate, the rate is P = ΣWp. The interval is Wilson's for P and the
    effective sample size, the smaller of

    - 1 / ΣW²f/n, the size under the design effect of unequal weights (L. Kish, "Weighting for unequal P_i", Journal
      of Official Statistics 8 (1992), 183-200), which is known even where no fault was found, and
    - P(1 - P) / ΣW²f·q(1 - q)/n, the size under the design effect that was found (E. L. Korn and B. I. Graubard,
      "Confidence intervals for proportions with small expected number of positive counts estimated from survey data",
      Survey Methodology 24 (1998), 193-201), with q = (np + P) / (n + 1), so that a stratum with a sample of one does
      not pass for one without variance.

    f = (N - n) / (N - 1) corrects for the finite whole (W. G. Cochran, Sampling Techniques, 1977, section 3.2), and
    the interval ends where the known alone decide: those that count are in the whole, and so are those that do not.
    Where all is known, the interval is the rate itself.
    """
    known = [stratum for stratum in strata if stratum.of > 0]
    whole = sum(stratum.size for stratum in known)
    if not whole:
        return None
    rate = sum(stratum.size * stratum.count / stratum.of for stratum in known) / whole
    spreads = [(_spread(stratum, whole), (stratum.count + rate) / (stratum.of + 1)) for stratum in known]
    by_weights = sum(spread for spread, _ in spreads)
    found = sum(spread * smooth * (1 - smooth) for spread, smooth in spreads)
    if by_weights == 0:
        return Interval(rate, rate, rate)
    effective = 1 / by_weights
    if found > 0:
        effective = min(effective, rate * (1 - rate) / found) if 0 < rate < 1 else effective
    return _cut(wilson(rate * effective, effective), known, whole)


def _cut(interval: Interval | None, known: list[Sampled], whole: int) -> Interval | None:
    """The interval without what the known make impossible."""
    if interval is None:
        return None
    least = sum(stratum.count for stratum in known) / whole
    most = 1 - sum(stratum.of - stratum.count for stratum in known) / whole
    return Interval(interval.rate, max(interval.low, least), min(interval.high, most))


def _spread(stratum: Sampled, whole: int) -> float:
    """What a stratum adds to the variance of the rate, for each unit of its own variance."""
    if stratum.of >= stratum.size:
        return 0.0
    return (stratum.size / whole) ** 2 * (stratum.size - stratum.of) / (stratum.size - 1) / stratum.of


def find_quantile(ordered: Sequence[float], share: float) -> float | None:
    """The value below which this share of the ordered values lies, None for no data.

    Linear interpolation between the two nearest: type 7 of R. J. Hyndman and Y. Fan, "Sample quantiles in statistical
    packages", The American Statistician 50 (1996), 361-365.
    """
    if not ordered:
        return None
    at = share * (len(ordered) - 1)
    low = floor(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])


def bound_quantile(ordered: Sequence[float], share: float) -> tuple[float | None, float | None]:
    """The ends of the 95% interval of a quantile, whatever the distribution; None where too few values bound it.

    The k-th of n values lies above the quantile of share p as often as fewer than k of n draws fall below it, by the
    binomial distribution (W. J. Conover, Practical Nonparametric Statistics, 1999, section 3.2).
    """
    n = len(ordered)
    low, high, below = 0, n + 1, 0.0
    for rank in range(1, n + 1):
        below += exp(_log_binomial(n, rank - 1, share))
        if below <= _TAIL:
            low = rank
        if below >= 1 - _TAIL:
            high = rank
            break
    return (ordered[low - 1] if low else None), (ordered[high - 1] if high <= n else None)


_TAIL = 0.025


def _log_binomial(n: int, k: int, share: float) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(share) + (n - k) * log(1 - share)
