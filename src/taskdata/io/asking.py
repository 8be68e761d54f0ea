"""Many questions asked at once: from the store where they were answered before, else of the server, within caps."""

import asyncio
import random
import signal
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TypeVar

from taskdata.foundation.exchange import Answer, Ask, UnreadableAnswerError, estimate_tokens, read_answer
from taskdata.io.answers import AnswerStore
from taskdata.io.bill import Bill, Limits
from taskdata.io.endpoint import ADDRESS, BusyError, Endpoint, EndpointError, FlakyError, OtherWayError, RefusedError
from taskdata.io.pace import Pace

T = TypeVar("T")
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 30.0
_SAFELY = 2
"""By how much more tokens than estimated a question is held to have, where a cap on the cost hangs on it."""
_MOST_IN_VAIN = 5
"""After so many questions in a row that nothing came of, the server counts as gone."""


class StoppedError(Exception):
    """Nothing more is asked: a cap is reached, or the user has had enough."""


class UnansweredError(Exception):
    """Nothing came of this question, after all tries."""


@dataclass
class Asker:
    """Asks questions within one event loop; whatever comes is in the store before it is read.

    Without an endpoint it answers from the store alone.
    """

    endpoint: Endpoint | None
    store: AnswerStore
    limits: Limits
    bill: Bill = field(default_factory=Bill)
    stopped: str | None = None
    """Why nothing more is asked."""
    interrupted: bool = False
    missing: list[Ask] = field(default_factory=list)
    """Without an endpoint: the questions that the store has no answer to."""

    def __post_init__(self) -> None:
        self._pace = Pace(self.limits.at_once, self.limits.requests_a_minute, self.limits.tokens_a_minute)
        self._sending: set[asyncio.Task[object]] = set()
        self._proving: set[asyncio.Task[object]] = set()
        self._last_message = ""
        self._prover = ThreadPoolExecutor(1, thread_name_prefix="taskdata-prover")
        self._workers: list[asyncio.Task[None]] = []
        self._in_vain = 0
        self._reserved = 0.0
        self._answered = asyncio.Event()
        self._broken: Exception | None = None
        self._began = 0.0

    async def ask(self, ask: Ask) -> Answer:
        """The answer to a question.

        Raises StoppedError where a cap forbids it, UnansweredError where nothing came of it.
        """
        stored = find_answer(self.store, ask)
        if stored is not None:
            self.bill.from_store += 1
            return stored
        if self.endpoint is None:
            self.missing.append(ask)
            raise StoppedError("not in the store")
        try:
            return await self._ask_server(ask, self.endpoint)
        except asyncio.CancelledError:
            if self.stopped is None:
                raise
            raise StoppedError(self.stopped) from None

    async def _ask_server(self, ask: Ask, endpoint: Endpoint) -> Answer:
        """Try until an answer comes; a server that asks to wait is waited for, which is no failure."""
        now = asyncio.get_running_loop().time
        end, failures, refusals = now() + self.limits.seconds_an_ask, 0, 0
        while True:
            if self.stopped:
                raise StoppedError(self.stopped)
            try:
                answer = await self._try_once(ask, endpoint, failures)
            except BusyError as error:
                wait, message = error.seconds if error.seconds is not None else _draw_wait(refusals), str(error)
                refusals += 1
                self._pace.slow_down(min(wait, max(0.0, end - now())))
            except (FlakyError, UnreadableAnswerError) as error:
                wait, message = _draw_wait(failures), str(error)
                failures += 1
                await asyncio.sleep(wait if failures < self.limits.tries else 0)
            except RefusedError as error:
                raise self._give_up(str(error)) from error
            except OtherWayError:
                continue
            else:
                self._in_vain = 0
                return answer
            if failures >= self.limits.tries or now() + wait > end:
                raise self._give_up(message, is_tried=True)

    def _give_up(self, message: str, *, is_tried: bool = False) -> Exception:
        """A question that nothing came of; after some in a row, all are given up.

        A server that has never answered is given up with the first question that was tried again and again.
        """
        self._in_vain += 1
        self._last_message = message
        is_new = not (self.bill.answered or self.bill.from_store)
        if self._in_vain >= _MOST_IN_VAIN or (is_new and is_tried):
            questions = "a question" if self._in_vain == 1 else f"{self._in_vain} questions in a row"
            reason = f"{questions} came to nothing; the last: {message}"
            if is_new:
                return self._tell_useless(reason)
            self.stop(reason)
        return UnansweredError(message)

    def _tell_useless(self, reason: str) -> EndpointError:
        source = self.endpoint.address.source if self.endpoint else ADDRESS
        return EndpointError(f"{reason}; see that the server runs, and that {source} is right")

    async def _try_once(self, ask: Ask, endpoint: Endpoint, failures: int) -> Answer:
        tokens = ask.estimate_tokens()
        most = self.bill.price(ask.model, _SAFELY * tokens, ask.max_tokens)
        async with self._pace.take_turn(tokens + ask.max_tokens):
            await self._wait_for_money(most)
            with self._reserving(most), self._marking_sent():
                now = asyncio.get_running_loop().time
                began = now()
                raw = await endpoint.ask(ask, failures)
                seconds = now() - began
                self.store.put(ask.key, ask.canonical, raw, seconds)
                answer = read_answer(raw, seconds=seconds)
                self._count(ask, answer)
            self._pace.speed_up()
        return answer

    def _count(self, ask: Ask, answer: Answer) -> None:
        bill = self.bill
        bill.answered += 1
        bill.uncounted += answer.tokens_in is None or answer.tokens_out is None
        tokens_in = ask.estimate_tokens() if answer.tokens_in is None else answer.tokens_in
        tokens_out = estimate_tokens(answer.text or "") if answer.tokens_out is None else answer.tokens_out
        bill.add(ask.model, tokens_in, tokens_out)

    async def _wait_for_money(self, most: float) -> None:
        """Wait while what is held back for calls under way leaves too little: with the answers, most of it is free."""
        cap = self.limits.max_cost
        while cap is not None and self._sending and self.bill.dollars + self._reserved + most > cap:
            self._answered.clear()
            await self._answered.wait()

    @contextmanager
    def _reserving(self, most: float) -> Iterator[None]:
        """Hold back what the answer may cost at most, so that the caps hold whatever runs at once."""
        self._check_caps(most)
        self._reserved += most
        self.bill.calls += 1
        try:
            yield
        finally:
            self._reserved -= most
            self._answered.set()

    def _check_caps(self, most: float) -> None:
        limits, bill = self.limits, self.bill
        if limits.max_calls is not None and bill.calls >= limits.max_calls:
            self.stop(f"--max-calls {limits.max_calls} is reached")
        if limits.max_seconds is not None and asyncio.get_running_loop().time() - self._began >= limits.max_seconds:
            self.stop(f"--max-seconds {limits.max_seconds:g} is reached")
        if limits.max_cost is not None and bill.dollars + self._reserved + most > limits.max_cost:
            self.stop(f"--max-cost {limits.max_cost:g} leaves too little for one more question")
        if self.stopped:
            raise StoppedError(self.stopped)

    @contextmanager
    def _marking_sent(self) -> Iterator[None]:
        """While the block runs, a stop does not cut this call off: its answer may be paid for."""
        task = asyncio.current_task()
        assert task is not None
        self._sending.add(task)
        try:
            yield
        finally:
            self._sending.discard(task)

    async def compute(self, work: Callable[[], T]) -> T:
        """What a slow function gives: it runs beside the loop, one at a time, so that answers come in meanwhile."""
        task = asyncio.current_task()
        assert task is not None
        self._proving.add(task)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._prover, work)
        finally:
            self._proving.discard(task)

    def stop(self, reason: str) -> None:
        """Ask nothing more: what is under way is awaited, what waits for its turn is not."""
        if self.stopped is None:
            self.stopped = reason
            current = asyncio.current_task()
            for worker in self._workers:
                if worker not in self._sending | self._proving and worker is not current:
                    worker.cancel()

    async def measure(self, jobs: Iterable[T], work: Callable[[T], Awaitable[None]]) -> float:
        """As `run`; the seconds that it took."""
        now = asyncio.get_running_loop().time
        began = now()
        await self.run(jobs, work)
        return now() - began

    async def run(self, jobs: Iterable[T], work: Callable[[T], Awaitable[None]]) -> None:
        """Work on all jobs, so many at once as the limits allow; a job that meets a stop ends, and so do the rest.

        Raises EndpointError where the endpoint cannot be used.
        """
        if self.endpoint is not None:
            self.endpoint.load()
        self._began = self._began or asyncio.get_running_loop().time()
        waiting = iter(jobs)
        self._workers = [asyncio.create_task(self._work(waiting, work)) for _ in range(self.limits.at_once)]
        timer = asyncio.create_task(self._watch_time())
        try:
            for result in await asyncio.gather(*self._workers, return_exceptions=True):
                if isinstance(result, BaseException) and not isinstance(result, asyncio.CancelledError):
                    raise result
        finally:
            timer.cancel()
            for worker in self._workers:
                worker.cancel()
            self._prover.shutdown(wait=False)
        if self._broken:
            raise self._broken
        if self._in_vain and not (self.bill.answered or self.bill.from_store):
            raise self._tell_useless(f"no question was answered; the last: {self._last_message}")

    async def _work(self, waiting: Iterator[T], work: Callable[[T], Awaitable[None]]) -> None:
        for job in waiting:
            if self.stopped:
                return
            try:
                await work(job)
            except StoppedError:
                if self.endpoint is not None:
                    return
            except Exception as error:
                self._broken = self._broken or error
                self.stop("something broke")
                return

    async def _watch_time(self) -> None:
        if self.limits.max_seconds is not None:
            await asyncio.sleep(max(0.0, self._began + self.limits.max_seconds - asyncio.get_running_loop().time()))
            self.stop(f"--max-seconds {self.limits.max_seconds:g} is reached")


def find_answer(store: AnswerStore, ask: Ask) -> Answer | None:
    """The answer to a question in the store; None where there is none, or none that can be read."""
    stored = store.find(ask.key)
    if stored is None:
        return None
    with suppress(UnreadableAnswerError):
        return read_answer(stored.raw, seconds=stored.seconds, from_store=True)
    return None


def _draw_wait(number: int) -> float:
    """How long to wait before the next try: twice as long each time, and not all at the same moment."""
    return min(_LONGEST_WAIT, _FIRST_WAIT * 2.0**number) * random.uniform(0.75, 1.25)


def run_until_done(asker: Asker, main: Callable[[], Awaitable[T]], on_interrupt: Callable[[], None]) -> T:
    """Run in an event loop of its own; the first Ctrl-C stops the asking, the second ends at once.

    Raises KeyboardInterrupt at the second.
    """

    def interrupt(loop: asyncio.AbstractEventLoop) -> None:
        loop.remove_signal_handler(signal.SIGINT)
        asker.interrupted = True
        on_interrupt()
        asker.stop("interrupted")

    async def run() -> T:
        loop = asyncio.get_running_loop()
        if threading.current_thread() is threading.main_thread():
            with suppress(NotImplementedError):  # where a loop takes no signals, Ctrl-C ends at once
                loop.add_signal_handler(signal.SIGINT, interrupt, loop)
        try:
            return await main()
        finally:
            if asker.endpoint is not None:
                await asker.endpoint.close()

    return asyncio.run(run())
