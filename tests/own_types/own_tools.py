"""What the tests of own types share: packages on paths of their own, and a pack that uses the example package."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from small_pack import FAMILIES, PACK, SCHEMA, SLOTS, USECASE

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "own_types"

TO = "  to: {type: email, people: [Ann.Lee, bob], domains: [example.com, mail.example.org]}\n"
_FAMILY = """\
  send_to:
    action: send
    sentences:
      - "<start> <the> {item} to {to}"
      - "mail {cc} <the> {item} {speed}"
      - "can <the> {item} please go out to {to} as soon as that can be done"
"""


def _change(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def make_pack(checks: str = "{max_words: {most: 9}}", slot: str = TO) -> dict[str, str]:
    """The small pack, with a recipient that is an e-mail address, and with these checks."""
    usecase = _change(PACK[USECASE], "{train: 0.8, validation: 0.1, test: 0.1}", "{train: 1, validation: 0, test: 0}")
    slots = _change(
        PACK[SLOTS], "  other_day: {like: day}\n", f"  other_day: {{like: day}}\n{slot}  cc: {{like: to}}\n"
    )
    field = "      item: {slot: item}\n      to: {slot: [to, cc]}\n      speed:"
    return {
        **PACK,
        USECASE: f"{usecase}checks: {checks}\n",
        SLOTS: _change(slots, "      item: {slot: item}\n      speed:", field),
        SCHEMA: _change(PACK[SCHEMA], '"speed": {"enum"', '"to": {"type": "string"},\n        "speed": {"enum"'),
        FAMILIES: _change(PACK[FAMILIES], "  stop_plain:\n", f"{_FAMILY}  stop_plain:\n"),
    }


def install_example(site: Path) -> Path:
    """Have pip install the example package into a folder."""
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "install", *options, "--target", str(site), str(EXAMPLE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return site


def write_package(site: Path, code: str, entries: Mapping[str, str], name: str = "taskdata-odd") -> Path:
    """A package of one module, as it lies there when it is installed; `entries` are lines by group."""
    module, info = name.replace("-", "_"), site / f"{name.replace('-', '_')}-2.5.dist-info"
    info.mkdir(parents=True)
    (site / f"{module}.py").write_text(code, "utf-8")
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 2.5\n", "utf-8")
    lines = (f"[taskdata.{group}]\n{line.replace('MODULE', module)}\n" for group, line in entries.items())
    (info / "entry_points.txt").write_text("\n".join(lines), "utf-8")
    return site


def list_told(output: str) -> list[str]:
    """What `check` prints without the lines of the files that it shows below."""
    return [line for line in output.splitlines() if not line.startswith("    ")]


def run(sites: list[Path], *arguments: object) -> "subprocess.CompletedProcess[str]":
    """Run the command line in a process of its own that sees the packages of these folders."""
    paths = [*map(str, sites), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", "from taskdata.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, env=environment)
