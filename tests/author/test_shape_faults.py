"""Template files that are no YAML, and keys and values of the wrong shape."""

import pytest
from small_pack import FAMILIES, PACK, SLOTS, STYLES, Breakage, assert_only_fault, breakage

SEND_WEIGHT = "    action: send\n    weight: 2\n"
STOP_PLAIN = PACK[FAMILIES][PACK[FAMILIES].index("  stop_plain:") :]
WAY = PACK[SLOTS][PACK[SLOTS].index("      way:") : PACK[SLOTS].index("  day:")]
ITEMS = PACK[SLOTS][PACK[SLOTS].index("      colour:") : PACK[SLOTS].index("\nactions:")]
COMMAND = PACK[STYLES][PACK[STYLES].index("  command:") :]


YAML_FAULTS = [
    breakage("bracket never closed", STYLES, "[pls, plz]\n", "[pls, plz\n\nframes@@: {}\nrules: ", "not YAML"),
    breakage("quote in the middle", FAMILIES, '"<start> <the> {item}"', '"<start>" @@<the> {item}', "not YAML"),
    breakage("tab", FAMILIES, "    weight: 2\n    sentences", "    weight: 2\n@@\tsentences", "not YAML", "tab"),
    breakage(
        "wrong indent", FAMILIES, "    about: a thing", "     about: x\n    @@action: send\n    about: a thing", "YAML"
    ),
    breakage("duplicate key", FAMILIES, SEND_WEIGHT, SEND_WEIGHT + "    @@weight: 3\n", "'weight'", "twice"),
    breakage("duplicate family", FAMILIES, "  stop_plain:\n", "  @@send_how:\n", "'send_how'", "twice"),
    breakage("list as key", STYLES, "    please: [", "    please: [x]\n    @@[a, b]: [", "key", "list"),
    breakage("second document", STYLES, "frames:\n", "@@---\nframes:\n", "not YAML", "document"),
]

SHAPE_FAULTS = [
    breakage("unknown key of a file", STYLES, "swaps:\n", "@@swpas:\n", "'swpas'", "not a key", "did you mean 'swaps'"),
    breakage(
        "unknown key of a family",
        FAMILIES,
        SEND_WEIGHT,
        "    action: send\n    @@wieght: 2\n",
        "'wieght'",
        "did you mean 'weight'",
    ),
    breakage(
        "unknown key of a sentence", FAMILIES, "        weight: 2\n", "        @@wait: 2\n", "'wait'", "not a key"
    ),
    breakage("unknown key of a slot", SLOTS, "    apart: true\n", "    @@aparte: true\n", "'aparte'", "not a key"),
    breakage("missing key of an action", SLOTS, "  send:\n    category: out\n", "  @@send:\n", "'category'", "missing"),
    breakage(
        "missing key of a slot",
        SLOTS,
        "  item:\n    type: phrase\n    grammar: items\n",
        "  @@item:\n    type: phrase\n",
        "'grammar'",
        "missing",
    ),
    breakage("missing weight of a style", STYLES, "tidy: {weight: 3, case", "@@tidy: {case", "'weight'", "missing"),
    breakage(
        "sentences missing", FAMILIES, STOP_PLAIN, "  @@stop_plain:\n    action: stop\n", "'sentences'", "missing"
    ),
    breakage(
        "no sentences", FAMILIES, STOP_PLAIN, "  stop_plain:\n    action: stop\n    sentences: @@[]\n", "at least 1"
    ),
    breakage(
        "neither say nor sentences",
        FAMILIES,
        '{say: "keep <the> {item} here", frame: none}',
        "@@{frame: none}",
        "`say`",
        "`sentences`",
    ),
    breakage("slot without a type", SLOTS, "  other_day: {like: day}", "  other_day: @@{kind: day}", "`type`"),
    breakage("slot of an unknown type", SLOTS, "    type: choice", "    @@type: chioce", "'chioce'", "choice"),
    breakage("weight that is a word", FAMILIES, SEND_WEIGHT, "    action: send\n    weight: @@heavy\n", "number"),
    breakage("weight of zero", FAMILIES, SEND_WEIGHT, "    action: send\n    weight: @@0\n", "greater than 0"),
    breakage("negative weight of a kind", SLOTS, "{tomorrow: 2,", "{tomorrow: @@-2,", "greater than 0"),
    breakage("text where a list belongs", FAMILIES, "    edge_cases: [speed]", "    edge_cases: @@speed", "list"),
    breakage("number where a word belongs", FAMILIES, "edge_cases: [speed]", "edge_cases: [@@7]", "text", "quotes"),
    breakage("unknown case of a style", STYLES, "case: lower", "case: @@upper", "'lower'"),
    breakage("too many slips", STYLES, "end: none, ", "end: none, slips: @@9, ", "3"),
    breakage("bare no as a phrase", SLOTS, "fast: [by express,", "fast: [@@no,", "no", "quotes"),
    breakage("bare off as then", SLOTS, "      way:\n", "      way:\n        then: @@off\n", "off", "quotes"),
    breakage("bare on as a key", SLOTS, "        fast: [", "        @@on: [", "on", "quotes"),
    breakage("bare yes in a sentence", FAMILIES, "- hold <the> {item}", "- @@yes", "yes", "quotes"),
    breakage("number as a phrase", SLOTS, "fast: [by express,", "fast: @@[24,", "'fast'", "quotes"),
    breakage("form that is a word", SLOTS, WAY, "      way: @@fast\n", "form"),
    breakage("line of a grammar that is a number", SLOTS, '- "<colour> (boxes|crates|barrels)"', "- @@12", "quotes"),
    breakage(
        "empty form of a grammar",
        SLOTS,
        'many:\n      - "<colour> (boxes|crates|barrels)"',
        "many: @@[]",
        "list of sentences",
    ),
    breakage(
        "rules of a grammar as list",
        SLOTS,
        ITEMS,
        "      @@- red\n    thing: [box]\n    many: [boxes]",
        "`rules`",
        "mapping",
    ),
]


@pytest.mark.parametrize("broken", YAML_FAULTS)
def test_a_file_that_is_no_yaml(broken: Breakage) -> None:
    assert_only_fault(broken)


@pytest.mark.parametrize("broken", SHAPE_FAULTS)
def test_a_key_or_value_of_the_wrong_shape(broken: Breakage) -> None:
    assert_only_fault(broken)
