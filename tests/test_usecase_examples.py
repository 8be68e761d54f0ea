"""The four examples of the use case come out of the pipeline, word for word."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from taskdata.build.example import Builder, Draw
from taskdata.foundation.pack import Family, Pack, Template
from taskdata.foundation.pattern import list_texts
from taskdata.foundation.usecase import Dates
from taskdata.slots.make import make_slots
from taskdata.workflows.open_pack import open_pack

DAY = date(2025, 12, 29)
EXAMPLES: list[tuple[str, str, str | None, dict[str, Any]]] = [
    (
        "Create a high priority task to review the Q4 budget by Friday",
        "open",
        "review the Q4 budget",
        {
            "action": "create_task",
            "data": {
                "title": "Review the Q4 budget",
                "priority": "high",
                "due_date": "2026-01-02",
                "status": "pending",
            },
        },
    ),
    (
        "add task: team standup prep",
        "lower",
        "team standup prep",
        {
            "action": "create_task",
            "data": {"title": "Team standup prep", "priority": "medium", "due_date": None, "status": "pending"},
        },
    ),
    (
        "new urgent task call client re contract issues asap",
        "lower",
        "call client re contract issues",
        {
            "action": "create_task",
            "data": {
                "title": "Call client re contract issues",
                "priority": "high",
                "due_date": None,
                "status": "pending",
                "notes": "ASAP - urgent",
            },
        },
    ),
    (
        "Create a task for tomorrow",
        "open",
        None,
        {
            "action": "error",
            "error_type": "missing_title",
            "message": "I need a title for this task. What should I call it?",
            "suggested_followup": "What's the task about?",
        },
    ),
]
DRAWS = 60_000
"""Draws of each template that could say the request; far more than it takes."""


def narrow(pack: Pack, title: str | None, style: str) -> Pack:
    """The pack on the one day, in one style, without frames, and with only those lines that can say this title."""
    kind = "weekday" if title else "tomorrow"
    due = pack.spec("due").model_copy(update={"kinds": {kind: 1.0}})
    usecase = pack.usecase.model_copy(update={"reference_dates": Dates(first=DAY, last=DAY)})
    titles = {
        form: tuple(line for line in lines if title in set(list_texts(line))) or lines[:1]
        for form, lines in pack.grammars["titles"].items()
    }
    return replace(
        pack,
        usecase=usecase,
        grammars={**pack.grammars, "titles": titles},
        slots={**pack.slots, "due": due},
        styles={style: pack.styles[style]},
        frames={name: frames[:1] for name, frames in pack.frames.items()},
    )


def list_candidates(pack: Pack, request: str) -> list[tuple[Family, Template]]:
    """The templates with a sentence that the request fits, those with the most words of their own first."""
    found = []
    for family in pack.families.values():
        for template in family.templates:
            for sentence in list_texts(template.pattern):
                shape = re.sub(r"\\\{\w+\\\}", ".+", re.escape(sentence))
                if re.fullmatch(shape, request, re.IGNORECASE):
                    found.append((len(re.sub(r"\{\w+\}", "", sentence)), family, template))
                    break
    return [(family, template) for _, family, template in sorted(found, key=lambda f: -f[0])[:3]]


@pytest.mark.parametrize(("request_", "style", "title", "output"), EXAMPLES, ids=[e[0] for e in EXAMPLES])
def test_the_pipeline_produces_it(request_: str, style: str, title: str | None, output: dict[str, Any]) -> None:
    pack, _ = open_pack(None)
    pack = narrow(pack, title, style)
    builder = Builder(pack, make_slots(pack))
    wrong = []
    for family, template in list_candidates(pack, request_):
        for index in range(DRAWS):
            example = builder.build(Draw(template, family, 0, index, "train"), lambda words: True)
            if example is None or example.input != request_:
                continue
            if example.output == output:
                return
            wrong.append(example.output)
    pytest.fail(f"{request_!r} was not produced with its label; with other labels: {wrong[:3]}")
