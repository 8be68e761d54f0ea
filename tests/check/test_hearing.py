"""What a slot hears is the same, whichever slot was asked before."""

from datetime import date

import pytest

from taskdata.check.verifier import Verifier
from taskdata.workflows.open_pack import open_pack

DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("name", "like", "text"),
    [
        ("priority", "other_priority", "a high priority task"),
        ("new_status", "other_status", "mark task 9 as done"),
        ("due", "other_due", "by Friday"),
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_slots_that_hear_the_same_tell_their_own_name(name: str, like: str, text: str, is_first: bool) -> None:
    ear = Verifier(*open_pack(None)).reader.listen(text, DAY)
    for one in (name, like) if is_first else (like, name):
        assert {mention.slot for mention in ear.listen(one)} == {one}
