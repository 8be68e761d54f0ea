"""How fast a server is asked: so many at once, so many requests and tokens a minute, slower when it says so."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_FEWEST = 1.0


class Pace:
    """Lets calls begin; times are those of the running loop.

    A refusal halves how many run at once and makes all wait; every success gives a little back.
    """

    def __init__(self, at_once: int, requests_a_minute: float | None, tokens_a_minute: float | None) -> None:
        self._most = self._allowed = float(at_once)
        self._running = 0
        self._free = asyncio.Condition()
        self._begins_at = 0.0
        """Before this, nothing begins."""
        self._requests, self._tokens = _Rate(requests_a_minute), _Rate(tokens_a_minute)

    @asynccontextmanager
    async def take_turn(self, tokens: int) -> AsyncIterator[None]:
        """Wait for a turn, and hold it while the block runs."""
        await self._enter()
        try:
            await self._wait_until(max(self._requests.book(1), self._tokens.book(tokens)))
            yield
        finally:
            async with self._free:
                self._running -= 1
                self._free.notify_all()

    async def _enter(self) -> None:
        """Wait for room outside of a pause: how many may run is only known when it ends."""
        while True:
            async with self._free:
                await self._free.wait_for(lambda: self._running < max(_FEWEST, int(self._allowed)))
                if self._pause_left() <= 0:
                    self._running += 1
                    return
            await asyncio.sleep(max(0.0, self._pause_left()))

    async def _wait_until(self, start: float) -> None:
        """Wait for the time, and for the end of a pause that has begun meanwhile."""
        now = asyncio.get_running_loop().time
        while (wait := max(start - now(), self._pause_left())) > 0:
            await asyncio.sleep(wait)

    def _pause_left(self) -> float:
        return self._begins_at - asyncio.get_running_loop().time()

    def slow_down(self, seconds: float) -> None:
        """The server has refused: nothing begins for so many seconds, and half as many run at once.

        Refusals during a pause are of calls that began before it, and count as one with the first.
        """
        now = asyncio.get_running_loop().time()
        if now >= self._begins_at:
            self._allowed = max(_FEWEST, self._allowed / 2)
        self._begins_at = max(self._begins_at, now + seconds)

    def speed_up(self) -> None:
        """The server has answered: after as many answers as may run at once, one more may."""
        self._allowed = min(self._most, self._allowed + 1 / self._allowed)


class _Rate:
    """Amounts spread evenly over time: no minute has more than the rate, and the one that begins it."""

    def __init__(self, a_minute: float | None) -> None:
        self._seconds_each = 60 / a_minute if a_minute else 0.0
        self._next = 0.0

    def book(self, amount: int) -> float:
        """The time at which this amount may begin; it counts from now on."""
        start = max(self._next, asyncio.get_running_loop().time())
        self._next = start + amount * self._seconds_each
        return start
