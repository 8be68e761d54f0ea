"""Hearing amounts of money in any text: what stands there is read, whoever wrote it.

A comma before three digits parts thousands ("1,200"), one before two digits is a decimal comma ("12,50"), and a number
that could be both ("1.200") is no amount. So is one with a minus before it, and one that is zero.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from taskdata.foundation.slot_specs import Currency, MoneySlot
from taskdata.foundation.text import lower_in_place
from taskdata.slots.dates.words import MONTHS, WEEKDAYS
from taskdata.slots.money.words import GROUPS, SMALL, TENS

_NUMBER: Final = r"(?:\d{1,3}(?:\.\d{3})+,\d\d|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+,\d\d|\d+(?:\.\d{1,2})?)"
_LEFT: Final = r"(?<![\w.,:/#$€£¥₹−-])(?<!minus )(?<!negative )"
_RIGHT: Final = r"(?![\w%])(?![.,:]\d)(?!\s?[-–/]\s?[\d$€£])"
_WORD_END: Final = r"(?![\w-])"
_NUMBER_WORD: Final = rf"(?:an?|and|{'|'.join(sorted((*SMALL, *TENS, *GROUPS), key=len, reverse=True))})"
_IN_WORDS: Final = rf"(?!and\s){_NUMBER_WORD}(?:[ -]{_NUMBER_WORD})*"
_MEASURED: Final = (
    r"(?!\s?(?:am|pm|a\.m|p\.m|o'?clock|h|hrs?|hours?|min|mins|minutes?|days?|weeks?|months?|years?|times?|percent|kms?"
    r"|kilometers?|kilometres?|miles?|kg|kilos?|grams?|g|lbs?|oz|liters?|litres?|gallons?|inch|inches|x|people|stars?)(?!\w))"
)
_NO_MONTH: Final = rf"(?!\s(?:of\s)?(?:{'|'.join(MONTHS)})(?!\w))"
_GOES_ON: Final = (
    r"(?=\s*$|\s*[,;!?)&(]|\s*\.(?!\d)|\s+[-–—]\s"
    r"|\s+(?:on|for|at|in|with|by|from|to|into|under|via|using|as|per|of|and|but|not|instead|because|when|while|so|then|is"
    r"|was|i|it|the|my|each|there|too|just|like|altogether|total|all|today|yesterday|earlier|last|this|no|wait|sorry"
    rf"|actually|please|pls|plz|thanks|thank|thx|cheers|{'|'.join(WEEKDAYS)})(?!\w))"
)
"""Behind a number alone: the request ends, or goes on with a word that cannot be what the number counts."""


@dataclass(frozen=True, slots=True)
class HeardAmount:
    """An amount and its currency, and where it stands in the text."""

    start: int
    end: int
    amount: Decimal
    currency: str


class MoneyHearer:
    """Hears amounts in the currencies of one slot."""

    def __init__(self, spec: MoneySlot) -> None:
        self._by_sign = _index(spec.currencies, lambda currency, code: currency.signs)
        self._by_word = _index(spec.currencies, lambda currency, code: [*currency.one, *currency.many])
        self._by_code = _index(spec.currencies, lambda currency, code: [code])
        self._by_cents = _index(spec.currencies, lambda currency, code: currency.cents)
        self._default = spec.default
        self._shapes = tuple(self._list_shapes(spec.cues))
        marks = {*self._by_sign, *self._by_word, *self._by_code, *self._by_cents}
        self._hints = re.compile("|".join(map(re.escape, sorted(marks, key=len, reverse=True))))

    def may_hear(self, lower: str) -> bool:
        """Whether a word or a sign of a currency, or a digit, stands in a text in lower case."""
        has_digit = self._default is not None and any(map(str.isdigit, lower))
        return has_digit or self._hints.search(lower) is not None

    def hear(self, text: str) -> list[HeardAmount]:
        """Every amount in the text, in order and apart, the longest at each place."""
        lower = lower_in_place(text)
        if not self.may_hear(lower):
            return []
        found = [heard for shape in self._shapes for match in shape.finditer(lower) if (heard := self._read(match))]
        found.sort(key=lambda heard: (heard.start, -heard.end))
        kept: list[HeardAmount] = []
        for heard in found:
            if not kept or heard.start >= kept[-1].end:
                kept.append(heard)
        return kept

    def _list_shapes(self, cues: Iterable[str]) -> Iterator[re.Pattern[str]]:
        sign, word, code, cents = map(_any_of, (self._by_sign, self._by_word, self._by_code, self._by_cents))
        number = rf"(?P<number>{_NUMBER})"
        thousand = r"(?P<thousand>\s?k|\s(?:grand|thousand))?"
        rest = rf"(?:\s(?:and\s)?(?P<rest>\d\d?)\s{cents}{_WORD_END}|\s(?P<more>\d\d){_RIGHT}{_NO_MONTH}{_MEASURED})?"
        yield re.compile(rf"{_LEFT}(?P<sign>{sign})\s?{number}{thousand}{_RIGHT}")
        yield re.compile(rf"{_LEFT}{number}{thousand}\s?(?P<sign>{sign})(?![\w-])(?!\s?\d)")
        yield re.compile(rf"{_LEFT}{number}{thousand}\s(?P<word>{word}){_WORD_END}{rest}")
        yield re.compile(rf"(?<![\w-])(?<!minus )(?<!negative )(?P<spelled>{_IN_WORDS})\s(?P<word>{word}){_WORD_END}")
        yield re.compile(rf"{_LEFT}{number}{thousand}\s?(?P<code>{code}){_WORD_END}(?!\s?{_NUMBER}{_GOES_ON})")
        yield re.compile(rf"(?<![\w-])(?P<code>{code})\s?{number}{thousand}{_RIGHT}")
        yield re.compile(rf"{_LEFT}{number}\s?(?P<cents>{cents}){_WORD_END}")
        yield re.compile(rf"(?<![\w-])(?P<spelled>{_IN_WORDS})\s(?P<cents>{cents}){_WORD_END}")
        if self._default is not None:
            yield re.compile(rf"(?<!at ){_LEFT}(?P<number>\d+(?:,\d{{3}})*\.\d\d){_RIGHT}{_MEASURED}")
            yield re.compile(rf"(?<![\w-])(?:{_any_of(map(str.lower, cues))})\s(?P<start>){number}{_RIGHT}{_GOES_ON}")

    def _read(self, match: re.Match[str]) -> HeardAmount | None:
        told = match.groupdict()
        if told.get("spelled"):
            start, amount = _read_words(match)
        else:
            start, amount = match.start("start" if "start" in told else 0), _read_digits(told["number"])
        if told.get("thousand"):
            amount *= 1000
        if told.get("cents"):
            amount /= 100
        if cents := told.get("rest") or told.get("more"):
            amount += Decimal(cents) / 100
        return HeardAmount(start, match.end(), amount, self._find_currency(told)) if amount > 0 else None

    def _find_currency(self, told: Mapping[str, str | None]) -> str:
        for key, known in (("sign", self._by_sign), ("word", self._by_word), ("code", self._by_code)):
            if words := told.get(key):
                return known[words]
        if words := told.get("cents"):
            return self._by_cents[words]
        assert self._default is not None
        return self._default


def _index(
    currencies: Mapping[str, Currency], list_words: Callable[[Currency, str], Iterable[str]]
) -> Mapping[str, str]:
    """The code of the currency for each of its words; of a word of two, the first."""
    found: dict[str, str] = {}
    for code, currency in currencies.items():
        for word in list_words(currency, code):
            found.setdefault(word.lower(), code)
    return found


def _any_of(words: Iterable[str]) -> str:
    """The words as alternatives, the longest first; what fits nowhere if there is none."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, longest_first))})" if longest_first else "(?!)"


def _read_digits(typed: str) -> Decimal:
    """The number: its last mark is a decimal one unless three digits follow, any other parts thousands."""
    whole, mark, decimals = typed.rpartition(",") if typed.rfind(",") > typed.rfind(".") else typed.rpartition(".")
    if not mark or len(decimals) == 3:
        return Decimal(re.sub(r"[.,]", "", typed))
    return Decimal(f"{re.sub(r'[.,]', '', whole)}.{decimals}")


def _read_words(match: re.Match[str]) -> tuple[int, Decimal]:
    """Where the number in words begins, and the number: "the last one six dollars" has six; 0 where there is none."""
    spelled = match["spelled"]
    starts = [0, *(gap.end() for gap in re.finditer(r"[ -](?!and\b)", spelled))]
    for start in starts:
        if number := _add_words([word for word in re.split(r"[ -]", spelled[start:]) if word != "and"]):
            return match.start("spelled") + start, Decimal(number)
    return match.start(), Decimal(0)


def _add_words(words: Iterable[str]) -> int:
    """The number that the words come to; 0 where they are no number one after another ("two two")."""
    total, group, last = 0, 0, 1000
    for word in words:
        value = {"a": 1, "an": 1}.get(word) or SMALL.get(word) or TENS.get(word) or GROUPS[word]
        if word in GROUPS:
            if not group or value == last:
                return 0
            total, group = (total + group * 1000, 0) if value == 1000 else (total, group * 100)
        elif value >= last or last < 20:
            return 0
        else:
            group += value
        last = value
    return total + group
