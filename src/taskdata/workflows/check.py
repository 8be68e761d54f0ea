"""`taskdata check`: every fault of a pack, with its place."""

from collections.abc import Mapping
from pathlib import Path

from taskdata.build.example import Builder, Draw
from taskdata.check.verifier import Verifier
from taskdata.deliver.splits import BENCHMARK, assign_groups
from taskdata.foundation.errors import Problem
from taskdata.foundation.pack import Family, Pack, Template
from taskdata.slots.base import Slot
from taskdata.workflows.check_contrasts import find_lost_contrasts
from taskdata.workflows.open_pack import open_pack, show_from_here

_DRAWS = 12
"""Draws of each template that are built and verified."""


def check_pack(folder: Path | None) -> tuple[Pack, list[Problem]]:
    """Load a pack, and say every template a few times: what is refused by the verifier is a fault of the template.

    Raises PackError where the files themselves have faults.
    """
    pack, slots = open_pack(folder)
    problems = find_refused(pack, slots)
    problems += [_place(place, message) for place, message in find_lost_contrasts(pack, slots)]
    return pack, sorted(show_from_here(problem, pack.root) for problem in problems)


def list_held(pack: Pack) -> list[Problem]:
    """The templates that are held for the benchmark, and so in no dataset."""
    splits = assign_groups(pack.families.values(), pack.usecase)
    held = [t for f in pack.families.values() for t in f.templates if splits[t.group] == BENCHMARK]
    problems = (_place(template.place, f"held for the benchmark: family '{template.family}'") for template in held)
    return sorted(show_from_here(problem, pack.root) for problem in problems)


def find_refused(pack: Pack, slots: Mapping[str, Slot]) -> list[Problem]:
    """The templates of which the verifier refuses what they say, in their places in the pack."""
    builder, verifier = Builder(pack, slots), Verifier(pack, slots)
    problems = []
    for family in pack.families.values():
        for template in family.templates:
            problems += _try_template(builder, verifier, family, template)
    return problems


def _try_template(builder: Builder, verifier: Verifier, family: Family, template: Template) -> list[Problem]:
    """The first draw that is refused. A leftover ("add add") or a slip may happen to one draw, not to all."""
    refused, said = [], 0
    for index in range(_DRAWS):
        example = builder.build(Draw(template, family, 0, index, "train"), lambda words: True)
        if example is None:
            continue
        said += 1
        fault = next(iter(verifier.verify_example(example).faults), None)
        if fault:
            message = f"{example.input!r} is refused ({fault.code}, {fault.path}): {fault.message}"
            slips = builder.pack.styles[str(example.facets["style"])].slips
            refused.append((fault.code == "leftover" or slips > 0, message))
    if not said:
        return [_place(template.place, "nothing can be said with this sentence on any of the days that were tried")]
    grave = [message for forgivable, message in refused if not forgivable or len(refused) == said]
    return [_place(template.place, grave[0])] if grave else []


def _place(place: str, message: str) -> Problem:
    file, _, line = place.rpartition(":")
    return Problem(file, int(line), 1, message)
