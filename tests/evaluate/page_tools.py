"""Small evaluations made by hand, and the page of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from lxml import html  # type: ignore[import-untyped]

from taskdata.evaluate.cases import Case, Prediction, Reply
from taskdata.evaluate.evaluation import Evaluation, TestSet
from taskdata.evaluate.page import render_page
from taskdata.foundation.pack import Pack
from taskdata.workflows.evaluate import Wishes, evaluate
from taskdata.workflows.evaluation_failures import make_finder
from taskdata.workflows.open_pack import open_pack
from taskdata.workflows.predictions import Predictions

ROOT = Path(__file__).parents[2]
DAY = date(2026, 3, 11)  # a Wednesday
TEST = TestSet("test.jsonl", "0f" * 32, 0, True)
NEVER = object()
"""What a case has whose prediction is missing."""


@dataclass(frozen=True)
class Asked:
    """A request, what it must give, and what came: a text, None of a model that said nothing, or NEVER."""

    request: str
    expected: Mapping[str, Any]
    answer: Any
    family: str = "create_plain"


@cache
def pack() -> Pack:
    return open_pack(ROOT)[0]


def create(title: str, **more: Any) -> dict[str, Any]:
    data = {"title": title, "priority": "medium", "due_date": None, "status": "pending", **more}
    return {"action": "create_task", "data": data}


def right(title: str = "Milk", **more: Any) -> Asked:
    return Asked(f"add {title}", create(title), json.dumps(create(title)), **more)


def wrong(title: str = "Milk", **more: Any) -> Asked:
    return Asked(f"add {title}", create(title), json.dumps(create(title, priority="high")), **more)


def judge(asked: Sequence[Asked], *, test: TestSet = TEST, **wishes: Any) -> Evaluation:
    cases = [
        Case(str(number), number + 1, one.request, DAY, one.expected, "create",
             {"action": ("create_task",), "family": (one.family,)})
        for number, one in enumerate(asked)
    ]  # fmt: skip
    found = Predictions()
    for case, one in zip(cases, asked, strict=True):
        if one.answer is not NEVER:
            found.by_id[case.id] = Prediction(Reply(one.answer))
    return evaluate(pack(), test, cases, found, Wishes(**wishes))


def render(evaluation: Evaluation, heading: str = "Chores by chat") -> str:
    return render_page(evaluation, make_finder(pack()), heading, "1.2.3")


def parse(page: str) -> html.HtmlElement:
    return html.document_fromstring(page)


def read(element: html.HtmlElement) -> str:
    """The text of an element, white space as one space."""
    return " ".join(element.text_content().split())


def read_rows(table: html.HtmlElement) -> list[list[str]]:
    """The rows of the body of a table, each cell as text; what charts say for those who hear them is left out."""
    for chart in table.findall(".//svg"):
        chart.drop_tree()
    return [[read(cell) for cell in row] for row in table.xpath("./tbody/tr")]
