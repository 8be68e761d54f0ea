"""In the notation that both share, a sentence says what it says in hassil."""

from hassil.parse_expression import parse_sentence as parse_hassil
from hassil.sample import sample_sentence
from hypothesis import example, given
from sentence_trees import Tree, Words, draw_trees, put_spaces_right, write

from taskdata.author.sentences import parse_sentence
from taskdata.foundation.pattern import list_texts


@given(draw_trees("abz -'I,!?:#/()[]{}<>|\\", weights=False, forms=False))
@example(Words("a  b"))
def test_both_say_the_same_sentences(tree: Tree) -> None:
    written = write(tree)
    parsed = parse_sentence(written)
    ours = set(list_texts(parsed.pattern))
    theirs = {put_spaces_right(text) for text in sample_sentence(parse_hassil(written), expand_lists=False)}
    assert parsed.faults == []
    assert ours == theirs


def test_both_put_in_the_same_holes_and_alternatives() -> None:
    written = "(add|create|put) [a|the] [new] task[s] to {title} [by {due}][, please]"
    said = {put_spaces_right(text) for text in sample_sentence(parse_hassil(written), expand_lists=False)}
    assert len(said) == 3 * 3 * 2 * 2 * 2 * 2
    assert set(list_texts(parse_sentence(written).pattern)) == said
