"""A part of a schema with what `allOf` adds to it, as one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from taskdata.serving.tree.cases import keep_same

HEADING = "title"
"""The keyword that names a schema."""
ANNOTATIONS = frozenset({
    "$anchor", "$comment", "$defs", "$id", "$schema", "default", "definitions", "deprecated", "description", "examples",
    "readOnly", "writeOnly", HEADING,
})  # fmt: skip
"""Keywords that say nothing of what is right."""
CHOICES = ("oneOf", "anyOf")
_IF = ("if", "then", "else")
_BOUNDS: Mapping[str, Callable[[Any, Any], Any]] = {
    **dict.fromkeys(("minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties"), max),
    **dict.fromkeys(("maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties"), min),
}


@dataclass(slots=True)
class Merged:
    """The keywords of a part; with their places, its choices, its ifs and nots, and what could not be joined.

    `choices` are `oneOf` and `anyOf`; they are not in `keywords`, and neither are the ifs and nots. `const` is there
    as an `enum` of one value.
    """

    place: str
    keywords: dict[str, Any] = field(default_factory=dict)
    choices: list[tuple[str, str, list[Any]]] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    """Where each of the keywords stands."""
    nots: list[tuple[str, Any]] = field(default_factory=list)
    ifs: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    clashes: list[tuple[str, str]] = field(default_factory=list)

    def add(self, part: Mapping[str, Any], place: str) -> None:
        """Add the keywords of another part, which must hold as well."""
        for keyword in (name for name in CHOICES if isinstance(part.get(name), list)):
            self.choices.append((keyword, place, part[keyword]))
        if "if" in part:
            self.ifs.append((place, {name: part[name] for name in _IF if name in part}))
        if "not" in part:
            self.nots.append((place, part["not"]))
        for keyword, value in part.items():
            if keyword not in (*CHOICES, *_IF, "not", "allOf", "$ref"):
                self.places[keyword] = place
                is_one = keyword == "const"
                self._join("enum" if is_one else keyword, [value] if is_one else value, place)

    def _join(self, keyword: str, value: Any, place: str) -> None:
        known: Any = self.keywords.get(keyword)
        if keyword not in self.keywords or known == value or keyword in ANNOTATIONS:
            self.keywords[keyword] = value
        elif keyword == "required":
            self.keywords[keyword] = [*known, *(key for key in value if key not in known)]
        elif keyword == "properties":
            self.keywords[keyword] = {**known, **{key: _join_parts(known, key, part) for key, part in value.items()}}
        elif keyword == "dependentRequired":
            both = {key: [*known.get(key, ()), *needs] for key, needs in value.items()}
            self.keywords[keyword] = {**known, **both}
        elif keyword in _BOUNDS:
            self.keywords[keyword] = _BOUNDS[keyword](known, value)
        elif keyword == "enum":
            self.keywords[keyword] = list(keep_same(known, value))
        elif keyword == "type":
            self.keywords[keyword] = _join_types(known, value)
        elif keyword == "additionalProperties" and False in (known, value):
            self.keywords[keyword] = False
        else:
            self.clashes.append((keyword, place))


def _join_parts(known: Mapping[str, Any], key: str, part: Any) -> Any:
    if key not in known or known[key] == part or known[key] is True:
        return part
    return known[key] if part is True else {"allOf": [known[key], part]} if part and known[key] else False


def _join_types(known: Any, other: Any) -> Any:
    """The types that both allow; a whole number is a number as well."""
    one, two = ({kind} if isinstance(kind, str) else set(kind) for kind in (known, other))
    both = (one & two) | ({"integer"} if "integer" in one | two and "number" in one | two else set())
    return sorted(both)
