"""What went wrong in an answer: kinds and paths worked out by hand, and what holds of any answer."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from bench.diagnosis_rates import measure
from broken_answers import ROWS, TRUNCATED
from compared_answers import COMPARED, UNKNOWN_RIGHT, create, delete, error, query, update
from hypothesis import given
from hypothesis import strategies as st

from taskdata.answers.diagnosis import Terms, diagnose, make_terms
from taskdata.answers.shape import Shape
from taskdata.foundation.records import Fault
from taskdata.foundation.seeds import Finding
from taskdata.workflows.open_pack import open_pack

PACK, _ = open_pack(None)
TERMS = make_terms(PACK)
SHAPE = Shape(PACK.schema, PACK.usecase.discriminator)
RIGHT: list[dict[str, Any]] = [
    create(), create(tags=["home", "work"], notes="At 4pm"), query({}), query({"status": "open"}, limit=3), delete(4),
    update("Call Sam's office", due_date=None), error("unclear"), error("missing_title", suggested_followup="What?"),
]  # fmt: skip

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)


def find(raw: str | None, right: dict[str, Any] | None) -> tuple[Finding, ...]:
    return diagnose(raw, right, TERMS, SHAPE.find_faults)


def list_paths(value: dict[str, Any], path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every field of an output, objects and what is in them."""
    inner = [(*path, key) for key in value]
    return inner + [
        one for key in value if isinstance(value[key], dict) for one in list_paths(value[key], (*path, key))
    ]


def edit(value: dict[str, Any], path: tuple[str, ...], new: Any) -> str:
    """The output as JSON with another value at a path; without it, for ..."""
    copy = json.loads(json.dumps(value))
    place = copy
    for key in path[:-1]:
        place = place[key]
    if new is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = new
    return json.dumps(copy)


def test_terms() -> None:
    assert TERMS.discriminator == "action"
    assert TERMS.errors == {"error"}
    assert TERMS.own_words == {"message", "suggested_followup"}
    assert TERMS.actions == {"create_task", "query_tasks", "update_task", "delete_task", "error"}


@pytest.mark.parametrize(("kind", "path", "answer", "right"), COMPARED, ids=[f"{row[0]} {row[1]}" for row in COMPARED])
def test_beside_the_right_output(kind: str, path: str, answer: Any, right: Any) -> None:
    first = find(json.dumps(answer), right)[0]
    assert (first.kind, first.path) == (kind, path)


@pytest.mark.parametrize(("kind", "path", "answer"), UNKNOWN_RIGHT, ids=[f"{row[0]} {row[1]}" for row in UNKNOWN_RIGHT])
def test_without_a_right_output(kind: str, path: str, answer: Any) -> None:
    first = find(json.dumps(answer), None)[0]
    assert (first.kind, first.path) == (kind, path)


@pytest.mark.parametrize("right", [None, create()])
@pytest.mark.parametrize(("kind", "more", "text", "value"), ROWS)
def test_broken_json_comes_first(
    kind: str, more: tuple[str, ...], text: str | None, value: Any, right: dict[str, Any] | None
) -> None:
    found = find(text, right)
    assert [finding.kind for finding in found[: 1 + len(more)]] == [kind, *more]
    assert {finding.path for finding in found[: 1 + len(more)]} == {"$"}
    assert "not_reproducible" not in {finding.kind for finding in found}
    if value is None:
        assert len(found) == 1 + len(more)


def test_five_of_each() -> None:
    counts = Counter(row[0] for row in COMPARED)
    assert min(counts.values()) >= 5
    assert len(counts) == 7


def test_what_is_read_out_is_compared() -> None:
    text = f"```json\n{json.dumps(create(day='2026-03-14'))}\n```"
    assert [(one.kind, one.path) for one in find(text, create())] == [
        ("fenced", "$"), ("wrong_value", "$.data.due_date"),
    ]  # fmt: skip
    assert [one.kind for one in find(str(delete("4")), None)] == ["quotes", "wrong_value"]
    assert all(len(find(text, create())) <= 2 for _, _, text, _ in TRUNCATED)


@pytest.mark.parametrize(
    ("answer", "right", "message"),
    [
        (delete("4"), delete(4), 'says "4", which is a text; it must be 4, a number'),
        (create(day="2026-03-14"), create(), 'says "2026-03-14"; it must be "2026-03-13"'),
        (create(day=None), create(), 'says null; it must be "2026-03-13"'),
        (create(), create(tags=["home"]), 'is missing; it must be ["home"]'),
        (create(notes="x" * 99), create(), f'says "{"x" * 56}...; the right output has no such field'),
        (error("unclear"), create(), 'says "error"; it must be "create_task"'),
        ({}, create(), 'is missing; it must be "create_task"'),
        (create(), create(), "the answer is the right one"),
        (create(), None, "the answer is of the schema, and no right one is known"),
    ],
)
def test_messages(answer: Any, right: Any, message: str) -> None:
    assert [finding.message for finding in find(json.dumps(answer), right)] == [message]


def test_messages_of_broken_json() -> None:
    messages = {find(text, None)[0].message for _, _, text, _ in ROWS}
    assert all("\n" not in message and len(message) < 200 for message in messages), messages
    assert "the answer ends before its JSON is closed, behind '{\"act'" in messages
    assert "the answer has text beside its JSON: 'Output:'" in messages
    assert "the answer has single quotes and None for null, where JSON wants double quotes or its own words" in messages


def test_the_models_own_words_come_last() -> None:
    right = error("unclear", suggested_followup="What should I do?")
    assert [(one.kind, one.path) for one in find(json.dumps(error("out_of_scope")), right)] == [
        ("wrong_value", "$.error_type"), ("missing_field", "$.suggested_followup"),
    ]  # fmt: skip


def test_several_differences() -> None:
    answer = {"action": "create_task", "data": {"title": "Call", "priority": "high", "status": "done", "by": 1}}
    assert [(one.kind, one.path) for one in find(json.dumps(answer), create())] == [
        ("missing_field", "$.data.due_date"), ("wrong_value", "$.data.title"), ("wrong_value", "$.data.status"),
        ("extra_field", "$.data.by"),
    ]  # fmt: skip


@pytest.mark.parametrize("right", RIGHT)
def test_each_single_change(right: dict[str, Any]) -> None:
    """Of what the model words itself, a missing field alone is told."""
    for path in list_paths(right):
        name = ".".join(("$", *path))
        removed, changed = find(edit(right, path, ...), right), find(edit(right, path, [1, "x"]), right)
        if path == ("action",):
            assert [(one.kind, one.path) for one in removed + changed] == [("wrong_action", name)] * 2
            continue
        assert [(one.kind, one.path) for one in removed] == [("missing_field", name)]
        assert [(one.kind, one.path) for one in changed] == [("wrong_value", name)]
        reworded = find(edit(right, path, "other"), right)[0]
        assert reworded.kind == ("not_reproducible" if path[0] in TERMS.own_words else "wrong_value")


@given(st.sampled_from(RIGHT), st.text("abcxyz_", min_size=1, max_size=9), JSON, st.data())
def test_an_added_key(right: dict[str, Any], key: str, value: Any, data: st.DataObject) -> None:
    objects = [(), *(path for path in list_paths(right) if isinstance(right[path[0]], dict) and len(path) == 1)]
    path = (*data.draw(st.sampled_from(objects)), key)
    text = edit(right, path, value if value == value else None)
    if path not in list_paths(right) and "NaN" not in text and "Infinity" not in text:
        assert [(one.kind, one.path) for one in find(text, right)] == [("extra_field", ".".join(("$", *path)))]


@given(st.sampled_from(RIGHT), st.sampled_from([None, 2]), st.text(max_size=9))
def test_the_right_answer(right: dict[str, Any], indent: int | None, words: str) -> None:
    own = {key: words if key in TERMS.own_words else value for key, value in reversed(right.items())}
    assert [one.kind for one in find(json.dumps(own, indent=indent), right)] == ["not_reproducible"]


@given(st.sampled_from(RIGHT), st.sampled_from([None, 2]), st.data())
def test_every_beginning(right: dict[str, Any], indent: int | None, data: st.DataObject) -> None:
    text = json.dumps(right, indent=indent)
    end = data.draw(st.integers(1, len(text) - 1))
    assert [one.kind for one in find(text[:end], right)] == ["truncated"]


@given(st.none() | st.text() | JSON.map(json.dumps), st.none() | st.sampled_from(RIGHT))
def test_any_answer(raw: str | None, right: dict[str, Any] | None) -> None:
    assert find(raw, right)


@given(st.sampled_from(RIGHT), JSON, st.none() | st.sampled_from(RIGHT), st.data())
def test_any_value_in_an_output(
    base: dict[str, Any], value: Any, right: dict[str, Any] | None, data: st.DataObject
) -> None:
    assert find(edit(base, data.draw(st.sampled_from(list_paths(base))), value), right)


@given(st.dictionaries(st.text(max_size=5), JSON, max_size=3), st.dictionaries(st.text(max_size=5), JSON, max_size=3))
def test_any_two_objects(answer: dict[str, Any], right: dict[str, Any]) -> None:
    def find_none(_: Any) -> list[Fault]:
        return []

    for terms in (TERMS, Terms(None, frozenset(), frozenset())):
        assert diagnose(json.dumps(answer), right, terms, find_none)


@pytest.mark.parametrize("many", [200, 300, 1_000, 100_000])
def test_deep_nesting(many: int) -> None:
    inner = f'{{"action": "create_task", "data": {"[" * many}{"]" * many}}}'
    for text in (inner, "[" * many, '{"a":' * many, '{"a":' * many + "{}" + "}" * many):
        assert find(text, create())
        assert find(text, None)


def test_odd_keys_and_halves_of_characters() -> None:
    right = query({})
    paths = [find(json.dumps({**right, key: 1}), right)[0].path for key in ("due-by", "a b", "a.b", "")]
    assert paths == ["$.due-by", "$.a b", '$["a.b"]', '$[""]']
    assert find(json.dumps({**right, "\ud800": 1}), right)[0].kind == "broken_json"
    assert find("\ud800", None)
    assert find('{"action": "\ud800"}', None)


def test_without_discriminator() -> None:
    terms = Terms(None, frozenset(), frozenset())
    found = diagnose('{"item": "desk"}', {"item": "lamp"}, terms, SHAPE.find_faults)
    assert [(one.kind, one.path) for one in found] == [("wrong_value", "$.item")]


def test_measure(tmp_path: Path) -> None:
    rows = [
        {"raw_output": json.dumps(answer), "expected": right, "kind": kind, "path": path}
        for kind, path, answer, right in COMPARED
    ]
    rows += [{"raw_output": text, "expected": None, "kind": kind, "path": "$"} for kind, _, text, _ in ROWS]
    wrong = {"raw_output": None, "expected": None, "kind": "prose", "path": "$"}
    file = tmp_path / "told.jsonl"
    file.write_text("\n".join(map(json.dumps, [wrong, *rows])) + "\n", "utf-8")
    right, total, lines = measure(file, PACK)
    assert (right, total) == (len(rows), len(rows) + 1)
    assert lines == ["line 1: prose $, found no_answer $ (there is no answer): None"]
