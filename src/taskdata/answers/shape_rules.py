"""What a rule of a JSON Schema asks for, in words: what is there, and what is allowed."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import orjson

from taskdata.foundation.json_types import name_type

if TYPE_CHECKING:
    from jsonschema import ValidationError

_TYPES = {
    "object": "an object", "array": "a list", "string": "a text", "integer": "a whole number", "number": "a number",
    "boolean": "true or false", "null": "null",
}  # fmt: skip
_LONGEST_SHOWN = 80


def show_json(value: Any) -> str:
    """The value as JSON, cut where it is long."""
    try:
        shown = orjson.dumps(value).decode()
    except TypeError:  # a whole number of more than 64 bits
        shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}..."


def tell_type(value: Any) -> str:
    """The type of a JSON value; of true, false and null, which are shorter, the value."""
    return show_json(value) if value is None or isinstance(value, bool) else name_type(value)


def spell_out(schema: Any) -> Any:
    """The schema with the keys that it forbids by `false` forbidden by a rule that names their place."""
    if isinstance(schema, list):
        return [spell_out(inner) for inner in schema]
    if not isinstance(schema, Mapping):
        return schema
    spelled = {key: spell_out(inner) for key, inner in schema.items()}
    if isinstance(keys := spelled.get("properties"), Mapping):
        spelled["properties"] = {key: {"not": {}} if inner is False else inner for key, inner in keys.items()}
    return spelled


def explain_errors(errors: Iterable["ValidationError"]) -> list[tuple[str, str]]:
    """The JSON path of each error and what a value has there and what is allowed, each told once.

    Of a value that breaks another rule as well, its form is not told.
    """
    found = sorted(errors, key=lambda error: error.json_path)
    others = {error.json_path for error in found if error.validator != "pattern"}
    told = (error for error in found if error.validator != "pattern" or error.json_path not in others)
    return list(dict.fromkeys((error.json_path, _explain(error)) for error in told))


def _explain(error: "ValidationError") -> str:
    rule = _RULES.get(str(error.validator))
    return rule(error.validator_value, error.instance, error) if rule else error.message


def _join(values: Iterable[Any], last: str = "and") -> str:
    *first, final = map(show_json, values)
    return f"{', '.join(first)} {last} {final}" if first else final


def _require(needed: Any, found: Any, error: "ValidationError") -> str:
    return f"lacks {_join(key for key in needed if key not in found)}; {_join(needed)} must be there"


def _refuse_more(_: Any, found: Any, error: "ValidationError") -> str:
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    known = schema.get("properties", {})
    extra = [key for key in found if key not in known]
    return f"has {_join(extra)}, which is not known here; the keys allowed are {_join(known) if known else 'none'}"


def _explain_type(wanted: Any, found: Any, error: "ValidationError") -> str:
    names = [_TYPES.get(name, name) for name in ([wanted] if isinstance(wanted, str) else wanted)]
    return f"says {show_json(found)}, which is {tell_type(found)}; it must be {' or '.join(names)}"


def _explain_format(wanted: Any, found: Any, error: "ValidationError") -> str:
    asked = 'a day that exists, written like "2025-12-29"' if wanted == "date" else f"of the format {wanted}"
    return f"says {show_json(found)}; it must be {asked}"


def _explain_alternatives(options: Any, found: Any, error: "ValidationError") -> str:
    """Which keys are needed, where that is all that the branches ask; else what the fitting branch asks."""
    if all(isinstance(option, Mapping) and option.keys() == {"required"} for option in options):
        groups = [option["required"] for option in options]
        has = [key for group in groups for key in group if key in found]
        needed = _join((key for group in groups for key in group), "or")
        return f"has {_join(has) if has else 'none of them'}; one of the keys {needed} must be there, and only one"
    inner = list(error.context or ())
    told = [one for one in inner if one.validator not in ("type", "pattern")] or inner
    return "; or ".join(dict.fromkeys(map(_explain, told))) or error.message


def _explain_dependent(needs: Any, found: Any, error: "ValidationError") -> str:
    lacking = [(key, other) for key, others in needs.items() if key in found for other in others if other not in found]
    return "; ".join(f"has {show_json(key)}, which needs {show_json(other)} beside it" for key, other in lacking)


def _say(template: str) -> Callable[[Any, Any, Any], str]:
    return lambda wanted, found, error: template.format(
        found=show_json(found),
        wanted=wanted,
        json=show_json(wanted),
        size=len(found) if hasattr(found, "__len__") else 0,
    )


_RULES: Mapping[str, Callable[[Any, Any, Any], str]] = {
    "required": _require,
    "additionalProperties": _refuse_more,
    "unevaluatedProperties": _refuse_more,
    "type": _explain_type,
    "format": _explain_format,
    "oneOf": _explain_alternatives,
    "anyOf": _explain_alternatives,
    "dependentRequired": _explain_dependent,
    "enum": lambda wanted, found, error: f"says {show_json(found)}; it must be {_join(wanted, 'or')}",
    "not": _say("says {found}; beside the other values this is not allowed, so change it or leave it out"),
    "const": _say("says {found}; here it must be {json}"),
    "pattern": _say("says {found}; it must have the form {wanted}"),
    "minLength": _say("says {found}, of {size} characters; it needs {wanted} or more"),
    "maxLength": _say("says {found}, of {size} characters; at most {wanted} are allowed"),
    "minimum": _say("says {found}; it must be {wanted} or more"),
    "maximum": _say("says {found}; it must be {wanted} or less"),
    "exclusiveMinimum": _say("says {found}; it must be more than {wanted}"),
    "exclusiveMaximum": _say("says {found}; it must be less than {wanted}"),
    "multipleOf": _say("says {found}; it must be a multiple of {wanted}"),
    "minItems": _say("has {size} entries; it needs {wanted} or more, or is left out"),
    "maxItems": _say("has {size} entries; at most {wanted} are allowed"),
    "uniqueItems": _say("says {found}; each entry may stand there once"),
    "minProperties": _say("has {size} keys; it needs {wanted} or more"),
    "maxProperties": _say("has {size} keys; at most {wanted} are allowed"),
}
