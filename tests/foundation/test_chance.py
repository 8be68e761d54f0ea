"""Draws that are the same on every machine, spread evenly, and different for different keys."""

import hashlib
import random
from collections import Counter
from itertools import pairwise

import pytest

from taskdata.foundation.chance import Chance, hash_share, hash_text

KEY = (7, "f/0a1b2c3d", 3)
# Worked out outside of taskdata: `printf "7\x1ff/0a1b2c3d\x1f3" | b2sum -l 64`, and the random numbers of that seed.
KEY_HASH = 0xFC761418A39ED091
KEY_UNITS = [0.306845344051317, 0.013155486722428056, 0.4807116097689951, 0.569290738811967]


def draw_by_hand(*key: object) -> random.Random:
    """The generator that a key stands for, from the definition."""
    joined = b"\x1f".join(str(part).encode("utf-8") for part in key)
    return random.Random(int(hashlib.blake2b(joined, digest_size=8).hexdigest(), 16))


@pytest.mark.parametrize(
    ("parts", "digest"),
    [  # printf ... | b2sum -l 64
        ([], 0xE4A6A0577479B2B4),
        (["0"], 0x842B7D9D43CDDF75),
        ([0], 0x842B7D9D43CDDF75),
        (["group", "add milk"], 0x206CB71E16064B87),
        (["café"], 0x5777A2BD3192D7E3),
        (KEY, KEY_HASH),
    ],
)
def test_hash_text(parts: list[object], digest: int) -> None:
    assert hash_text(*parts) == digest


def test_hash_share() -> None:
    """0x206c... of 2 ** 64: 0x20 of 0x100 is an eighth, and a little more."""
    assert hash_share("group", "add milk") == 0x206CB71E16064B87 / 2**64
    assert 0.125 < hash_share("group", "add milk") < 0.129


def test_units_are_fixed() -> None:
    chance = Chance(*KEY)
    assert [chance.unit() for _ in KEY_UNITS] == KEY_UNITS


@pytest.mark.parametrize("key", [KEY, (0,), ("",), (0, "create_plain/0123abcd", 0), ("naïve ✓", 1.5, None)])
def test_units_follow_the_definition(key: tuple[object, ...]) -> None:
    chance, by_hand = Chance(*key), draw_by_hand(*key)
    assert [chance.unit() for _ in range(20)] == [by_hand.random() for _ in range(20)]


def test_every_draw_takes_one_number() -> None:
    """All kinds of draw come from the same row of numbers, one each."""
    chance, by_hand = Chance(*KEY), draw_by_hand(*KEY)
    assert chance.below(60) == int(by_hand.random() * 60)
    assert chance.pick("abcdefgh") == "abcdefgh"[int(by_hand.random() * 8)]
    expected = "few" if by_hand.random() * 5 < 2 else "many"
    assert chance.pick_weighted(["few", "many"], [2, 3]) == expected
    assert chance.unit() == by_hand.random()


def test_same_key_same_draws() -> None:
    one, other = Chance("a", 1), Chance("a", 1)
    assert [one.below(1000) for _ in range(50)] == [other.below(1000) for _ in range(50)]


def test_keys_matter() -> None:
    """Each part, its place and the cut between parts."""
    keys: list[tuple[object, ...]] = [(s, t, i) for s in range(5) for t in ("a/1", "a/2", "b/1") for i in range(200)]
    keys += [("a", "b"), ("b", "a"), ("ab",), ("a", "", "b"), ("a", "b", "")]
    assert len({Chance(*key).unit() for key in keys}) == len(keys)


N = 20_000
TOLERANCE = 220  # five standard deviations of one of ten bins: 5 * sqrt(20000 * 0.1 * 0.9) = 212


def test_first_draws_are_uniform() -> None:
    """Examples take only a few numbers each, so the first number of neighbouring keys must be spread evenly."""
    bins = Counter(int(Chance(0, "family/0a1b2c3d", index).unit() * 10) for index in range(N))
    assert all(abs(bins[at] - N // 10) < TOLERANCE for at in range(10))


def test_neighbouring_keys_are_independent() -> None:
    units = [Chance(index).unit() for index in range(N + 1)]
    rising = sum(one < other for one, other in pairwise(units))
    assert abs(rising - N // 2) < 5 * (N / 12) ** 0.5  # the number of rises of n random numbers has variance n / 12


def test_later_draws_are_uniform() -> None:
    chance = Chance("later")
    bins = Counter(chance.below(10) for _ in range(N))
    assert sorted(bins) == list(range(10))
    assert all(abs(bins[at] - N // 10) < TOLERANCE for at in range(10))


def test_weights_count() -> None:
    chance = Chance("weights")
    drawn = Counter(chance.pick_weighted("abc", [1, 0, 3]) for _ in range(N))
    assert drawn["b"] == 0
    assert abs(drawn["a"] - N / 4) < 310  # five standard deviations: 5 * sqrt(20000 * 0.25 * 0.75) = 306


def test_shares_are_uniform() -> None:
    held = sum(hash_share("group", f"family/{index:08x}") < 0.15 for index in range(N))
    assert abs(held - N * 0.15) < 255  # five standard deviations: 5 * sqrt(20000 * 0.15 * 0.85) = 252
