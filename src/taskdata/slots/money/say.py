"""Draw an amount of money and say it in English; it is counted in hundredths, so that nothing is rounded."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from taskdata.foundation.chance import Chance, Wheel
from taskdata.foundation.slot_specs import Currency, MoneySlot
from taskdata.slots.money.words import SMALL, TENS

FORMS: Final = ("symbol", "word", "code", "bare", "decimal")
"""With a sign, a word or a code for the currency, or without any: as a number, or as one with two decimals."""

_SHAPES: Final = Wheel(("whole", "round", "half", "short", "any"), (45, 16, 12, 14, 13))
"""How amounts end: on a whole number, a round one, on .50, just short of a whole one, or anyhow."""
_SHORT: Final = (99, 99, 99, 95, 95, 49, 90, 75, 25)
_LARGE: Final = 100_000
"""From this many hundredths on, most amounts are round."""
_WORDS: Final = {number: word for table in (SMALL, TENS) for word, number in table.items()}
_MOST_IN_WORDS: Final = 99


class SaidAmount(NamedTuple):
    """The words of an amount, the amount in hundredths, its currency, and the form in which it is said."""

    surface: str
    hundredths: int
    currency: str
    form: str


class MoneySayer:
    """Says amounts of one slot."""

    def __init__(self, spec: MoneySlot) -> None:
        self._spec = spec
        self._forms = Wheel(list(spec.forms), list(spec.forms.values()))
        self._currencies = {form: _list_currencies(spec, form) for form in FORMS}

    def say(self, chance: Chance, form: str | None) -> SaidAmount:
        """An amount in a form, or in one of the slot's own by weight."""
        form = form or chance.spin(self._forms)
        sayable = self._currencies[form]
        code = chance.pick_weighted(list(sayable), list(sayable.values()))
        currency = self._spec.currencies[code]
        amount = self._draw(chance, currency.decimals)
        return SaidAmount(_SAYINGS[form](amount, code, currency, chance), amount, code, form)

    def _draw(self, chance: Chance, decimals: int) -> int:
        low, high = self._spec.min * 100, self._spec.max * 100
        amount = _round(_draw_even(low, high, chance), decimals, chance)
        return min(max(amount, low), high)


def list_sayable(spec: MoneySlot) -> tuple[str, ...]:
    """The forms in which some currency of the slot can be said, always in one order."""
    return tuple(form for form in FORMS if _list_currencies(spec, form))


def _list_currencies(spec: MoneySlot, form: str) -> Mapping[str, float]:
    """The currencies that can be said in a form, with their weights."""
    if form in ("bare", "decimal"):
        return {spec.default: 1.0} if spec.default else {}
    return {
        code: currency.weight
        for code, currency in spec.currencies.items()
        if form == "code" or (currency.signs if form == "symbol" else currency.many)
    }


def _draw_even(low: int, high: int, chance: Chance) -> int:
    """A number between two, each doubling alike likely: so most are small."""
    bounds = [low]
    while bounds[-1] * 2 < high:
        bounds.append(bounds[-1] * 2)
    start = chance.pick(bounds)
    return start + chance.below(min(start * 2, high) - start + 1)


def _round(amount: int, decimals: int, chance: Chance) -> int:
    whole, shape = amount // 100 * 100, chance.spin(_SHAPES)
    if shape == "round" or (amount >= _LARGE and chance.unit() < 0.5):
        step = 500 if amount < 10_000 else 1000 if amount < 50_000 else 5000
        return max(amount // step, 1) * step
    if shape == "whole" or not decimals:
        return whole
    return {"half": whole + 50, "short": whole + chance.pick(_SHORT)}.get(shape, amount)


def _write(amount: int, chance: Chance) -> str:
    """The number in digits; a whole one without decimals but now and then, thousands mostly behind a comma."""
    units, cents = divmod(amount, 100)
    digits = f"{units:,}" if chance.unit() < 0.6 else str(units)
    return f"{digits}.{cents:02}" if cents or chance.unit() < 0.06 else digits


def _say_symbol(amount: int, code: str, currency: Currency, chance: Chance) -> str:
    if not currency.decimals:
        return f"{currency.signs[0]}{amount // 100:,}"
    return currency.signs[0] + _write(amount, chance)


def _say_word(amount: int, code: str, currency: Currency, chance: Chance) -> str:
    units, cents = divmod(amount, 100)
    # "bucks" are whole: of an amount with decimals, the first word is said
    word = currency.many[0] if cents else chance.pick(currency.one if units == 1 and currency.one else currency.many)
    if not cents:
        in_words = units <= _MOST_IN_WORDS and chance.unit() < 0.3
        return f"{_spell(units) if in_words else f'{units:,}'} {word}"
    if currency.cents and chance.unit() < 0.3:
        return f"{units:,} {word} and {cents} {currency.cents[0]}"
    if chance.unit() < 0.2:
        return f"{units:,} {word} {cents:02}"
    return f"{units:,}.{cents:02} {word}"


def _say_code(amount: int, code: str, currency: Currency, chance: Chance) -> str:
    digits = _write(amount, chance) if currency.decimals else f"{amount // 100:,}"
    return f"{digits} {code}" if chance.unit() < 0.75 else f"{code} {digits}"


def _say_bare(amount: int, code: str, currency: Currency, chance: Chance) -> str:
    return _write(amount, chance) if currency.decimals else str(amount // 100)


def _say_decimal(amount: int, code: str, currency: Currency, chance: Chance) -> str:
    units, cents = divmod(amount, 100)
    return f"{units}.{cents:02}"


_SAYINGS: Final = {
    "symbol": _say_symbol,
    "word": _say_word,
    "code": _say_code,
    "bare": _say_bare,
    "decimal": _say_decimal,
}


def _spell(number: int) -> str:
    """A number below a hundred in words."""
    if number in _WORDS:
        return _WORDS[number]
    return f"{_WORDS[number - number % 10]}-{_WORDS[number % 10]}"
