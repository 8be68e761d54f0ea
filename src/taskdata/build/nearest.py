"""The family whose sentences are nearest to a wording from outside."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import log
from typing import Any, NamedTuple

from taskdata.build.pieces import Skeleton
from taskdata.build.wording import Sentences
from taskdata.foundation.chance import Chance
from taskdata.foundation.pack import Pack, Template
from taskdata.foundation.pattern import Hole
from taskdata.foundation.records import ABSENT, read_path

_DRAWS_EACH = 3
_DISAGREES = 0.25
"""What the likeness counts of a sentence that means something else than the label says."""


class _Known(NamedTuple):
    template: Template
    words: frozenset[str]


class Nearest:
    """The sentences of a pack, to be compared with by their words; rare words count more than common ones."""

    def __init__(self, pack: Pack) -> None:
        self._own_words = frozenset(pack.usecase.persona.fields)
        self._known: dict[str, list[_Known]] = {}
        sentences = Sentences({})
        for family in pack.families.values():
            for template in family.templates:
                for index in range(_DRAWS_EACH):
                    chance = Chance("nearest", template.id, index)
                    skeleton = sentences.draw(replace(template, frame=None), chance, chance)
                    known = _Known(template, list_words(skeleton))
                    self._known.setdefault(family.action, []).append(known)
        found = [known.words for all_known in self._known.values() for known in all_known]
        counts = Counter(word for words in found for word in words)
        self._weights = {word: log(1 + len(found) / count) for word, count in counts.items()}
        self._rare = log(1 + len(found))

    def find(self, action: str, output: Mapping[str, Any], skeleton: Skeleton) -> Template | None:
        """The template of the action that is most like the skeleton and agrees with the output; None without any."""
        words = list_words(skeleton)
        ranked = ((self._rate(known, words, output), known.template) for known in self._known.get(action, ()))
        best = max(ranked, key=lambda one: one[0], default=None)
        return best[1] if best else None

    def list_alike(self, action: str, output: Mapping[str, Any]) -> list[Template]:
        """The templates of the action that set nothing but what the output has, each once."""
        found = {known.template.id: known.template for known in self._known.get(action, ())}
        return [one for one in found.values() if self._agrees(one, output)]

    def _rate(self, known: _Known, words: frozenset[str], output: Mapping[str, Any]) -> float:
        shared = self._weigh(known.words & words)
        likeness = shared / (self._weigh(known.words | words) or 1.0)
        return likeness * (1.0 if self._agrees(known.template, output) else _DISAGREES)

    def _weigh(self, words: Iterable[str]) -> float:
        return sum(self._weights.get(word, self._rare) for word in sorted(words))

    def _agrees(self, template: Template, output: Mapping[str, Any]) -> bool:
        """Whether all that a sentence sets is in the output, but for what the model words itself."""
        return all(
            (said := read_path(output, path)) is not ABSENT and said == value
            for path, value in template.sets.items()
            if path[-1] not in self._own_words
        )


def list_words(skeleton: Skeleton) -> frozenset[str]:
    """The words of a skeleton and pairs of neighbours, in lower case; a hole is two words: its slot, and its form."""
    words: list[str] = []
    for part in skeleton:
        words += [f"{{{part.slot}}}", f"{{{part.slot}.{part.form}}}"] if isinstance(part, Hole) else _split(part)
    return frozenset((*words, *(f"{one} {other}" for one, other in pairwise(words))))


def _split(text: str) -> Sequence[str]:
    stripped = (word.strip("\"'“”‘’.,;:!?()").lower() for word in text.split())
    return [word for word in stripped if word]
