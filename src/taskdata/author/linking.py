"""Sentences parsed and linked: rules put in, every slot and rule that is named known."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from taskdata.author.documents import Place
from taskdata.author.known_slots import KnownSlots
from taskdata.author.names import suggest
from taskdata.author.sentences import parse_sentence
from taskdata.foundation.pattern import (
    Choice,
    Hole,
    Pattern,
    RuleRef,
    Sequence,
    Text,
    list_leaves,
    may_be_blank,
    measure_depth,
)

_UNKNOWN = Text("?")
"""Stands where a rule could not be put in, so that the sentence says something there."""
_CURLY = re.compile(r"\s*[“”„‘].*[“”’]\s*", re.DOTALL)
_MOST_DEPTH = 60
_MOST_LINKED_DEPTH = 2 * _MOST_DEPTH


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence as it stands in a file."""

    text: str
    place: Place

    def report(self, offset: int, message: str) -> None:
        """Note a fault `offset` characters into the sentence."""
        self.place.report(message, offset=offset)


class Linked(NamedTuple):
    """A pattern with its rules put in; sound if neither it nor a rule in it has a fault."""

    pattern: Pattern
    is_sound: bool


@dataclass(slots=True)
class Linker:
    """Links sentences against one set of rules and slots; a rule is None where it is known to be and could not be read.

    `all_rules` is False where there may be more rules, in a file with faults.
    """

    rules: Mapping[str, Written | None]
    slots: KnownSlots
    all_rules: bool = True
    _linked: dict[str, Linked] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)
    _faults: int = 0
    _depth: int = 0

    def link(self, written: Written) -> Linked:
        """Parse the sentence and put in its rules; faults go to its document."""
        outer, self._faults = self._faults, 0
        parsed = parse_sentence(written.text)
        for offset, message in parsed.faults:
            self._report(written, offset, message)
        pattern = self._resolve(parsed.pattern, written)
        linked = Linked(pattern, self._faults == 0)
        self._faults += outer
        return linked

    def link_sentence(self, written: Written) -> Linked:
        """As `link`, for what must say something."""
        linked = self.link(written)
        if _CURLY.fullmatch(written.text):
            written.report(0, 'these quotes would be said; to quote a sentence in YAML, write straight ones: "..."')
            return Linked(linked.pattern, is_sound=False)
        if linked.is_sound and may_be_blank(linked.pattern):
            written.report(0, "this may say nothing at all; something must stand outside of [ ]")
            return Linked(linked.pattern, is_sound=False)
        return linked

    def link_rules(self) -> None:
        """Link every rule, used or not, so that the faults of all are known."""
        for name in self.rules:
            self._link_rule(name)

    def _report(self, written: Written, offset: int, message: str) -> None:
        self._faults += 1
        written.report(offset, message)

    def _resolve(self, pattern: Pattern, written: Written) -> Pattern:
        if isinstance(pattern, Text):
            return pattern  # most pieces are, and a class pattern takes its time
        match pattern:
            case Sequence(parts):
                return Sequence(self._resolve_all(parts, written))
            case Choice(options, weights):
                return Choice(self._resolve_all(options, written), weights)
            case RuleRef(name, offset):
                return self._resolve_rule(name, offset, written)
            case Hole():
                self._check_hole(pattern, written)
        return pattern

    def _resolve_all(self, patterns: tuple[Pattern, ...], written: Written) -> tuple[Pattern, ...]:
        self._depth += 1
        resolved = tuple(self._resolve(pattern, written) for pattern in patterns)
        self._depth -= 1
        return resolved

    def _resolve_rule(self, name: str, offset: int, written: Written) -> Pattern:
        if name not in self.rules:
            if self.all_rules:
                self._report(written, offset, f"there is no rule <{name}>{suggest(name, self.rules)}")
            self._faults += not self.all_rules
            return _UNKNOWN
        if name in self._open:
            self._report(written, offset, f"the rule <{name}> leads back to itself; a rule may not contain itself")
            return _UNKNOWN
        if self._depth >= _MOST_DEPTH:
            self._report(written, offset, f"rules and brackets are nested more than {_MOST_DEPTH} deep here")
            return _UNKNOWN
        linked = self._link_rule(name)
        self._faults += not linked.is_sound
        return linked.pattern

    def _link_rule(self, name: str) -> Linked:
        if name not in self._linked:
            self._linked[name] = self._link_new_rule(name, self.rules[name])
        return self._linked[name]

    def _link_new_rule(self, name: str, written: Written | None) -> Linked:
        if written is None:
            return Linked(_UNKNOWN, is_sound=False)
        self._open.append(name)
        self._depth += 1
        linked = self.link(written)
        self._depth -= 1
        self._open.pop()
        if measure_depth(linked.pattern) > _MOST_LINKED_DEPTH:
            written.report(0, f"with the rules in it, this is nested more than {_MOST_LINKED_DEPTH} deep")
            return Linked(_UNKNOWN, is_sound=False)
        return linked

    def _check_hole(self, hole: Hole, written: Written) -> None:
        if not self.slots.check_slot(hole.slot, written.place, hole.offset):
            self._faults += 1
        elif hole.form:
            self.slots.check_form(hole.slot, hole.form, written.place, hole.offset)


def name_holes(pattern: Pattern) -> set[str]:
    """The slots that some sentence of the pattern says."""
    return {leaf.slot for leaf in list_leaves(pattern) if isinstance(leaf, Hole)}
