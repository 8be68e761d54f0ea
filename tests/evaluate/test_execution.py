"""Questions that are the same answer, and those that are not: worked out by hand, and by filters written in Python."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from taskdata.evaluate.execution import Executor
from taskdata.foundation.errors import InputError
from taskdata.workflows.open_pack import open_pack

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 3, 11)
Question = dict[str, Any]


@cache
def executor(folder: str = ".") -> Executor:
    return Executor(open_pack(ROOT / folder)[0])


def ask(filters: Mapping[str, Any] | None = None, **beside: Any) -> Question:
    return {"action": "query_tasks", "filters": dict(filters or {}), **beside}


def spend(filters: Mapping[str, Any] | None = None, **beside: Any) -> Question:
    return {"action": "query_expenses", "filters": dict(filters or {}), **beside}


def span(first: str | None, last: str | None = None, **more: Any) -> Question:
    days = {"due_from": first, "due_to": last}
    return {**{key: day for key, day in days.items() if day}, **more}


LATE_OPEN = {"overdue": True, "status": "open"}
ONE_DAY = span("2026-03-13", "2026-03-13")
NEVER = span("2026-03-13", "2026-03-12")

SAME = {
    "nothing is asked": (ask(), ask()),
    "overdue is never completed": (ask({"overdue": True}), ask(LATE_OPEN)),
    "overdue is due up to yesterday and open": (ask({"overdue": True}), ask(span(None, "2026-03-10", status="open"))),
    "overdue and up to yesterday": (ask({"overdue": True}), ask(span(None, "2026-03-10", overdue=True))),
    "overdue, and up to a later day": (ask({"overdue": True}), ask(span(None, "2026-05-01", overdue=True))),
    "overdue since long ago": (
        ask(span("2026-03-01", overdue=True)),
        ask(span("2026-03-01", "2026-03-10", status="open")),
    ),
    "words whatever their case": (ask({"text": "Budget"}), ask({"text": "budget"})),
    "words of another script": (ask({"text": "ÄRZTE"}), ask({"text": "ärzte"})),
    "ascending is the way without a direction": (ask(sort_by="due_date"), ask(sort_by="due_date", order="asc")),
    "ascending, beside filters": (
        ask({"priority": "high"}, sort_by="title"),
        ask({"priority": "high"}, sort_by="title", order="asc"),
    ),
    "one day has no order by day": (ask(ONE_DAY), ask(ONE_DAY, sort_by="due_date")),
    "one day has no way either": (
        ask(ONE_DAY, sort_by="due_date", order="asc"),
        ask(ONE_DAY, sort_by="due_date", order="desc"),
    ),
    "one level has no order by level": (ask({"priority": "low"}), ask({"priority": "low"}, sort_by="priority")),
    "a number of the first five has no order": (
        ask(count_only=True, limit=5),
        ask(count_only=True, limit=5, sort_by="title"),
    ),
    "a number has no order": (ask(count_only=True), ask(count_only=True, sort_by="title", order="desc")),
    "a number of the same": (ask(LATE_OPEN, count_only=True), ask({"overdue": True}, count_only=True)),
    "the same limit": (ask(LATE_OPEN, limit=5), ask({"overdue": True}, limit=5)),
    "keys in another order": (ask({"tag": "home", "text": "tax"}), ask({"text": "tax", "tag": "home"})),
    "no day is in either": (ask(NEVER), ask(span("2026-07-02", "2026-07-01"))),
    "nothing is overdue and completed": (ask({"overdue": True, "status": "completed"}), ask(NEVER)),
    "nothing is overdue from today": (ask(span("2026-03-11", overdue=True)), ask(NEVER)),
    "today is not overdue": (ask(span("2026-03-11", "2026-03-11", overdue=True)), ask(NEVER)),
    "nothing has no limit": (ask(NEVER, limit=3), ask(NEVER)),
    "nothing has no order": (ask(NEVER, sort_by="title"), ask(NEVER, sort_by="priority", order="desc")),
    "4 and 4.0": (ask(limit=4), ask(limit=4.0)),
}
"""Pairs that select the same rows, each with the reason."""

DIFFERENT = {
    "open and all": (ask({"status": "open"}), ask()),
    "open and pending": (ask({"status": "open"}), ask({"status": "pending"})),
    "pending and in progress": (ask({"status": "pending"}), ask({"status": "in_progress"})),
    "open and completed": (ask({"status": "open"}), ask({"status": "completed"})),
    "overdue and open": (ask({"overdue": True}), ask({"status": "open"})),
    "overdue and due up to today": (ask({"overdue": True}), ask(span(None, "2026-03-11", status="open"))),
    "overdue and due up to the day before yesterday": (
        ask({"overdue": True}),
        ask(span(None, "2026-03-09", status="open")),
    ),
    "overdue and due up to yesterday, done ones too": (ask({"overdue": True}), ask(span(None, "2026-03-10"))),
    "overdue in progress": (ask({"overdue": True}), ask({"overdue": True, "status": "in_progress"})),
    "levels": (ask({"priority": "high"}), ask({"priority": "medium"})),
    "a level and none": (ask({"priority": "high"}), ask()),
    "people": (ask({"assignee": "Sam"}), ask({"assignee": "Lena"})),
    "a person and anybody": (ask({"assignee": "me"}), ask()),
    "the case of names": (ask({"assignee": "Sam"}), ask({"assignee": "sam"})),
    "tags": (ask({"tag": "home"}), ask({"tag": "work"})),
    "a tag in another": (ask({"tag": "home"}), ask({"tag": "homework"})),
    "a tag and words": (ask({"tag": "home"}), ask({"text": "home"})),
    "words and a person": (ask({"text": "Sam"}), ask({"assignee": "Sam"})),
    "words with an article": (ask({"text": "report"}), ask({"text": "the report"})),
    "words in other words": (ask({"text": "tax"}), ask({"text": "taxes"})),
    "words the other way round": (ask({"text": "tax report"}), ask({"text": "report tax"})),
    "words with a wildcard": (ask({"text": "100%"}), ask({"text": "100"})),
    "words and nothing": (ask({"text": "milk"}), ask()),
    "the first day": (ask(span("2026-03-13")), ask(span("2026-03-14"))),
    "the last day": (ask(span(None, "2026-03-13")), ask(span(None, "2026-03-14"))),
    "a span and its beginning": (ask(ONE_DAY), ask(span("2026-03-13"))),
    "a span and its end": (ask(ONE_DAY), ask(span(None, "2026-03-13"))),
    "from and up to": (ask(span("2026-03-13")), ask(span(None, "2026-03-13"))),
    "a day a year on": (ask(span("2026-03-13")), ask(span("2027-03-13"))),
    "every day, and no day either": (ask(span("0001-01-01")), ask()),
    "no day, and one day": (ask(NEVER), ask(ONE_DAY)),
    "an order and none": (ask(sort_by="due_date"), ask()),
    "ascending is not as they come": (ask(sort_by="title", order="asc"), ask()),
    "descending is not as they come": (ask(sort_by="title", order="desc"), ask()),
    "the way": (ask(sort_by="priority", order="asc"), ask(sort_by="priority", order="desc")),
    "descending and the way without a direction": (ask(sort_by="due_date"), ask(sort_by="due_date", order="desc")),
    "by what": (ask(sort_by="priority"), ask(sort_by="due_date")),
    "an order among what is overdue": (ask({"overdue": True}), ask({"overdue": True}, sort_by="due_date")),
    "an order among two days": (
        ask(span("2026-03-13", "2026-03-14"), sort_by="due_date"),
        ask(span("2026-03-13", "2026-03-14")),
    ),
    "an order among the same words": (ask({"text": "tax"}, sort_by="title"), ask({"text": "tax"})),
    "an order on one day": (ask(ONE_DAY, sort_by="title"), ask(ONE_DAY, sort_by="priority")),
    "an order, and filters that are the same": (ask(LATE_OPEN, sort_by="title"), ask({"overdue": True})),
    "limits": (ask(limit=5), ask(limit=6)),
    "a limit and none": (ask(limit=100), ask()),
    "the same limit of others": (ask({"status": "open"}, limit=1), ask({"status": "pending"}, limit=1)),
    "the same limit in another order": (ask(limit=1, sort_by="title"), ask(limit=1, sort_by="priority")),
    "the first and the last": (
        ask(limit=1, sort_by="title", order="asc"),
        ask(limit=1, sort_by="title", order="desc"),
    ),
    "a number and a list": (ask(count_only=True), ask()),
    "a number and a list of nothing": (ask(NEVER, count_only=True), ask(NEVER)),
    "numbers of as many others": (
        ask({"status": "pending"}, count_only=True),
        ask({"status": "completed"}, count_only=True),
    ),
    "a number of the first five": (ask(count_only=True, limit=5), ask(count_only=True)),
}
"""Pairs for which there is a store out of which they give different answers."""


@pytest.mark.parametrize("name", SAME)
def test_same(name: str) -> None:
    one, other = SAME[name]
    for pair in ((one, other), (other, one)):
        compared = executor().compare(*pair, TODAY)
        assert (compared.same, compared.difference) == (True, None)


@pytest.mark.parametrize("name", DIFFERENT)
def test_different(name: str) -> None:
    one, other = DIFFERENT[name]
    for pair in ((one, other), (other, one)):
        compared = executor().compare(*pair, TODAY)
        assert not compared.same
        assert compared.difference


SAME_SPENDING = {
    "case of a merchant": (spend({"merchant": "Cvs"}), spend({"merchant": "CVS"})),
    "cents": (spend({"min_amount": 12, "max_amount": 12.0}), spend({"min_amount": 12.0, "max_amount": 12})),
    "one amount has no order": (
        spend({"min_amount": 9.99, "max_amount": 9.99}, sort_by="amount"),
        spend({"min_amount": 9.99, "max_amount": 9.99}),
    ),
    "no amount is in either": (spend({"min_amount": 5, "max_amount": 4}), spend({"min_amount": 9, "max_amount": 8})),
    "the way without a direction": (spend(sort_by="date"), spend(sort_by="date", order="asc")),
}
DIFFERENT_SPENDING = {
    "a cent": (spend({"max_amount": 12.5}), spend({"max_amount": 12.51})),
    "currencies": (spend({"currency": "EUR"}), spend({"currency": "USD"})),
    "sum and count": (spend(aggregate="sum"), spend(aggregate="count")),
    "sum and list": (spend(aggregate="sum"), spend()),
    "groups": (spend(aggregate="sum", group_by="day"), spend(aggregate="sum", group_by="month")),
    "bounds": (spend({"min_amount": 20}), spend({"max_amount": 20})),
    "a merchant and its goods": (spend({"merchant": "Apple"}), spend({"text": "Apple"})),
}


@pytest.mark.parametrize("name", [*SAME_SPENDING, *DIFFERENT_SPENDING])
def test_the_second_domain(name: str) -> None:
    one, other = {**SAME_SPENDING, **DIFFERENT_SPENDING}[name]
    compared = executor("examples/expenses").compare(one, other, TODAY)
    assert compared.same == (name in SAME_SPENDING), compared.difference


TOLD = {
    "rows that are lacking": (ask(), ask({"status": "open"}), 'it leaves out rows such as (status "completed")'),
    "rows too many": (
        ask({"status": "open"}),
        ask(),
        'it selects rows such as (status "completed"), which the right output leaves out',
    ),
    "a limit": (ask(limit=3), ask(limit=4), "$.limit says 4; it must be 3"),
    "no limit": (ask(limit=3), ask(), "$.limit is missing; it must be 3"),
    "a list for a number": (ask(count_only=True), ask(), "$.count_only is missing; it must be true"),
    "a number for a list": (ask(), ask(count_only=True), "$.count_only says true; the right output has no such field"),
    "nothing": (ask(ONE_DAY), ask(NEVER), "it selects no row in any store"),
    "something": (ask(NEVER), ask(ONE_DAY), "it selects rows, where the right output selects none in any store"),
    "an order": (
        ask(sort_by="priority"),
        ask(sort_by="priority", order="desc"),
        'the rows come in another order, such as (priority "high") before (priority "low")',
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_differs_is_told(name: str) -> None:
    expected, mine, told = TOLD[name]
    assert executor().compare(expected, mine, TODAY).difference == told


def test_the_day_matters() -> None:
    """Up to March 10 and open is overdue on the 11th, and on no other day."""
    pair = ask({"overdue": True}), ask(span(None, "2026-03-10", status="open"))
    same = [executor().compare(*pair, TODAY + timedelta(days=shift)).same for shift in (-1, 0, 1)]
    assert same == [False, True, False]


@pytest.mark.parametrize(
    ("output", "can_run"),
    [
        (ask(), True),
        (ask({"due_from": "2026-02-28"}), True),
        (ask({"due_from": "0001-01-01", "due_to": "9999-12-31"}), True),
        ({"action": "delete_task", "task_id": 4}, False),
        ({"action": "no such"}, False),
        ({}, False),
        (ask({"due_from": "2026-02-30"}), False),
        (ask({"due_from": "20260228"}), False),
        (ask({"text": "half \ud83d"}), False),
        (ask({"text": "cut\0off"}), False),
        (ask({"status": "archived"}), False),
        (ask(sort_by="colour"), False),
    ],
)
def test_what_can_be_run(output: Question, can_run: bool) -> None:
    """What cannot is the same as its equal, and as nothing else."""
    assert executor().can_run(output) is can_run
    assert executor().compare(output, dict(output), TODAY).same
    if not can_run and output.get("action") == "query_tasks":
        assert not executor().compare(ask(), output, TODAY).same
        assert not executor().compare(output, ask(), TODAY).same


def test_another_action_is_never_the_same() -> None:
    assert not executor().compare(ask(), {"action": "delete_task", "task_id": 4}, TODAY).same


def test_a_pack_that_declares_nothing() -> None:
    nothing = executor("examples/starter")
    assert not nothing.can_run({"action": "lights"})
    assert nothing.compare({"action": "lights"}, {"action": "lights"}, TODAY).same
    assert not nothing.compare({"action": "lights", "on": 1}, {"action": "lights", "on": 2}, TODAY).same


def test_all_filters_at_once() -> None:
    one = ask(span("2026-01-01", "2026-12-31", overdue=True, text="a", tag="x", assignee="Sam", priority="low"))
    other = ask(span("2026-01-01", "2026-12-31", overdue=True, text="b", tag="x", assignee="Sam", priority="low"))
    assert executor().compare(one, one, TODAY).same
    assert executor().compare(one, {**one, "filters": {**one["filters"], "status": "open"}}, TODAY).same
    assert not executor().compare(one, other, TODAY).same


# --- against filters written in Python ---------------------------------------------------------------------


@dataclass(frozen=True)
class Item:
    """A row of a store."""

    title: str
    status: str
    priority: str
    due: date | None
    assignee: str | None
    tags: tuple[str, ...]


DAYS = [TODAY + timedelta(days=shift) for shift in (-8, -2, -1, 0, 1, 2, 9)]
WORDS = ["tax", "Tax report", "report", "milk", "or"]
LEVELS = ["low", "medium", "high"]
days = st.sampled_from(DAYS)
items = st.builds(
    Item,
    title=st.lists(st.sampled_from([*WORDS, "x"]), min_size=1, max_size=3).map(" ".join),
    status=st.sampled_from(["pending", "in_progress", "completed"]),
    priority=st.sampled_from(LEVELS),
    due=st.none() | days | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    assignee=st.sampled_from([None, "Sam", "Lena", "Kim"]),
    tags=st.lists(st.sampled_from(["home", "work", "fun"]), unique=True).map(tuple),
)
filters = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(["pending", "in_progress", "completed", "open"]),
        "priority": st.sampled_from(LEVELS),
        "assignee": st.sampled_from(["Sam", "Lena"]),
        "tag": st.sampled_from(["home", "work"]),
        "due_from": days.map(date.isoformat),
        "due_to": days.map(date.isoformat),
        "overdue": st.just(True),
        "text": st.sampled_from(WORDS),
    },
)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Any question of the schema."""
    beside: Question = {}
    if draw(st.booleans()):
        beside["sort_by"] = draw(st.sampled_from(["due_date", "priority", "title"]))
        if draw(st.booleans()):
            beside["order"] = draw(st.sampled_from(["asc", "desc"]))
    if draw(st.integers(0, 3)) == 0:
        beside["limit"] = draw(st.integers(1, 3))
    if draw(st.integers(0, 3)) == 0:
        beside["count_only"] = True
    return ask(draw(filters), **beside)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Question, Question]:
    """Two questions, which mostly have nearly the same filters: only such may be the same answer."""
    one, other = draw(questions()), draw(questions())
    if draw(st.booleans()):
        kept = {key: value for key, value in one["filters"].items() if draw(st.integers(0, 4))}
        more = draw(filters) if draw(st.booleans()) else {}
        other = {**(one if draw(st.booleans()) else other), "filters": {**more, **kept}}
    return one, other


def finds(item: Item, wanted: Question) -> bool:
    """Whether an item is one of those that the filters leave."""
    due = item.due
    checks: dict[str, Callable[[Any], bool]] = {
        "status": lambda value: item.status == value or (value == "open" and item.status != "completed"),
        "priority": lambda value: item.priority == value,
        "assignee": lambda value: item.assignee == value,
        "tag": lambda value: value in item.tags,
        "due_from": lambda value: due is not None and due >= date.fromisoformat(value),
        "due_to": lambda value: due is not None and due <= date.fromisoformat(value),
        "overdue": lambda value: due is not None and due < TODAY and item.status != "completed",
        "text": lambda value: value.lower() in item.title.lower(),
    }
    return all(checks[key](value) for key, value in wanted.items())


def answer(question: Question, store: list[Item]) -> object:
    """What an application would answer: a number, or the places of items in its store."""
    found = [place for place, item in enumerate(store) if finds(store[place], question["filters"])]
    keys: dict[str, Callable[[int], Any]] = {
        "due_date": lambda place: (store[place].due is not None, store[place].due or TODAY),
        "priority": lambda place: LEVELS.index(store[place].priority),
        "title": lambda place: store[place].title.lower(),
    }
    if "sort_by" in question:
        # a stable sort keeps the order of the store among equals, and so it does with `reverse`
        found.sort(key=keys[question["sort_by"]], reverse=question.get("order") == "desc")
    found = found[: question.get("limit")]
    return len(found) if "count_only" in question else found


@settings(max_examples=400, deadline=None)
@given(pair=pairs(), store=st.lists(items, min_size=25, max_size=40))
def test_what_a_store_tells_apart_is_different(pair: tuple[Question, Question], store: list[Item]) -> None:
    """Whenever some items make two questions differ, they are not the same answer."""
    one, other = pair
    if answer(one, store) != answer(other, store):
        assert not executor().compare(one, other, TODAY).same


@cache
def every_item() -> list[Item]:
    """An item of every kind that the filters drawn above can tell apart."""
    gaps = [*DAYS, *(DAYS[0] + timedelta(days=shift) for shift in (-2, -1, 1, 2, 14, 20, 21)), None]
    titles = ["x", "tax", "tax report", "report", "milk", "or", "tax milk", "milk report tax", "tax report milk"]
    return [
        Item(title, status, priority, due, assignee, tags)
        for title in titles
        for status in ("pending", "in_progress", "completed")
        for priority in LEVELS[:2]
        for due in gaps
        for assignee in (None, "Sam", "Lena")
        for tags in ((), ("home",), ("work",), ("home", "work"))
    ]


@settings(max_examples=40, deadline=None)
@given(pair=st.tuples(filters, filters))
def test_what_no_store_tells_apart_is_the_same(pair: tuple[Question, Question]) -> None:
    """Filters that leave the same of all items that there can be are the same answer; two levels do for a third."""
    one, other = ({key: value for key, value in each.items() if value != "high"} for each in pair)
    selected = [[finds(item, wanted) for item in every_item()] for wanted in (one, other)]
    assert executor().compare(ask(one), ask(other), TODAY).same == (selected[0] == selected[1])


@settings(max_examples=200, deadline=None)
@given(pair=pairs())
def test_it_is_an_equivalence(pair: tuple[Question, Question]) -> None:
    """A question is the same as itself, and two are the same in either order."""
    one, other = pair
    assert executor().compare(one, dict(reversed(one.items())), TODAY).same
    assert executor().compare(one, other, TODAY).same == executor().compare(other, one, TODAY).same


def test_sql_of_the_pack_that_fails_is_told_in_its_place(tmp_path: Path) -> None:
    """Not only `taskdata check` tells it, but who never checked."""
    for folder in ("schemas", "templates"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    (tmp_path / "templates").unlink()
    (tmp_path / "templates").mkdir()
    for path in (ROOT / "templates").rglob("*.yaml"):
        target = tmp_path / "templates" / path.relative_to(ROOT / "templates")
        target.parent.mkdir(exist_ok=True)
        target.write_text(path.read_text("utf-8").replace("priority = :value", "prioriti = :value"), "utf-8")
    (tmp_path / "usecase.yaml").write_text((ROOT / "usecase.yaml").read_text("utf-8"), "utf-8")
    broken = Executor(open_pack(tmp_path)[0])
    with pytest.raises(InputError, match=r"templates/execution\.yaml:\d+: this SQL fails: no such column: prioriti"):
        broken.compare(ask({"priority": "low"}), ask(), TODAY)


def test_the_page_shows_the_section_of_the_pack() -> None:
    page = (ROOT / "docs" / "execution.md").read_text("utf-8")
    block = page.partition("```yaml\n")[2].partition("```")[0]
    assert yaml.safe_load(block) == yaml.safe_load((ROOT / "templates" / "execution.yaml").read_text("utf-8"))
