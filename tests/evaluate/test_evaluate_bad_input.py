"""What is wrong with a test set, with predictions or with options is said in one sentence, and nothing is lost."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from evaluate_tools import ANSWERS, DAY, evaluate, run, write_answers, write_pairs
from seed_tools import Record, copy_pack, create, read_lines, write_lines

from taskdata.cli import main


def refuse(*arguments: object) -> str:
    """What is said of input that cannot be used: on stderr, without a traceback."""
    came = run("evaluate", *arguments, "--no-ledger", code=2)
    assert came.stdout == ""
    assert "Traceback" not in came.stderr
    return came.stderr


def test_doubled_unknown_and_unreadable_predictions_are_counted_and_told(tmp_path: Path) -> None:
    test, answers = write_pairs(tmp_path), write_answers(tmp_path)
    lines = answers.read_text("utf-8").splitlines()
    wrong = json.dumps({"id": "0", "raw_output": "no"})
    more = [wrong, json.dumps({"id": "77", "raw_output": "{}"}), "{broken", json.dumps({"id": "5", "raw_output": {}})]
    answers.write_text("\n".join([*lines, *more]) + "\n", "utf-8")
    came = run("evaluate", test, "--predictions", answers, "--json", "--no-ledger", code=1)
    told = json.loads(came.stdout)
    assert told["predictions"] == {
        "answered": 9, "missing": 1, "doubled": 1, "unknown": 1, "unreadable": 2, "retried": 0,
    }  # fmt: skip
    assert told["exact_match"]["all"]["count"] == 3  # the first of the doubled ones counts
    assert f"{answers}:12 cannot be read: this is not JSON" in came.stderr
    assert f"{answers}:13 cannot be read: $.raw_output: must be the model's text as it came" in came.stderr
    assert "1 prediction(s) for an id that has one already; the first counts (first in line 10)" in came.stderr
    assert "1 prediction(s) for no example of this test set (first in line 11)" in came.stderr
    assert "1 example(s) have no prediction; they count as wrong" in came.stderr


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("nonsense", "p.jsonl:1: this is no prediction: this is not JSON"),
        ('{"raw_output": "{}"}', "p.jsonl:1: this is no prediction: $.id: field required"),
        ('{"id": "0"}', "$.raw_output: field required"),
        (
            '{"id": "0", "raw_output": "{}", "latency_ms": -1}',
            "$.latency_ms: input should be greater than or equal to 0",
        ),
        ('{"id": "a", "raw_output": "{}"}', "p.jsonl: no line of it is for this test set"),
        ("", "p.jsonl: the file is empty"),
    ],
)
def test_predictions_of_nothing_are_refused(tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / "p.jsonl").write_text(line + "\n", "utf-8")
    assert told in refuse(write_pairs(tmp_path), "--predictions", tmp_path / "p.jsonl")


def test_ids_may_be_numbers_and_null_is_no_answer(tmp_path: Path) -> None:
    test = write_lines(tmp_path / "t.jsonl", [{"input": "add buy milk", "output": create("Buy milk")}] * 1)
    told = evaluate(test, write_lines(tmp_path / "p.jsonl", [{"id": 0, "raw_output": None}]))
    assert told["predictions"]["answered"] == 1
    assert told["json_validity"]["count"] == 0


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_an_empty_test_set_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "t.jsonl").write_text(content)
    assert "t.jsonl: the file is empty" in refuse(tmp_path / "t.jsonl", "--predictions", write_answers(tmp_path))


def test_a_test_set_that_does_not_verify_is_refused_with_its_faults(tmp_path: Path) -> None:
    """Label 2 is a day too late, line 3 has none; by force labels count as they are, without what cannot be read."""
    test = tmp_path / "t.jsonl"
    lines: list[Record] = [
        {"input": "add buy milk", "reference_date": DAY, "output": create("Buy milk")},
        {"input": "remind me to call mom tomorrow", "reference_date": DAY, "output": create("Call mom", "2026-11-20")},
        {"input": "add buy bread"},
    ]
    write_lines(test, lines)
    answers = write_lines(tmp_path / "p.jsonl", [{"id": "1", "raw_output": json.dumps(lines[1]["output"])}])
    said = refuse(test, "--predictions", answers)
    assert f"{test}: 2 of 3 lines do not verify, so that nothing can be measured with it" in said
    assert f"{test}:2: wrong_value: $.data.due_date: says 2026-11-20" in said
    assert f"{test}:3: unreadable: $: 'output' is missing" in said
    told = evaluate(test, answers, "--force")
    assert (told["n"], told["test"]["verified"], told["test"]["left_out"]) == (2, False, 1)
    assert told["exact_match"]["all"]["count"] == 1


def test_a_set_that_verified_once_is_known_by_its_bytes_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same name with another content is verified anew."""
    monkeypatch.chdir(tmp_path)
    test, answers = write_pairs(tmp_path), write_answers(tmp_path)
    assert evaluate(test, answers)["test"]["verified"] is True
    assert evaluate(test, answers)["test"]["verified"] is True
    test.write_text(test.read_text("utf-8").replace("Buy milk", "Buy bread"), "utf-8")
    assert "1 of 10 lines do not verify" in refuse(test, "--predictions", answers)


def test_what_a_dataset_says_of_itself_is_taken_for_its_very_bytes(tmp_path: Path) -> None:
    run("generate", "-n", 40, "-o", tmp_path / "set")
    test = tmp_path / "set/test.jsonl"
    [first, *_] = read_lines(test)
    answers = write_lines(tmp_path / "p.jsonl", [{"id": first["id"], "raw_output": json.dumps(first["output"])}])
    assert evaluate(test, answers)["exact_match"]["all"]["count"] == 1
    changed = test.read_text("utf-8").replace('"action":"', '"action":"x', 1)
    test.write_text(changed, "utf-8")
    assert "do not verify" in refuse(test, "--predictions", answers)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "give either --predictions FILE, or --model NAME to be asked"),
        (("--predictions", "p.jsonl", "--model", "m"), "give either --predictions FILE, or --model NAME"),
        (
            ("--predictions", "p.jsonl", "--base-url", "http://x"),
            "--base-url asks a model, and --predictions asks none",
        ),
        (("--predictions", "p.jsonl", "--measure", "speed"), "--measure speed: write metric=value"),
        (("--predictions", "p.jsonl", "--measure", "satisfaction=4,5,6"), "write metric=value"),
        (("--predictions", "p.jsonl", "--measure", "satisfaction=nan"), "write metric=value"),
        (("--predictions", "p.jsonl", "--measure", "speed=1"), "no criterion of the use case asks for 'speed'"),
        (("--predictions", "p.jsonl", "--against", "none.json"), "none.json: cannot be read"),
        (("--predictions", "p.jsonl", "--dataset", "nowhere"), "nowhere: cannot be read"),
        (("--predictions", "p.jsonl", "--report", "p.jsonl/page.html"), "cannot be written"),
        (("--model", "m", "--base-url", "ftp://x"), "--base-url is no address of an endpoint"),
        (("--model", "m"), "no endpoint is named"),
    ],
)
def test_options_that_make_no_sense(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    write_lines(tmp_path / "p.jsonl", [{"id": str(number), "raw_output": text} for number, text in ANSWERS.items()])
    assert told in refuse(write_pairs(tmp_path), *options)


@pytest.mark.parametrize(
    "content",
    [
        "no json",
        "[]",
        "{}",
        '{"results": [{"id": "1"}]}',
        '{"results": [{"id": "1", "exact": true, "fields_right": "x", "fields": 1, "latency_ms": 1, "cost_usd": 1}]}',
    ],
)
def test_an_earlier_evaluation_that_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "old.json").write_text(content)
    said = refuse(write_pairs(tmp_path), "--predictions", write_answers(tmp_path), "--against", tmp_path / "old.json")
    assert "old.json: this is no evaluation; --against takes what `taskdata evaluate ... --json` printed" in said


def test_an_earlier_evaluation_of_another_set(tmp_path: Path) -> None:
    test = write_lines(tmp_path / "records.jsonl", [{"input": "add buy milk", "output": create("Buy milk")}])
    told = evaluate(test, write_lines(tmp_path / "p.jsonl", [{"id": "0", "raw_output": "{}"}]))
    told["results"][0]["id"] = "0123456789abcdef"
    (tmp_path / "old.json").write_text(json.dumps(told))
    said = refuse(test, "--predictions", tmp_path / "p.jsonl", "--against", tmp_path / "old.json")
    assert "it is of 1 examples, of which 0 are among the 1 of" in said
    assert "evaluate both on the same file" in said


def test_without_a_benchmark_a_test_set_must_be_named(tmp_path: Path) -> None:
    pack = copy_pack(tmp_path / "pack")
    said = refuse("--predictions", write_answers(tmp_path), "--pack", pack)
    assert "there is no benchmark to test on; make it once with `taskdata generate --benchmark" in said


def test_predictions_from_standard_input(tmp_path: Path) -> None:
    test, answers = write_pairs(tmp_path), write_answers(tmp_path)
    came = CliRunner().invoke(
        main, ["evaluate", str(test), "--predictions", "-", "--json", "--no-ledger"], input=answers.read_bytes()
    )
    assert came.exit_code == 1
    assert json.loads(came.stdout)["exact_match"]["all"]["count"] == 3


def test_what_is_measured_here_cannot_be_told(tmp_path: Path) -> None:
    """Neither a share nor a latency that the predictions have; a cost that they do not have may be."""
    test, answers = write_pairs(tmp_path), write_answers(tmp_path)
    said = refuse(test, "--predictions", answers, "--measure", "exact_match=0.99")
    assert "--measure exact_match=0.99: 'exact_match' is measured here, on this test set; leave it out" in said
    said = refuse(test, "--predictions", answers, "--measure", "latency_ms.mean=5")
    assert "--measure latency_ms.mean: it was measured here (500); leave it out" in said
    quiet = write_lines(tmp_path / "quiet.jsonl", [{"id": "0", "raw_output": "{}"}])
    told = evaluate(test, quiet, "--measure", "latency_ms.mean=5")
    assert {one["metric"]: one["value"] for one in told["criteria"]}["latency_ms.mean"] == 5


def test_no_output_takes_the_place_of_an_input_or_of_another(tmp_path: Path) -> None:
    test, answers = write_pairs(tmp_path), write_answers(tmp_path)
    before = answers.read_bytes()
    said = refuse(test, "--predictions", answers, "--failures", tmp_path / "x/../predictions.jsonl")
    assert "--failures and --predictions name the same file" in said
    assert answers.read_bytes() == before
    page = tmp_path / "page.html"
    assert "--failures and --report name" in refuse(
        test, "--predictions", answers, "--failures", page, "--report", page
    )
    assert "--report and TEST name the same file" in refuse(test, "--predictions", answers, "--report", test)
