"""Which words stand round the slots of a pack's sentences, and so which form of a slot fits in between."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from taskdata.build.likeness import Likeness
from taskdata.build.pieces import Skeleton
from taskdata.build.wording import Sentences
from taskdata.foundation.chance import Chance
from taskdata.foundation.pack import Pack, Template
from taskdata.foundation.pattern import Hole
from taskdata.slots.base import Slot

_DRAWS_EACH = 4
"""Sentences that are looked at of each template."""
_EDGE = ""
"""Stands for the start or the end of a request."""
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
        self._likeness = {name: Likeness(slot) for name, slot in slots.items()}
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

    def find_fits(self, slot: str, words: str, before: str | Hole, behind: str) -> list[Fit]:
        """The forms that fit between these texts and say words such as these, the best first.

        Each is known to stand behind the word before it, or to say words that begin as these do.
        """
        fits = (self._rate(slot, form, words, before, behind) for form in self._slots[slot].forms())
        return sorted((fit for fit in fits if fit.before or fit.alike), key=lambda fit: -fit.score)

    def _rate(self, slot: str, form: str, words: str, before: str | Hole, behind: str) -> Fit:
        stands_behind = _share(self._before.get((slot, _name_end(before, last=True))), form)
        stands_before = _share(self._behind.get((slot, _name_end(behind, last=False))), form)
        likeness = self._likeness[slot]
        alike = likeness.rate(form, words)
        if not alike and not stands_behind and self._slots[slot].is_open:
            alike = likeness.rate_frame(form, words)
        return Fit(form, stands_behind, stands_before, alike)


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
