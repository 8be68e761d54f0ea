"""Stubs of the answers to what cannot be carried out: each kind of error has a family, and one answer."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from taskdata.foundation.branches import Branch
from taskdata.foundation.errors import InputError
from taskdata.foundation.output import Path
from taskdata.propose.fields import FieldOf
from taskdata.propose.naming import escape_words, split_name
from taskdata.propose.stubs import Family, Stub
from taskdata.propose.values import Allowed

_ERROR = re.compile(r"\b(?:errors?|fail\w*|unsupported|unknown|clarif\w*|fallback|refus\w*|reject\w*)\b")
_UNCLEAR = re.compile(r"\b(?:unclear|ambiguous|clarif\w*|unknown|other|not understood|internal)\b")
_TEXTS = ("I cannot do this.", "What do you mean?")
_LONGEST = 200


def is_error(name: str, fields: Sequence[FieldOf]) -> bool:
    """Whether an action looks like the answer to what cannot be carried out: by its name, and by fields of text."""
    free = [field for field in fields if field.rule.get("type") == "string" or "enum" in field.rule]
    return bool(_ERROR.search(split_name(name))) and bool(free) and all(len(field.path) == 1 for field in fields)


def draft_error(name: str, head: dict[str, str], branch: Branch, fields: Sequence[FieldOf], allowed: Allowed) -> Stub:
    """The stub of an action whose output is the same for all that a family says; `head` is what chooses its branch.

    Raises InputError where the schema allows none of the outputs that were tried.
    """
    chooser = next((f for f in fields if "enum" in f.rule and all(isinstance(v, str) for v in f.rule["enum"])), None)
    others = [field for field in fields if field is not chooser]
    values = list(chooser.rule["enum"]) if chooser else []
    families = []
    for value in values or [""]:
        chosen = {chooser.path[0]: value} if chooser else {}
        told = chosen | _find_texts({**head, **chosen}, others, branch, allowed, name)
        kind = escape_words(split_name(value or name))
        about = f"requests that are answered with {kind}"
        families.append(Family(f"{name} {value}".strip(), about, _say_error(kind), None, told))
    texts = {
        field.path[0]: field.rule.get("maxLength", _LONGEST)
        for field in others
        if field.rule.get("type") == "string" and field.path[0] in (families[0].sets or {})
    }
    fixed: dict[Path, Any] = {(key,): value for key, value in head.items()}
    return Stub(name, fixed, families, chooser.path[0] if chooser else None, values, texts)


def pick_fallback(stubs: Iterable[Stub]) -> dict[str, Any] | None:
    """The output of an error that fits where nothing is known of what went wrong; None where no action is one."""
    errors = [(stub, family) for stub in stubs if stub.texts is not None for family in stub.families]
    if not errors:
        return None
    stub, family = next((one for one in errors if _UNCLEAR.search(split_name(one[1].name))), errors[0])
    return {**{path[0]: value for path, value in stub.fields.items()}, **(family.sets or {})}


def _find_texts(
    output: dict[str, Any], fields: Sequence[FieldOf], branch: Branch, allowed: Allowed, name: str
) -> dict[str, Any]:
    """A value for each field that must be there, or else for each that may be."""
    for some in ([f for f in fields if f.required], fields):
        told = {f.path[0]: allowed.invent({**f.rule, "examples": [*f.rule.get("examples", ()), *_TEXTS]}) for f in some}
        if all(told.values()):
            values = {key: found[0] for key, found in told.items()}
            if allowed.check(branch.alone, {**output, **values}):
                return values
    raise InputError(
        f"no output of the action '{name}' could be found that the schema allows; add `examples` to its fields"
    )


def _say_error(kind: str) -> list[str]:
    return [
        f"(this|that|it) is [just] (about|a case of|an example of) {kind}",
        f"(here is|here comes|take) (a case of|an example of|something with) {kind}",
        f"[so,] what (about|of|happens with) {kind}?",
        f"(say|suppose|imagine) [that] (this is|it is|there is) {kind}",
        f"(now|then|here) [comes] {kind}, (for example|for once|once more)",
        f"(how|why) (is|was) (this|that|it) {kind}?",
    ]
