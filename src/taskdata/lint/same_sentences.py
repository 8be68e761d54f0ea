"""Sentences that two templates say: with different labels a fault; all that one of them says, a warning."""

import re
from collections import Counter

from taskdata.foundation.errors import Problem
from taskdata.foundation.pack import Template
from taskdata.lint.speller import Speller
from taskdata.lint.subject import Problems, Subject, fault, warning

_SLOT = re.compile(r"\{(\w+)\.")

_Said = dict[str, Template]
"""Each sentence, without case and punctuation, with the first template that says it."""


def find_same_sentences(subject: Subject) -> Problems:
    """Templates that can say one sentence, slots of the same words taken for equal."""
    comparison = _Comparison(subject)
    # A member of a contrast says its own words in its slots.
    for template in subject.templates:
        if not template.contrast:
            yield from comparison.compare(template)
    yield from comparison.compare_heard()


class _Comparison:
    """Compares each template with those before it."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._spell, self._spell_exactly = (
            Speller(subject.pack, subject.slots, exact=False).spell,
            Speller(subject.pack, subject.slots, exact=True).spell,
        )
        self._said: _Said = {}
        self._exact: dict[str, dict[str, str]] = {}

    def compare(self, template: Template) -> Problems:
        """Tell, of each template before this one, the first sentence that both say and mean differently."""
        sentences = dict.fromkeys(self._spell(template.pattern), template)
        told: set[str] = set()
        copied: Counter[str] = Counter()
        for sentence in [sentence for sentence in sentences if sentence in self._said]:
            first = sentences[sentence] = self._said[sentence]
            there, here = (self._write_exactly(one)[sentence] for one in (first, template))
            if self._label(first) != self._label(template) or _SLOT.findall(there) != _SLOT.findall(here):
                if first.id not in told:
                    yield self._explain(sentence, first, template)
                told.add(first.id)
            elif there == here:
                copied[first.id] += 1
                if copied[first.id] == len(sentences):
                    message = f"all that this says, the sentence in {first.place} says as well; keep one of them"
                    yield warning(template.place, message)
        self._said.update(sentences)

    def _write_exactly(self, template: Template) -> dict[str, str]:
        """Each sentence as it is compared, with how it is written."""
        if template.id not in self._exact:
            texts = zip(self._spell(template.pattern), self._spell_exactly(template.pattern), strict=True)
            self._exact[template.id] = dict(texts)
        return self._exact[template.id]

    def _label(self, template: Template) -> tuple[str, str]:
        """What a template means beside its slots."""
        return self._subject.action_of(template).name, repr(sorted(template.sets.items()))

    def _explain(self, sentence: str, first: Template, template: Template) -> Problem:
        here, there = (self._subject.action_of(one).name for one in (template, first))
        labels = f"there it is {there}, here {here}" if here != there else "its slots, or what it sets, differ"
        message = f"{sentence!r} is said in {first.place} too, with another label ({labels})"
        return fault(template.place, f"{message}; word one of them otherwise")

    def compare_heard(self) -> Problems:
        """Tell sentences that are only heard, and mean another action than a template that says the same.

        An error may be said in words that are heard as the action that it fails at; and what gives no whole output
        by itself ("drop task 5" as a change) is heard with further values only.
        """
        actions = self._subject.pack.actions
        for heard in self._subject.pack.heard:
            action = actions.get(heard.action or "")
            if heard.part != "sentences" or action is None or action.evidence:
                continue
            holes = self._subject.holes.list_sets(heard.pattern)
            if all(self._subject.outputs.find_fault(action, heard, one) for one in holes):
                continue
            for sentence in self._spell(heard.pattern):
                first = self._said.get(sentence)
                said = self._subject.action_of(first) if first else action
                if first and said is not action and not said.evidence:
                    message = f"{sentence!r} is heard here as {action.name}, and said in {first.place} for {said.name}"
                    yield fault(heard.place, f"{message}; word one of them otherwise")
                    break
