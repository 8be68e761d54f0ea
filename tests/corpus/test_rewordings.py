"""The proof of rewordings against those that language models wrote: right ones, and ones that change the label."""

from collections import Counter

import pytest
from bench.corpus import judge
from test_corpus import FOLDER, read_lines, verifier

from taskdata.check.rephrasing import Rephrasing
from taskdata.workflows.open_pack import open_pack

PARTS = ("first", "more", "second")
MOST_WRONG_ACCEPTED = 0.03
MOST_RIGHT_REFUSED = 0.07


@pytest.fixture(scope="module")
def rephrasing() -> Rephrasing:
    """The proof, with the built-in pack."""
    pack, slots = open_pack(None)
    return Rephrasing(verifier(), slots, pack.usecase.paraphrasing)


@pytest.mark.parametrize("part", PARTS)
def test_what_changes_the_label_is_refused(part: str, rephrasing: Rephrasing) -> None:
    wrong = read_lines(f"reworded/wrong_{part}")
    accepted = Counter(line["kind"] for line in wrong if not judge(rephrasing, dict(line)))
    assert accepted.total() <= MOST_WRONG_ACCEPTED * len(wrong), accepted


@pytest.mark.parametrize("part", ["first", "more"])
def test_what_keeps_the_label_is_accepted(part: str, rephrasing: Rephrasing) -> None:
    """Of the parts that were read; how many of the held-back one are refused, `make corpus` tells."""
    right = read_lines(f"reworded/right_{part}")
    refused = [line["wording"] for line in right if judge(rephrasing, dict(line))]
    assert len(refused) <= MOST_RIGHT_REFUSED * len(right), refused


@pytest.mark.parametrize("part", PARTS)
def test_there_are_as_many_as_it_says(part: str) -> None:
    right, wrong = read_lines(f"reworded/right_{part}"), read_lines(f"reworded/wrong_{part}")
    assert len({line["wording"] for line in right}) == len({line["wording"] for line in wrong}) == 200
    assert sorted(Counter(line["kind"] for line in wrong).values()) == [10] * 20
    assert (FOLDER / "reworded/README.md").is_file()
