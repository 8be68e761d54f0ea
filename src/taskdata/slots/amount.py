"""Amounts of money as slots: values have the parts `amount`, a number, and `currency`, a code of three letters."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from taskdata.foundation.chance import Chance
from taskdata.foundation.slot_specs import MoneySlot
from taskdata.slots.base import Mention, Said
from taskdata.slots.book import Look
from taskdata.slots.closed import Closed
from taskdata.slots.money.hear import MoneyHearer
from taskdata.slots.money.say import MoneySayer, list_sayable


class Amount(Closed):
    """An amount of money between two bounds; it is heard whatever its size."""

    PARTS = ("amount", "currency")

    def __init__(self, name: str, spec: MoneySlot) -> None:
        self.name = name
        heard = (sorted(spec.currencies), spec.default, sorted(spec.cues))
        self.hears_as = f"money {heard}"
        self._forms = list_sayable(spec)
        self._sayer, self._hearer = MoneySayer(spec), MoneyHearer(spec)

    def needs_day(self, part: str | None) -> bool:
        """Never."""
        return False

    def forms(self) -> Collection[str]:
        """`symbol`, `word`, `code`; `bare` and `decimal` where the slot has a default."""
        return self._forms

    def say(self, chance: Chance, form: str | None, day: date) -> Said | None:
        """An amount, small ones and round ones more often than others."""
        said = self._sayer.say(chance, form)
        return Said(said.surface, _show(Decimal(said.hundredths) / 100, said.currency), said.form)

    def hear(self, text: str, day: date) -> list[Mention]:
        """Every amount in the text that has one of the currencies of the slot."""
        return [
            Mention(self.name, heard.start, heard.end, _show(heard.amount, heard.currency))
            for heard in self._hearer.hear(text)
        ]

    def may_hear(self, look: Look) -> bool:
        """Whether a word or a sign of a currency stands in the text, or a digit where one needs none."""
        return self._hearer.may_hear(look.lower)


def _show(amount: Decimal, currency: str) -> dict[str, Any]:
    """The amount as a whole number where it is one, else with its decimals: 12 and 12.5."""
    is_whole = amount == amount.to_integral_value()
    return {"amount": int(amount) if is_whole else float(amount), "currency": currency}
