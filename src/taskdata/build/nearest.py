"""The template of a pack whose sentences are nearest to a wording from outside."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import log
from typing import Any

from taskdata.build.pieces import Skeleton
from taskdata.build.wording import Sentences
from taskdata.foundation.chance import Chance
from taskdata.foundation.pack import Pack, Template
from taskdata.foundation.pattern import Hole
from taskdata.foundation.records import ABSENT, read_path
from taskdata.slots.base import Slot

_DRAWS_EACH = 6
_DISAGREES = 0.25
"""What the likeness counts of a sentence that means something else than the label says."""
Words = frozenset[str]


@dataclass
class _Known:
    """The sentences of one action, found by their words."""

    templates: list[Template] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    holders: dict[str, list[int]] = field(default_factory=dict)
    """By word, the numbers of the sentences that have it."""

    def add(self, template: Template, words: Words, weight: float) -> None:
        """Count a sentence as known."""
        for word in words:
            self.holders.setdefault(word, []).append(len(self.templates))
        self.templates.append(template)
        self.weights.append(weight)


class Nearest:
    """The sentences of a pack, to be compared with by their words; rare words count more than common ones."""

    def __init__(self, pack: Pack, slots: Mapping[str, Slot]) -> None:
        self._own_words = frozenset(pack.usecase.persona.fields)
        self._slots = slots
        found = list(self._list_sentences(pack))
        counts = Counter(word for _, _, words in found for word in words)
        self._rarity = {word: log(1 + len(found) / count) for word, count in counts.items()}
        self._unknown = log(1 + len(found))
        self._known: dict[str, _Known] = {}
        for action, template, words in found:
            self._known.setdefault(action, _Known()).add(template, words, self._weigh(words))

    def find(self, action: str, output: Mapping[str, Any], skeleton: Skeleton) -> Template | None:
        """The template of the action that is most like the skeleton and agrees with the output.

        Alike are sentences that share much of the weight of the words of both. None where no word is shared.
        """
        known, words = self._known.get(action, _Known()), self._list_words(skeleton)
        whole, shared = self._weigh(words), dict[int, float]()
        for word in sorted(words & known.holders.keys()):
            for at in known.holders[word]:
                shared[at] = shared.get(at, 0.0) + self._rarity[word]
        likeness = {at: weight / (whole + known.weights[at] - weight) for at, weight in shared.items()}
        agrees = {at: self._agrees(known.templates[at], output) for at in _list_best(likeness)}
        best = max(agrees, key=lambda at: likeness[at] * (1.0 if agrees[at] else _DISAGREES), default=None)
        return None if best is None else known.templates[best]

    def list_alike(self, action: str, output: Mapping[str, Any]) -> list[Template]:
        """The templates of the action that set nothing but what the output has, each once."""
        found = {template.id: template for template in self._known.get(action, _Known()).templates}
        return [one for one in found.values() if self._agrees(one, output)]

    def _weigh(self, words: Iterable[str]) -> float:
        return sum(self._rarity.get(word, self._unknown) for word in sorted(words))

    def _agrees(self, template: Template, output: Mapping[str, Any]) -> bool:
        """Whether all that a sentence sets is in the output, but for what the model words itself."""
        return all(
            (said := read_path(output, path)) is not ABSENT and said == value
            for path, value in template.sets.items()
            if path[-1] not in self._own_words
        )

    def _list_sentences(self, pack: Pack) -> Iterator[tuple[str, Template, Words]]:
        """Sentences of every template, with its action and their words, each once."""
        sentences = Sentences({})
        for family in pack.families.values():
            for template in family.templates:
                bare, met = replace(template, frame=None), set[Words]()
                for index in range(_DRAWS_EACH):
                    chance = Chance("nearest", template.id, index)
                    words = self._list_words(sentences.draw(bare, chance, chance))
                    if words not in met:
                        met.add(words)
                        yield family.action, template, words

    def _list_words(self, skeleton: Skeleton) -> Words:
        """The words and pairs of neighbours, in lower case; a hole is two words: its slot, and its form."""
        words: list[str] = []
        for part in skeleton:
            words += self._name_hole(part) if isinstance(part, Hole) else _split(part)
        return frozenset((*words, *(f"{one} {other}" for one, other in pairwise(words))))

    def _name_hole(self, hole: Hole) -> list[str]:
        form = hole.form or next(iter(self._slots[hole.slot].forms()))
        return [f"{{{hole.slot}}}", f"{{{hole.slot}.{form}}}"]


def _list_best(likeness: Mapping[int, float]) -> list[int]:
    """Those that can still be best, when a sentence that does not agree counts less: the first goes before equals."""
    least = max(likeness.values(), default=0.0) * _DISAGREES
    return sorted(at for at, one in likeness.items() if one >= least)


def _split(text: str) -> Sequence[str]:
    stripped = (word.strip("\"'“”‘’.,;:!?()").lower() for word in text.split())
    return [word for word in stripped if word]


def list_openings(pack: Pack) -> frozenset[str]:
    """The first words of sentences of the pack that begin with words of their own, in lower case."""
    sentences, found = Sentences({}), set[str]()
    for template in (one for family in pack.families.values() for one in family.templates):
        chance = Chance("nearest", template.id, 0)
        first = next(iter(sentences.draw(replace(template, frame=None), chance, chance)), "")
        found.update(_split(first)[:1] if isinstance(first, str) else ())
    return frozenset(found)
