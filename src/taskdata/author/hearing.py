"""What is understood besides what templates say: sentences that are only heard, framing, spellings."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from taskdata.author.documents import Document, Place
from taskdata.author.files import HeardEntry
from taskdata.author.known_slots import KnownSlots
from taskdata.author.linking import Linker, Written
from taskdata.author.manners import make_linker
from taskdata.author.merge import Declared, Placed
from taskdata.author.names import suggest
from taskdata.author.sets import KnownFields, check_keys
from taskdata.foundation.pack import Action, Framing, HeardSentence
from taskdata.foundation.pattern import Pattern

PARTS: tuple[Literal["sentences", "before", "after"], ...] = ("sentences", "before", "after")
_WORDS_ONLY = ("anywhere", "never_first", "never_last", "numbered", "belongs", "binding", "stray")


def link_heard(
    declared: Declared, slots: KnownSlots, fields: KnownFields, actions: Mapping[str, Action]
) -> tuple[HeardSentence, ...]:
    """Link the sentences that are only heard; what is wrong with one is reported in its place."""
    linked: list[HeardSentence] = []
    linkers = _Linkers(declared, slots)
    for placed in declared.list_sound("heard"):
        named = placed.value.action
        if named is not None:
            declared.check_name("actions", named, "action", placed.place.inside("action"))
        if named in actions:
            _check_sets(placed, actions[named], fields)
        linked += _link_entry(placed, linkers)
    return tuple(linked)


def _check_sets(placed: Placed, action: Action, fields: KnownFields) -> None:
    """What is set is a field of the action; of one with evidence, the field that rests on it and no other."""
    entry: HeardEntry = placed.value
    place, chosen = placed.place.inside("set"), action.evidence.field if action.evidence else None
    if chosen and entry.sentences and placed.whole and not entry.set:
        placed.place.report(f"these sentences mean no `{chosen}`; add `set: {{{chosen}: ...}}`", at_key=True)
    others = [key for key in entry.set if chosen and key != chosen]
    for key in others:
        near = suggest(key, [str(chosen)])
        message = f"'{key}' is not heard; of '{action.name}', these sentences set `{chosen}` and nothing else{near}"
        place.inside(key).report(message, at_key=True)
    if not others:
        check_keys(entry.set, action.output, place)
        fields.check_set(action, entry.set, place)


def _link_entry(placed: Placed, linkers: "_Linkers") -> list[HeardSentence]:
    entry: HeardEntry = placed.value
    sets = {tuple(key.split(".")): value for key, value in entry.set.items()}
    return [
        HeardSentence(entry.action, part, pattern, sets, place.locate(), entry.command)
        for part in PARTS
        for place, pattern in _link_sentences(placed, getattr(entry, part), linkers, part)
    ]


class _Linkers:
    """A linker for each file, for sentences in which `{any}` may stand."""

    def __init__(self, declared: Declared, slots: KnownSlots) -> None:
        self._declared, self._slots = declared, slots.with_any()
        self._known: dict[str, Linker] = {}

    def of(self, document: Document) -> Linker:
        """The linker of the file; its rules are linked once."""
        if document.file not in self._known:
            self._known[document.file] = make_linker(self._declared, document, self._slots)
        return self._known[document.file]


def _link_sentences(
    placed: Placed, sentences: list[str], linkers: _Linkers, *inside: str
) -> list[tuple[Place, Pattern]]:
    linker = linkers.of(placed.place.document)
    places = [placed.place.inside(*inside, index) for index in range(len(sentences))]
    linked = [linker.link_sentence(Written(text, place)) for text, place in zip(sentences, places, strict=True)]
    return [(place, sentence.pattern) for place, sentence in zip(places, linked, strict=True) if sentence.is_sound]


def link_framing(declared: Declared, slots: KnownSlots) -> Framing:
    """The framing that the files declare."""
    found: dict[str, frozenset[str] | tuple[Pattern, ...]] = {}
    linkers = _Linkers(declared, slots)
    for placed in declared.list_sound("framing"):
        if placed.name in _WORDS_ONLY:
            found[placed.name] = _read_words(placed)
        else:
            linked = _link_sentences(placed, placed.value, linkers)
            found[placed.name] = tuple(pattern for _, pattern in linked)
    words: dict[str, frozenset[str]] = {}
    for placed in declared.list_sound("heard"):
        if placed.value.action is not None:
            known = words.get(placed.value.action, frozenset())
            words[placed.value.action] = known.union(map(_fold, placed.value.words))
    spellings = {_fold(p.name): tuple(_fold(p.value).split()) for p in declared.list_sound("spellings")}
    return replace(Framing(spellings=spellings, words=words), **found)  # type: ignore[arg-type]  # each by its kind


def _read_words(placed: Placed) -> frozenset[str]:
    for index, word in enumerate(placed.value):
        if len(word.split()) != 1:
            placed.place.inside(index).report(f"'{word}' is not one word; `{placed.name}` lists single words")
    return frozenset(map(_fold, placed.value))


def _fold(words: str) -> str:
    """Words as they are compared: neither case nor apostrophes count."""
    return words.lower().replace("'", "").replace("’", "")
