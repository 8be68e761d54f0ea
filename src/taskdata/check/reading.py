"""What a request says, read along the sentences of the pack: with the label in hand, and without it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

from taskdata.check.evidence import EvidenceCheck, differ, list_signals
from taskdata.check.hearing import Heard, Stretch, hear
from taskdata.check.language import Language
from taskdata.check.parsing import Filled, Parser, Reading
from taskdata.check.places import Jumps, Known, KnownPlaces, OpenPlaces, list_jumps
from taskdata.check.shape import Shape
from taskdata.check.words import Token, split_words
from taskdata.foundation.output import FromSlots, fill_output, list_leaves, list_slots, set_value
from taskdata.foundation.pack import Action, Evidence, Pack
from taskdata.foundation.records import read_path
from taskdata.slots.base import Mention, Slot

_CANDIDATES = 12
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


@dataclass(frozen=True, slots=True)
class Request:
    """A request to be read, as text and as words, the day on which it was said, and what a reading may cost."""

    text: str
    tokens: Sequence[Token]
    day: date
    most: float = float("inf")


class Reader:
    """Reads requests of one pack."""

    def __init__(self, pack: Pack, slots: Mapping[str, Slot], shape: Shape) -> None:
        self.slots = slots
        self._pack = pack
        self._shape = shape
        self._language = Language(pack, slots)
        self._evidence = EvidenceCheck(slots, pack.framing.stray, self._language.vocabulary)
        self._closed = {name: _list_closed(action, slots) for name, action in pack.actions.items()}
        self._named = {name: frozenset(list_slots(action.output)) for name, action in pack.actions.items()}
        self._lacking: dict[tuple[str, ...], Language] = {}

    # --- with the label ------------------------------------------------------------------------------------

    def fit(self, action: str, heard: Heard, known: Sequence[Known]) -> float | None:
        """What the cheapest way costs to read the request as this action with these values, None if there is none."""
        request = self._open(heard.text, ANY_DAY)
        places = KnownPlaces(heard.text, request.tokens, known, self.slots)
        readings = self._parse(self._language, [action], request, self._list_jumps(request, heard), places)
        wanted = sorted(one.slot for one in known)
        fitting = [reading.cost for reading in readings if sorted(filled.slot for filled in reading.filled) == wanted]
        return min(fitting, default=None)

    def list_unknown(self, text: str, known: Sequence[Stretch] = ()) -> list[str]:
        """The words outside of some stretches that no sentence has and no slot hears, in order."""
        request = self._open(text, ANY_DAY)
        jumps = self._list_jumps(request, hear(text, [], self._all_closed, ANY_DAY))
        heard = {at for start, found in jumps.items() for jump in found for at in range(start, jump.end)}
        return [
            token.word
            for at, token in enumerate(request.tokens)
            if token.word.isalnum()
            and at not in heard
            and token.word not in self._language.words
            and not any(start <= token.start < end for start, end in known)
        ]

    # --- without it ----------------------------------------------------------------------------------------

    def read(self, text: str, day: date, most: float = float("inf")) -> list[Understood]:
        """Everything that the request may mean, the best first: what leaves the fewest words open.

        What costs more than `most` is left out.
        """
        request = replace(self._open(text, day), most=most + _ROUNDING)
        found = list(self._read_unclear(request))
        for action in self._pack.actions.values():
            found += self._read_as_chosen(action, request) if action.evidence else self._read_as(action, request)
        return sorted(found, key=lambda one: one.cost)

    def _read_as(self, action: Action, request: Request) -> Iterator[Understood]:
        """As an action whose output is built from what is said."""
        heard = hear(request.text, [], self._closed[action.name], request.day)
        seen: list[Mapping[str, Any]] = []
        for reading in self._read_open(self._language, [action.name], request, heard):
            understood = self._build(action, reading, request)
            if understood and understood.output not in seen:
                seen.append(understood.output)
                yield understood

    def _read_unclear(self, request: Request) -> Iterator[Understood]:
        """As one that is known to have two readings."""
        heard = hear(request.text, [], self._all_closed, request.day)
        for reading in self._read_open(self._language, [None], request, heard):
            yield Understood(None, {}, (), reading.cost)

    def _read_as_chosen(self, action: Action, request: Request) -> Iterator[Understood]:
        """As an action with a field that is chosen on evidence."""
        assert action.evidence is not None
        heard = hear(request.text, [], self._all_closed, request.day)
        for reading in self._read_open(self._language, [action.name], request, heard):
            value = dict(self._language.meanings[reading.meaning].sets).get((action.evidence.field,))
            evidence = action.evidence.values.get(str(value), Evidence())
            if self._is_shown(evidence, reading, request, own=True):
                yield self._call(action, value, reading, request)
        for value, evidence in action.evidence.values.items():
            if self._evidence.may_hold(evidence, request.text, request.tokens, request.day):
                yield from self._read_value(action, value, evidence, request)

    def _read_value(self, action: Action, value: str, evidence: Evidence, request: Request) -> Iterator[Understood]:
        """The request as one of the actions that the evidence names, with what makes it an error."""
        if evidence.noise:
            yield Understood(action.name, self._label(action, value), (), _NOISE, value=value)
        if not evidence.like:
            return
        names = [*list_signals(evidence), *(slot.name for like in evidence.like for slot in self._closed[like])]
        heard = hear(request.text, [], [self.slots[name] for name in dict.fromkeys(names)], request.day)
        language, commands = self._language_without(evidence.lacks), max(1, evidence.commands)
        for reading in self._read_open(language, evidence.like, request, heard, commands):
            if self._is_shown(evidence, reading, request):
                yield self._call(action, value, reading, request)

    def _is_shown(self, evidence: Evidence, reading: Reading, request: Request, own: bool = False) -> bool:
        """Whether the words that a reading leaves outside of open slots show what the evidence asks for."""
        covered = [(start, end) for _, start, end in _list_stretches(reading.filled, request)]
        heard = self._evidence.hear_signals(evidence, request.text, request.day, covered)
        return self._evidence.holds(evidence, heard, request.day, own)

    def _call(self, action: Action, value: Any, reading: Reading, request: Request) -> Understood:
        stretches = _list_stretches(reading.filled, request)
        label = self._label(action, value)
        return Understood(action.name, label, stretches, reading.cost, is_vague=reading.is_vague, value=value)

    def _label(self, action: Action, value: Any) -> Mapping[str, Any]:
        assert action.evidence is not None
        return {**fill_output(action.output, {}), action.evidence.field: value}

    def _build(self, action: Action, reading: Reading, request: Request) -> Understood | None:
        """What a reading means as an output; None where it has no such output."""
        stretches = _list_stretches(reading.filled, request)
        covered = [(start, end) for _, start, end in stretches]
        values = _read_values(hear(request.text, covered, self._closed[action.name], request.day))
        if values is None:
            return None
        for slot, start, end in stretches:
            proposed = self.slots[slot].propose(request.text[start:end])
            if proposed is None or slot in values or slot not in self._named[action.name]:
                return None
            values[slot] = proposed
        meaning = self._language.meanings[reading.meaning]
        output = fill_output(action.output, values)
        for path, value in meaning.sets:
            set_value(output, path, value)
        if self._shape.find_faults(output) or _has_past(action, output, request.day):
            return None
        return Understood(action.name, output, stretches, reading.cost, meaning.is_bare, reading.is_vague)

    # --- common --------------------------------------------------------------------------------------------

    def _open(self, text: str, day: date) -> Request:
        return Request(text, split_words(text, self._language.spellings), day)

    def _list_jumps(self, request: Request, heard: Heard) -> Jumps:
        return list_jumps(request.tokens, heard, self.slots)

    def _read_open(
        self, language: Language, actions: Collection[str | None], request: Request, heard: Heard, commands: int = 1
    ) -> list[Reading]:
        """The best readings as these actions, with so many commands."""
        places = OpenPlaces(request.text, request.tokens, self.slots, self._pack.framing.never_last)
        jumps = self._list_jumps(request, heard)
        readings = self._parse(language, actions, request, jumps, places, second=commands > 1)
        return [reading for reading in readings if reading.commands == commands][:_CANDIDATES]

    def _parse(
        self,
        language: Language,
        actions: Collection[str | None],
        request: Request,
        jumps: Jumps,
        places: KnownPlaces | OpenPlaces,
        second: bool = False,
    ) -> list[Reading]:
        parser = Parser(
            automaton=language.automaton,
            sentences=language.sentences_of(actions, second),
            tokens=request.tokens,
            jumps=jumps,
            places=places.list_ends,
            words=language.words,
            slips=language.list_slips,
            most=request.most,
        )
        return parser.read_all()

    def _language_without(self, lacking: Sequence[str]) -> Language:
        if not lacking:
            return self._language
        key = tuple(lacking)
        if key not in self._lacking:
            self._lacking[key] = Language(self._pack, self.slots, key)
        return self._lacking[key]

    @cached_property
    def _all_closed(self) -> list[Slot]:
        return [slot for slot in self.slots.values() if not slot.is_open]


def _list_stretches(filled: Iterable[Filled], request: Request) -> tuple[tuple[str, int, int], ...]:
    tokens = request.tokens
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


def _list_closed(action: Action, slots: Mapping[str, Slot]) -> list[Slot]:
    return [slots[name] for name in list_slots(action.output) if not slots[name].is_open]
