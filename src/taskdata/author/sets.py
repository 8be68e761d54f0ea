"""What sentences set in the output beside their slots: whether it leads to a field, and to one of its values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from taskdata.author.documents import Place
from taskdata.author.names import suggest_or_list
from taskdata.foundation.branches import follow_references, list_branches, read_constant
from taskdata.foundation.output import Fields, Output
from taskdata.foundation.pack import Action


def check_keys(sets: Mapping[str, object], output: Output, place: Place) -> None:
    """A dotted key must not lead into a field that is no object."""
    for key in sets:
        inner, path = output, key.split(".")
        for depth, part in enumerate(path, 1):
            if isinstance(inner, Fields) and part in inner.fields:
                inner = inner.fields[part]
            elif isinstance(inner, Fields):
                break
            else:
                message = f"'{key}' leads into '{'.'.join(path[: depth - 1])}', which is one value and has no parts"
                place.inside(key).report(message, at_key=True)
                break
        if any(other.startswith(f"{key}.") for other in sets):
            place.inside(key).report(f"'{key}' is set as a whole and in part; keep one of them", at_key=True)


@dataclass(frozen=True, slots=True)
class KnownFields:
    """The fields and values that the schema has for each action; with an empty schema all are taken for known."""

    schema: Mapping[str, Any]
    discriminator: str | None

    def check_set(self, action: Action, sets: Mapping[str, Any], place: Place) -> None:
        """A field that the action does not have, or a value that its field does not have, is a fault."""
        for key, value in sets.items():
            allowed = self.list_values(action, key, place.inside(key), at_key=True)
            if allowed is not None and value not in allowed:
                message = f"'{value}' is no value of `{key}`{suggest_or_list(str(value), map(str, allowed))}"
                place.inside(key).report(message)

    def list_values(self, action: Action, key: str, place: Place, *, at_key: bool = False) -> list[Any] | None:
        """The values out of which a field, named by a dotted key, has one; None where it may have others.

        A field that the action certainly does not have is a fault at the place.
        """
        part, outer = self._find_branch(action), ""
        for name in key.split("."):
            known = part.get("properties") if part else None
            if part is None or not isinstance(known, Mapping):
                return None
            if name not in known and part.get("additionalProperties") is False:
                message = f"'{action.name}' has no field '{outer}{name}'{suggest_or_list(name, known)}"
                place.report(message, at_key=at_key)
                return None
            part, outer = follow_references(self.schema, known.get(name)), f"{outer}{name}."
        if part and "const" in part:
            return [part["const"]]
        allowed = part.get("enum") if part else None
        return allowed if isinstance(allowed, list) else None

    def _find_branch(self, action: Action) -> Mapping[str, Any] | None:
        branches = list(list_branches(self.schema, self.discriminator)) if self.schema else []
        if self.discriminator is None and len(branches) > 1:
            return None  # what would choose one is missing, and that is told
        wanted = read_constant(action, self.discriminator)
        return next((branch.target for branch in branches if branch.constant == wanted), None)
