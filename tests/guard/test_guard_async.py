"""A guard around an asynchronous callable, or around a plain one in an asynchronous application."""

import asyncio
import threading
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from guard_tools import FALLBACK, MESSAGES, OUTPUT, RIGHT, WRONG, Model, guard, read_log

from taskdata.foundation.errors import InputError


class AsyncModel(Model):
    """A model whose answers are awaited."""

    async def __call__(self, messages: list[Any]) -> Any:
        seconds, self._seconds = self._seconds, 0
        try:
            await asyncio.sleep(seconds)
            return super().__call__(messages)
        finally:
            self._seconds = seconds


async def answer_right(messages: list[Any]) -> str:
    return RIGHT


def test_it_asks_as_often_as_it_must_and_tells_the_fault() -> None:
    model = AsyncModel(WRONG, RIGHT)
    done = asyncio.run(guard(model).ask(MESSAGES))
    assert (done.output, done.ok, len(done.attempts)) == (OUTPUT, True, 2)
    assert "a whole number" in model.asked[1][3]["content"]


@pytest.mark.parametrize(
    "model",
    [answer_right, partial(answer_right), lambda messages: answer_right(messages), AsyncModel(RIGHT), Model(RIGHT)],
)
def test_every_kind_of_callable_is_asked(model: Any) -> None:
    assert asyncio.run(guard(model).ask(MESSAGES)).output == OUTPUT


@pytest.mark.parametrize("model", [answer_right, partial(answer_right), lambda m: answer_right(m), AsyncModel(RIGHT)])
def test_an_asynchronous_callable_must_be_awaited(model: Any) -> None:
    with pytest.raises(InputError, match=r"await guard\.ask"):
        guard(model)(MESSAGES)


def test_a_plain_callable_does_not_hold_up_the_loop() -> None:
    threads = []

    def answer(messages: list[Any]) -> str:
        threads.append(threading.current_thread())
        time.sleep(0.3)
        return RIGHT

    async def run() -> int:
        asking = asyncio.create_task(guard(answer).ask(MESSAGES))
        turns = 0
        while not asking.done():
            await asyncio.sleep(0.01)
            turns += 1
        assert asking.result().ok
        return turns

    assert asyncio.run(run()) > 5
    assert threads[0] is not threading.main_thread()


def test_an_answer_is_cut_off_at_the_end_of_the_time(tmp_path: Path) -> None:
    begun = time.perf_counter()
    guarded = guard(AsyncModel(RIGHT, seconds=5), seconds=0.1, log=tmp_path / "log")
    done = asyncio.run(guarded.ask(MESSAGES))

    assert time.perf_counter() - begun < 2
    assert (done.output, done.ok) == (FALLBACK, False)
    (attempt,) = done.attempts
    assert (attempt.text, attempt.faults) == (None, ("there is no answer within 0.1 seconds",))
    (line,) = read_log(tmp_path / "log")
    assert (line["error"], "raw_output" in line) == ("there is no answer within 0.1 seconds", False)


def test_a_plain_callable_is_not_waited_for_at_the_end_of_the_time() -> None:
    over = threading.Event()

    def answer(messages: list[Any]) -> str:
        over.wait(5)
        return RIGHT

    async def run() -> bool:
        done = await guard(answer, seconds=0.1).ask(MESSAGES)
        over.set()
        return done.ok

    assert asyncio.run(run()) is False


def test_a_retry_is_cut_off_as_well_if_it_takes_longer_than_expected() -> None:
    async def answer(messages: list[Any]) -> str:
        await asyncio.sleep(0.05 if len(messages) == 2 else 5)
        return WRONG

    done = asyncio.run(guard(answer, seconds=0.3).ask(MESSAGES))
    assert [attempt.text for attempt in done.attempts] == [WRONG, None]
    assert not done.ok


def test_no_retry_begins_that_would_go_beyond_the_time() -> None:
    model = AsyncModel(*[WRONG] * 9, seconds=0.25)
    asyncio.run(guard(model, retries=8, seconds=0.7).ask(MESSAGES))
    assert len(model.asked) == 2


@pytest.mark.parametrize("error", [OSError("down"), TimeoutError("of the network")])
@pytest.mark.parametrize("kind", [Model, AsyncModel])
def test_what_the_callable_raises_passes_through(kind: type[Model], error: Exception) -> None:
    with pytest.raises(type(error)) as raised:
        asyncio.run(guard(kind(WRONG, error)).ask(MESSAGES))
    assert raised.value is error


def test_a_request_that_is_cancelled_is_cancelled() -> None:
    async def run() -> None:
        asking = asyncio.create_task(guard(AsyncModel(RIGHT, seconds=5)).ask(MESSAGES))
        await asyncio.sleep(0.05)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking

    asyncio.run(run())


def test_many_requests_at_once(tmp_path: Path) -> None:
    async def answer(messages: list[Any]) -> str:
        await asyncio.sleep(0.001)
        return WRONG if len(messages) == 2 else RIGHT

    async def run() -> list[bool]:
        guarded = guard(answer, log=tmp_path / "log")
        return [one.ok for one in await asyncio.gather(*(guarded.ask(MESSAGES) for _ in range(200)))]

    assert asyncio.run(run()) == [True] * 200
    assert len(read_log(tmp_path / "log")) == 200


def test_a_callable_that_does_not_let_itself_be_cancelled_is_left_behind() -> None:
    async def answer(messages: list[Any]) -> str:
        try:
            await asyncio.sleep(1.5)
        except asyncio.CancelledError:
            await asyncio.sleep(1.5)
        return RIGHT

    async def run() -> float:
        begun = time.monotonic()
        done = await guard(answer, retries=0, seconds=0.2).ask(MESSAGES)
        assert (done.ok, done.output) == (False, FALLBACK)
        return time.monotonic() - begun

    assert asyncio.run(run()) < 1


def test_many_plain_callables_run_at_one_time() -> None:
    """40 requests of 0.3 seconds each are done in less than a second."""

    def answer(messages: list[Any]) -> str:
        time.sleep(0.3)
        return RIGHT

    async def run() -> list[bool]:
        guarded = guard(answer, retries=0, seconds=5)
        return [done.ok for done in await asyncio.gather(*(guarded.ask(MESSAGES) for _ in range(40)))]

    begun = time.monotonic()
    assert asyncio.run(run()) == [True] * 40
    assert time.monotonic() - begun < 3
