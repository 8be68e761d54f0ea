"""What a guard adds to a request, beside `json.loads` alone: `python -m bench.guard`.

Microseconds are of this machine; the ratio is what to compare. The model of it answers at once.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from taskdata import Guard

ROOT = Path(__file__).parents[1]
RUNS = 7
START = """
import time
begun = time.perf_counter()
from taskdata import Guard
Guard(lambda messages: None, pack={pack!r})
print(time.perf_counter() - begun)
"""
MESSAGES = [
    {"role": "system", "content": "You turn a request into one JSON action."},
    {"role": "user", "content": "a request of some words, as people write them"},
]


def main() -> None:
    """Print a row for each kind of answer: the median of some runs over the test set's right outputs."""
    outputs = [json.loads(line)["output"] for line in (ROOT / "data" / "mvp" / "test.jsonl").open(encoding="utf-8")]
    plain = [json.dumps(output, ensure_ascii=False) for output in outputs]
    loads = measure(plain, json.loads)
    report("json.loads alone", loads, loads)
    with tempfile.TemporaryDirectory() as folder:
        said = [""]
        guard = Guard(lambda messages: said[0], pack=ROOT, retries=0, log=Path(folder) / "log.jsonl")

        def ask(text: str) -> object:
            said[0] = text
            return guard(MESSAGES)

        report("the guard, a plain answer", measure(plain, ask), loads)
        fenced = [f"```json\n{text}\n```" for text in plain]
        report("a fenced answer, and its line in the log", measure(fenced, ask), loads)
        wordy = [f"Sure, here it is: {text}" for text in plain]
        report("an answer with words around it, and its line", measure(wordy, ask), loads)
        cut = [text[: len(text) // 2] for text in plain]
        report("half an answer, refused, and its line", measure(cut, ask), loads)
        strange = [text.replace("{", '{"extra": 1, ', 1) for text in plain]
        report("an answer that is not of the schema, and its line", measure(strange, ask), loads)
    print(f"{'import and start':52} {time_start() * 1000:9.0f} ms")


def measure(texts: Sequence[str], work: Callable[[str], object]) -> float:
    """The median seconds that one text takes, of some runs over all, after one that is not counted."""
    seconds = []
    for _ in range(RUNS + 1):
        begun = time.perf_counter()
        for text in texts:
            work(text)
        seconds.append((time.perf_counter() - begun) / len(texts))
    return statistics.median(seconds[1:])


def time_start() -> float:
    """The median seconds from the import to a guard that is ready, in processes of their own."""
    code = START.format(pack=str(ROOT))
    runs = [
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True) for _ in range(RUNS)
    ]
    return statistics.median(float(run.stdout) for run in runs)


def report(name: str, seconds: float, loads: float) -> None:
    """One row."""
    print(f"{name:52} {seconds * 1e6:9.1f} us {seconds / loads:8.1f} x json.loads")


if __name__ == "__main__":
    main()
