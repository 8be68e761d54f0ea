"""How words from outside are like what the forms of a slot say themselves."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from taskdata.foundation.chance import Chance
from taskdata.slots.base import Slot
from taskdata.slots.number import Number
from taskdata.slots.person import Person
from taskdata.slots.tags import Tags

_SAYINGS = 400
"""Sayings of a form that words are held against."""
_ANY_DAY = date(2025, 3, 12)
"""A Wednesday in the middle of a month: nearly everything that names days can be said on it."""
_BY_FRAME = 0.5
"""What it counts that common words stand alike, where nothing else is known."""
_COMMON, _OFTEN = 0.05, 0.02
"""The share of sayings that have a common word; the share of a form's sayings that have a frame often."""
_ENDING = 3
_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class _Form:
    """What one form says: shapes of its sayings, and the shares of those that begin with a word or a sign."""

    shapes: frozenset[str]
    firsts: Mapping[str, float]


class Likeness:
    """Compares words with the sayings of one slot, drawn once."""

    def __init__(self, slot: Slot) -> None:
        self._slot = slot
        self._is_endless = isinstance(slot, Number | Person | Tags)
        self._in_signs = _NAME if isinstance(slot, Person) else _WORD

    def rate(self, form: str, words: str) -> float:
        """2 where the form says such words as a whole, 1 to 2 where it begins so, more if few others do, else 0.

        Of names, numbers and tags there are more than any list has: they are alike by their signs and digits.
        """
        shape, said = _shape(words), self._forms[form]
        if shape in said.shapes:
            return 2
        if self._is_endless:
            return float(self._sign(shape) in self._signs[form])
        first = _name_first(shape)
        share = said.firsts.get(first, 0.0)
        return 1 + share / sum(one.firsts.get(first, 0.0) for one in self._forms.values()) if share else 0

    def rate_frame(self, form: str, words: str) -> float:
        """More than 0 where common words and endings stand as they often do in the form, and hardly more in another."""
        frame = self._frame(_shape(words))
        most = max(shares.get(frame, 0.0) for shares in self._frames.values())
        share = self._frames[form].get(frame, 0.0)
        return _BY_FRAME if share >= _OFTEN and share >= most / 3 else 0

    @cached_property
    def _forms(self) -> Mapping[str, _Form]:
        return {form: self._draw(form) for form in self._slot.forms()}

    def _draw(self, form: str) -> _Form:
        drawn = (self._slot.say(Chance("context", self._slot.name, form, at), form, _ANY_DAY) for at in range(_SAYINGS))
        shapes = [_shape(one.words) for one in drawn if one]
        firsts = Counter(map(_name_first, shapes))
        return _Form(frozenset(shapes), {first: count / len(shapes) for first, count in firsts.items()})

    @cached_property
    def _signs(self) -> Mapping[str, frozenset[str]]:
        return {name: frozenset(map(self._sign, form.shapes)) for name, form in self._forms.items()}

    def _sign(self, shape: str) -> str:
        """The shape with a letter for each word; of a person, for the whole name."""
        return self._in_signs.sub("a", shape)

    @cached_property
    def _common(self) -> frozenset[str]:
        """The words and endings that many sayings have."""
        counts = Counter(part for form in self._forms.values() for one in form.shapes for part in _list_parts(one))
        least = _COMMON * sum(len(form.shapes) for form in self._forms.values())
        return frozenset(part for part, count in counts.items() if count >= least)

    @cached_property
    def _frames(self) -> Mapping[str, Mapping[str, float]]:
        """By form, the share of its sayings that have a frame."""
        frames: dict[str, dict[str, float]] = {}
        for name, form in self._forms.items():
            counts = Counter(map(self._frame, form.shapes))
            frames[name] = {frame: count / len(form.shapes) for frame, count in counts.items()}
        return frames

    def _frame(self, shape: str) -> str:
        marked = (word if word in self._common else f"-{word[-_ENDING:]}" for word in shape.split())
        return " ".join(part if part in self._common else "_" for part in marked)


def _list_parts(shape: str) -> set[str]:
    """The words, and how they end."""
    return {part for word in shape.split() for part in (word, f"-{word[-_ENDING:]}")}


def _shape(words: str) -> str:
    """The words in lower case, each run of digits as one."""
    return _DIGITS.sub("0", " ".join(words.lower().split()))


def _name_first(shape: str) -> str:
    """The first word; of one with a sign before it, the sign."""
    return shape[:1] if not shape[:1].isalnum() else shape.partition(" ")[0]
