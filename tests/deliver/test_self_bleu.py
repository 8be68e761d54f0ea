"""Self-BLEU is what sacrebleu gives, one sentence against all others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu import sentence_bleu
from sacrebleu.metrics.bleu import BLEU

from taskdata.deliver.self_bleu import SAMPLE, measure_self_bleu, score_each

SOME = [
    "Remind me to call the bank tomorrow",
    "remind me to call the bank on Friday!",
    "What's due this week?",
    "what is due on friday, the 3rd?",
    "milk",
    "Call call call the bank",
    "move #5 to e.g. 4:30pm & tell \"Ann\" the bank called",
]  # fmt: skip


def list_others(texts: list[str], place: int) -> list[str]:
    return texts[:place] + texts[place + 1 :]


def test_it_is_that_of_sacrebleu() -> None:
    """Lower case is all that is set; the rest are its defaults for a sentence."""
    low = [text.lower() for text in SOME]
    expected = [sentence_bleu(text, list_others(low, place)).score / 100 for place, text in enumerate(low)]
    assert score_each(SOME) == expected
    assert len(set(expected)) > 4
    assert measure_self_bleu(SOME) == round(sum(expected) / len(SOME), 4)


@given(st.lists(st.lists(st.sampled_from(["a", "B", "c,", "d"]), max_size=7).map(" ".join), min_size=2, max_size=7))
def test_it_is_that_of_sacrebleu_for_any(texts: list[str]) -> None:
    bleu = BLEU(lowercase=True, effective_order=True)
    expected = [bleu.sentence_score(text, list_others(texts, place)).score / 100 for place, text in enumerate(texts)]
    assert score_each(texts) == expected


def test_bounds() -> None:
    assert measure_self_bleu(["call the bank tomorrow"] * 2) == 1.0
    assert measure_self_bleu(["call the bank", "what is due"]) == 0.0
    assert measure_self_bleu(["call the bank"]) is None
    assert measure_self_bleu([]) is None


def test_by_hand() -> None:
    """a b c d against a b x d: 3 of 4 words, 1 of 3 pairs; no triple of 2 and no four of 1, so 1/2 and 1/4 of one."""
    expected = (3 / 4 * 1 / 3 * (1 / 2) / 2 * (1 / 4) / 1) ** (1 / 4)
    assert score_each(["a b c d", "a b x d"]) == pytest.approx([expected, expected])


def test_the_sample_does_not_depend_on_the_order() -> None:
    texts = [f"buy {number} eggs and {number * 7 % 11} apples" for number in range(SAMPLE + 200)]
    assert measure_self_bleu(texts) == measure_self_bleu(texts[::-1])
    assert measure_self_bleu(texts, len(texts)) != measure_self_bleu(texts)
