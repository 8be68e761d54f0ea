"""How the quota of one cell is spread over families and templates, and spread again when some run dry."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from taskdata.deliver.quotas import K, apportion
from taskdata.foundation.chance import hash_text
from taskdata.foundation.pack import Family, Template

_LAST_PATIENCE = 300


@dataclass(slots=True)
class Cell:
    """One category in one split: what is to be had, and the templates that may still give it."""

    split: str
    category: str
    quota: int
    seed: int
    families: dict[str, Family] = field(default_factory=dict)
    templates: dict[str, list[Template]] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)
    taken_of: dict[str, int] = field(default_factory=dict)
    """The same by family."""
    lifts: dict[str, int] = field(default_factory=dict)
    """By family, how many more it gets than its share: the shares are of what is left beside."""
    patience: int = 20
    """Draws in a row without a new example after which a template counts as used up."""
    _tired: list[Template] = field(default_factory=list)

    @property
    def missing(self) -> int:
        """How many examples the cell still lacks."""
        return self.quota - sum(self.taken.values())

    def take(self, template: Template) -> None:
        """Count an example of a template."""
        self.taken[template.id] = self.taken.get(template.id, 0) + 1
        self.taken_of[template.family] = self.taken_of.get(template.family, 0) + 1

    def exhaust(self, template: Template) -> None:
        """Take out a template that has hardly anything new to say, and its family with its last one."""
        self._tired.append(template)
        left = [other for other in self.templates[template.family] if other.id != template.id]
        self.templates[template.family] = left
        if not left:
            del self.templates[template.family]

    def try_again(self) -> bool:
        """Take back, once, the templates that were taken out, to get the last out of them; whether there is one."""
        again, self._tired = (self._tired, []) if self.patience < _LAST_PATIENCE else ([], [])
        self.patience = _LAST_PATIENCE
        for template in again:
            self.templates.setdefault(template.family, []).append(template)
        return bool(again)

    def plan(self) -> list[tuple[Template, int]]:
        """How many examples each template is to give next: families by weight, templates evenly, unused ones first."""
        shares = apportion(self.missing, self._weigh_families())
        planned: list[tuple[Template, int]] = []
        for name, count in shares.items():
            planned += self._plan_templates(self.templates[name], count)
        return [(template, count) for template, count in planned if count]

    def _weigh_families(self) -> dict[str, float]:
        """What each family still lacks of its share, in an order of the seed; if none lacks any, the weights.

        In train, each that has nothing yet comes first while the quota lasts.
        """
        names = sorted(self.templates, key=lambda name: hash_text(self.seed, self.split, name))
        weights = {name: self.families[name].weight for name in names}
        lacking = {name: self.count_due(name) - self.taken_of.get(name, 0) for name in names}
        lacking = {name: lack for name, lack in lacking.items() if lack > 0} or weights
        if self.split != "train":
            return lacking
        return lift_to_one(lacking, self.missing, [name for name in lacking if name not in self.taken_of])

    def count_due(self, family: str) -> float:
        """How many of the quota fall to a family."""
        whole = sum(one.weight for one in self.families.values())
        shared = self.quota - sum(self.lifts.values())
        return shared * self.families[family].weight / whole + self.lifts.get(family, 0)

    def _plan_templates(self, templates: Sequence[Template], count: int) -> list[tuple[Template, int]]:
        ordered = sorted(
            templates, key=lambda t: (self.taken.get(t.id, 0) / t.weight, hash_text(self.seed, self.split, t.id))
        )
        shares = apportion(count, {t.id: t.weight for t in ordered})
        return [(template, shares[template.id]) for template in ordered]


def lift_to_one(weights: dict[K, float], quota: int, keys: Collection[K]) -> dict[K, float]:
    """The weights, the small ones of the keys lifted so that each gets one of the quota if there is one for each."""
    if quota < len(keys):
        return weights
    lifted: set[K] = set()
    while True:
        free = quota - len(lifted)
        whole = sum(weight for name, weight in weights.items() if name not in lifted)
        low = {name for name in keys if name not in lifted and free * weights[name] / whole < 1}
        if not low:
            return {name: 1.0 if name in lifted else free * weights[name] / whole for name in weights}
        lifted |= low


def make_cell(
    split: str, category: str, quota: int, seed: int, families: Iterable[Family], group_split: dict[str, str]
) -> Cell:
    """The cell with the families of its category and their templates in its split, but for those of contrasts."""
    cell = Cell(split, category, quota, seed)
    for family in families:
        templates = [t for t in family.templates if group_split[t.group] == split and not t.contrast]
        if family.category == category and templates:
            cell.families[family.name] = family
            cell.templates[family.name] = templates
    return cell
