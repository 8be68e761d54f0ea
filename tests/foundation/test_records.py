"""Records: ids, canonical JSON, what is refused."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from taskdata.foundation.records import (
    ABSENT,
    Example,
    Fault,
    Source,
    Span,
    Verdict,
    dump_canonical,
    dump_example,
    identify,
    read_path,
)

ROOT = Path(__file__).parents[2]
KEYS = (
    "id", "category", "reference_date", "history", "input", "output", "spans", "facets", "source", "split",
)  # fmt: skip


def identify_by_hand(text: str, day: str) -> str:
    """The definition: canonical JSON is sorted, without white space, in UTF-8."""
    said = {"history": [], "input": text, "reference_date": day}
    dumped = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(dumped.encode("utf-8")).hexdigest()[:16]


@pytest.mark.parametrize(
    ("text", "day", "identity"),
    [  # printf '{"history":[],"input":"add milk","reference_date":"2025-12-29"}' | sha256sum
        ("add milk", "2025-12-29", "d89ec75deb02e716"),
        ('add crème "brûlée"', "2024-02-29", "5cd1eba14d8c3e26"),
    ],
)
def test_identify(text: str, day: str, identity: str) -> None:
    assert identify_by_hand(text, day) == identity
    assert identify(text, day, []) == identity


@pytest.mark.parametrize("text", ["Add milk", "add milk.", "add  milk", "add milk\n", "日本語 \\ / \t \x7f"])
def test_identify_counts_every_character(text: str) -> None:
    assert identify(text, "2025-12-29", []) == identify_by_hand(text, "2025-12-29") != "d89ec75deb02e716"


def test_identify_counts_day_and_history() -> None:
    ids = {
        identify("add milk", "2025-12-29", []),
        identify("add milk", "2025-12-30", []),
        identify("add milk", "2025-12-29", [{"role": "user", "content": "hi"}]),
    }
    assert len(ids) == 3


def test_committed_ids() -> None:
    lines = (ROOT / "data" / "mvp" / "dataset.jsonl").read_bytes().split(b"\n")[:-1]
    records = [json.loads(line) for line in lines]
    assert [r["id"] for r in records if r["id"] != identify_by_hand(r["input"], r["reference_date"])] == []
    assert {tuple(record) for record in records} == {KEYS}


def test_dump_canonical() -> None:
    assert dump_canonical({"b": [1, 2.5, None], "a": {"z": "é", "y": True}}) == (
        b'{"a":{"y":true,"z":"\xc3\xa9"},"b":[1,2.5,null]}'
    )
    assert dump_canonical({"a": 1, "b": 2}) == dump_canonical({"b": 2, "a": 1})
    assert dump_canonical([1, 2]) != dump_canonical([2, 1])


def make_example(**changed: Any) -> Example:
    values: dict[str, Any] = {
        "id": "d89ec75deb02e716",
        "category": "create",
        "reference_date": date(2025, 12, 29),
        "history": [],
        "input": "add milk",
        "output": {"b": 1, "a": None},
        "spans": [Span(slot="thing", start=4, end=8)],
        "facets": {},
        "source": Source(kind="template", group="g"),
        "split": "train",
    }
    return Example(**{**values, **changed})


def test_dump_example() -> None:
    """Keys in the order of the contract, those of the output as they were built, everything on one line."""
    assert dump_example(make_example(input="add\nmilk – now")).decode() == (
        '{"id":"d89ec75deb02e716","category":"create","reference_date":"2025-12-29","history":[],'
        '"input":"add\\nmilk – now","output":{"b":1,"a":null},"spans":[{"slot":"thing","start":4,"end":8}],"facets":{},'
        '"source":{"kind":"template","family":null,"template":null,"group":"g","parent":null,"model":null,"prompt":null},'
        '"split":"train"}'
    )


def test_dumped_example_reads_back() -> None:
    example = make_example()
    assert Example.model_validate_json(dump_example(example)) == example


def test_a_record_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        make_example().input = "add eggs"


def test_a_record_takes_nothing_else() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        make_example(label="x")
    with pytest.raises(ValidationError, match="valid integer"):
        Span(slot="thing", start="4", end=8)  # type: ignore[arg-type]


def test_verdict() -> None:
    assert Verdict().ok
    assert Verdict(unchecked=("grounding",)).ok
    assert not Verdict(faults=(Fault(code="schema", path="$", message="no"),)).ok


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((), {"a": {"b": None}}),
        (("a",), {"b": None}),
        (("a", "b"), None),
        (("a", "c"), ABSENT),
        (("a", "b", "c"), ABSENT),
    ],
)
def test_read_path(path: tuple[str, ...], value: Any) -> None:
    """Null is a value; what is not there is ABSENT."""
    found = read_path({"a": {"b": None}}, path)
    assert found is value if value is None or value is ABSENT else found == value
