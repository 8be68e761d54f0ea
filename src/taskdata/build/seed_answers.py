"""What a sentence of a seed sets whose answer is chosen on evidence: the choice, and words that stay true of it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from taskdata.build.meaning import list_holes
from taskdata.build.nearest import Nearest
from taskdata.foundation.output import Path
from taskdata.foundation.pack import Pack, Template

_TOKEN = re.compile(r"\w+")
_SHORTEST = 3
"""Shorter words of a value, without a digit, tell nothing about it."""


class SeedAnswers:
    """Words answers for all values that a seed's sentence may have."""

    def __init__(self, pack: Pack, nearest: Nearest) -> None:
        self._own_words, self._discriminator = frozenset(pack.usecase.persona.fields), pack.usecase.discriminator
        self._nearest = nearest

    def repeats(self, output: Mapping[str, Any], words: str) -> bool:
        """Whether a text that the model words itself has these words."""
        return any(find_words(words).search(text) for text in self._list_own(output).values())

    def set_answer(
        self, action: str, output: Mapping[str, Any], words: Mapping[str, str], evidence: Iterable[str]
    ) -> dict[Path, Any] | None:
        """What is set when the words of these slots vary; None where no wording is true of all of them.

        Where the evidence itself varies, the wording is the pack's own. Else it is the seed's, with holes for the words
        of slots, as long as it speaks of them in no other way.
        """
        fixed: dict[Path, Any] = {(key,): value for key, value in output.items() if key != self._discriminator}
        own = self._list_own(output)
        varied = {key: _put_holes(text, words) for key, text in own.items()}
        alike = self._nearest.list_alike(action, output)
        if not set(evidence) & words.keys() and not any(_speaks_of(text, words) for text in varied.values()):
            return {**fixed, **{(key,): text for key, text in varied.items()}}
        known = self._find_wording(alike, words, set(evidence) & words.keys())
        return None if known is None else {**fixed, **known}

    def _find_wording(
        self, alike: Sequence[Template], words: Mapping[str, str], varied: set[str]
    ) -> dict[Path, Any] | None:
        """The texts of the first sentence of the pack that repeat all evidence that varies, and nothing unsaid."""
        for template in alike:
            own = {path: value for path, value in template.sets.items() if path[-1] in self._own_words}
            repeated = set[str]().union(*(list_holes(value) for value in own.values()))
            if varied <= repeated <= words.keys():
                return own
        return None

    def _list_own(self, output: Mapping[str, Any]) -> dict[str, str]:
        return {key: text for key, text in output.items() if key in self._own_words and isinstance(text, str)}


def find_words(words: str) -> re.Pattern[str]:
    """The words as whole words."""
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def _put_holes(text: str, words: Mapping[str, str]) -> str:
    for slot in sorted(words, key=lambda slot: -len(words[slot])):
        text = find_words(words[slot]).sub(f"{{{slot}}}", text)
    return text


def _speaks_of(text: str, words: Mapping[str, str]) -> bool:
    """Whether a text has a word of a slot's words, outside of its holes."""
    rest = set(_TOKEN.findall(re.sub(r"\{\w+\}", " ", text).lower()))
    tokens = (token for said in words.values() for token in _TOKEN.findall(said.lower()))
    return any(token in rest for token in tokens if len(token) >= _SHORTEST or any(map(str.isdigit, token)))
