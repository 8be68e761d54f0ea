"""What may be said for a field: a slot, with its declaration, or a constant, by the field's rule."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from taskdata.foundation.output import Path
from taskdata.propose.fields import FieldOf
from taskdata.propose.naming import escape_words, make_name, split_name
from taskdata.propose.rules import is_day, is_list_of_texts, is_person, list_examples, read_bounds, speak
from taskdata.propose.values import TOKENS, Allowed

_NAMES = [
    *("Anna", "Ben", "Carla", "David", "Emma", "Farid", "Hannah"),
    *("Igor", "Julia", "Karim", "Laura", "Nadia", "Omar", "Paula"),
]  # fmt: skip
_LABELS = ["alpha", "beta", "gamma", "delta", "omega", "sigma"]
_QUALITIES = ["red", "green", "blue", "yellow", "small", "big", "wooden", "old", "round", "plain", "heavy", "shiny"]
_THINGS = [
    "lamp", "chair", "basket", "kettle", "bottle", "carpet", "mirror", "ladder", "drum", "candle", "bucket", "pillow"
]  # fmt: skip
_DAY_KINDS = {"tomorrow": 3, "weekday": 3, "next_weekday": 1, "month_day": 2}
_SPAN_KINDS = {"this_week": 1, "next_week": 1, "this_month": 1, "next_month": 1, "from_to": 2, "next_days": 1}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A slot for one field or more: how it is declared and said, and a value of it by the path of each field.

    `references` is what the output has for each field; `lines` are grammar lines. It is `exact` where capitals count.
    """

    name: str
    spec: Mapping[str, Any]
    say: str
    hint: str
    samples: Mapping[Path, Any]
    references: Mapping[Path, str]
    lines: Sequence[str] = ()
    exact: bool = False

    def rename(self, name: str) -> "Proposal":
        """The same with another name."""
        return replace(
            self,
            name=name,
            say=re.sub(rf"\{{{self.name}(?=[.}}])", f"{{{name}", self.say),
            references={path: f"{name}{one.removeprefix(self.name)}" for path, one in self.references.items()},
            spec={**self.spec, "grammar": name} if "grammar" in self.spec else self.spec,
        )


class Proposer:
    """Proposes slots for the fields of one schema; no two of its slots are said with the same words.

    `framing` are words that stand in sentences beside slots; `values` are words that stand for values.
    """

    def __init__(self, allowed: Allowed, framing: Sequence[str], values: Sequence[str]) -> None:
        self._allowed = allowed
        self._taken = {f" {words} " for words in framing}
        spoken = "".join(f" {words} " for words in (*framing, *values))
        self._qualities, self._things = ([w for w in some if f" {w} " not in spoken] for some in (_QUALITIES, _THINGS))
        self._known: dict[str, Proposal] = {}
        self._again: dict[tuple[str, str], Proposal] = {}

    def propose(self, field: FieldOf, action: str) -> Proposal | None:
        """The slot for a field of an action; None where nothing can be said for it.

        A field of the same name and rule has the same slot in every action.
        """
        key = field.name, repr(field.rule)
        if known := self._again.get(key):
            sample = next(iter(known.samples.values()))
            return replace(known, samples={field.path: sample}, references={field.path: known.name})
        proposal = self._propose_day(field) if is_day(field.rule) else self._propose(field)
        if proposal is not None:
            proposal = self._again[key] = self._take(proposal, action)
        return proposal

    def propose_span(self, first: FieldOf, last: FieldOf, action: str) -> Proposal:
        """One slot for two dates that begin and end a span."""
        name = make_name(first.name, last.name)
        hint = f"a span of days as people say it; its parts are `{first.label}` and `{last.label}`"
        samples = {first.path: "2026-01-05", last.path: "2026-01-11"}
        references = {first.path: f"{name}.from", last.path: f"{name}.to"}
        span = Proposal(name, {"type": "span", "kinds": _SPAN_KINDS}, f"{{{name}}}", hint, samples, references)
        return self._take(span, action)

    def list_taken(self) -> list[Proposal]:
        """Every slot that was proposed, in order."""
        return list(self._known.values())

    def _take(self, proposal: Proposal, action: str) -> Proposal:
        """The proposal with a name that no other slot has, unless that is just like it."""
        mine = proposal
        for name in (proposal.name, make_name(action, proposal.name)):
            known, mine = self._known.get(name), proposal.rename(name)
            if known is None or (known.spec, known.lines) == (mine.spec, mine.lines):
                break
        self._known.setdefault(mine.name, mine)
        self._taken |= {f" {said.lower()} " for said in _list_phrases(mine.spec)}
        return mine

    def _propose(self, field: FieldOf) -> Proposal | None:
        rule, kind = field.rule, field.rule.get("type")
        if "const" in rule:
            return self._choose(field, [rule["const"]])
        if isinstance(rule.get("enum"), list):
            return self._choose(field, rule["enum"])
        if kind == "boolean":
            return self._choose(field, [True, False])
        if kind in ("integer", "number"):
            return self._count(field)
        if kind == "array":
            return self._label(field)
        return self._quote(field) if kind in ("string", None) and "properties" not in rule else None

    def _propose_day(self, field: FieldOf) -> Proposal:
        """A slot for a date."""
        name, words = make_name(field.name), split_name(field.name)
        hint = "a day as people say it; take kinds out, or change how often they come"
        return self._make(
            field, name, {"type": "date", "kinds": _DAY_KINDS}, f"{words} {{{name}.bare}}", hint, "2026-01-05"
        )

    def _make(
        self, field: FieldOf, name: str, spec: Mapping[str, Any], say: str, hint: str, sample: Any, **more: Any
    ) -> Proposal:
        return Proposal(name, spec, say, hint, {field.path: sample}, {field.path: name}, **more)

    def _choose(self, field: FieldOf, values: Sequence[Any]) -> Proposal | None:
        """A choice: each value by its words, or with the name of the field before, where they are said for another."""
        values = [value for value in values if isinstance(value, str | int | float) and value != ""]
        if not values:
            return None
        name, words = make_name(field.name), split_name(field.name)
        plain = {value: speak(value) for value in values}
        flag = any(isinstance(value, bool) for value in values)
        if flag:
            phrases = {value: f"{'with' if value else 'without'} {words}" for value in values}
        elif self._are_free(field, plain, words):
            phrases = plain
        else:
            phrases = {value: f"{words} {said or escape_words(str(value))}" for value, said in plain.items()}
        spec = {"type": "choice", "forms": {"word": {value: [said] for value, said in phrases.items()}}}
        say = f"{words} {{{name}}}" if phrases is plain else f"{{{name}}}"
        hint = "add the other words that people use for each value"
        return self._make(field, name, spec, say, hint, values[0])

    def _are_free(self, field: FieldOf, plain: Mapping[Any, str], words: str) -> bool:
        """Whether the words of the values are nobody else's, and are words at all."""
        spoken = {said.lower() for said in plain.values()}
        if len(spoken) < len(plain) or not all(re.search(r"[^\W\d]", said) for said in spoken):
            return False
        others = {text for text in self._taken if text != f" {words} "}
        return not any(f" {said} " in text or text in f" {said} " for said in spoken for text in others)

    def _count(self, field: FieldOf) -> Proposal | None:
        rule, name = field.rule, make_name(field.name)
        low, high = read_bounds(rule)
        low += not self._allowed.check(rule, low)
        high -= not self._allowed.check(rule, high)
        if low > high or len(self._allowed.pick(rule, (low, high, low + (high > low)))) < 3:
            return None
        hint = 'whole numbers that are said and understood; add `forms: [digits, words]` for "five"'
        spec = {"type": "number", "min": low, "max": high}
        return self._make(field, name, spec, f"{split_name(field.name)} {{{name}}}", hint, low)

    def _label(self, field: FieldOf) -> Proposal | None:
        """Labels behind `#`, for a list of texts."""
        if not is_list_of_texts(field.rule):
            return None
        items, name = field.rule["items"], make_name(field.name)
        words = [word for word in (*items.get("enum", ()), *_LABELS) if re.fullmatch(r"[a-z][\w-]*", str(word))]
        words = [word for word in words if self._allowed.check(field.rule, [word])]
        if len(words) < 2 or not self._allowed.check(field.rule, words[:2]):
            return None
        hint = 'labels as "#alpha"; write those of your domain'
        spec = {"type": "tags", "words": words, "most": 2, "cues": [f"tagged {split_name(field.name)}"]}
        return self._make(field, name, spec, f"{{{name}}}", hint, words[:1])

    def _quote(self, field: FieldOf) -> Proposal | None:
        """Free text: a person, or words of a small grammar."""
        rule, name, words = field.rule, make_name(field.name), split_name(field.name)
        say = f"{words} {{{name}}}"
        texts = self._allowed.pick(rule, list_examples(rule))
        if is_person(words) and not texts and self._allowed.check(rule, _NAMES[0]):
            hint = "a person; if it is none, make it a `phrase` (see docs/templates.md)"
            return self._make(field, name, {"type": "person", "names": _NAMES}, say, hint, _NAMES[0])
        if any(text.lstrip("#").isdigit() for text in texts):  # a bare number is no free text
            return self._choose(field, texts)
        spec: dict[str, Any] = {"type": "phrase", "grammar": name}
        hint = "free text, copied as it is typed; write a grammar of what people say here"
        sample = f"{self._qualities[0]} {self._things[0]}"
        if not texts and self._allowed.check(rule, sample):
            return self._make(field, name, {**spec, "apart": True}, say, hint, sample, lines=self._write_grammar())
        if not texts:
            texts = self._allowed.pick(rule, TOKENS)
            hint = "words of the right form, and no more is known; write what people say, or make it a choice"
        if not texts:
            return None
        exact, lines = any(text != text.lower() for text in texts), [escape_words(text) for text in texts]
        return self._make(field, name, spec, say, hint, texts[0], lines=lines, exact=exact)

    def _write_grammar(self) -> list[str]:
        """Lines that say some hundred things."""
        qualities, things = "|".join(self._qualities), "|".join(self._things)
        return [f"({qualities}) ({things})", f"({things}) of ({things})"]


def _list_phrases(spec: Mapping[str, Any]) -> list[str]:
    return [said for form in spec.get("forms", {}).values() for phrases in form.values() for said in phrases]
