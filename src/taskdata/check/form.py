"""The form of texts: leftovers of templates in requests, and the persona's rules for what the model says itself."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from taskdata.foundation.records import Fault
from taskdata.foundation.usecase import Message

_LEFTOVERS = {
    "a hole that was not filled": re.compile(r"[{}<>|\\]"),
    "a word twice in a row": re.compile(r"\b([a-z]+) \1\b(?!')", re.IGNORECASE),
    "white space twice in a row, or at an end": re.compile(r"\s\s|^\s|\s$"),
    "white space before a mark": re.compile(r"\s[,.?;:](?![\w.])"),
    "'a' before a vowel": re.compile(r"\ba (?=[aeiou])(?!uni|use|usu|eu|one\b|once|ut|ur[ai]|u[- ])"),
    "'an' before a consonant": re.compile(r"\ban (?=[b-df-gj-np-tv-z])|\ban h(?!our|on|eir)"),
}
_QUOTED = re.compile(r"[\"“]([^\"“”]+)[\"”]")
_SENTENCE_END = re.compile(r"[.?](?=\s|$)")


def find_leftovers(text: str) -> list[Fault]:
    """Traces of a template in a request."""
    return [
        Fault(code="leftover", path="$.input", message=f"the request has {name}, a trace of a template: {match[0]!r}")
        for name, shape in _LEFTOVERS.items()
        if (match := shape.search(text))
    ]


class Wording:
    """The persona's rules for each field that the model writes itself."""

    def __init__(self, rules: Mapping[str, Message]) -> None:
        self._rules = {
            field: (rule, {name: re.compile(shape) for name, shape in rule.refuse.items()})
            for field, rule in rules.items()
        }

    def find_faults(self, output: Mapping[str, Any], request: str) -> list[Fault]:
        """Every rule that a field breaks, and whatever it quotes that does not stand in the request."""
        return [
            Fault(code="wording", path=f"$.{field}", message=message)
            for field, (rule, refused) in self._rules.items()
            if isinstance(text := output.get(field), str)
            for message in (*_break_rules(text, rule, refused), *_misquote(text, request))
        ]


def _break_rules(text: str, rule: Message, refused: Mapping[str, re.Pattern[str]]) -> Iterable[str]:
    if len(text) > rule.max_chars:
        yield f"has {len(text)} characters; at most {rule.max_chars} are allowed: {text!r}"
    if (sentences := len(_SENTENCE_END.findall(text))) > rule.max_sentences:
        yield f"has {sentences} sentences; at most {rule.max_sentences} is allowed: {text!r}"
    if rule.ends_with and not text.endswith(rule.ends_with):
        yield f"must end in '{rule.ends_with}': {text!r}"
    for name, shape in refused.items():
        if match := shape.search(text):
            yield f"breaks the persona's rule on {name}: {match[0]!r}"


def _misquote(text: str, request: str) -> Iterable[str]:
    for quoted in _QUOTED.findall(text):
        if quoted.lower().strip(" .,?") not in request.lower():
            yield f"quotes {quoted!r}, which does not stand in the request: {text!r}"
