"""What diversity is compared with: an ordinary generator of requests, eight templates a category, slots from lists."""

import random
import re
from collections.abc import Mapping, Sequence
from itertools import product

from taskdata.deliver.phrasing import Request
from taskdata.deliver.quotas import apportion

TEMPLATES: Mapping[str, Sequence[str]] = {
    "create": [
        "Create a task to {task}",
        "Create a {priority} priority task to {task} by {day}",
        "Add a task to {task} {day}",
        "Add {task} to my task list",
        "Remind me to {task} {day}",
        "Please create a new task: {task}, {priority} priority",
        "I need to {task} by {day}",
        "Schedule a task for {person} to {task} by {day}",
    ],
    "query": [
        "Show me all {status} tasks",
        "What tasks are due {day}?",
        "List my {priority} priority tasks due {day}",
        "What {status} tasks assigned to {person} are due {day}?",
        "Show all {priority} priority tasks that are {status}",
        "How many {status} tasks does {person} have?",
        "Find all {priority} priority tasks about the {noun}",
        "Show me the {status} tasks for {day}",
    ],
    "update": [
        "Mark task {id} as {status}",
        "Change the priority of task {id} to {priority}",
        "Move the due date of task {id} to {day}",
        "Assign task {id} to {person}",
        "Update the task to {task}: set it to {priority} priority",
        "Delete task {id}",
        "Set the status of the {noun} task to {status}",
        "Please delete the task to {task}",
    ],
    "error": [
        "Create a task with {priority} priority",
        "Update the {noun}",
        "Delete task {bad_id}",
        "Create a task to {task} on February 30",
        "Set the priority of task {id} to {bad_priority}",
        "What is the weather in {city}?",
        "Book a flight to {city} for {day}",
        "Create a task to {task} and delete task {id}",
    ],
}
SHARES = {"create": 0.4, "query": 0.3, "update": 0.2, "error": 0.1}

_DOCUMENTS = ["report", "budget", "contract", "invoice", "presentation", "proposal", "newsletter", "project plan"]
_DONE_TO_DOCUMENTS = ["review", "send", "update", "finish", "print"]
_PEOPLE = ["client", "dentist", "bank", "landlord", "accountant", "marketing team"]
_THINGS = ["groceries", "milk", "a birthday gift", "train tickets", "office supplies"]
_CHORES = ["clean the kitchen", "wash the car", "water the plants", "pay the rent", "book a hotel", "fix the printer"]
_SLOTS: Mapping[str, Sequence[str]] = {
    "task": [
        *(f"{verb} the {noun}" for verb, noun in product(_DONE_TO_DOCUMENTS, _DOCUMENTS)),
        *(f"{verb} the {person}" for verb, person in product(["call", "email"], _PEOPLE)),
        *(f"buy {thing}" for thing in _THINGS),
        *_CHORES,
    ],
    "noun": [*_DOCUMENTS, "meeting", "website", "launch", "interview", "travel booking"],
    "day": [
        *("today", "tomorrow", "next Monday", "next Friday", "in two days", "January 10", "February 14", "March 15"),
        *("April 30", "May 5", "June 1", "July 20", "August 12", "September 9", "October 31", "December 20"),
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    ],
    "priority": ["low", "medium", "high"],
    "status": ["pending", "in progress", "completed"],
    "person": ["Anna", "Ben", "Carlos", "David", "Emma", "John", "Maria", "Priya", "Sarah", "Tom"],
    "id": [str(number) for number in range(1, 101)],
    "bad_id": ["abc", "-1", "0", "xyz", "12.5"],
    "bad_priority": ["super", "extreme", "none", "purple", "11"],
    "city": ["Paris", "London", "Berlin", "New York", "Tokyo", "Madrid", "Rome", "Boston"],
}
_HOLE = re.compile(r"\{(\w+)\}")


def write_ordinary(n: int, seed: int = 0) -> dict[str, list[Request]]:
    """`n` different requests by category, in the same shares as ours: a template and its slots by equal chance.

    The templates suffice for some 2,000; for too many, ValueError is raised.
    """
    draw = random.Random(seed)
    return {category: _write_category(category, count, draw) for category, count in apportion(n, SHARES).items()}


def _write_category(category: str, count: int, draw: random.Random) -> list[Request]:
    made: dict[str, Request] = {}
    for _ in range(100 * count):
        template = draw.choice(TEMPLATES[category])
        text = _HOLE.sub(lambda hole: draw.choice(_SLOTS[hole[1]]), template)
        made[text] = Request(text, template)
        if len(made) == count:
            return list(made.values())
    raise ValueError(f"the ordinary templates do not give {count:,} different requests of {category}")
