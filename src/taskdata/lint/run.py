"""All rules over one pack."""

from collections.abc import Callable, Mapping

from taskdata.author.load import Loaded
from taskdata.foundation.errors import Problem
from taskdata.lint.criteria import find_bad_criteria, find_repeated_sizes
from taskdata.lint.execution import find_bad_execution
from taskdata.lint.outputs import (
    find_bad_outputs,
    find_broken_wording,
    find_idle_slots,
    find_overridden_slots,
    find_ungrounded_fields,
    find_unset_values,
)
from taskdata.lint.quotas import find_small_families, find_unreachable
from taskdata.lint.same_sentences import find_same_sentences
from taskdata.lint.subject import Problems, Subject
from taskdata.lint.typing import find_typing
from taskdata.lint.unsayable import find_unsayable
from taskdata.lint.unused import find_unused
from taskdata.lint.variety import find_dominating, find_little_variety
from taskdata.slots.base import Slot

RULES: tuple[Callable[[Subject], Problems], ...] = (
    find_bad_outputs,
    find_idle_slots,
    find_ungrounded_fields,
    find_broken_wording,
    find_overridden_slots,
    find_same_sentences,
    find_unsayable,
    find_unreachable,
    find_small_families,
    find_little_variety,
    find_dominating,
    find_unused,
    find_typing,
    find_unset_values,
    find_bad_criteria,
    find_repeated_sizes,
    find_bad_execution,
)


def lint_pack(loaded: Loaded, slots: Mapping[str, Slot]) -> list[Problem]:
    """What each rule finds in a pack that could be loaded, in the order of files and lines."""
    subject = Subject(loaded.pack, slots, loaded.declared, loaded.usecase)
    return sorted({problem for rule in RULES for problem in rule(subject)})
