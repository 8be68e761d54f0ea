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
    breakage("person without names", SLOTS, LIKE, LIKE + "\n  who: @@{type: person}", "names"),
    breakage("names of an unknown locale", SLOTS, LIKE, LIKE + "\n  who: {type: person, faker: {@@en_XX: 5}}", "en_XX"),
    breakage("tags without words", SLOTS, LIKE, LIKE + "\n  tag: {type: tags, words: @@[]}", "at least 1"),
    breakage("days without a kind", SLOTS, "kinds: {tomorrow: 2, weekday: 1}", "kinds: @@{}", "at least 1"),
    breakage("swap without words", STYLES, "please: [pls, plz]", "please: @@[]", "at least 1"),
]


@pytest.mark.parametrize("broken", VALUE_FAULTS)
def test_a_declaration_that_leaves_nothing_to_say(broken: Breakage) -> None:
    assert_only_fault(broken)
