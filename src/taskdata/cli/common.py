"""What the commands share: options, exit codes, printing."""

import os
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


def choose_colour() -> bool | None:
    """For `click.echo`: no colour where the environment asks for none, else as the terminal allows."""
    return False if os.environ.get("NO_COLOR") else None


def print_json(value: Any) -> None:
    """Print a value as one line of JSON."""
    import orjson

    click.echo(orjson.dumps(value))


@contextmanager
def show_progress(
    total: int | None, unit: str, stream: IO[str] | None = None, *, scale: bool = False
) -> Iterator[Callable[[int], Any]]:
    """A bar on stderr, on a terminal only; it appears when the work takes more than a second.

    Without a total it only counts. Large counts are shown with k and M where they are to `scale`.
    """
    if not (stream or sys.stderr).isatty():
        yield lambda count: None
        return
    from tqdm import tqdm

    name = unit if scale else f" {unit}"
    with tqdm(total=total, unit=name, unit_scale=scale, delay=1.0, leave=False, file=stream or sys.stderr) as bar:
        yield bar.update


def print_above(text: str, *, err: bool = False) -> None:
    """Print a line, above the bar where one is shown on the same terminal."""
    stream = sys.stderr if err else sys.stdout
    if sys.stderr.isatty() and stream.isatty():
        from tqdm import tqdm

        tqdm.write(text, file=stream)
    else:
        click.echo(text, err=err)
