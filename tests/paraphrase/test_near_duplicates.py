"""Sentences that are the same but for one word of the framing, held against that definition."""

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from marked_examples import make_example

from taskdata.check.near_duplicates import NearDuplicates, Word, list_words, mark_words

# Few words, so that sentences are often near each other.
WORDS = st.builds(Word, st.sampled_from("abc"), st.booleans())
SENTENCES = st.lists(WORDS, min_size=1, max_size=6)


def list_texts(sentence: Sequence[Word]) -> list[str]:
    return [word.text for word in sentence]


def leave_out(sentence: Sequence[Word], at: int) -> list[str]:
    return list_texts([*sentence[:at], *sentence[at + 1 :]])


def is_near(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """The definition: one becomes the other by leaving out, adding or changing one word of the framing."""
    first, second = list_texts(one), list_texts(other)
    if first == second:
        return True
    framing = [[at for at, word in enumerate(words) if not word.carries_value] for words in (one, other)]
    changed = (
        leave_out(one, at) == leave_out(other, at) for at in framing[0] if at in framing[1] and len(one) == len(other)
    )
    left_out = (leave_out(one, at) == second for at in framing[0])
    added = (leave_out(other, at) == first for at in framing[1])
    return any((*changed, *left_out, *added))


def find_near(met: Sequence[Sequence[Word]], sentence: Sequence[Word]) -> bool:
    known = NearDuplicates()
    for one in met:
        known.add(one)
    return known.is_near(sentence)


@given(SENTENCES, SENTENCES)
@example([Word("a"), Word("b")], [Word("a"), Word("b", True)])
@example([Word("a")], [Word("b")])
@example([Word("a")], [Word("b", True)])
@example([Word("a"), Word("a")], [Word("a"), Word("a", True)])
def test_two_sentences_are_near_by_definition(one: list[Word], other: list[Word]) -> None:
    assert find_near([one], other) == is_near(one, other)


@given(st.lists(SENTENCES, max_size=8), SENTENCES)
def test_a_sentence_is_near_where_it_is_near_one_of_those_met(met: list[list[Word]], sentence: list[Word]) -> None:
    assert find_near(met, sentence) == any(is_near(one, sentence) for one in met)


@given(SENTENCES, st.data())
def test_one_word_of_the_framing_left_out_added_or_changed_is_near(sentence: list[Word], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(sentence)))
    added = [*sentence[:at], Word("new"), *sentence[at:]]

    assert find_near([sentence], added)
    assert find_near([added], sentence)
    assert find_near([added], [*sentence[:at], Word("other"), *sentence[at:]])


@given(SENTENCES, st.data())
def test_a_word_that_carries_a_value_is_never_left_out(sentence: list[Word], data: st.DataObject) -> None:
    """With another value it is another request, and with one more."""
    at = data.draw(st.integers(0, len(sentence)))
    valued = [*sentence[:at], Word("new", True), *sentence[at:]]

    assert not find_near([valued], sentence)
    assert not find_near([sentence], valued)
    assert not find_near([valued], [*sentence[:at], Word("other", True), *sentence[at:]])


@given(SENTENCES, st.data())
def test_two_words_are_too_many(sentence: list[Word], data: st.DataObject) -> None:
    first, second = (data.draw(st.integers(0, len(sentence))) for _ in range(2))
    once = [*sentence[:first], Word("new"), *sentence[first:]]
    twice = [*once[:second], Word("newer"), *once[second:]]

    assert not find_near([sentence], twice)
    assert not find_near([twice], sentence)


@given(SENTENCES)
def test_the_order_of_the_words_counts(sentence: list[Word]) -> None:
    moved = [Word("first"), *sentence, Word("second")]
    assert not find_near([moved], [Word("second"), *sentence, Word("first")])


@given(st.lists(SENTENCES, max_size=4))
def test_what_was_not_added_is_not_met(sentences: list[list[Word]]) -> None:
    """To ask adds nothing."""
    known = NearDuplicates()
    assert not any(known.is_near(sentence) for sentence in sentences)


def test_words_run_into_each_other_are_others() -> None:
    assert not find_near([[Word("a"), Word("bc"), Word("d")]], [Word("ab"), Word("c"), Word("d")])


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("send the {item=red box}", "Send the {item=red box}!", True),
        ("send the {item=red box}", "send, the {item=red box}...", True),
        ("send the {item=red box}", "please send the {item=red box}", True),
        ("send the {item=red box}", "ship the {item=red box}", True),
        ("send the {item=red box}", "send {item=red box}", True),
        ("don't send the {item=red box}", "dont send the {item=red box}", True),
        ("send the {item=red box}", "send the {item=blue box}", False),
        ("send the {item=red box}", "send the {item=box}", False),
        ("send the {item=red box}", "I want the {item=red box} sent", False),
        ("send the {item=red box} {day=today}", "send {day=today} the {item=red box}", False),
        ("send the {item=red box} {day=today}", "send the {item=red box} {day=tomorrow}", False),
        ("send {item=5}", "send {item=6}", False),
        ("is {item=it} off?", "is {item=it} off", True),
    ],
)
def test_requests_by_their_words(one: str, other: str, near: bool) -> None:
    first, second = (list_words(make_example(text)) for text in (one, other))
    assert find_near([first], second) == find_near([second], first) == near


def test_the_words_of_a_request() -> None:
    words = list_words(make_example("Send Ann's {item=red box}, please -- {day=by 3/5} :)"))

    assert [word.text for word in words if word.carries_value] == ["red", "box", "by", "3/5"]
    assert [word.text for word in words if not word.carries_value] == ["send", "ann", "s", "please"]
    assert mark_words("Red box", ()) == [Word("red"), Word("box")]
