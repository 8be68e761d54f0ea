"""The words that a pack knows as framing, and what of a residue they leave unexplained."""

import re
from collections.abc import Iterable

from taskdata.check.hearing import MASK
from taskdata.foundation.pack import Pack
from taskdata.foundation.pattern import Pattern, Text, list_leaves

_LONGEST_SLIP = 30
_TOKEN = re.compile(r"[#@]?\w(?:[\w'’./&-]*\w)?|&")


class Framing:
    """The framing words of each action: all plain words of its templates, their frames, and their abbreviations."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._known: dict[str, frozenset[str]] = {}
        self._near: dict[str, frozenset[str]] = {}

    def explain(self, residue: str, action: str, further: Iterable[str] = ()) -> list[str]:
        """The words of a residue that are no framing of the action (or of the further ones), in order.

        One slip of the finger in the whole request is let pass.
        """
        known = self._words(action).union(*(self._words(name) for name in further))
        unknown = [token for token in split_words(residue) if not _is_known(token, known)]
        if len(unknown) == 1 and self._is_slip(unknown[0], action, known):
            return []
        return unknown

    def _words(self, key: str) -> frozenset[str]:
        if key not in self._known:
            self._known[key] = frozenset(_collect(self._pack, key))
        return self._known[key]

    def _is_slip(self, token: str, action: str, known: frozenset[str]) -> bool:
        if not 4 <= len(token) <= _LONGEST_SLIP:
            return False
        if action not in self._near:
            self._near[action] = frozenset(cut for word in known if len(word) > 4 for cut in (word, *_cut(word)))
        return any(cut in self._near[action] for cut in (token, *_cut(token)))


def split_words(text: str) -> list[str]:
    """The words of a text in lower case; masked stretches part them."""
    lower = text.replace("’", "'").replace(MASK, " \0 ").lower()
    return [token.rstrip("./-&'") or token for token in _TOKEN.findall(lower)]


def _is_known(token: str, known: frozenset[str]) -> bool:
    """Whether it is a known word, one without its apostrophe, or several that templates write together."""
    return token in known or any(token[:at] in known and token[at:] in known for at in range(1, len(token)))


def _cut(word: str) -> list[str]:
    """The word with one letter left out, but for the first, which no slip touches."""
    return [word[:at] + word[at + 1 :] for at in range(1, len(word))]


def _collect(pack: Pack, key: str) -> Iterable[str]:
    """The words of an action, or of the templates that set a field to the value `key`."""
    templates = [
        template
        for family in pack.families.values()
        for template in family.templates
        if key == family.action or key in template.sets.values()
    ]
    patterns = [template.pattern for template in templates]
    for name in dict.fromkeys(template.frame for template in templates if template.frame):
        patterns += [frame.pattern for frame in pack.frames[name]]
    for pattern in patterns:
        yield from _list_words(pattern)
    for swaps in pack.swaps.values():
        for others in swaps.values():
            yield from split_words(" ".join(others))


def _list_words(pattern: Pattern) -> Iterable[str]:
    for leaf in list_leaves(pattern):
        if isinstance(leaf, Text):
            for word in split_words(leaf.text):
                yield word
                yield word.replace("'", "")
