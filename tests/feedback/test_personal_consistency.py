"""One datum has one pseudonym, also where a text is cut, or has more around it."""

import pytest

from taskdata.feedback.anonymise import Anonymiser
from taskdata.foundation.usecase import Privacy

WORDS = ("send", "call", "mail", "pay", "visit", "the", "now", "about", "milk", "tomorrow", "at", "rent", "to", "by")


@pytest.fixture(scope="module")
def anonymiser() -> Anonymiser:
    return Anonymiser(b"secret", Privacy(), (), WORDS)


@pytest.mark.parametrize(
    ("said", "datum", "cut"),
    [
        ("send DE89370400440532013000 now", "DE89370400440532013000", "DE8937040044053201"),
        ("mail tom.becker@brightpath.io now", "tom.becker@brightpath.io", "tom.becker@brightp"),
        ("pay with 4111 1111 1111 1111 now", "4111 1111 1111 1111", "4111 1111 11"),
        ("call +1 415 555 2671 now", "+1 415 555 2671", "+1 415 55"),
        ("call Priya Sharma now", "Priya Sharma", "Priya Shar"),
    ],
)
def test_the_front_of_a_datum_at_the_end_of_an_answer(anonymiser: Anonymiser, said: str, datum: str, cut: str) -> None:
    line = anonymiser.anonymise({"input": said, "raw_output": f'{{"title": "X {cut}'}).line
    words = str(line["input"]).removesuffix(" now")
    front = str(line["raw_output"]).removeprefix('{"title": "X ')
    assert cut not in str(line["raw_output"])
    assert front in words
    assert len(front) <= len(cut) + 8  # of a name, the words before the cut one have their own length


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("visit 12 Oak Road, Springfield tomorrow", "Visit 12 Oak Road, Springfield"),
        ("visit Rosenstraße 7, 80331 München tomorrow", "Visit Rosenstraße 7, 80331 München"),
        ("visit Rosenstraße 7, 80331 München Friday", "Visit Rosenstraße 7, 80331 München"),
        ("visit 9 Rosenweg, 50667 Köln today", "Visit 9 Rosenweg, 50667 Köln"),
        ("call Priya Sharma tomorrow", "Call Priya Sharma"),
        ("mail tom.becker@brightpath.io tomorrow", "Mail tom.becker@brightpath.io"),
    ],
)
def test_a_title_is_still_in_its_request(anonymiser: Anonymiser, said: str, title: str) -> None:
    line = anonymiser.anonymise({"input": said, "expected": {"title": title}}).line
    expected = line["expected"]
    assert isinstance(expected, dict)
    last = said.rsplit(" ", 1)[1]
    assert line["input"] == f"{said.split()[0]} {str(expected['title']).split(' ', 1)[1]} {last}"
    assert expected["title"] != title


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("add will's cake to my list", "Will's cake"),
        ("add jan's cake to my list", "Jan's cake"),
        ("find stuff about jack", "jack"),
        ("give it to @marek_k", "Marek_k"),
        ("give it to @tom99", "Tom99"),
        ("mark 47 as done for Mark", "Mark"),
        ("show rose's stuff", "Rose"),
        ("remind me to call Priya Sharma", "Call Priya Sharma"),
    ],
)
def test_a_value_is_replaced_as_it_is_in_the_request(anonymiser: Anonymiser, said: str, value: str) -> None:
    """In the output that is right, and in the answer, as an object and as text."""
    raw = f'{{"value": "{value}", "more": '
    line = anonymiser.anonymise({"input": said, "expected": {"value": value}, "raw_output": raw}).line
    expected = line["expected"]
    assert isinstance(expected, dict)
    made = str(expected["value"])
    assert made.lower() in str(line["input"]).lower()
    assert f'"{made}"' in str(line["raw_output"])
    if value in ("Marek_k", "Tom99", "Mark", "Call Priya Sharma"):
        assert value.lower() not in str(line).lower().replace("mark 47", "")


def test_what_stands_before_the_sign_of_an_address(anonymiser: Anonymiser) -> None:
    line = anonymiser.anonymise(
        {"input": "share it with p.okafor@northwind.co.uk", "raw_output": '{"who": "p.okafor"}'}
    ).line
    mailbox = str(line["input"]).removeprefix("share it with ").partition("@")[0]
    assert line["raw_output"] == f'{{"who": "{mailbox}"}}'
