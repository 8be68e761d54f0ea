"""Whether people's sentences that begin like this are questions, told by how those of a pack end."""

from collections import Counter

from taskdata.build.wording import Sentences
from taskdata.foundation.chance import Chance
from taskdata.foundation.pack import Pack

_DRAWS_EACH = 3
_MARK = "?"
_FEWEST = 3
"""Sentences that begin alike, so many at least, tell how such a one ends."""


class QuestionMarks:
    """The first words of a pack's sentences, in their frames, and how often a question mark ends them."""

    def __init__(self, pack: Pack) -> None:
        self._asked, self._all = Counter[str](), Counter[str]()
        sentences = Sentences(pack.frames)
        for family in pack.families.values():
            for template in family.templates:
                for index in range(_DRAWS_EACH):
                    chance = Chance("opening", template.id, index)
                    skeleton = sentences.draw(template, chance, chance)
                    self._count([part if isinstance(part, str) else "{}" for part in skeleton])

    def _count(self, parts: list[str]) -> None:
        for opening in _list_openings("".join(parts)):
            self._all[opening] += 1
            self._asked[opening] += parts[-1].endswith(_MARK)

    def needs_mark(self, text: str) -> bool:
        """Whether most sentences that begin with its two first words, or else with the first, are questions."""
        known = next((opening for opening in _list_openings(text) if self._all[opening] >= _FEWEST), None)
        return known is not None and 2 * self._asked[known] > self._all[known]


def _list_openings(text: str) -> list[str]:
    words = [word.strip(",.:;!?").replace("'", "").replace("’", "") for word in text.lower().split()]
    return [" ".join(words[:2]), *words[:1]]
