"""Every metric of `taskdata evaluate`, against figures that were worked out by hand on ten examples."""

import json
from pathlib import Path

import pytest
from evaluate_tools import ANSWERS, PAIRS, evaluate, run, write_answers, write_pairs
from seed_tools import Record, create, write_lines


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("by_hand")


@pytest.fixture(scope="module")
def told(folder: Path) -> Record:
    return evaluate(write_pairs(folder), write_answers(folder))


def shares(told: Record, *path: str) -> tuple[int, int]:
    for key in path:
        told = told[key]
    return told["count"], told["of"]


@pytest.mark.parametrize(
    ("path", "count", "of"),
    [
        (("json_validity",), 8, 10),  # not the fenced one, and not the missing one
        (("schema_validity",), 7, 10),  # nor the number that is a text
        (("exact_match", "all"), 3, 10),
        (("exact_match", "create"), 1, 3),
        (("exact_match", "query"), 1, 3),
        (("exact_match", "update"), 0, 2),
        (("exact_match", "error"), 1, 2),  # other words in the message are no mistake
        (("field_accuracy", "all"), 5 + 4 + 0 + 1 + 2 + 0 + 2 + 0 + 5 + 3, 31),
        (("field_accuracy", "create"), 5 + 4 + 5, 16),
        (("field_accuracy", "query"), 0 + 1 + 3, 6),
        (("field_accuracy", "update"), 2 + 0, 5),
        (("field_accuracy", "error"), 2 + 0, 4),
        (("extra_field_rate",), 1 + 4, 5 + 5 + 2 + 3 + 2 + 5 + 6 + 3),  # a filter; the task in the place of an error
        (("missing_field_rate",), 1, 5 + 5 + 1 + 3 + 2 + 2 + 6 + 3),  # the type of that error
        (("error_type_accuracy",), 1, 2),
        (("false_alarms",), 0, 8),
        (("errors_missed",), 1, 2),
        (("query_accuracy",), 1, 3),
        (("field_accuracy_by_field", "$.action"), 7, 10),
        (("field_accuracy_by_field", "$.data.due_date"), 2, 3),
        (("field_accuracy_by_field", "$.data.tags"), 0, 1),
        (("field_accuracy_by_field", "$.task_id"), 0, 2),
        # titles 3, a day, a level, ids 2, a status, error types 2, tags, overdue, count_only; said and right: 7
        (("field_accuracy_not_default",), 7, 13),
        (("breakdown", "action", "create_task", "exact_match"), 1, 3),
        (("breakdown", "action", "delete_task", "exact_match"), 0, 1),
    ],
)
def test_counts(told: Record, path: tuple[str, ...], count: int, of: int) -> None:
    assert shares(told, *path) == (count, of)


def test_every_leaf_is_counted_under_its_path(told: Record) -> None:
    counted = [(share["count"], share["of"]) for share in told["field_accuracy_by_field"].values()]
    assert (sum(count for count, _ in counted), sum(of for _, of in counted)) == (22, 31)


def test_intervals_are_wilsons(told: Record) -> None:
    """Of 3 and of 8 in 10: 0.1078 to 0.6032 and 0.4902 to 0.9433, as tables of Wilson's interval have them."""
    exact, valid = told["exact_match"]["all"], told["json_validity"]
    assert (exact["rate"], round(exact["low"], 4), round(exact["high"], 4)) == (0.3, 0.1078, 0.6032)
    assert (valid["rate"], round(valid["low"], 4), round(valid["high"], 4)) == (0.8, 0.4902, 0.9433)


def test_field_accuracy_is_bounded_by_drawing_examples(told: Record) -> None:
    """Its interval is round the rate, and wider than if the fields were independent (22 of 31: 0.53 to 0.84)."""
    whole = told["field_accuracy"]["all"]
    assert whole["rate"] == pytest.approx(22 / 31)
    assert 0.3 < whole["low"] < 0.53 and 0.84 < whole["high"] <= 1


def test_latency_is_interpolated(told: Record) -> None:
    """Of 100, 200, ... 900: the median 500; at 0.95 of the way, between the 8th and the 9th, 860."""
    assert told["latency_ms"] == {"p50": 500, "p95": pytest.approx(860), "mean": 500}


def test_what_was_not_measured_is_null(told: Record) -> None:
    assert told["cost_usd_per_request"] is None
    assert told["tokens_per_request"] == {"in": None, "out": None}
    assert (told["repaired"], told["regenerated"], told["against"]) == (None, None, None)


def test_the_missing_one_is_counted(told: Record) -> None:
    assert told["n"] == 10
    assert told["predictions"] == {
        "answered": 9, "missing": 1, "doubled": 0, "unknown": 0, "unreadable": 0, "retried": 0,
    }  # fmt: skip


def test_confusion(told: Record) -> None:
    assert told["confusion"] == {
        "create_task": {"create_task": 3},
        "query_tasks": {"(no JSON)": 1, "query_tasks": 2},
        "update_task": {"update_task": 1},
        "delete_task": {"(no answer)": 1},
        "error": {"create_task": 1, "error": 1},
    }


def test_repaired_beside_what_came(folder: Path) -> None:
    """The fence comes off: one more is JSON, of the schema, exact, and has its two fields."""
    told = evaluate(folder / "test.jsonl", folder / "predictions.jsonl", "--repair")
    assert shares(told, "json_validity") == (8, 10)
    assert shares(told, "json_validity_repaired") == shares(told, "repaired", "json_validity") == (9, 10)
    assert shares(told, "repaired", "schema_validity") == (8, 10)
    assert shares(told, "repaired", "exact_match", "query") == (2, 3)
    assert shares(told, "repaired", "field_accuracy", "all") == (24, 31)


def test_costs_and_tokens_are_means_of_what_was_measured(folder: Path, tmp_path: Path) -> None:
    lines: list[Record] = [{"id": str(number), "raw_output": text} for number, text in ANSWERS.items()]
    lines[0] |= {"cost_usd": 0.001, "tokens_in": 30, "tokens_out": 10}
    lines[1] |= {"cost_usd": 0.003, "tokens_in": 50, "tokens_out": 20}
    told = evaluate(folder / "test.jsonl", write_lines(tmp_path / "costs.jsonl", lines))
    assert told["cost_usd_per_request"] == pytest.approx(0.002)
    assert told["tokens_per_request"] == {"in": 40, "out": 15}
    assert told["latency_ms"] == {"p50": None, "p95": None, "mean": None}


def test_what_came_in_the_end_is_told_apart(folder: Path, tmp_path: Path) -> None:
    """Asked again, the fenced and the ill-typed one come right; time is added up: 300 + 700 and 500 + 100 ms."""
    lines: list[Record] = [
        {"id": str(number), "raw_output": text, "latency_ms": 100 * at}
        for at, (number, text) in enumerate(ANSWERS.items(), start=1)
    ]
    lines[2]["retries"] = [{"raw_output": json.dumps(PAIRS[2][1]), "latency_ms": 700}]
    lines[4]["retries"] = [{"raw_output": json.dumps(PAIRS[4][1]), "latency_ms": 100}]
    told = evaluate(folder / "test.jsonl", write_lines(tmp_path / "retries.jsonl", lines))
    assert shares(told, "exact_match", "all") == (3, 10)
    assert shares(told, "regenerated", "exact_match", "all") == (5, 10)
    assert shares(told, "regenerated", "json_validity") == (9, 10)
    assert told["predictions"]["retried"] == 2
    assert told["latency_ms"]["mean"] == 500
    assert told["regenerated"]["latency_ms"]["mean"] == pytest.approx(500 + (700 + 100) / 9)


@pytest.mark.parametrize(
    ("text", "is_json"),
    [
        ("{}", True),
        ("\n\t {} ", True),
        ("", False),
        ("null", False),
        ("[]", False),
        ('[{"action": "create_task"}]', False),
        ("{} {}", False),
        ('{"a": NaN}', False),
        ("{'a': 1}", False),
        ('{"a": 1,}', False),
        ('"{}"', False),
        ("Here: {}", False),
        ("[" * 5000, False),
    ],
)
def test_json_validity_is_of_one_object(tmp_path: Path, text: str, is_json: bool) -> None:
    test = write_lines(tmp_path / "one.jsonl", [{"input": "add buy milk", "output": create("Buy milk")}])
    told = evaluate(test, write_lines(tmp_path / "p.jsonl", [{"id": "0", "raw_output": text}]))
    assert shares(told, "json_validity") == (int(is_json), 1)


@pytest.mark.parametrize(
    ("output", "right"),
    [
        ({"a": True}, 0),  # true is not 1
        ({"a": "1"}, 0),
        ({"a": 1.0}, 1),  # JSON has one kind of number
        ({"a": None}, 0),
    ],
)
def test_values_are_compared_with_their_type(tmp_path: Path, output: Record, right: int) -> None:
    """A bare label that is taken by force: the field `a` is one of two, and `action` is right."""
    wanted = {"action": "delete_task", "a": 1}
    test = write_lines(tmp_path / "one.jsonl", [{"input": "add buy milk", "output": wanted}])
    answer = json.dumps({"action": "delete_task", **output})
    told = evaluate(test, write_lines(tmp_path / "p.jsonl", [{"id": "0", "raw_output": answer}]), "--force")
    assert shares(told, "field_accuracy", "all") == (1 + right, 2)
    assert shares(told, "exact_match", "all") == (right, 1)


def test_weak_kinds_are_named(tmp_path: Path) -> None:
    """Of twenty deletions all go wrong, of twenty creations none: the half of all is above what deletions can be."""
    made = [{"input": f"add buy {n} apples", "output": create(f"Buy {n} apples")} for n in range(10, 30)]
    gone = [{"input": f"delete task {n}", "output": {"action": "delete_task", "task_id": n}} for n in range(10, 30)]
    test = write_lines(tmp_path / "t.jsonl", [*made, *gone])
    answers = [
        {"id": str(n), "raw_output": json.dumps(line["output"]) if n < 20 else ""} for n, line in enumerate(made * 2)
    ]
    came = run("evaluate", test, "--predictions", write_lines(tmp_path / "p.jsonl", answers), "--no-ledger", code=1)
    weak = [line.strip() for line in came.stdout.splitlines() if "weak:" in line]
    assert weak == ["weak: action delete_task: exact match 0.0% (0.0% to 16.1%) of 20"]
