"""One answer held against the output that it must be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from taskdata.answers.diagnosis import Terms, make_terms
from taskdata.answers.differences import is_same
from taskdata.answers.shape import Shape
from taskdata.evaluate.cases import Case, Reply
from taskdata.evaluate.execution import Executor
from taskdata.evaluate.leaves import Leaves, Path, list_leaves
from taskdata.foundation.branches import index_actions, read_choice
from taskdata.foundation.errors import InputError
from taskdata.foundation.output import Constant, FromSlots
from taskdata.foundation.output import list_leaves as list_declared
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import ABSENT

NO_ANSWER, NO_JSON, NO_ACTION = "(no answer)", "(no JSON)", "(no known action)"


class FieldScore(NamedTuple):
    """One leaf of the expected output: whether the answer has it, and whether it is what is so by default."""

    path: Path
    right: bool
    is_default: bool


@dataclass(frozen=True, slots=True)
class Score:
    """What came of one case.

    `value` is the object in the answer, None where it could not be read. `action` is the one that is right, `answered`
    the one that was given, or in brackets why there is none. `same_query` is None of an action that is not run.
    `kind_right` says of an expected error whether its type is right; None where none is expected. `given` counts the
    leaves of the answer; `extra` and `missing` are the paths of leaves that only one side has.
    """

    case: Case
    reply: Reply | None
    value: Mapping[str, Any] | None
    is_valid: bool
    is_exact: bool
    same_query: bool | None
    query_difference: str | None
    action: str
    answered: str
    is_error: bool
    gives_error: bool
    kind_right: bool | None
    fields: tuple[FieldScore, ...]
    given: int
    extra: tuple[Path, ...]
    missing: tuple[Path, ...]

    @property
    def is_json(self) -> bool:
        """Whether the answer could be read."""
        return self.value is not None

    @property
    def is_right(self) -> bool:
        """Whether the answer does what the right one does: equal to it, or a query that finds the same."""
        return self.is_exact or bool(self.same_query)

    @property
    def is_failure(self) -> bool:
        """Whether the model said something, and not what does it; what was never answered is none of its failures."""
        return self.reply is not None and not self.is_right

    @property
    def fields_right(self) -> int:
        """How many leaves of the expected output the answer has."""
        return sum(field.right for field in self.fields)


class Scorer:
    """Scores the answers of one pack's cases."""

    def __init__(self, pack: Pack) -> None:
        field = pack.usecase.discriminator
        self._field = field
        self._shape = Shape(pack.schema, field)
        self._terms: Terms = make_terms(pack)
        self._actions = index_actions(pack.actions.values(), field)
        self._kinds = {name: action.evidence.field for name, action in self._actions.items() if action.evidence}
        self._defaults = {name: _list_defaults(action.output) for name, action in self._actions.items()}
        self._executor = Executor(pack)

    def name_choice(self, output: Mapping[str, Any]) -> str | None:
        """What an output has in the field that chooses its action."""
        return read_choice(output, self._field)

    def name_action(self, output: Mapping[str, Any]) -> str | None:
        """The name of the action of an output; None where the pack has no such."""
        action = self._actions.get(self.name_choice(output) or "")
        return action.name if action else None

    def _name_answered(self, reply: Reply | None, value: Mapping[str, Any] | None) -> str:
        if reply is None:
            return NO_ANSWER
        return NO_JSON if value is None else self.name_action(value) or NO_ACTION

    def is_error(self, choice: str | None) -> bool:
        """Whether an action says that nothing can be carried out."""
        return choice in self._terms.errors

    def score(self, case: Case, reply: Reply | None, value: Mapping[str, Any] | None) -> Score:
        """What came of a case; `value` is what was read of the reply."""
        wanted = self.name_choice(case.expected)
        expected = list_leaves(case.expected, self._terms.own_words)
        given = {} if value is None else list_leaves(value, self._terms.own_words)
        exact = value is not None and self._is_exact(case.expected, value, wanted)
        valid = value is not None and self._shape.accepts(value)
        same, difference = self._run(case, value, exact=exact, valid=valid)
        return Score(
            case=case, reply=reply, value=value, is_valid=valid, is_exact=exact,
            same_query=same, query_difference=difference,
            action=self.name_action(case.expected) or NO_ACTION, answered=self._name_answered(reply, value),
            is_error=self.is_error(wanted), gives_error=value is not None and self.is_error(self.name_choice(value)),
            kind_right=self._is_kind_right(case.expected, value, wanted),
            fields=tuple(self._score_fields(expected, given, wanted)), given=len(given),
            extra=tuple(path for path in given if path not in expected),
            missing=() if value is None else tuple(path for path in expected if path not in given),
        )  # fmt: skip

    def _score_fields(self, expected: Leaves, given: Leaves, wanted: str | None) -> list[FieldScore]:
        defaults = self._defaults.get(wanted or "", {})
        return [
            FieldScore(
                path,
                path in given and is_same(given[path], value),
                path in defaults and is_same(defaults[path], value),
            )
            for path, value in expected.items()
        ]

    def _is_exact(self, expected: Mapping[str, Any], value: Mapping[str, Any], wanted: str | None) -> bool:
        """Equal as JSON; of an error, what the model words itself may be any text."""
        if not self.is_error(wanted):
            return is_same(expected, value)
        own = [key for key in expected if key in self._terms.own_words]
        if any(not isinstance(value.get(key), str) for key in own):
            return False
        rest = {key: value[key] for key in value if key not in own}
        return is_same({key: expected[key] for key in expected if key not in own}, rest)

    def _is_kind_right(
        self, expected: Mapping[str, Any], value: Mapping[str, Any] | None, wanted: str | None
    ) -> bool | None:
        if not self.is_error(wanted):
            return None
        if value is None or self.name_choice(value) != wanted:
            return False
        kind = self._kinds[wanted or ""]
        return is_same(value.get(kind, ABSENT), expected.get(kind))

    def _run(
        self, case: Case, value: Mapping[str, Any] | None, *, exact: bool, valid: bool
    ) -> tuple[bool | None, str | None]:
        """Whether both select the same; None where that cannot be run: undeclared, on no day, or by SQL that fails."""
        if case.reference_date is None or not self._executor.can_run(case.expected):
            return None, None
        if exact or value is None or not valid:
            return exact, None
        if self.name_choice(value) != self.name_choice(case.expected):
            return False, None
        try:
            compared = self._executor.compare(case.expected, value, case.reference_date)
        except InputError as error:  # SQL of the pack that fails for these values; the rest can be measured
            return None, str(error)
        return compared.same, compared.difference


def _list_defaults(output: Any) -> Leaves:
    """The leaves that an action has where nothing is said of them, with their values."""
    defaults: Leaves = {}
    for path, leaf in list_declared(output):
        if isinstance(leaf, Constant):
            defaults[path] = leaf.value
        elif isinstance(leaf, FromSlots) and leaf.default is not ABSENT:
            defaults[path] = leaf.default
    return defaults
