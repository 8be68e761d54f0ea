"""Names of slots, forms, rules, frames, actions and the rest that nothing bears."""

import pytest
from small_pack import FAMILIES, SLOTS, STYLES, Breakage, assert_only_fault, breakage

HOLD = "- hold <the> {item}"
STOP = "  stop:\n    category: halt\n"

NAME_FAULTS = [
    breakage("unknown slot", FAMILIES, HOLD, "- hold <the> @@{itme}", "'itme'", "did you mean 'item'"),
    breakage(
        "unknown slot in quotes",
        FAMILIES,
        '"<start> <the> {item} {speed}"',
        '"<start> <the> {item} @@{sped}"',
        "'sped'",
        "did you mean 'speed'",
    ),
    breakage(
        "unknown slot in the long form",
        FAMILIES,
        "say: get <the> {item} on",
        "say: get <the> @@{thing_sent} on",
        "'thing_sent'",
    ),
    breakage(
        "unknown slot in a rule",
        FAMILIES,
        "start: (send|ship|dispatch)",
        "start: (send|ship @@{itemm}|dispatch)",
        "'itemm'",
        "'item'",
    ),
    breakage(
        "unknown form of a phrase",
        FAMILIES,
        "{item.many} out",
        "@@{item.more} out",
        "'item'",
        "'more'",
        "many",
        "thing",
    ),
    breakage("unknown form of a choice", FAMILIES, "{speed.way}", "@@{speed.weight}", "'speed'", "'weight'", "way"),
    breakage("unknown form of a day", FAMILIES, "{speed.way} {day}", "{speed.way} @@{day.plural}", "'day'", "'plural'"),
    breakage("unknown rule", FAMILIES, HOLD, "- hold @@<teh> {item}", "<teh>", "did you mean 'the'"),
    breakage(
        "unknown rule in a grammar",
        SLOTS,
        "<piece> of (pears",
        "@@<peice> of (pears",
        "<peice>",
        "did you mean 'piece'",
    ),
    breakage("unknown rule in a frame", STYLES, '"please {request}"', '"@@<plaese> {request}"', "<plaese>"),
    breakage("unknown slot in a frame", STYLES, '"please {request}"', '"please {request} or @@{item}"', "'item'"),
    breakage("frame without a request", STYLES, '- "please {request}"', '- "@@please"', "{request}"),
    breakage(
        "unknown frame set of a sentence",
        FAMILIES,
        'here", frame: none}',
        'here", frame: @@comand}',
        "'comand'",
        "did you mean 'command'",
    ),
    breakage(
        "unknown frame set of a file",
        FAMILIES,
        "frame: command\n",
        "frame: @@comand\n",
        "'comand'",
        "did you mean 'command'",
    ),
    breakage(
        "unknown frame set of a family",
        FAMILIES,
        "    action: stop\n",
        "    action: stop\n    frame: @@comand\n",
        "'comand'",
        "did you mean 'command'",
    ),
    breakage("unknown action", FAMILIES, "action: stop", "action: @@stpo", "'stpo'", "did you mean 'stop'"),
    breakage("no action", FAMILIES, "  stop_plain:\n    action: stop\n", "  @@stop_plain:\n", "no action", "`action:`"),
    breakage("unknown category", SLOTS, "category: halt", "category: @@hlat", "'hlat'", "did you mean 'halt'"),
    breakage("unknown grammar", SLOTS, "grammar: items", "grammar: @@itms", "'itms'", "did you mean 'items'"),
    breakage("like to nothing", SLOTS, "{like: day}", "{like: @@dya}", "'dya'", "did you mean 'day'"),
    breakage("like to itself", SLOTS, "{like: day}", "{like: @@other_day}", "'other_day'"),
    breakage("like to a like", SLOTS, "{like: day}", "{like: day}\n  third_day: {like: @@other_day}", "'other_day'"),
    breakage(
        "unknown slot of an output",
        SLOTS,
        "speed: {slot: speed}",
        "speed: {slot: @@sped}",
        "'sped'",
        "did you mean 'speed'",
    ),
    breakage(
        "unknown slot in a list",
        SLOTS,
        "{slot: [day, other_day]}",
        "{slot: [day, @@otherday]}",
        "'otherday'",
        "'other_day'",
    ),
    breakage(
        "unknown part of a slot", SLOTS, "speed: {slot: speed}", "speed: {slot: @@speed.level}", "'speed'", "'level'"
    ),
    breakage(
        "unknown slot of needs",
        SLOTS,
        "speed: {slot: speed}",
        "speed: {slot: speed, needs: @@dya}",
        "'dya'",
        "did you mean 'day'",
    ),
    breakage(
        "unknown key of an output",
        SLOTS,
        "speed: {slot: speed}",
        "speed: {slot: speed, @@defualt: slow}",
        "'defualt'",
        "default",
    ),
    breakage("join of one word", SLOTS, "speed: {slot: speed}", "speed: {join: @@speed}", "list"),
    breakage("join of a number", SLOTS, "speed: {slot: speed}", "speed: {join: @@5}", "list"),
    breakage("unknown kind of day", SLOTS, "{tomorrow: 2,", "{@@tomorow: 2,", "'tomorow'", "did you mean 'tomorrow'"),
    breakage("unknown list of swaps", STYLES, "swaps: short}", "swaps: @@shrot}", "'shrot'", "did you mean 'short'"),
    breakage(
        "evidence like no action",
        SLOTS,
        STOP,
        STOP + "    evidence: {field: action, values: {stop: {like: [@@sned]}}}\n",
        "'sned'",
        "did you mean 'send'",
    ),
    breakage(
        "evidence of no slot",
        SLOTS,
        STOP,
        STOP + "    evidence: {field: action, values: {stop: {says: [@@itme]}}}\n",
        "'itme'",
        "did you mean 'item'",
    ),
    breakage(
        "differ with a slot nobody says",
        FAMILIES,
        "edge_cases: [speed]",
        "differ: [day, @@other_day]",
        "'other_day'",
        "no sentence",
    ),
    breakage(
        "set with a slot nobody says",
        FAMILIES,
        HOLD,
        '- {say: "@@hold <the> {item}", set: {item: "{speed}"}}',
        "'speed'",
        "`item`",
    ),
]


@pytest.mark.parametrize("broken", NAME_FAULTS)
def test_a_name_of_nothing(broken: Breakage) -> None:
    assert_only_fault(broken)
