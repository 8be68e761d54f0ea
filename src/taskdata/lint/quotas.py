"""Quotas that the pack cannot fill, in the whole or by the weights of its families."""

from collections.abc import Mapping

from taskdata.deliver.quotas import apportion, plan_categories, plan_cells
from taskdata.deliver.splits import assign_groups
from taskdata.foundation.pack import Family
from taskdata.lint.subject import Problems, Subject, fault, warning


def find_unreachable(subject: Subject) -> Problems:
    """Sizes of the use case for which a category has too little to say: of the smallest a fault, else a warning."""
    usecase = subject.pack.usecase
    splits = assign_groups(subject.pack.families.values(), usecase)
    room: dict[tuple[str, str], float] = {}
    for family in subject.pack.families.values():
        for template in family.templates:
            cell = (splits[template.group], family.category)
            room[cell] = room.get(cell, 0) + subject.capacity.of_template(template)
    smallest = min((size.n for size in usecase.sizes), default=0)
    for index, size in enumerate(usecase.sizes):
        if message := _find_lack(plan_cells(size.n, usecase), room):
            place = subject.place_in_usecase("sizes", index, "n").locate()
            tell = fault if size.n == smallest else warning
            yield tell(place, f"a set of {size.n} needs {message}; add sentences, or take this size out")


def _find_lack(quotas: Mapping[tuple[str, str], int], room: Mapping[tuple[str, str], float]) -> str | None:
    """The split and category that lack most, None where none does."""
    lacking = {cell: quota - room.get(cell, 0) for cell, quota in quotas.items()}
    split, category = max(lacking, key=lambda cell: lacking[cell])
    has = room.get((split, category), 0)
    if lacking[split, category] <= 0:
        return None
    needs = f"{quotas[split, category]} examples of '{category}' in {split}"
    return f"{needs}, and the pack has {has:.0f} to say there"


def find_small_families(subject: Subject) -> Problems:
    """Families whose weight asks for more of the smallest set than they can say; others fill in for them."""
    usecase = subject.pack.usecase
    smallest = min((size.n for size in usecase.sizes), default=0)
    for category, quota in plan_categories(smallest, usecase).items():
        families = [family for family in subject.pack.families.values() if family.category == category]
        wanted: Mapping[str, int] = apportion(quota, {family.name: family.weight for family in families})
        room = {family.name: subject.capacity.of_family(family) for family in families}
        for family in families:
            if (has := room[family.name]) < wanted[family.name] and sum(room.values()) >= quota:
                yield warning(subject.place("families", family.name).locate(at_key=True), _explain(family, wanted, has))


def _explain(family: Family, wanted: Mapping[str, int], has: float) -> str:
    return (
        f"by its weight the family '{family.name}' is due {wanted[family.name]} of the smallest set, and it says "
        f"{has:.0f} different requests; add wordings, or weigh it less"
    )
