"""`taskdata generate --paraphrase`, with a server on loopback in the place of a model."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from loopback import LoopbackServer, always, answer, by_request
from paraphrase_tools import REPOSITORY, be_model, read_jsonl, run

N, SHARE = 200, 0.2
QUOTAS = {"create": 80, "query": 60, "update": 40, "error": 20}
SPLITS = {"train": 160, "validation": 20, "test": 20}


def reword(request: str, number: int) -> str:
    """Wordings that say no more than the request: with a greeting and thanks."""
    plain = request.rstrip(".")
    return (f"hey there, {plain}, thank you", f"um ok so, {plain} please", f"delete task 5 and {plain}")[number - 1]


def generate(folder: Path, monkeypatch: pytest.MonkeyPatch, server: str | None, *options: object) -> Result:
    return run("generate", "-n", N, "--pack", REPOSITORY, "--paraphrase", SHARE, "--model", "loopback", *options,
               folder=folder, monkeypatch=monkeypatch, server=server)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, int]:
    """A dataset, what was said of it, and how many calls it took."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as monkeypatch, LoopbackServer(by_request(be_model(reword))) as server:
        came = generate(folder, monkeypatch, server.base_url, "-o", "out")
        assert came.exit_code == 0, came.stderr
        return folder, came.stderr, server.count


def read(folder: Path, name: str = "dataset") -> list[dict[str, Any]]:
    return read_jsonl(folder / "out" / f"{name}.jsonl")


def test_the_shares_are_exact_and_paraphrases_at_most_their_share(made: tuple[Path, str, int]) -> None:
    records = read(made[0])
    assert Counter(one["category"] for one in records) == QUOTAS
    assert Counter(one["split"] for one in records) == SPLITS
    cells = Counter((one["split"], one["category"]) for one in records)
    new = Counter((one["split"], one["category"]) for one in records if one["source"]["kind"] == "paraphrase")
    assert sum(new.values()) >= 15
    assert all(count <= SHARE * cells[key] for key, count in new.items())


def test_every_parent_is_there_in_the_same_split_and_group(made: tuple[Path, str, int]) -> None:
    records = {one["id"]: one for one in read(made[0])}
    assert len(records) == N
    for one in records.values():
        if one["source"]["kind"] == "paraphrase":
            parent = records[one["source"]["parent"]]
            assert parent["source"]["kind"] == "template"
            assert "contrast" not in parent["facets"]
            assert (one["split"], one["output"]) == (parent["split"], parent["output"])
            assert one["source"]["group"] == parent["source"]["group"]


def test_the_manifest_tells_of_them(made: tuple[Path, str, int]) -> None:
    manifest = json.loads((made[0] / "out/manifest.json").read_bytes())
    told = manifest["paraphrases"]
    new = [one for one in read(made[0]) if one["source"]["kind"] == "paraphrase"]
    assert (told["share"], told["model"], told["accepted"]) == (SHARE, "loopback", len(new))
    assert set(told["prompts"]) == {one["source"]["prompt"] for one in new}
    assert sum(told["refused"].values()) > 0
    assert all(sum(shared.values()) == 0 for shared in manifest["leakage"].values())


def test_the_refused_are_kept_with_their_faults(made: tuple[Path, str, int]) -> None:
    refused = [one for one in read(made[0], "rejected") if one["example"]["source"]["kind"] == "paraphrase"]
    assert refused
    assert all(one["faults"] for one in refused)
    assert any(one["example"]["input"].startswith("delete task 5 and") for one in refused)
    assert not any(one["input"].startswith("delete task 5 and") for one in read(made[0]))


def test_the_store_alone_gives_the_same_bytes(
    made: tuple[Path, str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ("--cache", made[0] / ".taskdata/answers.sqlite")
    came = generate(tmp_path, monkeypatch, None, "-o", "out", *store)
    assert came.exit_code == 0, came.stderr
    for file in (made[0] / "out").iterdir():
        assert (tmp_path / "out" / file.name).read_bytes() == file.read_bytes(), file.name


def test_verify_finds_nothing(made: tuple[Path, str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    came = run("verify", "out/dataset.jsonl", folder=made[0], monkeypatch=monkeypatch, server=None)
    assert came.exit_code == 0, came.output


def test_where_nothing_good_comes_templates_fill_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with LoopbackServer(always(answer("no JSON"))) as server:
        came = generate(tmp_path, monkeypatch, server.base_url, "-o", "out", "--max-calls", 10)
    assert came.exit_code == 1
    assert "--max-calls 10 is reached; templates have filled the rest" in came.stderr
    assert Counter(one["category"] for one in read(tmp_path)) == QUOTAS


def test_a_dry_run_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with LoopbackServer(by_request(be_model(reword))) as server:
        came = generate(tmp_path, monkeypatch, server.base_url, "-o", "out", "--dry-run", "--pilot", 2)
        assert server.count == 2
    assert came.exit_code == 0
    # A fifth of each cell, rounded down, by threes rounded up: train 12, 9, 6 and 3 give 4 + 3 + 2 + 1, and twice
    # 1, 1, 0 and 0 give 1 + 1.
    assert "14 examples in the first round" in came.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--paraphrase", "0.9", "--model", "m"), "--paraphrase 0.9: the share is above 0 and at most 0.75"),
        (("--paraphrase", "0"), "--model"),
        (("--model", "m"), "--model asks a model, and nothing is asked without --paraphrase"),
        (("--benchmark", "--paraphrase", "0.1", "--model", "m"), "--paraphrase: the benchmark is made from templates"),
    ],
)
def test_options_that_do_not_fit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], told: str
) -> None:
    came = run(
        "generate", "-o", "out", *options, folder=tmp_path, monkeypatch=monkeypatch, server="http://127.0.0.1:9/v1"
    )
    assert came.exit_code == 2
    assert told in came.stderr
    assert not (tmp_path / "out").exists()
