"""What a word is by itself: a name, an everyday word, both, or neither."""

import re
from collections.abc import Collection

from taskdata.feedback.gazetteer import load_gazetteer, load_words
from taskdata.feedback.name_cues import FUNCTION, GIVING, HANDING, LEADING, PERSONAL, SAYING, SOCIAL, STRONG
from taskdata.feedback.name_lists import BRANDS, DAYS, DOUBLE, MONTHS, ORDINARY, ORDINARY_ENDINGS, PLACES
from taskdata.feedback.tokens import plain

_PLAIN = ORDINARY | SAYING | FUNCTION | STRONG | GIVING
"""Words that are never names by themselves, those that are first names as well left aside."""
_HONORING = frozenset(("san", "sensei", "kun", "chan", "sama", "ji", "bhai"))
"""What is put behind names in Japan and India."""
_ASKING = PERSONAL | HANDING | SOCIAL | {"my"}


class Names:
    """Finds names; `names` are first names beside those of the lists, `words` are no names in lower case."""

    def __init__(self, names: Collection[str], words: Collection[str]) -> None:
        lists = load_gazetteer()
        self.words = frozenset((*map(plain, words), *load_words(), *_PLAIN))
        self._core = lists.core | set(map(plain, names))
        self._first, self._last = lists.first | self._core, lists.last
        self._kinds, self._dull = dict[str, str](), dict[str, bool]()

    def kind(self, low: str) -> str:
        """What a word is: `brand`, `place`, `word`, `unknown`, or a name.

        Of names, `sure` are first names that most know, `double` are words as well, `wide` only long lists have as
        first names, `last` as surnames.
        """
        kind = self._kinds.get(low)
        if kind is None:
            if len(self._kinds) > 100_000:
                self._kinds.clear()
            kind = self._kinds[low] = self._classify(low)
        return kind

    def __contains__(self, low: str) -> bool:
        """Whether a word is a name, by the lists."""
        return low in self._first or low in self._last

    def list_notable(self, words: Collection[str]) -> set[str]:
        """The words, as they are written, at which a name may begin: not many sentences have any."""
        dull, notable = self._dull, set[str]()
        if len(dull) > 100_000:
            dull.clear()
        is_asked = any(word.lower() in _ASKING for word in words)
        for word in words:
            if (is_dull := dull.get(word)) is None:
                is_dull = dull[word] = self._is_dull(word)
            if not is_dull and (is_asked or not word.islower() or self.kind(plain(word)) != "unknown"):
                notable.add(word)
        return notable

    def _is_dull(self, word: str) -> bool:
        low = plain(word)
        return self.kind(low) == "word" and (len(low) > 1 or not word.isupper()) and low not in LEADING

    def is_first(self, low: str) -> bool:
        """Whether the lists know a word for a first name."""
        return low in self._first

    def is_last(self, low: str) -> bool:
        """Whether the lists know a word for a surname."""
        return low in self._last

    def _classify(self, low: str) -> str:
        if low in BRANDS:
            return "brand"
        if low in PLACES:
            return "place"
        if low in DAYS:
            return "word"
        if low in MONTHS or low in DOUBLE:
            return "double"
        if low in self.words:
            return "double" if low in self._core and low not in _PLAIN else "word"
        if low in self._core:
            return "sure"
        return self._classify_rare(low)

    def _classify_rare(self, low: str) -> str:
        if "-" in low:
            head, _, tail = low.rpartition("-")
            if all(part in self._first for part in low.split("-")) or (tail in _HONORING and head not in self.words):
                return "sure"
        if low in self._first or low in self._last:
            return "wide" if low in self._first else "last"
        if (low.endswith("s") and low[:-1] in self.words) or (len(low) > 4 and low.endswith(ORDINARY_ENDINGS)):
            return "word"
        return "unknown" if not any(map(str.isdigit, low)) else "word"


def is_code(text: str) -> bool:
    """Whether a word is written like an abbreviation or a product: capitals behind the first letter."""
    return (
        len(text) > 1
        and sum(map(str.isupper, text[1:])) > 0
        and not re.fullmatch(r"(?:Mc|Mac|O['’]|D['’]|De|[A-Z]\w*-)\w+", text)
    )
