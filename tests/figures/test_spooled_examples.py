"""Examples are the same whether they are kept or read anew: the public way in is `taskdata report`, on many of them."""

from pathlib import Path

import pytest

from taskdata.foundation.records import Example
from taskdata.workflows import spooled_examples
from taskdata.workflows.dataset_files import read_examples
from taskdata.workflows.spooled_examples import SpooledExamples

MVP = Path(__file__).parents[2] / "data" / "mvp" / "dataset.jsonl"
EXAMPLES = [example for _, example in read_examples(MVP)][:30]


@pytest.fixture(params=[0, 1, 29, 30, 31])
def spooled(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> SpooledExamples:
    monkeypatch.setattr(spooled_examples, "_KEPT", request.param)
    return SpooledExamples(iter(EXAMPLES))


def test_they_are_gone_through_any_number_of_times(spooled: SpooledExamples) -> None:
    assert len(spooled) == 30
    assert list(spooled) == list(spooled) == EXAMPLES


def test_they_are_found_by_their_place(spooled: SpooledExamples) -> None:
    assert [spooled[at] for at in (0, 29, -1, 7)] == [EXAMPLES[at] for at in (0, 29, 29, 7)]
    assert spooled[28:] == EXAMPLES[28:]
    with pytest.raises(IndexError):
        spooled[30]


def test_one_pass_does_not_disturb_another(spooled: SpooledExamples) -> None:
    pairs: list[tuple[Example, Example]] = list(zip(spooled, spooled, strict=True))
    assert all(one == other for one, other in pairs)
