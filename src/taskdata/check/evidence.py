"""What a request must show for a value that no slot says: that an error is the error it is called."""

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from taskdata.check.hearing import Heard, hear
from taskdata.check.words import MARKS, Token
from taskdata.foundation.pack import Evidence
from taskdata.slots.base import NO_SUCH_DAY, Slot

_KEYBOARD = ("qwertyuiop", "qwertzuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm", "azertyuiop", "1234567890")
_RUN, _RUN_SHARE = 4, 0.6
_REPEATED = re.compile(r"^(.{1,4}?)\1{2,}.{0,3}$|(.)\2{3,}|^(.{3,})\3$")
_VOWEL = re.compile(r"[aeiouy]")
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}")
_LONGEST_ABBREVIATION = 2


@dataclass(frozen=True)
class EvidenceCheck:
    """Looks for evidence in what was heard of a request."""

    slots: Mapping[str, Slot]
    stray: Collection[str]
    """Words that mean nothing alone."""
    known_words: Collection[str]

    def may_hold(self, evidence: Evidence, text: str, tokens: Sequence[Token], day: date) -> bool:
        """Whether it is worth while to read the request for this evidence."""
        if evidence.noise and self._is_noise(tokens):
            return True
        if evidence.lacks or evidence.commands:
            return True
        return bool(list_signals(evidence)) and self.holds(evidence, self.hear_signals(evidence, text, day), day)

    def hear_signals(
        self, evidence: Evidence, text: str, day: date, covered: Sequence[tuple[int, int]] = ()
    ) -> Sequence[Heard]:
        """What the slots of the evidence find outside of the stretches, each by itself.

        What a longer mention of another slot takes is none of theirs.
        """
        others = [slot for slot in self.slots.values() if not slot.is_open]
        return [hear(text, covered, [self.slots[name], *others], day) for name in list_signals(evidence)]

    def holds(self, evidence: Evidence, heard: Sequence[Heard], day: date, own: bool = False) -> bool:
        """Whether what was heard is the evidence; true where none is to be heard.

        In a sentence of the value's own, no sign is needed.
        """
        signals = list_signals(evidence)
        told = {name: _list_values(one, name) for name, one in zip(signals, heard, strict=True)}

        def list_told(names: Sequence[str]) -> list[Any]:
            return [value for name in names for value in told.get(name, ())]

        said = evidence.says if own else (*evidence.says, *evidence.signs)
        if said and not list_told(said):
            return False
        if evidence.impossible and NO_SUCH_DAY not in list_told(evidence.impossible):
            return False
        if list_told(evidence.without):
            return False
        past = [value for value in list_told(evidence.past) if value not in (NO_SUCH_DAY, None)]
        if evidence.past and not any(value < day.isoformat() for value in past):
            return False
        return not evidence.differ or any(differ(told.get(name, ())) for name in evidence.differ)

    def _is_noise(self, tokens: Sequence[Token]) -> bool:
        words = [token.word for token in tokens if token.word not in MARKS]
        odd = [word for word in words if word not in self.stray]
        if any(word in self.known_words and not _is_gibberish(word) for word in odd):
            return False
        return not odd or any(map(_is_gibberish, odd))


def list_signals(evidence: Evidence) -> list[str]:
    """The slots that are heard for the evidence."""
    named = (*evidence.says, *evidence.signs, *evidence.impossible, *evidence.past, *evidence.differ, *evidence.without)
    return list(dict.fromkeys(named))


def needs_day(evidence: Evidence | None) -> bool:
    """Whether the reference date decides."""
    return evidence is not None and bool(evidence.past or evidence.impossible)


def differ(values: Sequence[Any]) -> bool:
    """Whether there are two values; of those with parts, the first part counts."""
    return len({str(next(iter(value.values())) if isinstance(value, dict) else value) for value in values}) > 1


def _list_values(heard: Heard, slot: str) -> list[Any]:
    return [mention.value for mention in heard.mentions.get(slot, ())]


def _is_gibberish(word: str) -> bool:
    """Whether it looks like no word: keys side by side, letters over and over, hardly a vowel."""
    if word.isdecimal() or len(word) <= _LONGEST_ABBREVIATION:
        return False
    rows = (*_KEYBOARD, *(row[::-1] for row in _KEYBOARD))
    length = max(min(_RUN, len(word)), math.ceil(_RUN_SHARE * len(word)))
    run = any(word[at : at + length] in row for row in rows for at in range(len(word) - length + 1))
    return bool(run or _REPEATED.search(word) or _CONSONANTS.search(word) or not _VOWEL.search(word))
