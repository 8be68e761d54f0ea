"""What it takes to add a failure log, beside only reading it, and how well it is done on what was held back.

`python -m bench.seeds [LINES]`: seconds are of this machine; the ratio is what to compare.
"""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from bench.diagnosis_rates import measure as measure_diagnosis
from bench.personal_rates import measure as measure_personal
from taskdata.workflows.open_pack import open_pack
from taskdata.workflows.seed_store import SeedStore
from taskdata.workflows.seeds_add import make_anonymiser

ROOT = Path(__file__).parents[1]
HELD_BACK = ROOT / "tests" / "feedback"
LINES = 100_000


def main(lines: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        pack, log = copy_pack(Path(folder)), write_log(Path(folder) / "log.jsonl", lines)
        reading = measure_reading(log)
        command = [str(Path(sys.executable).with_name("taskdata")), "seeds", "add", str(log), "--pack", str(pack)]
        begin = time.perf_counter()
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        took = time.perf_counter() - begin
        megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{lines:,} lines read with json alone    {reading:6.1f} s")
        print(
            f"taskdata seeds add, the start included {took:6.1f} s, {took / reading:.0f} times as long; {megabytes:.0f} MB"
        )
        report_rates(pack)


def copy_pack(folder: Path) -> Path:
    """The built-in pack, to keep seeds in."""
    pack = folder / "pack"
    pack.mkdir()
    for name in ("schemas", "templates"):
        shutil.copytree(ROOT / name, pack / name)
    shutil.copy(ROOT / "usecase.yaml", pack)
    return pack


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
        f", mail ann{number}@corp.example",
        f", for Priya Sharma {number}",
        f", call +1 415 555 {number % 10000:04d}",
    )
    said = f"{example['input']}{(*endings, f' ({number})', '')[number % 5]}"
    raw = (answer, answer[: random.randrange(len(answer))], f"```json\n{answer}\n```", f"{answer} {number}")[number % 4]
    label = {"expected": example["output"]} if number % 2 else {}
    day = example["reference_date"]
    return {
        "input": said,
        "raw_output": raw,
        "reference_date": day,
        "latency_ms": number % 900,
        "request": number,
        **label,
    }


def measure_reading(path: Path) -> float:
    """The seconds to parse every line."""
    begin = time.perf_counter()
    for line in path.open(encoding="utf-8"):
        json.loads(line)
    return time.perf_counter() - begin


def report_rates(folder: Path) -> None:
    """How many personal data are found and how many answers called rightly, of those that nobody tuned on."""
    pack, slots = open_pack(folder)
    personal = measure_personal(HELD_BACK / "personal_second.jsonl", make_anonymiser(SeedStore(folder), pack, slots))
    right, total, _ = measure_diagnosis(HELD_BACK / "diagnosis_second.jsonl", pack)
    print(
        f"held back, personal data: {personal.patterned:.1%} of patterned data, {personal.names:.1%} of names replaced,"
    )
    print(f"  {personal.ordinary:.2%} of ordinary words")
    print(f"held back, diagnosis: {right} of {total} right")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else LINES)
