"""Whether an output is of the schema: decided by a fast validator, explained by a thorough one."""

from collections.abc import Mapping
from typing import Any

import jsonschema_rs

from taskdata.check.shape_rules import explain_errors, name_type, show_json, spell_out
from taskdata.foundation.branches import list_branches
from taskdata.foundation.records import Fault


class Shape:
    """The schema of a pack, one branch for each action."""

    def __init__(self, schema: Mapping[str, Any], discriminator: str) -> None:
        self._discriminator = discriminator
        branches = ((branch.constant, branch.schema) for branch in list_branches(schema, discriminator))
        self._schemas = {name: {**schema, "oneOf": [branch]} for name, branch in branches if name is not None}
        self._fast = {
            name: jsonschema_rs.validator_for(branch, validate_formats=True) for name, branch in self._schemas.items()
        }

    def find_faults(self, output: Any) -> list[Fault]:
        """What is wrong with the shape of an output; the branch is chosen by its discriminator first."""
        if not isinstance(output, Mapping):
            message = f"the output is {name_type(output)}; it must be an object with the key {self._discriminator!r}"
            return [Fault(code="schema", path="$", message=message)]
        name = output.get(self._discriminator)
        if not isinstance(name, str) or name not in self._fast:
            known = ", ".join(self._fast)
            says = f"says {show_json(name)}" if self._discriminator in output else "is missing"
            message = f"{says}; it must be one of {known}"
            return [Fault(code="schema", path=f"$.{self._discriminator}", message=message)]
        return [] if self._fast[name].is_valid(output) else self._explain(name, output)

    def _explain(self, name: str, output: Any) -> list[Fault]:
        from jsonschema import Draft202012Validator

        schema = spell_out(self._schemas[name])
        branch = {**schema, **schema["oneOf"][0]}
        branch.pop("oneOf")
        validator = Draft202012Validator(branch, format_checker=Draft202012Validator.FORMAT_CHECKER)
        told = explain_errors(validator.iter_errors(output))
        faults = [Fault(code="schema", path=path, message=message) for path, message in told]
        return faults or [Fault(code="schema", path="$", message="the output is not of the schema")]
