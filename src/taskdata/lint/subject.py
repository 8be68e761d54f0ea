"""What the rules look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from taskdata.author.documents import Document, Place
from taskdata.author.merge import Declared
from taskdata.foundation.errors import Problem, Spot
from taskdata.foundation.pack import Action, Pack, Template
from taskdata.lint.capacity import Capacity
from taskdata.lint.holes import Holes
from taskdata.lint.sample_outputs import SampleOutputs
from taskdata.slots.base import Slot


@dataclass(frozen=True)
class Subject:
    """A pack that could be loaded, with its slots and the files that it was declared in."""

    pack: Pack
    slots: Mapping[str, Slot]
    declared: Declared
    usecase: Document

    @cached_property
    def templates(self) -> tuple[Template, ...]:
        """Every template, the members of contrasts among them, in the order of the files."""
        return tuple(template for family in self.pack.families.values() for template in family.templates)

    @cached_property
    def capacity(self) -> Capacity:
        """How many different requests the templates can say."""
        return Capacity(self.pack, self.slots)

    @cached_property
    def holes(self) -> Holes:
        """Which slots the sentences say."""
        return Holes()

    @cached_property
    def outputs(self) -> SampleOutputs:
        """The outputs that the sentences would give."""
        return SampleOutputs(self.pack, self.slots)

    def action_of(self, template: Template) -> Action:
        """The action of the family of a template."""
        return self.pack.actions[self.pack.families[template.family].action]

    def place(self, section: str, name: str) -> Place:
        """Where something is declared in a template file."""
        return self.declared.sections[section][name].place

    def place_in_usecase(self, *path: str | int) -> Place:
        """A value of the use case."""
        return Place(self.usecase, path)


Problems = Iterator[Problem]


def fault(spot: Spot, message: str) -> Problem:
    """A fault at a spot."""
    return Problem(*spot, message)


def warning(spot: Spot, message: str) -> Problem:
    """A warning at a spot."""
    return Problem(*spot, message, is_warning=True)
