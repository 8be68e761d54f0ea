"""The porch: arguments, printing, exit codes. Each command imports what it needs when it is called."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

from taskdata import __version__
from taskdata.foundation.errors import TaskdataError

PACK = click.option(
    "--pack",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The pack. Default: the current folder if it holds a usecase.yaml, else the built-in task management.",
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs instead of text.")
FAILED, UNUSABLE, INTERRUPTED = 1, 2, 130


class _Group(click.Group):
    """Turns every error that a user can mend into one message and the fitting exit code."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["standalone_mode"] = False
        try:
            sys.exit(super().main(*args, **kwargs))
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(UNUSABLE)
        except click.ClickException as error:
            _fail(error.format_message(), UNUSABLE)
        except TaskdataError as error:
            _fail(str(error), error.exit_code)
        except (KeyboardInterrupt, click.Abort):
            _fail("interrupted", INTERRUPTED)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(FAILED)
        except OSError as error:
            _fail(f"cannot write: {(error.strerror or str(error)).lower()}", UNUSABLE)


def _fail(message: str, code: int) -> None:
    click.echo(f"taskdata: {message}", err=True)
    sys.exit(code)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="taskdata")
def main() -> None:
    """Fine-tuning data whose labels are proven.

    From one use-case specification and its templates, taskdata makes requests with the JSON action that each must
    give: verified, in exact shares, split without leakage.
    """


@main.command()
@click.option("-n", "n", type=int, default=500, show_default=True, help="How many examples.")
@click.option(
    "--seed",
    type=click.IntRange(-(2**63), 2**63 - 1),
    default=0,
    show_default=True,
    help="The same seed gives the same bytes.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="DIR",
    help="The folder to write: dataset.jsonl, a file for each split, rejected.jsonl, manifest.json. "
    "Default: the examples to stdout.",
)  # fmt: skip
@click.option(
    "--benchmark",
    is_flag=True,
    help="Make benchmark.jsonl instead, from templates and words held out of every dataset.",
)
@click.option(
    "--exclude", type=click.Path(path_type=Path), multiple=True, metavar="FILE",
    help="Keep out the inputs of this JSONL file. May be given several times.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Write into a folder that is not empty.")
@PACK
def generate(
    n: int, seed: int, output: Path | None, benchmark: bool, exclude: tuple[Path, ...], force: bool, pack: Path | None
) -> None:
    """Make a dataset: unique examples, each verified, in the exact shares of the use case."""
    from taskdata.io.files import check_target, write_folder
    from taskdata.workflows import generate as work
    from taskdata.workflows.open_pack import open_pack

    target = output / work.BENCHMARK_FILE if output and benchmark else output
    if target:
        check_target(target, force=force, folder=not benchmark)
    opened, slots = open_pack(pack)
    total = opened.usecase.benchmark.n if benchmark else n
    with show_progress(total, "examples") as progress:
        if benchmark:
            dataset = work.generate_benchmark(opened, slots, seed, exclude, progress)
        else:
            dataset = work.generate_dataset(opened, slots, n, seed, exclude, progress)
    if output is None:
        click.echo(work.render_lines(dataset.examples), nl=False)
        return
    files = work.render_benchmark(dataset) if benchmark else work.render_files(dataset)
    write_folder(output, files)
    click.echo(work.summarise(dataset, output), err=True)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@AS_JSON
@PACK
def verify(file: Path, as_json: bool, pack: Path | None) -> int:
    """Check a JSONL file of example records, or of {"input", "output", "reference_date"} pairs.

    Exit code 1 if any line is not ok.
    """
    from collections import Counter

    from taskdata.workflows.open_pack import open_pack
    from taskdata.workflows.verify import verify_file

    opened, slots = open_pack(pack)
    lines, bad, codes = 0, 0, Counter[str]()
    for verdict in verify_file(opened, slots, file):
        lines, bad = lines + 1, bad + (not verdict.verdict.ok)
        codes.update(fault.code for fault in verdict.verdict.faults)
        if as_json:
            _print_json(verdict.to_json())
        else:
            for fault in verdict.verdict.faults:
                click.echo(f"{file}:{verdict.line}: {fault.code}: {fault.path}: {fault.message}")
    counted = "".join(f"\n  {count:6} {code}" for code, count in codes.most_common())
    click.echo(f"{lines - bad} of {lines} ok{counted}", err=True)
    return FAILED if bad else 0


@main.command()
@click.option("--held", is_flag=True, help="List the templates that are held for the benchmark.")
@PACK
def check(held: bool, pack: Path | None) -> int:
    """Check a pack: every fault as file:line:column: message. Exit code 1 if there is one."""
    from taskdata.foundation.errors import PackError
    from taskdata.workflows.check import check_pack, list_held

    try:
        opened, problems = check_pack(pack)
    except PackError as error:
        opened, problems = None, list(error.problems)
    for problem in problems:
        click.echo(str(problem))
    if opened is None or problems:
        click.echo(f"{len(problems)} fault(s)", err=True)
        return FAILED
    for template in list_held(opened) if held else ():
        click.echo(str(template))
    templates = sum(len(family.templates) for family in opened.families.values())
    click.echo(f"ok: {len(opened.actions)} actions, {len(opened.families)} families, {templates} templates", err=True)
    return 0


def _print_json(value: Any) -> None:
    import orjson

    click.echo(orjson.dumps(value))


@contextmanager
def show_progress(total: int, unit: str, stream: IO[str] | None = None) -> Iterator[Callable[[int], Any]]:
    """A bar on stderr, on a terminal only; it appears when the work takes more than a second."""
    if not (stream or sys.stderr).isatty():
        yield lambda count: None
        return
    from tqdm import tqdm

    with tqdm(total=total, unit=f" {unit}", delay=1.0, leave=False, file=stream or sys.stderr) as bar:
        yield bar.update
