"""The manner of each wording: even within a request, fair over many, and of the request and the seed alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import product
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskdata.paraphrase.manners import describe_manner, draw_manners

WHO, PACE = ("a boss", "a child", "a guest", "a nurse"), ("fast", "slow", "halting")
AXES: Mapping[str, Sequence[str]] = {"who": WHO, "pace": PACE}
MANY = 6_000
UNITS = [f"request {number}" for number in range(MANY)]

NAMES = st.text(alphabet="abcxyz ", min_size=1, max_size=6)
ANY_AXES = st.dictionaries(NAMES, st.lists(NAMES, min_size=1, max_size=6, unique=True), max_size=4)


def assert_fair(found: Counter[object], wanted: Sequence[object]) -> None:
    """Each of the outcomes came as often as by chance, within 5 standard deviations, and nothing else did."""
    total, chance = found.total(), 1 / len(wanted)
    spread = sqrt(total * chance * (1 - chance))
    assert set(found) <= set(wanted)
    far = {one: found[one] for one in wanted if abs(found[one] - total * chance) > 5 * spread}
    assert far == {}, f"{total * chance:g} is due, within {5 * spread:g}"


@given(ANY_AXES, NAMES, st.integers(0, 2**32), st.integers(0, 30))
def test_no_value_comes_again_before_all_others_have_come(
    axes: dict[str, list[str]], unit: str, seed: int, count: int
) -> None:
    manners = draw_manners(axes, unit, seed, count)

    assert len(manners) == count
    assert all(set(manner) == set(axes) for manner in manners)
    for axis, values in axes.items():
        drawn = [manner[axis] for manner in manners]
        for start in range(0, count, len(values)):
            turn = drawn[start : start + len(values)]
            assert len(set(turn)) == len(turn)
            assert set(turn) <= set(values)


@given(ANY_AXES, NAMES, st.integers(0, 2**32), st.integers(0, 12), st.integers(0, 12))
def test_how_many_are_asked_for_changes_none(
    axes: dict[str, list[str]], unit: str, seed: int, few: int, more: int
) -> None:
    assert draw_manners(axes, unit, seed, few + more)[:few] == draw_manners(axes, unit, seed, few)


@given(ANY_AXES, NAMES, st.integers(0, 2**32), st.data())
def test_a_further_axis_changes_none_of_the_others(
    axes: dict[str, list[str]], unit: str, seed: int, data: st.DataObject
) -> None:
    kept = data.draw(st.lists(st.sampled_from(sorted(axes)), unique=True)) if axes else []
    fewer = draw_manners({axis: axes[axis] for axis in kept}, unit, seed, 7)

    assert fewer == [{axis: manner[axis] for axis in kept} for manner in draw_manners(axes, unit, seed, 7)]


@given(ANY_AXES, NAMES, st.integers(0, 2**32))
def test_the_order_of_the_file_does_not_matter(axes: dict[str, list[str]], unit: str, seed: int) -> None:
    turned = {axis: values[::-1] for axis, values in reversed(axes.items())}
    assert draw_manners(turned, unit, seed, 9) == draw_manners(axes, unit, seed, 9)


def test_what_else_is_asked_changes_none() -> None:
    """Drawn alone, after others, or in another order, a request has the manners that it has."""
    alone = {unit: draw_manners(AXES, unit, 3, 3) for unit in UNITS[:50]}
    assert {unit: draw_manners(AXES, unit, 3, 3) for unit in reversed(UNITS[20:50])} == {
        unit: alone[unit] for unit in UNITS[20:50]
    }


def test_manners_that_were_drawn_once_are_drawn_for_ever() -> None:
    """The answers of earlier runs are found by their questions, in which the manners stand."""
    drawn = draw_manners(AXES, "request 0", 0, 4)

    assert [describe_manner(manner) for manner in drawn] == [
        "who: a guest; pace: fast",
        "who: a nurse; pace: slow",
        "who: a boss; pace: halting",
        "who: a child; pace: fast",
    ]


@pytest.mark.parametrize("at", [0, 1, 5])
def test_over_many_requests_every_value_comes_equally_often(at: int) -> None:
    drawn = [draw_manners(AXES, unit, 0, at + 1)[at] for unit in UNITS]

    assert_fair(Counter(manner["who"] for manner in drawn), WHO)
    assert_fair(Counter(manner["pace"] for manner in drawn), PACE)


def test_the_axes_are_drawn_apart() -> None:
    """Every pair of values comes equally often, also where two axes have the same values."""
    drawn = [draw_manners(AXES, unit, 0, 1)[0] for unit in UNITS]
    assert_fair(Counter((manner["who"], manner["pace"]) for manner in drawn), list(product(WHO, PACE)))

    twins = [draw_manners({"one": PACE, "other": PACE}, unit, 0, 1)[0] for unit in UNITS]
    assert_fair(Counter((manner["one"], manner["other"]) for manner in twins), list(product(PACE, PACE)))


def test_neighbours_are_drawn_apart() -> None:
    drawn = [draw_manners(AXES, unit, 0, 1)[0]["who"] for unit in UNITS]
    assert_fair(Counter(zip(drawn[::2], drawn[1::2], strict=True)), list(product(WHO, WHO)))


def test_the_seed_draws_anew() -> None:
    one, other = ([draw_manners(AXES, unit, seed, 1)[0]["who"] for unit in UNITS] for seed in (0, 1))
    assert_fair(Counter(zip(one, other, strict=True)), list(product(WHO, WHO)))


def test_a_manner_in_words() -> None:
    assert describe_manner({"who": "a boss", "pace": "fast"}) == "who: a boss; pace: fast"
    assert describe_manner({}) == "as you like"
    assert draw_manners({}, "request 0", 0, 2) == [{}, {}]
