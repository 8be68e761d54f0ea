"""Slots: whether each declaration leaves something to say, and what sentences and outputs may name of it."""

from collections.abc import Mapping

from taskdata.author.documents import Place
from taskdata.author.known_slots import KnownSlots, SlotFacts
from taskdata.author.merge import Declared, Placed
from taskdata.author.names import suggest, suggest_or_list
from taskdata.foundation.pack import Phrase
from taskdata.foundation.pattern import Pattern, has_same_choices
from taskdata.foundation.slot_specs import (
    ChoiceSlot,
    DateSlot,
    LikeSlot,
    OwnSlot,
    PersonSlot,
    PhraseSlot,
    SlotSpec,
    SpanSlot,
)
from taskdata.slots.facts import list_forms, list_kinds, list_parts
from taskdata.slots.person import is_locale
from taskdata.slots.provided import make_own

Phrases = Mapping[str, tuple[Phrase, ...]]
Grammar = Mapping[str, tuple[Pattern, ...]]
Grammars = Mapping[str, Grammar]


def check_slots(declared: Declared, grammars: Grammars) -> None:
    """Report, in its place, every name in a declaration of a slot that nothing bears, and pairs that are no pairs."""
    for placed in declared.list_sound("slots"):
        match placed.value:
            case LikeSlot(like=like):
                _check_like(like, declared, placed.place.inside("like"))
            case PhraseSlot(grammar=name, pairs=pairs):
                declared.check_name("grammars", name, "grammar", placed.place.inside("grammar"))
                for one, other in pairs.items() if name in grammars else ():
                    _check_pair(one, other, declared, grammars[name], placed)
            case DateSlot() | SpanSlot() as spec:
                _check_kinds(spec, placed.place)
            case PersonSlot(faker=faker):
                for locale in faker:
                    _check_locale(locale, placed.place.inside("faker", locale))


def _check_like(like: str, declared: Declared, place: Place) -> None:
    other = declared.sections["slots"].get(like)
    if other is not None and isinstance(other.value, LikeSlot):
        place.report(f"there is no slot '{like}' of its own type; name the one that it is like")
    else:
        declared.check_name("slots", like, "slot", place)


def _check_pair(one: str, other: str, declared: Declared, grammar: Grammar, slot: Placed) -> None:
    """Both forms are there, and line by line they leave the same choices."""
    for form in (one, other):
        if form not in grammar:
            slot.place.inside("pairs", one).report(f"the grammar has no form '{form}'{suggest(form, grammar)}")
            return
    place = declared.sections["grammars"][slot.value.grammar].place
    if len(grammar[one]) != len(grammar[other]):
        message = f"'{one}' has {len(grammar[one])} lines and '{other}' has {len(grammar[other])}; give each its pair"
        place.inside(other).report(message, at_key=True)
        return
    for index, (first, second) in enumerate(zip(grammar[one], grammar[other], strict=True)):
        if not has_same_choices(first, second):
            twin = place.inside(one, index).locate()
            place.inside(other, index).report(f"this needs the same alternatives, in the same order, as {twin}")


def _check_kinds(spec: DateSlot | SpanSlot, place: Place) -> None:
    known = list_kinds(spec)
    for kind in spec.kinds:
        if kind not in known:
            place.inside("kinds", kind).report(f"there is no kind '{kind}'{suggest_or_list(kind, known)}", at_key=True)
    for index, kind in enumerate(spec.only_alone if isinstance(spec, DateSlot) else ()):
        if kind not in spec.kinds:
            message = f"'{kind}' is none of the kinds of this slot{suggest(kind, spec.kinds)}"
            place.inside("only_alone", index).report(message)


def _check_locale(locale: str, place: Place) -> None:
    if not is_locale(locale):
        place.report(f"faker has no names of '{locale}'; write a locale such as en_US", at_key=True)


def know_slots(declared: Declared, phrases: Phrases, grammars: Grammars) -> KnownSlots:
    """What may be named of each slot."""
    facts = {name: _know(placed, declared, phrases, grammars) for name, placed in declared.sections["slots"].items()}
    return KnownSlots(facts, all_known="slots" not in declared.unsure)


def _know(placed: Placed, declared: Declared, phrases: Phrases, grammars: Grammars) -> SlotFacts:
    spec: SlotSpec | None = placed.value
    name, whole = placed.name, placed.whole
    if isinstance(spec, LikeSlot):
        other = declared.sections["slots"].get(spec.like)
        if other is None:
            return SlotFacts()
        name, spec, whole = other.name, other.value, whole and other.whole
    if not whole or spec is None:
        return SlotFacts()
    if isinstance(spec, ChoiceSlot):
        return _know_choice(phrases.get(name, ()))
    if isinstance(spec, PhraseSlot):
        grammar = grammars.get(spec.grammar)
        return SlotFacts(frozenset(grammar) if grammar else None, list_parts(spec))
    if isinstance(spec, OwnSlot):
        own = make_own(name, spec)
        return SlotFacts(frozenset(own.forms()), frozenset(own.parts))
    return SlotFacts(list_forms(spec), list_parts(spec))


def _know_choice(phrases: tuple[Phrase, ...]) -> SlotFacts:
    if not phrases:
        return SlotFacts()
    parts = (frozenset(phrase.value) if isinstance(phrase.value, dict) else frozenset[str]() for phrase in phrases)
    return SlotFacts(frozenset(phrase.form for phrase in phrases), frozenset[str]().union(*parts))
