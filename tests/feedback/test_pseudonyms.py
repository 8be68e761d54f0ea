"""A person has one pseudonym, everywhere, under one secret."""

import re

from anonymisers import SECRET, after, heard, make, usual

from taskdata.feedback.gazetteer import load_words
from taskdata.foundation.records import Json


def name_of(text: str) -> str:
    """What follows "call" after a request is anonymised."""
    return after(text).removeprefix("call ")


def test_deterministic() -> None:
    text = "call Priya Sharma at 415-555-2671, jane@acme.com, 12 Oak Street"
    assert after(text, make()) == after(text, make())


def test_secret_decides() -> None:
    texts = [after("call Priya Sharma", make(bytes([number]) * 32)) for number in range(5)]
    assert len(set(texts)) > 1


def test_words_of_names_agree() -> None:
    first = name_of("call Priya")
    full = name_of("call Priya Sharma")
    assert full.split()[0] == first
    assert after("ask Dr. Sharma about it") == f"ask Dr. {full.split()[1]} about it"
    assert after("ask @priya about it") == f"ask @{first.lower()} about it"
    assert name_of("call PRIYA") in (first.upper(), first)


def test_accents_make_no_other_person() -> None:
    assert name_of("call José") == name_of("call Jose")


def test_case_is_kept() -> None:
    first = name_of("call Priya")
    assert after("call priya now") == f"call {first.lower()} now"
    assert after("CALL PRIYA NOW") == f"CALL {first.upper()} NOW"


def test_two_people_never_share() -> None:
    people = [
        "Priya",
        "Tom",
        "Ana",
        "Raj",
        "Omar",
        "Yuki",
        "Mia",
        "Leo",
        "Emma",
        "Noah",
        "Liam",
        "Olivia",
        "Hugo",
        "Nina",
    ]
    made = after("invite " + ", ".join(people) + " to it").removeprefix("invite ").removesuffix(" to it").split(", ")
    assert len(set(made)) == len(people)
    assert not set(made) & set(people)


def test_never_an_ordinary_word() -> None:
    for name in sorted(heard())[:60]:
        assert after(f"ask {name} about it").split()[1].lower() not in load_words()


def test_label_stays_true() -> None:
    line: dict[str, Json] = {
        "input": "assign task 4 to Priya Sharma and add call Priya about the lease",
        "raw_output": '{"id": 4, "assignee": "Priya Sharma", "title": "Call Priya about the lease"}',
        "expected": {"id": 4, "assignee": "Priya Sharma", "titles": ["Call Priya about the lease"]},
        "error": "assignee: 'Priya Sharma' is not 'priya sharma'",
    }
    made = usual().anonymise(line)
    first, last = re.findall(r"to (\w+) (\w+) and", str(made.line["input"]))[0]
    assert made.line == {
        "input": f"assign task 4 to {first} {last} and add call {first} about the lease",
        "raw_output": f'{{"id": 4, "assignee": "{first} {last}", "title": "Call {first} about the lease"}}',
        "expected": {"id": 4, "assignee": f"{first} {last}", "titles": [f"Call {first} about the lease"]},
        "error": f"assignee: '{first} {last}' is not '{first.lower()} {last.lower()}'",
    }
    assert made.replaced == {"name": 1}


def test_name_without_a_cue_is_found_by_another_text() -> None:
    made = usual().anonymise({"input": "ask Xyzander about it", "expected": {"title": "xyzander report"}}).line
    name = str(made["input"]).split()[1]
    assert made["expected"] == {"title": f"{name.lower()} report"}


def test_ambiguous_name_as_a_whole_value() -> None:
    made = usual().anonymise({"input": "ask will about it", "expected": {"assignee": "Will", "title": "Will do"}}).line
    name = str(made["input"]).split()[1]
    assert made["expected"] == {"assignee": name.capitalize(), "title": "Will do"}


def test_escaped_text() -> None:
    raw = '{"title": "call\\nJos\\u00e9 Ram\\u00edrez", "note": "\\"Jos\\u00e9\\""}'
    made = usual().anonymise({"input": "call José Ramírez", "raw_output": raw}).line
    first, last = str(made["input"]).split()[1:]
    assert made["raw_output"] == f'{{"title": "call\\n{first} {last}", "note": "\\"{first}\\""}}'


def test_numbers_of_the_output() -> None:
    line: dict[str, Json] = {
        "input": "refund customer 48213 for order 77123",
        "raw_output": '{"id": 47, "customer": 48213, "phone": 6502530000, "user_id": 55123}',
        "expected": {"id": 47, "customer": 48213, "order": 77123},
        "user_id": 55123,
    }
    made = usual().anonymise(line).line
    number = int(str(made["input"]).split()[2])
    assert number != 48213
    assert made["expected"] == {"id": 47, "customer": number, "order": 77123}
    assert made["raw_output"] == f'{{"id": 47, "customer": {number}, "phone": 6502530000, "user_id": 55123}}'
    assert made["user_id"] != 55123


def test_short_numbers_are_not_carried_over() -> None:
    made = usual().anonymise({"input": "user #47 asks about task 47", "expected": {"id": 47}}).line
    assert str(made["input"]).endswith("asks about task 47")
    assert made["expected"] == {"id": 47}


def test_allowed() -> None:
    anonymiser = make(allow=["Priya", "info@acme.com"])
    assert after("call Priya or write info@acme.com", anonymiser) == "call Priya or write info@acme.com"
    assert "Sharma" not in after("call Priya Sharma", anonymiser)


def test_denied() -> None:
    made = make(deny=["Blue Falcon", "zx-81"]).anonymise({"input": "ship blue falcon with ZX-81"})
    assert made.replaced == {"denied": 2}
    assert re.fullmatch(r"ship [a-z]+ [a-z]+ with [A-Z]{2}-\d\d", str(made.line["input"]))
    assert "falcon" not in str(made.line)


def test_hidden() -> None:
    anonymiser = make()
    text = "ship blue falcon today"
    assert after(text, anonymiser) == text
    hidden = anonymiser.hide("Blue Falcon")
    assert re.fullmatch("[0-9a-f]{64}", hidden)
    made = after(text, anonymiser)
    assert re.fullmatch("ship [a-z]+ [a-z]+ today", made)
    assert "falcon" not in made
    assert after(text, make(hidden=[hidden])) == made
    assert after(text, make(secret=SECRET[::-1], hidden=[hidden])) == text
