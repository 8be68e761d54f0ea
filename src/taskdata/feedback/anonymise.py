"""Lines of a log with pseudonyms in the place of personal data."""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from taskdata.feedback.finding import Personal, Rules
from taskdata.feedback.names import Names
from taskdata.feedback.pieces import Piece, cut, rebuild
from taskdata.feedback.pseudonyms import Pseudonyms, fit_case
from taskdata.feedback.tokens import plain, read_tokens
from taskdata.foundation.records import Json
from taskdata.foundation.text import lower_in_place
from taskdata.foundation.usecase import Privacy


class Anonymised(NamedTuple):
    """A line with pseudonyms, and how many data of each kind they stand for, each counted once."""

    line: dict[str, Json]
    replaced: Counter[str]


class Anonymiser:
    """Replaces personal data by pseudonyms that depend on a secret; what it misses a person has to see.

    The same datum gets the same pseudonym in every text and line, whatever its case; words of names one by one, so that
    "Priya" and "Priya Sharma" agree. Within one line two names never share a pseudonym, and none gets a name that is
    another's in it: in such a line, a name's pseudonym may be another one than elsewhere. What is denied or hidden gets
    names word by word; words with digits keep their shape.
    """

    def __init__(
        self, secret: bytes, privacy: Privacy, names: Collection[str], words: Collection[str],
        hidden: Collection[str] = (),
    ) -> None:  # fmt: skip
        """`hidden`: what `hide` gave for the words that a person has hidden before."""
        self._hidden = set(hidden)
        known = Names(names, words)
        self._rules = Rules(
            known, Pseudonyms(secret, names, known), tuple(privacy.regions), _list_phrases(privacy.allow),
            _list_phrases(privacy.deny), self._hidden,
        )  # fmt: skip

    def hide(self, words: str) -> str:
        """Replace these words, up to four of them, from now on, in any case; gives the hash to remember them by."""
        hidden = self._rules.pseudonyms.hide(" ".join(token.low for token in read_tokens(words)))
        self._hidden.add(hidden)
        return hidden

    def anonymise(self, line: Mapping[str, Json]) -> Anonymised:
        """The line with pseudonyms; what is no text stays, but for numbers under personal keys and numbers found."""
        pieces = cut(line)
        personal = Personal(self._rules, pieces)
        if not personal.found:
            return Anonymised(dict(line), Counter())
        texts = _Cast(self._rules.pseudonyms, personal).rewrite(pieces)
        return Anonymised(rebuild(line, lambda *_: next(texts)), _count(personal))


class _Cast:
    """The pseudonyms in one line."""

    def __init__(self, pseudonyms: Pseudonyms, personal: Personal) -> None:
        self._pseudonyms, self._personal = pseudonyms, personal
        self._names = dict[str, str]()
        self._taken = set(personal.names)

    def rewrite(self, pieces: list[Piece]) -> Iterator[str]:
        """The raw texts with pseudonyms."""
        found, at = self._personal.found, 0
        for piece, start in zip(pieces, self._personal.starts, strict=True):
            parts, end = list[str](), 0
            while at < len(found) and found[at].end <= start + len(piece.text):
                one = found[at]
                first, last = piece.offsets[one.start - start], piece.offsets[one.end - start]
                words = self._personal.text[one.start : one.end]
                whole = self._personal.cuts.get(one.start)
                made = self._make(one.kind, whole or words, one.start)
                if whole:
                    made = fit_case(words, made)[: len(words)]
                parts += [piece.raw[end:first], made if piece.raw[first:last] == words else json.dumps(made)[1:-1]]
                end, at = last, at + 1
            yield "".join((*parts, piece.raw[end:])) if parts else piece.raw

    def _make(self, kind: str, words: str, at: int) -> str:
        """The pseudonym of some words; the kind is the one under which they were found first."""
        pseudonyms = self._pseudonyms
        if kind == "name":
            return fit_case(words, self._name(self._personal.keys[at]))
        kind = self._personal.kinds.get(lower_in_place(words), kind)
        if kind in ("denied", "hidden"):
            return self._phrase(words)
        if kind == "email":
            full = self._personal.mailboxes.get(lower_in_place(words))
            return pseudonyms.email(full, self._name).partition("@")[0] if full else pseudonyms.email(words, self._name)
        if kind == "handle" and at in self._personal.handles:
            made = pseudonyms.handle(self._personal.handles[at], self._name)[1:]
            return made[:1].upper() + made[1:] if words[:1].isupper() else made
        if kind in ("handle", "login"):
            return pseudonyms.handle(words, self._name)
        if kind in ("phone", "ip", "address"):
            return {"phone": pseudonyms.phone, "ip": pseudonyms.ip, "address": pseudonyms.address}[kind](words)
        return pseudonyms.number(kind, words)

    def _phrase(self, words: str) -> str:
        """Names word by word; what has a digit keeps its shape."""
        parts, end = list[str](), 0
        for token in read_tokens(words):
            is_word = token.text.isalpha() or not any(map(str.isdigit, token.text))
            made = fit_case(token.text, self._name(token.low)) if is_word else self._pseudonyms.number("id", token.text)
            parts += [words[end : token.start], made]
            end = token.end
        return "".join((*parts, words[end:]))

    def _name(self, key: str) -> str:
        if key not in self._names:
            self._names[key] = self._pseudonyms.name(key, self._taken)
            self._taken.add(plain(self._names[key]))
        return self._names[key]


def _list_phrases(words: Collection[str]) -> tuple[str, ...]:
    """Phrases in lower case, the longest first."""
    return tuple(
        sorted({lower_in_place(one.strip()) for one in words if one.strip()}, key=lambda one: (-len(one), one))
    )


def _count(personal: Personal) -> Counter[str]:
    """Each datum once; a name that is part of another one is the same person's."""
    words = ((found.kind, lower_in_place(personal.text[found.start : found.end])) for found in personal.found)
    data = {(kind, told.removeprefix("@") if kind == "handle" else told) for kind, told in words}
    counts = Counter(kind for kind, _ in data if kind != "name")
    counts["name"] = sum(1 for name in personal.people if not any(name < other for other in personal.people))
    return +counts
