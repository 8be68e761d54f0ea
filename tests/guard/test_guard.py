"""A guarded request: asked once, again, or given up, and never an exception for what a model says."""

import json
import re
import shutil
import time
from collections import UserString
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from guard_tools import FALLBACK, MESSAGES, OUTPUT, RIGHT, ROOT, WRONG, Model, guard, list_outputs, read_log

from taskdata import Guard, Guarded
from taskdata.foundation.errors import InputError


def test_a_right_answer_is_asked_for_once() -> None:
    model = Model(RIGHT)
    done = guard(model)(MESSAGES)

    assert isinstance(done, Guarded)
    assert (done.output, done.ok) == (OUTPUT, True)
    assert model.asked == [MESSAGES]
    (attempt,) = done.attempts
    assert (attempt.text, attempt.faults, attempt.repaired) == (RIGHT, (), False)
    assert 0 <= attempt.seconds < 1


def test_a_wrapped_answer_is_not_asked_for_again() -> None:
    model = Model(f"```json\n{RIGHT}\n```")
    done = guard(model)(MESSAGES)
    assert (done.output, done.ok, len(model.asked)) == (OUTPUT, True, 1)
    assert done.attempts[0].repaired


def test_the_model_is_told_what_was_wrong() -> None:
    model = Model(WRONG, RIGHT)
    done = guard(model)(MESSAGES)

    assert (done.output, done.ok, len(done.attempts)) == (OUTPUT, True, 2)
    first, second = model.asked
    assert first == MESSAGES
    assert second[:2] == MESSAGES
    assert second[2] == {"role": "assistant", "content": WRONG}
    assert second[3]["role"] == "user"
    fault = '$.task_id says "five", which is a text; it must be a whole number'
    assert done.attempts[0].faults == (fault,)
    assert second[3]["content"] == (
        f"That answer cannot be used: {fault}. Answer the same request again, with one JSON object of the schema and "
        "nothing else."
    )


def test_only_the_last_answer_is_told() -> None:
    model = Model("one", "two", RIGHT)
    guard(model, retries=2)(MESSAGES)
    assert [message["content"] for message in model.asked[2]][2:3] == ["two"]
    assert len(model.asked[2]) == 4


@pytest.mark.parametrize("retries", [0, 1, 3])
def test_the_fallback_is_given_when_all_is_tried(retries: int) -> None:
    model = Model(*[WRONG] * 9)
    done = guard(model, retries=retries)(MESSAGES)
    assert (done.output, done.ok) == (FALLBACK, False)
    assert len(model.asked) == len(done.attempts) == retries + 1


def test_the_retries_are_those_of_the_pack() -> None:
    model = Model(*[WRONG] * 9)
    guard(model)(MESSAGES)
    assert len(model.asked) == 2


def test_each_fallback_is_a_copy_of_its_own() -> None:
    guarded = guard(lambda messages: None, retries=0)
    first = guarded(MESSAGES).output
    first["message"] = "changed"
    assert guarded(MESSAGES).output == FALLBACK


def test_the_messages_are_never_changed() -> None:
    def answer(messages: list[Any]) -> str:
        messages.append({"role": "user", "content": "more"})
        return WRONG

    given = deepcopy(MESSAGES)
    guard(answer, retries=3)(given)
    guard(answer, retries=3)(tuple(given))
    assert given == MESSAGES


@pytest.mark.parametrize("answer", [None, 5, b"{}", OUTPUT, [RIGHT], UserString(RIGHT), object()])
def test_what_is_no_text_is_no_answer(answer: Any) -> None:
    """What was given instead is told: whoever returns a response object sees it."""
    done = guard(Model(answer), retries=0)(MESSAGES)
    assert (done.output, done.ok) == (FALLBACK, False)
    kind = "" if answer is None else f": what was given is of the type {type(answer).__name__}, and no text"
    assert (done.attempts[0].text, done.attempts[0].faults) == (None, (f"there is no answer{kind}",))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"retries": "2"}, "`retries` as a whole number"),
        ({"retries": 1.5}, "`retries` as a whole number"),
        ({"retries": -1}, "`retries` as a whole number"),
        ({"seconds": "5"}, "`seconds` above 0"),
        ({"seconds": 0}, "`seconds` above 0"),
        ({"pack": 5}, "`pack` of a guard is a text, not 5"),
        ({"log": 5}, "`log` of a guard is a text, not 5"),
        ({"name": 5}, "`name` of a guard is a text, not 5"),
    ],
)
def test_arguments_that_make_no_sense(options: dict[str, Any], told: str) -> None:
    with pytest.raises(InputError, match=re.escape(told)):
        Guard(Model(RIGHT), **{"pack": ROOT, **options})


@pytest.mark.parametrize("messages", [None, "delete call mom", 5, iter(MESSAGES)])
def test_messages_that_are_none(messages: Any) -> None:
    with pytest.raises(InputError, match="a guard takes a list of messages"):
        guard(Model(RIGHT))(messages)


@pytest.mark.parametrize("error", [OSError("down"), TimeoutError(), ValueError("x"), KeyboardInterrupt()])
def test_what_the_callable_raises_passes_through(error: BaseException) -> None:
    with pytest.raises(type(error)) as raised:
        guard(Model(WRONG, error))(MESSAGES)
    assert raised.value is error


def test_no_retry_begins_that_would_go_beyond_the_time() -> None:
    """0.25 s a call: after two, 0.5 s are over, and a third would end at 0.75."""
    model = Model(*[WRONG] * 9, seconds=0.25)
    begun = time.perf_counter()
    done = guard(model, retries=8, seconds=0.7)(MESSAGES)
    assert (len(model.asked), done.ok) == (2, False)
    assert time.perf_counter() - begun < 0.7


def test_a_slow_answer_is_waited_for_and_used() -> None:
    done = guard(Model(RIGHT, seconds=0.1), seconds=0.05)(MESSAGES)
    assert (done.output, done.ok) == (OUTPUT, True)


def test_a_slow_wrong_answer_is_not_asked_for_again() -> None:
    done = guard(Model(WRONG, RIGHT, seconds=0.1), seconds=0.15)(MESSAGES)
    assert (done.ok, len(done.attempts)) == (False, 1)


def test_one_guard_serves_many_threads() -> None:
    """Each request names itself, and gets its own answer back."""

    def answer(messages: list[Any]) -> str:
        said = messages[0]["content"]
        return "no" if len(messages) == 1 else json.dumps({"action": "delete_task", "task_id": int(said)})

    guarded = guard(answer)
    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(lambda n: guarded([{"role": "user", "content": str(n)}]), range(1, 400)))
    assert [one.output["task_id"] for one in given] == list(range(1, 400))


def test_every_right_output_of_the_dataset_comes_back() -> None:
    outputs = list_outputs()
    guarded = guard(Model(*(json.dumps(output, ensure_ascii=False) for output in outputs)), retries=0)
    assert [(done.output, done.ok) for done in (guarded(MESSAGES) for _ in outputs)] == [(one, True) for one in outputs]


@pytest.mark.parametrize("form", ["{}", "```json\n{}\n```", "Sure, here it is: {}"])
def test_its_own_work_is_a_tenth_of_a_millisecond(form: str) -> None:
    """The best of some runs, so that another process does not count; nor does the disk."""
    answer = form.replace("{}", RIGHT)
    guarded = guard(lambda messages: answer, retries=0)
    seconds = []
    for _ in range(10):
        begun = time.perf_counter()
        for _ in range(100):
            guarded(MESSAGES)
        seconds.append((time.perf_counter() - begun) / 100)
    assert min(seconds) < 0.0001


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"retries": -1}, "`retries`"),
        ({"seconds": 0}, "`seconds`"),
        ({"seconds": float("nan")}, "`seconds`"),
        ({"pack": "/nowhere"}, "there is no usecase.yaml"),
        ({"log": ROOT}, "cannot be written"),
        ({"log": "/nowhere/at/all.jsonl"}, "cannot be written"),
    ],
)
def test_what_cannot_be_used_is_refused_at_once(more: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=words):
        guard(Model(), **more)


def test_what_cannot_be_called_is_refused_at_once() -> None:
    with pytest.raises(InputError, match="a function that takes messages"):
        guard("model-1")


@pytest.mark.parametrize("day", ["soon", "2025-02-30", 20250301])
def test_a_day_that_is_none_is_refused_before_the_model_is_asked(day: Any) -> None:
    model = Model(RIGHT)
    with pytest.raises(InputError, match="is no day"):
        guard(model)(MESSAGES, reference_date=day)
    assert model.asked == []


def test_the_pack_is_that_of_the_current_folder_or_the_built_in_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Guard(Model(None), retries=0)([]).output == FALLBACK
    monkeypatch.chdir(ROOT / "examples" / "starter")
    assert Guard(Model(None), retries=0)([]).output["error_type"] == "out_of_scope"


def test_it_writes_the_messages_that_the_model_was_trained_with() -> None:
    messages = guard(Model(RIGHT)).write_messages("delete task 5", reference_date="2026-11-26")
    assert messages[1] == {"role": "user", "content": "delete task 5"}
    assert messages[0]["role"] == "system"
    assert messages[0]["content"].startswith("You turn a request about tasks into one JSON action.\n")
    assert messages[0]["content"].endswith("\nToday is 2026-11-26 (Thursday).")


@pytest.mark.parametrize(
    ("request_", "day"), [("delete task 5", "soon"), ("delete task 5", None), (None, "2026-11-26")]
)
def test_messages_need_a_request_and_a_day(request_: Any, day: Any) -> None:
    with pytest.raises(InputError):
        guard(Model(RIGHT)).write_messages(request_, reference_date=day)


def test_where_the_prompt_does_not_tell_the_day_it_stands_before_the_request_and_not_in_the_log(tmp_path: Path) -> None:
    """As `taskdata export` writes it, and as `taskdata seeds add` must not read it."""
    pack = tmp_path / "pack"
    shutil.copytree(ROOT / "schemas", pack / "schemas")
    usecase = (ROOT / "usecase.yaml").read_text("utf-8")
    (pack / "usecase.yaml").write_text(
        usecase.replace("Today is {reference_date} ({weekday}).", "It is {weekday}."), "utf-8"
    )
    guarded = guard(Model("no JSON", RIGHT), pack=pack, log=tmp_path / "log.jsonl")
    messages = guarded.write_messages("delete call mom", reference_date="2026-11-26")
    assert messages[0]["content"].endswith("\nIt is Thursday.")
    assert messages[1] == {"role": "user", "content": "[2026-11-26, Thursday] delete call mom"}
    guarded(messages, reference_date="2026-11-26")
    assert [line["input"] for line in read_log(tmp_path / "log.jsonl")] == ["delete call mom"]
