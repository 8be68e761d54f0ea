"""The forms of a choice slot, read into phrases with their values."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from taskdata.author.complaints import explain_fault
from taskdata.author.documents import Place
from taskdata.author.merge import Declared, Placed
from taskdata.author.names import suggest, suggest_or_list
from taskdata.author.sentences import parse_sentence
from taskdata.foundation.pack import Phrase
from taskdata.foundation.pattern import (
    Choice,
    Hole,
    Pattern,
    RuleRef,
    Sequence,
    count_sentences,
    list_texts,
    may_be_blank,
)
from taskdata.foundation.slot_specs import ChoiceSlot, ChoiceValue, LikeSlot

_MOST_TEXTS = 10_000


def parse_choices(declared: Declared) -> dict[str, tuple[Phrase, ...]]:
    """The phrases of every choice slot, and of those that are like one; faults are reported in their places."""
    slots = declared.list_sound("slots")
    phrases = {p.name: _parse_phrases(p) for p in slots if isinstance(p.value, ChoiceSlot)}
    likes = {p.name: p.value.like for p in slots if isinstance(p.value, LikeSlot)}
    return {**phrases, **{name: phrases[like] for name, like in likes.items() if like in phrases}}


def _parse_phrases(placed: Placed) -> tuple[Phrase, ...]:
    slot: ChoiceSlot = placed.value
    place = placed.place.inside("forms")
    if not slot.forms:
        place.report("a choice needs a form: a name with values and their phrases")
    phrases: list[Phrase] = []
    seen: _Seen = {}
    for form, entries in slot.forms.items():
        phrases += _parse_form(form, entries, place.inside(form), seen)
    _check_beside(slot, phrases, placed.place.inside("beside"))
    _check_shapes(slot, placed.place.inside("shapes"))
    return tuple(_add_parts(phrase, slot) for phrase in phrases)


_Seen = dict[tuple[str, str | None], Any]
"""The value of each phrase, with the word that must follow: heard, a phrase has one."""


def _parse_form(form: str, entries: Any, place: Place, seen: _Seen) -> list[Phrase]:
    if not isinstance(entries, list | dict):
        place.report("a form is a mapping of values to phrases, or a list of {value, say}")
        return []
    if not entries or (isinstance(entries, dict) and entries.keys() == {"then"}):
        place.report("this form has no phrase; give it a value with a list of phrases")
    if isinstance(entries, list):
        return _parse_parts(form, entries, place, seen)
    return _parse_values(form, entries, place, seen)


def _check_beside(slot: ChoiceSlot, phrases: list[Phrase], place: Place) -> None:
    said = {phrase.words.lower() for phrase in phrases}
    for words in slot.beside:
        if words not in said:
            place.inside(words).report(f"no phrase of this slot is '{words}'{suggest(words, said)}", at_key=True)
    if slot.beside and not slot.part and not all(isinstance(phrase.value, dict) for phrase in phrases):
        place.report("what stands beside a value needs a name for the value itself; add `part:`", at_key=True)


def _check_shapes(slot: ChoiceSlot, place: Place) -> None:
    """What has a shape stands for a value that phrases stand for as well."""
    forms = [entries for entries in slot.forms.values() if isinstance(entries, dict)]
    known = {value for entries in forms for value in entries if value != "then"}
    for value in slot.shapes:
        if value not in known:
            message = f"no phrase of this slot stands for '{value}'{suggest_or_list(str(value), map(str, known))}"
            place.inside(str(value)).report(message, at_key=True)


def _add_parts(phrase: Phrase, slot: ChoiceSlot) -> Phrase:
    value = phrase.value
    if slot.part and not isinstance(value, dict):
        value = {slot.part: value}
    if isinstance(value, dict) and (beside := slot.beside.get(phrase.words.lower())):
        value = {**value, **beside}
    return replace(phrase, value=value)


def _parse_values(form: str, entries: dict[Any, Any], place: Place, seen: _Seen) -> list[Phrase]:
    then = entries.get("then")
    if then is not None and not isinstance(then, str):
        place.inside("then").report("this must be text; put it in quotes")
        then = None
    phrases = []
    for value, said in entries.items():
        if value == "then":
            continue
        inner = place.inside(str(value))
        if not isinstance(said, list) or not said or not all(isinstance(words, str) for words in said):
            inner.report(f"'{value}' needs a list of phrases, each of them text (in quotes if need be)")
            continue
        phrases += _expand(Phrase("", value, form, then), said, inner, seen)
    return phrases


def _parse_parts(form: str, entries: list[Any], place: Place, seen: _Seen) -> list[Phrase]:
    phrases = []
    for index, entry in enumerate(entries):
        try:
            checked = ChoiceValue.model_validate(entry)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                inner = place.inside(index, *fault["loc"])
                at_key = fault["type"] in ("missing", "extra_forbidden")
                inner.report(explain_fault(fault, ChoiceValue.model_fields), at_key=at_key)
            continue
        phrases += _expand(Phrase("", checked.value, form), checked.say, place.inside(index, "say"), seen)
    return phrases


def _expand(blank: Phrase, said: list[str], place: Place, seen: _Seen) -> list[Phrase]:
    """A phrase for each text that is said, all like the blank one."""
    phrases = []
    for index, words in enumerate(said):
        pattern = _parse_phrase(words, place.inside(index))
        texts = list(list_texts(pattern)) if pattern is not None else []
        phrases += [replace(blank, words=text) for text in texts]
        for text in texts:
            first = seen.setdefault((text.lower(), blank.then), blank.value)
            if first != blank.value:
                message = f"'{text}' stands for {_show(first)} already, and not for {_show(blank.value)} as well"
                place.inside(index).report(f"{message}; take it out in one of the places")
                break
    return phrases


def _show(value: Any) -> str:
    return repr(value) if isinstance(value, str) else str(value)


def _parse_phrase(words: str, place: Place) -> Pattern | None:
    parsed = parse_sentence(words)
    faults = parsed.faults or [*_find_named(parsed.pattern)]
    if not faults and may_be_blank(parsed.pattern):
        faults = [(0, "this may say nothing at all; something must stand outside of [ ]")]
    if not faults and (count := count_sentences(parsed.pattern)) > _MOST_TEXTS:
        faults = [(0, f"this says {count} phrases; at most {_MOST_TEXTS} can be told apart")]
    for offset, message in faults:
        place.report(message, offset=offset)
    return None if faults else parsed.pattern


def _find_named(pattern: Pattern) -> Iterator[tuple[int, str]]:
    match pattern:
        case Sequence(parts) | Choice(parts):
            for part in parts:
                yield from _find_named(part)
        case Hole(slot, _, offset):
            yield offset, f"a phrase of a choice is words only; {{{slot}}} cannot stand in it"
        case RuleRef(name, offset):
            yield offset, f"a phrase of a choice is words only; <{name}> cannot stand in it"
