"""No word of the domains of tasks and expenses, and no name out of the built-in pack, stands in the engine's code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from renamed_pack import plan_renaming, write_renamed

ROOT = Path(__file__).parents[2]
ENGINE = ROOT / "src" / "taskdata"
FILES = sorted(path.relative_to(ENGINE).as_posix() for path in ENGINE.rglob("*.py"))

# Left out, since they are plain English or the notation's own: note, tag, due, status, list, message, action, text.
DOMAIN = re.compile(
    r"(?<![a-z])(?:tasks?|todos?|to-dos?|reminders?|remind|titles?|priority|priorities|assignees?|overdue|deadlines?"
    r"|errands?|urgent|pending|in_progress|completed|due_(?:date|from|to)|error_types?|suggested_followup"
    r"|expenses?|merchants?|receipts?|payments?|purchases?|invoices?|reimburse|groceries|lunch|cash)(?![a-z])",
    re.IGNORECASE,
)

ALLOWED_WORDS = {
    ("cli/common.py", "task"): "the help says which pack is the built-in one",
    ("author/complaints.py", "error"): "a key of pydantic's own accounts of faults",
    ("author/complaints.py", "tag"): "another of those keys",
    ("foundation/usecase.py", "title"): "the heading of the use case's own specification",
    ("propose/naming.py", "todo"): "marks what is left to the author of a drafted pack",
    ("propose/usecase.py", "title"): "the heading of the use case's own specification",
    ("serving/tree/merging.py", "title"): "a keyword of JSON Schema",
    ("workflows/schema_notes.py", "title"): "the same heading",
    ("workflows/schema_notes.py", "when"): "a key of the use case's decision",
    ("workflows/schemas.py", "title"): "a keyword of JSON Schema",
    ("lint/criteria.py", "error_type"): "part of the name of a metric",
    ("cli/evaluation_text.py", "error_type"): "the same metric",
    ("evaluate/criteria.py", "error_type"): "the same metric",
    ("evaluate/ledger.py", "error_type"): "the same metric",
    ("evaluate/measuring.py", "error_type"): "the same metric",
    ("evaluate/metrics.py", "error_type"): "the same metric",
    ("evaluate/page_figures.py", "error_type"): "the same metric",
    ("workflows/earlier_evaluation.py", "error_type"): "the same metric",
    ("cli/evaluate.py", "title"): "the heading of the use case's own specification",
    ("workflows/check.py", "error"): "a kind of annotation of GitHub's runners",
    ("workflows/check.py", "title"): "a part of such an annotation",
    ("io/batches.py", "in_progress"): "a state of a batch, in OpenAI's API",
    ("cli/paraphrase.py", "status"): "a step of handing in batches",
    ("cli/asking.py", "status"): "the same step",
    ("io/asking.py", "task"): "asyncio's word for what runs at the same time as others",
    ("workflows/seed_judging.py", "open"): "a state of a seed",
    ("workflows/seeds_review.py", "open"): "the same state",
    ("workflows/generate.py", "open"): "the same state",
    ("cli/seeds_add.py", "open"): "the same state",
    ("workflows/seeds_add.py", "error"): "a key of a failure log",
    ("feedback/name_cues.py", "lunch"): "a word of the language, behind which 'with' leads to a person",
    ("feedback/posted.py", "lunch"): "another: behind it, 'at' leads to a place",
    ("feedback/name_cues.py", "remind"): "a verb of the language, whose object is a person",
    ("evaluate/execution_store.py", "time"): "a function of SQLite",
    ("check/words.py", "when"): "a word of the language, behind which 's is a verb",
}

OWN_WORDS = {
    # types of slots, and parts of what they hear
    "person", "tags", "text",
    # what may be declared of a style
    "lower",
    # the keys of its own records, answers and pack files
    "id", "action", "command", "count", "message",
}  # fmt: skip
"""Words of the engine that the built-in pack happens to use as names as well."""


def list_code(source: str) -> Iterator[str]:
    """Every name and every text in the code; what documents it is left out."""
    tree = ast.parse(source)
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
            yield node.value
        for key in ("id", "attr", "arg", "name"):
            if isinstance(name := getattr(node, key, None), str):
                yield name


def list_allowed(file: str) -> set[str]:
    """The words that one file may use."""
    return {word for allowed, word in ALLOWED_WORDS if allowed == file}


def test_list_code() -> None:
    source = '"""No title."""\ndef pick(priority: int) -> str:\n    "No task."\n    return f"due {priority}" # todo\n'
    assert sorted(list_code(source)) == ["due ", "int", "pick", "priority", "priority", "str"]


@pytest.mark.parametrize("file", FILES)
def test_no_domain_word(file: str) -> None:
    found = {word.lower() for text in list_code((ENGINE / file).read_text("utf-8")) for word in DOMAIN.findall(text)}
    assert found - list_allowed(file) == set()


@pytest.fixture(scope="module")
def pack_names(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The names that the built-in pack gives to what is not a rule or a form of a grammar."""
    renaming = plan_renaming(ROOT)
    write_renamed(ROOT, renaming, tmp_path_factory.mktemp("renamed"))
    kinds = ("fields", "actions", "chosen", "categories", "slots", "families", "grammars", "frames", "styles", "swaps")
    return frozenset(name for kind in kinds for name in getattr(renaming, kind))


# The words of the calendar are language: the engine's slots know "by", "this" and "day" in sentences.
@pytest.mark.parametrize("file", [file for file in FILES if not file.startswith("slots/dates/")])
def test_no_pack_name(file: str, pack_names: frozenset[str]) -> None:
    texts = {
        node.value
        for node in ast.walk(ast.parse((ENGINE / file).read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert texts & pack_names - OWN_WORDS - list_allowed(file) == set()
