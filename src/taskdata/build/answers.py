"""Answers that are chosen on evidence, in words of the pack, or in a seed's own that stay true of all it may say."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from taskdata.build.evidence_slots import EvidenceSlots
from taskdata.build.meaning import fill_words, list_holes
from taskdata.build.nearest import Nearest
from taskdata.foundation.output import Path
from taskdata.foundation.pack import Pack, Template

_TOKEN = re.compile(r"\w+")
_SHORTEST = 3
"""Shorter words of a value, without a digit, tell nothing about it."""


class Answers:
    """Words the fields of such answers that the model is to word itself."""

    def __init__(self, pack: Pack, nearest: Nearest, evidence: EvidenceSlots) -> None:
        self._own_words, self._discriminator = frozenset(pack.usecase.persona.fields), pack.usecase.discriminator
        self._nearest, self._evidence = nearest, evidence

    def word(self, action: str, chosen: Mapping[str, Any], text: str, day: date) -> dict[str, Any] | None:
        """The whole answer; None where the request lacks words that every wording of the pack repeats.

        The wording is that of the nearest sentence with this answer; the same request has the same.
        """
        alike = self._nearest.list_alike(action, chosen)
        words = {m.slot: text[m.start + m.lead : m.end] for m in self._evidence.find(alike, text, day)}
        nearest = self._nearest.find(action, chosen, (text,))
        first = [one for one in alike if nearest and one.id == nearest.id]
        own = next(self._list_wordings([*first, *alike], (), words), None)
        return None if own is None else {**chosen, **{path[0]: fill_words(text, words) for path, text in own.items()}}

    def repeats(self, output: Mapping[str, Any], words: str) -> bool:
        """Whether a text that the model words itself has these words."""
        return any(_find_words(words).search(text) for text in self._list_own(output).values())

    def set_answer(
        self, action: str, output: Mapping[str, Any], words: Mapping[str, str], evidence: Iterable[str]
    ) -> dict[Path, Any] | None:
        """What is set when the words of these slots vary; None where no wording is true of all of them.

        Where the evidence itself varies, the wording is the pack's own. Else it is the seed's, with holes for the words
        of slots, as long as it speaks of them in no other way.
        """
        fixed: dict[Path, Any] = {(key,): value for key, value in output.items() if key != self._discriminator}
        own: dict[Path, str] = {(key,): _put_holes(text, words) for key, text in self._list_own(output).items()}
        varied = set(evidence) & words.keys()
        if not varied and not any(_speaks_of(text, words) for text in own.values()):
            return {**fixed, **own}
        alike = self._nearest.list_alike(action, output)
        known = next(self._list_wordings(alike, varied, words), None)
        return None if known is None else {**fixed, **known}

    def _list_wordings(
        self, alike: Iterable[Template], needed: Iterable[str], said: Mapping[str, str]
    ) -> Iterator[dict[Path, str]]:
        """The texts of sentences that repeat the words of all slots that are needed, and of none that is not said."""
        for template in alike:
            own = {path: value for path, value in template.sets.items() if path[-1] in self._own_words}
            repeated = set[str]().union(*map(list_holes, own.values()))
            if set(needed) <= repeated <= said.keys():
                yield own

    def _list_own(self, output: Mapping[str, Any]) -> dict[str, str]:
        return {key: text for key, text in output.items() if key in self._own_words and isinstance(text, str)}


def _find_words(words: str) -> re.Pattern[str]:
    """The words as whole words."""
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def _put_holes(text: str, words: Mapping[str, str]) -> str:
    for slot in sorted(words, key=lambda slot: -len(words[slot])):
        text = _find_words(words[slot]).sub(f"{{{slot}}}", text)
    return text


def _speaks_of(text: str, words: Mapping[str, str]) -> bool:
    """Whether a text has a word of a slot's words, outside of its holes."""
    rest = set(_TOKEN.findall(re.sub(r"\{\w+\}", " ", text).lower()))
    tokens = (token for said in words.values() for token in _TOKEN.findall(said.lower()))
    return any(token in rest for token in tokens if len(token) >= _SHORTEST or any(map(str.isdigit, token)))
