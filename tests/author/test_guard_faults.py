"""What the use case says of guarding a model: faults in their places."""

import pytest
from small_pack import PACK, SCHEMA, USECASE, Breakage, assert_only_fault, breakage, find_problems

NO_RISKS = "risks: []\n"
SCHEMA_KEYS = '"speed": {"enum": ["fast", "slow"]},'


def guarding(name: str, lines: str, *words: str) -> object:
    """A fault in what is said of guarding, which the pack has besides."""
    return breakage(name, USECASE, NO_RISKS, f"{NO_RISKS}guard:\n{lines}\n", *words)


GUARD_FAULTS = [
    guarding(
        "fallback with a value that the schema does not have",
        "  fallback: {action: send, item: box, speed: @@quick}",
        "fallback is not of the schema",
        '$.speed: says "quick"; it must be "fast" or "slow"',
    ),
    guarding("fallback without a key", "  @@fallback: {action: stop}", 'lacks "item"'),
    guarding("fallback with an unknown key", "  @@fallback: {action: stop, item: box, why: x}", 'has "why"'),
    guarding("fallback of no action", "  fallback: {action: @@halt, item: box}", "one of send, stop"),
    guarding("fallback without an action", "  @@fallback: {item: box}", "$.action: is missing"),
    guarding("fallback with a number for text", "  fallback:\n    action: stop\n    item: @@5", "5", "must be a text"),
    guarding("fallback that is text", "  fallback: @@sorry", "mapping"),
    guarding("question without the faults", "  ask_again: @@Once more, please.", "never says {faults}"),
    guarding("question with another hole", '  ask_again: "{faults} in @@{request}"', "{request}", "{faults} is all"),
    guarding("hole of the question misspelt", "  ask_again: >-\n    Mend\n    @@{fault}.", "{fault}", "'faults'"),
    guarding("retries below none", "  retries: @@-1", "greater than or equal to 0"),
    guarding("too many retries", "  retries: @@10", "less than or equal to 9"),
    guarding("no time", "  seconds: @@0", "greater than 0"),
    guarding("unknown key of guarding", "  @@retry: 1", "'retry'", "did you mean 'retries'"),
]


@pytest.mark.parametrize("broken", GUARD_FAULTS)
def test_what_the_use_case_says_of_guarding(broken: Breakage) -> None:
    assert_only_fault(broken)


@pytest.mark.parametrize(
    "lines",
    [
        "  retries: 0",
        "  fallback: {action: send, item: box, speed: fast, day: 2025-03-04}",
        "  fallback: {action: stop, item: box}\n  seconds: 0.5\n  ask_again: 'No: {faults}'",
        "  ask_again: 'Like {\"action\": {}}, not {faults}'",
    ],
)
def test_sound_guarding(lines: str) -> None:
    assert find_problems({**PACK, USECASE: f"{PACK[USECASE]}guard:\n{lines}\n"}) == []


def test_every_fault_of_a_fallback_is_told_where_it_is() -> None:
    text = PACK[USECASE] + "guard:\n  fallback:\n    action: send\n    item: 5\n    speed: quick\n"
    problems = find_problems({**PACK, USECASE: text})
    last = text.count("\n")
    assert [(problem.line, problem.column) for problem in problems] == [(last - 1, 11), (last, 12)]


def test_a_fallback_is_not_held_against_a_schema_that_is_wrong_itself() -> None:
    files = {**PACK, USECASE: f"{PACK[USECASE]}guard:\n  fallback: {{action: halt}}\n"}
    problems = find_problems({**files, SCHEMA: PACK[SCHEMA].replace('{"const": "stop"}', '{"const": "halt"}')})
    assert {problem.file for problem in problems} == {SCHEMA}
