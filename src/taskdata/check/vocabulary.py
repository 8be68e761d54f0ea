"""The words of a pack: those of its sentences, those of free text, and what a slip of the finger makes of them."""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from taskdata.check.words import split_words
from taskdata.foundation.pack import Pack
from taskdata.foundation.pattern import Pattern, list_distinct_texts, list_texts

_SHORTEST_SLIP, _LONGEST_SLIP = 4, 30


class Vocabulary:
    """Every word that a pack knows."""

    def __init__(self, pack: Pack) -> None:
        self.spellings = _list_spellings(pack)
        self.framing = frozenset(self._split(_list_sentences(pack))) | pack.framing.anywhere
        """The words of sentences, and of what stands round them."""
        lines = (line for grammar in pack.grammars.values() for lines in grammar.values() for line in lines)
        self.words = self.framing.union(self._split(lines))

    def list_slips(self, word: str) -> Collection[str]:
        """The framing words that one slip of the finger may have made an unknown word of; the first letter stays."""
        if word in self.words or not _SHORTEST_SLIP <= len(word) <= _LONGEST_SLIP or not word.isalpha():
            return ()
        return dict.fromkeys(known for cut in (word, *_cut(word)) for known in self._near.get(cut, ()))

    def list_phrases(self, patterns: Iterable[Pattern]) -> frozenset[tuple[str, ...]]:
        """Everything that some patterns say, as words."""
        texts = (text for pattern in patterns for text in list_texts(pattern))
        return frozenset(tuple(token.word for token in split_words(text, self.spellings)) for text in texts)

    @cached_property
    def _near(self) -> Mapping[str, list[str]]:
        near: dict[str, list[str]] = {}
        for word in sorted(self.framing):
            if len(word) >= _SHORTEST_SLIP:
                for cut in (word, *_cut(word)):
                    near.setdefault(cut, []).append(word)
        return near

    def _split(self, patterns: Iterable[Pattern]) -> Iterable[str]:
        texts = set(list_distinct_texts(patterns))
        return (token.word for text in texts for token in split_words(text, self.spellings))


def _list_sentences(pack: Pack) -> Iterable[Pattern]:
    yield from (template.pattern for family in pack.families.values() for template in family.templates)
    yield from (frame.pattern for frames in pack.frames.values() for frame in frames)
    yield from (sentence.pattern for sentence in pack.heard)
    framing = pack.framing
    yield from (*framing.before, *framing.after, *framing.joins, *framing.nothing)


def _list_spellings(pack: Pack) -> Mapping[str, tuple[str, ...]]:
    """The plain words for each abbreviation: those that the pack types itself, and those that it only reads."""
    typed = {other: tuple(word.split()) for swaps in pack.swaps.values() for word, o in swaps.items() for other in o}
    return {**typed, **pack.framing.spellings}


def _cut(word: str) -> list[str]:
    """The word with one letter left out, but for the first, which no slip touches."""
    return [word[:at] + word[at + 1 :] for at in range(1, len(word))]
