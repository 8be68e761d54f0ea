"""How changes of labels are told apart; the figures are counted by hand."""

import pytest

from taskdata.deliver.label_changes import MOST_WAYS, LabelChanges


def tell(*pairs: tuple[object, object]) -> list[dict[str, object]]:
    """The changes between these labels, as JSON."""
    changes = LabelChanges()
    for old, new in pairs:
        changes.add(old, new)
    return [change.to_json() for change in changes.list_changes()]


def test_the_same_label_is_no_change() -> None:
    assert tell(({"a": 1, "b": {"c": []}}, {"b": {"c": []}, "a": 1})) == []


def test_a_field_with_its_values_is_renamed() -> None:
    """Both new fields hold null at times; only one has the value whenever there is one."""
    old = [{"data": {"due": day}} for day in (None, "2025-01-01", None)]
    new = [{"data": {"start": None, "until": label["data"]["due"]}} for label in old]
    assert tell(*zip(old, new, strict=True)) == [
        {"kind": "renamed", "path": "$.data.until", "old": "$.data.due", "count": 3, "otherwise": 0},
        {"kind": "added", "path": "$.data.start", "value": None, "count": 3},
    ]


def test_a_renamed_field_with_some_other_values() -> None:
    values = [("low", "low"), ("high", "high"), ("medium", "normal")]
    assert tell(*(({"level": old}, {"urgency": new}) for old, new in values)) == [
        {"kind": "renamed", "path": "$.urgency", "old": "$.level", "count": 3, "otherwise": 1}
    ]


def test_a_field_that_goes_and_another_that_comes() -> None:
    assert tell(({"status": "open"}, {"source": "chat"}), ({"status": "open"}, {"source": "mail"})) == [
        {"kind": "added", "path": "$.source", "count": 2},
        {"kind": "removed", "path": "$.status", "count": 2},
    ]


def test_a_renamed_field_that_comes_elsewhere_too() -> None:
    assert tell(({"a": 1}, {"b": 1}), ({}, {"b": 1})) == [
        {"kind": "renamed", "path": "$.b", "old": "$.a", "count": 1, "otherwise": 0},
        {"kind": "added", "path": "$.b", "value": 1, "count": 1},
    ]


def test_an_empty_object_and_a_list_are_values() -> None:
    assert tell(({"filters": {}, "tags": ["a"]}, {"filter": {}, "tags": ["b"]})) == [
        {"kind": "renamed", "path": "$.filter", "old": "$.filters", "count": 1, "otherwise": 0},
        {"kind": "replaced", "path": "$.tags", "old": ["a"], "value": ["b"], "count": 1},
    ]


@pytest.mark.parametrize("ways", [MOST_WAYS, MOST_WAYS + 1])
def test_values_that_change_in_many_ways_are_only_counted(ways: int) -> None:
    told = tell(*(({"title": f"{number:02}"}, {"title": "new"}) for number in range(ways)))
    if ways > MOST_WAYS:
        assert told == [{"kind": "changed", "path": "$.title", "count": ways}]
    else:
        assert [(one["kind"], one["old"], one["count"]) for one in told] == [
            ("replaced", f"{number:02}", 1) for number in range(ways)
        ]
