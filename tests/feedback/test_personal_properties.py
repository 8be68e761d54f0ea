"""What holds for any line."""

import json
import re
import time
from pathlib import Path

import pytest
from anonymisers import usual
from bench.personal_rates import measure
from hypothesis import given, settings
from hypothesis import strategies as st

from taskdata.feedback.escapes import read_escapes
from taskdata.foundation.records import Json

NAMES = st.sampled_from(["Priya", "tom", "Will", "Xyzander", "José", "Ana Sharma", "Mei-Ling Zhou", "O'Neil", "Мария"])
DATA = st.sampled_from(
    ["jane@acme.com", "415-555-2671", "4111 1111 1111 1111", "192.168.4.27", "sk-abc123DEF456ghi789", "078-05-1120"]
)
FRAMES = st.sampled_from(["ask {} about {}", "assign task 4 to {}, cc {}", "tell {} that {} is right"])
WORDS = st.lists(
    st.sampled_from(["add", "the", "milk", "bill", "mark", "will", "may", "done", "by", "today", "12", "#7", "3pm"]),
    max_size=8,
)

ANY = st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=4)


@st.composite
def lines(draw: st.DrawFn) -> tuple[dict[str, Json], str, str]:
    """A line, with a name and a datum that are in it."""
    name, datum = draw(NAMES), draw(DATA)
    text = f"{draw(FRAMES).format(name, datum)}, {' '.join(draw(WORDS))}"
    expected: Json = {"title": text, "assignee": name, "more": [datum, " ".join(draw(WORDS))], "id": 4}
    return {"input": text, "expected": expected, "raw_output": json.dumps(expected), "error": None}, name, datum


@settings(deadline=None)
@given(lines())
def test_nothing_found_remains(drawn: tuple[dict[str, Json], str, str]) -> None:
    line, name, datum = drawn
    made = usual().anonymise(line).line
    text = json.dumps(made, ensure_ascii=False) + json.loads(json.dumps(str(made["raw_output"])))
    assert datum not in text
    for word in name.split():
        assert not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
        assert json.dumps(word)[1:-1] not in text.split('"')


@settings(deadline=None)
@given(lines())
def test_label_says_what_the_request_says(drawn: tuple[dict[str, Json], str, str]) -> None:
    line, _, _ = drawn
    made = usual().anonymise(line).line
    expected = made["expected"]
    assert isinstance(expected, dict)
    assert expected["title"] == made["input"]
    assert str(expected["assignee"]) in str(made["input"])
    assert json.loads(str(made["raw_output"])) == expected


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=8), ANY))
def test_any_line(line: dict[str, Json]) -> None:
    made = usual().anonymise(line)
    assert made == usual().anonymise(line)
    assert len(made.line) <= len(line)


@settings(deadline=None)
@given(st.text("0123456789 .,:;!?#%&*+=", max_size=6))
def test_signs_and_short_numbers_stay(text: str) -> None:
    assert usual().anonymise({"input": text}).line["input"] == text


@given(st.text())
def test_escapes_lead_back(text: str) -> None:
    raw = json.dumps(text)[1:-1]
    reading = read_escapes(raw)
    assert len(reading.offsets) == len(reading.text) + 1
    assert reading.offsets[-1] == len(raw)
    pieces = [raw[start:end] for start, end in zip(reading.offsets, reading.offsets[1:], strict=False)]
    assert "".join(pieces) == raw


@pytest.mark.parametrize("file", ["personal_first.jsonl", "personal_more.jsonl"])
def test_rates_on_own_sentences(file: str) -> None:
    rates = measure(Path(__file__).parent / file, usual())
    assert rates.patterned >= 0.97, rates.missed
    assert rates.names >= 0.9, rates.missed
    assert rates.ordinary < 0.005, rates.wrong


@pytest.mark.parametrize(
    "part",
    [
        "password is a ",
        "Ab 1, ",
        "a1-",
        "/a1b2",
        "x.yz/",
        "code 12 ",
        "send to 1 ",
        "0-",
        "login a/",
        "a.b-c",
        "\\",
        ":a",
        "1 ",
        "street 12 aa ",
        "DE89 ",
        "pass to ",
        "Abc Def ",
        "-a",
        "x@",
    ],
)
def test_long_texts_take_no_longer_than_they_must(part: str) -> None:
    text = part * (10_000 // len(part))
    began = time.process_time()
    usual().anonymise({"input": f"{text}@", "raw_output": text})
    assert time.process_time() - began < 3
