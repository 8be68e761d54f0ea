"""Right pairs are accepted."""

from datetime import date

import pytest
from labels import Label, create
from right_pairs import RIGHT
from right_pairs_casual import CASUAL
from right_pairs_found import FOUND

from taskdata.check.verifier import Pair, Verifier
from taskdata.foundation.records import Verdict
from taskdata.workflows.open_pack import open_pack

VERIFIER = Verifier(*open_pack(None))
NOT_YET = {"tag": "a tag is heard behind 'tagged', 'tag it' and the like, not behind a task that is named in between"}


def _verify(day: str, text: str, label: Label) -> Verdict:
    return VERIFIER.verify_pair(Pair(text, label, date.fromisoformat(day)))


def _params() -> list[object]:
    marks = {name: [pytest.mark.xfail(reason=reason)] for name, reason in NOT_YET.items()}
    return [pytest.param(*pair, id=name, marks=marks.get(name, [])) for name, pair in (RIGHT | CASUAL | FOUND).items()]


@pytest.mark.parametrize(("day", "text", "label"), _params())
def test_right_pair_is_accepted(day: str, text: str, label: Label) -> None:
    assert _verify(day, text, label).faults == ()


@pytest.mark.parametrize(
    "title", ["Make pasta from scratch", "Submit a correction to the payroll team", "Ask what the new signs mean"]
)
def test_words_of_a_correction_may_stand_in_a_title(title: str) -> None:
    request = f"remind me to {title[:1].lower()}{title[1:]}"
    assert _verify("2026-11-25", request, create(title)).faults == ()


def test_pair_without_a_day_names_what_is_unchecked() -> None:
    day, text, label = RIGHT["q4_budget"]
    assert _verify(day, text, label).unchecked == ()
    assert VERIFIER.verify_pair(Pair(text, label, None)).unchecked == ("days",)


def test_tables_cover_every_action_and_every_error_type() -> None:
    labels = [label for _, _, label in (RIGHT | CASUAL).values()]
    actions = {"create_task", "query_tasks", "update_task", "delete_task", "error"}
    assert len(labels) >= 140
    assert {label["action"] for label in labels} == actions
    assert len({label.get("error_type") for label in labels} - {None}) == 13
