"""The ordinary way: fill a handful of templates in a loop, drop duplicates, verify nothing."""

import json
import random

_TEMPLATES = [
    "Create a {priority} priority task to {verb} the {noun} by {day}",
    "Add {noun} to my list",
    "Remind me to {verb} the {noun} {day}",
    "New task: {verb} {noun}, {priority} priority",
    "Please add a task to {verb} the {noun}",
    "I need to {verb} the {noun} by {day}",
    "Set a reminder to {verb} the {noun} on {day}",
    "Put {noun} on my to-do list for {day}",
]
_VERBS = ["review", "send", "update", "check", "print", "sign", "file", "draft", "share", "order", "clean", "paint"]
_NOUNS = ["report", "budget", "contract", "invoice", "letter", "slides", "notes", "tickets", "bill", "form", "plan"]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "today", "tomorrow", "tonight"]


def write_unverified(n: int) -> None:
    """Make `n` different lines of JSON and throw them away."""
    draw = random.Random(0)
    seen: set[str] = set()
    while len(seen) < n:
        said = {
            "priority": draw.choice(["low", "medium", "high"]),
            "verb": draw.choice(_VERBS),
            "noun": draw.choice(_NOUNS),
            "day": draw.choice(_DAYS),
        }
        text = draw.choice(_TEMPLATES).format(**said)
        output = {"action": "create_task", "data": {"title": f"{said['verb']} {said['noun']}", "due_date": said["day"]}}
        seen.add(json.dumps({"input": text, "output": output}))
