"""Stubs of actions: families with sentences that are dull, and run."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from taskdata.foundation.branches import Branch
from taskdata.foundation.errors import InputError
from taskdata.foundation.output import Path
from taskdata.propose.actions import Outline, list_sets
from taskdata.propose.naming import escape_words, split_name
from taskdata.propose.slots import Proposal
from taskdata.propose.values import Allowed

_DOUBLED = re.compile(r"\b(\w+) \1\b")
COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Family:
    """The stub of a family; `sets` are values of the output that no slot says."""

    name: str
    about: str
    sentences: Sequence[str]
    frame: str | None = None
    sets: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Stub:
    """The stub of an action.

    `fields` is what its output has; `chooser` the field that tells kinds of errors apart, and its values; `texts` are
    the fields that the model words itself, with the most characters that each may have.
    """

    name: str
    fields: Mapping[Path, Any]
    families: Sequence[Family]
    chooser: str | None = None
    values: Sequence[str] = ()
    texts: Mapping[str, int] | None = None


def draft_action(name: str, constant: str, branch: Branch, outline: Outline, allowed: Allowed) -> Stub:
    """The stub of an action that is built from what is said.

    Raises InputError where the schema allows none of the outputs that could be said.
    """
    sets = list_sets(outline, branch, allowed)
    if not sets:
        raise InputError(
            f"no output of the action '{name}' could be found that the schema allows; its fields depend on each other "
            "in a way that is not understood: start from an easier schema and add the rest by hand"
        )
    head = escape_words(split_name(constant)) or "do it"
    head = head if branch.constant else f"write down {head}"
    fewest = min(map(len, sets))
    least = [one for one in sets if len(one) == fewest]
    more = [one for one in sets if len(one) > fewest]
    plain = _drop_doubled(sentence for one in least for sentence in _say_fully(head, one))
    families = [Family(name, f"{head}, and no more than must be said", plain, COMMAND)]
    if more:
        sentences = _drop_doubled(sentence for one in more for sentence in _say_briefly(head, one))
        families.append(Family(f"{name} in detail", f"{head}, with what may be said besides", sentences, COMMAND))
    return Stub(name, outline.fields, families)


def _drop_doubled(sentences: Iterable[str]) -> list[str]:
    """Those without a word twice in a row, and each once."""
    return list(dict.fromkeys(sentence for sentence in sentences if not _DOUBLED.search(sentence)))


def _say_briefly(head: str, together: Sequence[Proposal]) -> Iterator[str]:
    said = [proposal.say for proposal in together]
    yield f"{head} {' '.join(said)}"
    yield f"{head}, {', '.join(said)}"


def _say_fully(head: str, together: Sequence[Proposal]) -> Iterator[str]:
    said = [proposal.say for proposal in together]
    if not said:
        yield from (head, f"{head} (now|right now|at once|again)", f"{head} for (me|us|all of us)")
        yield from (f"(go|start) and {head}", f"{head} if you can", f"(quickly|simply|only) {head}")
        return
    yield from _say_briefly(head, together)
    for lead in ("for me", "like this", "at once", "once more", "as follows"):
        yield f"{head} {lead}: {', '.join(said)}"
    yield f"{head} now, {' and '.join(said)}"
    if not said[0].startswith("{"):
        yield f"{head} with {' and '.join(said)}"
