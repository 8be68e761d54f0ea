"""The verifier against requests that were written and labelled apart from it, by writers who had seen no template."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from taskdata.check.verifier import Pair, Verifier
from taskdata.foundation.text import fold
from taskdata.workflows.open_pack import open_pack

FOLDER = Path(__file__).parent
ERROR_TYPES = 13
KINDS = 28
MOST_WRONG_ACCEPTED = 0.03
MOST_RIGHT_REFUSED = 0.07
Line = Mapping[str, Any]


@cache
def verifier() -> Verifier:
    """One verifier of the built-in pack for all tests."""
    return Verifier(*open_pack(None))


@cache
def read_lines(name: str) -> tuple[Line, ...]:
    """The lines of a file of the corpus."""
    return tuple(json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines())


def is_accepted(line: Line, label: Any) -> bool:
    """Whether a label of a line's request is found right."""
    return verifier().verify_pair(Pair(line["input"], label, date.fromisoformat(line["reference_date"]))).ok


@pytest.mark.parametrize("half", ["first", "second"])
def test_wrong_labels_are_refused(half: str) -> None:
    wrong = read_lines(f"wrong_{half}")
    accepted = Counter(line["kind"] for line in wrong if is_accepted(line, line["output"]))
    assert accepted.total() <= MOST_WRONG_ACCEPTED * len(wrong), accepted


def read_right(half: str) -> list[tuple[Line, Any]]:
    """The requests of a half, each with its right label, whether a planted error stands beside it or not."""
    alone, beside = read_lines(f"right_{half}"), read_lines(f"wrong_{half}")
    return [*((line, line["output"]) for line in alone), *((line, line["right"]) for line in beside)]


@pytest.mark.parametrize(
    "labelled",
    [
        pytest.param(read_right("first"), id="first"),
        pytest.param(read_right("second"), id="second"),
        pytest.param([(line, line["output"]) for line in read_lines("right_more")], id="more"),
    ],
)
def test_right_labels_are_accepted(labelled: list[tuple[Line, Any]]) -> None:
    """Only the count is told, so that the held-back half stays unread."""
    refused = sum(not is_accepted(line, label) for line, label in labelled)
    assert refused <= MOST_RIGHT_REFUSED * len(labelled), f"{refused} of {len(labelled)} refused"


def test_corpus_is_as_large_as_it_says() -> None:
    right = [*read_lines("right_first"), *read_lines("right_second")]
    wrong = [*read_lines("wrong_first"), *read_lines("wrong_second")]
    assert (len(right), len(wrong)) == (300, 300)
    assert len({line["kind"] for line in wrong}) >= KINDS
    assert len({fold(line["input"]) for line in (*right, *wrong)}) == 600
    assert {line["output"]["action"] for line in right} == {
        *("create_task", "query_tasks", "update_task", "delete_task", "error")
    }
    assert len({line["output"].get("error_type") for line in right} - {None}) == ERROR_TYPES


def test_planted_errors_are_errors() -> None:
    wrong = [*read_lines("wrong_first"), *read_lines("wrong_second")]
    assert all(line["output"] != line["right"] for line in wrong)
