"""What it takes to add a failure log, beside only reading it, and how well it is done on what was held back.

`python -m bench.seeds [LINES]`: seconds are of this machine; the ratio is what to compare.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from bench.diagnosis_rates import measure as measure_diagnosis
from bench.personal_rates import measure as measure_personal
from taskdata.workflows.init import copy_pack
from taskdata.workflows.open_pack import open_pack
from taskdata.workflows.seed_store import SeedStore
from taskdata.workflows.seeds_add import make_anonymiser

ROOT = Path(__file__).parents[1]
HELD = ROOT / "tests" / "feedback"
LINES = 100_000


def main(lines: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        pack, log = Path(folder) / "pack", write_log(Path(folder) / "log.jsonl", lines)
        copy_pack(pack, None)
        report_adding(pack, log, lines)
        report_rates(pack)


def write_log(path: Path, lines: int) -> Path:
    """A log of different lines: requests with and without personal data, answers of every kind, half with labels."""
    examples = [json.loads(line) for line in (ROOT / "data" / "benchmark.jsonl").open(encoding="utf-8")]
    random = Random(0)
    with path.open("w", encoding="utf-8") as file:
        for number in range(lines):
            file.write(json.dumps(make_line(examples[random.randrange(len(examples))], number, random)) + "\n")
    return path


def make_line(example: dict[str, object], number: int, random: Random) -> dict[str, object]:
    """One failure; every fifth with an e-mail address, every fifth with a name, every fifth with a phone number."""
    answer = json.dumps(example["output"])
    endings = (
        f", mail ann{number}@corp.example", f", for Priya Sharma {number}", f", call +1 415 555 {number % 10000:04d}",
        f" ({number})", "",
    )  # fmt: skip
    answers = (answer, answer[: random.randrange(len(answer))], f"```json\n{answer}\n```", f"{answer} {number}")
    return {
        "input": f"{example['input']}{endings[number % 5]}",
        "raw_output": answers[number % 4],
        "reference_date": example["reference_date"],
        "latency_ms": number % 900,
        "request": number,
        **({"expected": example["output"]} if number % 2 else {}),
    }


def report_adding(pack: Path, log: Path, lines: int) -> None:
    """Print the seconds and the memory of `taskdata seeds add`, beside those of parsing the lines."""
    begin = time.perf_counter()
    for line in log.open(encoding="utf-8"):
        json.loads(line)
    reading = time.perf_counter() - begin
    command = [str(Path(sys.executable).with_name("taskdata")), "seeds", "add", str(log), "--pack", str(pack)]
    begin = time.perf_counter()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    took = time.perf_counter() - begin
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{lines:,} lines parsed, and nothing else  {reading:6.1f} s")
    print(
        f"taskdata seeds add, its start included  {took:6.1f} s ({usage.ru_utime + usage.ru_stime:.1f} s of one core)"
    )
    print(f"  {took / reading:.0f} times as long; {usage.ru_maxrss / 1024:.0f} MB")


def report_rates(folder: Path) -> None:
    """Print how many personal data are found and how many answers called rightly, of those that nobody tuned on."""
    pack, slots = open_pack(folder)
    found = measure_personal(HELD / "personal_held.jsonl", make_anonymiser(SeedStore(folder), pack, slots))
    right, total, _ = measure_diagnosis(HELD / "diagnosis_held.jsonl", pack)
    print(f"held back: {found.patterned:.1%} of patterned data and {found.names:.1%} of names are replaced,")
    print(f"  and {found.ordinary:.2%} of ordinary words; {right} of {total} failures are called rightly")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else LINES)
