"""Amounts of money: what a text says, worked out by hand; and what is said is heard with the same value."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from taskdata.foundation.chance import Chance
from taskdata.foundation.slot_specs import MoneySlot
from taskdata.slots.amount import Amount

DAY = date(2026, 3, 11)
CURRENCIES = {
    "USD": {"weight": 6, "signs": ["$", "US$"], "one": ["dollar"], "many": ["dollars", "bucks"], "cents": ["cents"]},
    "EUR": {"weight": 2, "signs": ["€"], "one": ["euro"], "many": ["euros"], "cents": ["cents"]},
    "GBP": {"signs": ["£"], "one": ["pound", "quid"], "many": ["pounds", "quid"], "cents": ["pence", "p"]},
    "JPY": {"signs": ["¥"], "one": ["yen"], "many": ["yen"], "decimals": 0},
}  # fmt: skip


def make_slot(**keys: Any) -> Amount:
    """A slot with four currencies, dollars where none is said, and two words behind which any number is an amount."""
    declared = {
        "type": "money", "currencies": CURRENCIES, "min": 1, "max": 20_000, "default": "USD",
        "cues": ["spent", "paid", "to"], "forms": {"symbol": 3, "word": 2, "code": 1},
    } | keys  # fmt: skip
    return Amount("cost", MoneySlot.model_validate(declared))


SLOT = make_slot()


def hear(text: str, slot: Amount = SLOT) -> list[tuple[str, float, str]]:
    """The words of each amount in the text, and its two parts."""
    return [(text[m.start : m.end], m.value["amount"], m.value["currency"]) for m in slot.hear(text, DAY)]


@pytest.mark.parametrize(
    ("text", "words", "amount", "currency"),
    [
        ("log $12.50 for lunch", "$12.50", 12.5, "USD"),
        ("lunch US$12", "US$12", 12, "USD"),
        ("hotel $1,200", "$1,200", 1200, "USD"),
        ("hotel $1,234,567.89", "$1,234,567.89", 1234567.89, "USD"),
        ("hotel $1.2k", "$1.2k", 1200, "USD"),
        ("hotel 3 thousand euros", "3 thousand euros", 3000, "EUR"),
        ("hotel 1.200,50 €", "1.200,50 €", 1200.5, "EUR"),
        ("lunch 12,50 €", "12,50 €", 12.5, "EUR"),
        ("lunch 12€", "12€", 12, "EUR"),
        ("lunch 12.50eur", "12.50eur", 12.5, "EUR"),
        ("EUR 45.10 for the train", "EUR 45.10", 45.1, "EUR"),
        ("lunch 12 euros 50", "12 euros 50", 12.5, "EUR"),
        ("lunch 12 euros and 5 cents", "12 euros and 5 cents", 12.05, "EUR"),
        ("12 euros 50 groceries", "12 euros 50", 12.5, "EUR"),
        ("12 euros 20 March", "12 euros", 12, "EUR"),
        ("12 euros 20 minutes ago", "12 euros", 12, "EUR"),
        ("a bagel for 99 cents", "99 cents", 0.99, "USD"),
        ("gum for 50p", "50p", 0.5, "GBP"),
        ("fifteen dollars for a taxi", "fifteen dollars", 15, "USD"),
        ("make the last one six bucks", "six bucks", 6, "USD"),
        ("one dollar", "one dollar", 1, "USD"),
        ("twenty-five quid", "twenty-five quid", 25, "GBP"),
        ("a hundred and five bucks", "a hundred and five bucks", 105, "USD"),
        ("coffee and a hundred euros", "a hundred euros", 100, "EUR"),
        ("two thousand five hundred pounds", "two thousand five hundred pounds", 2500, "GBP"),
        ("ramen for 1,300 yen", "1,300 yen", 1300, "JPY"),
        ("lunch 12.50", "12.50", 12.5, "USD"),
        ("spent 40 Monday", "40", 40, "USD"),
        ("spent 40 on food", "40", 40, "USD"),
        ("change expense 12 to 45", "45", 45, "USD"),
        ("paid 1,200 for the hotel", "1,200", 1200, "USD"),
        ("lunch - $12", "$12", 12, "USD"),
        ("Lunch (£8.99).", "£8.99", 8.99, "GBP"),
    ],
)
def test_what_is_heard(text: str, words: str, amount: float, currency: str) -> None:
    heard = hear(text)
    assert heard == [(words, amount, currency)]
    assert type(heard[0][1]) is type(amount)


@pytest.mark.parametrize(
    "text",
    [
        "hotel €1.200",  # a thousand and two hundred, or one and a fifth
        "a refund of -$5",
        "a refund of minus 5 dollars",
        "lunch for $0",
        "lunch for $12-15",
        "lunch for C$12",
        "lunch at 12.30",
        "lunch 12.50 pm",
        "spent 3 hours on it",
        "spent 40 minutes",
        "delete expense 12",
        "pay #40",
        "five hundred",
        "12 francs",
        "version 1.2.3",
        "up 12.50%",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert hear(text) == []


def test_two_amounts_are_two() -> None:
    assert hear("$12 and then 4 euros") == [("$12", 12, "USD"), ("4 euros", 4, "EUR")]


def test_without_a_default_a_number_is_no_amount() -> None:
    slot = make_slot(default=None, cues=[])
    assert hear("spent 40 on lunch, 12.50 of it on coffee", slot) == []
    assert hear("spent $40", slot) == [("$40", 40, "USD")]
    assert sorted(slot.forms()) == ["code", "symbol", "word"]


@given(seed=st.integers(0, 10**9), form=st.sampled_from([None, "symbol", "word", "code", "bare", "decimal"]))
def test_what_is_said_is_heard_with_the_same_value(seed: int, form: str | None) -> None:
    said = SLOT.say(Chance(seed), form, DAY)
    assert said is not None
    for text in (f"log that I spent {said.words} on lunch", f"spent {said.words}", f"We paid {said.words}, I think."):
        heard = SLOT.hear(text, DAY)
        assert [(text[m.start : m.end], m.value) for m in heard] == [(said.words, said.value)]


def test_amounts_are_natural() -> None:
    """Between the bounds, most small, half of them whole; whole ones are whole numbers in the value too."""
    slot = make_slot(min=5, max=500, currencies={"USD": CURRENCIES["USD"]})
    values = [said.value["amount"] for n in range(4000) if (said := slot.say(Chance(n), "symbol", DAY))]
    assert min(values) >= 5
    assert max(values) <= 500
    assert sum(value < 100 for value in values) / len(values) > 0.6
    assert 0.5 < sum(isinstance(value, int) for value in values) / len(values) < 0.75
    assert all(value != int(value) for value in values if isinstance(value, float))
    assert sum(round(value * 100) % 100 == 99 for value in values) > 100


def test_yen_have_no_decimals() -> None:
    slot = make_slot(currencies={"JPY": CURRENCIES["JPY"]}, default=None, cues=[])
    said = [slot.say(Chance(n), form, DAY) for n in range(300) for form in ("symbol", "word", "code")]
    assert all(one is not None and isinstance(one.value["amount"], int) and "." not in one.words for one in said)


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"min": 9, "max": 3}, "min .9. is above max .3."),
        ({"default": "CHF"}, "the default 'CHF' is none of the currencies"),
        ({"default": None}, "give the `default` that it has"),
        ({"currencies": {"usd": {}}, "default": None, "cues": []}, "'usd' is no code of a currency"),
        ({"currencies": {"USD": {"many": ["dollars"]}}}, "no currency has `signs`"),
        ({"currencies": {"USD": {"signs": ["$"]}}}, "no currency has `many`"),
        ({"currencies": {}}, "at least 1"),
    ],
)
def test_a_declaration_that_says_nothing_sound_is_refused(keys: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        make_slot(**keys)
