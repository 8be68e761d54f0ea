"""What went wrong in a model's answer: of the JSON, then of the action, then of its fields."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from taskdata.answers.broken_json import read_answer
from taskdata.answers.differences import compare_outputs, is_same
from taskdata.answers.schema_faults import find_schema_findings
from taskdata.answers.showing import join_path, show
from taskdata.foundation.branches import list_branches, read_constant
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import ABSENT, Fault
from taskdata.foundation.seeds import FailureKind, Finding


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of a pack in which answers are compared: no other is known here.

    errors: the actions that are chosen on evidence. own_words: the fields that the model words itself, which are never
    compared. actions: all that the schema knows; without them, none is called unknown.
    """

    discriminator: str | None
    errors: frozenset[str]
    own_words: frozenset[str]
    actions: frozenset[str] = frozenset()


def make_terms(pack: Pack) -> Terms:
    """The terms of a pack."""
    field = pack.usecase.discriminator
    errors = {read_constant(action, field) for action in pack.actions.values() if action.evidence is not None}
    known = {branch.constant for branch in list_branches(pack.schema, field)}
    own_words = frozenset(pack.usecase.persona.fields)
    return Terms(field, frozenset(errors), own_words, frozenset(name for name in known if name is not None))


def diagnose(
    raw_output: str | None,
    right: Mapping[str, Any] | None,
    terms: Terms,
    find_schema_faults: Callable[[Any], Sequence[Fault]],
) -> tuple[Finding, ...]:
    """What went wrong, the gravest first, at least one finding: of the JSON, then of the action, then of fields.

    `not_reproducible` stands alone, where the log shows nothing wrong or nothing to compare. An object that can be
    read out of broken JSON is compared like any other. Where no right output is known, the schema says what is wrong.
    """
    answer = read_answer(raw_output)
    found = [Finding(kind=kind, path="$", message=message) for kind, message in answer.flaws]
    if answer.value is not ABSENT:
        if right is None:
            found += find_schema_findings(answer.value, terms.discriminator, find_schema_faults)
        else:
            action = _compare_actions(answer.value, right, terms)
            found += [action] if action else compare_outputs(answer.value, right, terms.own_words)
    return tuple(found) or (_find_nothing(right is not None),)


def _find_nothing(is_right_known: bool) -> Finding:
    message = (
        "the answer is the right one" if is_right_known else "the answer is of the schema, and no right one is known"
    )
    return Finding(kind="not_reproducible", path="$", message=message)


def _compare_actions(given: Mapping[str, Any], right: Mapping[str, Any], terms: Terms) -> Finding | None:
    field = terms.discriminator
    if field is None or field not in right or is_same(given.get(field, ABSENT), right[field]):
        return None
    mine, wanted = given.get(field), right[field]
    if field not in given:
        message = f"is missing; it must be {show(wanted)}"
    else:
        message = f"says {show(mine)}; it must be {show(wanted)}"
    return Finding(kind=_name_confusion(mine, wanted, terms), path=join_path("$", field), message=message)


def _name_confusion(mine: Any, wanted: Any, terms: Terms) -> FailureKind:
    if not isinstance(mine, str) or (terms.actions and mine not in terms.actions):
        return "wrong_action"
    if (mine in terms.errors) == (wanted in terms.errors):
        return "wrong_action"
    return "error_instead" if mine in terms.errors else "action_instead"
