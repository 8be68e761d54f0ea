"""What is wrong with a key or a value, in words for somebody who does not program."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from taskdata.author.names import suggest, suggest_or_list

_NUMBER = "this must be a number"
_MAPPING = "this must be a mapping of keys to values"
_SENTENCE = "a sentence is text (put it in quotes), or a mapping with `say`"
_PERCENT = 100
_DAY = "this is no date; write a day such as 2025-12-29"
_SENTENCE_MODELS = ("SentenceEntry", "FrameEntry")
_PLAIN = {
    "int_type": "this must be a whole number",
    "int_from_float": "this must be a whole number",
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "bool_type": "this must be true or false",
    "list_type": "this must be a list, such as [a, b]",
    "dict_type": _MAPPING,
    "date_type": _DAY,
    "greater_than": "this must be greater than {gt}",
    "greater_than_equal": "this must be greater than or equal to {ge}",
    "less_than": "this must be less than {lt}",
    "less_than_equal": "this must be less than or equal to {le}",
    "too_short": "this must have at least {min_length} entry",
    "union_tag_not_found": "a slot needs a `type`, such as `type: choice`, or `like:` with the name of another slot",
}


def explain_fault(fault: Mapping[str, Any], keys: Iterable[str]) -> str:
    """One fault that pydantic found; `keys` are those that may stand where it is."""
    kind, context, given = fault["type"], fault.get("ctx", {}), fault["input"]
    name = str(fault["loc"][-1]) if fault["loc"] else "the file"
    match kind:
        case "missing":
            return f"the key '{name}' is missing here"
        case "extra_forbidden":
            return f"'{name}' is not a key that is known here{suggest_or_list(name, keys)}"
        case "string_type":
            scalar = given is not None and not isinstance(given, list | dict)
            return "this must be text; put it in quotes" if scalar else "this must be text"
        case "literal_error":
            known = context["expected"]
            near = suggest(str(given), re.findall(r"'([^']*)'", known))
            return f"'{given}' is not known here; write {known}{near}"
        case "model_type":
            return _SENTENCE if context["class_name"] in _SENTENCE_MODELS else _MAPPING
        case "value_error":
            return str(context["error"])
    if kind.startswith("date_"):
        return _DAY
    if kind == "less_than_equal" and context["le"] == 1 and isinstance(given, int | float) and given <= _PERCENT:
        return f"a share is a number from 0 to 1; write {given / _PERCENT:g} for {given:g}%"
    if kind in _PLAIN:
        return _PLAIN[kind].format_map(context)
    return str(fault["msg"]).replace("Input should be", "this must be")
