"""`taskdata evaluate --model`, with a server on loopback in the place of a model."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from evaluate_tools import ANSWERS, DAY, PAIRS, run, write_pairs
from loopback import Call, LoopbackServer, Reply, Script, always, answer, by_request, fail, garbage, hang, in_turn
from seed_tools import Record, create, read_lines, write_lines

RIGHT = {text: json.dumps(output) for text, output in PAIRS}
SAID = {PAIRS[number][0]: text for number, text in ANSWERS.items()}


def know(answers: Mapping[str, str]) -> Callable[[Any], str]:
    """A model that answers each request so, also when it is asked again."""
    return lambda body: answers[body["messages"][1]["content"]]


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)


def ask(script: Script, *options: object, code: int = 1) -> tuple[Record, str, list[Call]]:
    """What an evaluation of a model tells programs and people, and the calls that it made."""
    with LoopbackServer(script) as server:
        came = run("evaluate", write_pairs(Path()), "--model", "tiny", "--base-url", server.base_url, "--json",
                   "--no-ledger", *options, code=code)  # fmt: skip
        calls = list(server.calls)
    return json.loads(came.stdout) if came.stdout else {}, came.stderr, calls


def test_it_is_asked_as_an_application_would() -> None:
    """The pack's system prompt with the day, the request, no word about the form, and no chance."""
    told, _, calls = ask(by_request(know(RIGHT)))
    assert told["exact_match"]["all"]["count"] == 10
    [first, *_] = calls
    assert len(calls) == 10
    system, request = first.body["messages"]
    assert request == {"role": "user", "content": "add buy milk"}
    assert system["role"] == "system"
    start, *_, delete, error, today = system["content"].splitlines()
    assert start == "You turn a request about tasks into one JSON action."
    assert delete == '{action: "delete_task", task_id?: integer, task_title?: string}'
    assert error.endswith("message: string, suggested_followup?: string}")
    assert today == f"Today is {DAY} (Wednesday)."
    assert (first.body["model"], first.body["temperature"]) == ("tiny", 0)
    assert "response_format" not in first.body


def test_the_server_may_see_to_the_form() -> None:
    _, _, calls = ask(by_request(know(RIGHT)), "--as-object", "--temperature", 0.5)
    assert calls[0].body["response_format"] == {"type": "json_object"}
    assert calls[0].body["temperature"] == 0.5


def test_a_model_that_takes_no_temperature_is_asked_without() -> None:
    def decide(call: Call) -> Reply:
        if "temperature" in call.body:
            return fail(400, message="Unsupported value: 'temperature' does not support 0 with this model")
        return by_request(know(RIGHT))(call)

    told, _, calls = ask(decide)
    assert told["exact_match"]["all"]["count"] == 10
    assert sum("temperature" in call.body for call in calls) == 1


def test_what_cannot_be_used_is_asked_for_again_with_the_fault() -> None:
    """What is cut off comes right then; what stands in a fence can be used, and is not asked for again."""
    cut = RIGHT["delete task 7"][:-3]

    def respond(body: Any) -> str:
        messages = body["messages"]
        if messages[1]["content"] == "delete task 7" and len(messages) == 2:
            return cut
        return SAID.get(messages[1]["content"], RIGHT["delete task 7"])

    told, _, calls = ask(by_request(respond))
    again = [call.body["messages"] for call in calls if len(call.body["messages"]) > 2]
    assert [messages[1]["content"] for messages in again] == ["mark task 5 as done", "delete task 7"]
    assert again[1][2] == {"role": "assistant", "content": cut}
    assert again[1][3]["role"] == "user"
    assert "ends before its JSON is closed" in again[1][3]["content"]
    assert '$.task_id says "5", which is a text; it must be a whole number' in again[0][3]["content"]
    assert told["json_validity"]["count"] == 8
    assert told["regenerated"]["json_validity"]["count"] == 10
    assert told["exact_match"]["all"]["count"] == 3
    assert told["regenerated"]["exact_match"]["all"]["count"] == 5
    assert told["predictions"]["retried"] == 2


@pytest.mark.parametrize(("retries", "calls"), [(0, 10), (3, 10 + 3)])
def test_how_often_is_asked_again(retries: int, calls: int) -> None:
    """A model that says another nonsense each time; the same question would not be sent twice."""
    nonsense = iter("abcdefgh")

    def respond(body: Any) -> str:
        text = body["messages"][1]["content"]
        return next(nonsense) if text == "delete task 7" else RIGHT[text]

    assert len(ask(by_request(respond), "--retries", retries)[2]) == calls


def test_cost_time_and_tokens_are_measured() -> None:
    """20 tokens in and 10 out for each, at 100 and 400 dollars a million: 0.006 dollars."""
    told, said, _ = ask(by_request(know(RIGHT)), "--price-in", 100, "--price-out", 400)
    assert told["cost_usd_per_request"] == pytest.approx(0.006)
    assert told["tokens_per_request"] == {"in": 20, "out": 10}
    assert told["latency_ms"]["mean"] > 0
    assert "10 calls, 10 answers, 0 from the store; 200 tokens in, 100 out; $0.0600" in said


def test_no_answer_is_paid_for_twice_and_that_is_told() -> None:
    first, _, _ = ask(by_request(know(RIGHT)))
    second, said, calls = ask(always(fail(500)))
    assert calls == []
    assert second["results"] == first["results"]
    assert "10 answers are those that tiny gave before; if it has changed since, tell its --dataset" in said


def test_another_dataset_is_another_model() -> None:
    for name in "ab":
        write_lines(Path(f"{name}.jsonl"), [{"input": name}])
        assert len(ask(by_request(know(RIGHT)), "--dataset", f"{name}.jsonl")[2]) == 10


def test_what_was_answered_can_be_saved_and_evaluated() -> None:
    broken = {**SAID, "delete task 7": "no"}
    told, _, _ = ask(by_request(know(broken)), "--save-predictions", "saved.jsonl")
    assert len(read_lines(Path("saved.jsonl"))) == 10
    came = run("evaluate", "test.jsonl", "--predictions", "saved.jsonl", "--json", "--no-ledger", code=1)
    again = json.loads(came.stdout)
    for key in ("exact_match", "regenerated", "latency_ms", "results"):
        assert again[key] == told[key]


def test_a_cap_that_is_reached_measures_nothing_and_keeps_what_came() -> None:
    told, said, calls = ask(by_request(know(RIGHT)), "--max-calls", 4, "--save-predictions", "saved.jsonl")
    assert told == {}
    assert len(calls) == 4
    assert "--max-calls 4 is reached; 6 were not asked about; what was got is kept" in said
    assert "nothing is measured, since not all were asked" in said
    assert len(read_lines(Path("saved.jsonl"))) == 4
    assert len(ask(by_request(know(RIGHT)))[2]) == 6


def test_a_dry_run_tells_what_it_will_take_and_sends_nothing() -> None:
    told, said, calls = ask(by_request(know(RIGHT)), "--dry-run", "--pilot", 0, code=0)
    assert (told, calls) == ({}, [])
    assert "10 examples to be answered, model tiny at 127.0.0.1" in said
    assert "calls:   10" in said


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (always(fail(404, message="no such model")), "no such model; see that --model and --base-url are right"),
        (always(fail(401, message="bad key")), "bad key; see that OPENAI_API_KEY holds a key"),
        (always(hang(5)), "answer within 0.2 s"),
        (always(garbage("<html>")), "the answer is no chat completion"),
    ],
)
def test_an_endpoint_that_is_of_no_use_is_told(script: Script, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taskdata.io.asking._FIRST_WAIT", 0.001)
    told, stderr, _ = ask(script, "--timeout", 0.2, "--at-once", 8, code=2)
    assert told == {}
    assert said in stderr
    assert "Traceback" not in stderr


def test_a_server_that_is_down_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taskdata.io.asking._FIRST_WAIT", 0.001)
    came = run(
        "evaluate", write_pairs(Path()), "--model", "m", "--base-url", "http://127.0.0.1:9/v1", "--no-ledger", code=2
    )
    assert "the connection to 127.0.0.1:9 failed" in came.stderr
    assert "see that the server runs" in came.stderr


def test_an_example_that_no_answer_came_of_counts_as_wrong() -> None:
    """The server refuses the first, as one that is too long for it; the others are answered."""
    told, said, _ = ask(in_turn(fail(400, message="too long"), *(answer(text) for text in list(RIGHT.values())[1:])))
    assert told["predictions"] == {
        "answered": 9, "missing": 1, "doubled": 0, "unknown": 0, "unreadable": 0, "retried": 0,
    }  # fmt: skip
    assert told["exact_match"]["all"] | {"low": 0, "high": 0} == {
        "count": 9,
        "of": 10,
        "rate": 0.9,
        "low": 0,
        "high": 0,
    }
    assert "1 example(s) have no prediction; they count as wrong" in said


def test_a_refusal_is_what_the_model_said() -> None:
    test = write_lines(
        Path("one.jsonl"), [{"input": "add buy milk", "reference_date": DAY, "output": create("Buy milk")}]
    )
    with LoopbackServer(always(answer(None, refusal="I cannot help with that."))) as server:
        run(
            "evaluate",
            test,
            "--model",
            "m",
            "--base-url",
            server.base_url,
            "--no-ledger",
            "--failures",
            "f.jsonl",
            code=1,
        )
    [failure] = read_lines(Path("f.jsonl"))
    assert failure["raw_output"] == "I cannot help with that."
    assert failure["error"].startswith("prose: $: ")


def test_requests_without_a_day_cannot_be_asked() -> None:
    test = write_lines(Path("undated.jsonl"), [{"input": "add buy milk", "output": create("Buy milk")}])
    came = run("evaluate", test, "--model", "m", "--base-url", "http://127.0.0.1:9/v1", "--no-ledger", code=2)
    assert "1 line(s) of the test set have no reference_date, which the system prompt tells the model" in came.stderr


def test_the_key_is_never_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret-of-mine")
    told, said, _ = ask(in_turn(fail(400, message="no", echo_key=True), *map(answer, list(RIGHT.values())[1:])))
    assert "sk-secret" not in said + json.dumps(told)
    assert not any(b"sk-secret" in path.read_bytes() for path in Path().rglob("*") if path.is_file())


def test_a_server_that_fails_on_the_way_measures_nothing_and_keeps_what_came(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taskdata.io.asking._FIRST_WAIT", 0.0001)
    came = map(answer, list(RIGHT.values())[:4])
    told, said, _ = ask(in_turn(*came, fail(500, message="out of memory")))
    assert told == {}
    assert "5 questions in a row came to nothing; the last: 127.0.0.1" in said and "out of memory" in said
    assert "nothing is measured, since not all were asked" in said
    assert len(ask(by_request(know(RIGHT)))[2]) == 6
