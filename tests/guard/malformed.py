"""Right outputs made malformed, as models do it and as none would: a strategy of hypothesis."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

Draw = Callable[..., Any]
ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=12)
"""Any signs at all: control signs and single halves of characters among them."""
BITS = [
    "```",
    "```json",
    "~~~",
    "`",
    "{",
    "}",
    "[",
    "]",
    '"',
    "'",
    ",",
    ":",
    "\\",
    "\n",
    "\ufeff",
    "\u2028",
    "NaN",
    "//",
    "<think>",
]
WRAPPINGS = [
    "```json\n{}\n```", "```\n{}\n```", "```json\n{}", "~~~\n{}\n~~~", "Sure! {}", "{} Anything else?", "json {}",
    "Here:\n```\n{}\n```\nBye.", "<think>{{}}</think>{}", "`{}`", '"{}"', "[{}]", "({})", "{}{}", "{}\n{}", "{}, {}",
    "{} {{}}", "{}}}", "{{{}", "{};",
]  # fmt: skip
REPLACED = [
    ('"', "'"), ('"', "“"), ('"', '\\"'), ('"', ""), (":", "="), ("}", ",}"), ("null", "None"), ("{", "{ // x\n"),
    ("true", "True"), ("\n", "\r"), (" ", "\u00a0"), (",", ";"), ("}", ""), ('": ', '": 1e999, "x": '),
]  # fmt: skip
ANOTHER = ['{"action": "delete_task", "task_id": 5}', "{}", "[]", "null", '{"a": 1}', "5"]
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), ANY_TEXT, st.just(10**30), st.just([]), st.just({}),
    st.sampled_from(["high", "2025-02-30", "2025-01-01", "", " x", "x\n", "error", "pending"]),
)  # fmt: skip


@st.composite
def malformed_outputs(draw: Draw, outputs: Sequence[dict[str, Any]]) -> str:
    """The text of one of the outputs, changed in one to three ways."""
    output = draw(st.sampled_from(outputs))
    for _ in range(draw(st.integers(0, 2))):
        output = draw(st.sampled_from(CHANGES))(draw, output)
    text = json.dumps(output, ensure_ascii=draw(st.booleans()), indent=draw(st.sampled_from([None, 2])))
    for _ in range(draw(st.integers(0, 2))):
        text = draw(st.sampled_from(DAMAGES))(draw, text)
    return text


def rename_key(draw: Draw, output: dict[str, Any]) -> dict[str, Any]:
    chosen = draw(st.sampled_from([*output, ""]))
    return {draw(ANY_TEXT) if key == chosen else key: value for key, value in output.items()}


def drop_key(draw: Draw, output: dict[str, Any]) -> dict[str, Any]:
    chosen = draw(st.sampled_from([*output, ""]))
    return {key: value for key, value in output.items() if key != chosen}


def add_key(draw: Draw, output: dict[str, Any]) -> dict[str, Any]:
    return {**output, draw(st.sampled_from(["task_id", "task_title", "extra", "data", "limit"])): draw(VALUES)}


def change_value(draw: Draw, output: dict[str, Any]) -> dict[str, Any]:
    if not output:
        return output
    chosen = draw(st.sampled_from([*output]))
    inner = output[chosen]
    deeper = isinstance(inner, dict) and inner and draw(st.booleans())
    return {**output, chosen: change_value(draw, inner) if deeper else draw(VALUES)}


def nest(draw: Draw, output: dict[str, Any]) -> dict[str, Any]:
    deep: Any = output
    for _ in range(draw(st.sampled_from([1, 3, 100, 260, 300]))):
        deep = {"action": deep} if draw(st.booleans()) else [deep]
    return {**output, "action": deep} if draw(st.booleans()) else {"action": deep}


def cut(draw: Draw, text: str) -> str:
    at = draw(st.integers(0, len(text)))
    return text[:at] if draw(st.booleans()) else text[at:]


def wrap(draw: Draw, text: str) -> str:
    return str(draw(st.sampled_from(WRAPPINGS))).format(text, text)


def surround(draw: Draw, text: str) -> str:
    return f"{draw(ANY_TEXT)}{text}{draw(ANY_TEXT)}"


def insert(draw: Draw, text: str) -> str:
    at = draw(st.integers(0, len(text)))
    return f"{text[:at]}{draw(st.one_of(ANY_TEXT, st.sampled_from(BITS)))}{text[at:]}"


def replace_sign(draw: Draw, text: str) -> str:
    return text.replace(*draw(st.sampled_from(REPLACED)))


def repeat_key(draw: Draw, text: str) -> str:
    return text.replace("{", '{"action": "error", ', 1)


def add_another(draw: Draw, text: str) -> str:
    return f"{text}{draw(st.sampled_from(ANOTHER))}"


CHANGES = [rename_key, drop_key, add_key, change_value, nest]
DAMAGES = [cut, wrap, surround, insert, replace_sign, repeat_key, add_another]
