"""Templates that are said a few times, each request verified: what only shows when it is said."""

from collections.abc import Callable, Iterator, Mapping

from taskdata.build.example import Builder, Draw
from taskdata.check.verifier import Verifier
from taskdata.foundation.errors import Problem
from taskdata.foundation.pack import Family, Pack, Template
from taskdata.slots.base import Slot
from taskdata.workflows.check_contrasts import find_unsaid_contrasts

DRAWS = 12
"""Draws of each template that are built and verified."""


def find_refused(
    pack: Pack, slots: Mapping[str, Slot], progress: Callable[[int], None] = lambda done: None
) -> Iterator[Problem]:
    """Templates whose requests the verifier refuses, and contrasts that cannot be said; `progress` counts templates."""
    builder, verifier = Builder(pack, slots), Verifier(pack, slots)
    for family in pack.families.values():
        for template in family.templates:
            yield from _try_template(builder, verifier, family, template)
            progress(1)
    yield from find_unsaid_contrasts(pack, slots)


def _try_template(builder: Builder, verifier: Verifier, family: Family, template: Template) -> Iterator[Problem]:
    """The first draw that is refused.

    What a package's check refuses, a leftover ("add add") or a slip may happen to one draw, not to all.
    """
    refused, said, own = [], 0, builder.pack.usecase.checks
    for index in range(DRAWS):
        example = builder.build(Draw(template, family, 0, index, "train"), lambda words: True)
        if example is None:
            continue
        said += 1
        fault = next(iter(verifier.verify_example(example).faults), None)
        if fault:
            message = f"{example.input!r} is refused ({fault.code}, {fault.path}): {fault.message}"
            slips = builder.pack.styles[str(example.facets["style"])].slips
            refused.append((fault.code == "leftover" or fault.code in own or slips > 0, message))
    if not said:
        message = "nothing can be said with this sentence on any of the days that were tried"
        yield Problem(*template.place, message)
    grave = [message for forgivable, message in refused if not forgivable or len(refused) == said]
    if grave:
        yield Problem(*template.place, grave[0])
