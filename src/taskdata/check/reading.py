"""What a request says, read along the sentences of the pack: with the label in hand, and without it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from taskdata.answers.shape import Shape
from taskdata.check.aims import Aim, choose, list_aims, list_bits
from taskdata.check.bounds import Bounds
from taskdata.check.corrections import is_taken_back
from taskdata.check.evidence import differ, is_shown, list_needed, may_be_shown
from taskdata.check.hearing import Ear, Heard, Stretch, group_alike
from taskdata.check.language import build_language
from taskdata.check.noise import is_noise
from taskdata.check.parsing import Filled, Jump, Parser, Reading
from taskdata.check.places import Known, KnownPlaces, OpenPlaces, find_mentions
from taskdata.check.sentences import Meaning
from taskdata.check.vocabulary import Vocabulary
from taskdata.check.words import QUOTE, Token, split_words
from taskdata.foundation.output import FromSlots, fill_output, list_leaves, list_slots, set_value
from taskdata.foundation.pack import Action, Pack
from taskdata.foundation.records import read_path
from taskdata.slots.base import Mention, Slot

Stretches = tuple[tuple[str, int, int], ...]
_CANDIDATES = 8
_NOISE = -1.0
"""What it costs to take for noise what looks like it: less than anything else."""
ROUNDING = 1e-6
"""Costs that differ by less are equal."""
_INFINITE = float("inf")
ANY_DAY = date(2024, 1, 1)
"""Stands for a reference date where none is known; nothing that depends on it counts then."""


@dataclass(frozen=True, slots=True)
class Understood:
    """One thing that a request may mean: the output, the words of its open slots, and what it leaves unexplained.

    Without an action the request has two readings. A bare reading rests on no word of its own, a vague one passes
    over words that do not matter. `value` is what was chosen on evidence; `is_own` tells that a sentence says so by
    itself, and is not one of another action.
    """

    action: str | None
    output: Mapping[str, Any]
    stretches: Stretches
    cost: float
    is_bare: bool = False
    is_vague: bool = False
    value: Any = None
    is_own: bool = False


class Fit(NamedTuple):
    """What it costs to read a request with the values of its label, and whether that rests on no word of its own."""

    cost: float
    is_bare: bool


class _Ways(NamedTuple):
    """What may be read into a request, whoever asks: its mentions, its open places, and the aims worth while."""

    ear: Ear
    jumps: Mapping[int, Collection[Jump]]
    places: OpenPlaces
    worth: int


class Reader:
    """Reads requests of one pack."""

    def __init__(self, pack: Pack, slots: Mapping[str, Slot], shape: Shape) -> None:
        self.slots = slots
        self.framing = pack.framing
        self._pack = pack
        self._shape = shape
        self._vocabulary = Vocabulary(pack)
        self._language = build_language(pack, slots, list_aims(pack.actions, slots), self._vocabulary)
        self._alike = group_alike(slots)
        self._bounds = Bounds(pack, self._vocabulary)
        aims = self._language.aims
        self._plain = choose(aims, lambda aim: aim.evidence is None)
        self._evident = [
            (1 << at, aim.evidence, list_needed(aim.evidence)) for at, aim in enumerate(aims) if aim.evidence
        ]
        self._vague = {
            name: choose(aims, lambda aim, name=name: aim.action == name)  # type: ignore[misc]
            for name in pack.actions
        }
        self._own = {
            name: choose(aims, lambda aim, name=name: (aim.action, aim.evidence) == (name, None))  # type: ignore[misc]
            for name in pack.actions
        }
        self._last: Ear | None = None
        self._ways: _Ways | None = None
        self._named = {name: list_slots(action.output) for name, action in pack.actions.items()}
        self._heard = {name: [one for one in named if not slots[one].is_open] for name, named in self._named.items()}

    def listen(self, text: str, day: date | None) -> Ear:
        """An ear for a request, the same one if it is the last that was asked for; without a day, days are words."""
        if self._last is None or (self._last.text, self._last.day) != (text, day or ANY_DAY):
            self._last = Ear(
                text, day or ANY_DAY, self.slots, split_words(text, self._vocabulary.spellings), self._alike
            )
        return self._last

    # --- with the label ------------------------------------------------------------------------------------

    def fit(self, action: str, ear: Ear, heard: Heard, known: Sequence[Known]) -> Fit | None:
        """The cheapest way to read the request as this action with these values, None if there is none."""
        places = KnownPlaces(
            ear.text, ear.tokens, known, self.slots, self.framing.never_first, self._bounds.find(ear.tokens)
        )
        jumps = find_mentions(ear.tokens, ear, self._language.slots, heard)
        readings = Parser(self._language.sentences, ear.tokens, jumps, places.list_ends).read(self._own[action])
        best = next((reading for reading in readings if self._fits(reading, known)), None)
        return Fit(best.cost, self._language.meanings[best.meaning].is_bare) if best else None

    def _fits(self, reading: Reading, known: Sequence[Known]) -> bool:
        """Whether a reading has each value of the label in its place, or says it in words of its own."""
        filled = [slot for slot, _, _ in reading.filled]
        sets = dict(self._language.meanings[reading.meaning].sets)
        return len(filled) <= len(known) and all(one.slot in filled or one.path in sets for one in known)

    def knows(self, word: str) -> bool:
        """Whether a word, in lower case, is one of the pack's: of its sentences or of its free text."""
        return word in self._vocabulary.words

    def list_slips(self, word: str) -> Collection[str]:
        """The words of sentences that one slip of the finger may have made an unknown word of, in lower case."""
        return self._vocabulary.list_slips(word)

    def list_unknown(self, ear: Ear, known: Sequence[Stretch] = ()) -> list[str]:
        """The words outside of some stretches that no sentence has and no slot hears, in order."""
        heard = [(start, end) for (start, end, _), _ in ear.overhear()]
        return [
            token.word
            for token in ear.tokens
            if token.word.isalnum() and token.word not in self._vocabulary.framing
            if not any(start <= token.start < end for start, end in (*heard, *known))
        ]

    # --- without it ----------------------------------------------------------------------------------------

    def read(
        self, ear: Ear, most: float = _INFINITE, margin: float = _INFINITE, vaguely: str | None = None
    ) -> Iterator[Understood]:
        """Everything that the request may mean, the best first: what leaves the fewest words open.

        What costs more than `most`, or more than the best by the margin, is left out. Words that do not matter are
        passed over for any action, or for the one that is named.
        """
        tokens = ear.tokens
        for noise in self._find_noise(ear):
            most = min(most, noise.cost + margin)
            yield noise
        ways, aims = self._list_ways(ear), self._language.aims
        vague = self._vague[vaguely] if vaguely else -1
        parser = Parser(self._language.sentences, tokens, ways.jumps, ways.places.list_ends, most + ROUNDING, vague)
        met: dict[int, int] = {}
        for reading in parser.read(ways.worth):
            for at in list_bits(reading.aims):
                met[at] = met.get(at, 0) + 1
                if met[at] <= _CANDIDATES and (one := self._understand(aims[at], reading, ear, tokens)):
                    parser.most = min(parser.most, one.cost + margin + ROUNDING)
                    yield one

    def _list_ways(self, ear: Ear) -> _Ways:
        """The same for an ear that was the last: a label that is not plainly right has its request read again."""
        if self._ways is None or self._ways.ear is not ear:
            jumps = find_mentions(ear.tokens, ear, self._language.slots)
            worth = self._plain | sum(
                bit
                for bit, evidence, needed in self._evident
                if not any(map(ear.is_silent, needed)) and may_be_shown(evidence, ear)
            )
            bounds = self._bounds.find(ear.tokens)
            places = OpenPlaces(ear.text, ear.tokens, self.slots, self.framing, jumps, bounds)
            self._ways = _Ways(ear, jumps, places, worth)
        return self._ways

    def _understand(self, aim: Aim, reading: Reading, ear: Ear, tokens: Sequence[Token]) -> Understood | None:
        """What a reading means for an aim; None where that cannot be meant."""
        stretches = _list_stretches(reading.filled, tokens)
        if aim.action is None:
            # what stands in quotation marks is a name, so that the command before it has no other reading
            is_name = any(QUOTE in (tokens[max(0, at - 1)].word, tokens[at].word) for _, at, _ in reading.filled)
            return None if is_name else Understood(None, {}, stretches, reading.cost, is_own=True)
        action, meaning = self._pack.actions[aim.action], self._language.meanings[reading.meaning]
        if action.evidence is None:
            return self._build(action, meaning, reading, stretches, ear)
        own = aim.evidence is None
        value = dict(meaning.sets).get((action.evidence.field,)) if own else aim.value
        evidence = action.evidence.values.get(str(value)) if own else aim.evidence
        if evidence and evidence.noise and (reading.is_vague or any(ear.overhear())):
            return None
        if evidence and evidence.commands > 1 and any(is_taken_back(tokens, at) for at in range(len(tokens))):
            return None  # the second is said in the place of the first
        if evidence and not is_shown(evidence, ear, [(start, end) for _, start, end in stretches], own):
            return None
        output = self._label(action, value)
        return Understood(action.name, output, stretches, reading.cost, False, reading.is_vague, value, own)

    def _build(
        self, action: Action, meaning: Meaning, reading: Reading, stretches: Stretches, ear: Ear
    ) -> Understood | None:
        """What a reading means as an output; None where it has no such output."""
        covered = [(start, end) for _, start, end in stretches]
        values = _read_values(ear.hear(covered, self._heard[action.name]))
        if values is None:
            return None
        for slot, start, end in stretches:
            proposed = self.slots[slot].propose(ear.text[start:end])
            if proposed is None or slot in values or slot not in self._named[action.name]:
                return None
            values[slot] = proposed
        output = fill_output(action.output, values)
        for path, value in meaning.sets:
            set_value(output, path, value)
        if self._shape.find_faults(output) or _has_refused_day(action, output, ear.day):
            return None
        return Understood(action.name, output, stretches, reading.cost, meaning.is_bare, reading.is_vague)

    def _find_noise(self, ear: Ear) -> Iterator[Understood]:
        if is_noise(ear.tokens, self.framing.stray, self._vocabulary.words) and not any(ear.overhear()):
            for action in self._pack.actions.values():
                for value, evidence in action.evidence.values.items() if action.evidence else ():
                    if evidence.noise:
                        yield Understood(action.name, self._label(action, value), (), _NOISE, value=value)

    def _label(self, action: Action, value: Any) -> Mapping[str, Any]:
        assert action.evidence is not None
        return {**fill_output(action.output, {}), action.evidence.field: value}


def _list_stretches(filled: Iterable[Filled], tokens: Sequence[Token]) -> Stretches:
    return tuple((slot, tokens[start].start, tokens[end - 1].end) for slot, start, end in filled)


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


def _has_refused_day(action: Action, output: Mapping[str, Any], day: date) -> bool:
    """Whether a field has a day on the side of the reference date that it does not take."""
    return any(
        isinstance(leaf, FromSlots) and leaf.refuses(read_path(output, path), day.isoformat())
        for path, leaf in list_leaves(action.output)
    )
