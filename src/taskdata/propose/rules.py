"""What the rule and the name of a field tell about what is said for it."""

import re
from collections.abc import Mapping, Sequence
from math import ceil, floor
from typing import Any

from taskdata.propose.fields import FieldOf, Rule
from taskdata.propose.naming import split_name

_PERSON = re.compile(
    r"(?:\b(?:owner|person|people|who|whom|user|employee|colleague|customer|client|contact|recipient|sender|author"
    r"|manager|guest|host|patient|doctor|member|attendee|participant)(?: name)?"
    r"|\bassign\w*(?: to)?|^(?:first |full |last )?name)$"
)
_FIRST = re.compile(r"\b(?:from|start|begin|after|since|first|min)")
_LAST = re.compile(r"\b(?:to|until|till|end|before|last|max)\b")
_PLAIN = re.compile(r"[^\W\d_A-Z]+|[A-Z]+|[A-Z]?[^\W\d_A-Z]+(?: [A-Z]?[^\W\d_A-Z]+)*")
_LARGEST = 100


def is_person(words: str) -> bool:
    """Whether a field whose name has these words is likely to hold a person."""
    return bool(_PERSON.search(words))


def list_examples(rule: Rule) -> list[str]:
    """The texts that the rule itself gives as examples, its default last."""
    given = (*rule.get("examples", ()), rule.get("default"))
    return [text for text in given if isinstance(text, str) and text.strip()]


def find_days(fields: Sequence[FieldOf]) -> tuple[tuple[FieldOf, FieldOf] | None, list[FieldOf]]:
    """Of the dates of an action: the two that make a span, and those that cannot be said beside it or the first."""
    days = [field for field in fields if is_day(field.rule)]
    first = next((field for field in days if _FIRST.search(split_name(field.name))), None)
    last = next((field for field in days if field is not first and _LAST.search(split_name(field.name))), None)
    if first and last:
        return (first, last), [field for field in days if field not in (first, last)]
    return None, days[1:]


def is_list_of_texts(rule: Rule) -> bool:
    """Whether the rule is one of a list of texts."""
    items = rule.get("items")
    return (
        rule.get("type") == "array"
        and isinstance(items, Mapping)
        and (items.get("type") == "string" or "enum" in items)
    )


def read_bounds(rule: Rule) -> tuple[int, int]:
    """The smallest and the largest whole number that a rule allows; about a hundred of them where it has no end."""
    bounds = {key: value for key, value in rule.items() if isinstance(value, int | float)}
    lows = [ceil(bounds.get("minimum", 1 if "exclusiveMinimum" not in bounds else 0)), 0]
    lows += [floor(bounds["exclusiveMinimum"]) + 1] if "exclusiveMinimum" in bounds else []
    low = max(lows)
    highs = [floor(bounds["maximum"])] if "maximum" in bounds else []
    highs += [ceil(bounds["exclusiveMaximum"]) - 1] if "exclusiveMaximum" in bounds else []
    return low, min(highs, default=max(low, 1) + _LARGEST - 1)


def is_day(rule: Rule) -> bool:
    """Whether the rule is one of a date."""
    free = "const" not in rule and "enum" not in rule
    return free and rule.get("type") in ("string", None) and rule.get("format") == "date"


def speak(value: Any) -> str:
    """The words for a value: itself, where it is plain words."""
    text = str(value)
    return text if _PLAIN.fullmatch(text) else split_name(text)
