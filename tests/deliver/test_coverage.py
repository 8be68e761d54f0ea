"""Pairs of slot values: which could occur, which do."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from small_pack import FAMILIES, PACK

from taskdata.author.load import load_pack
from taskdata.deliver.coverage import SlotValues, count_values, cover_pairs
from taskdata.foundation.records import Example, Source


def make_example(action: str, wordings: dict[str, Any], output: dict[str, Any]) -> Example:
    return Example(
        id="0" * 16, category="out", reference_date=date(2025, 1, 1), history=[], input="send it",
        output={"action": action, **output}, spans=[], facets={"action": action, "wordings": wordings},
        source=Source(kind="template", group="g"), split="train",
    )  # fmt: skip


@pytest.fixture(scope="module")
def values() -> SlotValues:
    return SlotValues(load_pack(Path("pack"), PACK))


def test_the_value_is_what_was_chosen_else_the_kind(values: SlotValues) -> None:
    said = {"item": "thing", "speed": "way", "day": "weekday"}
    example = make_example("send", said, {"item": "box", "speed": "fast", "day": "2025-01-03"})
    assert values.read(example) == {"item": "thing", "speed": "fast", "day": "weekday"}
    assert values.chosen == {"speed"}


def test_what_was_not_put_into_the_output_is_no_value(values: SlotValues) -> None:
    assert values.read(make_example("stop", {"item": "many", "speed": "way"}, {"item": "boxes"})) == {"item": "many"}
    assert values.read(make_example("send", {"item": "many"}, {"item": "boxes", "speed": "slow"})) == {"item": "many"}


def test_the_parts_of_a_choice_are_one_value() -> None:
    """The built-in pack's `sort` gives a field to sort by and an order."""
    from taskdata.workflows.open_pack import open_pack

    pack, _ = open_pack(Path(__file__).parents[2])
    said = {"sort": "end", "status": "before"}
    output = {"filters": {"status": "open"}, "sort_by": "due_date", "order": "desc"}
    assert SlotValues(pack).read(make_example("query_tasks", said, output)) == {
        "sort": "due_date desc", "status": "open",
    }  # fmt: skip


def test_slots_that_a_sentence_has_together(values: SlotValues) -> None:
    assert values.together == {"out": {("day", "item"), ("day", "speed"), ("item", "speed")}, "halt": set()}


def test_alternatives_are_not_together() -> None:
    families = PACK[FAMILIES].replace("{item.thing} {speed.way} {day}", "{item.thing} ({speed.way}|{day})")
    found = SlotValues(load_pack(Path("pack"), {**PACK, FAMILIES: families})).together["out"]
    assert found == {("day", "item"), ("item", "speed")}


def test_a_chosen_value_that_the_action_does_not_take_makes_no_pair() -> None:
    families = PACK[FAMILIES].replace("hold <the> {item}", "hold <the> {item} {speed} {day}")
    assert families != PACK[FAMILIES]
    found = SlotValues(load_pack(Path("pack"), {**PACK, FAMILIES: families})).together["halt"]
    assert found == {("day", "item")}


def test_pairs() -> None:
    """Speeds: 2, days: 3, so 6 pairs could be and 2 are; with items (2) 3 of 4 and 3 of 6; other slots have none."""
    said = [
        {"speed": "fast", "day": "weekday", "item": "thing"},
        {"speed": "fast", "day": "weekday", "item": "many"},
        {"speed": "slow", "item": "many", "day": "tomorrow"},
        {"day": "holiday"},
    ]
    together = {("day", "speed"), ("day", "item"), ("item", "speed"), ("speed", "unheard")}
    assert cover_pairs(together, said) == {("day", "item"): (3, 6), ("day", "speed"): (2, 6), ("item", "speed"): (3, 4)}
    assert cover_pairs([("day", "item")], [{"day": "x"}, {"item": "y"}]) == {("day", "item"): (0, 1)}
    assert cover_pairs([], said[:1])[("day", "item")] == (1, 1)


def test_counts() -> None:
    said = [{"speed": "slow"}, {"speed": "fast", "day": "weekday"}, {"speed": "slow"}]
    assert count_values(said, ["speed", "other"]) == {"speed": {"fast": 1, "slow": 2}}
