"""Whether an output is of the schema: decided by a fast validator, explained by a thorough one."""

from collections.abc import Mapping
from typing import Any

import jsonschema_rs

from taskdata.answers.shape_rules import explain_errors, show_json, spell_out, tell_type
from taskdata.foundation.branches import ALTERNATIVES, list_branches, read_choice
from taskdata.foundation.records import Fault


class Shape:
    """The schema of a pack, one branch for each action."""

    def __init__(self, schema: Mapping[str, Any], discriminator: str | None) -> None:
        self._discriminator = discriminator
        branches = ((branch.constant, branch.alone) for branch in list_branches(schema, discriminator))
        self._schemas = {name: alone for name, alone in branches if name is not None}
        self._fast = {
            name: jsonschema_rs.validator_for(dict(branch), validate_formats=True)
            for name, branch in self._schemas.items()
        }

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

    def _explain(self, name: str, output: Any) -> list[Fault]:
        from jsonschema import Draft202012Validator

        schema = spell_out(self._schemas[name])
        key = next((key for key in ALTERNATIVES if key in schema), None)
        branch = {**schema, **schema[key][0]} if key else schema
        branch = {name: rule for name, rule in branch.items() if name != key}
        validator = Draft202012Validator(branch, format_checker=Draft202012Validator.FORMAT_CHECKER)
        told = explain_errors(validator.iter_errors(output))
        faults = [Fault(code="schema", path=path, message=message) for path, message in told]
        return faults or [Fault(code="schema", path="$", message="the output is not of the schema")]
