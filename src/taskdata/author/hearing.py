"""What is understood besides what templates say: sentences that are only heard, framing, spellings."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from taskdata.author.known_slots import KnownSlots, SlotFacts
from taskdata.author.linking import Written
from taskdata.author.manners import make_linker
from taskdata.author.merge import Declared, Placed
from taskdata.foundation.pack import Action, Framing, HeardSentence
from taskdata.foundation.pattern import ANY, Pattern

PARTS: tuple[Literal["sentences", "before", "after"], ...] = ("sentences", "before", "after")
_WORDS_ONLY = ("anywhere", "never_first", "never_last", "stray")


def link_heard(declared: Declared, slots: KnownSlots, actions: Mapping[str, Action]) -> tuple[HeardSentence, ...]:
    """Link the sentences that are only heard; what is wrong with one is reported in its place."""
    return tuple(
        sentence
        for placed in declared.list_sound("heard")
        for sentence in _link_entry(placed, declared, _with_any(slots), actions)
    )


def _link_entry(
    placed: Placed, declared: Declared, slots: KnownSlots, actions: Mapping[str, Action]
) -> list[HeardSentence]:
    action = placed.value.action
    if action is not None:
        declared.check_name("actions", action, "action", placed.place.inside("action"))
    sets = {tuple(key.split(".")): value for key, value in placed.value.set.items()}
    if action is not None and action not in actions:
        return []
    return [
        HeardSentence(action, part, pattern, sets, placed.place.locate(), placed.value.command)
        for part in PARTS
        for pattern in _link_sentences(placed, getattr(placed.value, part), declared, slots, part)
    ]


def _link_sentences(
    placed: Placed, sentences: list[str], declared: Declared, slots: KnownSlots, *inside: str
) -> list[Pattern]:
    linker = make_linker(declared, placed.place.document, slots)
    linked = [
        linker.link_sentence(Written(text, placed.place.inside(*inside, index))) for index, text in enumerate(sentences)
    ]
    return [sentence.pattern for sentence in linked if sentence.is_sound]


def link_framing(declared: Declared, slots: KnownSlots) -> Framing:
    """The framing that the files declare."""
    found: dict[str, frozenset[str] | tuple[Pattern, ...]] = {}
    for placed in declared.list_sound("framing"):
        if placed.name in _WORDS_ONLY:
            found[placed.name] = frozenset(word.lower() for word in placed.value)
        else:
            found[placed.name] = tuple(_link_sentences(placed, placed.value, declared, _with_any(slots)))
    words: dict[str, frozenset[str]] = {}
    for placed in declared.list_sound("heard"):
        if placed.value.action is not None:
            known = words.get(placed.value.action, frozenset())
            words[placed.value.action] = known.union(word.lower() for word in placed.value.words)
    spellings = {p.name.lower(): tuple(p.value.lower().split()) for p in declared.list_sound("spellings")}
    return replace(Framing(spellings=spellings, words=words), **found)  # type: ignore[arg-type]  # each by its kind


def _with_any(slots: KnownSlots) -> KnownSlots:
    """`{any}` stands for words that do not matter."""
    return replace(slots, facts={**slots.facts, ANY: SlotFacts(frozenset())})
