"""Values that a schema allows: found by trying, never by guessing what a rule means."""

from collections.abc import Iterable, Mapping
from typing import Any

import jsonschema_rs

_SHARED = ("$schema", "$defs", "definitions")
_PEOPLE = ("anna", "ben", "carla", "david", "emma", "farid")
_DAYS = ("2026-01-05", "2026-02-10", "2026-03-18", "2026-04-21", "2026-05-27", "2026-06-30")
_TIMES = ("09:30", "14:00", "11:15", "16:45", "08:00", "19:20")
TOKENS = (
    *_DAYS, *("AB-12", "CD-34", "EF-56", "A1", "B2", "C3", "ABC", "DEF", "abc", "def", "ghi", "abc-1", "xyz-2"),
    *(f"{one}@example.com" for one in _PEOPLE), *(f"https://example.com/{one}" for one in _PEOPLE),
    *(f"{at:08x}-d9cb-469f-a165-70867728950e" for at in range(260046848, 260046854)), *_TIMES,
    *(f"{time}:00" for time in _TIMES), *(f"{time}:00Z" for time in _TIMES),
    *(f"{day}T{time}:00Z" for day, time in zip(_DAYS, _TIMES, strict=True)),
    *(f"{day}T{time}:00" for day, time in zip(_DAYS, _TIMES, strict=True)),
    *("PT1H", "PT30M", "P1D", "192.168.0.1", "10.0.0.7", "example.com", "example.org", "en", "de", "en-US", "de-DE"),
    *("USD", "EUR", "GBP", "I cannot do this.", "What do you mean?"),
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
