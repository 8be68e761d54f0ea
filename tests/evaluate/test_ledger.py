"""The ledger, and the failures that go back: what an evaluation leaves behind."""

import json
import re
from pathlib import Path

import pytest
from evaluate_tools import ANSWERS, DAY, PAIRS, run, write_answers, write_pairs
from seed_tools import Record, copy_pack, create, read_lines, write_lines

WORDS = ("milk", "bread", "butter", "cheese", "apples", "pears", "plums", "rice", "flour", "sugar")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The built-in pack, whose criteria five examples are enough for."""
    pack = copy_pack(tmp_path / "pack")
    usecase = (pack / "usecase.yaml").read_text("utf-8")
    (pack / "usecase.yaml").write_text(re.sub("min_n: [0-9]+", "min_n: 5", usecase), "utf-8")
    return pack


def evaluate_set(pack: Path, right: int, dataset: str | None, *options: object) -> str:
    """What is told of a model that was trained on a dataset, and is right on so many of ten."""
    folder = pack.parent
    pairs = [(f"buy {word}", create(f"Buy {word}")) for word in WORDS]
    lines = [{"input": text, "reference_date": DAY, "output": output} for text, output in pairs]
    answers = [
        {"id": str(number), "raw_output": json.dumps(output) if number < right else "no"}
        for number, (_, output) in enumerate(pairs)
    ]
    trained: tuple[object, ...] = ()
    if dataset is not None:
        (folder / dataset).mkdir(exist_ok=True)
        write_lines(folder / dataset / "dataset.jsonl", [{"input": dataset}])
        trained = ("--dataset", folder / dataset)
    test, predictions = write_lines(folder / "t.jsonl", lines), write_lines(folder / "p.jsonl", answers)
    came = run("evaluate", test, "--predictions", predictions, "--pack", pack, *trained, *options, code=1)
    return came.stdout + came.stderr


def read_ledger(pack: Path) -> list[Record]:
    return read_lines(pack / "data/runs.jsonl")


def test_a_line_an_evaluation(pack: Path) -> None:
    told = evaluate_set(pack, 8, "first", "--name", "tiny")
    assert "kept as line 1 of" in told
    [run_line] = read_ledger(pack)
    assert (run_line["model"], run_line["n"], run_line["verdict"]) == ("tiny", 10, "no-go")
    assert run_line["dataset"].endswith("first")
    figures = {(one["metric"], one["category"]): one["value"] for one in run_line["figures"]}
    assert figures["exact_match", None] == 0.8
    assert figures["exact_match", "query"] is None
    assert {one["name"] for one in run_line["criteria"]} >= {"parse", "JSON validity", "test accuracy"}


def test_the_same_again_is_no_other_line(pack: Path) -> None:
    evaluate_set(pack, 8, "first")
    assert "kept as line" not in evaluate_set(pack, 8, "first")
    evaluate_set(pack, 9, "first")
    evaluate_set(pack, 9, "second")
    assert len(read_ledger(pack)) == 3


def test_it_may_be_kept_elsewhere_or_not_at_all(pack: Path) -> None:
    evaluate_set(pack, 8, None, "--no-ledger")
    assert not (pack / "data/runs.jsonl").exists()
    evaluate_set(pack, 8, None, "--ledger", pack.parent / "mine.jsonl")
    assert len(read_lines(pack.parent / "mine.jsonl")) == 1
    assert not (pack / "data/runs.jsonl").exists()


def test_below_80_percent_after_3_iterations_is_to_be_thought_about(pack: Path) -> None:
    rule = "think again if accuracy stays below 80% after 3 iterations"
    assert f"{rule}: 0 of 3 iterations (so far: none)" in evaluate_set(pack, 7, None)
    assert f"{rule}: 1 of 3 iterations (so far: 70.0%)" in evaluate_set(pack, 7, "a")
    assert f"{rule}: 2 of 3 iterations (so far: 70.0%, 60.0%)" in evaluate_set(pack, 6, "b")
    assert f"{rule}: THINK AGAIN (so far: 70.0%, 60.0%, 70.0%)" in evaluate_set(pack, 7, "c")
    assert f"{rule}: no (so far: 60.0%, 70.0%, 80.0%)" in evaluate_set(pack, 8, "d")


def test_an_iteration_is_a_dataset_and_its_last_run_counts(pack: Path) -> None:
    evaluate_set(pack, 5, "a")
    evaluate_set(pack, 6, "b")
    assert "2 of 3 iterations (so far: 70.0%, 60.0%)" in evaluate_set(pack, 7, "a")


def test_another_test_set_is_not_mixed_in(pack: Path) -> None:
    """A run on one request decides nothing; after five on another set, only that one counts."""
    evaluate_set(pack, 5, "a")
    evaluate_set(pack, 6, "b")
    other = write_lines(pack.parent / "other.jsonl", [{"input": "buy eggs", "output": create("Buy eggs")}])
    answers = write_lines(pack.parent / "other_p.jsonl", [{"id": "0", "raw_output": "no"}])
    came = run("evaluate", other, "--predictions", answers, "--pack", pack, "--dataset", pack.parent / "b", code=1)
    assert "2 of 3 iterations (so far: 50.0%, 60.0%)" in came.stdout
    lines = [{"input": f"buy {number} eggs", "output": create(f"Buy {number} eggs")} for number in range(2, 7)]
    answers = write_lines(pack.parent / "five_p.jsonl", ({"id": str(n), "raw_output": "no"} for n in range(5)))
    test = write_lines(pack.parent / "five.jsonl", lines)
    came = run("evaluate", test, "--predictions", answers, "--pack", pack, "--dataset", pack.parent / "b", code=1)
    assert "1 of 3 iterations (so far: 0.0%)" in came.stdout


def test_a_broken_line_is_named(pack: Path) -> None:
    evaluate_set(pack, 8, "a")
    with (pack / "data/runs.jsonl").open("a") as file:
        file.write('{"at": "yesterday"}\n')
    folder = pack.parent
    came = run("evaluate", folder / "t.jsonl", "--predictions", folder / "p.jsonl", "--pack", pack, code=2)
    assert f"{pack / 'data/runs.jsonl'}:2: this is no line of a ledger: $.at:" in came.stderr


def test_failures_are_a_log_that_seeds_take(tmp_path: Path, pack: Path) -> None:
    """Of ten, three are right and one was never answered: six failures, with their right outputs, all proven."""
    log = tmp_path / "failures.jsonl"
    options = ("--failures", log, "--name", "tiny", "--no-ledger", "--pack", pack)
    run("evaluate", write_pairs(tmp_path), "--predictions", write_answers(tmp_path), *options, code=1)
    failures = read_lines(log)
    assert [one["input"] for one in failures] == [PAIRS[number][0] for number in (1, 2, 3, 4, 7, 8)]
    first = failures[0]
    assert first == {
        "input": PAIRS[1][0], "raw_output": ANSWERS[1], "reference_date": DAY, "expected": PAIRS[1][1],
        "error": 'wrong_value: $.data.due_date: says "2026-11-20"; it must be "2026-11-19"', "model": "tiny",
        "latency_ms": 200, "id": "1",
    }  # fmt: skip
    kinds = [one["error"].partition(":")[0] for one in failures]
    assert kinds == ["wrong_value", "fenced", "extra_field", "wrong_value", "action_instead", "wrong_value"]
    added = run("seeds", "add", log, "--pack", pack)
    assert "6 read; 6 new seed(s)" in added.stderr + added.stdout
    assert "6 ready, their logged label is proven" in added.stderr + added.stdout


def test_a_query_that_finds_the_same_is_no_failure(tmp_path: Path) -> None:
    """Unfinished and pending-or-in-progress are written alike; `asc` is what sorting means without a word."""
    right = {"action": "query_tasks", "filters": {"status": "open"}, "sort_by": "due_date"}
    line = {"input": "show my open tasks sorted by due date", "reference_date": DAY, "output": right}
    test = write_lines(tmp_path / "t.jsonl", [line])
    answers = write_lines(tmp_path / "p.jsonl", [{"id": "0", "raw_output": json.dumps({**right, "order": "asc"})}])
    log = tmp_path / "f.jsonl"
    came = run("evaluate", test, "--predictions", answers, "--failures", log, "--json", "--no-ledger", code=1)
    told = json.loads(came.stdout)
    assert (told["exact_match"]["all"]["count"], told["query_accuracy"]["count"]) == (0, 1)
    assert log.read_text() == ""


def test_what_the_model_was_trained_on_is_told(pack: Path, tmp_path: Path) -> None:
    """Of ten requests two were learned, one of them in other letters; what a dataset keeps for tests was not."""
    evaluate_set(pack, 8, None, "--no-ledger")
    learned = [("Buy MILK!", "train"), ("buy bread", "validation"), ("buy butter", "test"), ("buy ink", "train")]
    dataset = write_lines(tmp_path / "trained.jsonl", ({"input": text, "split": split} for text, split in learned))
    folder = pack.parent
    options = ("--predictions", folder / "p.jsonl", "--pack", pack, "--dataset", dataset, "--json")
    came = run("evaluate", folder / "t.jsonl", *options, code=1)
    assert json.loads(came.stdout)["trained_on_too"] == 2
    assert "2 of the 10 examples stand in what the model was trained on" in came.stderr
