"""Writes `docs/check.md` from packs broken on purpose: `python tests/lint/faults_page.py docs/check.md`."""

import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir
from pathlib import Path
from typing import Any

sys.path += [str(Path(__file__).parent), *(str(Path(__file__).parents[1] / name) for name in ("author", "evaluate"))]

from roomy_pack import ROOMY
from small_pack import PACK, Breakage, apply_breakage, write_pack
from test_execution_faults import DECLARED, IDLE, ORDERED, ORDERS, RUN, WITH_EXECUTION
from test_guard_faults import GUARD_FAULTS
from test_lint_faults import FAULTS, FEW, WARNINGS
from test_name_faults import NAME_FAULTS
from test_paraphrase_faults import PARAPHRASE_FAULTS, WITH_PARAPHRASES
from test_prompt_faults import ASKING_FAULTS, AXIS_FAULTS, PROMPT_FAULTS, WITH_PROMPTS
from test_sentence_faults import SENTENCE_FAULTS
from test_shape_faults import SHAPE_FAULTS, YAML_FAULTS
from test_usecase_faults import KEY_FAULTS, SCHEMA_FAULTS, SHARE_FAULTS
from test_value_faults import VALUE_FAULTS

from taskdata.workflows.check import check_pack, show_source

Rows = Sequence[Any]
_ODD = re.compile(r"[^\x20-\x7e\n]")

_HEAD = """\
# What `taskdata check` tells

<!-- Computed by `make pages` from tests that break a pack in one place: change those, not this page. -->

```console
$ taskdata check                       # the pack in the current folder, else the built-in one
$ taskdata check --pack my-pack        # another one
$ taskdata check --strict              # warnings count as faults
$ taskdata check --draw                # also says every template 12 times and has each request verified (half a minute)
$ taskdata check --format github       # annotations of the lines in a run of GitHub Actions
$ taskdata check --json                # one object a line: file, line, column, warning, message
```

All faults of all files come at once, as `file:line:column: message`, with the line and a caret below. Exit code 1 if
there is a fault; warnings change nothing without `--strict`. Where files have faults of form, the pack as a whole is
looked at when these are mended.

Without `--draw` nothing is said and nothing verified: a sentence that says something which its label does not have
("... by Friday" in plain words) is found by `--draw`, by [`taskdata preview`](authoring.md), and in any case by
`generate`, which refuses each such example.

## Before each commit, and in CI

For [pre-commit](https://pre-commit.com), in the `.pre-commit-config.yaml` of the repository that holds the pack (at its
top; else add `args: [--pack, FOLDER]`):

```yaml
repos:
  - repo: URL_OF_TASKDATA      # where you have it from
    rev: COMMIT                # the tag or commit that you use
    hooks:
      - id: taskdata-check
```

For GitHub Actions, with every fault shown at its line in the pull request:

```yaml
name: pack
on: [push, pull_request]
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: {python-version: "3.12"}
      - run: pip install git+URL_OF_TASKDATA@COMMIT
      - run: taskdata check --strict --draw --format github
```
"""
_SECTIONS: Sequence[tuple[str, str, Rows, Mapping[str, str]]] = (
    ("Sentences", "The notation of templates, rules, frames and grammars.", SENTENCE_FAULTS, PACK),
    ("Names", "Slots, forms, rules, frames, styles, actions and categories that nothing bears.", NAME_FAULTS, PACK),
    ("Files", "YAML that is none, or says something else than it seems to.", YAML_FAULTS, PACK),
    ("Keys and values", "What may stand where.", (*SHAPE_FAULTS, *VALUE_FAULTS), PACK),
    ("Paraphrases", "What a language model worded anew.", PARAPHRASE_FAULTS, WITH_PARAPHRASES),
    ("Prompts", "What a language model is asked, and in which manners.", (*PROMPT_FAULTS, *AXIS_FAULTS), WITH_PROMPTS),
    (
        "The use case",
        "Shares, counts, keys, the schema.",
        (*SHARE_FAULTS, *KEY_FAULTS, *ASKING_FAULTS, *GUARD_FAULTS, *SCHEMA_FAULTS),
        PACK,
    ),
    ("How outputs are run", "The section `execution:`.", (*DECLARED, RUN[0], *IDLE), WITH_EXECUTION),
    ("How they are sorted", "The `ordering` in it.", ORDERS, ORDERED),
    ("The pack as a whole", "What only shows when all files are seen together.", FAULTS, ROOMY),
    ("Warnings", "What works, and is hardly meant.", WARNINGS, FEW),
)


def render_page() -> str:
    """The page."""
    parts = [_HEAD, "## What is told\n\n" + "\n".join(map(_link, _SECTIONS)) + "\n"]
    for name, about, rows, files in _SECTIONS:
        parts.append(f"## {name}\n\n{about}\n")
        parts += [_render_row(row.values[0], files) for row in rows]
    return "\n".join(parts)


def _link(section: tuple[str, str, Rows, Mapping[str, str]]) -> str:
    name, about, rows, _ = section
    return f"- [{name}](#{name.lower().replace(' ', '-')}): {about} ({len(rows)})"


def _render_row(broken: Breakage, files: Mapping[str, str]) -> str:
    told = "\n".join(_check(apply_breakage(broken, files)[0]))
    return f"{broken.name}:\n\n```text\n{told}\n```\n"


def _check(files: Mapping[str, str]) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder, chdir(write_pack(Path(folder), files)):
        checked = check_pack(Path())
    for problem in checked.problems:
        yield str(problem)
        for line in show_source(problem, checked.sources):
            yield _ODD.sub("?", line.removeprefix("    "))


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render_page(), "utf-8")
