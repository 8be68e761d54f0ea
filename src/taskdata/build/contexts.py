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
_SAYINGS = 200
"""Sayings of a form that words are held against."""
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
        return self.before + 0.5 * self.behind + self.alike


class Contexts:
    """The surroundings of every form of every slot, counted over the sentences of a pack."""

    def __init__(self, pack: Pack, slots: Mapping[str, Slot]) -> None:
        self._slots = slots
        self._before: dict[tuple[str, str], Counter[str]] = {}
        self._behind: dict[tuple[str, str], Counter[str]] = {}
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
        return Fit(form, stands_behind, stands_before, self._compare(slot, form, words, day))

    def _compare(self, slot: str, form: str, words: str, day: date) -> float:
        """How the words are like what the form says: 2 as a whole, 1 by the first word and the length, 0.

        Of names, numbers and tags there are more than any list has: they are alike by their signs and digits.
        """
        said, shape = self._say(slot, form, day), _shape(words)
        if shape in said:
            return 2
        name = _sign if isinstance(self._slots[slot], _ENDLESS) else _name_first
        return 1 if name(shape) in map(name, said) else 0

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


def _shape(words: str) -> str:
    """The words in lower case, each run of digits as one."""
    return _DIGITS.sub("0", " ".join(words.lower().split()))


def _sign(shape: str) -> str:
    """The shape with one letter for each word."""
    return _LETTERS.sub("a", shape)


def _name_first(shape: str) -> str:
    """The first word, or the sign that it begins with, and how many words there are."""
    words = shape.split()
    first = words[0] if words else ""
    return f"{first if first[:1].isalnum() else first[:1]} {len(words)}"
