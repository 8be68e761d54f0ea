"""All personal data of one line: found in its texts one by one, then wherever else in them the same words stand."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from taskdata.feedback.found import Found, Stretches
from taskdata.feedback.names import Names, Part, read_tokens
from taskdata.feedback.patterns import find_patterned, find_urls, recognise
from taskdata.feedback.pieces import Piece
from taskdata.feedback.pseudonyms import Pseudonyms
from taskdata.foundation.text import lower_in_place

_BREAK = "\n\x00\n"
_RUN = 4
"""How many words a person may hide at once."""
_NUMBER_BEGINS = re.compile(r"[:\[,]\s*$")
_NUMBER_ENDS = re.compile(r"\s*[,}\]]")
_SHORT = 4
"""Numbers with fewer digits are personal elsewhere only if they are so wherever the input has them."""
_NUMBERS = ("phone", "card", "ssn", "iban", "id")


class Rules(NamedTuple):
    """What the finding depends on, beside the line."""

    names: Names
    pseudonyms: Pseudonyms
    regions: Sequence[str]
    allowed: Sequence[str]
    denied: Sequence[str]
    hidden: Collection[str]


class Personal:
    """The personal data in the texts of a line; offsets are those of the texts joined.

    `names` are the words of names that were found; `people` their names; `kinds` the kinds of all else by its words.
    """

    def __init__(self, rules: Rules, pieces: Sequence[Piece]) -> None:
        self._rules, self._pieces = rules, pieces
        self.text = _BREAK.join([piece.text for piece in pieces])
        self._low = lower_in_place(self.text)
        self.starts = [0, *accumulate(len(piece.text) + len(_BREAK) for piece in pieces)][: len(pieces)]
        self._tokens = [read_tokens(piece.text) for piece in pieces]
        self._taken = Stretches()
        self.kinds, self._from_input = dict[str, str](), set[str]()
        self.names, self.people = dict[str, None](), set[frozenset[str]]()
        self.keys = dict[int, str]()
        self._find()

    @property
    def found(self) -> list[Found]:
        """Every stretch, in order."""
        return sorted(self._taken.taken)

    def _find(self) -> None:
        rules = self._rules
        for phrase in rules.denied:
            self._add(Found(*span, "denied") for span in self._locate(phrase))
        if rules.hidden:
            self._add(self._find_hidden())
        self._find_whole()
        words = {token.low for tokens in self._tokens for token in tokens}
        patterned = find_patterned(self.text, words, rules.regions, rules.names.words).taken
        self._add(found for found in patterned if self._is_inside(found) and not self._is_own_number(found))
        for same in list(self._list_same()):
            self._add(self._find_same(same, self.kinds[same]))
        self._find_names()

    def _add(self, found: Iterable[Found]) -> None:
        for one in found:
            if not self._is_allowed(one.start, one.end) and self._taken.is_free(one.start, one.end):
                self._taken.add([one])
                self.kinds.setdefault(self._low[one.start : one.end], one.kind)
                if one.kind == "handle":
                    self._note_words(self.text[one.start + 1 : one.end])
                if self._pieces[self._locate_piece(one.start)].place == "input":
                    self._from_input.add(self._low[one.start : one.end])

    @cached_property
    def _allowed(self) -> list[tuple[int, int]]:
        return [span for phrase in self._rules.allowed for span in self._locate(phrase)]

    def _is_allowed(self, start: int, end: int) -> bool:
        return any(first <= start and end <= last for first, last in self._allowed)

    def _find_hidden(self) -> Iterator[Found]:
        hidden, pseudonyms = self._rules.hidden, self._rules.pseudonyms
        seen = dict[str, bool]()
        for tokens, start in zip(self._tokens, self.starts, strict=True):
            for length in range(_RUN, 0, -1):
                for at in range(len(tokens) - length + 1):
                    words = " ".join([token.low for token in tokens[at : at + length]])
                    if words not in seen:
                        seen[words] = pseudonyms.hide(words) in hidden
                    if seen[words]:
                        yield Found(start + tokens[at].start, start + tokens[at + length - 1].end, "hidden")

    def _find_whole(self) -> None:
        """What is personal by its key: a name word by word, all else as it is."""
        for piece, tokens, start in zip(self._pieces, self._tokens, self.starts, strict=True):
            if piece.whole is None or not piece.text.strip():
                continue
            kind = recognise(piece.text) or piece.whole
            if kind == "name" and tokens and all(token.text.isalpha() or token.low in self._rules.names for token in tokens):
                self._add_name([Part(token.start, token.end, token.low) for token in tokens], start)
            else:
                self._add([Found(start, start + len(piece.text), "id" if kind == "name" else kind)])

    def _list_same(self) -> Iterator[str]:
        """The words of what was found, and the bare digits of numbers."""
        for words, kind in list(self.kinds.items()):
            yield words
            bare = re.sub(r"[\W_]", "", words)
            if kind in _NUMBERS and bare != words and len(bare) >= _SHORT:
                self.kinds[bare] = kind
                if words in self._from_input:
                    self._from_input.add(bare)
                yield bare

    def _find_same(self, words: str, kind: str) -> Iterator[Found]:
        """Where else words stand that were found; not as a number of the output, unless the input has them."""
        if sum(map(str.isalnum, words)) < 2 or kind == "handle":
            return
        spans = [span for span in self._locate(words) if self._taken.is_free(*span)]
        is_short = len(words) < _SHORT or (len(words) < 6 and words.isalpha())
        if is_short and any(self._pieces[self._locate_piece(start)].place == "input" for start, _ in spans):
            return
        for start, end in spans:
            found = Found(start, end, kind)
            is_free_text = not self._is_own_number(found) and not (is_short and words not in self._from_input)
            if words in self._from_input or is_free_text:
                yield found

    def _is_own_number(self, found: Found) -> bool:
        """Whether a number is a value of the output, and not in a text of it."""
        at = self._locate_piece(found.start)
        place, start, text = self._pieces[at].place, self.starts[at], self._pieces[at].text
        if place != "output" or not self.text[found.start : found.end].isdigit():
            return place == "number"
        before, after = text[: found.start - start], text[found.end - start :]
        return bool(_NUMBER_BEGINS.search(before[-20:]) and _NUMBER_ENDS.match(after))

    def _find_names(self) -> None:
        """Find the names that one text shows, then the words of these names in all texts."""
        names = self._rules.names
        for is_again in (False, True):
            if is_again and not self.names:
                return
            for piece, tokens, start in zip(self._pieces, self._tokens, self.starts, strict=True):
                if piece.whole is not None or piece.place == "number":
                    continue
                urls = [] if is_again else find_urls(piece.text)
                for name in names.find(piece.text, tokens, self.names):
                    if not any(first <= name[0].start < last for first, last in urls):
                        self._add_name(name, start)

    def _add_name(self, parts: Sequence[Part], start: int) -> None:
        free = [
            part for part in parts
            if self._taken.is_free(start + part.start, start + part.end)
            and not self._is_allowed(start + part.start, start + part.end)
        ]  # fmt: skip
        for part in free:
            self._taken.add([Found(start + part.start, start + part.end, "name")])
            self.keys[start + part.start] = part.key
            if len(part.key) > 1:
                self.names[part.key] = None
        if free:
            self.people.add(frozenset(part.key for part in free))

    def _note_words(self, words: str) -> None:
        """Remember the words of a handle that look like names."""
        for token in read_tokens(words.replace(".", " ")):
            if len(token.low) > 2 and self._rules.names.kind(token.low) not in ("word", "brand", "place"):
                self.names[token.low] = None

    def _locate(self, words: str) -> Iterator[tuple[int, int]]:
        """Where some words in lower case stand as whole words."""
        at = self._low.find(words)
        while at >= 0:
            end = at + len(words)
            before, after = self._low[at - 1 : at], self._low[end : end + 1]
            if not (before.isalnum() and words[0].isalnum()) and not (after.isalnum() and words[-1].isalnum()):
                yield at, end
            at = self._low.find(words, at + 1)

    def _locate_piece(self, at: int) -> int:
        return bisect_right(self.starts, at) - 1

    def _is_inside(self, found: Found) -> bool:
        at = self._locate_piece(found.start)
        return self._pieces[at].whole is None and found.end <= self.starts[at] + len(self._pieces[at].text)
