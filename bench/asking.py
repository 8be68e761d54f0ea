"""What asking many questions takes, beside the bare client: `python -m bench.asking`. The server is another process."""

import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from openai import AsyncOpenAI

from taskdata.foundation.exchange import Ask
from taskdata.io.answers import AnswerStore
from taskdata.io.asking import Asker, run_until_done
from taskdata.io.bill import Limits
from taskdata.io.endpoint import Address, Endpoint, build_request

ROOT = Path(__file__).parents[1]
CALLS, AT_ONCE, DELAY = 1000, 64, 0.05


def main() -> None:
    """Print the seconds of the bare client, of the asker, and of the asker where all is answered already."""
    command = [sys.executable, "-m", "tests.endpoint.loopback", "--port", "0", "--delay", str(DELAY)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    address = Address(server.stdout.readline().strip(), "none")
    try:
        with tempfile.TemporaryDirectory() as folder:
            bare = measure(lambda: ask_barely(address))
            ours, again = (measure_asker(address, Path(folder) / "answers.sqlite") for _ in range(2))
    finally:
        server.terminate()
        server.wait()
    print(f"{CALLS:,} calls, {AT_ONCE} at once, {DELAY * 1000:.0f} ms an answer")
    print(f"  bare client       {bare:6.2f} s")
    print(f"  asker             {ours:6.2f} s, {ours / bare:.2f} times as long; each answer is on the disk")
    print(f"  all in the store  {again:6.2f} s, {1000 * again / CALLS:.2f} ms a call")


def make_asks() -> list[Ask]:
    """Questions that all differ."""
    return [
        Ask("loopback", ({"role": "user", "content": f"number {number}"},), ("wording_1",), "bench 1", 60)
        for number in range(CALLS)
    ]


def measure(run: Callable[[], Awaitable[None]]) -> float:
    """The seconds of a run, in a loop of its own."""

    async def work() -> None:
        await run()

    begun = time.perf_counter()
    asyncio.run(work())
    return time.perf_counter() - begun


async def ask_barely(address: Address) -> None:
    """All questions by the client alone."""
    client = AsyncOpenAI(base_url=address.url, api_key=address.key, max_retries=0)
    turn = asyncio.Semaphore(AT_ONCE)

    async def ask(one: Ask) -> None:
        async with turn:
            await client.chat.completions.create(**build_request(one))

    await asyncio.gather(*map(ask, make_asks()))
    await client.close()


def measure_asker(address: Address, path: Path) -> float:
    """The seconds that the asker takes, the store opened and closed."""
    begun = time.perf_counter()
    store = AnswerStore(path)
    asker = Asker(Endpoint(address, 30.0), store, Limits(at_once=AT_ONCE))

    async def work(ask: Ask) -> None:
        await asker.ask(ask)

    run_until_done(asker, lambda: asker.run(make_asks(), work), lambda: None)
    store.close()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
