"""Where examples come from: kinds of sources, models, families and their templates, contrasts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from taskdata.deliver.figures.frame import count_rows
from taskdata.deliver.figures.model import Contrasts, FamilyFigures, Origins
from taskdata.foundation.pack import Pack

if TYPE_CHECKING:
    import pandas

_FROM_PRODUCTION = ("failure", "real")
"""The kinds of sources that are requests from outside."""


def find_from_production(sources: Iterable[tuple[str, str, str | None]]) -> set[str]:
    """The ids of examples that come of requests from outside, out of the id, kind of source and parent of each.

    They are said as users said them, varied, or reworded from one that is.
    """
    told = list(sources)
    found = {identity for identity, kind, _ in told if kind in _FROM_PRODUCTION}
    return found | {identity for identity, _, parent in told if parent in found}


def describe_origins(frame: "pandas.DataFrame", from_production: int, manifest: Mapping[str, Any] | None) -> Origins:
    """Where the examples come from, and what the manifest tells of paraphrases and seeds."""
    told = manifest or {}
    return Origins(
        kinds=count_rows(frame, "kind", len(frame)),
        models=count_rows(frame, "model", len(frame)),
        from_production=from_production,
        paraphrases=told.get("paraphrases"),
        seeds=told.get("seeds"),
    )


def describe_families(frame: "pandas.DataFrame", pack: Pack) -> tuple[FamilyFigures, ...]:
    """All families of the pack, and those that only the examples name."""
    used = frame.groupby("family", sort=False)["template"].nunique()
    described = []
    about = {name: family.about for name, family in pack.families.items()}
    for row in count_rows(frame, "family", len(frame), names=pack.families, about=about):
        family = pack.families.get(row.name)
        described.append(
            FamilyFigures(
                row=row,
                action=family.action if family else None,
                category=family.category if family else None,
                sentence=next((template.text for template in family.templates if template.text), "") if family else "",
                templates_used=int(used.get(row.name, 0)),
                templates_in_pack=len(family.templates) if family else None,
            )
        )
    return tuple(described)


def describe_contrasts(frame: "pandas.DataFrame", pack: Pack) -> Contrasts:
    """The contrasts of the pack that are there with all their members; one that is not is not counted."""
    there = frame["template"].value_counts()
    kinds: Counter[str] = Counter()
    names: dict[str, int] = {}
    n = 0
    for name, contrast in sorted(pack.contrasts.items()):
        if count := min((int(there.get(member.id, 0)) for member in contrast.members), default=0):
            names[name] = count
            kinds[contrast.kind] += count
            n += count * len(contrast.members)
    return Contrasts(n, dict(sorted(kinds.items(), key=lambda item: (-item[1], item[0]))), names)
