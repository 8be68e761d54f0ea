"""Declarations of the right shape that leave nothing to say."""

import pytest
from small_pack import PACK, SLOTS, STYLES, Breakage, assert_only_fault, breakage

WAY = PACK[SLOTS][PACK[SLOTS].index("      way:") : PACK[SLOTS].index("  day:")]
COMMAND = PACK[STYLES][PACK[STYLES].index("  command:") :]
LIKE = "  other_day: {like: day}"

VALUE_FAULTS = [
    breakage("choice without phrases", SLOTS, WAY, "      way: @@{}\n", "phrase"),
    breakage("value without phrases", SLOTS, "fast: [by express, at full speed]", "fast: @@[]", "'fast'", "phrase"),
    breakage("frame set without frames", STYLES, COMMAND, "  command: @@[]\n", "at least 1"),
    breakage(
        "number from more to less", SLOTS, LIKE, LIKE + "\n  size: @@{type: number, min: 9, max: 3}", "min", "max"
    ),
    breakage(
        "money from more to less",
        SLOTS,
        LIKE,
        LIKE + "\n  cost: @@{type: money, min: 9, max: 3, currencies: {USD: {signs: [$]}}}",
        "min (9)",
        "max (3)",
    ),
    breakage(
        "money in a currency that is no code",
        SLOTS,
        LIKE,
        LIKE + "\n  cost: {type: money, min: 1, max: 3, currencies: {@@dollars: {signs: [$]}}}",
        "'dollars'",
        "USD",
    ),
    breakage(
        "money with a default of another currency",
        SLOTS,
        LIKE,
        LIKE + "\n  cost: @@{type: money, min: 1, max: 3, default: EUR, currencies: {USD: {signs: [$]}}}",
        "'EUR'",
    ),
    breakage(
        "money in words that no currency has",
        SLOTS,
        LIKE,
        LIKE + "\n  cost: @@{type: money, min: 1, max: 3, forms: {word: 1}, currencies: {USD: {signs: [$]}}}",
        "`many`",
        "'word'",
    ),
    breakage(
        "day that lies behind of a kind that lies ahead",
        SLOTS,
        LIKE,
        "  other_day: {type: date, past: true, kinds: {@@week_end: 1}}",
        "'week_end'",
    ),
    breakage(
        "day that lies ahead of a kind that lies behind",
        SLOTS,
        LIKE,
        "  other_day: {type: date, kinds: {@@part_of_today: 1}}",
        "'part_of_today'",
    ),
    breakage(
        "bound of a day that is neither true nor false",
        SLOTS,
        "day: {slot: [day, other_day]}",
        "day: {slot: [day, other_day], not_future: @@3}",
        "true or false",
    ),
    breakage("person without names", SLOTS, LIKE, LIKE + "\n  who: @@{type: person}", "names"),
    breakage("names of an unknown locale", SLOTS, LIKE, LIKE + "\n  who: {type: person, faker: {@@en_XX: 5}}", "en_XX"),
    breakage("tags without words", SLOTS, LIKE, LIKE + "\n  tag: {type: tags, words: @@[]}", "at least 1"),
    breakage("days without a kind", SLOTS, "kinds: {tomorrow: 2, weekday: 1}", "kinds: @@{}", "at least 1"),
    breakage("swap without words", STYLES, "please: [pls, plz]", "please: @@[]", "at least 1"),
]


@pytest.mark.parametrize("broken", VALUE_FAULTS)
def test_a_declaration_that_leaves_nothing_to_say(broken: Breakage) -> None:
    assert_only_fault(broken)
