"""Families that say hardly anything, and alternatives beside which the others hardly count."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from taskdata.foundation.errors import Spot
from taskdata.foundation.pack import Family, Template
from taskdata.foundation.pattern import Choice, Pattern
from taskdata.foundation.pattern import Sequence as Parts
from taskdata.lint.memory import Remembered
from taskdata.lint.subject import Problems, Subject, warning

_FEW = 10
"""A family that says fewer different requests teaches them by heart."""
_MOST_SHARE = 0.9
"""What is drawn more often than this leaves the others next to nothing."""


def find_little_variety(subject: Subject) -> Problems:
    """Families that say fewer than ten different requests."""
    for family in subject.pack.families.values():
        count = subject.capacity.of_family(family)
        if count < _FEW:
            place = subject.place("families", family.name).locate(at_key=True)
            told = f"{count:.0f} request{'s' * (count != 1)}"
            yield warning(place, f"the family '{family.name}' says {told} in all; add wordings, or a slot")


def find_dominating(subject: Subject) -> Problems:
    """Alternatives, sentences and families of which one is drawn nearly always."""

    @Remembered
    def find_share(pattern: Pattern) -> float:
        """The share of an alternative that leaves no room for the others, else 0."""
        parts = pattern.parts if isinstance(pattern, Parts) else pattern.options if isinstance(pattern, Choice) else ()
        inner = max(map(find_share, parts), default=0.0)
        return inner or (_find_dominating(pattern) if isinstance(pattern, Choice) else 0.0)

    for template in subject.templates:
        if share := find_share(template.pattern):
            message = f"of the alternatives in this sentence, one is drawn in {share:.0%} of all cases"
            yield warning(template.place, f"{message}; weigh it less, or take the others out")
    for family in subject.pack.families.values():
        yield from _find_in_family(subject, family)
    for category, families in _group_families(subject.pack.families):
        spots = {family.name: subject.place("families", family.name).locate(at_key=True) for family in families}
        weights = {family.name: family.weight for family in families}
        yield from _tell(weights, spots, f"of the families of '{category}', this one is drawn")


def _find_dominating(choice: Choice) -> float:
    """What may be left out is no alternative."""
    spoken = [weight for option, weight in zip(choice.options, choice.weights, strict=True) if option != Parts(())]
    share = max(spoken) / sum(spoken)
    return share if len(spoken) > 1 and share > _MOST_SHARE else 0.0


def _find_in_family(subject: Subject, family: Family) -> Problems:
    templates: Sequence[Template] = [template for template in family.templates if not template.contrast]
    spots = {template.id: template.place for template in templates}
    weights = {template.id: template.weight for template in templates}
    yield from _tell(weights, spots, f"of the sentences of '{family.name}', this one is drawn")


def _group_families(families: Mapping[str, Family]) -> Iterator[tuple[str, list[Family]]]:
    ordered = sorted(families.values(), key=lambda family: family.category)
    for category, group in groupby(ordered, key=lambda family: family.category):
        yield category, list(group)


def _tell(weights: Mapping[str, float], spots: Mapping[str, Spot], message: str) -> Problems:
    whole = sum(weights.values())
    for name, weight in weights.items():
        if len(weights) > 1 and weight / whole > _MOST_SHARE:
            yield warning(spots[name], f"{message} in {weight / whole:.0%} of all cases; weigh it less")
