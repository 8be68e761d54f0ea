"""Requests in other words: what means the same is accepted, and what only sounds like it is refused."""

from datetime import date

import pytest
from labels import Label
from rephrased_pairs import DAY, RIGHT, WRONG

from taskdata.check.verifier import Pair, Verifier
from taskdata.workflows.open_pack import open_pack

VERIFIER = Verifier(*open_pack(None))


@pytest.mark.parametrize(("text", "label"), RIGHT.values(), ids=RIGHT)
def test_other_words_for_the_same_are_accepted(text: str, label: Label) -> None:
    assert VERIFIER.verify_pair(Pair(text, label, date.fromisoformat(DAY))).faults == ()


@pytest.mark.parametrize(("text", "label"), WRONG, ids=[text for text, _ in WRONG])
def test_like_words_for_something_else_are_refused(text: str, label: Label) -> None:
    assert not VERIFIER.verify_pair(Pair(text, label, date.fromisoformat(DAY))).ok
