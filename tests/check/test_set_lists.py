"""A sentence whose words stand for a list."""

import shutil
from datetime import date
from pathlib import Path

from taskdata.check.verifier import Pair, Verifier
from taskdata.workflows.open_pack import open_pack

ROOT = Path(__file__).parents[2]
OURS = """\
action: create_task
families:
  our_errands:
    sentences:
      - {say: "errand run - {title.item}", set: {data.tags: [errands, town]}}
"""


def test_a_sentence_may_set_a_list(tmp_path: Path) -> None:
    for name in ("schemas", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "usecase.yaml", tmp_path)
    (tmp_path / "templates" / "ours.yaml").write_text(OURS)
    verifier = Verifier(*open_pack(tmp_path))
    plain = {"title": "Oat milk", "priority": "medium", "due_date": None, "status": "pending"}

    def is_right(**said: object) -> bool:
        output = {"action": "create_task", "data": {**plain, **said}}
        return verifier.verify_pair(Pair("errand run - oat milk", output, date(2026, 3, 11))).ok

    assert is_right(tags=["errands", "town"])
    assert not is_right(tags=["errands"])
    assert not is_right()
