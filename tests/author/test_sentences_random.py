"""The parser on patterns and texts that nobody chose."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sentence_trees import SPECIAL, Tree, draw_trees, put_spaces_right, say_all, write

from taskdata.author.sentences import parse_sentence
from taskdata.foundation.pattern import list_texts

WILD = st.text(st.sampled_from("ab .*|;\\()[]{}<>3") | st.characters(), max_size=40)


@given(draw_trees("abz -'I,.!?:#/" + SPECIAL + "\t\u00a0é", weights=True, forms=True))
def test_a_pattern_says_what_its_tree_says(tree: Tree) -> None:
    parsed = parse_sentence(write(tree))
    assert parsed.faults == []
    assert set(list_texts(parsed.pattern)) == say_all(tree)


@given(WILD)
@example("\\")
@example("(")
@example("a*")
@example("(" * 60 + "a" + ")" * 60)
def test_any_text_is_parsed_and_its_faults_lie_in_it(text: str) -> None:
    parsed = parse_sentence(text)
    assert all(0 <= offset <= len(text) and message for offset, message in parsed.faults)


@given(st.text(st.characters(exclude_characters=SPECIAL), max_size=40))
def test_words_without_marks_of_the_notation_say_themselves(text: str) -> None:
    said = list(list_texts(parse_sentence(text).pattern))
    assert len(said) == 1
    assert said[0].split() == put_spaces_right(said[0]).split() or " ." in said[0]


@pytest.mark.parametrize("piece", ["(", "[", "((a)", "[(", "{", "<", ")", "]", "(a|", "[a"])
def test_a_text_that_nests_without_end_has_faults_and_is_no_crash(piece: str) -> None:
    parsed = parse_sentence(piece * 3000)
    assert parsed.faults
    assert next(list_texts(parsed.pattern)) is not None
