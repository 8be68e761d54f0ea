"""The questions to a model: the prompts of the pack filled for a request, a template, a second try, a parse."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import orjson

from taskdata.foundation.errors import InputError
from taskdata.foundation.exchange import Ask
from taskdata.foundation.pack import Pack
from taskdata.foundation.prompts import HOLES, Prompt
from taskdata.foundation.records import Example
from taskdata.paraphrase.manners import Manner, describe_manner

_TOKENS_A_WORDING = 60
_TOKENS_AROUND = 40
_TOKENS_OF_A_LABEL = 300
_NOTHING = "none in particular"


@dataclass(frozen=True)
class Questions:
    """Puts questions of one pack to one model."""

    pack: Pack
    model: str
    longest: int | None = None
    """The tokens of the longest answer; None for what the wordings need, and a model that does not think first."""

    def ask_for_requests(self, example: Example, manners: Sequence[Manner]) -> Ask:
        """Ask for wordings of one request, each in its manner: the fields `wording_1` and so on."""
        fields = [f"wording_{number}" for number in range(1, len(manners) + 1)]
        filled = {
            "request": example.input,
            "kept": _quote_all(_list_values(example)),
            "manners": _list_manners(fields, manners),
            "count": str(len(manners)),
        }
        return self._ask("rephrase_requests", filled, fields)

    def ask_for_templates(self, instances: Sequence[Example], manners: Sequence[Manner]) -> Ask:
        """Ask for wordings of requests that differ in their values alone: the fields `way_1_request_1` and so on."""
        ways = [f"way_{number}" for number in range(1, len(manners) + 1)]
        lines = (
            f"request_{number}: {example.input}   (keep {_quote_all(_list_values(example))})"
            for number, example in enumerate(instances, start=1)
        )
        filled = {
            "requests": "\n".join(lines),
            "manners": _list_manners(ways, manners),
            "count": str(len(manners)),
        }
        fields = [name for way in ways for name in name_requests(way, len(instances))]
        return self._ask("rephrase_templates", filled, fields)

    def ask_again(self, ask: Ask, answer: str, refused: Mapping[str, Sequence[str]], manners: Sequence[Manner]) -> Ask:
        """Ask once more for what was refused, with the reasons; the fields are those of the refused wordings.

        `refused` has, by wording, the reasons; the manners are those of the wordings, in the same order.
        """
        prompt = self._find_prompt("ask_again")
        reasons = (f"- {name}: {'; '.join(whys)}" for name, whys in refused.items())
        filled = {
            "refused": "\n".join(reasons),
            "manners": _list_manners(list(refused), manners),
            "count": str(len(refused)),
        }
        fields = tuple(name for name in ask.fields if any(_belongs(name, one) for one in refused))
        return Ask(
            model=self.model,
            messages=(*ask.messages, {"role": "assistant", "content": answer}, *prompt.fill(filled)),
            fields=fields,
            prompt=f"{ask.prompt}, {prompt.name_version('ask_again')}",
            max_tokens=self._allow(fields),
        )

    def ask_for_label(self, wording: Example, model: str) -> Ask:
        """Ask another model for the label of a wording, as a JSON object of the pack's schema."""
        prompt = self._find_prompt("parse_back")
        day = wording.reference_date
        filled = {
            "domain": self.pack.usecase.domain.strip(),
            "request": wording.input,
            "reference_date": day.isoformat(),
            "weekday": f"{day:%A}",
            "schema": orjson.dumps(self.pack.schema).decode(),
        }
        most = self.longest or _TOKENS_OF_A_LABEL
        return Ask(model, tuple(prompt.fill(filled)), (), prompt.name_version("parse_back"), most)

    def _ask(self, name: str, filled: Mapping[str, str], fields: Sequence[str]) -> Ask:
        prompt = self._find_prompt(name)
        messages = prompt.fill({"domain": self.pack.usecase.domain.strip(), **filled})
        return Ask(self.model, tuple(messages), tuple(fields), prompt.name_version(name), self._allow(fields))

    def _allow(self, fields: Sequence[str]) -> int:
        """How many tokens an answer may have."""
        return self.longest or len(fields) * _TOKENS_A_WORDING + _TOKENS_AROUND

    def _find_prompt(self, name: str) -> Prompt:
        """A prompt of the pack. Raises InputError where it has none of this name."""
        prompt = self.pack.prompts.get(name)
        if prompt is None:
            holes = ", ".join(f"{{{hole}}}" for hole in sorted(HOLES[name]))
            raise InputError(
                f"{self.pack.root}: the pack has no prompt '{name}'; write one under `prompts:` in a file of its "
                f"templates, with the holes {holes} (those that `taskdata init` writes fit any domain)"
            )
        return prompt


def name_requests(way: str, count: int) -> list[str]:
    """The fields of one way of wording: one for each of the requests."""
    return [f"{way}_request_{number}" for number in range(1, count + 1)]


def _belongs(field: str, wording: str) -> bool:
    """Whether a field of the answer is the wording, or one of its requests."""
    return field == wording or field.startswith(f"{wording}_request_")


def _list_manners(names: Sequence[str], manners: Sequence[Manner]) -> str:
    return "\n".join(f"{name}: {describe_manner(manner)}" for name, manner in zip(names, manners, strict=True))


def _list_values(example: Example) -> list[str]:
    return [example.input[span.start : span.end] for span in example.spans]


def _quote_all(words: Sequence[str]) -> str:
    return ", ".join(orjson.dumps(word).decode() for word in words) or _NOTHING
