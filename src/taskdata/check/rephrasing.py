"""Whether a new wording of a request says the same as the request did, and is one that a person would send."""

import re
from collections.abc import Iterator, Mapping, Sequence

from taskdata.check.form import find_leftovers
from taskdata.check.near_duplicates import NearDuplicates, list_words, mark_words
from taskdata.check.verifier import Verifier
from taskdata.foundation.records import Example, Fault, Span, identify
from taskdata.foundation.text import lower_in_place
from taskdata.foundation.usecase import Paraphrasing
from taskdata.slots.base import Slot

_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "`": "`", "«": "»"}
_FEWEST_WORDS = 3
"""In fewer unknown words no language is told."""


class WordingForm:
    """What a wording must be like, whatever it says."""

    def __init__(self, rules: Paraphrasing, verifier: Verifier) -> None:
        self._rules, self._verifier = rules, verifier
        self._refused = {name: re.compile(shape) for name, shape in rules.refuse.items()}

    def find_fault(self, wording: str, parent: str) -> Fault | None:
        """The first thing that makes the wording unfit as a request."""
        return next((fault for fault in self._list_faults(wording, parent)), None)

    def _list_faults(self, wording: str, parent: str) -> Iterator[Fault]:
        if "\n" in wording.strip():
            yield _call_form("it has more than one line: an explanation, or several wordings in one")
        if _QUOTES.get(wording[:1]) == wording[-1:] and len(wording) > 1 and parent[:1] not in _QUOTES:
            yield _call_form("it stands in quotes as a whole")
        for name, shape in self._refused.items():
            if (match := shape.search(wording)) and not shape.search(parent):
                yield _call_form(f"it has what `refuse` calls {name}: {match[0]!r}")
        words, rules = len(wording.split()), self._rules
        if not rules.min_words <= words <= rules.max_words:
            message = f"it has {words} words; from {rules.min_words} to {rules.max_words} are allowed"
            yield Fault(code="length", path="$.input", message=message)
        if unknown := self._find_foreign(wording, parent):
            message = f"most of its words are unknown, so that it seems to be in another language: {unknown}"
            yield Fault(code="language", path="$.input", message=message)
        yield from find_leftovers(wording)

    def _find_foreign(self, wording: str, parent: str) -> str:
        """The unknown words, where they are most of those that the parent does not have."""
        own = {word.text for word in mark_words(parent, ())}
        fresh = [word.text for word in mark_words(wording, ()) if word.text not in own and word.text.isalpha()]
        unknown = [word for word in fresh if not self._verifier.reader.knows(word)]
        is_foreign = len(unknown) >= _FEWEST_WORDS and 2 * len(unknown) > len(fresh)
        return ", ".join(map(repr, unknown)) if is_foreign else ""


def _call_form(message: str) -> Fault:
    return Fault(code="form", path="$.input", message=message)


class Rephrasing:
    """Proves wordings of requests against their labels, and finds where their values stand."""

    def __init__(self, verifier: Verifier, slots: Mapping[str, Slot], rules: Paraphrasing) -> None:
        self._verifier, self._slots = verifier, slots
        self._form = WordingForm(rules, verifier)

    def reword(self, parent: Example, text: str) -> Example:
        """The record of another wording of a request: its label, group and split, and its values where they stand."""
        changes = {
            "id": identify(text, parent.reference_date.isoformat(), parent.history),
            "input": text,
            "spans": self.find_spans(parent, text),
            "source": parent.source.model_copy(update={"kind": "paraphrase", "parent": parent.id}),
        }
        return parent.model_copy(update=changes)

    def find_faults(self, parent: Example, wording: Example) -> list[Fault]:
        """What speaks against a wording, form before meaning; [] where it is a request with the parent's label."""
        fault = self._form.find_fault(wording.input, parent.input)
        if fault is not None:
            return [fault]
        met = NearDuplicates()
        met.add(list_words(parent))
        if met.is_near(list_words(wording)):
            message = f"it is the request itself but for a word: {parent.input!r}"
            return [Fault(code="near_duplicate", path="$.input", message=message)]
        return list(self._verifier.verify_example(wording).faults)

    def find_spans(self, parent: Example, text: str) -> list[Span]:
        """Where the values of the parent stand in another text: the same words, or others that are heard as the same.

        What is not found is left out; the proof of the label tells what it lacks.
        """
        found: list[Span] = []
        by_length = sorted(parent.spans, key=lambda span: span.start - span.end)
        for span in by_length:
            place = self._find_words(parent, span, text, found)
            place = place or self._find_heard(parent, span, text, found)
            if place:
                found.append(Span(slot=span.slot, start=place[0], end=place[1]))
        return sorted(found, key=lambda span: span.start)

    def _find_words(self, parent: Example, span: Span, text: str, taken: Sequence[Span]) -> tuple[int, int] | None:
        """The same words; where they are there twice, best behind the word that they stood behind."""
        words, low = lower_in_place(parent.input[span.start : span.end]), lower_in_place(text)
        shape = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        places = [match.span() for match in shape.finditer(low) if _is_free(match.span(), taken)]
        before = _find_last_word(lower_in_place(parent.input[: span.start]))
        alike = (place for place in places if before and _find_last_word(low[: place[0]]) == before)
        return next(alike, places[0] if places else None)

    def _find_heard(self, parent: Example, span: Span, text: str, taken: Sequence[Span]) -> tuple[int, int] | None:
        slot, day = self._slots[span.slot], parent.reference_date
        meant = [one.value for one in slot.hear(parent.input, day) if _overlap((one.start, one.end), span)]
        places = [(one.start, one.end) for one in slot.hear(text, day) if one.value in meant]
        return next((place for place in places if _is_free(place, taken)), None)


def _find_last_word(text: str) -> str:
    return (text.split() or [""])[-1]


def _overlap(place: tuple[int, int], span: Span) -> bool:
    return place[0] < span.end and span.start < place[1]


def _is_free(place: tuple[int, int], taken: Sequence[Span]) -> bool:
    return not any(_overlap(place, span) for span in taken)
