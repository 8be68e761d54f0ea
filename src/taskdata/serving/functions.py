"""The actions of a pack as functions that a model calls, each with the schema of what it takes."""

import re
from collections.abc import Mapping
from typing import Any

from taskdata.foundation.branches import ONLY, Branch, follow_references, index_actions, list_branches
from taskdata.foundation.pack import Pack

_NOT_AT_THE_TOP = ("oneOf", "anyOf", "allOf", "enum", "not")
"""OpenAI refuses functions with these as the outermost keywords of their parameters; inside they may stand."""
_SCHEMAS_BY_NAME = ("properties", "patternProperties", "dependentSchemas")
_NO_SCHEMAS = ("const", "enum", "default", "examples", "required", "dependentRequired")
_LEFT_OUT = ("$ref", "$id", "$schema", "$defs", "definitions", "$anchor", "$comment")
_NOTES = ("description", "default", "examples", "deprecated")


def list_functions(pack: Pack) -> dict[str, dict[str, Any]]:
    """The functions by the constant that chooses their branch of the schema: `name`, `description`, `parameters`.

    The parameters are a JSON Schema that refers to nothing outside itself. It is a little wider than the pack's where
    that has conditions between fields as its outermost keywords. Without a discriminator there is one function, named
    after the use case.
    """
    usecase = pack.usecase
    actions = index_actions(pack.actions.values(), usecase.discriminator)
    functions = {}
    for branch in list_branches(pack.schema, usecase.discriminator):
        if branch.constant is None or branch.target is None:
            continue
        action = actions.get(branch.constant)
        about = usecase.categories.get(action.category, "") if action and branch.constant != ONLY else usecase.domain
        functions[branch.constant] = {
            "name": re.sub(r"[^a-zA-Z0-9_-]+", "_", usecase.name) if branch.constant == ONLY else branch.constant,
            "description": str(branch.target.get("description") or about),
            "parameters": write_parameters(pack.schema, branch, usecase.discriminator),
        }
    return functions


def write_parameters(schema: Mapping[str, Any], branch: Branch, discriminator: str | None) -> dict[str, Any]:
    """The schema of a branch without the field that chooses it, self-contained."""
    copier = _Copier(schema)
    copied = copier.copy(_join_shared(schema, branch))
    properties = {name: field for name, field in copied["properties"].items() if name != discriminator}
    required = [name for name in copied["required"] if name != discriminator]
    rest = {key: value for key, value in copied.items() if key not in _NOT_AT_THE_TOP}
    definitions = {"$defs": copier.definitions} if copier.definitions else {}
    own = {"type": "object", "properties": properties, "required": required}
    return {**own, **{key: value for key, value in rest.items() if key not in own}, **definitions}


def _join_shared(schema: Mapping[str, Any], branch: Branch) -> dict[str, Any]:
    """The branch, with the fields that the whole schema demands of every branch."""
    top = (follow_references(schema, schema) or {}) if branch.place else {}
    target = branch.target or {}
    properties = {**top.get("properties", {}), **target.get("properties", {})}
    required = dict.fromkeys([*top.get("required", ()), *target.get("required", ())])
    rest = {key: value for key, value in target.items() if key not in _NOTES}
    return {**rest, "properties": properties, "required": list(required)}


class _Copier:
    """Copies parts of a schema with all that they refer to; what refers to itself goes to `definitions`."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self._schema = schema
        self.definitions: dict[str, Any] = {}

    def copy(self, part: Any, inside: tuple[str, ...] = ()) -> Any:
        """The part; `inside` are the references that were followed on the way to it."""
        if isinstance(part, list):
            return [self.copy(one, inside) for one in part]
        if not isinstance(part, Mapping):
            return part
        rest = {key: self._copy_value(key, part[key], inside) for key in part if key not in _LEFT_OUT}
        if "$ref" not in part:
            return rest
        target = self._follow(part["$ref"], inside)
        if set(rest) <= set(_NOTES):
            return {**target, **rest}
        return {"allOf": [target], **rest}

    def _copy_value(self, key: str, value: Any, inside: tuple[str, ...]) -> Any:
        if key in _NO_SCHEMAS:
            return value
        if key in _SCHEMAS_BY_NAME and isinstance(value, Mapping):
            return {name: self.copy(part, inside) for name, part in value.items()}
        return self.copy(value, inside)

    def _follow(self, pointer: str, inside: tuple[str, ...]) -> Any:
        target = follow_references(self._schema, {"$ref": pointer}) or {}
        if pointer not in inside:
            return self.copy(target, (*inside, pointer))
        name = re.sub(r"[^a-zA-Z0-9_-]+", "_", pointer).strip("_")
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self.copy(target, (pointer,))
        return {"$ref": f"#/$defs/{name}"}
