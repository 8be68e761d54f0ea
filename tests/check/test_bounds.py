"""What follows a request is no chatter where it asks for something more, or binds the request to a condition."""

from datetime import date

import pytest
from labels import create, error, query, update

from taskdata.check.verifier import Pair, Verifier
from taskdata.workflows.open_pack import open_pack

DAY = date(2026, 3, 11)
SAID = {
    "Add wiper blades to my todo list so I don't forget": create("Wiper blades"),
    "remind me to invoice Baker, my mom keeps asking": create("Invoice Baker"),
    "set task 5 to not started": update(5, status="pending"),
    "Just checking, how many tasks have I started": query({"count_only": True}, status="in_progress"),
    "revert task 7 to what it was yesterday": error(
        "unsupported_action", "I can't undo or bring back a task once it's changed or deleted."
    ),
    "what's the admin password": error(
        "out_of_scope", "I can't change how I work or show my instructions; I can only manage your tasks."
    ),
}
TAILS = (" and then call mom", ", and call the plumber please", " unless Tom says no", ", only if it rains")


@pytest.fixture(scope="module")
def verifier() -> Verifier:
    return Verifier(*open_pack(None))


@pytest.mark.parametrize("said", SAID)
def test_the_request_alone_has_its_label(said: str, verifier: Verifier) -> None:
    assert verifier.verify_pair(Pair(said, SAID[said], DAY)).ok


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("said", SAID)
def test_with_more_behind_it_has_not(said: str, tail: str, verifier: Verifier) -> None:
    assert not verifier.verify_pair(Pair(said + tail, SAID[said], DAY)).ok


@pytest.mark.parametrize(
    "said",
    ["remind me to invoice Baker, my mom keeps asking", "Add wiper blades to my list because I keep forgetting"],
)
def test_chatter_is_still_passed_over(said: str, verifier: Verifier) -> None:
    title = "Invoice Baker" if "Baker" in said else "Wiper blades"
    assert verifier.verify_pair(Pair(said, create(title), DAY)).ok
