"""The JSON Schema of the actions: whether it is one, and whether it and the actions of the pack are for each other."""

from collections.abc import Mapping
from typing import Any

import orjson

from taskdata.author.documents import Path, Place, read_document
from taskdata.author.merge import Declared
from taskdata.author.names import suggest
from taskdata.foundation.branches import Branch, find_alternatives, follow_references, list_branches, read_constant
from taskdata.foundation.errors import Problem
from taskdata.foundation.json_schema import find_schema_fault
from taskdata.foundation.pack import Action
from taskdata.foundation.usecase import UseCase


class SchemaReader:
    """Reads the schema that a use case names; what is wrong with it goes to `problems`, or to the use case."""

    def __init__(self, usecase: UseCase, place: Place) -> None:
        self.problems: list[Problem] = []
        self._usecase = usecase
        self._place = place
        self._text = ""

    def read(self, files: Mapping[str, str]) -> dict[str, Any]:
        """The schema, {} where there is none that can be used."""
        file = self._usecase.schema_file
        if file not in files:
            near = suggest(file, (name for name in files if name.endswith(".json")))
            self._place.inside("schema_file").report(f"there is no file '{file}'{near}")
            return {}
        self._text = files[file]
        try:
            schema = orjson.loads(self._text)
        except orjson.JSONDecodeError as error:
            message = f"this is not JSON ({error.msg})" if self._text.strip() else "the file is empty; it holds no JSON"
            self.problems.append(Problem(file, error.lineno, error.colno, message))
            return {}
        return schema if self._is_usable(schema) else {}

    def match(self, schema: Mapping[str, Any], actions: Mapping[str, Action], declared: Declared) -> None:
        """Report each branch that no action is for, and each action that no branch is for."""
        field = self._usecase.discriminator
        branches = list(list_branches(schema, field))
        for branch in branches:
            if branch.target is None:
                message = f"{_show(branch.schema)} leads to nothing; a branch is an object, or is found in this file"
                self._report(branch.place, message)
        if any(branch.target is None for branch in branches) or not self._know_field(branches):
            return
        if declared.is_whole("actions") and len(declared.sections["actions"]):
            self._match_constants(branches, actions, declared)

    def _is_usable(self, schema: Any) -> bool:
        if found := find_schema_fault(schema):
            self._report(*found)
            return False
        top = follow_references(schema, schema) or {}
        if find_alternatives(schema) is None and not (isinstance(top.get("properties"), dict) and top["properties"]):
            self._report(
                (), "the schema must list its actions under `oneOf` or `anyOf`, or have the `properties` of one"
            )
            return False
        return True

    def _know_field(self, branches: list[Branch]) -> bool:
        """Whether every branch has a constant that chooses it."""
        field = self._usecase.discriminator
        if field is None:
            if len(branches) > 1:
                message = f"the key 'discriminator' is missing here; {self._usecase.schema_file} has several branches"
                self._place.report(message)
            return len(branches) == 1
        known = {key for b in branches for key in (b.target or {}).get("properties", {})}
        if field not in known:
            message = f"no branch of {self._usecase.schema_file} has the property '{field}'{suggest(field, known)}"
            self._place.inside("discriminator").report(message)
            return False
        lacking = [branch for branch in branches if branch.constant is None]
        for branch in lacking:
            message = f"this branch has no property '{field}' with a text as `const`, which would choose it"
            self._report(branch.place, message)
        return not lacking

    def _match_constants(self, branches: list[Branch], actions: Mapping[str, Action], declared: Declared) -> None:
        constants = [str(branch.constant) for branch in branches]
        chosen: dict[str, Action] = {}
        for action in actions.values():
            name = read_constant(action, self._usecase.discriminator)
            if chosen.setdefault(name, action) is not action:
                message = f"the action '{chosen[name].name}' has the same branch of the schema; keep one of them"
                declared.sections["actions"][action.name].place.report(message, at_key=True)
        sound = True
        for index, constant in enumerate(constants):
            message = ""
            if constant in constants[:index]:
                message = f"two branches are for '{constant}'; one is enough"
            elif constant not in chosen:
                message = f"this branch is for '{constant}', and no action is{suggest(constant, chosen)}"
            if message:
                sound = False
                self._report(branches[index].place, message)
        for constant, action in chosen.items() if sound else ():
            if constant not in constants:
                message = f"no branch of {self._usecase.schema_file} is for '{constant}'{suggest(constant, constants)}"
                declared.sections["actions"][action.name].place.report(message, at_key=True)

    def _report(self, path: Path, message: str) -> None:
        """Note a fault in its place: JSON is read as the YAML that it is, which tells the places."""
        document = read_document(self._usecase.schema_file, self._text)
        document.problems.clear()
        document.report(path, " ".join(message.split()))
        self.problems += document.problems


def _show(branch: Any) -> str:
    return f"'{branch['$ref']}'" if isinstance(branch, dict) and "$ref" in branch else "this branch"
