"""The forms of a choice slot, read into phrases with their values."""

from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from taskdata.author.documents import Document, Path
from taskdata.author.sentences import parse_sentence
from taskdata.foundation.pack import ChoiceSlot, ChoiceValue, Phrase
from taskdata.foundation.pattern import list_texts


def parse_phrases(slot: ChoiceSlot, document: Document, path: Path) -> tuple[Phrase, ...]:
    """Read every form of a choice slot; faults are reported in their places."""
    phrases: list[Phrase] = []
    for form, entries in slot.forms.items():
        inner = (*path, "forms", form)
        if isinstance(entries, list):
            phrases += _parse_parts(form, entries, document, inner)
        elif isinstance(entries, dict):
            phrases += _parse_values(form, entries, document, inner)
        else:
            document.report(inner, "a form is a mapping of values to phrases, or a list of {value, say}")
    return tuple(_add_parts(phrase, slot) for phrase in phrases)


def _add_parts(phrase: Phrase, slot: ChoiceSlot) -> Phrase:
    value = phrase.value
    if slot.part and not isinstance(value, dict):
        value = {slot.part: value}
    if beside := slot.beside.get(phrase.words.lower()):
        value = {**value, **beside}
    return replace(phrase, value=value)


def _parse_values(form: str, entries: dict[Any, Any], document: Document, path: Path) -> list[Phrase]:
    then = entries.get("then")
    phrases = []
    for value, said in entries.items():
        if value == "then":
            continue
        inner = (*path, str(value))
        if not isinstance(said, list) or not all(isinstance(words, str) for words in said):
            document.report(inner, f"'{value}' needs a list of phrases, each of them text (in quotes if need be)")
            continue
        phrases += _expand(form, value, said, then, document, inner)
    return phrases


def _parse_parts(form: str, entries: list[Any], document: Document, path: Path) -> list[Phrase]:
    phrases = []
    for index, entry in enumerate(entries):
        try:
            checked = ChoiceValue.model_validate(entry)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                document.report((*path, index, *fault["loc"]), fault["msg"])
            continue
        phrases += _expand(form, checked.value, checked.say, None, document, (*path, index, "say"))
    return phrases


def _expand(form: str, value: Any, said: list[str], then: str | None, document: Document, path: Path) -> list[Phrase]:
    phrases = []
    for index, words in enumerate(said):
        parsed = parse_sentence(words)
        for offset, message in parsed.faults:
            document.report((*path, index), message, offset=offset)
        if not parsed.faults:
            phrases += [Phrase(text, value, form, then) for text in list_texts(parsed.pattern)]
    return phrases
