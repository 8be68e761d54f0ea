"""Sentences that two templates say: with different labels a fault; all that one of them says, a warning."""

from collections import Counter
from collections.abc import Hashable, Mapping

from taskdata.foundation.errors import Problem
from taskdata.foundation.pack import LikeSlot, Template
from taskdata.foundation.pattern import Choice, Hole, Pattern, Sequence, Text, list_sentences
from taskdata.lint.subject import Problems, Subject, fault, warning

_MOST = 5_000
"""What says more sentences is not compared: few templates do, and much of what is only heard."""
_PUNCTUATION = str.maketrans("", "", ",.!?;:")

_Said = dict[str, tuple[Template, int]]
"""Each sentence, without case and punctuation, with the first template that says it and its number there."""


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
        self._spell = _Speller(subject).spell
        self._said: _Said = {}
        self._meanings: dict[str, list[Hashable]] = {}
        self._written: dict[str, list[str]] = {}

    def compare(self, template: Template) -> Problems:
        """Tell, of each template before this one, the first sentence that both say and mean differently."""
        sentences = self._spell(template.pattern)
        shared: dict[str, Template] = {}
        copied: Counter[str] = Counter()
        for number, sentence in enumerate(sentences):
            first, first_number = self._said.setdefault(sentence, (template, number))
            if first is template:
                continue
            if self._list_meanings(first)[first_number] != self._list_meanings(template)[number]:
                if first.id not in shared:
                    yield self._explain(sentence, first, template)
                shared[first.id] = first
            elif self._list_written(first)[first_number] == self._list_written(template)[number]:
                shared[first.id] = first
                copied[first.id] += 1
        twin, count = copied.most_common(1)[0] if copied else ("", 0)
        if copied and count == len(sentences):
            place = shared[twin].place
            yield warning(template.place, f"all that this says, the sentence in {place} says as well; keep one of them")

    def _list_meanings(self, template: Template) -> list[Hashable]:
        if template.id not in self._meanings:
            self._meanings[template.id] = _list_meanings(self._subject, template)
        return self._meanings[template.id]

    def _list_written(self, template: Template) -> list[str]:
        if template.id not in self._written:
            self._written[template.id] = _list_written(template.pattern)
        return self._written[template.id]

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
                first, _ = self._said.get(sentence, (None, 0))
                said = self._subject.action_of(first) if first else action
                if first and said is not action and not said.evidence:
                    message = f"{sentence!r} is heard here as {action.name}, and said in {first.place} for {said.name}"
                    yield fault(heard.place, f"{message}; word one of them otherwise")
                    break


def _list_meanings(subject: Subject, template: Template) -> list[Hashable]:
    """Of each sentence of a template the action, what is set, and the slots in their order."""
    sets = tuple(sorted((path, repr(value)) for path, value in template.sets.items()))
    action = subject.action_of(template).name
    return [
        (action, sets, *(piece.slot for piece in pieces if isinstance(piece, Hole)))
        for pieces in list_sentences(template.pattern)
    ]


def _list_written(pattern: Pattern) -> list[str]:
    """Every sentence with its punctuation and the forms of its slots."""
    return [
        " ".join("".join(p.text if isinstance(p, Text) else f"{{{p.slot}.{p.form}}}" for p in pieces).split())
        for pieces in list_sentences(pattern)
    ]


class _TooManyError(Exception):
    """A pattern says more sentences than are compared."""


class _Speller:
    """Writes out sentences as they are compared: without case and punctuation, slots of the same words alike."""

    def __init__(self, subject: Subject) -> None:
        self._masks: Mapping[str, str] = {
            name: spec.like if isinstance(spec, LikeSlot) else name for name, spec in subject.pack.slots.items()
        }
        self._first_forms = {name: next(iter(slot.forms()), "") for name, slot in subject.slots.items()}
        self._known: dict[int, list[str]] = {}

    def spell(self, pattern: Pattern) -> list[str]:
        """Every sentence, in the order in which the pattern writes them; none where there are too many."""
        try:
            return [" ".join(text.split()) for text in self._write(pattern)]
        except _TooManyError:
            return []

    def _write(self, pattern: Pattern) -> list[str]:
        """All sentences; those of a rule are written once for all templates that name it."""
        known = self._known.get(id(pattern))
        if known is None:
            known = self._known[id(pattern)] = self._write_new(pattern)
        return known

    def _write_new(self, pattern: Pattern) -> list[str]:
        match pattern:
            case Text(text):
                return [text.lower().translate(_PUNCTUATION)]
            case Hole(slot, form):
                # The hole for words that do not matter is no slot.
                return [f"{{{self._masks.get(slot, slot)}.{form or self._first_forms.get(slot, '')}}}"]
            case Choice(options):
                return [text for option in options for text in self._write(option)]
            case Sequence(parts):
                texts = [""]
                for part in parts:
                    more = self._write(part)
                    if len(texts) * len(more) > _MOST:
                        raise _TooManyError
                    texts = [text + end for text in texts for end in more]
                return texts
        raise ValueError(f"{pattern} is not linked")
