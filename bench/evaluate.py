"""How long 10,000 predictions take to be scored, beside reading and comparing them alone: `python -m bench.evaluate`.

Seconds are of one core of this machine; the ratio is what to compare. One answer in five is spoilt in one of six ways.
"""

import json
import random
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import orjson

from taskdata.evaluate.cases import Case
from taskdata.foundation.pack import Pack
from taskdata.io.files import write_folder
from taskdata.workflows.evaluate import Wishes, evaluate
from taskdata.workflows.generate import generate_dataset, list_files
from taskdata.workflows.open_pack import open_pack
from taskdata.workflows.predictions import read_predictions
from taskdata.workflows.test_sets import Loaded, load_test_set

ROOT = Path(__file__).parents[1]
N = 10_000


def main() -> None:
    """Print the seconds of each step, and how many times that is the plain comparison."""
    pack, slots = open_pack(ROOT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_folder(folder, list_files(generate_dataset(pack, slots, N, 5, [], lambda count: None)))
        loaded = load_test_set(pack, slots, folder / "dataset.jsonl", force=False, progress=lambda size: None)
        answers = folder / "answers.jsonl"
        answers.write_bytes(b"".join(write_answer(case, random.Random(case.id)) for case in loaded.cases))
        plain = clock(lambda: compare_plainly(loaded.cases, answers))
        report("read and compared with ==, no more", plain, plain)
        report("taskdata evaluate: scored, with all intervals", clock(lambda: score(pack, loaded, answers)), plain)


def write_answer(case: Case, chance: random.Random) -> bytes:
    """A line of predictions."""
    output = json.loads(orjson.dumps(dict(case.expected)))
    text = json.dumps(output)
    spoilt = {
        0: f"```json\n{text}\n```",
        1: text[:-5],
        2: json.dumps({**output, "extra": 1}),
        3: json.dumps({"action": "error"}),
        4: f"Sure: {text}",
        5: json.dumps({**output, "limit": 5}),
    }
    raw = spoilt[chance.randrange(6)] if chance.random() < 0.2 else text
    return orjson.dumps({"id": case.id, "raw_output": raw, "latency_ms": chance.lognormvariate(5, 0.4)}) + b"\n"


def compare_plainly(cases: list[Case], answers: Path) -> int:
    """What a script of ten lines would do."""
    expected = {case.id: case.expected for case in cases}
    right = 0
    for line in answers.read_bytes().splitlines():
        prediction = orjson.loads(line)
        with suppress(orjson.JSONDecodeError):
            right += orjson.loads(prediction["raw_output"]) == expected[prediction["id"]]
    return right


def score(pack: Pack, loaded: Loaded, answers: Path) -> None:
    """What the command does once the test set is loaded."""
    predictions = read_predictions(answers, {case.id for case in loaded.cases})
    evaluate(pack, loaded.test, loaded.cases, predictions, Wishes())


def clock(work: Callable[[], object]) -> float:
    """The seconds of one run."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def report(what: str, seconds: float, plain: float) -> None:
    """One row."""
    print(f"{what:48} {seconds:6.2f} s for {N:,}  {seconds / plain:6.1f} x")


if __name__ == "__main__":
    main()
