"""Failures are counted by what went wrong first, where, and in which family."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

from taskdata.feedback.groups import Group, GroupKey, gather_groups, name_group
from taskdata.foundation.seeds import FailureKind, Finding, Seed

DAY = date(2026, 3, 11)


def seed(number: int, day: date = DAY, *, is_assigned: bool = False, at: datetime | None = None) -> Seed:
    return Seed(
        id=f"{number:016x}", kind="failure", input="x", reference_date=day, is_day_assigned=is_assigned, timestamp=at
    )


def finding(kind: FailureKind, path: str = "$") -> Finding:
    return Finding(kind=kind, path=path, message=kind)


LATE = finding("wrong_value", "$.data.due_date")
FENCED = finding("fenced")


def test_name_group() -> None:
    assert name_group(LATE, "create_due") == GroupKey("wrong_value", "$.data.due_date", "create_due")
    assert name_group(FENCED, None) == GroupKey("fenced", "$", None)


def test_groups_by_the_first_finding() -> None:
    groups = gather_groups(
        [
            (seed(1), (FENCED, LATE), None),
            (seed(2), (LATE,), "create_due"),
            (seed(3), (LATE, FENCED), "create_due"),
            (seed(4), (LATE,), None),
        ]
    )
    assert [(group.key, group.count) for group in groups] == [
        (GroupKey("wrong_value", "$.data.due_date", "create_due"), 2),
        (GroupKey("fenced", "$", None), 1),
        (GroupKey("wrong_value", "$.data.due_date", None), 1),
    ]
    assert groups[0].examples == (f"{2:016x}", f"{3:016x}")


def test_order() -> None:
    paths = ["$.b", "$.a", "$.c"]
    failures = [
        (seed(1), (finding("wrong_value", path),), family)
        for path in paths
        for family in ("b", None, "a")
        for _ in range(2 if path == "$.c" else 1)
    ]
    expected = [(path, family) for path in ("$.c", "$.a", "$.b") for family in (None, "a", "b")]
    assert [group.key[1:] for group in gather_groups(failures)] == expected
    assert [group.key[1:] for group in gather_groups(reversed(failures))] == expected


def test_days() -> None:
    """The day of the log's time where it tells one, as the clock there showed it; an assigned day is none."""
    west = datetime(2026, 3, 1, 23, 30, tzinfo=timezone(timedelta(hours=-8)))
    key = name_group(FENCED, None)
    assert _gather(seed(1), seed(2, date(2026, 3, 20)), seed(3, at=west)) == [
        Group(key, 3, date(2026, 3, 1), date(2026, 3, 20), tuple(f"{n:016x}" for n in (1, 2, 3)))
    ]
    assert _gather(seed(1, is_assigned=True)) == [Group(key, 1, None, None, (f"{1:016x}",))]
    assert _gather(seed(1, is_assigned=True), seed(2, at=datetime(2026, 3, 2, tzinfo=UTC)))[0].first == date(2026, 3, 2)


def _gather(*seeds: Seed) -> list[Group]:
    return gather_groups((one, (FENCED,), None) for one in seeds)


def test_only_groups_are_kept() -> None:
    def log() -> Iterator[tuple[Seed, tuple[Finding, ...], str | None]]:
        for number in range(3000):
            yield seed(number), (FENCED,), None

    (group,) = gather_groups(log())
    assert group.count == 3000
    assert group.examples == tuple(f"{number:016x}" for number in range(5))


def test_nothing() -> None:
    assert gather_groups([]) == []
