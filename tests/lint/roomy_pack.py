"""The small pack with enough to say in every split, and a way to lint it broken in one place."""

from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner, Result
from small_pack import FAMILIES, PACK, USECASE, Breakage, apply_breakage, write_pack

from taskdata.cli import main

_MORE_SENDING = """\
      - "<start> <the> {item} at last"
      - "<start> <the> {item} away"
      - "see that <the> {item} goes out"
      - "<the> {item} can go out"
      - "<the> {item} must leave"
      - "let <the> {item} go"
  send_how:
"""
_MORE_STOPPING = """\
      - hold <the> {item}
      - "<the> {item} must stay"
      - "do not <start> <the> {item}"
      - "<the> {item} stays here"
      - "leave <the> {item} where it is"
      - "no, <the> {item} must not go"
      - "stop <the> {item}"
      - "wait with <the> {item}"
"""

ROOMY: Mapping[str, str] = {
    **PACK,
    FAMILIES: PACK[FAMILIES]
    .replace("  send_how:\n", _MORE_SENDING)
    .replace("      - hold <the> {item}\n", _MORE_STOPPING),
    USECASE: PACK[USECASE]
    .replace("{n: 10, shares: {out: 0.6, halt: 0.4}}", "{n: 50, shares: {out: 0.6, halt: 0.4}}")
    .replace("{n: 12, counts: {out: 7, halt: 5}}", "{n: 60, counts: {out: 36, halt: 24}}"),
}


def check(folder: Path, *options: str) -> Result:
    """`taskdata check` of a pack."""
    return CliRunner().invoke(main, ["check", "--pack", str(folder), *options])


def lint_broken(folder: Path, broken: Breakage, files: Mapping[str, str] = ROOMY) -> tuple[Result, str]:
    """What `check` says of the broken pack, and how the line of the fault must begin."""
    changed, (line, column) = apply_breakage(broken, files)
    write_pack(folder, changed)
    return check(folder), f"{folder}/{broken.file}:{line}:{column}: "
