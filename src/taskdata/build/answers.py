"""An answer that is chosen on evidence, in the words that the pack has for it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from taskdata.build.evidence_slots import EvidenceSlots
from taskdata.build.meaning import fill_words, list_holes
from taskdata.build.nearest import Nearest
from taskdata.foundation.pack import Pack


class AnswerWriter:
    """Words the fields of such answers that the model is to word itself."""

    def __init__(self, pack: Pack, nearest: Nearest, evidence: EvidenceSlots) -> None:
        self._own_words = frozenset(pack.usecase.persona.fields)
        self._nearest, self._evidence = nearest, evidence

    def word(self, action: str, chosen: Mapping[str, Any], text: str, day: date) -> dict[str, Any] | None:
        """The whole answer; None where the request lacks words that every wording of the pack repeats.

        The wording is that of the nearest sentence with this answer; the same request has the same.
        """
        alike = self._nearest.list_alike(action, chosen)
        words = {m.slot: text[m.start + m.lead : m.end] for m in self._evidence.find(alike, text, day)}
        nearest = self._nearest.find(action, chosen, (text,))
        for template in (*(one for one in alike if nearest and one.id == nearest.id), *alike):
            own = {path[0]: value for path, value in template.sets.items() if path[-1] in self._own_words}
            if _list_all_holes(own.values()) <= words.keys():
                return {**chosen, **{key: fill_words(value, words) for key, value in own.items()}}
        return None


def _list_all_holes(texts: Iterable[str]) -> set[str]:
    return set().union(*map(list_holes, texts))
