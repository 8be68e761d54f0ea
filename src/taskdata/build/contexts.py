"""Which words stand round the slots of a pack's sentences, and so which form of a slot fits in between."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from taskdata.build.pieces import Skeleton
from taskdata.build.wording import Sentences
from taskdata.foundation.chance import Chance
from taskdata.foundation.pack import Pack, Template
from taskdata.foundation.pattern import Hole
from taskdata.slots.base import Slot
from taskdata.slots.number import Number
from taskdata.slots.person import Person
from taskdata.slots.tags import Tags

_ENDLESS = (Number, Person, Tags)
_DRAWS_EACH = 4
"""Sentences that are looked at of each template."""
_SAYINGS = 400
"""Sayings of a form that words are held against."""
_BY_FRAME = 0.5
"""What it counts that common words stand alike, where nothing else is known."""
_COMMON, _OFTEN = 0.05, 0.02
"""The share of sayings that have a common word; the share of a form's sayings that have a frame often."""
_ENDING = 3
_EDGE = ""
"""Stands for the start or the end of a request."""
_LETTERS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_DIGITS = re.compile(r"\d+")
_MARKS = "\"'“”‘’.,;:!?()"


class Fit(NamedTuple):
    """A form of a slot, and how well it fits: behind the word before, before the word behind, by what it says itself.

    Each is 0 where nothing is known of it.
    """

    form: str
    before: float
    behind: float
    alike: float

    @property
    def score(self) -> float:
        """All together; what stands before tells more than what stands behind."""
        return self.before + 0.25 * self.behind + self.alike


class Contexts:
    """The surroundings of every form of every slot, counted over the sentences of a pack."""

    def __init__(self, pack: Pack, slots: Mapping[str, Slot]) -> None:
        self._slots = slots
        self._before: dict[tuple[str, str], Counter[str]] = {}
        self._behind: dict[tuple[str, str], Counter[str]] = {}
        self._common: dict[str, frozenset[str]] = {}
        """By slot, the words that many of its sayings have."""
        self._said: dict[tuple[str, str, date], Collection[str]] = {}
        sentences = Sentences({})
        for family in pack.families.values():
            for template in family.templates:
                for skeleton in _draw_skeletons(sentences, template):
                    self._count(skeleton)

    def _count(self, skeleton: Skeleton) -> None:
        for at, part in enumerate(skeleton):
            if isinstance(part, Hole):
                before = skeleton[at - 1] if at else ""
                behind = skeleton[at + 1] if at + 1 < len(skeleton) else ""
                form = part.form or next(iter(self._slots[part.slot].forms()))
                name_before, name_behind = _name_end(before, last=True), _name_end(behind, last=False)
                self._before.setdefault((part.slot, name_before), Counter())[form] += 1
                self._behind.setdefault((part.slot, name_behind), Counter())[form] += 1

    def find_fits(self, slot: str, words: str, before: str | Hole, behind: str, day: date) -> list[Fit]:
        """The forms that fit between these texts and say words such as these, the best first.

        Each is known to stand behind the word before it, or to say words that begin as these do.
        """
        fits = (self._rate(slot, form, words, before, behind, day) for form in self._slots[slot].forms())
        return sorted((fit for fit in fits if fit.before or fit.alike), key=lambda fit: -fit.score)

    def _rate(self, slot: str, form: str, words: str, before: str | Hole, behind: str, day: date) -> Fit:
        stands_behind = _share(self._before.get((slot, _name_end(before, last=True))), form)
        stands_before = _share(self._behind.get((slot, _name_end(behind, last=False))), form)
        alike = self._compare(slot, form, _shape(words), day)
        if not alike and not stands_behind and self._slots[slot].is_open:
            alike = _BY_FRAME * self._has_frame(slot, form, _shape(words), day)
        return Fit(form, stands_behind, stands_before, alike)

    def _compare(self, slot: str, form: str, shape: str, day: date) -> float:
        """How words are like what a form says: 2 as a whole, 1 to 2 if they begin so, more if few others do, or 0.

        Of names, numbers and tags there are more than any list has: they are alike by their signs and digits.
        """
        said = self._say(slot, form, day)
        if shape in said:
            return 2
        if isinstance(self._slots[slot], _ENDLESS):
            return float(_sign(shape) in map(_sign, said))
        first = shape.partition(" ")[0]
        shares = {name: _count_first(self._say(slot, name, day), first) for name in self._slots[slot].forms()}
        return 1 + shares[form] / sum(shares.values()) if shares[form] else 0

    def _has_frame(self, slot: str, form: str, shape: str, day: date) -> bool:
        """Whether common words and endings stand as they often do in the form, and hardly more often in another."""
        forms = {name: self._say(slot, name, day) for name in self._slots[slot].forms()}
        if slot not in self._common:
            counts = Counter(part for said in forms.values() for one in said for part in _list_parts(one))
            least = _COMMON * sum(map(len, forms.values()))
            self._common[slot] = frozenset(part for part, count in counts.items() if count >= least)
        frame = self._frame(slot, shape)
        shares = {
            name: sum(self._frame(slot, one) == frame for one in said) / len(said) for name, said in forms.items()
        }
        return shares[form] >= _OFTEN and shares[form] >= max(shares.values()) / 3

    def _frame(self, slot: str, shape: str) -> str:
        common = self._common[slot]
        marked = (word if word in common else f"-{word[-_ENDING:]}" for word in shape.split())
        return " ".join(part if part in common else "_" for part in marked)

    def _say(self, slot: str, form: str, day: date) -> Collection[str]:
        """Shapes of what the form says on a day; it is kept, since most seeds ask for the same."""
        key = (slot, form, day if self._slots[slot].needs_day(None) else date.min)
        if key not in self._said:
            said = (self._slots[slot].say(Chance("context", slot, form, at), form, day) for at in range(_SAYINGS))
            self._said[key] = {_shape(one.words) for one in said if one}
        return self._said[key]


def _draw_skeletons(sentences: Sentences, template: Template) -> Iterator[Skeleton]:
    bare = replace(template, frame=None)
    for index in range(_DRAWS_EACH):
        chance = Chance("context", template.id, index)
        yield sentences.draw(bare, chance, chance)


def _share(forms: Counter[str] | None, form: str) -> float:
    """The share of a form; above 1 a little where it is there at all, so that to be known counts."""
    if not forms or not forms[form]:
        return 0.0
    return 1 + forms[form] / forms.total()


def _name_end(part: str | Hole, *, last: bool) -> str:
    """The word, or the mark, or the hole next to a slot."""
    if isinstance(part, Hole):
        return f"{{{part.slot}}}"
    words = part.lower().split()
    if not words:
        return _EDGE
    word = words[-1 if last else 0]
    return word.strip(_MARKS) or word


def _list_parts(shape: str) -> set[str]:
    """The words, and how they end."""
    return {part for word in shape.split() for part in (word, f"-{word[-_ENDING:]}")}


def _shape(words: str) -> str:
    """The words in lower case, each run of digits as one."""
    return _DIGITS.sub("0", " ".join(words.lower().split()))


def _sign(shape: str) -> str:
    """The shape with one letter for each word."""
    return _LETTERS.sub("a", shape)


def _count_first(said: Collection[str], first: str) -> float:
    """The share of sayings that begin with a word; a sign before the word counts for it."""
    sign = first[:1] if not first[:1].isalnum() else f"{first} "
    return sum(f"{one} ".startswith(sign) for one in said) / max(len(said), 1)
