"""Wordings asked for and judged: what is refused is asked for once more with the reason, then kept as refused."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from taskdata.foundation.exchange import Answer, Ask
from taskdata.foundation.records import ABSENT, Example, Fault
from taskdata.io.asking import Asker, StoppedError, UnansweredError
from taskdata.paraphrase.manners import Manner
from taskdata.paraphrase.questions import Questions
from taskdata.paraphrase.wordings import read_object, read_wordings

_LONGEST_SHOWN = 200


@dataclass(frozen=True)
class Wording:
    """One wording that came, or did not: its texts, what they were asked by, and what was made of them.

    `sentence` is the template that the texts are instances of, where one was asked for; `examples` are the records.
    """

    manner: Manner
    prompt: str
    texts: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    sentence: str | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.faults


Judge = Callable[[Wording], Awaitable[Wording]]
"""Makes of the texts of a wording what they are to be, or finds what speaks against them."""


@dataclass(frozen=True)
class Collector:
    """Collects wordings with one asker."""

    asker: Asker
    questions: Questions

    async def collect(
        self, ask: Ask, names: Mapping[str, Sequence[str]], manners: Sequence[Manner], judge: Judge
    ) -> list[Wording]:
        """All wordings of one question, good and refused, in a fixed order.

        `names` has, by wording, its fields in the answer. Raises StoppedError where not even the first answer came.
        """
        try:
            first = await self.asker.ask(ask)
        except UnansweredError as error:
            return [Wording(manner, ask.prompt, faults=(_tell_nothing(str(error)),)) for manner in manners]
        by_name = dict(zip(names, manners, strict=True))
        wordings = await self._judge_all(first, ask, names, by_name, judge)
        refused = {name: wording for name, wording in wordings.items() if not wording.ok}
        again = await self._try_again(ask, first, refused, names, judge) if refused else {}
        return [*wordings.values(), *again.values()]

    async def _try_again(
        self, ask: Ask, first: Answer, refused: Mapping[str, Wording], names: Mapping[str, Sequence[str]], judge: Judge
    ) -> dict[str, Wording]:
        """What comes of the one repetition; nothing where a cap forbids it, and the first answer is all there is."""
        reasons = {name: [_shorten(fault.message) for fault in wording.faults] for name, wording in refused.items()}
        by_name = {name: wording.manner for name, wording in refused.items()}
        again = self.questions.ask_again(ask, first.text or "{}", reasons, list(by_name.values()))
        try:
            answer = await self.asker.ask(again)
        except (StoppedError, UnansweredError):
            return {}
        return await self._judge_all(answer, again, {name: names[name] for name in refused}, by_name, judge)

    async def _judge_all(
        self, answer: Answer, ask: Ask, names: Mapping[str, Sequence[str]], manners: Mapping[str, Manner], judge: Judge
    ) -> dict[str, Wording]:
        texts = read_wordings(answer, ask.fields)
        return {
            name: await self._judge(Wording(manners[name], ask.prompt), fields, texts, judge)
            for name, fields in names.items()
        }

    async def _judge(
        self, wording: Wording, fields: Sequence[str], texts: dict[str, str] | Fault, judge: Judge
    ) -> Wording:
        if isinstance(texts, Fault):
            return replace(wording, faults=(texts,))
        missing = [field for field in fields if field not in texts]
        if missing:
            return replace(wording, faults=(_tell_nothing(f"the answer has no {missing[0]!r}"),))
        return await judge(replace(wording, texts=tuple(texts[field].strip() for field in fields)))


def _tell_nothing(message: str) -> Fault:
    return Fault(code="no_wording", path="$", message=message)


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."


@dataclass(frozen=True)
class RoundTrip:
    """Asks a second model what a wording means; only the same label passes.

    The texts that the model writes itself are not compared.
    """

    asker: Asker
    questions: Questions
    model: str

    async def find_fault(self, wording: Example) -> Fault | None:
        """The fault that the model reads the wording otherwise, gives no label, or was not asked for one."""
        try:
            answer = await self.asker.ask(self.questions.ask_for_label(wording, self.model))
        except (StoppedError, UnansweredError) as error:
            return Fault(code="round_trip", path="$.output", message=f"{self.model} was not asked: {error}")
        label = read_object(answer)
        if label is None:
            return Fault(code="round_trip", path="$.output", message=f"{self.model} gives no JSON object for it")
        free = self.questions.pack.usecase.persona.fields
        path = _find_difference(_leave_out(wording.output, free), _leave_out(label, free))
        if path is None:
            return None
        message = f"{self.model} reads it otherwise, at {path}: {answer.text}"
        return Fault(code="round_trip", path=path, message=message)


def _leave_out(label: Mapping[str, Any], free: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in label.items() if key not in free}


def _find_difference(ours: Any, theirs: Any, path: str = "$") -> str | None:
    """Where two labels differ first, None where they are equal as JSON."""
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        for key in (*ours, *(key for key in theirs if key not in ours)):
            found = _find_difference(ours.get(key, ABSENT), theirs.get(key, ABSENT), f"{path}.{key}")
            if found:
                return found
        return None
    return None if type(ours) is type(theirs) and ours == theirs else path
