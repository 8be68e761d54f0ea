"""Finder of people's names: by lists of names, and by the words around them."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from taskdata.feedback.name_cues import (
    LEADING,
    OWNED,
    PARTICLES,
    RELATIONS,
    SAYING,
    SOCIAL,
    STRONG,
    VIETNAMESE,
    WEAK,
)
from taskdata.feedback.name_lists import BRANDS, MONTHS, ORDINARY, OWNERS
from taskdata.feedback.name_surroundings import Surroundings
from taskdata.feedback.names import Names, is_code
from taskdata.feedback.tokens import Token

_SAINTS = frozenset(("st", "saint", "san", "santa"))
_OBJECTS = frozenset(("it", "the", "this", "that", "them", "as", "a", "my", "off", "up", "out", "in"))
_LENGTH = 5


class Part(NamedTuple):
    """A part of a name: where it stands, and the word without case and particles that its pseudonym depends on."""

    start: int
    end: int
    key: str


def find_names(
    names: Names, text: str, tokens: Sequence[Token], notable: Collection[str], known: Collection[str]
) -> Iterator[list[Part]]:
    """The names of a text, by its words: those at which a name may begin, and those that are known to be names."""
    reader, at = _Reader(names, text, tokens, known), 0
    while at < len(tokens):
        is_dull = tokens[at].text not in notable and tokens[at].low not in known
        end = at if is_dull else reader.read_name(at)
        if end > at:
            yield reader.make(at, end)
        at = max(end, at + 1)


class _Reader(Surroundings):
    """The words of one text, and whether names begin and end at them."""

    def read_name(self, at: int) -> int:
        """Where a name that begins at a word ends, which is there if none does."""
        token = self._tokens[at]
        kind = self._names.kind(token.low)
        if token.owns and f"{token.low}'s" in BRANDS:
            return at
        if kind == "word" and token.low not in self._known and token.low not in PARTICLES and len(token.text) > 1:
            return at
        if token.low in SOCIAL:
            return at
        if token.low in PARTICLES and (end := self._read_particles(at)) > at:
            return end
        if len(token.text) == 1:
            return self._read_initial(at)
        if not self._begins(at, kind) or self._is_tied(at):
            return at
        return self._extend(at + 1, token)

    def _read_particles(self, at: int) -> int:
        """`van der Berg`."""
        end = at
        while end < len(self._tokens) - 1 and self._tokens[end].low in PARTICLES and self._gap(end) == " ":
            end += 1
        token = self._tokens[end]
        is_good = (
            token.text[0].isupper()
            and not self._is_titled
            and self._names.kind(token.low) in ("last", "unknown", "wide")
        )
        is_cued = self._low(at - 1) in STRONG | WEAK | SOCIAL or self._tokens[end].owns or at == 0
        return (
            self._extend(end + 1, token) if end > at and is_good and is_cued and self._tokens[at].low in LEADING else at
        )

    def make(self, start: int, end: int) -> list[Part]:
        """The name of some words; particles go with the word behind them."""
        parts, first = list[Part](), self._tokens[start].start
        for at in range(start, end):
            token = self._tokens[at]
            if token.low in PARTICLES and at < end - 1 and (at > start or token.low in LEADING):
                first = min(first, token.start)
                continue
            parts.append(Part(first, token.end, token.low))
            first = self._tokens[at + 1].start if at + 1 < end else token.end
        return parts

    def _read_initial(self, at: int) -> int:
        """`J. Smith`, `T Okafor`."""
        token = self._tokens[at]
        follows = self._get(at + 1)
        if follows is None or not token.text.isupper() or self._text[token.end : follows.start] not in (". ", " ", "."):
            return at
        is_dotted = self._text[token.end] == "."
        kind = self._names.kind(follows.low)
        if len(follows.text) == 1:
            end = self._read_initial(at + 1)
            return end if end > at + 1 else at
        is_good = kind in ("sure", "wide", "last", "unknown") or self._names.is_last(follows.low)
        if (
            follows.text[0].isupper()
            and is_good
            and (is_dotted or (self._names.is_last(follows.low) and token.text not in "AI"))
        ):
            return self._extend(at + 2, follows)
        return at

    def _begins(self, at: int, kind: str) -> bool:
        token = self._tokens[at]
        if token.low in self._known and self._is_known(at, kind):
            return True
        before = self._low(at - 1)
        if before in _SAINTS:
            return False
        if before in SOCIAL and self._is_beside(at - 1, r"\.? ") and kind not in ("word", "brand"):
            return token.text[0].isupper() or kind != "double" or token.low not in ORDINARY
        is_capital = token.text[0].isupper() and not self._is_shouted
        if kind == "sure":
            return not self._is_company(at)
        if kind == "double":
            return self._is_named(at, is_capital)
        if kind == "place":
            if (
                not is_capital
                or not self._names.is_first(token.low)
                or self._is_beside(at, r", [A-Z]{2}\b")
                or before == "visit"
            ):
                return False
            return self._has_surname(at) or self._is_personal(at) or (before in STRONG and self._ends_well(at))
        if kind == "brand":
            return is_capital and self._names.is_first(token.low) and self._is_personal(at)
        return self._is_rare_name(at, kind, is_capital)

    def _is_known(self, at: int, kind: str) -> bool:
        """A word that is a name elsewhere is one here, unless it is an everyday word that nothing shows to be one."""
        token = self._tokens[at]
        if kind not in ("double", "word", "place", "brand"):
            return True
        is_whole = token.start == 0 and token.end == len(self._text.rstrip())
        around = self._text[token.start - 1 : token.start] + self._text[token.end : token.end + 1]
        if is_whole or around in ('""', "''") or (token.owns and token.text[0].isupper()):
            return True
        return token.text[0].isupper() and not self._is_initial(at) and self._ends_well(at)

    def _is_named(self, at: int, is_capital: bool) -> bool:
        """Whether an everyday word is a name."""
        token = self._tokens[at]
        if token.low in MONTHS and (
            self._is_beside(at, r"\.? ?\d") or re.search(r"\d(?:st|nd|rd|th)?(?: of)? $", self._text[: token.start])
        ):
            return False
        if self._is_addressed(at, is_capital):
            return True
        after = self._low(at + 1)
        if not is_capital or self._is_titled:
            if self._is_listed_behind(at):
                return True
            return token.low in OWNERS and (token.owns or (after in SAYING and self._is_beside(at, " ")))
        if self._has_surname(at):
            return True
        if token.low in MONTHS:
            return token.owns and after in OWNED
        if token.owns or (after in SAYING and self._is_beside(at, " ")):
            return not self._is_company(at)
        return (
            not self._is_initial(at)
            and self._ends_well(at)
            and (self._low(at - 1) in WEAK | RELATIONS or self._is_joined(at))
        )

    def _is_listed_behind(self, at: int) -> bool:
        """Whether an everyday word in lower case is the second of two people: "invite tom and max"."""
        other, follows = self._tokens[at - 2] if at > 1 else None, self._low(at + 1)
        is_joined = other is not None and self._low(at - 1) == "and" and self._gap(at - 1) == " "
        if not is_joined or other is None or self._tokens[at].low in ORDINARY or follows in _OBJECTS:
            return False
        return (self._names.kind(other.low) == "sure" or other.low in self._known) and self._ends_well(at)

    def _is_rare_name(self, at: int, kind: str, is_capital: bool) -> bool:
        """Whether a word that few or no lists know for a name is one."""
        token, before = self._tokens[at], self._low(at - 1)
        if len(token.text) < 3 and kind not in ("wide", "last") and token.text.isascii():
            return False
        if self._is_company(at) or (kind == "unknown" and is_code(token.text)):
            return False
        if self._is_addressed(at, True):
            is_safe = is_capital or not token.text.isascii() or kind in ("wide", "last")
            return is_safe or (self._is_personal(at) and self._ends_well(at))
        if not is_capital and token.text.islower():
            is_named = self._low(at - 3) == "my" and self._is_introduced(at) and self._ends_well(at)
            return is_named or self._is_related(at)
        if kind == "wide":
            return not self._is_titled or self._has_surname(at)
        if kind == "last":
            return not self._is_titled or before in STRONG
        if before == "the" and token.low.endswith("s") and self._names.is_last(token.low[:-1]):
            return True
        if self._is_titled or self._is_initial(at):
            return (token.owns or self._has_surname(at)) and not self._is_titled
        if self._is_introduced(at) or (
            self._names.kind(self._low(at + 1)) in ("sure", "wide") and self._gap(at) == " "
        ):
            return True
        is_cued = (before in WEAK or before in RELATIONS) and self._is_beside(at - 1, " ") and self._ends_well(at)
        return token.owns or is_cued or self._is_joined(at)

    def _is_related(self, at: int) -> bool:
        """`my boss deirdre wants it`."""
        is_whose = self._low(at - 1) in RELATIONS and self._low(at - 2) in ("my", "our", "his", "her")
        return is_whose and (self._tokens[at].owns or self._low(at + 1) in SAYING)

    def _extend(self, at: int, last: Token) -> int:
        """Where the name ends whose words before `at` are known."""
        start = at - 1
        while at < min(len(self._tokens), start + _LENGTH) and not last.owns:
            is_dotted = self._gap(at - 1) == "." and self._names.kind(self._tokens[at].low) in ("sure", "wide", "last")
            if (not is_dotted and self._gap(at - 1) not in (" ", ". ", "-")) or (
                self._gap(at - 1) == ". " and len(last.text) > 1
            ):
                break
            token, step = self._tokens[at], at
            while step < len(self._tokens) - 1 and self._tokens[step].low in PARTICLES and self._gap(step) == " ":
                step += 1
            token = self._tokens[step]
            is_middle = len(token.text) == 1 and token.text.isupper() and token.text != "I" and self._is_middle(at)
            is_family = at == start + 1 and self._has_family_name(start)
            is_given = self._low(step - 1) in ("van", "thi") and self._tokens[start].low in VIETNAMESE
            if not is_middle and not is_given and not is_family and not self._is_surname(token):
                break
            at, last = step + 1, token
        return at

    def _is_middle(self, at: int) -> bool:
        follows = self._get(at + 1)
        return follows is not None and self._gap(at) in (" ", ". ") and self._is_surname(follows)
