"""Speed, on demand: `make bench`. Seconds are of this machine; the ratios are what to compare."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.plain_loop import write_unverified

RUNS = 5
SIZE = 5_000
READ_YAML = """
import yaml
from pathlib import Path
for path in Path("templates").glob("*.yaml"):
    yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
"""


def main() -> None:
    """Print one row a measure: the median of the runs, and its ratio to the row that it is compared with."""
    taskdata = str(Path(sys.executable).with_name("taskdata"))
    start = measure(lambda: run(sys.executable, "-c", "pass"))
    report("bare start of Python", start)
    report("taskdata --help", measure(lambda: run(taskdata, "--help")), start, "a bare start")
    yaml = measure(lambda: run(sys.executable, "-c", READ_YAML))
    report("reading the template files with PyYAML alone", yaml, start, "a bare start")
    report("taskdata check, the built-in pack", measure(lambda: run(taskdata, "check")), yaml, "reading its files")
    report("taskdata preview create_plain", measure(lambda: run(taskdata, "preview", "create_plain")), yaml, "the same")
    report("taskdata generate -n 500, to a folder", measure(lambda: generate(taskdata, 500)), start, "a bare start")
    loop = measure(lambda: write_unverified(SIZE))
    many = measure(lambda: generate(taskdata, SIZE))
    report(f"plain loop, {SIZE:,} unverified lines", loop)
    report(f"taskdata generate -n {SIZE}, every label verified", many, loop, "the plain loop")
    print(f"{SIZE / many:,.0f} verified examples a second, the start included")
    with tempfile.TemporaryDirectory() as folder:
        few, lots = (write_pairs(taskdata, Path(folder), n) for n in (SIZE // 10, SIZE))
        first, all_of_them = (measure(lambda file=file: run(taskdata, "verify", str(file))) for file in (few, lots))  # type: ignore[misc]
    report(f"taskdata verify, {SIZE:,} bare pairs", all_of_them, many, "generating them")
    pair, call = (all_of_them - first) / (SIZE - SIZE // 10), time_dateparser()
    print(f"{1 / pair:,.0f} pairs a second, the start left out; a pair takes {pair / call:.1f} calls of dateparser")


def time_dateparser(calls: int = 300) -> float:
    """The seconds of one call, on a phrase that it knows: a yardstick for machines of other speeds."""
    from dateparser import parse

    def ask() -> None:
        for _ in range(calls):
            parse("next friday", languages=["en"])

    return measure(ask) / calls


def run(*command: str) -> None:
    """Run a command to its end. Raises CalledProcessError where it fails."""
    subprocess.run(command, check=True, capture_output=True)


def generate(taskdata: str, n: int) -> None:
    """One dataset into a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        run(taskdata, "generate", "-n", str(n), "-o", folder)


def write_pairs(taskdata: str, folder: Path, n: int) -> Path:
    """A file of generated examples as pairs from outside: without spans and provenance."""
    run(taskdata, "generate", "-n", str(n), "-o", str(folder / str(n)))
    lines = map(json.loads, (folder / str(n) / "dataset.jsonl").read_text("utf-8").splitlines())
    pairs = ({key: line[key] for key in ("input", "reference_date", "output")} for line in lines)
    file = folder / f"{n}.jsonl"
    file.write_text("".join(json.dumps(pair) + "\n" for pair in pairs), "utf-8")
    return file


def measure(work: Callable[[], None]) -> float:
    """The median seconds of some runs, after one that is not counted."""
    work()
    seconds = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds)


def report(name: str, seconds: float, other: float | None = None, what: str = "") -> None:
    """One row of the table."""
    ratio = f"{seconds / other:8.1f} x {what}" if other else ""
    print(f"{name:52} {seconds:7.3f} s {ratio}")


main()
