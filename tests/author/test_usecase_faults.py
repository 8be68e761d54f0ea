"""Faults of the use case and of the schema that it names."""

import pytest
from small_pack import (
    PACK,
    SCHEMA,
    SLOTS,
    USECASE,
    Breakage,
    assert_only_fault,
    breakage,
    find_problems,
)

SHARES = "shares: {out: 0.6, halt: 0.4}\nsizes"
FIRST = "- {n: 10, shares: {out: 0.6, halt: 0.4}}"
SECOND = "- {n: 12, counts: {out: 7, halt: 5}}"
SPLITS = "splits: {train: 0.8, validation: 0.1, test: 0.1}"
DATES = "{first: 2025-01-01, last: 2025-12-31}"

SHARE_FAULTS = [
    breakage("shares sum too high", USECASE, SHARES, "@@shares: {out: 0.6, halt: 0.5}\nsizes", "1.1", "sum to 1"),
    breakage("shares sum too low", USECASE, SHARES, "@@shares: {out: 0.5, halt: 0.4}\nsizes", "0.9", "sum to 1"),
    breakage("share above one", USECASE, SHARES, "shares: {out: @@60, halt: 0.4}\nsizes", "write 0.6 for 60%"),
    breakage("negative share", USECASE, SHARES, "shares: {out: @@-0.6, halt: 0.4}\nsizes", "0"),
    breakage("share that is a word", USECASE, SHARES, "shares: {out: @@most, halt: 0.4}\nsizes", "number"),
    breakage("category without a share", USECASE, SHARES, "@@shares: {out: 1.0}\nsizes", "'halt'"),
    breakage(
        "share of no category",
        USECASE,
        SHARES,
        "shares: {out: 0.6, halt: 0.3, @@halting: 0.1}\nsizes",
        "'halting'",
        "did you mean 'halt'",
    ),
    breakage("shares of a size", USECASE, FIRST, "- {n: 10, @@shares: {out: 0.6, halt: 0.6}}", "1.2", "sum to 1"),
    breakage("counts that do not sum", USECASE, SECOND, "- {n: 12, @@counts: {out: 7, halt: 4}}", "11", "12"),
    breakage("negative count", USECASE, SECOND, "- {n: 12, @@counts: {out: 13, halt: -1}}", "below 0"),
    breakage("count of no category", USECASE, SECOND, "- {n: 12, counts: {out: 7, halt: 4, @@hold: 1}}", "'hold'"),
    breakage(
        "size with shares and counts",
        USECASE,
        SECOND,
        "- @@{n: 12, counts: {out: 7, halt: 5}, shares: {out: 0.6, halt: 0.4}}",
        "either",
    ),
    breakage("size with neither", USECASE, SECOND, "- @@{n: 12}", "`shares`", "`counts`"),
    breakage("size of nothing", USECASE, SECOND, "- {n: @@0, counts: {out: 0, halt: 0}}", "greater than or equal to 1"),
    breakage("splits that do not sum", USECASE, SPLITS, "@@splits: {train: 0.8, validation: 0.1, test: 0.2}", "1.1"),
    breakage("unknown split", USECASE, SPLITS, "splits: {train: 0.8, validation: 0.1, @@tset: 0.1}", "'test'"),
    breakage(
        "benchmark that does not sum", USECASE, "{n: 50, counts: {out: 30,", "{n: 50, @@counts: {out: 40,", "60", "50"
    ),
    breakage("benchmark that holds all", USECASE, "held: 0.15", "held: @@0.6", "0.5"),
]

KEY_FAULTS = [
    breakage(
        "misspelt key that must be there",
        USECASE,
        "name: parcels\n",
        "@@nmae: parcels\n",
        "'nmae'",
        "did you mean 'name'",
    ),
    breakage("unknown key", USECASE, "risks: []", "risks: []\n@@risk: []", "'risk'", "not a key"),
    breakage("missing key", USECASE, "name: parcels\ntitle", "@@title", "'name'", "missing"),
    breakage(
        "missing key of a criterion",
        USECASE,
        '- {name: valid, metric: json_validity, op: ">", target: 0.95, min_n: 50}',
        '- @@{name: valid, metric: json_validity, op: ">", target: 0.95}',
        "'min_n'",
        "missing",
    ),
    breakage("duplicate key", USECASE, "risks: []", "risks: []\n@@risks: []", "'risks'", "twice"),
    breakage("unknown comparison", USECASE, 'op: ">", target: 0.95, min_n', 'op: "@@=>", target: 0.95, min_n', "'>='"),
    breakage(
        "capability of no category",
        USECASE,
        'json_validity, op: ">", target: 0.95}\ncat',
        'json_validity, category: @@outt, op: ">", target: 0.95}\ncat',
        "'outt'",
        "did you mean 'out'",
    ),
    breakage(
        "reference dates reversed", USECASE, DATES, "@@{first: 2025-12-31, last: 2025-01-01}", "2025-12-31", "after"
    ),
    breakage(
        "more special days than days",
        USECASE,
        DATES,
        "@@{first: 2025-01-01, last: 2025-12-31, month_edges: 0.7, leap_days: 0.4}",
        "month_edges",
        "at most 1",
    ),
    breakage("reference date that is no day", USECASE, DATES, "{first: @@2025-02-30, last: 2025-12-31}", "date"),
    breakage("reference date that is a word", USECASE, DATES, "{first: @@soon, last: 2025-12-31}", "date"),
    breakage(
        "pattern that is none",
        USECASE,
        "  fields: {}",
        "  fields: {item: {max_chars: 9, max_sentences: 1, refuse: {odd: '@@(a'}}}",
        "(a",
    ),
    breakage("no yaml at all", USECASE, "risks: []", "risks: [@@}", "not YAML"),
]

ITEM_DAY = '"day": {"type": "string"'
SPEED = '"speed": {"enum": ["fast", "slow"]},'

SCHEMA_FAULTS = [
    breakage("comma missing", SCHEMA, SPEED + "\n        ", SPEED[:-1] + "\n        @@", "not JSON"),
    breakage("quote missing", SCHEMA, ITEM_DAY, '@@day": {"type": "string"', "not JSON"),
]


@pytest.mark.parametrize("broken", SHARE_FAULTS)
def test_shares_and_counts_that_do_not_add_up(broken: Breakage) -> None:
    assert_only_fault(broken)


@pytest.mark.parametrize("broken", KEY_FAULTS)
def test_a_key_or_value_of_the_use_case(broken: Breakage) -> None:
    assert_only_fault(broken)


@pytest.mark.parametrize("broken", SCHEMA_FAULTS)
def test_a_schema_that_is_none(broken: Breakage) -> None:
    assert_only_fault(broken)


def test_a_schema_that_is_none_is_told_with_the_path_inside_it() -> None:
    text = PACK[SCHEMA].replace(ITEM_DAY, '"day": {"type": "strnig"')
    (problem,) = find_problems({**PACK, SCHEMA: text})
    assert problem.file == SCHEMA
    assert "not a JSON Schema" in problem.message
    assert "oneOf/0/properties/day/type" in problem.message
    assert "strnig" in problem.message


def test_a_schema_file_that_is_not_there_is_named_with_the_file_that_names_it() -> None:
    files = {**PACK, USECASE: PACK[USECASE].replace("schemas/action", "schemas/actoin")}
    (problem,) = find_problems(files)
    assert "schemas/actoin.schema.json" in str(problem)
    assert USECASE in str(problem)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "JSON"),
        ("{", "JSON"),
        ("[]", ""),
        ("{}", "oneOf"),
        ("true", "oneOf"),
        ('{"oneOf": {}}', ""),
        ('{"oneOf": []}', ""),
        ('{"anyOf": []}', "anyOf"),
        ('{"allOf": [{"type": "object"}]}', "oneOf"),
    ],
)
def test_a_schema_without_actions_is_the_one_fault(text: str, words: str) -> None:
    (problem,) = find_problems({**PACK, SCHEMA: text})
    assert (problem.file, problem.line) == (SCHEMA, 1)
    assert words in problem.message


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('"action": {"const": "send"}', '"action": {"type": "string"}', "const"),
        ('"action": {"const": "send"}', '"act": {"const": "send"}', "action"),
        ('"action": {"const": "send"}', '"action": {"const": "sned"}', "send"),
        ('{"const": "stop"}', '{"const": "send"}', "send"),
        ('"oneOf": [', '"oneOf": [\n    {"$ref": "#/$defs/third"},', "third"),
        ('"oneOf": [', '"oneOf": [\n    {"type": "object"},', "action"),
    ],
)
def test_a_schema_whose_branches_are_not_the_actions_of_the_pack(old: str, new: str, word: str) -> None:
    assert PACK[SCHEMA].count(old) == 1
    problems = find_problems({**PACK, SCHEMA: PACK[SCHEMA].replace(old, new)})
    assert problems
    assert any(word in problem.message for problem in problems)


def test_a_discriminator_that_no_action_has_is_a_fault() -> None:
    files = {**PACK, USECASE: PACK[USECASE].replace("discriminator: action", "discriminator: actoin")}
    assert find_problems(files)


def test_a_category_that_no_family_fills_is_a_fault() -> None:
    files = {**PACK, SLOTS: PACK[SLOTS].replace("category: halt", "category: out")}
    assert any("'halt'" in problem.message for problem in find_problems(files))
