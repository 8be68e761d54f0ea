"""Finder of people's names: by lists of names, and by the words around them."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from taskdata.feedback.gazetteer import load_gazetteer, load_words, plain
from taskdata.feedback.name_cues import (
    BRANDS, COMPANY_TAILS, COORDINATORS, DAYS, DOUBLE, FAMILY, FUNCTION, GIVING, MEETING, MONTHS, ORDINARY,
    ORDINARY_ENDINGS, PARTICLES, PERSONAL, PLACES, SAYING, SOCIAL, STRONG, TIED, WEAK,
)  # fmt: skip

_MARKS = r"\u0300-\u036f\u064b-\u0655\u0900-\u0dff\u0e00-\u0eff\u200c\u200d"
"""Signs inside of words that Python counts as none: accents apart from their letters, vowels of Indian scripts."""
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*(?:[-'’ʼ‐‑][^\W_](?:[^\W_]|[{_MARKS}])*)*")
_POSSESSIVE = re.compile(r"['’ʼ]s?$", re.IGNORECASE)
_SENTENCE_END = frozenset(".!?\n:;\"“”‘'([{-–—•*>,/")
_TIED_FIRST = frozenset(plain(phrase.split()[0].removesuffix("'s")) for phrase in TIED)
_LENGTH = 5
_LEADING = frozenset("van von de del della di du da dos bin bint ibn al el abu ben ter ten zu".split())
"""Particles that a name may begin with."""


class Token(NamedTuple):
    """A word of a text, without a possessive ending."""

    start: int
    end: int
    text: str
    low: str
    owns: bool


class Part(NamedTuple):
    """A part of a name: where it stands, and the word without case and particles that its pseudonym depends on."""

    start: int
    end: int
    key: str


def read_tokens(text: str) -> list[Token]:
    """The words of a text; what an underscore joins is apart."""
    tokens = list[Token]()
    for match in _WORD.finditer(text.replace("_", " ")):
        word, (start, end) = match.group(), match.span()
        if word.isalpha():
            tokens.append(Token(start, end, word, plain(word), False))
            continue
        ending = _POSSESSIVE.search(word)
        bare = word[: ending.start()] if ending else word
        tokens.append(Token(start, start + len(bare), bare, plain(bare), ending is not None))
    return tokens


class Names:
    """Finds names; `names` are first names beside those of the lists, `words` are no names in lower case."""

    def __init__(self, names: Collection[str], words: Collection[str]) -> None:
        lists = load_gazetteer()
        self.words = frozenset((*map(plain, words), *load_words()))
        self._core = lists.core | set(map(plain, names))
        self._first, self._last = lists.first | self._core, lists.last
        self._kinds = dict[str, str]()

    def kind(self, low: str) -> str:
        """What a word is: a `sure` name, `double` (a word, too), `wide`, `last`, `brand`, `place`, `word`, `unknown`."""
        kind = self._kinds.get(low)
        if kind is None:
            if len(self._kinds) > 100_000:
                self._kinds.clear()
            kind = self._kinds[low] = self._classify(low)
        return kind

    def __contains__(self, low: str) -> bool:
        """Whether a word is a name, by the lists."""
        return low in self._first or low in self._last

    def is_first(self, low: str) -> bool:
        """Whether the lists know a word for a first name."""
        return low in self._first

    def is_last(self, low: str) -> bool:
        """Whether the lists know a word for a surname."""
        return low in self._last

    def _classify(self, low: str) -> str:
        if low in BRANDS:
            return "brand"
        if low in PLACES:
            return "place"
        if low in MONTHS or low in DOUBLE:
            return "double"
        if low in self.words:
            return "double" if low in self._core and low not in ORDINARY else "word"
        if low in self._core:
            return "sure"
        if "-" in low and all(part in self._first for part in low.split("-")):
            return "sure"
        if low in self._first:
            return "wide"
        if low in self._last:
            return "last"
        if low.endswith("s") and low[:-1] in self.words or len(low) > 4 and low.endswith(ORDINARY_ENDINGS):
            return "word"
        return "unknown" if not any(map(str.isdigit, low)) else "word"

    def find(self, text: str, tokens: Sequence[Token], known: Collection[str]) -> Iterator[list[Part]]:
        """The names of a text, by its words; `known` are words that are names, as another text beside it tells."""
        reader = _Reader(self, text, tokens, known)
        at = 0
        while at < len(tokens):
            end = reader.read_name(at)
            if end > at:
                yield reader.make(at, end)
            at = max(end, at + 1)


class _Reader:
    """The words of one text, and whether names begin and end at them."""

    def __init__(self, names: Names, text: str, tokens: Sequence[Token], known: Collection[str]) -> None:
        self._names, self._text, self._tokens, self._known = names, text, tokens, known
        capitals = sum(token.text[0].isupper() for token in tokens)
        self._is_shouted = len(tokens) > 1 and text.isupper()
        self._is_titled = self._is_shouted or (capitals >= 4 and capitals > 0.7 * len(tokens))

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
        is_good = token.text[0].isupper() and not self._is_titled and self._names.kind(token.low) in ("last", "unknown", "wide")
        is_cued = self._low(at - 1) in STRONG | WEAK | SOCIAL or self._tokens[end].owns or at == 0
        return self._extend(end + 1, token) if end > at and is_good and is_cued and self._tokens[at].low in _LEADING else at

    def make(self, start: int, end: int) -> list[Part]:
        """The name of some words; particles go with the word behind them."""
        parts, first = list[Part](), self._tokens[start].start
        for at in range(start, end):
            token = self._tokens[at]
            if token.low in PARTICLES and at < end - 1 and (at > start or token.low in _LEADING):
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
        if follows.text[0].isupper() and is_good and (is_dotted or (self._names.is_last(follows.low) and token.text not in "AI")):
            return self._extend(at + 2, follows)
        return at

    def _begins(self, at: int, kind: str) -> bool:
        token = self._tokens[at]
        if token.low in self._known and self._is_known(at, kind):
            return True
        before = self._low(at - 1)
        if before in SOCIAL and self._is_beside(at - 1, r"\.? ") and kind not in ("word", "brand"):
            return token.text[0].isupper() or kind != "double" or token.low not in ORDINARY
        is_capital = token.text[0].isupper() and not self._is_shouted
        if kind == "sure":
            return not self._is_company(at)
        if kind == "double":
            return self._is_named(at, is_capital)
        if kind == "place":
            if not is_capital or not self._names.is_first(token.low) or self._is_beside(at, r", [A-Z]{2}\b") or before == "visit":
                return False
            return self._has_surname(at) or self._is_addressed(at, True)
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
        if is_whole or around in ('""', "''"):
            return True
        return token.text[0].isupper() and not self._is_initial(at) and self._ends_well(at)

    def _is_named(self, at: int, is_capital: bool) -> bool:
        """Whether an everyday word is a name."""
        token = self._tokens[at]
        if token.low in MONTHS and (self._is_beside(at, r"\.? ?\d") or re.search(r"\d(?:st|nd|rd|th)?(?: of)? $", self._text[: token.start])):
            return False
        if self._is_addressed(at, is_capital):
            return True
        if not is_capital or self._is_titled:
            return False
        if self._has_surname(at):
            return True
        if token.low in MONTHS:
            return False
        after = self._low(at + 1)
        if token.owns or (after in SAYING and self._is_beside(at, " ")):
            return not self._is_company(at)
        return not self._is_initial(at) and self._ends_well(at) and (self._low(at - 1) in WEAK or self._is_joined(at))

    def _is_rare_name(self, at: int, kind: str, is_capital: bool) -> bool:
        """Whether a word that few or no lists know for a name is one."""
        token, before = self._tokens[at], self._low(at - 1)
        if len(token.text) < 3 and kind != "wide" and token.text.isascii():
            return False
        if self._is_company(at) or (kind == "unknown" and _is_code(token.text)):
            return False
        if self._is_addressed(at, True):
            is_safe = is_capital or not token.text.isascii() or kind in ("wide", "last")
            return is_safe or (self._is_personal(at) and self._ends_well(at))
        if not is_capital and token.text.islower():
            return False
        if kind == "wide":
            return not self._is_titled or self._has_surname(at)
        if kind == "last":
            return not self._is_titled or before in STRONG
        if before == "the" and token.low.endswith("s") and self._names.kind(token.low[:-1]) == "last":
            return True
        if self._is_titled or self._is_initial(at):
            return (token.owns or self._has_surname(at)) and not self._is_titled
        is_cued = before in WEAK and self._is_beside(at - 1, " ") and self._ends_well(at)
        return token.owns or is_cued or self._is_joined(at)

    def _is_addressed(self, at: int, is_capital: bool) -> bool:
        """Whether a word stands where a person is spoken or written to."""
        before, token = self._low(at - 1), self._tokens[at]
        if at == 0 or not self._is_beside(at - 1, r"['’]?s? ?@? ?") or not self._ends_well(at):
            return False
        if before in STRONG:
            return is_capital or token.low not in ("may", "my", "so", "see")
        if before == "to":
            return any(word.low in GIVING for word in self._tokens[max(0, at - 7) : at - 1]) and (is_capital or not token.low in ORDINARY)
        if before in ("with", "w"):
            return any(word.low in MEETING for word in self._tokens[max(0, at - 3) : at - 1])
        return before == "let" and self._low(at + 1) in ("know", "have")

    def _is_personal(self, at: int) -> bool:
        before = self._low(at - 1)
        is_given = before == "to" and self._low(at - 2) not in ("", "due") and any(
            word.low in ("assign", "assigned", "reassign", "reassigned", "delegate", "delegated") for word in self._tokens[max(0, at - 5) : at - 1]
        )  # fmt: skip
        return before in PERSONAL or is_given

    def _is_joined(self, at: int) -> bool:
        """Whether a name stands before or behind, with "and" or a comma between."""
        for step, there in ((-1, at - 1), (1, at + 1)):
            other = self._get(there)
            gap = self._gap(at - 1 if step < 0 else at)
            if other and gap in (" ", " & ", ", ", "/", ", and ") and other.low in COORDINATORS:
                other = self._get(there + step)
            elif gap not in (", ", "/", " & "):
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
        return kind in ("sure", "last", "wide") or follows.text[0].isupper() and follows.low not in COMPANY_TAILS and not self._is_titled and kind != "word"

    def _has_surname(self, at: int) -> bool:
        follows = self._get(at + 1)
        if follows is None or self._tokens[at].owns or self._gap(at) != " ":
            return False
        if follows.low in PARTICLES and (behind := self._get(at + 2)):
            follows = behind
        return self._is_surname(follows)

    def _extend(self, at: int, last: Token) -> int:
        """Where the name ends whose words before `at` are known."""
        start = at - 1
        while at < min(len(self._tokens), start + _LENGTH) and not last.owns:
            is_dotted = self._gap(at - 1) == "." and self._names.kind(self._tokens[at].low) in ("sure", "wide", "last")
            if not is_dotted and self._gap(at - 1) not in (" ", ". ", "-") or (self._gap(at - 1) == ". " and len(last.text) > 1):
                break
            token, step = self._tokens[at], at
            while step < len(self._tokens) - 1 and self._tokens[step].low in PARTICLES and self._gap(step) == " ":
                step += 1
            token = self._tokens[step]
            is_middle = len(token.text) == 1 and token.text.isupper() and token.text != "I" and self._is_middle(at)
            if not is_middle and not self._is_surname(token):
                break
            at, last = step + 1, token
        return at

    def _is_middle(self, at: int) -> bool:
        follows = self._get(at + 1)
        return follows is not None and self._gap(at) in (" ", ". ") and self._is_surname(follows)

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
        return kind in ("last", "wide") or (kind == "sure" and self._names.is_last(low)) or low in self._known and kind != "word"

    def _is_company(self, at: int) -> bool:
        follows = self._get(at + 1)
        return follows is not None and self._gap(at) == " " and follows.low in COMPANY_TAILS and follows.text[0].isupper() and not self._is_titled

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


def _is_code(text: str) -> bool:
    """Whether a word is written like an abbreviation or a product: capitals behind the first letter."""
    return len(text) > 1 and sum(map(str.isupper, text[1:])) > 0 and not re.fullmatch(r"(?:Mc|Mac|O['’]|D['’]|De|[A-Z]\w*-)\w+", text)
