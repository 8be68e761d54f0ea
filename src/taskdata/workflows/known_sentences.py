"""What the templates of a pack say already, so that a new sentence is a new one."""

import re
from collections.abc import Iterable, Iterator, Mapping

from taskdata.check.near_duplicates import NearDuplicates, Word
from taskdata.foundation.pack import Frame, Pack
from taskdata.foundation.pattern import Pattern, Piece
from taskdata.foundation.records import Fault
from taskdata.lint.speller import Speller
from taskdata.slots.base import Slot

_REQUEST = "{request."
_HOLE = re.compile(r"\{[^}]*\}")


class KnownSentences:
    """The sentences of a pack, and those that are added to them."""

    def __init__(self, pack: Pack, slots: Mapping[str, Slot]) -> None:
        self._speller = Speller(pack, slots, exact=False)
        self._frames = [ends for frames in pack.frames.values() for frame in frames for ends in self._list_ends(frame)]
        self._patterns: list[Pattern] = []
        """Every pattern that was spelled: the speller knows them by where they are in memory."""
        self._places: dict[str, str] = {}
        """Every sentence, with where it stands."""
        self._written_out = {
            short: word for swaps in pack.swaps.values() for word, shorts in swaps.items() for short in shorts
        }
        self._alike: dict[str, set[str]] | None = None
        self._families: dict[str, list[str]] = {}
        self._near: dict[str, NearDuplicates] = {}
        """By family; of those alone that are asked about."""
        for family in pack.families.values():
            for template in family.templates:
                if not template.contrast:
                    self.add(family.name, template.pattern, str(template.place))

    def _list_ends(self, frame: Frame) -> Iterator[tuple[str, str]]:
        """What stands before and behind a request, in each sentence of a frame."""
        for sentence in self._speller.spell(frame.pattern):
            before, _, rest = sentence.partition(_REQUEST)
            yield before.strip(), rest.partition("}")[2].strip()

    def add(self, family: str, pattern: Pattern, place: str) -> None:
        """Count the sentences of a pattern as said."""
        near, own = self._near.get(family), self._families.setdefault(family, [])
        for sentence in self._spell(pattern):
            if sentence not in self._places:
                self._places[sentence] = place
                own.append(sentence)
                if near is not None:
                    near.add(_split(sentence))

    def find_place(self, pattern: Pattern) -> str | None:
        """Where the pack says the very sentences of the pattern, if it does."""
        places = {self._places.get(sentence) for sentence in self._spell(pattern)}
        return places.pop() if len(places) == 1 else None

    def find_twin(self, pieces: Iterable[Piece]) -> str | None:
        """Where the pack says the sentence of words and holes in a row, if it does; a frame round it does not count."""
        sentence = self._speller.spell_pieces(pieces)
        return next((self._places[bare] for bare in self._unframe(sentence) if bare in self._places), None)

    def list_alike(self, pieces: Iterable[Piece]) -> set[str]:
        """Where the pack says the same words round the same number of holes, whatever is said in them.

        Abbreviations that the pack knows, and apostrophes, make no other words.
        """
        if self._alike is None:
            self._alike = {}
            for sentence, place in self._places.items():
                self._alike.setdefault(self._bare(sentence), set()).add(place)
        sentence = self._speller.spell_pieces(pieces)
        return {place for bare in self._unframe(sentence) for place in self._alike.get(self._bare(bare), ())}

    def _bare(self, sentence: str) -> str:
        """The sentence without what is in its holes, abbreviations written out and apostrophes left out."""
        words = (self._written_out.get(word, word) for word in _HOLE.sub("{}", sentence).split())
        return " ".join(words).replace("'", "")

    def find_fault(self, family: str, pattern: Pattern) -> Fault | None:
        """Whether the pack says a sentence of the pattern already, or its family one that differs in one word only.

        A frame round a sentence does not make it a new one.
        """
        for sentence in self._spell(pattern):
            for bare in self._unframe(sentence):
                message = self._explain(family, bare)
                if message:
                    return Fault(code="near_duplicate", path="$.input", message=message)
        return None

    def _spell(self, pattern: Pattern) -> list[str]:
        self._patterns.append(pattern)
        return self._speller.spell(pattern)

    def _explain(self, family: str, sentence: str) -> str:
        if sentence in self._places:
            return f"{sentence!r} is said in {self._places[sentence]} already"
        if self._list_near(family).is_near(_split(sentence)):
            return f"{sentence!r} differs in one word only from a sentence of '{family}'"
        return ""

    def _list_near(self, family: str) -> NearDuplicates:
        if family not in self._near:
            self._near[family] = NearDuplicates()
            for sentence in self._families.get(family, ()):
                self._near[family].add(_split(sentence))
        return self._near[family]

    def _unframe(self, sentence: str) -> Iterator[str]:
        """The sentence, and what is left of it where it begins and ends as a frame does."""
        yield sentence
        for before, after in self._frames:
            head, tail = f"{before} " if before else "", f" {after}" if after else ""
            if (head or tail) and sentence.startswith(head) and sentence.endswith(tail):
                rest = sentence[len(head) : len(sentence) - len(tail)]
                if rest:
                    yield rest


def _split(sentence: str) -> list[Word]:
    """The words of a written-out sentence; its holes carry values."""
    return [Word(word, "{" in word) for word in sentence.split()]
