"""Sentence patterns: the tree that a template is parsed into, and what can be asked of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import Any

from taskdata.foundation.chance import Chance, Wheel


@dataclass(frozen=True, slots=True)
class Text:
    """Words as such."""

    text: str


@dataclass(frozen=True, slots=True)
class Hole:
    """A slot, in one of its forms (None: its first)."""

    slot: str
    form: str | None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class RuleRef:
    """A rule that is named and not yet put in; none is left in a linked pattern."""

    name: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts one behind the other."""

    parts: tuple["Pattern", ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the options, drawn in proportion to the weights."""

    options: tuple["Pattern", ...]
    weights: tuple[float, ...]
    wheel: Wheel["Pattern"] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "wheel", Wheel(self.options, self.weights))


Pattern = Text | Hole | RuleRef | Sequence | Choice
Piece = Text | Hole

ANY = "any"
"""The hole for words that do not matter, in sentences that are only heard."""

_SPACES = re.compile(r"\s+")
_SPACE_BEFORE_MARK = re.compile(r"\s+(?=[,.!?;:])(?![.]\w)")


def count_sentences(pattern: Pattern) -> int:
    """How many sentences the pattern says, a hole counting as one."""
    match pattern:
        case Sequence(parts):
            return prod(map(count_sentences, parts))
        case Choice(options):
            return sum(map(count_sentences, options))
    return 1


def count_likely(pattern: Pattern) -> float:
    """How many sentences the pattern says, the seldom ones counting for less: the inverse of the chance of a repeat."""
    match pattern:
        case Sequence(parts):
            return prod(map(count_likely, parts))
        case Choice(options, weights):
            squares = (weight**2 / count_likely(option) for option, weight in zip(options, weights, strict=True))
            return sum(weights) ** 2 / sum(squares)
    return 1.0


def draw_pieces(pattern: Pattern, chance: Chance) -> list[Piece]:
    """One sentence of the pattern, as words and holes in order."""
    pieces: list[Piece] = []
    _draw_into(pattern, chance, pieces)
    return pieces


def _draw_into(pattern: Pattern, chance: Chance, pieces: list[Piece]) -> None:
    match pattern:
        case Sequence(parts):
            for part in parts:
                _draw_into(part, chance, pieces)
        case Choice():
            _draw_into(chance.spin(pattern.wheel), chance, pieces)
        case RuleRef(name):
            raise ValueError(f"rule <{name}> is not linked")
        case _:
            pieces.append(pattern)


def list_sentences(pattern: Pattern) -> Iterator[list[Piece]]:
    """All sentences of the pattern, in the order in which it writes them."""
    match pattern:
        case Sequence(parts):
            for combination in product(*(list(list_sentences(part)) for part in parts)):
                yield [piece for pieces in combination for piece in pieces]
        case Choice(options):
            for option in options:
                yield from list_sentences(option)
        case RuleRef(name):
            raise ValueError(f"rule <{name}> is not linked")
        case _:
            yield [pattern]


def list_texts(pattern: Pattern) -> Iterator[str]:
    """All sentences of a pattern as plain text, spaces put right; holes stand as `{slot}`."""
    for pieces in list_sentences(pattern):
        yield tidy_spaces("".join(p.text if isinstance(p, Text) else f"{{{p.slot}}}" for p in pieces))


def list_leaves(pattern: Pattern) -> Iterator[Piece]:
    """Every piece of words and every hole that the pattern holds, in any sentence."""
    match pattern:
        case Sequence(parts) | Choice(parts):
            for part in parts:
                yield from list_leaves(part)
        case Text() | Hole():
            yield pattern


def list_distinct_texts(patterns: Iterable[Pattern]) -> Iterator[str]:
    """The words that stand in the patterns; of a part that several of them share, once."""
    met, waiting = set[int](), list(patterns)
    while waiting:
        pattern = waiting.pop()
        if id(pattern) in met:
            continue
        met.add(id(pattern))
        match pattern:
            case Sequence(parts) | Choice(parts):
                waiting += parts
            case Text(text):
                yield text


def has_same_choices(one: Pattern, other: Pattern) -> bool:
    """Whether both leave the same choices, in the same order: as many options, of the same weights, and so within."""
    return _list_choices(one) == _list_choices(other)


def _list_choices(pattern: Pattern) -> list[Any]:
    match pattern:
        case Sequence(parts):
            return [choice for part in parts for choice in _list_choices(part)]
        case Choice(options, weights):
            return [(weights, [_list_choices(option) for option in options])]
    return []


def may_be_blank(pattern: Pattern) -> bool:
    """Whether some sentence of the pattern says nothing at all."""
    match pattern:
        case Text(text):
            return not text.strip()
        case Sequence(parts):
            return all(map(may_be_blank, parts))
        case Choice(options):
            return any(map(may_be_blank, options))
    return False


def count_holes(pattern: Pattern, slot: str) -> set[int]:
    """How often the sentences of the pattern say a slot: every number that there is; 2 stands for more."""
    match pattern:
        case Hole(name):
            return {int(name == slot)}
        case Choice(options):
            return set().union(*(count_holes(option, slot) for option in options))
        case Sequence(parts):
            totals = {0}
            for part in parts:
                totals = {min(total + more, 2) for total in totals for more in count_holes(part, slot)}
            return totals
    return {0}


def measure_depth(pattern: Pattern) -> int:
    """How many sequences and choices lie in each other at most."""
    match pattern:
        case Sequence(parts) | Choice(parts):
            return 1 + max(map(measure_depth, parts), default=0)
    return 0


def tidy_spaces(text: str) -> str:
    """Runs of white space as one blank, none at the ends, none before a punctuation mark."""
    return _SPACE_BEFORE_MARK.sub("", _SPACES.sub(" ", text)).strip()


def squeeze_spaces(text: str) -> str:
    """As `tidy_spaces`, but blanks at the ends stay: for a piece out of the middle of a sentence."""
    return _SPACE_BEFORE_MARK.sub("", _SPACES.sub(" ", text))
