"""What the commands share: options, exit codes, printing."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

PACK = click.option(
    "--pack",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The pack. Default: the current folder if it holds a usecase.yaml, else the built-in task management.",
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs instead of text.")
FAILED, UNUSABLE, INTERRUPTED = 1, 2, 130


def print_json(value: Any) -> None:
    """Print a value as one line of JSON."""
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
