"""Words over which nothing is passed as chatter: those that bind a request to a condition, or begin a second one."""

from collections.abc import Collection, Iterable, Sequence

from taskdata.check.vocabulary import Vocabulary
from taskdata.check.words import Token, split_words
from taskdata.foundation.pack import Pack
from taskdata.foundation.pattern import Choice, Hole, Pattern, Text, may_be_blank
from taskdata.foundation.pattern import Sequence as InOrder


class Bounds:
    """Finds where chatter must end in a request.

    A second request begins with a word that begins free text ("call", "buy"), behind one that joins requests ("and").
    """

    def __init__(self, pack: Pack, vocabulary: Vocabulary) -> None:
        self._binding = pack.framing.binding
        phrases = ([word for word in one if word.isalpha()] for one in vocabulary.list_phrases(pack.framing.joins))
        self._joins = frozenset(words[0] for words in phrases if len(words) == 1)
        lines = (line for grammar in pack.grammars.values() for lines in grammar.values() for line in lines)
        self._openings = frozenset(_list_first_words(lines))

    def find(self, tokens: Sequence[Token]) -> frozenset[int]:
        """The numbers of the words that no chatter passes."""
        words = [token.word for token in tokens]
        return frozenset(
            at
            for at, word in enumerate(words)
            if word in self._binding or (at and words[at - 1] in self._joins and word in self._openings)
        )


def _list_first_words(patterns: Iterable[Pattern]) -> Collection[str]:
    return {word for pattern in patterns for word in _list_first(pattern)}


def _list_first(pattern: Pattern) -> set[str]:
    """The words with which the sentences of a pattern begin."""
    match pattern:
        case Text(text):
            return {token.word for token in split_words(text, {})[:1]}
        case Choice(options):
            return set().union(*map(_list_first, options))
        case InOrder(parts):
            first: set[str] = set()
            for part in parts:
                first |= _list_first(part)
                if not (may_be_blank(part) or (isinstance(part, Text) and not part.text.strip())):
                    break
            return first
        case Hole():
            return set()
    return set()
