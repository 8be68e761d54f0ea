"""How well it is done on what nobody tuned on: written apart from the rules, and not to be read when they are changed.

`personal_once.jsonl` was such a set until its misses were read.
"""

from pathlib import Path

from bench.diagnosis_rates import measure as measure_diagnosis
from bench.personal_rates import measure as measure_personal
from seed_tools import REPOSITORY

from taskdata.workflows.open_pack import open_pack
from taskdata.workflows.seed_store import SeedStore
from taskdata.workflows.seeds_add import make_anonymiser

HERE = Path(__file__).parent


def test_personal_data(tmp_path: Path) -> None:
    found = measure_personal(HERE / "personal_held.jsonl", make_anonymiser(SeedStore(tmp_path), *open_pack(REPOSITORY)))
    assert found.patterned >= 0.97
    assert found.names >= 0.80
    assert found.ordinary < 0.02


def test_diagnosis() -> None:
    right, total, _ = measure_diagnosis(HERE / "diagnosis_held.jsonl", open_pack(REPOSITORY)[0])
    assert total == 60
    assert right >= 57
