"""Values that a schema allows: found by trying, never by guessing what a rule means."""

from collections.abc import Iterable, Mapping
from typing import Any

import jsonschema_rs

_SHARED = ("$schema", "$defs", "definitions")
TOKENS = (
    "2026-01-05", "AB-12", "A1", "B2", "ABC", "abc", "abc-1", "xyz-2", "anna@example.com", "ben@example.com", "https://example.com/a",
    "https://example.com/b", "0f8fad5b-d9cb-469f-a165-70867728950e", "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    "09:30", "14:00", "09:30:00", "14:00:00", "09:30:00Z", "2026-01-05T09:30:00Z", "2026-02-10T14:00:00Z",
    "2026-01-05T09:30:00", "PT1H", "PT30M", "P1D", "192.168.0.1", "example.com", "en", "de", "en-US", "USD", "EUR",
    "I cannot do this.", "What do you mean?",
)  # fmt: skip
"""Texts of the forms that rules often ask for."""
_TYPICAL: tuple[Any, ...] = (1, 10, 100, 0, -1, 0.5, False, "text", [], {}, ["text"], [1], None)


class Allowed:
    """Tells whether a value is allowed by a part of a schema."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self._shared = {key: schema[key] for key in _SHARED if key in schema}

    def check(self, rule: Mapping[str, Any], value: Any) -> bool:
        """Whether the rule allows the value; a rule that cannot be used by itself is taken to allow it."""
        try:
            validator = jsonschema_rs.validator_for({**self._shared, **rule}, validate_formats=True)
        except (jsonschema_rs.ValidationError, ValueError):
            return True
        return bool(validator.is_valid(value))

    def pick(self, rule: Mapping[str, Any], values: Iterable[Any]) -> list[Any]:
        """Those of the values that the rule allows."""
        return [value for value in values if self.check(rule, value)]

    def invent(self, rule: Mapping[str, Any]) -> list[Any]:
        """Some values of a rule, the likeliest first; [] where none was found."""
        own = [rule[key] for key in ("const", "default") if key in rule]
        return self.pick(rule, [*own, *rule.get("enum", ()), *rule.get("examples", ()), *_TYPICAL, *TOKENS])
