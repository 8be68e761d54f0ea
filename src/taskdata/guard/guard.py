"""The guard: around whatever asks a model, so that an application gets an output of the pack's schema, always."""

import inspect
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import orjson

from taskdata.foundation.errors import InputError
from taskdata.guard.failure_log import FailureLog, Request, read_request
from taskdata.guard.judging import Message
from taskdata.guard.outcome import Attempt, Guarded
from taskdata.guard.settings import Settings, read_settings
from taskdata.serving.system_prompt import SystemPrompt, mark_day

if TYPE_CHECKING:
    from asyncio import Future

Model: TypeAlias = Callable[[list[Any]], str | Awaitable[str | None] | None]
"""What asks a model: it takes messages, and gives or is awaited for the text that is answered."""


class Guard:
    """Asks a model through a callable, and gives nothing that the pack's schema forbids, whatever the model says.

    model: a callable, or an asynchronous one, that takes a list of messages and gives the model's text.
    pack: the folder of the pack; found as every command finds it where none is named.
    retries, seconds: instead of the pack's own; how often an answer is asked for again, and within which time.
    log: the file that failures are added to; without it, none are logged.
    name: the name of the model in that log.

    One guard serves any number of threads and tasks. Raises InputError where the callable, the pack, a number or the
    log cannot be used.
    """

    def __init__(
        self,
        model: Model,
        *,
        pack: str | Path | None = None,
        retries: int | None = None,
        seconds: float | None = None,
        log: str | Path | None = None,
        name: str | None = None,
    ) -> None:
        _check_arguments(model, pack, retries, seconds, log, name)
        self._model = model
        self._is_async = inspect.iscoroutinefunction(model) or inspect.iscoroutinefunction(type(model).__call__)
        self._settings = read_settings(None if pack is None else Path(pack))
        self._prompt = SystemPrompt(self._settings)
        self._retries = self._settings.usecase.guard.retries if retries is None else retries
        self._seconds = self._settings.usecase.guard.seconds if seconds is None else seconds
        self._threads: ThreadPoolExecutor | None = None
        self._log = FailureLog(Path(log), name) if log is not None else None

    def write_messages(self, request: str, *, reference_date: date | str) -> list[dict[str, str]]:
        """The messages to ask with, as in training: the system prompt of the pack for that day, and the request.

        Raises InputError for a day that is none, and for a request that is no text.
        """
        day = _read_day(reference_date)
        if day is None or not isinstance(request, str) or not request.strip():
            raise InputError("the messages of a request need its text and its reference_date, such as 2025-12-29")
        content = self._prompt.write_request(request, day)
        return [{"role": "system", "content": self._prompt.fill(day)}, {"role": "user", "content": content}]

    def __call__(self, messages: Sequence[Mapping[str, Any]], *, reference_date: date | str | None = None) -> Guarded:
        """Ask the model, and again where its answer cannot be used, as long as retries and time allow.

        `reference_date` is the day on which the request was said, for the log. What the callable raises passes through.
        Raises InputError for a callable that is asynchronous, and for a day that is none.
        """
        run = self._begin(messages, reference_date)
        if self._is_async:
            raise InputError(_IS_ASYNC)
        while run.goes_on():
            begun = time.perf_counter()
            text = self._model(run.compose())
            if inspect.isawaitable(text):
                _close(text)
                raise InputError(_IS_ASYNC)
            run.take(text, time.perf_counter() - begun)
        return run.conclude()

    async def ask(self, messages: Sequence[Mapping[str, Any]], *, reference_date: date | str | None = None) -> Guarded:
        """As calling the guard, without holding up other tasks: a callable that is not asynchronous runs in a thread.

        An answer that is not there at the end of the time is not waited for: the fallback is returned. What gives it is
        cancelled; a thread cannot be stopped, so it then goes on by itself, and what it gives is dropped. There are
        THREADS of them: with more requests at once, the others wait for their turn, and their time runs.
        """
        import asyncio  # here, since an application without it need not load it

        run = self._begin(messages, reference_date)
        while run.goes_on():
            begun = time.perf_counter()
            asking = asyncio.ensure_future(self._answer(run.compose()))
            try:
                await asyncio.wait({asking}, timeout=run.measure_left())
            finally:
                if not asking.done():
                    asking.cancel()
                    asking.add_done_callback(_drop)
            if asking.done():
                run.take(asking.result(), time.perf_counter() - begun)
            else:
                run.give_up(time.perf_counter() - begun)
        return run.conclude()

    async def _answer(self, messages: list[Message]) -> str | None:
        import asyncio

        if self._is_async:
            given = self._model(messages)
        else:
            if self._threads is None:
                self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="taskdata-guard")
            work = asyncio.get_running_loop().run_in_executor(self._threads, _call, self._model, messages)
            given, error = await work
            if error:
                raise error
        return await given if inspect.isawaitable(given) else given

    def _begin(self, messages: Sequence[Mapping[str, Any]], day: date | str | None) -> "_Run":
        given: Any = messages
        if isinstance(given, str | bytes) or not isinstance(given, Sequence):
            raise InputError("a guard takes a list of messages, such as [{'role': 'user', 'content': 'a request'}]")
        said = _read_day(day)
        text = read_request(messages).removeprefix(mark_day(said) if said else "")
        request = Request(text, said, datetime.now().astimezone())
        return _Run(messages, request, self._settings, self._retries, self._seconds, self._log)


THREADS = 64
"""Callables that are not asynchronous, and run at one time when they are awaited."""


def _drop(asking: "Future[Any]") -> None:
    """Look at what nobody waits for any more, so that nobody is told that nobody did."""
    if not asking.cancelled():
        asking.exception()


def _check_arguments(model: Any, pack: Any, retries: Any, seconds: Any, log: Any, name: Any) -> None:
    """Raises InputError for what no guard can be made of."""
    if not callable(model):
        raise InputError("a guard is put around a function that takes messages and gives the model's text")
    is_count = isinstance(retries, int) and not isinstance(retries, bool) and retries >= 0
    is_time = isinstance(seconds, int | float) and not isinstance(seconds, bool) and seconds > 0
    if not (retries is None or is_count) or not (seconds is None or is_time):
        raise InputError("a guard needs `retries` as a whole number of 0 or more, and `seconds` above 0")
    for argument, value, kinds in (("pack", pack, (str, Path)), ("log", log, (str, Path)), ("name", name, (str,))):
        if value is not None and not isinstance(value, kinds):
            raise InputError(f"`{argument}` of a guard is a text, not {value!r}")


_IS_ASYNC = "this guard is around an asynchronous callable; write `await guard.ask(messages)`"


@dataclass(slots=True)
class _Run:
    """One request on its way: what was answered so far, and what comes next."""

    messages: Sequence[Mapping[str, Any]]
    request: Request
    settings: Settings
    retries: int
    seconds: float
    log: FailureLog | None
    attempts: list[Attempt] = field(default_factory=list)
    output: dict[str, Any] | None = None
    begun: float = field(default_factory=time.perf_counter)

    def goes_on(self) -> bool:
        """Whether the model is asked, or asked again: it must not take longer than what is left of the time.

        It is expected to take as long as the longest answer did so far; the first is always waited for.
        """
        if not self.attempts:
            return True
        longest = max(attempt.seconds for attempt in self.attempts)
        return self.output is None and len(self.attempts) <= self.retries and longest <= self.measure_left()

    def measure_left(self) -> float:
        """The seconds that are left."""
        return self.seconds - (time.perf_counter() - self.begun)

    def compose(self) -> list[Any]:
        """The messages to ask with: those of the request, and what was wrong with the last answer."""
        if not self.attempts:
            return list(self.messages)
        last = self.attempts[-1]
        return [*self.messages, *self.settings.judge.write_followup(last.text, last.faults)]

    def take(self, text: Any, seconds: float) -> None:
        """Judge an answer, and log it where it is no plain valid one."""
        judged = self.settings.judge.judge(text)
        self.output = judged.value
        self._keep(Attempt(text if isinstance(text, str) else None, judged.faults, judged.repaired, seconds))

    def give_up(self, seconds: float) -> None:
        """Note that the time was over before there was an answer."""
        self._keep(Attempt(None, (f"there is no answer within {self.seconds:g} seconds",), False, seconds))

    def conclude(self) -> Guarded:
        """The output, or the fallback, made anew each time."""
        output = orjson.loads(self.settings.fallback) if self.output is None else self.output
        return Guarded(output, self.output is not None, tuple(self.attempts))

    def _keep(self, attempt: Attempt) -> None:
        self.attempts.append(attempt)
        if self.log and attempt.faults:
            self.log.add(self.request, attempt, len(self.attempts))


def _call(model: Model, messages: list[Message]) -> tuple[Any, Exception | None]:
    """What a callable gives, or raises: asyncio makes another exception of some that leave a thread."""
    try:
        return model(messages), None
    except Exception as error:
        return None, error


def _read_day(day: date | str | None) -> date | None:
    """The day, of a text such as 2025-12-29 as well. Raises InputError where it is none."""
    if isinstance(day, datetime):
        return day.date()
    if day is None or isinstance(day, date):
        return day
    try:
        return date.fromisoformat(day)
    except (TypeError, ValueError) as error:
        raise InputError(f"reference_date: {day!r} is no day; write one such as 2025-12-29") from error


def _close(given: Awaitable[Any]) -> None:
    """End what was to be awaited and never will be, so that Python does not warn of it."""
    if inspect.iscoroutine(given):
        given.close()
