"""`taskdata check`: every fault of a pack, with its place."""

from collections.abc import Mapping
from pathlib import Path

from taskdata.build.example import Builder, Draw
from taskdata.check.verifier import Verifier
from taskdata.deliver.splits import BENCHMARK, assign_groups
from taskdata.foundation.errors import Problem
from taskdata.foundation.pack import Family, Pack, Template
from taskdata.slots.base import Slot
from taskdata.workflows.open_pack import open_pack

_DRAWS = 12
"""Draws of each template that are built and verified."""


def check_pack(folder: Path | None) -> tuple[Pack, list[Problem]]:
    """Load a pack, and say every template a few times: what is refused by the verifier is a fault of the template.

    Raises PackError where the files themselves have faults.
    """
    pack, slots = open_pack(folder)
    problems = [*_find_held(pack), *_find_refused(pack, slots)]
    return pack, sorted(problems)


def _find_held(pack: Pack) -> list[Problem]:
    """Families of which no template is left for training."""
    splits = assign_groups(pack.families.values(), pack.usecase)
    held = [f for f in pack.families.values() if all(splits[t.group] == BENCHMARK for t in f.templates)]
    message = "every template of the family '{}' is held for the benchmark; add a wording or two"
    return [_place(family.templates[0], message.format(family.name)) for family in held]


def _find_refused(pack: Pack, slots: Mapping[str, Slot]) -> list[Problem]:
    builder, verifier = Builder(pack, slots), Verifier(pack, slots)
    problems = []
    for family in pack.families.values():
        for template in family.templates:
            problems += _try_template(builder, verifier, family, template)
    return problems


def _try_template(builder: Builder, verifier: Verifier, family: Family, template: Template) -> list[Problem]:
    said = 0
    for index in range(_DRAWS):
        example = builder.build(Draw(template, family, 0, index, "train"), lambda words: True)
        if example is None:
            continue
        said += 1
        verdict = verifier.verify_example(example)
        if not verdict.ok and not example.facets["style"] == "slip":
            fault = verdict.faults[0]
            return [_place(template, f"{example.input!r} is refused ({fault.code}, {fault.path}): {fault.message}")]
    return [] if said else [_place(template, "nothing can be said with this sentence on any of the days that were tried")]


def _place(template: Template, message: str) -> Problem:
    file, _, line = template.place.rpartition(":")
    return Problem(file, int(line), 1, message)
