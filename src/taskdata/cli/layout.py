"""What pages on a terminal share: headings and columns."""

from collections.abc import Iterator, Sequence

import click


def bold(text: str) -> str:
    """A heading."""
    return click.style(text, bold=True)


def align(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Rows as lines, their columns under each other."""
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  " + "  ".join(f"{cell:{width}}" for cell, width in zip(row, wide, strict=True)).rstrip()
