"""What people do when they ask stands in the data: how much they say, in which words, and what is out of scope."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from dataset_tools import REPOSITORY, Record, make_files, open_builtin, read_records

MVP = REPOSITORY / "data" / "mvp" / "dataset.jsonl"


def _line(text: str, category: str, output: Record, style: str = "tidy") -> Record:
    facets = {"action": output["action"], "style": style, "edge_cases": [], "wordings": {}}
    return {"input": text, "category": category, "output": output, "spans": [], "facets": facets}


def _create(title: str) -> Record:
    return {
        "action": "create_task",
        "data": {"title": title, "priority": "medium", "due_date": None, "status": "pending"},
    }


HANDMADE = [
    _line("Please add milk to my to-do list.", "create", _create("Milk")),
    _line("set a reminder to remind me to call Sam", "create", _create("Call Sam"), style="lower"),
    _line("whats on my list", "query", {"action": "query_tasks", "filters": {}}, style="lower"),
    _line("Is milk on my list?", "query", {"action": "query_tasks", "filters": {"text": "milk"}}),
]
"""In all: please 1 of 4, list 3, remind 1, no mark at the end 2, all lower case 1. Of creates: twice 1 of 2."""


def test_the_table_counts_by_hand(tmp_path: Path) -> None:
    file = tmp_path / "handmade.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in HANDMADE), "utf-8")

    told = subprocess.run(
        [sys.executable, "-m", "bench.phenomena", str(file)], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout

    shares = {
        row[0]: row[2] for row in (re.split(r"\s{2,}", line.strip()) for line in told.splitlines()) if len(row) > 2
    }
    expected = {
        "please": "25.0%", '"list" or "todo"': "75.0%", '"to do list"': "25.0%", '"remind", "reminder"': "25.0%",
        "no final punctuation": "50.0%", "all lower case": "25.0%", 'a question without "?"': "25.0%",
        "a dropped apostrophe": "25.0%", "wh-question": "50.0%", "yes/no question": "50.0%", "double mention": "50.0%",
        "please at the end": "0.0%", "words: mean": "6.2",
    }  # fmt: skip
    assert {name: shares[name] for name in expected} == expected


def test_requests_of_the_dataset_are_as_long_as_people_make_them() -> None:
    lengths = sorted(len(record["input"].split()) for record in read_records(MVP.read_bytes()))

    assert 8 <= sum(lengths) / len(lengths) <= 10
    assert 3 <= lengths[len(lengths) // 20] <= 4
    assert lengths[len(lengths) * 19 // 20] >= 15


@pytest.mark.parametrize(
    ("said", "least"),
    [
        (r"\blists?\b|\bto[- ]?dos?\b", 0.37),
        (r"\bremind", 0.19),
        (r"\bplease\b|\bpl[sz]\b", 0.12),
        (r"\b(can|could|would|will) (you|u)\b", 0.06),
        (r"\d ?[ap]m\b|\d:\d\d|\b(noon|midday)\b", 0.06),
        (r"\bto[- ]?do list\b|\btodo list\b", 0.12),
    ],
)
def test_words_of_people_are_in_a_set_of_2000(said: str, least: float) -> None:
    requests = [record["input"].lower() for record in read_records(make_files(2000)["dataset.jsonl"])]

    assert sum(re.search(said, text) is not None for text in requests) / len(requests) >= least


def test_out_of_scope_are_more_than_a_hundred_topics() -> None:
    pack, _ = open_builtin()
    templates = [
        t for f in pack.families.values() for t in f.templates if t.sets.get(("error_type",)) == "out_of_scope"
    ]
    topics = {topic for template in templates for topic in template.edge_cases}
    said = [
        r for r in read_records(make_files(2000)["dataset.jsonl"]) if r["output"].get("error_type") == "out_of_scope"
    ]

    assert len(topics) >= 100
    assert len({topic for record in said for topic in record["facets"]["edge_cases"]}) >= 30
    assert len({record["input"].lower() for record in said}) == len(said)
