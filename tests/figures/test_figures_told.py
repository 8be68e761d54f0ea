"""What stands beside a dataset: manifest, refused drafts, judgements."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from figures_tools import counts, describe, make_record, write_lines, write_manifest
from small_pack import PACK, USECASE, write_pack

from taskdata.cli import main
from taskdata.deliver.audit_judgements import find_version
from taskdata.deliver.figures.telling import find_command
from taskdata.foundation.errors import InputError
from taskdata.foundation.records import Example
from taskdata.workflows.figures import describe_file, gather_figures
from taskdata.workflows.open_pack import open_pack

THREE = [
    make_record("send one", "2025-01-01"),
    make_record("send two", "2025-01-01"),
    make_record("hold it", "2025-01-01", category="halt", output={"action": "stop"}),
]


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The small pack, and a dataset of ten that it made."""
    folder = tmp_path_factory.mktemp("generated")
    pack = write_pack(folder / "pack", PACK)
    done = CliRunner().invoke(main, ["generate", "-n", "10", "-o", str(folder / "data"), "--pack", str(pack)])
    assert done.exit_code == 0, done.stderr
    return pack, folder / "data"


def test_a_dataset_that_its_manifest_vouches_for(generated: tuple[Path, Path]) -> None:
    pack, slots = open_pack(generated[0])
    figures = gather_figures(pack, slots, generated[1])
    proof = figures.proof
    assert (proof.state, proof.is_pack_now, proof.seed, proof.pack_hash) == ("vouched", True, 0, pack.digest)
    assert (proof.file, proof.packages, proof.held_groups, proof.held_words) == ("dataset.jsonl", {}, 0, 0)
    # 0.6 and 0.4 of ten; of one each in validation and test, the larger fraction
    assert [(row.name, row.count, row.target) for row in figures.categories] == [("out", 6, 6), ("halt", 4, 4)]
    assert [(split.name, split.n, split.target) for split in figures.splits] == [
        ("train", 8, 8), ("validation", 1, 1), ("test", 1, 1),
    ]  # fmt: skip
    assert {leak.is_told_alike for leak in figures.leaks} == {True}
    assert figures.diversity.is_told is True
    assert figures.rejects is not None
    assert (figures.rejects.n, figures.rejects.codes) == (0, {})


def test_one_split_has_its_own_targets(generated: tuple[Path, Path]) -> None:
    figures = gather_figures(*open_pack(generated[0]), generated[1] / "train.jsonl")
    assert figures.n == 8
    assert [(row.count, row.target) for row in figures.categories] == [(4, 4), (4, 4)]
    assert figures.leaks == ()
    assert find_command(figures) == "taskdata generate -n 10 --seed 0 -o DIR --pack PACK"
    assert figures.diversity.is_told is False


def test_a_file_that_was_changed_is_not_vouched_for(generated: tuple[Path, Path], tmp_path: Path) -> None:
    for name in ("dataset.jsonl", "manifest.json"):
        (tmp_path / name).write_bytes((generated[1] / name).read_bytes())
    with (tmp_path / "dataset.jsonl").open("a") as file:
        file.write("\n")
    assert gather_figures(*open_pack(generated[0]), tmp_path).proof.state == "changed"


def test_a_pack_that_was_changed_since(generated: tuple[Path, Path], tmp_path: Path) -> None:
    files = {**PACK, USECASE: PACK[USECASE].replace("about: plain", "about: plainer")}
    assert describe(tmp_path, generated[1], files).figures.proof.is_pack_now is False


def test_the_pack_of_another_dataset(generated: tuple[Path, Path], tmp_path: Path) -> None:
    files = {**PACK, USECASE: PACK[USECASE].replace("name: parcels", "name: letters")}
    with pytest.raises(InputError, match="a dataset of the pack 'parcels', not of 'letters'; name the pack"):
        describe(tmp_path, generated[1], files)


def test_seeds_take_part_in_the_hash_so_nobody_knows_whether_the_pack_is_the_same(tmp_path: Path) -> None:
    write_lines(tmp_path / "dataset.jsonl", THREE)
    write_manifest(tmp_path, "0" * 16, 3, seeds={"states": {"ready": 1}})
    figures = describe(tmp_path, tmp_path).figures
    assert figures.proof.is_pack_now is None
    assert figures.origins.seeds == {"states": {"ready": 1}}


def test_a_manifest_that_tells_other_leaks(tmp_path: Path) -> None:
    records = [*THREE, make_record("send three", "2025-01-01", "validation", source={"group": "g2"})]
    write_lines(tmp_path / "dataset.jsonl", records)
    told = {"train and validation": {"groups": 1, "words": 0, "inputs": 0}}
    write_manifest(tmp_path, "0" * 16, 4, leakage=told)
    assert [(leak.groups, leak.is_told_alike) for leak in describe(tmp_path, tmp_path).figures.leaks] == [(0, False)]


def test_the_benchmark_has_the_targets_of_the_benchmark(tmp_path: Path) -> None:
    usecase = PACK[USECASE].replace(
        "{n: 50, counts: {out: 30, halt: 20}, held: 0.15}", "{n: 3, counts: {out: 2, halt: 1}, held: 0.15}"
    )
    held = [record | {"split": "benchmark"} for record in THREE]
    figures = describe(tmp_path, write_lines(tmp_path / "benchmark.jsonl", held), {**PACK, USECASE: usecase}).figures
    assert figures.proof.is_benchmark is True
    assert [(row.count, row.target) for row in figures.categories] == [(2, 2), (1, 1)]
    assert [(split.name, split.target) for split in figures.splits] == [("benchmark", 3)]


def test_refused_drafts(tmp_path: Path) -> None:
    write_lines(tmp_path / "dataset.jsonl", THREE)
    faults = [{"code": code, "path": "$.item", "message": f"it is {code}"} for code in ("not_said", "ambiguous")]
    drafts = [{"example": THREE[0], "faults": faults}, {"example": THREE[2], "faults": faults[:1]}]
    write_lines(tmp_path / "rejected.jsonl", drafts)
    write_manifest(tmp_path, "0" * 16, 3, rejected={"not_said": 2, "ambiguous": 1})
    rejects = describe(tmp_path, tmp_path).figures.rejects
    assert rejects is not None
    assert (rejects.n, dict(rejects.codes)) == (2, {"not_said": 2, "ambiguous": 1})
    assert [(one.input, one.code, one.path, one.message) for one in rejects.some] == [
        ("send one", "not_said", "$.item", "it is not_said"), ("hold it", "not_said", "$.item", "it is not_said"),
    ]  # fmt: skip

    (tmp_path / "rejected.jsonl").unlink()
    rejects = describe(tmp_path, tmp_path).figures.rejects
    assert rejects is not None
    assert (rejects.n, dict(rejects.codes), rejects.some) == (None, {"not_said": 2, "ambiguous": 1}, ())


def test_judgements(tmp_path: Path) -> None:
    """Two of three are judged, one by two people: of the label one is wrong; of the other they disagree."""
    path = write_lines(tmp_path / "dataset.jsonl", THREE)
    versions = [find_version(Example.model_validate_json(line)) for line in path.read_bytes().splitlines()]
    said = [(0, "ann", "wrong", "yes"), (1, "ann", "right", "yes"), (1, "ben", "wrong", None)]
    journal = [
        {"id": THREE[at]["id"], "version": versions[at], "judge": judge, "label": label, "natural": natural}
        for at, judge, label, natural in said
    ]
    journal.append({"id": "0" * 16, "version": "0" * 16, "judge": "cem", "label": "right", "natural": None})
    write_lines(tmp_path / "dataset.audit.jsonl", journal)
    audit = describe(tmp_path, tmp_path).figures.audit
    assert audit is not None
    assert (audit.judged, audit.judges, audit.left_out) == (2, 2, 1)
    whole, *categories = audit.label
    assert (whole.name, whole.size, whole.judged, whole.faulty, whole.disputed, whole.unsure) == ("all", 3, 2, 1, 1, 0)
    assert {one.name: one.judged for one in categories} == {"halt": 0, "out": 2}
    assert next(one.share for one in categories if one.name == "halt") is None
    assert whole.share is not None
    assert whole.share.rate == 1.0
    natural = audit.natural[0]
    assert (natural.name, natural.faulty, natural.judged) == ("all", 0, 2)


def test_a_schema_without_a_choice(tmp_path: Path) -> None:
    """One action, no field that chooses: the fields are those of the schema itself."""
    kinds = {"type": "array", "items": {"enum": ["a", "b", None]}}
    schema = {"type": "object", "properties": {"ready": {"type": "boolean"}, "kinds": kinds}}
    record = make_record("go", "2025-01-01")
    record["output"] = {"ready": True, "kinds": ["b", "b", None]}
    pack, slots = open_pack(write_pack(tmp_path / "pack", PACK))
    usecase = pack.usecase.model_copy(update={"discriminator": None})
    plain = replace(pack, usecase=usecase, schema=schema)
    figures = describe_file(plain, slots, write_lines(tmp_path / "one.jsonl", [record])).figures
    assert [(field.path, field.n, counts(field.rows)) for field in figures.values] == [
        ("$.kinds[*]", 3, {"a": 0, "b": 2, "null": 1}), ("$.ready", 1, {"true": 1, "false": 0}),
    ]  # fmt: skip
