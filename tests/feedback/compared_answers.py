"""Sound answers beside the right output, with what each must be called; all worked out by hand.

Each is (kind, path, the answer, the right output), and the kind and the path are those of the first finding.
"""

from typing import Any

Row = tuple[str, str, Any, Any]


def create(title: str = "Call the bank", day: str | None = "2026-03-13", **more: Any) -> dict[str, Any]:
    data = {"title": title, "priority": "high", "due_date": day, "status": "pending", **more}
    return {"action": "create_task", "data": data}


def query(filters: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"action": "query_tasks", "filters": filters, **more}


def update(task: int | str, **changes: Any) -> dict[str, Any]:
    return {"action": "update_task", "task_id" if isinstance(task, int) else "task_title": task, "changes": changes}


def delete(task: Any) -> dict[str, Any]:
    return {"action": "delete_task", "task_id": task}


def error(reason: str, message: Any = "I need a title for this task.", **more: Any) -> dict[str, Any]:
    return {"action": "error", "error_type": reason, "message": message, **more}


def without(output: dict[str, Any], *path: str) -> dict[str, Any]:
    head, *rest = path
    if not rest:
        return {key: value for key, value in output.items() if key != head}
    return {**output, head: without(output[head], *rest)}


_DONE = update("Bank", status="completed")
_NO_DAY = {"title": "Call the bank", "priority": "high", "status": "pending"}

COMPARED: list[Row] = [
    ("wrong_action", "$.action", update("Bank", status="completed"), create()),
    ("wrong_action", "$.action", query({"status": "open"}), create()),
    ("wrong_action", "$.action", delete(4), update(4, status="completed")),
    ("wrong_action", "$.action", {**create(), "action": "add_task"}, create()),
    ("wrong_action", "$.action", {**create(), "action": "Create_Task"}, create()),
    ("wrong_action", "$.action", without(create(), "action"), create()),
    ("wrong_action", "$.action", {**create(), "action": None}, create()),
    ("wrong_action", "$.action", {**create(), "action": ["create_task"]}, create()),
    ("wrong_action", "$.action", {"response": create()}, create()),
    ("wrong_action", "$.action", {}, create()),
    ("wrong_action", "$.action", {"action": "clarify", "question": "Which one?"}, error("missing_task")),
    ("error_instead", "$.action", error("unclear"), create()),
    ("error_instead", "$.action", error("missing_title"), create()),
    ("error_instead", "$.action", error("out_of_scope"), query({})),
    ("error_instead", "$.action", error("multiple_actions"), update(4, priority="low", status="completed")),
    ("error_instead", "$.action", {"action": "error"}, delete(4)),
    ("action_instead", "$.action", create(), error("missing_title")),
    ("action_instead", "$.action", delete(0), error("invalid_task_id")),
    ("action_instead", "$.action", update(4, status="on hold"), error("invalid_status")),
    ("action_instead", "$.action", query({"text": "weather"}), error("out_of_scope")),
    ("action_instead", "$.action", create("Asdf jkl"), error("unclear")),
    ("extra_field", "$.data.notes", create(notes="ASAP"), create()),
    ("extra_field", "$.data.category", create(category="finance"), create()),
    ("extra_field", "$.confidence", {**create(), "confidence": 0.93}, create()),
    ("extra_field", "$.data.assignee", create(assignee=None), create()),  # null is a value
    ("extra_field", "$.filters.assignee", query({"assignee": "me"}), query({})),
    ("extra_field", "$.limit", query({}, limit=10), query({})),
    ("extra_field", "$.meta", {**create(), "meta": {"model": "x", "n": 1}}, create()),
    ("extra_field", "$.suggested_followup", error("out_of_scope", suggested_followup="What?"), error("out_of_scope")),
    ("extra_field", "$.changes.priority", update(4, status="open", priority="low"), update(4, status="open")),
    ("missing_field", "$.data.due_date", {"action": "create_task", "data": _NO_DAY}, create()),
    ("missing_field", "$.data.due_date", {"action": "create_task", "data": _NO_DAY}, create(day=None)),
    ("missing_field", "$.data.tags", create(), create(tags=["home"])),
    ("missing_field", "$.data", {"action": "create_task"}, create()),
    ("missing_field", "$.data", {"action": "create_task", **create()["data"]}, create()),  # not wrapped
    ("missing_field", "$.filters", {"action": "query_tasks"}, query({})),
    ("missing_field", "$.filters.status", query({}), query({"status": "open"})),
    ("missing_field", "$.count_only", query({}), query({}, count_only=True)),
    ("missing_field", "$.message", without(error("unclear"), "message"), error("unclear")),
    ("missing_field", "$.task_title", without(_DONE, "task_title"), _DONE),
    ("missing_field", "$.data.due_date", without(create(deadline="2026-03-13"), "data", "due_date"), create()),
    ("wrong_value", "$.data.due_date", create(day="2026-03-14"), create()),
    ("wrong_value", "$.data.due_date", create(day=None), create()),
    ("wrong_value", "$.data.due_date", create(day="Friday"), create()),
    ("wrong_value", "$.data.title", create("Call the bank by Friday"), create()),
    ("wrong_value", "$.data.title", create("call the bank"), create()),
    ("wrong_value", "$.data.tags", create(tags=["home", "work"]), create(tags=["work", "home"])),
    ("wrong_value", "$.data.tags", create(tags="home"), create(tags=["home"])),
    ("wrong_value", "$.task_id", delete("4"), delete(4)),
    ("wrong_value", "$.task_id", delete(True), delete(1)),
    ("wrong_value", "$.filters.overdue", query({"overdue": 1}), query({"overdue": True})),
    ("wrong_value", "$.filters.overdue", query({"overdue": "true"}), query({"overdue": True})),
    ("wrong_value", "$.error_type", error("unclear"), error("missing_title")),
    ("wrong_value", "$.data", {"action": "create_task", "data": "Call the bank"}, create()),
    ("wrong_value", "$.filters.text", query({"text": {"contains": "bank"}}), query({"text": "bank"})),
    ("not_reproducible", "$", create(), create()),
    ("not_reproducible", "$", dict(reversed(create().items())), create()),
    ("not_reproducible", "$", error("unclear", "I did not get that."), error("unclear", "What was that?")),
    ("not_reproducible", "$", delete(4.0), delete(4)),
    ("not_reproducible", "$", query({}), query({})),
]  # fmt: skip

UNKNOWN_RIGHT: list[tuple[str, str, Any]] = [
    ("not_reproducible", "$", create()),
    ("not_reproducible", "$", query({"due_from": "2026-03-01"}, limit=5)),
    ("not_reproducible", "$", error("unclear")),
    ("wrong_action", "$.action", {**create(), "action": "add"}),
    ("wrong_action", "$.action", {"type": "create_task"}),
    ("wrong_action", "$.action", {}),
    ("extra_field", "$.data.category", create(category="finance")),
    ("extra_field", "$.confidence", {**create(), "confidence": 1}),
    ("extra_field", "$.data.due, by", {"action": "create_task", "data": {**create()["data"], "due, by": 1}}),
    ("extra_field", "$.suggested_followup", error("out_of_scope", suggested_followup="What?")),
    ("missing_field", "$.data.due_date", without(create(), "data", "due_date")),
    ("missing_field", "$.filters", {"action": "query_tasks"}),
    ("missing_field", "$.data", {"action": "create_task", **create()["data"]}),
    ("missing_field", "$", {"action": "delete_task"}),  # an id or a title: which of them, nothing tells
    ("missing_field", "$.sort_by", query({}, order="asc")),
    ("missing_field", "$.changes", update(4)),
    ("wrong_value", "$.data.due_date", create(day="2026-02-30")),
    ("wrong_value", "$.data.status", {"action": "create_task", "data": {**create()["data"], "status": "open"}}),
    ("wrong_value", "$.task_id", delete("4")),
    ("wrong_value", "$.task_id", delete(0)),
    ("wrong_value", "$.error_type", error("no_idea")),
    ("wrong_value", "$.data", {"action": "create_task", "data": "x"}),
]
