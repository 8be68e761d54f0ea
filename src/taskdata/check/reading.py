"""What a request says, read along the sentences of the pack: with the label in hand, and without it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

from taskdata.check.aims import Aim, list_aims, list_bits, map_slots
from taskdata.check.evidence import differ, is_shown
from taskdata.check.hearing import Ear, Heard, Stretch
from taskdata.check.language import Language, LanguageBuilder
from taskdata.check.noise import is_noise
from taskdata.check.parsing import Filled, Parser, Reading
from taskdata.check.places import Known, KnownPlaces, OpenPlaces, find_mentions
from taskdata.check.shape import Shape
from taskdata.check.vocabulary import Vocabulary
from taskdata.check.words import Token, split_words
from taskdata.foundation.output import FromSlots, fill_output, list_leaves, list_slots, set_value
from taskdata.foundation.pack import Action, Pack
from taskdata.foundation.records import read_path
from taskdata.slots.base import Mention, Slot

_CANDIDATES = 8
_NOISE = -1.0
"""What it costs to take for noise what looks like it: less than anything else."""
_ROUNDING = 1e-6
ANY_DAY = date(2024, 1, 1)
"""Stands for a reference date where none is known; nothing that depends on it counts then."""


@dataclass(frozen=True, slots=True)
class Understood:
    """One thing that a request may mean: the output, the words of its open slots, and what it leaves unexplained.

    Without an action the request has two readings. A bare reading rests on no word of its own, a vague one passes
    over words that do not matter. `value` is what was chosen on evidence.
    """

    action: str | None
    output: Mapping[str, Any]
    stretches: tuple[tuple[str, int, int], ...]
    cost: float
    is_bare: bool = False
    is_vague: bool = False
    value: Any = None


class Reader:
    """Reads requests of one pack."""

    def __init__(self, pack: Pack, slots: Mapping[str, Slot], shape: Shape) -> None:
        self.slots = slots
        self._pack = pack
        self._shape = shape
        self._vocabulary = Vocabulary(pack)
        self._builder = LanguageBuilder(pack, slots, self._vocabulary)
        self._aims = list_aims(pack.actions, slots)
        self._closed = [name for name, slot in slots.items() if not slot.is_open]
        self._named = {name: list_slots(action.output) for name, action in pack.actions.items()}

    def listen(self, text: str, day: date | None) -> Ear:
        """An ear for a request; without a day, days are heard as words."""
        return Ear(text, day or ANY_DAY, self.slots)

    # --- with the label ------------------------------------------------------------------------------------

    def fit(self, action: str, heard: Heard, known: Sequence[Known]) -> float | None:
        """What the cheapest way costs to read the request as this action with these values, None if there is none."""
        tokens = self._split(heard.text)
        language = self._plain
        places = KnownPlaces(heard.text, tokens, known, self.slots)
        jumps = find_mentions(tokens, heard, self.slots, map_slots(language.aims))
        own = sum(1 << at for at, aim in enumerate(language.aims) if (aim.action, aim.evidence) == (action, None))
        wanted = sorted(one.slot for one in known)
        for reading in Parser(language.sentences, tokens, jumps, places.list_ends).read_all(own):
            if sorted(filled.slot for filled in reading.filled) == wanted:
                return reading.cost
        return None

    def list_unknown(self, ear: Ear, known: Sequence[Stretch] = ()) -> list[str]:
        """The words outside of some stretches that no sentence has and no slot hears, in order."""
        heard = [(m.start, m.end) for m in ear.hear([], self._closed).claimed]
        return [
            token.word
            for token in self._split(ear.text)
            if token.word.isalnum() and token.word not in self._vocabulary.framing
            if not any(start <= token.start < end for start, end in (*heard, *known))
        ]

    # --- without it ----------------------------------------------------------------------------------------

    def read(self, ear: Ear, most: float = float("inf")) -> list[Understood]:
        """Everything that the request may mean, the best first: what leaves the fewest words open.

        What costs more than `most` is left out.
        """
        tokens = self._split(ear.text)
        found = list(self._find_noise(tokens))
        for language in (self._plain, *self._lacking, *self._joint):
            if language.commands == 1 or any(token.word in self._joins for token in tokens):
                found += self._read_along(language, ear, tokens, most + _ROUNDING)
        return sorted(found, key=lambda one: one.cost)

    def _read_along(self, language: Language, ear: Ear, tokens: Sequence[Token], most: float) -> Iterator[Understood]:
        places = OpenPlaces(ear.text, tokens, self.slots, self._pack.framing.never_last)
        jumps = find_mentions(tokens, ear.hear([], self._closed), self.slots, map_slots(language.aims))
        readings = Parser(language.sentences, tokens, jumps, places.list_ends, most).read_all(-1)
        met: dict[int, int] = {}
        for reading in readings:
            meant = language.meanings[reading.meaning]
            for at in list_bits(reading.aims & language.sentences.aims_of[meant.action]):
                met[at] = met.get(at, 0) + 1
                if reading.commands == language.commands and met[at] <= _CANDIDATES:
                    understood = self._understand(language, language.aims[at], reading, ear, tokens)
                    if understood:
                        yield understood

    def _understand(
        self, language: Language, aim: Aim, reading: Reading, ear: Ear, tokens: Sequence[Token]
    ) -> Understood | None:
        """What a reading means for an aim; None where that cannot be meant."""
        stretches = _list_stretches(reading.filled, tokens)
        if aim.action is None:
            return Understood(None, {}, stretches, reading.cost)
        action, meaning = self._pack.actions[aim.action], language.meanings[reading.meaning]
        if action.evidence is None:
            return self._build(action, dict(meaning.sets), reading, stretches, ear, meaning.is_bare)
        own = aim.evidence is None
        value = dict(meaning.sets).get((action.evidence.field,)) if own else aim.value
        evidence = action.evidence.values.get(str(value)) if own else aim.evidence
        if evidence and not is_shown(evidence, ear, [(start, end) for _, start, end in stretches], own):
            return None
        output = self._label(action, value)
        return Understood(action.name, output, stretches, reading.cost, is_vague=reading.is_vague, value=value)

    def _build(
        self, action: Action, sets: Mapping[tuple[str, ...], Any], reading: Reading,
        stretches: tuple[tuple[str, int, int], ...], ear: Ear, is_bare: bool,
    ) -> Understood | None:  # fmt: skip
        """What a reading means as an output; None where it has no such output."""
        covered = [(start, end) for _, start, end in stretches]
        closed = [name for name in self._named[action.name] if not self.slots[name].is_open]
        values = _read_values(ear.hear(covered, closed))
        if values is None:
            return None
        for slot, start, end in stretches:
            proposed = self.slots[slot].propose(ear.text[start:end])
            if proposed is None or slot in values or slot not in self._named[action.name]:
                return None
            values[slot] = proposed
        output = fill_output(action.output, values)
        for path, value in sets.items():
            set_value(output, path, value)
        if self._shape.find_faults(output) or _has_past(action, output, ear.day):
            return None
        return Understood(action.name, output, stretches, reading.cost, is_bare, reading.is_vague)

    def _find_noise(self, tokens: Sequence[Token]) -> Iterator[Understood]:
        if is_noise(tokens, self._pack.framing.stray, self._vocabulary.words):
            for action in self._pack.actions.values():
                for value, evidence in action.evidence.values.items() if action.evidence else ():
                    if evidence.noise:
                        yield Understood(action.name, self._label(action, value), (), _NOISE, value=value)

    def _label(self, action: Action, value: Any) -> Mapping[str, Any]:
        assert action.evidence is not None
        return {**fill_output(action.output, {}), action.evidence.field: value}

    # --- the languages -------------------------------------------------------------------------------------

    @cached_property
    def _plain(self) -> Language:
        aims = [one for one in self._aims if not (one.evidence and (one.evidence.lacks or one.evidence.commands))]
        return self._builder.build(aims)

    @cached_property
    def _lacking(self) -> list[Language]:
        """One for each set of slots that may be lacking."""
        apart: dict[tuple[str, ...], list[Aim]] = {}
        for aim in self._aims:
            if aim.evidence and aim.evidence.lacks:
                apart.setdefault(tuple(aim.evidence.lacks), []).append(aim)
        return [self._builder.build(aims, lacking) for lacking, aims in apart.items()]

    @cached_property
    def _joint(self) -> list[Language]:
        """One for requests of two commands, where some aim is that."""
        aims = [aim for aim in self._aims if aim.evidence and aim.evidence.commands]
        return [self._builder.build(aims, commands=2)] if aims else []

    @cached_property
    def _joins(self) -> Collection[str]:
        """The words with which something begins that joins two requests."""
        return frozenset(word for language in self._joint for word in language.sentences.list_joins())

    def _split(self, text: str) -> list[Token]:
        return split_words(text, self._vocabulary.spellings)


def _list_stretches(filled: Iterable[Filled], tokens: Sequence[Token]) -> tuple[tuple[str, int, int], ...]:
    return tuple((f.slot, tokens[f.start].start, tokens[f.end - 1].end) for f in filled)


def _read_values(heard: Heard) -> dict[str, Any] | None:
    """One value for each slot that was heard; None where one has two."""
    values: dict[str, Any] = {}
    for slot, mentions in heard.mentions.items():
        told = [m.value for m in mentions]
        if differ(told) or _repeats(heard.text, mentions):
            return None
        if told:
            values[slot] = _merge(told)
    return values


def _repeats(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether two mentions stand side by side ("tick check in"): the second is a word like any other."""
    return any(
        text[one.end : other.start].isspace() and one.value == other.value and not isinstance(one.value, list | dict)
        for one, other in pairwise(mentions)
    )


def _merge(told: Sequence[Any]) -> Any:
    """One value out of several that agree: with all their parts."""
    if not all(isinstance(value, dict) for value in told):
        return told[0]
    return {part: value for parts in reversed(told) for part, value in parts.items()}


def _has_past(action: Action, output: Mapping[str, Any], day: date) -> bool:
    for path, leaf in list_leaves(action.output):
        if isinstance(leaf, FromSlots) and leaf.not_past:
            value = read_path(output, path)
            if isinstance(value, str) and value < day.isoformat():
                return True
    return False
