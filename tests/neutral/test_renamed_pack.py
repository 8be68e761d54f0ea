"""The engine knows no name of a pack: one whose every name is nonsense gives the same dataset under the renaming."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
from renamed_pack import plan_renaming, rename_example, rename_output, write_renamed
from renaming import Renaming

from taskdata.check.verifier import Pair, Verifier
from taskdata.deliver import balance
from taskdata.evaluate.execution import Executor
from taskdata.foundation import chance
from taskdata.foundation.chance import hash_text
from taskdata.foundation.pack import Family, Pack, Template
from taskdata.foundation.pattern import ANY, Hole, Pattern, list_leaves
from taskdata.foundation.records import Example, Verdict
from taskdata.slots.base import Slot
from taskdata.workflows import contrasts
from taskdata.workflows.check import check_pack
from taskdata.workflows.generate import Dataset, generate_dataset
from taskdata.workflows.open_pack import open_pack, open_with_places
from taskdata.workflows.preview import Preview
from taskdata.workflows.preview_target import find_target

ROOT = Path(__file__).parents[2]
CORPUS = sorted((ROOT / "tests" / "corpus").glob("*.jsonl"))
N = 200


@dataclass(frozen=True)
class Opened:
    """A pack with its slots and the dataset that it gives."""

    pack: Pack
    slots: Mapping[str, Slot]
    dataset: Dataset

    @cached_property
    def verifier(self) -> Verifier:
        """The verifier of the pack."""
        return Verifier(self.pack, self.slots)

    def verify(self, text: str, output: Any, day: date) -> Verdict:
        """The verdict on a pair."""
        return self.verifier.verify_pair(Pair(text, output, day))


@dataclass(frozen=True)
class Both:
    """The built-in pack and the same under nonsense names."""

    plain: Opened
    renamed: Opened
    renaming: Renaming
    templates: Mapping[str, str]
    groups: Mapping[str, str]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """Both packs, and datasets of the same seed."""
    renaming = plan_renaming(ROOT)
    folder = tmp_path_factory.mktemp("renamed")
    write_renamed(ROOT, renaming, folder)
    own = folder / "plain"  # without the benchmark beside it, whose requests are kept out
    for name in ("schemas", "templates"):
        shutil.copytree(ROOT / name, own / name)
    shutil.copy(ROOT / "usecase.yaml", own)
    plain, renamed = open_pack(own), open_pack(folder)
    pairs = list(zip(_list_templates(plain[0]), _list_templates(renamed[0]), strict=True))
    templates = {old.id: new.id for old, new in pairs}
    groups = {old.group: new.group for old, new in pairs}
    first = Opened(*plain, _generate(*plain))
    with pytest.MonkeyPatch.context() as patch:
        _hash_old_names(patch, templates, groups, renaming.families, renaming.slots, renaming.rules)
        second = Opened(*renamed, _generate(*renamed))
    yield Both(first, second, renaming, templates, groups)


def _list_templates(pack: Pack) -> list[Template]:
    return [template for family in pack.families.values() for template in family.templates]


def _generate(pack: Pack, slots: Mapping[str, Slot]) -> Dataset:
    return generate_dataset(pack, slots, N, 3, [], lambda count: None)


def _hash_old_names(patch: pytest.MonkeyPatch, *renamed: Mapping[str, str]) -> None:
    """Have names hashed as they were before: what is drawn for an example hangs on its template's id, by design."""
    old = {new: name for names in renamed for name, new in names.items()}

    def hash_old(*parts: object) -> int:
        return hash_text(*(old.get(part, part) if isinstance(part, str) else part for part in parts))

    for module in (chance, balance, contrasts):
        patch.setattr(module, "hash_text", hash_old)


def _dump(example: Example) -> Any:
    return json.loads(example.model_dump_json())


def test_no_name_is_left(both: Both) -> None:
    """The renaming is a real one: both packs have no name in common."""
    plain, renamed = both.plain.pack, both.renamed.pack
    for kind in ("actions", "families", "slots", "grammars", "styles", "swaps", "frames"):
        assert getattr(plain, kind)
        assert len(getattr(plain, kind)) == len(getattr(renamed, kind))
        assert not getattr(plain, kind).keys() & getattr(renamed, kind).keys()
    assert not plain.usecase.categories.keys() & renamed.usecase.categories.keys()
    assert {"title", "priority", "due_date", "error_type", "message"} <= both.renaming.fields.keys()
    assert {"missing_title", "out_of_scope"} <= both.renaming.chosen.keys()
    assert both.renaming.heard
    assert plain.contrasts
    assert not plain.contrasts.keys() & renamed.contrasts.keys()
    for action, execution in plain.execution.items():
        other = renamed.execution[both.renaming.actions[action]]
        assert len(execution.columns) == len(other.columns)
        assert not execution.columns.keys() & other.columns.keys()
        assert not execution.conditions.keys() & other.conditions.keys()


def test_what_is_only_heard_is_renamed(both: Both) -> None:
    """The same sentences in the same order, of other actions, with other slots in them and other fields set."""
    plain, renamed = both.plain.pack, both.renamed.pack
    actions, slots = both.renaming.actions, both.renaming.slots
    assert len(plain.heard) > 100
    for one, other in zip(plain.heard, renamed.heard, strict=True):
        assert other.action == (one.action and actions[one.action])
        assert (one.part, one.is_command) == (other.part, other.is_command)
        assert [(piece.slot if piece.slot == ANY else slots[piece.slot]) for piece in _list_holes(one.pattern)] == [
            piece.slot for piece in _list_holes(other.pattern)
        ]
        assert {tuple(both.renaming.fields.each(list(path))) for path in one.sets} == set(other.sets)
    assert renamed.framing.words == {actions[action]: words for action, words in plain.framing.words.items()}
    assert renamed.framing.spellings == plain.framing.spellings


def test_same_dataset(both: Both) -> None:
    expected = [
        rename_example(_dump(e), both.renaming, both.templates, both.groups)
        for e in both.plain.dataset.store.read_examples()
    ]
    found = [_dump(example) for example in both.renamed.dataset.store.read_examples()]
    assert len(found) == N
    for one, other in zip(found, expected, strict=True):
        assert one == other
        assert list(one["output"]) == list(other["output"])


def test_same_refusals_and_proofs(both: Both) -> None:
    plain, renamed = both.plain.dataset, both.renamed.dataset
    for key in ("n", "seed", "rejected", "repeated", "leakage"):
        assert plain.manifest[key] == renamed.manifest[key]


def _list_holes(pattern: Pattern) -> list[Hole]:
    return [leaf for leaf in list_leaves(pattern) if isinstance(leaf, Hole)]


def _rename_path(path: str, renaming: Renaming) -> str:
    return ".".join(renaming.fields.get(key, key) for key in path.split("."))


def _list_wrong_pairs(examples: list[Example]) -> Iterator[tuple[str, Any, date]]:
    """Each request with the next one's label, and each label with one of its fields left out."""
    for this, other in pairwise(examples):
        yield this.input, other.output, this.reference_date
        for key, value in this.output.items():
            yield this.input, {k: v for k, v in this.output.items() if k != key}, this.reference_date
            if isinstance(value, dict):
                for inner in value:
                    rest = {k: v for k, v in value.items() if k != inner}
                    yield this.input, {**this.output, key: rest}, this.reference_date


def _assert_same_verdict(both: Both, text: str, output: Any, day: date) -> list[str]:
    """The codes of the verdict, which is the same under both packs, at the same places."""
    plain = both.plain.verify(text, output, day)
    renamed = both.renamed.verify(text, rename_output(output, both.renaming), day)
    expected = sorted((fault.code, _rename_path(fault.path, both.renaming)) for fault in plain.faults)
    assert sorted((fault.code, fault.path) for fault in renamed.faults) == expected, (text, output)
    assert plain.unchecked == renamed.unchecked
    return [fault.code for fault in plain.faults]


def test_same_verdicts(both: Both) -> None:
    codes: Counter[str] = Counter()
    for text, output, day in _list_wrong_pairs(list(both.plain.dataset.store.read_examples())[:80]):
        codes.update(_assert_same_verdict(both, text, output, day))
    assert codes.keys() >= {"schema", "not_said", "not_labelled", "wrong_value", "unexplained"}


def test_same_outputs_are_the_same(both: Both) -> None:
    """What the outputs of questions select is compared with the same result, as many as there are in the dataset."""
    plain, renamed = Executor(both.plain.pack), Executor(both.renamed.pack)
    examples = [e for e in both.plain.dataset.store.read_examples() if plain.can_run(e.output)][:25]
    seen: Counter[bool] = Counter()
    for one, other in product(examples, examples):
        pair = [rename_output(e.output, both.renaming) for e in (one, other)]
        assert all(map(renamed.can_run, pair))
        compared = plain.compare(one.output, other.output, one.reference_date)
        assert renamed.compare(pair[0], pair[1], one.reference_date).same == compared.same
        seen[compared.same] += 1
    assert set(seen) == {True, False}


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_same_verdicts_on_requests_that_people_wrote(both: Both, path: Path) -> None:
    """Where a line is wrong, its right output is tried as well."""
    seen: Counter[tuple[str, ...]] = Counter()
    for line in path.read_text("utf-8").splitlines():
        pair = json.loads(line)
        for output in [pair[key] for key in ("output", "right") if key in pair]:
            day = date.fromisoformat(pair["reference_date"])
            seen[tuple(_assert_same_verdict(both, pair["input"], output, day))] += 1
    assert seen[()] > 0
    assert len(seen) > 1 or path.stem.startswith("right")


def test_it_is_checked_alike(both: Both) -> None:
    """No rule of the lint knows a name: the renamed pack has nothing to be told of either."""
    for root in (both.plain.pack.root, both.renamed.pack.root):
        assert [
            str(problem) for problem in check_pack(root).problems if "is held for the benchmark" not in str(problem)
        ] == []


def test_it_is_previewed_alike(both: Both) -> None:
    """What each family of the renamed pack says is verified."""
    opened = open_with_places(both.renamed.pack.root)
    for name in list(both.renamed.pack.families)[::12]:
        target = find_target(opened, name, None)
        assert isinstance(target, Family)
        shown = list(Preview(opened, 0, target).draw(target, 5))
        assert shown
        assert [one.verdict.faults for one in shown if not one.verdict.ok] == []
