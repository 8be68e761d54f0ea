"""What kind of broken JSON an answer is, and what is read out of it all the same."""

import json
from collections import Counter
from typing import Any

import pytest
from broken_answers import CREATE, DELETE, LOST, ROWS
from hypothesis import given, settings
from hypothesis import strategies as st

from taskdata.answers.broken_json import read_answer
from taskdata.foundation.records import ABSENT

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="{}[]"), max_size=6)
LEAF = st.none() | st.booleans() | st.integers(-99, 9999) | TEXT
FIELDS = st.recursive(LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3))
OBJECTS = st.dictionaries(TEXT, FIELDS, max_size=4)


@pytest.mark.parametrize(("kind", "more", "text", "value"), ROWS, ids=[f"{row[0]}: {row[2]}" for row in ROWS])
def test_kinds(kind: str, more: tuple[str, ...], text: str | None, value: Any) -> None:
    answer = read_answer(text)
    assert [flaw for flaw, _ in answer.flaws] == [kind, *more]
    assert answer.value == (ABSENT if value is LOST else value)


def test_five_of_each() -> None:
    counts = Counter(row[0] for row in ROWS)
    assert min(counts.values()) >= 5
    assert len(counts) == 8


@pytest.mark.parametrize("value", [CREATE, DELETE])
@pytest.mark.parametrize("indent", [None, 2])
def test_sound(value: dict[str, Any], indent: int | None) -> None:
    answer = read_answer(f"\n {json.dumps(value, indent=indent)} \n")
    assert (answer.value, answer.flaws) == (value, ())


@settings(deadline=None, max_examples=50)
@given(OBJECTS, st.booleans(), st.sampled_from([None, 2]))
def test_every_beginning_is_truncated(value: dict[str, Any], ascii_only: bool, indent: int | None) -> None:
    """No text in it has brackets: with them, a missing quote and a cut text can look alike."""
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    for end in range(1, len(text)):
        assert read_answer(text[:end]).flaws[0][0] == "truncated", text[:end]


@given(OBJECTS)
def test_read_again_as_python_writes_it(value: dict[str, Any]) -> None:
    """Whatever Python's own notation needs: quotes of the other kind, its literals, its escapes of letters."""
    answer = read_answer(repr(value))
    assert {flaw for flaw, _ in answer.flaws} <= {"quotes", "broken_json"}
    assert answer.value in (value, ABSENT)
    if all(flaw == "quotes" for flaw, _ in answer.flaws):
        assert answer.value == value


@given(OBJECTS.filter(bool), st.sampled_from(["```json\n{}\n```", "Here you are:\n{}\nBye.", "```\n{}", "So: {}"]))
def test_read_out_of_what_is_around(value: dict[str, Any], around: str) -> None:
    answer = read_answer(around.replace("{}", json.dumps(value)))
    assert [flaw for flaw, _ in answer.flaws] == ["fenced" if "```" in around else "prose"]
    assert answer.value == value


PIECES = st.sampled_from(
    [*"{}[],:\"'`“”‘’\\/#* \n", "```", "json", "None", "null", "a", "4", "-", "é", "\ud800", "\x00"]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_read(text: str) -> None:
    answer = read_answer(text)
    assert answer.flaws or isinstance(answer.value, dict)
    assert answer.value is ABSENT or isinstance(answer.value, dict)


@pytest.mark.parametrize("many", [500, 2_000, 100_000])
@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("[", "truncated"), ("{", "broken_json"), ('{"a":', "truncated"), ("[{", "broken_json"), ("'", "broken_json"),
        ("x [", "prose"), ("a:", "broken_json"), ("<a", "prose"), ("```", "no_answer"), ("{a:", "truncated"),
        ('{"a":"', "broken_json"), ("{ ", "broken_json"), ("x {a:'", None), ("\\", "broken_json"), ("[1] ", None),
        ("'a' ", None), ('" ', None), ("<a>", None), ("{'a':'", None), ("<think>", None), ("- a: b\n", None),
        ("{a:/*", None), ("{a:b c ", None), ("```json {", None),
    ],
)  # fmt: skip
def test_long_texts(part: str, many: int, kind: str | None) -> None:
    """In a time that grows with their length, and however deep they are nested."""
    found = read_answer(part * many).flaws[0][0]
    assert kind is None or found == kind


def test_deep_nesting() -> None:
    many = 100_000
    assert read_answer("[" * many + "]" * many).flaws[0][0] == "broken_json"
    assert read_answer('{"a":' * many + "1" + "}" * many).flaws[0][0] == "broken_json"
    assert read_answer('{"a":' * many + "1," + "}" * many).flaws[0][0] == "broken_json"
    assert read_answer('{"a":' + "[" * 900 + "]" * 900 + "}").flaws == ()


def test_numbers() -> None:
    assert read_answer('{"a": 1e999}').flaws == ()
    assert read_answer('{"a": ' + "9" * 30 + "}").value == {"a": 1e30}
    assert read_answer('{"a": ' + "9" * 5000 + "}").flaws[0][0] == "broken_json"
    assert read_answer('{"a": "\\ud83d"}').value == {"a": "\ufffd"}
