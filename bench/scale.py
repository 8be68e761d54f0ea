"""How fast and how large: `python -m bench.scale [n ...]`, each in a process of its own; `--page FILE` for the docs."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.plain_loop import write_unverified
from taskdata.deliver.quotas import plan_categories
from taskdata.foundation.text import fold
from taskdata.workflows.open_pack import open_pack

SIZES = (500, 10_000, 100_000)
LOOP = 5_000
PAGE = """# How fast, and how large

<!-- Computed by `make scale`: change bench/scale.py, not this page. -->

`taskdata generate -n N` as a whole process on one core, its start included; seconds are of the machine on which this
was written. What was made is read back: every request is unique, case and punctuation aside, and every category has
exactly its count. A plain loop that fills eight templates, drops what it had and verifies nothing makes {loop:,.0f}
lines a second on the same machine.

{table}

All is verified, each label by a reading of its request of its own; that takes nearly all of the time. Memory hardly
grows: of each example the run keeps about 80 bytes, and writes the rest to disk as it goes.
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took, and what was found in its file."""

    n: int
    seconds: float
    megabytes: float
    unique: int
    is_exact: bool


def main() -> None:
    """Print the table, or write it as a page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("n", nargs="*", type=int, default=SIZES, help="how many examples")
    parser.add_argument("--page", type=Path, help="write the table there, as Markdown")
    options = parser.parse_args()
    loop, runs = measure_loop(), [measure(n) for n in options.n]
    table = render(runs)
    if options.page:
        options.page.write_text(PAGE.format(loop=loop, table=table), "utf-8")
    else:
        print(table)


def measure(n: int) -> Run:
    """One dataset of `n`, made in a process of its own and read back."""
    with tempfile.TemporaryDirectory() as folder:
        seconds, megabytes = run_apart("generate", "-n", str(n), "-o", folder)
        categories: Counter[str] = Counter()
        inputs: set[int] = set()
        with (Path(folder) / "dataset.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                categories[record["category"]] += 1
                inputs.add(hash(fold(record["input"])))
    pack, _ = open_pack(None)
    return Run(n, seconds, megabytes, len(inputs), dict(categories) == plan_categories(n, pack.usecase))


def run_apart(*arguments: str) -> tuple[float, float]:
    """The seconds of processor time and the most memory in MB that a taskdata command takes."""
    taskdata = str(Path(sys.executable).with_name("taskdata"))
    process = subprocess.Popen([taskdata, *arguments], stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def measure_loop() -> float:
    """Lines that the plain loop makes in a second."""
    begun = time.process_time()
    write_unverified(LOOP)
    return LOOP / (time.process_time() - begun)


def render(runs: Sequence[Run]) -> str:
    """The table, in Markdown."""
    rows = [
        f"| {run.n:>9,} | {run.seconds:>11,.1f} | {run.n / run.seconds:>17,.0f} | {run.megabytes:>6,.0f} | "
        f"{run.unique:>9,} | {'yes' if run.is_exact else 'NO':>12} |"
        for run in runs
    ]
    return "\n".join(
        (
            "|         N | CPU seconds | examples a second | MB top |    unique | exact shares |",
            "| --------: | ----------: | ----------------: | -----: | --------: | -----------: |",
            *rows,
        )
    )


if __name__ == "__main__":
    main()
