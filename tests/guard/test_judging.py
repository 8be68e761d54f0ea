"""What becomes of one answer: used as it is, taken out of its wrapping, or refused with what is wrong with it."""

import json
from typing import Any

import pytest
from guard_tools import FALLBACK, OUTPUT, RIGHT, ROOT, Model, guard

from taskdata.guard.judging import Judge, Judged
from taskdata.guard.settings import read_settings

TWICE = RIGHT.replace("}", ', "task_title": "Call dad"}')
OTHER = RIGHT.replace("mom", "dad")


@pytest.fixture(scope="module")
def judge() -> Judge:
    return read_settings(ROOT).judge


def test_a_plain_answer_is_used_as_it_is(judge: Judge) -> None:
    assert judge.judge(RIGHT) == Judged(OUTPUT)
    assert not judge.judge(f"\n {RIGHT} \t").repaired


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"```json\n{RIGHT}\n```", "a fence"),
        (f"```\n{RIGHT}", "a fence"),
        (f"~~~json\n{RIGHT}\n~~~", "a fence"),
        (f"Sure, here it is: {RIGHT}", "text beside its JSON: 'Sure, here it is:'"),
        (f"{RIGHT}\nLet me know if {{that}} is wrong.", "text beside its JSON"),
        (f"<think>is it {{5}}?</think>\n{RIGHT}", "text beside its JSON"),
        (f"Here:\n```json\n{RIGHT}\n```\nDone.", "a fence"),
        (f"{RIGHT}\n{RIGHT}", "2 JSON values after one another"),
        (f"\ud83d {RIGHT}", "text beside its JSON"),
    ],
)
def test_an_object_is_taken_out_of_its_wrapping(judge: Judge, text: str, words: str) -> None:
    judged = judge.judge(text)
    assert (judged.value, judged.repaired) == (OUTPUT, True)
    assert words in "; ".join(judged.faults)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "no answer"),
        (5, "no answer"),
        (RIGHT.encode(), "no answer"),
        (OUTPUT, "no answer"),
        ("", "empty"),
        (" \n", "empty"),
        ("```json\n```", "empty"),
        ("I cannot do that.", "without JSON"),
        ("null", "null and no object"),
        ("[]", "a list"),
        (f"[{RIGHT}]", "a list"),
        (json.dumps(RIGHT), "a text that holds JSON"),
        (RIGHT[:-1], "ends before"),
        (RIGHT[:30], "ends before"),
        (f"```json\n{RIGHT[:30]}\n```", "ends before"),
        (RIGHT.replace('"', "'"), "single quotes"),
        (RIGHT.replace("}", ",}"), "a comma"),
        (RIGHT.replace('"action"', "action"), "without quotes"),
        (f"{RIGHT}}}", "'}'"),
        (f"{RIGHT} {OTHER}", "nothing says which counts"),
        ("{}", "$.action is missing"),
        ('{"action": ["delete_task"]}', "$.action"),
        ('{"action": "drop_task"}', "it must be one of create_task, query_tasks"),
        ('{"action": "delete_task"}', "task_id"),
        (RIGHT.replace('"Call mom"', "null"), "$.task_title"),
        (RIGHT.replace("}", ', "extra": 1}'), 'the answer has "extra", which is not known'),
        (RIGHT.replace('"Call mom"', '"\ud83d"'), "half a character"),
        (RIGHT.replace('"Call mom"', '"\\ud83d"'), "half a character"),
        (TWICE, "the key 'task_title' stands twice"),
        (f"Sure: {TWICE}", "the key 'task_title' stands twice"),
        ('{"action": "delete_task", "task_id": NaN}', "NaN"),
        ('{"action": "delete_task", "task_id": 1e999}', "too large a number"),
        ('Sure: {"action": "delete_task", "task_id": 1e999}', "too large a number"),
        ('{"action": "delete_task", "task_id": 100000000000000000000000}', "is too large"),
        ('Sure: {"action": "delete_task", "task_id": 100000000000000000000000}', "is too large"),
        (f'{{"action": {"[" * 500}1{"]" * 500}}}', "nested too deeply"),
        (f'{{"action": {"[" * 900}1{"]" * 900}}}', "nested too deeply"),
        (f'{{"action": {"[" * 90_000}1{"]" * 90_000}}}', "nested too deeply"),
        ('{"action": ' * 15_000, "ends before"),
        (f"{RIGHT} {'x' * 200_000}", "characters, more than can be meant"),
        (f"<think>Perhaps {RIGHT}? No.</think> I am not sure.", "text without JSON"),
        (f"<think>{RIGHT}</think>", "another notation"),
        (f"<THINK>{RIGHT}</THINK> ok", "text without JSON"),
        (f"<think>Perhaps {RIGHT}? No, the user", "text without JSON"),
    ],
    ids=lambda value: repr(value)[:50].encode("ascii", "replace").decode(),
)
def test_an_answer_is_refused_with_what_is_wrong(judge: Judge, text: Any, words: str) -> None:
    judged = judge.judge(text)
    assert (judged.value, judged.repaired) == (None, False)
    assert words in "; ".join(judged.faults)


def test_two_halves_of_a_character_are_one(judge: Judge) -> None:
    judged = judge.judge(RIGHT.replace("mom", "mom \ud83d\ude00"))
    assert (judged.value, judged.repaired) == ({"action": "delete_task", "task_title": "Call mom 😀"}, True)


@pytest.mark.parametrize("sign", "\xa0\u2028\u3000\x0b\x85")
def test_white_space_that_json_does_not_know_is_taken_off_and_told(judge: Judge, sign: str) -> None:
    judged = judge.judge(f"{sign}{RIGHT}{sign}")
    assert (judged.value, judged.repaired) == (OUTPUT, True)
    assert "white space" in judged.faults[0]


def test_a_sign_for_what_was_lost_is_a_sign_like_any_other(judge: Judge) -> None:
    assert judge.judge(f"Sure \ud83d: {RIGHT}").value == OUTPUT
    assert judge.judge(RIGHT.replace("mom", "mom �")).value == {**OUTPUT, "task_title": "Call mom �"}


def test_a_text_of_a_class_of_its_own(judge: Judge) -> None:
    class Text(str):
        __slots__ = ()

    assert judge.judge(Text(RIGHT)).value == OUTPUT


def test_a_schema_that_refers_to_itself_is_no_trap(tmp_path: Any) -> None:
    """Values as deep as JSON is written are looked into by a validator that calls itself, and runs out of stack."""
    schema = {
        "oneOf": [{"$ref": "#/$defs/error"}],
        "$defs": {
            "error": {
                "type": "object",
                "properties": {"action": {"const": "error"}, "in": {"$ref": "#/$defs/deep"}},
                "required": ["action"],
            },
            "deep": {"anyOf": [{"type": "integer"}, {"type": "array", "items": {"$ref": "#/$defs/deep"}}]},
        },
    }
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "action.schema.json").write_text(json.dumps(schema), "utf-8")
    text = (ROOT / "usecase.yaml").read_text("utf-8")
    (tmp_path / "usecase.yaml").write_text(text, "utf-8")

    deep = f'{{"action": "error", "in": {"[" * 240}"x"{"]" * 240}}}'
    done = guard(Model(deep, deep.replace('"x"', "1")), pack=tmp_path)([])

    assert done.attempts[0].faults == ("the answer is nested too deeply, or has too large a number, to be used",)
    assert done.ok


def test_asking_again_quotes_the_answer_and_tells_the_faults(judge: Judge) -> None:
    said, asked = judge.write_followup("Sure", ["it is no JSON", "it is late"])
    assert said == {"role": "assistant", "content": "Sure"}
    assert asked["role"] == "user"
    assert "cannot be used: it is no JSON; it is late. Answer" in asked["content"]


@pytest.mark.parametrize("text", [None, "", "  ", 5])
def test_no_answer_is_quoted_as_none(judge: Judge, text: Any) -> None:
    assert judge.write_followup(text, ["x"])[0]["content"] == "(no answer)"


def test_what_is_quoted_and_told_is_short_and_can_be_sent(judge: Judge) -> None:
    said, asked = judge.write_followup("\ud83d" + "x" * 100_000, ["{faults}" * 10_000])
    assert len(said["content"]) < 5_000
    assert len(asked["content"]) < 2_000
    json.dumps([said, asked]).encode().decode("utf-8")
    said["content"].encode("utf-8")


def test_the_fallback_of_the_built_in_pack() -> None:
    assert json.loads(read_settings(ROOT).fallback) == FALLBACK
