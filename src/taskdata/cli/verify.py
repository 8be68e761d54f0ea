"""`taskdata verify`."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from taskdata.cli.common import AS_JSON, FAILED, PACK, print_above, print_json, show_progress

if TYPE_CHECKING:
    from taskdata.foundation.pack import Pack
    from taskdata.workflows.verify import LineVerdict, LineVerifier


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--fix-report", "report", type=click.Path(path_type=Path), metavar="OUT",
    help="Write the faulty pairs to this JSONL file: each with its faults, what was heard, and a proposed output.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace the file that --fix-report names.")
@AS_JSON
@PACK
def verify(file: Path, report: Path | None, force: bool, as_json: bool, pack: Path | None) -> int:
    """Check a JSONL file of example records, or of {"input", "output", "reference_date"} pairs.

    FILE '-' is standard input. Faults go to stdout, counts to stderr. Exit code 1 if any line is not ok.
    """
    from taskdata.io.files import measure_input, name_input, read_input
    from taskdata.workflows.open_pack import open_pack
    from taskdata.workflows.verify import LineVerifier

    _check_report(file, report, force)
    opened, slots = open_pack(pack)
    lines, count = LineVerifier(opened, slots), _Count()
    with (
        _open_report(opened, lines, report) as keep,
        show_progress(measure_input(file), "B", scale=True) as progress,
    ):
        for line in lines.verify_lines(read_input(file, progress)):
            count.add(line)
            keep(line)
            _print_line(name_input(file), line, as_json)
    click.echo(count.render(), err=True)
    if report:
        click.echo(f"{count.reported} line(s) to look at in {report}", err=True)
    return FAILED if count.bad else 0


@dataclass
class _Count:
    """What was found so far: of each code how often, and where first."""

    lines: int = 0
    bad: int = 0
    reported: int = 0
    suspects: int = 0
    unchecked: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    firsts: dict[str, int] = field(default_factory=dict)

    def add(self, line: "LineVerdict") -> None:
        self.lines += 1
        self.bad += not line.verdict.ok
        self.reported += bool(line.suspects) or not line.verdict.ok
        self.suspects += len(line.suspects)
        self.unchecked += bool(line.verdict.unchecked)
        for fault in line.verdict.faults:
            self.codes[fault.code] += 1
            self.firsts.setdefault(fault.code, line.line)

    def render(self) -> str:
        """The counts as a small table, the most frequent code first."""
        wide = max(map(len, self.codes), default=0)
        rows = [
            f"  {count:6} {code:{wide}}  first in line {self.firsts[code]}" for code, count in self.codes.most_common()
        ]
        told = [f"{self.suspects} day(s) that two date parsers read otherwise: no fault"] if self.suspects else []
        if self.unchecked:
            told.append(f"{self.unchecked} line(s) without a reference_date: their days were not checked")
        return "\n".join([f"{self.lines - self.bad} of {self.lines} ok", *rows, *told])


def _print_line(name: str, line: "LineVerdict", as_json: bool) -> None:
    from taskdata.check.showing import show_value
    from taskdata.foundation.text import escape_controls

    if as_json:
        print_json(line.to_json())
    else:
        for fault in line.verdict.faults:
            print_above(escape_controls(f"{name}:{line.line}: {fault.code}: {fault.path}: {fault.message}"))
    for day, vote in line.suspects:
        ours = show_value(day.day.isoformat()) if day.day else "no day that exists"
        theirs = show_value(vote.dateparser.isoformat()) if vote.dateparser else "none"
        told = f"line {line.line}: {day.asked!r} -> {ours}; dateparser and parsedatetime say {theirs}"
        print_above(told, err=True)


def _check_report(file: Path, report: Path | None, force: bool) -> None:
    from taskdata.io.files import check_target

    if report and report.resolve() == file.resolve():
        raise click.UsageError(f"{report}: this is the file itself; name another one with --fix-report")
    if report:
        check_target(report, force=force, folder=False, option="--fix-report")


@contextmanager
def _open_report(pack: "Pack", lines: "LineVerifier", report: Path | None) -> Iterator[Callable[["LineVerdict"], None]]:
    """What takes the lines for the report; without one it does nothing."""
    if report is None:
        yield lambda line: None
        return
    from taskdata.io.files import write_whole
    from taskdata.workflows.fix_report import FixReport

    fixes = FixReport(pack, lines.verifier)
    with write_whole(report) as write:

        def keep(line: "LineVerdict") -> None:
            if fixes.concerns(line):
                write(fixes.render(line))

        yield keep
