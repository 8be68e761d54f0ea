"""All personal data of one line: found in its texts one by one, then wherever else in them the same words stand."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from taskdata.feedback.found import Found, Stretches, find_front, locate_words
from taskdata.feedback.mirroring import Mirrored, list_mirrored
from taskdata.feedback.name_reading import Part, find_names
from taskdata.feedback.names import Names
from taskdata.feedback.patterns import find_patterned, recognise
from taskdata.feedback.pieces import Piece
from taskdata.feedback.pseudonyms import Pseudonyms
from taskdata.feedback.tokens import Token, list_words, plain, read_tokens
from taskdata.feedback.urls import find_urls
from taskdata.foundation.text import lower_in_place

_BREAK = "\n\x00\n"
_RUN = 4
"""How many words a person may hide at once."""
_NUMBER_BEGINS = re.compile(r"[:\[,]\s*$")
_NUMBER_ENDS = re.compile(r"\s*[,}\]]")
_SHORT = 4
"""Numbers with fewer digits are personal elsewhere only if they are so wherever the input has them."""
_LONG = 6
"""Shorter words are looked for in other texts with more care."""
_UNCUT = ("handle", "login", "denied", "hidden")
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
        self._words = list_words(self.text)
        self._tokens, self._taken = dict[int, list[Token]](), Stretches()
        self.kinds, self._from_input = dict[str, str](), set[str]()
        self.names, self.people = dict[str, None](), set[frozenset[str]]()
        self.keys = dict[int, str]()
        self.cuts = dict[int, str]()
        """By its start, the whole of a datum of which only the front is there, since the text is cut."""
        self.handles = dict[int, str]()
        """By its start, the handle that stands without its sign."""
        self.mailboxes = dict[str, str]()
        """By what stands before the sign, the e-mail address."""
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
        words = {part for word in self._words for part in (word.lower(), *word.lower().split("-"))}
        patterned = find_patterned(self.text, words, rules.regions, rules.names.words).taken
        self._add_longest([found for found in patterned if self._is_inside(found) and not self._is_own_number(found)])
        for same in list(self._list_same()):
            self._add(self._find_same(same, self.kinds[same]))
        self._find_cut(self.kinds)
        self._find_names()
        self._find_cut(dict.fromkeys(self.names, "name"))
        self._mirror()

    def _mirror(self) -> None:
        """Replace in the values of outputs what is replaced in the request, where they are stretches of it."""
        for one in list_mirrored(self._pieces, self.starts, self._low) if self._taken.taken else ():
            first = max(one.places, key=lambda at: self._rate_place(one, at))
            last, shift = first + one.end - one.start, one.start - first
            there = [found for found in self._taken.taken if found.start < last and first < found.end]
            is_handle = len(there) == 1 and there[0].kind == "handle" and there[0][:2] == (first - 1, last)
            if not is_handle and any(found.start < first or last < found.end for found in there):
                continue
            self._taken.free(one.start, one.end)
            if is_handle:
                self._taken.add([Found(one.start, one.end, "handle")])
                self.handles[one.start] = self.text[first - 1 : last]
                continue
            for found in there:
                self._taken.add([Found(found.start + shift, found.end + shift, found.kind)])
                if found.start in self.keys:
                    self.keys[found.start + shift] = self.keys[found.start]

    def _rate_place(self, one: Mirrored, at: int) -> tuple[bool, bool]:
        """Whether the words stand at a place in the same case, and something of them is replaced there."""
        end = at + one.end - one.start
        is_replaced = any(found.start < end and at < found.end for found in self._taken.taken)
        return self.text[at:end] == self.text[one.start : one.end], is_replaced

    def _add_longest(self, found: Sequence[Found]) -> None:
        """Add what was found, the longest words first and wherever they stand: one datum is one in every text."""
        kinds = {self._low[one.start : one.end]: one.kind for one in found}
        for words in sorted(kinds, key=lambda words: -len(words)):
            spans = (Found(*span, kinds[words]) for span in self._locate(words))
            self._add(one for one in spans if one in found or (len(words) >= _LONG and not self._is_own_number(one)))
        self._add(found)

    def _find_cut(self, kinds: Mapping[str, str]) -> None:
        """At the end of a text, the front of a datum that another text has whole."""
        whole = {words: kind for words, kind in kinds.items() if len(words) > _SHORT and kind not in _UNCUT}
        for piece, start in zip(self._pieces, self.starts, strict=True) if whole else ():
            if piece.place != "output" or "{" not in piece.text:
                continue  # the value of a field is whole
            end = start + len(piece.text)
            size, words = find_front(whole, self._low, start, end, _SHORT)
            if size:
                self._taken.take_over(Found(end - size, end, whole[words]))
                self.keys[end - size] = words
                self.cuts[end - size] = next((self.text[first:last] for first, last in self._locate(words)), words)

    def _read(self, at: int) -> list[Token]:
        """The words of a piece, read when they are first needed."""
        if at not in self._tokens:
            self._tokens[at] = read_tokens(self._pieces[at].text)
        return self._tokens[at]

    def _add(self, found: Iterable[Found]) -> None:
        for one in found:
            if not self._is_allowed(one.start, one.end) and self._taken.is_free(one.start, one.end):
                self._taken.add([one])
                self.kinds.setdefault(self._low[one.start : one.end], one.kind)
                if one.kind in ("handle", "login"):
                    self._note_words(self.text[one.start : one.end])
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
        for piece, start in enumerate(self.starts):
            tokens = self._read(piece)
            for length in range(_RUN, 0, -1):
                for at in range(len(tokens) - length + 1):
                    words = " ".join([token.low for token in tokens[at : at + length]])
                    if words not in seen:
                        seen[words] = pseudonyms.hide(words) in hidden
                    if seen[words]:
                        yield Found(start + tokens[at].start, start + tokens[at + length - 1].end, "hidden")

    def _find_whole(self) -> None:
        """What is personal by its key: a name word by word, all else as it is."""
        for at, (piece, start) in enumerate(zip(self._pieces, self.starts, strict=True)):
            if piece.whole is None or not piece.text.strip():
                continue
            tokens = self._read(at)
            kind = recognise(piece.text) or piece.whole
            if (
                kind == "name"
                and tokens
                and all(token.text.isalpha() or token.low in self._rules.names for token in tokens)
            ):
                self._add_name([Part(token.start, token.end, token.low) for token in tokens], start)
            else:
                self._add([Found(start, start + len(piece.text), "id" if kind == "name" else kind)])

    def _list_same(self) -> Iterator[str]:
        """The words of what was found, and the bare digits of numbers."""
        for words, kind in list(self.kinds.items()):
            yield words
            local = words.partition("@")[0]
            if kind == "email" and len(local) > _SHORT and local not in self._rules.names.words:
                self.kinds[local], self.mailboxes[local] = "email", words
                yield local
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
        notable = self._rules.names.list_notable(self._words)
        for at in self._list_naming(notable, ()):
            self._find_names_in(at, notable, find_urls(self._pieces[at].text))
        if not self._is_complete():
            for at in self._list_naming(notable, self.names):
                self._find_names_in(at, notable, ())

    def _list_naming(self, notable: Collection[str], known: Collection[str]) -> list[int]:
        """The pieces that have one of some words."""
        texts = [piece.text if piece.whole is None and piece.place != "number" else "" for piece in self._pieces]
        lows = [plain(text) for text in texts] if known else texts
        return [
            at for at, (text, low) in enumerate(zip(texts, lows, strict=True))
            if text and (any(word in text for word in notable) or any(word in low for word in known))
        ]  # fmt: skip

    def _find_names_in(self, at: int, notable: Collection[str], urls: Sequence[tuple[int, int]]) -> None:
        for name in find_names(self._rules.names, self._pieces[at].text, self._read(at), notable, self.names):
            if not any(first <= name[0].start < last for first, last in urls):
                self._add_name(name, self.starts[at])

    def _is_complete(self) -> bool:
        """Whether the words of the names stand nowhere else."""
        spans = (span for word in self.names for span in self._locate(word))
        return all(not self._taken.is_free(*span) for span in spans) and self._low.isascii()

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
        return locate_words(words, self._low)

    def _locate_piece(self, at: int) -> int:
        return bisect_right(self.starts, at) - 1

    def _is_inside(self, found: Found) -> bool:
        at = self._locate_piece(found.start)
        return self._pieces[at].whole is None and found.end <= self.starts[at] + len(self._pieces[at].text)
