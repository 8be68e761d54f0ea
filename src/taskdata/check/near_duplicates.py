"""Sentences that differ in one word of their framing at most: found by their hashes with one word left out."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from taskdata.check.words import split_words
from taskdata.foundation.records import Example


class Word(NamedTuple):
    """A word of a sentence; what carries a value is never left out: another value makes another request."""

    text: str
    carries_value: bool = False


class NearDuplicates:
    """The sentences met so far; kept as hashes, some 70 bytes for each word of the framing.

    Two of them are near where one becomes the other by leaving out, adding or changing one word of the framing.
    """

    def __init__(self) -> None:
        self._wholes, self._shorter, self._changed = set[int](), set[int](), set[int]()

    def add(self, sentence: Sequence[Word]) -> None:
        """Count a sentence as met."""
        self._wholes.add(_hash(sentence))
        for shorter, changed in _list_cuts(sentence):
            self._shorter.add(shorter)
            self._changed.add(changed)

    def is_near(self, sentence: Sequence[Word]) -> bool:
        """Whether a sentence that was met is the same, or the same but for one word."""
        whole = _hash(sentence)
        if whole in self._wholes or whole in self._shorter:
            return True
        return any(
            shorter in self._wholes or changed in self._changed for shorter, changed in _list_cuts(sentence)
        )  # fmt: skip


def list_words(example: Example) -> list[Word]:
    """The words of a request, without case and marks, those of its spans marked as carrying values."""
    return mark_words(example.input, [(span.start, span.end) for span in example.spans])


def mark_words(text: str, spans: Sequence[tuple[int, int]]) -> list[Word]:
    """The words of a text, without case and marks; those inside of the spans carry values."""
    return [
        Word(token.word, any(start <= token.start < end for start, end in spans))
        for token in split_words(text, {})
        if any(letter.isalnum() for letter in token.word)
    ]


def _hash(sentence: Sequence[Word]) -> int:
    return hash(tuple([word.text for word in sentence]))


def _list_cuts(sentence: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """For each word of the framing, the hash of the sentence without it, and of the same with its place kept."""
    texts = tuple([word.text for word in sentence])
    for at, word in enumerate(sentence):
        if not word.carries_value:
            rest = texts[:at] + texts[at + 1 :]
            yield hash(rest), hash((at, rest))
