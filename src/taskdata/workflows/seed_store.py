"""Where the seeds of a pack are kept: what was logged, anonymised; what people decided; what is tested on for ever."""

import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from taskdata.foundation.errors import InputError
from taskdata.foundation.invalid import tell_first_fault
from taskdata.foundation.records import Record
from taskdata.foundation.seeds import Seed, SeedDecision
from taskdata.io.files import find_builtin, locking, naming_target, write_file, write_whole
from taskdata.io.journal import append_lines, read_journal

FOLDER = "data/seeds"
SEEDS_FILE = f"{FOLDER}/seeds.jsonl"
_PRIVATE = ".taskdata"
_SECRET_BYTES = 32
R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class SeedStore:
    """The seeds of the pack in one folder."""

    root: Path

    @property
    def seeds(self) -> Path:
        """The file of seeds; it only grows, but for words that are hidden in it later."""
        return self.root / SEEDS_FILE

    @property
    def decisions(self) -> Path:
        """The journal of what people decided."""
        return self.root / FOLDER / "decisions.jsonl"

    @property
    def regression(self) -> Path:
        """Every reviewed failure with its label."""
        return self.root / FOLDER / "regression.jsonl"

    @property
    def hidden(self) -> Path:
        """Keyed hashes of the words that people have hidden, one a line."""
        return self.root / FOLDER / "hidden.txt"

    @property
    def memo(self) -> Path:
        """What is known of the seeds, worked out before; it can be deleted at any time."""
        return self.root / _PRIVATE / "seeds.sqlite"

    def exists(self) -> bool:
        """Whether the pack has any seeds."""
        return self.seeds.is_file()

    def read_seeds(self) -> Iterator[tuple[int, Seed]]:
        """The seeds in the order in which they came, with their lines. Raises InputError where a line is none."""
        yield from _read(self.seeds, Seed)

    def read_decisions(self) -> dict[str, SeedDecision]:
        """What was decided last about each seed. Raises InputError where a line is no decision."""
        return {decision.seed: decision for _, decision in _read(self.decisions, SeedDecision)}

    def decide(self, decisions: Iterable[SeedDecision]) -> None:
        """Keep decisions; they are on the disk when this returns. It waits while words are hidden in them."""
        lines = b"".join(one.model_dump_json().encode() + b"\n" for one in decisions)
        if lines:
            with locking(self.decisions.parent):
                append_lines(self.decisions, lines)

    def read_hidden(self) -> list[str]:
        """The keyed hashes of the words that are hidden."""
        return self.hidden.read_text("utf-8").split() if self.hidden.is_file() else []

    def hide(self, hashes: Iterable[str]) -> None:
        """Keep the keyed hashes of further words."""
        write_file(self.hidden, "".join(f"{one}\n" for one in sorted({*self.read_hidden(), *hashes})).encode())

    def add(self, seeds: Iterable[Seed]) -> None:
        """Put seeds behind those that are there: all of those that come, until the source ends or is interrupted."""
        with self.rewriting() as write:
            for _, line in read_journal(self.seeds):
                write(line + b"\n")
            for seed in seeds:
                write(seed.model_dump_json(exclude_defaults=True).encode() + b"\n")

    @contextmanager
    def rewriting(self) -> Iterator[Callable[[bytes], Any]]:
        """Write the file of seeds anew, alone, and as a whole or not at all."""
        check_store_writable(self.root)
        with naming_target(self.seeds):
            self.seeds.parent.mkdir(parents=True, exist_ok=True)
        with locking(self.seeds.parent), write_whole(self.seeds) as write:
            yield write

    def read_secret(self) -> bytes:
        """What pseudonyms are keyed by; made at first, and never seen by git. Raises InputError where it cannot be."""
        folder = self.root / _PRIVATE
        path = folder / "pseudonyms.key"
        with naming_target(path):
            folder.mkdir(parents=True, exist_ok=True)
            if not (ignored := folder / ".gitignore").exists():
                ignored.write_text("*\n", encoding="utf-8")
            with suppress(FileExistsError):
                handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(handle, "w") as file:
                    file.write(secrets.token_hex(_SECRET_BYTES))
            text = path.read_text("utf-8").strip()
        if not text:
            raise InputError(f"{path}: the key is empty; put it back, or delete the file to have a new one")
        return text.encode()


def check_store_writable(root: Path) -> None:
    """Refuse a pack that lies inside the installed package, where no seeds can be kept. Raises InputError."""
    if root.resolve() == find_builtin().resolve() and root.name == "pack":
        raise InputError(
            f"{root}: this pack belongs to the installation, where nothing is kept; copy it with "
            "`taskdata init DIR --from built-in`, and name the copy with --pack"
        )


def _read(path: Path, model: type[R]) -> Iterator[tuple[int, R]]:
    for number, line in read_journal(path):
        try:
            yield number, model.model_validate_json(line)
        except ValidationError as error:
            raise InputError(
                f"{path}:{number}: this line is broken: {tell_first_fault(error)}; mend it or delete it"
            ) from error
