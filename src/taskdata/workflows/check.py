"""`taskdata check`: every fault of a pack, and what is doubtful in it, with its place."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from taskdata.author.load import load_with_places
from taskdata.deliver.splits import assign_groups
from taskdata.foundation.errors import PackError, Problem, Spot
from taskdata.foundation.pack import Pack
from taskdata.foundation.split_names import BENCHMARK
from taskdata.io.files import find_pack, read_pack_files
from taskdata.lint.run import lint_pack
from taskdata.slots.make import make_slots
from taskdata.workflows.check_contrasts import find_held_contrasts
from taskdata.workflows.open_pack import name_from_here, show_from_here

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, in the order of files and lines; the pack is None where it could not be loaded."""

    pack: Pack | None
    problems: Sequence[Problem]
    sources: Mapping[str, Sequence[str]]
    """The lines of each file, by its name as problems show it."""

    def without_warnings(self) -> "Checked":
        """The same with faults in the place of warnings."""
        return replace(self, problems=[replace(problem, is_warning=False) for problem in self.problems])

    def count(self, *, warnings: bool) -> int:
        """How many faults there are, or how many warnings."""
        return sum(problem.is_warning is warnings for problem in self.problems)


def check_pack(folder: Path | None, draw: bool = False, progress: Progress = lambda done: None) -> Checked:
    """Load a pack and lint it; `draw` also says every template a few times and has each request verified.

    Raises InputError where the folder is no pack or its files cannot be read.
    """
    root = find_pack(folder)
    files = read_pack_files(root)
    sources = {name_from_here(name, root): text.splitlines() for name, text in files.items()}
    pack, problems = None, []
    try:
        loaded = load_with_places(root, files)
    except PackError as error:
        problems = list(error.problems)
    else:
        pack, slots = loaded.pack, make_slots(loaded.pack)
        problems = [*lint_pack(loaded, slots), *find_held_contrasts(pack)]
        if draw:
            from taskdata.workflows.try_templates import find_refused

            problems += find_refused(pack, slots, progress)
    return Checked(pack, sorted(show_from_here(problem, root) for problem in set(problems)), sources)


def list_held(pack: Pack) -> list[Problem]:
    """The templates that are held for the benchmark, and so in no dataset."""
    splits = assign_groups(pack.families.values(), pack.usecase)
    held = [t for f in pack.families.values() for t in f.templates if splits[t.group] == BENCHMARK]
    problems = (Problem(*t.place, f"held for the benchmark: family '{t.family}'") for t in held)
    return sorted(show_from_here(problem, pack.root) for problem in problems)


_WIDTH = 110
"""The longest piece of a line that is shown."""
_LEAD = 60
"""How much of a longer line stands before the place that is meant."""


def show_source(problem: Problem, sources: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The line that is meant, and one with a caret below the place in it; nothing where a whole file is meant."""
    lines = sources.get(problem.file, ())
    if not 0 < problem.line <= len(lines):
        return
    line, column = lines[problem.line - 1].replace("\t", " "), problem.column - 1
    start = max(column - _LEAD, 0) if len(line) > _WIDTH else 0
    before = "..." if start else ""
    yield f"    {before}{line[start : start + _WIDTH].rstrip()}"
    yield f"    {' ' * (len(before) + column - start)}^"


def show_for_github(problem: Problem) -> str:
    """The problem as a command that GitHub's runners turn into an annotation of the line.

    Convention: "Workflow commands for GitHub Actions", docs.github.com.
    """
    kind = "warning" if problem.is_warning else "error"
    file = _escape(problem.file).replace(":", "%3A").replace(",", "%2C")
    place = f"file={file},line={max(problem.line, 1)},col={max(problem.column, 1)}"
    return f"::{kind} {place},title=taskdata check::{_escape(problem.message)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def problem_to_json(problem: Problem) -> dict[str, object]:
    """The problem for programs."""
    place = Spot(problem.file, problem.line, problem.column)._asdict()
    return {**place, "warning": problem.is_warning, "message": problem.message}
