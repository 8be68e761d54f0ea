"""Wordings out of answers: whole, wrapped up, in part, or not at all."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskdata.foundation.exchange import Answer
from taskdata.foundation.records import Fault
from taskdata.paraphrase.wordings import read_object, read_wordings

FIELDS = ("wording_1", "wording_2")
BOTH = {"wording_1": "send it off", "wording_2": "off with it"}
WHOLE = json.dumps(BOTH)
SPREAD = json.dumps(BOTH, indent=2)
DEEP = 10_000


def read(text: str | None, **more: object) -> dict[str, str] | Fault:
    return read_wordings(Answer(text, **more), FIELDS)  # type: ignore[arg-type]


def assert_none(found: dict[str, str] | Fault, message: str) -> None:
    assert found == Fault(code="no_wording", path="$", message=message)


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        SPREAD,
        f"\n\n  {WHOLE}\n",
        f"```json\n{SPREAD}\n```",
        f"```\n{WHOLE}\n```",
        f"```JSON\n{WHOLE}```",
        f"```json\n{WHOLE}",
        f"Sure! Here they are:\n\n```json\n{SPREAD}\n```\nTell me if you want more.",
        f"Here they are: {WHOLE} I hope that helps :-}}",
        f"As {{asked}}: {WHOLE}",
        f"{{ {{ {{not: json}} {WHOLE}",
        f'{{"broken": {WHOLE}',
        f'{{"unterminated {WHOLE}',
        f"[{WHOLE}]",
        f'{{"thoughts": "I see {{two}} ways"}}\n{WHOLE}',
        f'{{}} {{"wording": "x"}} {WHOLE}',
        f'{{"wording_1": "  ", "wording_2": null}} {WHOLE}',
        f"{json.dumps({'wording_1': 'only', 'wording_2': 'a draft'})} {WHOLE}",
        f"<think>Maybe {json.dumps({'wording_1': 'x'})}</think>{WHOLE}",
        f"<think>{{</think>\n```json\n{WHOLE}\n```",
        f"{json.dumps({'wording_1': 'half of it'})} {WHOLE}",
        f"{WHOLE} {json.dumps({'wording_1': 'half of it'})}",
        json.dumps({**BOTH, "wording_3": "not asked for", "note": 1}),
        "{" * 300 + WHOLE,
        f'{{"answer": {WHOLE}}}',
        f'Here: {{"count": 2, "answer": {{"wordings": [1, {WHOLE}]}}}}',
    ],
)
def test_wordings_are_found_whatever_is_round_them(text: str) -> None:
    assert read(text) == BOTH


@pytest.mark.parametrize("opening", ["{", "[", '{"a":', "[{"])
def test_brackets_without_end_are_passed_over(opening: str) -> None:
    """However deep they are nested: no stack overflows."""
    assert read(opening * 500 + WHOLE) == BOTH
    assert isinstance(read(opening * 5_000), Fault)


def test_deep_nesting_that_is_json_is_no_object_of_texts() -> None:
    deep = '{"a":' * DEEP + "1" + "}" * DEEP
    assert isinstance(read(deep), Fault)
    assert isinstance(read("[" * DEEP + "]" * DEEP), Fault)


@pytest.mark.parametrize("value", [1, True, None, ["send it"], {"text": "send it"}, "", "   ", "\n\t"])
def test_what_is_no_text_is_missing(value: object) -> None:
    assert read(json.dumps({"wording_1": value, "wording_2": "off with it"})) == {"wording_2": "off with it"}


def test_half_a_sign_is_no_text() -> None:
    """What is left of an emoji where an answer was cut: no file could hold it."""
    assert read('{"wording_1": "send it \\ud83d", "wording_2": "off with it \\ud83d\\ude00"}') == {
        "wording_2": "off with it 😀"
    }


def test_a_key_that_is_missing_is_missing() -> None:
    assert read('{"wording_2": "off with it"}') == {"wording_2": "off with it"}


def test_texts_come_as_they_are() -> None:
    """Their letters and their white space are the judge's matter."""
    odd = {"wording_1": ' "naïve" \\ ☃ 😀\n{x} ', "wording_2": "```code```"}
    assert read(json.dumps(odd, ensure_ascii=False)) == odd


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("send it off", "'send it off'"),
        ("[]", "'[]'"),
        ('"send it off"', "'\"send it off\"'"),
        ("null", "'null'"),
        ('{"other": "send it"}', '\'{"other": "send it"}\''),
        ('{"wording_1": 5}', "'{\"wording_1\": 5}'"),
        ("x" * 100, repr("x" * 80)),
    ],
)
def test_an_answer_without_wordings_is_shown(text: str, shown: str) -> None:
    assert_none(read(text), f"the answer is no JSON object with 'wording_1': {shown}")


def test_an_empty_answer_has_none() -> None:
    assert_none(read(None), "the answer is empty")


def test_a_refusal_is_told() -> None:
    assert_none(read(None, refusal="I cannot help with that."), "the model declined: I cannot help with that.")
    assert_none(read(WHOLE, refusal="No."), "the model declined: No.")


def test_an_answer_that_was_cut_off_has_what_is_whole_in_it() -> None:
    cut = WHOLE[:-5]
    assert_none(read(cut, is_cut=True), f"the answer breaks off: {cut!r}")
    assert read(f'{{"wording_1": "send it off"}} {cut}', is_cut=True) == {"wording_1": "send it off"}
    assert read(WHOLE, is_cut=True) == BOTH


@given(st.text(alphabet='{}[]":,ab\\ \n`', max_size=60))
def test_whatever_comes_before_them_they_are_found(garbage: str) -> None:
    """Unless it has them itself, or opens a text that goes on into them."""
    assert read(f"{garbage}\n{WHOLE}") == BOTH


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(min_size=1).filter(str.strip), min_size=1))
def test_any_texts_are_read_back(texts: dict[str, str]) -> None:
    assert read(json.dumps(texts)) == texts
    assert read(f"```json\n{json.dumps(texts, indent=1)}\n```") == texts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"action": "send", "item": null}', {"action": "send", "item": None}),
        ('```json\n{"action": {"a": [1]}}\n```', {"action": {"a": [1]}}),
        ('It is {"action": "send"} or {"action": "stop"}', {"action": "send"}),
        ("[1, 2]", None),
        ("no idea", None),
        ("{}", {}),
        (None, None),
    ],
)
def test_a_label_is_the_first_object(text: str | None, found: object) -> None:
    assert read_object(Answer(text)) == found
