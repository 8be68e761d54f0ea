"""Each measure of phrasing on sets that are small enough to count by hand."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskdata.deliver.phrasing import Request, make_skeleton, mask_slots, measure_phrasing, split_words
from taskdata.foundation.records import Example, Source, Span

WORDS = st.sampled_from(["add", "milk", "Milk!", "call", "{task}", "the", "–", "soon."])
TEXTS = st.lists(st.lists(WORDS, max_size=8).map(" ".join), max_size=30)


def measure(*texts: str) -> dict[str, Any]:
    return measure_phrasing(Request(text, text) for text in texts)


def mask(text: str, **said: str) -> str:
    """The text masked, the words of each slot given."""
    spans = [
        Span(slot=slot, start=text.index(words), end=text.index(words) + len(words)) for slot, words in said.items()
    ]
    return mask_slots(
        Example(
            id="0" * 16, category="c", reference_date=date(2025, 1, 1), history=[], input=text, output={}, spans=spans,
            facets={}, source=Source(kind="template", group="g"), split="train",
        )
    ).masked  # fmt: skip


def test_slots_are_masked_by_code_points() -> None:
    assert mask("🛒 Add milk by Friday!", due="by Friday", title="milk") == "🛒 Add {title} {due}!"
    assert mask("milk", title="milk") == "{title}"
    assert mask("Add milk") == "Add milk"


def test_words() -> None:
    assert split_words("“Don't” forget: the 4:30pm call - ASAP!!") == [
        "don't",
        "forget",
        "the",
        "4:30pm",
        "call",
        "asap",
    ]
    assert split_words("Add {title}, {due}.") == ["add", "{title}", "{due}"]
    assert split_words(" !? ") == []


def test_distinct() -> None:
    """Words: add milk / Add the milk / milk. Of 6 words 3 differ, of 3 pairs 3, of 1 triple 1."""
    found = measure("add milk", "Add the milk!", "milk")
    assert (found["distinct_1"], found["distinct_2"], found["distinct_3"]) == (0.5, 1.0, 1.0)


def test_no_pair_goes_across_two_requests() -> None:
    assert measure("one", "two", "three")["distinct_2"] is None
    assert measure("a b", "a b", "b a")["distinct_2"] == 0.6667


def test_masked_distinct() -> None:
    """Add {title} twice and {title} {due} once: 2 of 3 pairs differ; of the words themselves all 5 pairs do."""
    requests = [
        Request("Add oat milk", "Add {title}"),
        Request("add eggs", "add {title}"),
        Request("Brown bread today", "{title} {due}"),
    ]
    found = measure_phrasing(requests)
    assert (found["masked_distinct_2"], found["distinct_2"]) == (0.6667, 1.0)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Add {title}", "add {title}!", True),
        ("Add {title}…", "ADD {title} .", True),
        ("Add {title}, {due}", "Add {title} {due}", False),
        ("Add {title}", "Add title", False),
    ],
)
def test_skeletons(one: str, other: str, same: bool) -> None:
    assert (make_skeleton(one) == make_skeleton(other)) is same


def test_the_largest_skeleton_is_the_first_of_equals() -> None:
    found = measure("b!", "a", "B", "A.", "c")
    assert found["skeletons"] == 3
    assert found["largest_skeleton"] == {"skeleton": "a", "share": 0.4}


def test_openings() -> None:
    """Ten openings twice each, one of two words, and two more once: 10 x 2 of 22."""
    twice = [f"please add {letter} {number}" for letter in "abcdefghi" for number in (1, 2)]
    assert measure(*twice, "Call Ann", "call ann.", "odd one out", "another odd one")["commonest_openings"] == 0.9091


def test_lengths() -> None:
    """1 to 20 words: by nearest rank the 5th percentile is the 1st of 20, the 50th the 10th, the 95th the 19th."""
    assert measure(*("word " * length for length in range(20, 0, -1)))["words"] == {
        "mean": 10.5, "p5": 1, "p50": 10, "p95": 19, "four_or_fewer": 0.2, "fifteen_or_more": 0.3,
    }  # fmt: skip


def test_of_nothing_there_is_no_measure() -> None:
    found = measure()
    assert found.pop("words") == {
        "mean": None, "p5": None, "p50": None, "p95": None, "four_or_fewer": None, "fifteen_or_more": None,
    }  # fmt: skip
    assert (found.pop("requests"), found.pop("skeletons")) == (0, 0)
    assert set(found.values()) == {None}


@given(TEXTS.flatmap(lambda texts: st.tuples(st.just(texts), st.permutations(texts))))
def test_order_does_not_matter(both: tuple[list[str], list[str]]) -> None:
    assert measure(*both[0]) == measure(*both[1])


@given(TEXTS)
def test_a_set_doubled_has_the_same_skeletons_and_lengths_and_half_the_diversity(texts: list[str]) -> None:
    once, twice = measure(*texts), measure(*texts, *texts)
    for key in ("skeletons", "largest_skeleton", "commonest_openings", "words"):
        assert once[key] == twice[key]
    for key in ("distinct_1", "distinct_2", "distinct_3", "masked_distinct_2"):
        assert once[key] is None or twice[key] == pytest.approx(once[key] / 2, abs=1e-4)
