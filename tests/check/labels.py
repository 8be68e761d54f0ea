"""Short ways to write the labels of the tables; each writes out what the labelling guide says is always there."""

from typing import Any

Label = dict[str, Any]

MON = "2025-12-29"
"""A Monday; the Friday of its week is 2026-01-02, the Sunday 2026-01-04."""
WED = "2026-03-11"
"""A Wednesday; the Friday of its week is 2026-03-13."""
LEAP = "2028-02-10"
"""A Thursday of a leap year."""


def create(title: str, *, priority: str = "medium", due: str | None = None, **more: Any) -> Label:
    """A new task; priority and due date have their defaults where the request says none."""
    return {
        "action": "create_task",
        "data": {"title": title, "priority": priority, "due_date": due, "status": "pending", **more},
    }


def query(beside: Label | None = None, **filters: Any) -> Label:
    """A question with its filters, and what stands beside them (order, limit, count)."""
    return {"action": "query_tasks", "filters": filters, **(beside or {})}


def update(task: int | str, **changes: Any) -> Label:
    """Changes of a task that is named by its id or its title."""
    return {"action": "update_task", **name_task(task), "changes": changes}


def delete(task: int | str) -> Label:
    """The deletion of a task that is named by its id or its title."""
    return {"action": "delete_task", **name_task(task)}


def name_task(task: int | str) -> Label:
    """The field that names a task."""
    return {"task_id": task} if isinstance(task, int) else {"task_title": task}


def error(kind: str, message: str, followup: str | None = None) -> Label:
    """An error, with a follow-up question where its type has one."""
    return {"action": "error", "error_type": kind, "message": message} | (
        {"suggested_followup": followup} if followup else {}
    )
