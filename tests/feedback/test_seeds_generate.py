"""Seeds in a dataset: as they were said, varied, bounded, apart, and told in the manifest."""

import json
from collections import Counter
from collections.abc import Iterable
from math import floor
from pathlib import Path

import pytest
from seed_tools import Record, copy_pack, create, fail, read_lines, run, write_lines

from taskdata.deliver.splits import Splits
from taskdata.workflows.open_pack import open_pack

N = 200
CELLS = {
    (split, category): round(N * part * share)
    for split, part in (("train", 0.8), ("validation", 0.1), ("test", 0.1))
    for category, share in (("create", 0.4), ("query", 0.3), ("update", 0.2), ("error", 0.1))
}


def change(number: int, **changes: object) -> Record:
    return {"action": "update_task", "task_id": number, "changes": changes}


def query(**filters: object) -> Record:
    return {"action": "query_tasks", "filters": filters}


LATE = [
    fail(f"yo chuck {title} on my list for tomorrow", create(title.capitalize(), "2026-11-20"),
         create(title.capitalize(), "2026-11-21"))
    for title in ("call the plumber", "oil the bike chain", "buy new socks", "fix the fence", "wash the car")
]  # fmt: skip
FENCED = [
    fail(f"ok so mark #{number} as done", f"```json\n{json.dumps(change(number, status='completed'))}\n```",
         change(number, status="completed"))
    for number in (4, 17, 23)
]  # fmt: skip
UNKNOWN = [fail("whats due tomorrow then", '{"action": ')]
LOG = [*LATE, *FENCED, *UNKNOWN]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    pack = copy_pack(folder / "pack")
    run("generate", "-n", N, "-o", folder / "without", "--pack", pack)
    run("seeds", "add", write_lines(folder / "log.jsonl", LOG), "--pack", pack)
    run("generate", "-n", N, "-o", folder / "with", "--pack", pack)
    return pack


def load(pack: Path, folder: str = "with") -> list[Record]:
    return read_lines(pack.parent / folder / "dataset.jsonl")


def read_manifest(pack: Path, folder: str = "with") -> Record:
    manifest: Record = json.loads((pack.parent / folder / "manifest.json").read_text("utf-8"))
    return manifest


def take_seeds(records: Iterable[Record]) -> list[Record]:
    return [record for record in records if record["source"]["kind"] == "failure"]


def test_shares_are_exact_as_ever(pack: Path) -> None:
    assert Counter((one["split"], one["category"]) for one in load(pack)) == CELLS


def test_each_ready_seed_is_there_as_it_was_said_unless_its_title_is_held(pack: Path) -> None:
    said = {one["input"] for one in load(pack) if one["facets"]["style"] == "as_typed"}
    refused = read_lines(pack.parent / "with" / "rejected.jsonl")
    held = {one["example"]["input"] for one in refused if one["faults"][0]["code"] == "leakage"}
    assert said | held == {one["input"] for one in (*LATE, *FENCED)}
    assert len(said) > len(held)


def test_seeds_are_varied(pack: Path) -> None:
    varied = [one for one in take_seeds(load(pack)) if one["facets"]["style"] != "as_typed"]
    assert len(varied) > 8
    late = [one for one in varied if one["category"] == "create"]
    assert all(one["input"].lower().startswith("yo chuck ") for one in late)
    assert len({one["output"]["data"]["title"] for one in late}) == len(late)
    assert len({one["output"]["data"]["due_date"] for one in late}) > len(late) // 2


def test_every_example_of_a_seed_names_it(pack: Path) -> None:
    ids = {seed["id"] for seed in read_lines(pack / "data/seeds/seeds.jsonl")}
    for one in take_seeds(load(pack)):
        assert one["source"]["parent"] in ids
        if one["category"] == "create":  # no sentence of the pack says "chuck"
            assert one["source"]["group"] == f"seed/{one['source']['parent']}"
        assert one["source"]["family"] in read_manifest(pack)["counts"]["family"]


def test_no_seed_is_in_two_splits(pack: Path) -> None:
    splits: dict[str, set[str]] = {}
    for one in take_seeds(load(pack)):
        splits.setdefault(one["source"]["parent"], set()).add(one["split"])
    assert all(len(found) == 1 for found in splits.values())
    proof = read_manifest(pack)["leakage"]
    assert all(set(shared.values()) == {0} for shared in proof.values())


def test_they_are_a_fifth_of_each_quota_at_most(pack: Path) -> None:
    counts = Counter((one["split"], one["category"]) for one in take_seeds(load(pack)))
    for cell, count in counts.items():
        assert count <= floor(0.2 * CELLS[cell]), cell


def test_the_rest_of_the_share_goes_to_families_like_them(tmp_path: Path) -> None:
    """In 500 a fifth of the 80 updates of train is 16: six are of the one seed, and its family gets more beside."""
    pack = copy_pack(tmp_path / "pack")
    run("generate", "-n", 500, "-o", tmp_path / "before", "--pack", pack)
    log = write_lines(tmp_path / "log.jsonl", FENCED[:1])
    run("seeds", "add", log, "--pack", pack)
    run("generate", "-n", 500, "-o", tmp_path / "after", "--pack", pack)
    before, after = (json.loads((tmp_path / name / "manifest.json").read_text()) for name in ("before", "after"))
    family = take_seeds(read_lines(tmp_path / "after/dataset.jsonl"))[0]["source"]["family"]
    told = after["seeds"]["examples"]
    assert told["verbatim"] + told["varied"] == 6
    assert 0 < told["of_families_like_them"] <= 10
    assert after["counts"]["family"][family] > before["counts"]["family"][family] + 6
    assert after["counts"]["category"] == {"create": 200, "error": 50, "query": 150, "update": 100}


def test_the_manifest_tells_how_each_group_is_answered(pack: Path) -> None:
    groups = read_manifest(pack)["seeds"]["groups"]
    records = take_seeds(load(pack))
    assert {(one["kind"], one["path"]) for one in groups} == {
        ("wrong_value", "$.data.due_date"), ("fenced", "$"), ("truncated", "$"),
    }  # fmt: skip
    families = {one["id"]: one for one in read_lines(pack / "data/seeds/seeds.jsonl")}
    assert len(families) == len(LOG)
    late = [one for one in records if one["category"] == "create"]
    typed = sum(one["facets"]["style"] == "as_typed" for one in late)
    told = [one for one in groups if one["kind"] == "wrong_value"]
    assert (sum(one["seeds"] for one in told), sum(one["ready"] for one in told)) == (5, 5)
    assert {key: sum(one["examples"][key] for one in told) for key in ("verbatim", "varied", "train")} == {
        "verbatim": typed, "varied": len(late) - typed, "train": sum(one["split"] == "train" for one in late),
    }  # fmt: skip
    unanswered = next(one for one in groups if one["kind"] == "truncated")
    assert (unanswered["seeds"], unanswered["ready"], unanswered["examples"]["verbatim"]) == (1, 0, 0)
    assert read_manifest(pack)["seeds"]["states"] == {"open": 1, "ready": 8}
    assert read_manifest(pack)["counts"]["source"] == {"failure": len(records), "template": N - len(records)}


def test_every_example_verifies(pack: Path) -> None:
    run("verify", pack.parent / "with" / "dataset.jsonl", "--pack", pack)


def test_the_same_again_and_another_hash_than_without(pack: Path, tmp_path: Path) -> None:
    run("generate", "-n", N, "-o", tmp_path / "again", "--pack", pack)
    for path in (pack.parent / "with").iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()
    assert read_manifest(pack)["pack"]["hash"] != read_manifest(pack, "without")["pack"]["hash"]


def test_without_a_share_there_are_none(pack: Path, tmp_path: Path) -> None:
    run("generate", "-n", N, "-o", tmp_path / "none", "--seed-share", 0, "--pack", pack)
    assert take_seeds(read_lines(tmp_path / "none" / "dataset.jsonl")) == []


@pytest.mark.parametrize("share", [-0.1, 1.5])
def test_a_share_out_of_range_is_refused(pack: Path, share: float) -> None:
    assert "--seed-share" in run("generate", "-n", 10, "--seed-share", share, "--pack", pack, code=2).output


def test_the_list_tells_what_the_dataset_in_hand_answers(pack: Path) -> None:
    rows = json.loads(run("seeds", "list", "--dataset", pack.parent / "with", "--json", "--pack", pack).stdout)
    assert rows["states"] == {"ready": 8, "open": 1}
    late = [one for one in rows["groups"] if (one["kind"], one["path"]) == ("wrong_value", "$.data.due_date")]
    assert sum(one["seeds"] for one in late) == 5
    assert {(one["first"], one["last"]) for one in late} == {("2026-11-20", "2026-11-20")}
    answered = sum(one["category"] == "create" for one in take_seeds(load(pack)))
    assert sum(one["answered"] for one in late) == answered
    assert [one["seeds"] for one in rows["groups"]] == sorted((one["seeds"] for one in rows["groups"]), reverse=True)
    assert run("seeds", "list", "--dataset", pack / "nowhere", "--pack", pack, code=2).output.count("nowhere") == 1
    shown = run("seeds", "list", "--dataset", pack.parent / "with", "--pack", pack).stdout
    assert "9 seeds (9 failure): 1 open, 8 ready" in shown
    assert "    1  truncated $ near " in shown
    assert "not answered" in shown


def test_a_seed_can_be_looked_at_before_it_is_used(pack: Path) -> None:
    seed = read_lines(pack / "data/seeds/seeds.jsonl")[0]["id"]
    shown = run("preview", seed[:8], "-n", 3, "--pack", pack).stdout
    assert "yo chuck {title.verb} on my list for {due.bare}" in shown
    assert shown.count("create_task") == 3


def test_a_seed_that_says_what_a_sentence_of_the_pack_says_is_of_its_group(tmp_path: Path) -> None:
    """In the split of that sentence; and in no dataset where the benchmark holds it, though its family gets more."""
    pack = copy_pack(tmp_path / "pack")
    opened, _ = open_pack(pack)
    groups = {one.text: one.group for family in opened.families.values() for one in family.templates}
    splits, kept, held = Splits(opened), groups["mark <id> as {new_status.as}"], groups["delete <id>"]
    assert (splits.of_group(kept), splits.of_group(held)) == ("train", "benchmark")
    log = [
        fail("mark task 47 as done", "{", change(47, status="completed")),
        fail("delete task 7", "{", {"action": "delete_task", "task_id": 7}),
    ]
    run("seeds", "add", write_lines(tmp_path / "log.jsonl", log), "--pack", pack)
    run("generate", "-n", 500, "-o", tmp_path / "out", "--pack", pack)
    records = read_lines(tmp_path / "out/dataset.jsonl")
    assert {(one["split"], one["source"]["group"]) for one in take_seeds(records)} == {("train", kept)}
    assert "delete task 7" not in [one["input"].lower().strip(".") for one in records]
    told = json.loads((tmp_path / "out/manifest.json").read_text())
    assert told["held_for_benchmark"] == {"groups": 0, "words": 0}
    assert [(one["ready"], one["examples"]["verbatim"]) for one in told["seeds"]["groups"]] == [(1, 0), (1, 1)]


def test_real_requests_serve_the_benchmark_first(tmp_path: Path) -> None:
    """And no dataset has them, nor their titles."""
    pack = copy_pack(tmp_path / "pack")
    output = create("Wind the old clock")
    real = [{"input": "wind the old clock, stick that on my list", "expected": output}]
    run("seeds", "add", write_lines(tmp_path / "real.jsonl", real), "--kind", "real", "--pack", pack)
    run("generate", "-n", 50, "-o", tmp_path / "before", "--pack", pack)
    assert json.loads((tmp_path / "before/manifest.json").read_text())["seeds"]["states"] == {"open": 1}
    seed = read_lines(pack / "data/seeds/seeds.jsonl")[0]["id"]
    decision = {"seed": seed, "verdict": "accept", "output": output, "by": "me"}
    write_lines(pack / "data/seeds/decisions.jsonl", [decision])
    run("generate", "--benchmark", "-o", tmp_path, "--pack", pack)
    found = [one for one in read_lines(tmp_path / "benchmark.jsonl") if one["source"]["kind"] == "real"]
    assert [(one["input"], one["split"], one["source"]["parent"]) for one in found] == [
        ("wind the old clock, stick that on my list", "benchmark", seed)
    ]
    manifest = json.loads((tmp_path / "benchmark.manifest.json").read_text())
    assert manifest["counts"]["source"] == {"real": 1, "template": 999}
    run("generate", "-n", N, "-o", tmp_path / "after", "--pack", pack)
    assert not [one for one in read_lines(tmp_path / "after/dataset.jsonl") if one["source"]["kind"] == "real"]
    assert json.loads((tmp_path / "after/manifest.json").read_text())["seeds"]["kept_for_benchmark"] == 1


def test_what_failed_in_the_benchmark_is_never_trained_on(tmp_path: Path) -> None:
    """Its families get more, and nothing says it: neither where the log tells, nor where only the words do."""
    pack = copy_pack(tmp_path / "pack")
    told = [{**line, "split": "benchmark"} for line in LATE]
    (pack / "data").mkdir()
    write_lines(pack / "data/benchmark.jsonl", ({"input": line["input"].upper()} for line in FENCED))
    run("seeds", "add", write_lines(tmp_path / "log.jsonl", [*told, *FENCED]), "--pack", pack)
    made = run("generate", "-n", N, "-o", tmp_path / "set", "--pack", pack)
    assert "8 ready (8 failed in the benchmark, never said)" in made.stderr
    records = read_lines(tmp_path / "set/dataset.jsonl")
    assert [one["input"] for one in records if one["source"]["kind"] != "template"] == []
    assert not {one["input"].lower() for one in records} & {line["input"].lower() for line in [*LATE, *FENCED]}
    seeds = json.loads((tmp_path / "set/manifest.json").read_text("utf-8"))["seeds"]
    assert (seeds["of_benchmark"], seeds["in_no_example"]) == (8, 0)
    assert seeds["examples"]["verbatim"] == seeds["examples"]["varied"] == 0
    assert seeds["examples"]["of_families_like_them"] > 0


def test_a_seed_that_says_a_held_sentence_with_other_values_and_abbreviations_is_not_said(tmp_path: Path) -> None:
    """The pack says "my wife asked me to ..., please remind me" in one place, which is held for the benchmark."""
    pack = copy_pack(tmp_path / "pack")
    log = [
        fail(f"my wife asked me to {title}, {please} remind me", "{}", create(title.capitalize()))
        for title, please in (("repot the ferns", "please"), ("oil the bike chain", "pls"))
    ]
    run("seeds", "add", write_lines(tmp_path / "log.jsonl", log), "--pack", pack)
    run("generate", "-n", N, "-o", tmp_path / "set", "--pack", pack)
    records = read_lines(tmp_path / "set/dataset.jsonl")
    assert [one["input"] for one in records if "wife asked me" in one["input"].lower()] == []
