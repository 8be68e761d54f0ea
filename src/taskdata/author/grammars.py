"""Grammars: the sentences of each form, rules put in."""

from typing import Any

from taskdata.author.documents import Place
from taskdata.author.known_slots import KnownSlots
from taskdata.author.linking import Linker, Written
from taskdata.author.merge import Declared, Placed
from taskdata.foundation.pattern import Pattern

Grammar = dict[str, tuple[Pattern, ...]]
_NO_SLOTS = KnownSlots({}, where=" in a grammar; it holds words and rules only")


def link_grammars(declared: Declared) -> dict[str, Grammar]:
    """Link every grammar; what is wrong with one is reported in its place."""
    return {placed.name: _link_grammar(placed) for placed in declared.list_sound("grammars")}


def _link_grammar(placed: Placed) -> Grammar:
    forms = dict(placed.value)
    linker = Linker(_write_rules(forms.pop("rules", {}), placed.place.inside("rules")), _NO_SLOTS)
    linker.link_rules()
    if not forms:
        placed.place.report("a grammar needs a form: a name with a list of sentences, beside `rules`", at_key=True)
    return {form: _link_lines(lines, linker, placed.place.inside(form)) for form, lines in forms.items()}


def _write_rules(rules: Any, place: Place) -> dict[str, Written | None]:
    if not isinstance(rules, dict):
        place.report("`rules` is a mapping of names to pieces of sentence")
        return {}
    return {str(name): _write_rule(text, place.inside(str(name))) for name, text in rules.items()}


def _write_rule(text: Any, place: Place) -> Written | None:
    if isinstance(text, str):
        return Written(text, place)
    place.report("a piece of sentence is text; put it in quotes")
    return None


def _link_lines(lines: Any, linker: Linker, place: Place) -> tuple[Pattern, ...]:
    if not isinstance(lines, list) or not lines:
        place.report("a form of a grammar is a list of sentences")
        return ()
    patterns = []
    for index, line in enumerate(lines):
        if isinstance(line, str):
            patterns.append(linker.link_sentence(Written(line, place.inside(index))).pattern)
        else:
            place.inside(index).report("a sentence is text; put it in quotes")
    return tuple(patterns)
