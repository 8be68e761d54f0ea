"""What went wrong in an answer of which nobody knows the right one: the faults of the schema, as findings."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from taskdata.answers.showing import clean, join_path
from taskdata.foundation.records import Fault
from taskdata.foundation.seeds import FailureKind, Finding

_KEY = r'"(?:[^"\\]|\\.)*"'
_RULES: tuple[tuple[FailureKind, re.Pattern[str]], ...] = (
    ("extra_field", re.compile(rf"has (?P<keys>{_KEY}(?:(?:, | and ){_KEY})*), which is not known here")),
    ("missing_field", re.compile(rf"lacks (?P<keys>{_KEY}(?:(?:, | and ){_KEY})*);")),
    ("missing_field", re.compile(rf"(?:has {_KEY}, which needs )(?P<keys>{_KEY}) beside it")),
    ("missing_field", re.compile(r"is missing\b|has none of them;|has 0 keys;")),
    ("extra_field", re.compile(rf"has {_KEY}(?:(?:, | and ){_KEY})+; one of the keys|.*beside the other values")),
)
"""What the message of a fault begins with where it is no wrong value, and where the keys stand that it is about."""
_ORDER: tuple[FailureKind, ...] = ("wrong_action", "missing_field", "wrong_value", "extra_field")


def find_schema_findings(
    value: Any, discriminator: str | None, find_schema_faults: Callable[[Any], Sequence[Fault]]
) -> list[Finding]:
    """The faults of an output as findings: of the action alone where it is at fault, else of the fields."""
    try:
        faults = find_schema_faults(value)
    except (ValueError, RecursionError):  # the validators refuse what is nested too deeply, or no number of theirs
        message = "is nested too deeply, or has too large a number, to be held against the schema"
        return [Finding(kind="wrong_value", path="$", message=message)]
    found = [finding for fault in faults for finding in _name_fault(fault, discriminator)]
    found.sort(key=lambda finding: _ORDER.index(finding.kind))
    return found[:1] if found and found[0].kind == "wrong_action" else found


def _name_fault(fault: Fault, discriminator: str | None) -> Iterator[Finding]:
    path, message = clean(fault.path), clean(fault.message)
    if discriminator is not None and path == f"$.{discriminator}":
        yield Finding(kind="wrong_action", path=path, message=message)
        return
    kind, match = next(((kind, found) for kind, rule in _RULES if (found := rule.match(message))), (None, None))
    keys = match.groupdict().get("keys") if match else None
    for name in [join_path(path, json.loads(key)) for key in re.findall(_KEY, keys)] if keys else [path]:
        yield Finding(kind=kind or "wrong_value", path=name, message=message)
