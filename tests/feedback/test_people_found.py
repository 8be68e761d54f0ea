"""Names of people are found, and everyday words stay."""

import pytest
from anonymisers import after, make

NAMED = [
    ("call {Priya} about the lease", 1),
    ("call {priya} about the lease", 1),
    ("ask {Will} about it", 1),
    ("ask {will} about it", 1),
    ("it's {Bill}'s birthday", 1),
    ("give it to {Grace}", 1),
    ("{Bill} {Thompson} needs the report", 1),
    ("assign it to {Xyzander}", 1),
    ("assign the bug to {xyzander} please", 1),
    ("ask {xyzander} about it", 1),
    ("the report from {Xyzander}", 1),
    ("{Xyzander}'s report", 1),
    ("Dr. {Zblovsky} at 8am", 1),
    ("uncle {joe} is here", 1),
    ("lunch with {Søren} {Kjær} at noon", 1),
    ("call {van der Berg}", 1),
    ("pick up {Siobhan} {O'Neil}", 1),
    ("meeting with {T}. {Okafor}", 1),
    ("invite {Sam}, {Yusuf} and {Xyzander} to it", 3),
    ("my son {Xyzander} has practice", 1),
    ("my name is {xyzander}", 1),
    ("call {Мария} about the flat", 1),
    ("hand the work to {李伟}", 1),
    ("call {गीता} tomorrow", 1),
    ("EMAIL {PRIYA} ABOUT THE LEASE", 1),
    ("{Hassan} {al-Farsi} wants a call back", 1),
    ("{May}'s birthday is may 14", 1),
    ("{Mark} said he'd mark it done", 1),
    ("call the {Hendersons}", 1),
    ("call {nguyen} {van an} about the flat", 1),
    ("email {Nguyễn} {Thị} {Minh} {Khai}", 1),
    ("my boss {deirdre} wants it", 1),
    ("{Tanaka-san} needs it", 1),
]

ORDINARY = [
    "mark task 47 as done",
    "Will do",
    "Mark it as done",
    "call them by may 5",
    "Move it to May 5 or June",
    "pay the electricity bill",
    "Grace period for the loan",
    "add car to the list",
    "hope to finish the art project by april",
    "jack up the car, chase the supplier, drew up the plan",
    "frank discussion about the grant",
    "Rose garden watering every day",
    "call mom and ask dad",
    "the dentist, or Dr. alone",
    "book flights to Paris",
    "drive to Austin next weekend",
    "visit Charlotte, NC in the fall",
    "check Wells Fargo statement",
    "Morgan Stanley call at 9",
    "buy Ben & Jerry's ice cream",
    "stop by Trader Joe's and Wendy's",
    "call Chase Bank",
    "email Acme Corp the report",
    "upgrade to Django 5.1",
    "ask HR about it",
    "call the plumber",
    "tell the kids",
    "phone bill 45.99",
    "my boss approval by friday",
]


@pytest.mark.parametrize(("marked", "people"), NAMED)
def test_named(marked: str, people: int) -> None:
    text = marked.replace("{", "").replace("}", "")
    made = make().anonymise({"input": text})
    ends = [part.split("}")[-1] for part in marked.split("{")]
    words = made.line["input"]
    assert isinstance(words, str)
    for end in ends:
        assert end in words
        words = words[words.index(end) + len(end) :]
    for part in marked.split("{")[1:]:
        assert part.split("}")[0] not in str(made.line["input"]).split()
    assert made.replaced == {"name": people}


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary(text: str) -> None:
    assert after(text) == text


def test_ordinary_words_beside_the_same_name() -> None:
    made = after("ask Will about it, will do it on may 5")
    assert made.endswith("about it, will do it on may 5")
    assert not made.startswith("ask Will")
