"""Whether an output is of the schema: decided by a fast validator, explained by a thorough one."""

import re
from collections.abc import Mapping
from contextlib import suppress
from itertools import islice
from typing import Any

import jsonschema_rs
import orjson

from taskdata.answers.shape_rules import explain_errors, show_json, spell_out, tell_type
from taskdata.answers.showing import show_place
from taskdata.foundation.branches import ALTERNATIVES, list_branches, read_choice
from taskdata.foundation.json_types import is_day
from taskdata.foundation.records import Fault


class Shape:
    """The schema of a pack, one branch for each action."""

    def __init__(self, schema: Mapping[str, Any], discriminator: str | None) -> None:
        self._discriminator = discriminator
        branches = ((branch.constant, branch.alone) for branch in list_branches(schema, discriminator))
        self._schemas = {name: alone for name, alone in branches if name is not None}
        self._fast = {
            name: jsonschema_rs.validator_for(dict(branch), validate_formats=True, formats={"date": is_day})
            for name, branch in self._schemas.items()
        }
        self._spelled: dict[str, dict[str, Any]] = {}

    def find_faults(self, output: Any) -> list[Fault]:
        """What is wrong with the shape of an output; the branch is chosen by its discriminator first."""
        if not isinstance(output, Mapping):
            key = f" with the key {self._discriminator!r}" if self._discriminator else ""
            message = f"the output is {tell_type(output)}; it must be an object{key}"
            return [Fault(code="schema", path="$", message=message)]
        name = read_choice(output, self._discriminator)
        if name is None or name not in self._fast:
            known = ", ".join(self._fast)
            says = f"says {show_json(output[self._discriminator])}" if self._discriminator in output else "is missing"
            message = f"{says}; it must be one of {known}"
            return [Fault(code="schema", path=f"$.{self._discriminator}", message=message)]
        return [] if self._fast[name].is_valid(output) else self._explain(name, output)

    def accepts(self, output: Any) -> bool:
        """Whether an output is of the schema, which is all that is asked; nothing that JSON can write is an error."""
        name = read_choice(output, self._discriminator) if isinstance(output, Mapping) else None
        try:
            return name is not None and name in self._fast and self._fast[name].is_valid(output)
        except (ValueError, RecursionError):  # nested too deeply, or no number that the validator knows
            return False

    def _explain(self, name: str, output: Any) -> list[Fault]:
        from jsonschema import Draft202012Validator

        branch = self._spelled.get(name)
        if branch is None:
            branch = self._spelled[name] = _spell_branch(self._schemas[name])
        told: list[tuple[str, str]] = []
        if _measure(output) <= _LONGEST_EXPLAINED:
            validator = Draft202012Validator(branch, format_checker=Draft202012Validator.FORMAT_CHECKER)
            with suppress(re.error):  # a pattern of JSON Schema's own kind, which Python does not know
                told = explain_errors(validator.iter_errors(output))
        told = told or _explain_plainly(branch, output)
        return [Fault(code="schema", path=path, message=message) for path, message in told]


_LONGEST_EXPLAINED = 8_000
"""Bytes of JSON: the thorough validator takes seconds for what is much longer."""
_MOST_EXPLAINED, _LONGEST_MESSAGE = 5, 200


def _measure(output: Any) -> int:
    """The bytes of an output as JSON; 0 where it has what JSON is not written with, which is told in words."""
    try:
        return len(orjson.dumps(output))
    except TypeError:
        return 0


def _explain_plainly(branch: Mapping[str, Any], output: Any) -> list[tuple[str, str]]:
    """The first errors in the words of the fast validator, for what the thorough one finds nothing wrong with."""
    validator = jsonschema_rs.validator_for(dict(branch), validate_formats=True, formats={"date": is_day})
    told = []
    for error in islice(validator.iter_errors(output), _MOST_EXPLAINED):
        message = error.message if len(error.message) <= _LONGEST_MESSAGE else f"{error.message[:_LONGEST_MESSAGE]}..."
        told.append((show_place(error.instance_path), f"is not of the schema: {message}"))
    return told or [("$", "the output is not of the schema")]


def _spell_branch(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema with its one branch as if it stood at the top, so that errors are told of it and not of the choice."""
    spelled = spell_out(schema)
    key = next((key for key in ALTERNATIVES if key in spelled), None)
    branch = {**spelled, **spelled[key][0]} if key else spelled
    return {name: rule for name, rule in branch.items() if name != key}
