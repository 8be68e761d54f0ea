"""What stands around a word of a text, and what it tells about the word."""

import re
from collections.abc import Collection, Sequence

from taskdata.feedback.name_cues import (
    COORDINATORS,
    FAMILY,
    FUNCTION,
    GIVING,
    HANDING,
    MEETING,
    PARTICLES,
    PERSONAL,
    SAYING,
    STRONG,
)
from taskdata.feedback.name_lists import COMPANY_TAILS, DAYS, FAMILY_PLACES, MONTHS, ORDINARY, TIED
from taskdata.feedback.names import Names
from taskdata.feedback.tokens import Token, plain

_SENTENCE_END = frozenset(".!?\n:;\"“”‘'([{-–—•*>,/")
_TIED_FIRST = frozenset(plain(phrase.split()[0].removesuffix("'s")) for phrase in TIED)
_COMPANY_GAPS = (" ", "'s ", "’s ", " & ")


class Surroundings:
    """The words of one text, and what stands around each."""

    def __init__(self, names: Names, text: str, tokens: Sequence[Token], known: Collection[str]) -> None:
        self._names, self._text, self._tokens, self._known = names, text, tokens, known
        capitals = [token.low for token in tokens if token.text[0].isupper()]
        self._is_shouted = len(tokens) > 1 and text.isupper()
        self._is_titled = self._is_shouted or (len(capitals) >= 4 and len(capitals) > 0.7 * len(tokens))
        if self._is_titled and not self._is_shouted:
            # A long name in a short sentence makes no heading of it.
            self._is_titled = sum(names.kind(low) not in ("sure", "wide", "last") for low in capitals) >= 2

    def _is_addressed(self, at: int, is_capital: bool) -> bool:
        """Whether a word stands where a person is spoken or written to."""
        before, token = self._low(at - 1), self._tokens[at]
        if at == 0 or not self._is_beside(at - 1, r"['’]?s? ?@? ?") or not self._ends_well(at):
            return False
        if before == "in":
            return is_capital and self._low(at - 2) == "loop"
        if before in STRONG:
            return is_capital or token.low not in ("may", "my", "so", "see")
        if before == "to":
            return any(word.low in GIVING for word in self._tokens[max(0, at - 7) : at - 1]) and (
                is_capital or token.low not in ORDINARY
            )
        if before in ("with", "w"):
            return any(word.low in MEETING for word in self._tokens[max(0, at - 3) : at - 1])
        return before == "let" and self._low(at + 1) in ("know", "have")

    def _is_personal(self, at: int) -> bool:
        before = self._low(at - 1)
        is_given = before == "to" and any(word.low in HANDING for word in self._tokens[max(0, at - 5) : at - 1])
        return before in PERSONAL or is_given

    def _is_introduced(self, at: int) -> bool:
        """`my name is X`, `this is X`, `I'm X`."""
        before, ahead = self._low(at - 1), self._low(at - 2)
        if before in ("i'm", "im"):
            return self._ends_well(at)
        if before == "is" and self._tokens[at - 2].owns:
            return ahead == "name"
        return (before == "is" and ahead in ("this", "name", "names")) or (before == "am" and ahead == "i")

    def _is_joined(self, at: int) -> bool:
        """Whether a name stands before or behind, with "and" or a comma between."""
        for step, there in ((-1, at - 1), (1, at + 1)):
            other = self._get(there)
            gap = self._gap(at - 1 if step < 0 else at)
            if other and gap in (" ", " & ", ", ", "/", " / ") and other.low in COORDINATORS:
                other = self._get(there + step)
            elif gap not in (", ", "/", " / ", " & "):
                continue
            if other and (self._names.kind(other.low) in ("sure", "wide") or other.low in self._known):
                return True
        return False

    def _ends_well(self, at: int) -> bool:
        """Whether what follows a word may follow a name."""
        token, follows = self._tokens[at], self._get(at + 1)
        if token.owns or follows is None or self._gap(at) != " ":
            return True
        if follows.low in FUNCTION or follows.low in SAYING or follows.low in COORDINATORS or follows.low in FAMILY:
            return True
        if follows.text[0].isdigit():
            return token.low not in MONTHS
        kind = self._names.kind(follows.low)
        return kind in ("sure", "last", "wide") or (
            follows.text[0].isupper() and follows.low not in COMPANY_TAILS and not self._is_titled and kind != "word"
        )

    def _has_surname(self, at: int) -> bool:
        follows = self._get(at + 1)
        if follows is None or self._tokens[at].owns or self._gap(at) != " ":
            return False
        if follows.low in PARTICLES and (behind := self._get(at + 2)):
            follows = behind
        return self._is_surname(follows)

    def _is_surname(self, token: Token) -> bool:
        head, _, tail = token.low.partition("-")
        low = tail if tail and head in PARTICLES else token.low
        kind = self._names.kind(low)
        if low in MONTHS or low in DAYS or low in COMPANY_TAILS or low in FUNCTION or len(token.text) < 2:
            return False
        if (token.text[0].isupper() or (low != token.low and not token.text.islower())) and not self._is_titled:
            return kind in ("sure", "wide", "last", "unknown") or (self._names.is_last(low) and low not in ORDINARY)
        if not token.text.isascii() and kind == "unknown":
            return True
        return (
            kind in ("last", "wide")
            or (kind == "sure" and self._names.is_last(low))
            or (low in self._known and kind != "word")
        )

    def _is_company(self, at: int) -> bool:
        """Whether a word begins the name of a company or a place ("Olga Park"), and no person is led to here."""
        follows = self._get(at + 1)
        if follows is None or self._gap(at) not in _COMPANY_GAPS or follows.low not in COMPANY_TAILS:
            return False
        return follows.text[0].isupper() and not self._is_titled and not self._has_family_name(at)

    def _has_family_name(self, at: int) -> bool:
        """Whether the word behind a first name is a family name here, though it is one for places as well."""
        follows, before = self._get(at + 1), self._low(at - 1)
        is_led = before in STRONG or (before in ("for", "to") and at > 1)
        is_name = self._names.is_first(self._tokens[at].low)
        return is_led and is_name and follows is not None and follows.low in FAMILY_PLACES and follows.text[0].isupper()

    def _is_tied(self, at: int) -> bool:
        """Whether a word is part of a phrase that is nobody's name."""
        for start in (at, at - 1):
            if start >= 0 and self._tokens[start].low in _TIED_FIRST:
                rest = plain(self._text[self._tokens[start].start : self._tokens[start].start + 40])
                if any(rest.startswith(phrase) for phrase in TIED):
                    return True
        return False

    def _is_initial(self, at: int) -> bool:
        before = self._text[: self._tokens[at].start].rstrip(" \t")
        return not before or (before[-1] in _SENTENCE_END and before[-1] not in ",/")

    def _is_beside(self, at: int, shape: str) -> bool:
        """Whether what stands right behind a word has a shape."""
        return at >= 0 and re.match(shape, self._text[self._tokens[at].end :][:12]) is not None

    def _gap(self, at: int) -> str:
        follows = self._get(at + 1)
        if at < 0 or follows is None:
            return ""
        return self._text[self._tokens[at].end : follows.start]

    def _get(self, at: int) -> Token | None:
        return self._tokens[at] if 0 <= at < len(self._tokens) else None

    def _low(self, at: int) -> str:
        return self._tokens[at].low if 0 <= at < len(self._tokens) else ""
