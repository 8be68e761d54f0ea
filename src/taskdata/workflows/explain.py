"""`taskdata explain`: how one example came to be, and whether its label is proven today."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from taskdata import __version__
from taskdata.author.sentences import parse_sentence
from taskdata.build.replay import Replayed, Replayer, show_written
from taskdata.check.verifier import Verifier
from taskdata.deliver.splits import Splits
from taskdata.foundation.pack import Pack, Template
from taskdata.foundation.records import Example
from taskdata.io.files import find_pack
from taskdata.slots.base import Slot
from taskdata.workflows.explain_checks import Checked, SplitTold, check_example, explain_split
from taskdata.workflows.explain_find import Found, Related, find_example, find_related
from taskdata.workflows.explain_label import FieldTold, SlotTold, explain_label
from taskdata.workflows.explain_seed import SeedTold, Sowing, open_seeds
from taskdata.workflows.open_pack import Opened, name_from_here, open_with_places
from taskdata.workflows.rebuild import Rebuilder, Unsettled

_FEWEST, _MOST = 20_000, 1_000_000
"""How many draws of a template are looked through: as many as the dataset has examples, within these bounds."""


@dataclass(frozen=True, slots=True)
class TemplateTold:
    """The template of an example: the sentence as its author wrote it, where, its family, its group.

    `given` are the words that a contrast gives its slots; `parent` is the place of the sentence that a model reworded.
    """

    id: str
    sentence: str
    place: str
    family: str
    about: str
    group: str
    contrast: str | None
    given: Mapping[str, str]
    parent: str | None


@dataclass(frozen=True, slots=True)
class Made:
    """How its dataset was made, as the manifest tells, and with what it is explained now.

    `is_same` is whether the pack is as it was; None where no manifest tells.
    """

    version: str | None
    pack: str | None
    seed: int | None
    pack_now: str
    version_now: str = field(default=__version__)

    @property
    def is_same(self) -> bool | None:
        """Whether the pack is as it was; None where no manifest tells."""
        return None if self.pack is None else self.pack == self.pack_now


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that is known of one example.

    `missing` says why there is no template, or no draw. `label_now` is the label that the template gives today, where
    that is another one.
    """

    found: Found
    made: Made
    related: Related
    template: TemplateTold | None
    replayed: Replayed | None
    missing: str | None
    label_now: Mapping[str, Any] | None
    fields: list[FieldTold]
    slots: list[SlotTold]
    seed: SeedTold | None
    checked: Checked
    split: SplitTold

    @property
    def example(self) -> Example:
        """The example itself."""
        return self.found.example

    def to_json(self) -> dict[str, Any]:
        """The explanation for programs."""
        return {
            "id": self.example.id,
            "place": self.found.place,
            "also_in": list(self.found.others),
            "example": self.example.model_dump(mode="json"),
            "made": {**asdict(self.made), "is_same": self.made.is_same},
            "template": asdict(self.template) if self.template else None,
            "draw": _draw_to_json(self.replayed) if self.replayed else None,
            "missing": self.missing,
            "label_now": self.label_now,
            "fields": [one.to_json() for one in self.fields],
            "slots": [one.to_json() for one in self.slots],
            "seed": self.seed.to_json() if self.seed else None,
            "related": _related_to_json(self.related),
            "checked": self.checked.to_json(),
            "split": self.split.to_json(),
        }


def _draw_to_json(replayed: Replayed) -> dict[str, Any]:
    return {
        "seed": replayed.draw.seed,
        "index": replayed.draw.index,
        "choices": [asdict(choice) for choice in replayed.choices],
        "frame": replayed.frame,
        "typing": [{"step": step, "text": text} for step, text in replayed.typing],
    }


def _related_to_json(related: Related) -> dict[str, Any]:
    def show(one: Example) -> dict[str, Any]:
        return {"id": one.id, "input": one.input, "output": one.output}

    return {
        "parent": show(related.parent) if related.parent else None,
        "paraphrases": [show(one) for one in related.paraphrases],
        "siblings": [show(one) for one in related.siblings],
        "of_template": related.of_template,
    }


def explain_example(start: str, dataset: Path | None, folder: Path | None) -> Explanation:
    """How the example came to be whose id begins like this, in a dataset or in those of the pack.

    Raises as `find_example` and `open_with_places`.
    """
    found = find_example(start, dataset, find_pack(folder))
    return _Explainer(open_with_places(folder), found).explain()


class _Explainer:
    """Explains one example with one pack."""

    def __init__(self, opened: Opened, found: Found) -> None:
        self._found, self._example = found, found.example
        self._slots: Mapping[str, Slot] = opened.slots
        self._manifest = found.dataset.manifest or {}
        self._seed = int(self._manifest.get("seed", 0))
        self._sowing: Sowing = open_seeds(opened, self._example, self._seed)
        self._pack: Pack = self._sowing.pack
        self._splits = Splits(self._pack)
        self._verifier = self._sowing.verifier or Verifier(self._pack, self._slots)

    def explain(self) -> Explanation:
        """All that is known."""
        template, missing = self._find_template()
        replayed = None
        if template and missing is None:
            replayed, missing = self._replay(template)
        action = self._verifier.find_action(self._example.output)
        fields, slots = explain_label(self._example, action, template, self._slots)
        return Explanation(
            found=self._found,
            made=self._tell_made(),
            related=find_related(self._found),
            template=self._tell_template(template) if template else None,
            replayed=replayed,
            missing=missing,
            label_now=self._find_label_now(),
            fields=fields,
            slots=slots,
            seed=self._sowing.told,
            checked=check_example(self._example, self._pack, self._verifier, self._splits),
            split=explain_split(self._example, self._pack, self._splits, self._slots),
        )

    def _tell_made(self) -> Made:
        told = self._manifest
        pack = told["pack"]["hash"] if told else None
        return Made(told.get("taskdata"), pack, told.get("seed"), self._pack.digest)

    def _find_template(self) -> tuple[Template | None, str | None]:
        """The template; without it, or where there was no draw of it, why."""
        if self._sowing.template or self._sowing.missing:
            return self._sowing.template, self._sowing.missing
        made = Rebuilder(self._pack, self._slots).find_template(self._example.source)
        if isinstance(made, Unsettled):
            return None, made.message
        if self._example.source.kind == "paraphrase":
            return made[1], "a model has reworded the whole request, so that no draw gives it"
        return made[1], None

    def _replay(self, template: Template) -> tuple[Replayed | None, str | None]:
        split, written = self._example.split, parse_sentence(template.text).pattern
        most = min(max(_FEWEST, int(self._manifest.get("n", 0))), _MOST)
        replayed = Replayer(self._pack, self._slots).find(
            template, self._seed, self._example, lambda words: self._splits.of_words(words) == split, written, most
        )
        if replayed:
            return replayed, None
        if self._manifest and not self._tell_made().is_same:
            return None, "the pack has changed since, so that its draws are others now"
        return None, f"none of {most:,} draws of its template with the seed {self._seed} gives it"

    def _find_label_now(self) -> Mapping[str, Any] | None:
        """The label that the template gives today, where it is another one."""
        if self._example.source.kind not in ("template", "paraphrase"):
            return None
        rebuilder = Rebuilder(self._pack, self._slots)
        made = rebuilder.find_template(self._example.source)
        rebuilt = made if isinstance(made, Unsettled) else rebuilder.rebuild(self._example, made)
        if isinstance(rebuilt, Unsettled) or rebuilt.output == self._example.output:
            return None
        return rebuilt.output

    def _tell_template(self, template: Template) -> TemplateTold:
        family = self._pack.families.get(template.family)
        return TemplateTold(
            id=template.id,
            sentence=template.text,
            place=self._place(template),
            family=template.family,
            about=family.about if family else "",
            group=template.group,
            contrast=template.contrast,
            given={slot: show_written(words) for slot, words in template.given.items()},
            parent=self._place_parent(template),
        )

    def _place(self, template: Template) -> str:
        return f"{name_from_here(template.place.file, self._pack.root)}:{template.place.line}"

    def _place_parent(self, template: Template) -> str | None:
        """Where the sentence stands that a model has reworded, if it still does."""
        if template.provenance is None:
            return None
        own = self._pack.families[template.family].templates
        return next((self._place(one) for one in own if one.id == template.provenance.parent), None)
