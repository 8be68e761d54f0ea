"""How well personal data are found in sentences whose personal data are annotated."""

import json
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

from taskdata.feedback.anonymise import Anonymiser

WORD = re.compile(r"\w+")


class Rates(NamedTuple):
    """Shares: of what is patterned and was replaced, of names the same, of ordinary words that were replaced."""

    patterned: float
    names: float
    ordinary: float
    missed: list[str]
    """What stayed, with its sentence."""
    wrong: list[str]
    """Ordinary words that did not stay, with their sentences."""


class Tally:
    """Counts over sentences."""

    def __init__(self) -> None:
        self.found = {"name": 0, "patterned": 0}
        self.all = {"name": 0, "patterned": 0}
        self.ordinary = self.replaced = 0
        self.missed, self.wrong = list[str](), list[str]()

    def add(self, text: str, personal: list[dict[str, Any]], after: str) -> None:
        """Count a sentence and what became of it."""
        places = list(find_places(text, personal))
        words = list(WORD.finditer(text))
        kept = find_kept([word.group() for word in words], WORD.findall(after))
        for item, start, end in places:
            inside = [word.group() for at, word in enumerate(words) if at in kept and start <= word.start() < end]
            kind = "name" if item["kind"] == "name" else "patterned"
            good = is_gone(kind, item["text"], inside, after)
            self.all[kind] += 1
            self.found[kind] += good
            if not good:
                self.missed.append(f"{item['text']!r} in {text!r} -> {after!r}")
        self._add_ordinary(text, words, kept, places)

    def _add_ordinary(
        self, text: str, words: list[re.Match[str]], kept: set[int], places: list[tuple[dict[str, Any], int, int]]
    ) -> None:
        for at, word in enumerate(words):
            if not any(start <= word.start() < end for _, start, end in places):
                self.ordinary += 1
                self.replaced += at not in kept
                if at not in kept:
                    self.wrong.append(f"{word.group()!r} in {text!r}")

    def rates(self) -> Rates:
        """The shares so far."""
        patterned, names = (self.found[kind] / max(self.all[kind], 1) for kind in ("patterned", "name"))
        return Rates(patterned, names, self.replaced / max(self.ordinary, 1), self.missed, self.wrong)


def measure(path: Path, anonymiser: Anonymiser) -> Rates:
    """The rates on a file of sentences: JSON lines of `text` and `personal`; every kind but `name` is patterned."""
    tally = Tally()
    for line in path.read_text("utf-8").splitlines():
        sentence = json.loads(line)
        after = anonymiser.anonymise({"input": sentence["text"]}).line["input"]
        assert isinstance(after, str)
        tally.add(sentence["text"], sentence["personal"], after)
    return tally.rates()


def is_gone(kind: str, text: str, kept: list[str], after: str) -> bool:
    """Whether a name left no word of two letters, or what is patterned stands there no more, however it is punctuated.

    Parts of it may be the same in its pseudonym: a country's code, the host of a link.
    """
    if kind == "name":
        return not any(len(word) >= 2 for word in kept)
    return squeeze(text) not in squeeze(after)


def squeeze(text: str) -> str:
    """Letters and digits alone, in lower case."""
    return "".join(filter(str.isalnum, text.lower()))


def find_places(text: str, personal: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], int, int]]:
    """Where the annotated data stand; the same words annotated twice stand at two places."""
    ends = dict[str, int]()
    for item in personal:
        words = item["text"]
        start = text.find(words, ends.get(words, 0))
        if start < 0:
            start = text.index(words)
        ends[words] = start + len(words)
        yield item, start, start + len(words)


def find_kept(before: list[str], after: list[str]) -> set[int]:
    """Which words of a text are there after it was anonymised, at their places."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return {at for block in blocks for at in range(block.a, block.a + block.size)}
