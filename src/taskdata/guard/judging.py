"""What is done with a model's text: accepted, mended where only its wrapping is wrong, or refused."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from taskdata.answers.broken_json import read_answer
from taskdata.answers.shape import Shape
from taskdata.answers.showing import show_text
from taskdata.answers.surroundings import THOUGHT, find_values
from taskdata.foundation.records import Fault
from taskdata.foundation.strict_json import check_json

Message = dict[str, Any]
FAULTS = "{faults}"
"""The hole of `ask_again` for what is wrong."""
_HALF = re.compile("[\ud800-\udfff]")
_HARMLESS, _WORD = re.compile(r"[^\[\]{}\"'`~‘’‚‛´“”„‟]+"), re.compile(r"\w")
"""Text in which no JSON and no fence can begin, and what makes it more than stray signs."""
_LOST = "\ufffd"
_TOO_LARGE = "the answer is nested too deeply, or has too large a number, to be used"
_ODD_SIGNS = "the answer has white space or halves of characters that JSON does not know"
_MOST_QUOTED = 4_000
LONGEST = 200_000
"""Characters of an answer: to look for an object in a longer one holds up the application."""
_MOST_TOLD = 1_000


@dataclass(frozen=True, slots=True)
class Judged:
    """What a model's text is worth: the object that can be used, None where there is none, and what is wrong in words.

    With an object, what is wrong is what was mended: its fence, or what stood around it.
    """

    value: dict[str, Any] | None
    faults: tuple[str, ...] = ()

    @property
    def repaired(self) -> bool:
        """Whether there is an object, and it had to be taken out of something."""
        return self.value is not None and bool(self.faults)


class Judge:
    """Judges answers by one schema; `ask_again` is what a model is told of one that was refused, with {faults}."""

    def __init__(self, shape: Shape, ask_again: str) -> None:
        self._shape = shape
        self._ask_again = ask_again

    def judge(self, text: Any) -> Judged:
        """What a model's text is worth; what is no text is no answer. Never raises, whatever the model says.

        The object that is given can be written as JSON, says no key twice, and is of the schema.
        """
        if not isinstance(text, str):
            given = "" if text is None else f": what was given is of the type {type(text).__name__}, and no text"
            return Judged(None, (f"there is no answer{given}",))
        if len(text) > LONGEST:
            return Judged(None, (f"the answer has {len(text):,} characters, more than can be meant",))
        try:
            value = orjson.loads(text)
        except orjson.JSONDecodeError:
            return self._judge_loosely(mend_halves(text))
        return self._hold(value, text) if isinstance(value, dict) else self._judge_loosely(text)

    def write_followup(self, text: Any, faults: Sequence[str]) -> list[Message]:
        """What is added to the messages to ask again: the answer that was refused, and what is wrong with it.

        Of a long answer its start is quoted; without any there is a note, since many refuse an empty message.
        """
        said = mend_halves(text).strip() if isinstance(text, str) else ""
        return [
            {"role": "assistant", "content": cut(said, _MOST_QUOTED) or "(no answer)"},
            {"role": "user", "content": self._ask_again.replace(FAULTS, join_faults(faults))},
        ]

    def _judge_loosely(self, text: str) -> Judged:
        """A text that is no JSON object as it stands, and may hold one."""
        if quickly := _unwrap(text):
            value, source, fault = quickly
            held = self._hold(value, source)
            return Judged(held.value, (fault, *held.faults))
        answer = read_answer(text)
        told = tuple(message for _, message in answer.flaws)
        if not answer.is_usable:
            return Judged(None, told or (_TOO_LARGE,))
        source = _find_source(text, answer.value)
        held = self._hold(answer.value, source)
        if held.value is None:
            return Judged(None, told + held.faults)
        if _LOST in source and _LOST in orjson.dumps(answer.value).decode():
            return Judged(None, (*told, "the answer has half a character, which no text can have"))
        return Judged(answer.value, told or (_ODD_SIGNS,))

    def _hold(self, value: dict[str, Any], source: str) -> Judged:
        """Hold the object, and the JSON that it was read from, to what can be written again and to the schema."""
        try:
            check_json(source.encode(), value)
            if orjson.loads(orjson.dumps(value)) != value:
                return Judged(None, (_TOO_LARGE,))
        except (TypeError, RecursionError):
            return Judged(None, (_TOO_LARGE,))
        except ValueError as error:
            return Judged(None, (_TOO_LARGE if isinstance(error.__cause__, _DEEP) else str(error),))
        faults = self._find_faults(value)
        return Judged(None, faults) if faults else Judged(value)

    def _find_faults(self, value: dict[str, Any]) -> tuple[str, ...]:
        """What the schema does not allow. Where it cannot be put into words, that it is so, and no more."""
        try:
            return tuple(map(_tell, self._shape.find_faults(value)))
        except RecursionError:
            return (_TOO_LARGE,)
        except Exception:  # words come from another validator, which does not know every pattern of the deciding one
            return ("the answer is not of the schema",)


_DEEP = (RecursionError, orjson.JSONEncodeError)


def _unwrap(text: str) -> tuple[dict[str, Any], str, str] | None:
    """The object, its JSON and what is around it, where that is one of the usual habits and one look is enough.

    It is what `read_answer` finds, in an eighth of the time; None leaves it to that.
    """
    start, end = text.find("{"), text.rfind("}") + 1
    before, source, after = text[:start].strip(), text[start:end], text[end:].strip()
    if THOUGHT.search(before) or THOUGHT.search(after):
        return None
    if before in ("```json", "```") and after == "```":
        fault = "the JSON stands in a fence of backticks"
    elif _HARMLESS.fullmatch(around := f"{before} {after}".strip()) and _WORD.search(around):
        fault = f"the answer has text beside its JSON: {show_text(around)}"
    else:
        return None
    try:
        value = orjson.loads(source)
    except orjson.JSONDecodeError:
        return None
    return None if _LOST in source else (value, source, fault)


def _find_source(text: str, value: dict[str, Any]) -> str:
    """The JSON in a text that an object was read from; between the outermost brackets, it is mostly it."""
    source = text[text.find("{") : text.rfind("}") + 1]
    try:
        if orjson.loads(source) == value:
            return source
    except orjson.JSONDecodeError:
        pass
    return find_values(text)[-1].json or ""


def join_faults(faults: Sequence[str]) -> str:
    """What is wrong, as one sentence of some 1,000 characters at most."""
    return cut("; ".join(faults), _MOST_TOLD)


def cut(text: str, most: int) -> str:
    """The text, or where it is longer than so many characters its start, and three dots."""
    return text if len(text) <= most else f"{text[:most]}..."


def mend_halves(text: str) -> str:
    """The text as UTF-8 can write it: two halves of a character become one, a single half the sign of what is lost."""
    if text.isascii() or not _HALF.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _tell(fault: Fault) -> str:
    """A fault of the schema as a sentence."""
    if fault.path == "$":
        return fault.message if fault.message.startswith("the ") else f"the answer {fault.message}"
    return f"{fault.path} {fault.message}"
