"""Intervals of rates, against published figures, figures worked out by hand, and their exact coverage."""

from itertools import product
from math import comb, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskdata.foundation.statistics import Interval, Sampled, wilson, wilson_stratified


def round_interval(interval: Interval | None, digits: int = 4) -> tuple[float, float, float]:
    assert interval is not None
    return round(interval.rate, digits), round(interval.low, digits), round(interval.high, digits)


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_published_intervals(count: int, of: int, low: float, high: float) -> None:
    """R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3."""
    assert round_interval(wilson(count, of)) == (round(count / of, 4), low, high)


def test_no_data_is_no_rate() -> None:
    assert wilson(0, 0) is None
    assert wilson_stratified([]) is None
    assert wilson_stratified([Sampled(10, 0, 0), Sampled(5, 0, 0)]) is None


@given(st.integers(1, 3000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_interval_holds_the_rate_and_is_symmetric(counted: tuple[int, int]) -> None:
    count, of = counted
    one, other = wilson(count, of), wilson(of - count, of)
    assert one and other
    assert 0 <= one.low <= one.rate <= one.high <= 1
    assert one.low < one.high
    assert one.low == pytest.approx(1 - other.high, abs=1e-9)
    assert (one.low == 0) == (count == 0) and (one.high == 1) == (count == of)


def test_stratified_interval_worked_out_by_hand() -> None:
    """Rate 0.75·0.1 + 0.25·0.5 = 0.2; with f = 270/299 and 90/99, ΣW²f/n = 0.016931 + 0.005682, so 44.22 in effect.

    By the variance that was found (q = 3.2/31 and 5.2/11) it would be 53.6, which is more.
    Then z²/n = 0.086868, centre (0.2 + 0.043434) / 1.086868 = 0.22398, half width 1.96·√0.0041094 / 1.086868 = 0.11560.
    """
    found = wilson_stratified([Sampled(300, 30, 3), Sampled(100, 10, 5)])
    assert round_interval(found, 3) == (0.2, 0.108, 0.340)


def test_variance_that_was_found_widens_the_interval() -> None:
    """The faults are in the stratum of which little is known, so Kish's size promises too much.

    Rate 0.2·0.5 = 0.1. Without f (sizes are large): ΣW²/n = 0.04/10 + 0.64/400 = 0.0056, so 178.6. Found: q = 5.1/11
    and 0.1/401, so 0.004·0.24869 + 0.0016·0.000249 = 0.00099518, and 0.09 / 0.00099518 = 90.4.
    Wilson for 9.04 of 90.4: z²/n = 0.042478, centre 0.12124 / 1.042478 = 0.11630, half 1.96·√0.0011135 / 1.0425.
    """
    found = wilson_stratified([Sampled(2_000_000, 10, 5), Sampled(8_000_000, 400, 0)])
    assert round_interval(found, 3) == (0.1, 0.054, 0.179)


def test_one_large_stratum_is_a_plain_proportion() -> None:
    assert round_interval(wilson_stratified([Sampled(10**9, 148, 15)])) == round_interval(wilson(15, 148))


def test_where_all_is_known_the_interval_is_the_rate() -> None:
    assert wilson_stratified([Sampled(30, 30, 3), Sampled(1, 1, 1), Sampled(9, 9, 0)]) == Interval(0.1, 0.1, 0.1)


@pytest.mark.parametrize(
    ("parts", "low", "high"),
    [
        pytest.param([Sampled(2, 1, 1)], 0.5, 1.0, id="one of two counts, so half or all do"),
        pytest.param([Sampled(2, 1, 0)], 0.0, 0.5, id="one of two does not, so none or half do"),
        pytest.param([Sampled(5, 4, 1)], 0.2, 0.4, id="one of four counts and the fifth is unknown"),
    ],
)
def test_interval_ends_at_what_is_possible(parts: list[Sampled], low: float, high: float) -> None:
    found = wilson_stratified(parts)
    assert found
    assert found.low == pytest.approx(low)
    assert found.high == pytest.approx(high)


def test_a_stratum_without_data_is_left_out() -> None:
    known = [Sampled(300, 30, 3), Sampled(100, 10, 5)]
    assert wilson_stratified([*known, Sampled(100, 0, 0)]) == wilson_stratified(known)


def test_nothing_found_is_not_certainty() -> None:
    """One of each of three: the interval is that of three, not of none. Without f: z² / (3 + z²) = 0.5615."""
    found = wilson_stratified([Sampled(10**6, 1, 0)] * 3)
    assert round_interval(found, 4) == (0.0, 0.0, 0.5615)


@given(
    st.lists(
        st.integers(1, 400).flatmap(
            lambda size: st.integers(0, size).flatmap(
                lambda of: st.tuples(st.just(size), st.just(of), st.integers(0, of))
            )
        ),
        max_size=8,
    )
)
def test_stratified_interval_holds_the_rate(parts: list[tuple[int, int, int]]) -> None:
    found = wilson_stratified([Sampled(*part) for part in parts])
    assert (found is None) == all(of == 0 for _, of, _ in parts)
    if found:
        assert -1e-9 <= found.low <= found.rate + 1e-9
        assert found.rate - 1e-9 <= found.high <= 1 + 1e-9


SIZES, DRAWN = (200, 150, 100, 12, 6), (20, 15, 10, 1, 1)


@pytest.mark.parametrize(
    "bad",
    [(20, 0, 0, 0, 0), (10, 8, 5, 1, 0), (0, 0, 30, 0, 0), (0, 0, 20, 6, 3), (0, 0, 0, 12, 6), (60, 45, 30, 4, 2)],
)
def test_true_rate_is_seldom_above_the_interval(bad: tuple[int, ...]) -> None:
    """Exactly, over all samples: the upper end, which is what one trusts, errs in at most 2.5% or a trifle more."""
    true = sum(bad) / sum(SIZES)
    ranges = [range(min(of, wrong) + 1) for of, wrong in zip(DRAWN, bad, strict=True)]
    above = inside = 0.0
    for counts in product(*ranges):
        parts = zip(SIZES, DRAWN, bad, counts, strict=True)
        chance = prod(comb(b, k) * comb(size - b, of - k) / comb(size, of) for size, of, b, k in parts)
        found = wilson_stratified([Sampled(*part) for part in zip(SIZES, DRAWN, counts, strict=True)])
        assert found
        above += chance * (found.high < true)
        inside += chance * (found.low <= true <= found.high)
    assert above < 0.026
    assert inside >= 0.94
