"""`taskdata verify`."""

from pathlib import Path

import click

from taskdata.cli.common import AS_JSON, FAILED, PACK, print_json


@click.command()
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
            print_json(verdict.to_json())
        else:
            for fault in verdict.verdict.faults:
                click.echo(f"{file}:{verdict.line}: {fault.code}: {fault.path}: {fault.message}")
    counted = "".join(f"\n  {count:6} {code}" for code, count in codes.most_common())
    click.echo(f"{lines - bad} of {lines} ok{counted}", err=True)
    return FAILED if bad else 0
