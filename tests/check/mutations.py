"""One change to a right label that makes it wrong: by kind, a function from an example to its wrong labels."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

Json = Any
Example = dict[str, Any]
Mutation = Callable[[Example], Iterator[Json]]

DAY_KEYS = ("due_date", "due_from", "due_to")
TITLE_KEYS = ("title", "task_title", "text")
LEVELS = ("low", "medium", "high")
ERROR_TYPES = (
    *("missing_title", "missing_task", "missing_change", "invalid_date", "past_due_date", "invalid_priority"),
    *("invalid_status", "invalid_task_id", "conflicting_values", "multiple_actions", "unsupported_action"),
    *("out_of_scope", "unclear"),
)
STATUSES = ("pending", "in_progress", "completed")
OPTIONAL = {"data": ("notes", "assignee", "tags"), "filters": ("status", "priority", "assignee", "tag", "overdue")}
INVENTED = {
    "notes": "Bring the forms",
    "assignee": "Zelda",
    "tags": ["invented"],
    "tag": "invented",
    "overdue": True,
    "status": "in_progress",
    "priority": "medium",
}
OTHER_ACTIONS = {
    "create_task": {"action": "query_tasks", "filters": {}},
    "query_tasks": {"action": "delete_task", "task_title": "Tasks"},
    "update_task": {"action": "query_tasks", "filters": {}},
    "delete_task": {"action": "query_tasks", "filters": {}},
}


def shift_days(example: Example) -> Iterator[Json]:
    """Each day a day earlier, and a day later."""
    for holder, key, value in _fields(example["output"], DAY_KEYS):
        if value is not None:
            for step in (-1, 1):
                yield _with(example, holder, key, (date.fromisoformat(value) + timedelta(days=step)).isoformat())


def swap_priority(example: Example) -> Iterator[Json]:
    """Each priority as each of the other levels."""
    for holder, key, value in _fields(example["output"], ("priority",)):
        yield from (_with(example, holder, key, other) for other in LEVELS if other != value)


def swap_status(example: Example) -> Iterator[Json]:
    """Each status of a filter or a change as each of the others."""
    for holder, key, value in _fields(example["output"], ("status",)):
        if holder != ("data",):
            yield from (_with(example, holder, key, other) for other in STATUSES if other != value)


def drop_fields(example: Example) -> Iterator[Json]:
    """Each field gone, that of an error and the names of the actions left alone."""
    if example["output"]["action"] == "error":
        return
    for holder, key, _ in _fields(example["output"], None):
        if key not in ("action", "data", "filters", "changes"):
            yield _without(example, holder, key)


def drop_days(example: Example) -> Iterator[Json]:
    """The due date of a new task as null."""
    for holder, key, value in _fields(example["output"], ("due_date",)):
        if value is not None:
            yield _with(example, holder, key, None)


def invent_fields(example: Example) -> Iterator[Json]:
    """Each field that is there only when stated, and is not."""
    for holder, keys in OPTIONAL.items():
        for key in keys:
            if holder in example["output"] and key not in example["output"][holder]:
                yield _with(example, (holder,), key, INVENTED[key])


def invent_days(example: Example) -> Iterator[Json]:
    """The reference date as the due date of a task that has none."""
    for holder, key, value in _fields(example["output"], ("due_date",)):
        if value is None and holder == ("data",):
            yield _with(example, holder, key, example["reference_date"])


def drop_title_words(example: Example) -> Iterator[Json]:
    """Each title without its first, a middle, or its last word."""
    for holder, key, value in _fields(example["output"], TITLE_KEYS):
        words = value.split(" ")
        for at in sorted({0, len(words) // 2, len(words) - 1}) if len(words) > 1 else ():
            fewer = " ".join(words[:at] + words[at + 1 :])
            yield _with(example, holder, key, fewer if key == "text" else fewer[0].upper() + fewer[1:])


def add_title_words(example: Example) -> Iterator[Json]:
    """Each title with a word that nobody said."""
    for holder, key, value in _fields(example["output"], TITLE_KEYS):
        yield _with(example, holder, key, f"{value} thoroughly")


def stretch_titles(example: Example) -> Iterator[Json]:
    """Each title with the word of the request before it, and with the one behind it."""
    for holder, key, value in _fields(example["output"], TITLE_KEYS):
        for wider in _list_wider(example["input"], value):
            yield _with(example, holder, key, wider if key == "text" else wider[0].upper() + wider[1:])


def lower_titles(example: Example) -> Iterator[Json]:
    """Each title with a small first letter."""
    for holder, key, value in _fields(example["output"], ("title", "task_title")):
        if value[0].isupper():
            yield _with(example, holder, key, value[0].lower() + value[1:])


def shift_numbers(example: Example) -> Iterator[Json]:
    """Each id and limit one less, and one more."""
    for holder, key, value in _fields(example["output"], ("task_id", "limit")):
        yield from (_with(example, holder, key, value + step) for step in (-1, 1) if value + step > 0)


def change_tags(example: Example) -> Iterator[Json]:
    """Each tag as another, and a list of tags without one of them."""
    for holder, key, value in _fields(example["output"], ("tag", "tags")):
        yield _with(example, holder, key, "other" if key == "tag" else ["other", *value[1:]])
        if key == "tags" and len(value) > 1:
            yield _with(example, holder, key, value[1:])


def change_people(example: Example) -> Iterator[Json]:
    """Each person as another."""
    for holder, key, _ in _fields(example["output"], ("assignee",)):
        yield _with(example, holder, key, "Zelda")


def swap_bounds(example: Example) -> Iterator[Json]:
    """The two ends of a span swapped, or the only one as the other."""
    filters = example["output"].get("filters", {})
    first, last = filters.get("due_from"), filters.get("due_to")
    if first != last:
        rest = {key: value for key, value in filters.items() if key not in ("due_from", "due_to")}
        ends = {"due_from": last, "due_to": first}
        yield example["output"] | {"filters": rest | {key: day for key, day in ends.items() if day}}


def change_actions(example: Example) -> Iterator[Json]:
    """Another action, with as little in it as there can be."""
    if example["output"]["action"] in OTHER_ACTIONS:
        yield OTHER_ACTIONS[example["output"]["action"]]


def finish_instead(example: Example) -> Iterator[Json]:
    """A deletion as a completion of the same task, and the other way round."""
    output = example["output"]
    named = {key: output[key] for key in ("task_id", "task_title") if key in output}
    if output["action"] == "delete_task":
        yield {"action": "update_task", **named, "changes": {"status": "completed"}}
    if output["action"] == "update_task":
        yield {"action": "delete_task", **named}


def shift_weeks(example: Example) -> Iterator[Json]:
    """Each day a week earlier, and a week later."""
    for holder, key, value in _fields(example["output"], DAY_KEYS):
        if value is not None:
            for step in (-7, 7):
                yield _with(example, holder, key, (date.fromisoformat(value) + timedelta(days=step)).isoformat())


def swap_day_and_month(example: Example) -> Iterator[Json]:
    """Each day with its day and month swapped, where that is another day."""
    for holder, key, value in _fields(example["output"], DAY_KEYS):
        if value is not None and value[5:7] != value[8:] and int(value[8:]) <= 12:
            yield _with(example, holder, key, f"{value[:4]}-{value[8:]}-{value[5:7]}")


def call_it_an_error(example: Example) -> Iterator[Json]:
    """An action as the error that its most careless reader would take it for."""
    if example["output"]["action"] != "error":
        for kind in ("missing_title", "missing_task", "out_of_scope", "unclear", "multiple_actions"):
            yield {"action": "error", "error_type": kind, "message": "I can't do that."}


def change_error_types(example: Example) -> Iterator[Json]:
    """An error as each of the other types."""
    if example["output"]["action"] == "error":
        for kind in ERROR_TYPES:
            if kind != example["output"]["error_type"]:
                yield example["output"] | {"error_type": kind}


def answer_an_error(example: Example) -> Iterator[Json]:
    """An error as a new task that has the whole request for its title."""
    if example["output"]["action"] == "error":
        title = example["input"].strip(" .,?!")
        data = {"title": title[:1].upper() + title[1:], "priority": "medium", "due_date": None, "status": "pending"}
        yield {"action": "create_task", "data": data}


MUTATIONS: tuple[Mutation, ...] = (
    shift_days,
    swap_priority,
    swap_status,
    drop_fields,
    drop_days,
    invent_fields,
    invent_days,
    drop_title_words,
    add_title_words,
    stretch_titles,
    lower_titles,
    shift_numbers,
    change_tags,
    change_people,
    swap_bounds,
    change_actions,
    finish_instead,
    shift_weeks,
    swap_day_and_month,
    call_it_an_error,
    change_error_types,
    answer_an_error,
)


def _fields(output: Json, keys: tuple[str, ...] | None) -> Iterator[tuple[tuple[str, ...], str, Any]]:
    """The fields of the output and of the objects in it, with the path of what holds them."""
    for key, value in output.items():
        if keys is None or key in keys:
            yield (), key, value
        if isinstance(value, dict):
            yield from (((key,), k, v) for k, v in value.items() if keys is None or k in keys)


def _with(example: Example, holder: tuple[str, ...], key: str, value: Any) -> Json:
    output = deepcopy(example["output"])
    (output[holder[0]] if holder else output)[key] = value
    return output


def _without(example: Example, holder: tuple[str, ...], key: str) -> Json:
    output = deepcopy(example["output"])
    del (output[holder[0]] if holder else output)[key]
    return output


def _list_wider(text: str, value: str) -> list[str]:
    """The stretch of the text that reads as the value, longer by a word on either side."""
    start = text.casefold().find(value.casefold())
    if start < 0:
        return []
    end = start + len(value)
    before, behind = text[:start].split(), text[end:].split()
    wider = [f"{before[-1]} {text[start:end]}"] if before and text[:start].endswith(" ") else []
    if behind and text[end:].startswith(" "):
        wider.append(f"{text[start:end]} {behind[0].strip('.,;:?!')}")
    return wider
