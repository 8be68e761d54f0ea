"""`taskdata export`: the examples of a dataset in the format that a trainer reads, a file for each split."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from taskdata.author.names import suggest_or_list
from taskdata.deliver.formats.base import Dialogue, Domain
from taskdata.deliver.formats.find import FormatType, find_format, list_formats
from taskdata.foundation.errors import InputError, TaskdataError
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Example, dump_example
from taskdata.foundation.split_names import SPLITS
from taskdata.io.spool import Spool
from taskdata.serving.functions import list_functions
from taskdata.workflows.dataset_files import DatasetFile, LineFaults, read_examples
from taskdata.workflows.dialogues import DialogueMaker, make_bare


@dataclass(slots=True)
class SplitFile:
    """The file of one split: its name, the places of its examples in the spool, about how many tokens they have."""

    split: str
    name: str
    numbers: list[int] = field(default_factory=list)
    tokens: int = 0
    most_tokens: int = 0

    def add(self, number: int, tokens: int) -> None:
        """Count an example with its place."""
        self.numbers.append(number)
        self.tokens += tokens
        self.most_tokens = max(self.most_tokens, tokens)


def choose_format(name: str) -> FormatType:
    """The format of a name. Raises InputError where there is none."""
    found = find_format(name)
    if found is None:
        raise InputError(f"there is no format '{name}'{suggest_or_list(name, list_formats())}")
    return found


class Export:
    """The examples of a file, read, checked and put aside, ready to be written in one format.

    Raises InputError with all that stands against it: lines that are no records or not of this pack, examples that the
    format cannot have, splits that are not there, limits that are not kept.
    """

    def __init__(
        self, pack: Pack, source: DatasetFile, chosen: FormatType, splits: Sequence[str] = (), *, has_system: bool
    ) -> None:
        self.source, self.chosen, self._pack = source, chosen, pack
        _check_pack(pack, source)
        usecase = pack.usecase
        with self._naming_package("to start"):
            self.format = chosen.made(Domain(usecase.name, usecase.discriminator, list_functions(pack)))
        self.has_system = has_system and self.format.is_dialogue
        self._make: Callable[[Example], Dialogue] = make_bare
        if self.format.is_dialogue:
            self._make = DialogueMaker(pack, has_system=has_system, calls=self.format.calls_functions).make
        self._spool = Spool()
        self.files = self._read(splits)
        self._check_limits()

    @property
    def examples(self) -> int:
        """How many there are in all."""
        return len(self._spool)

    def write(self, file: SplitFile) -> Iterator[bytes]:
        """The bytes of one split's file, piece by piece. Raises PluginError where the code of a package fails."""
        examples = (Example.model_validate_json(line) for line in self._spool.read(file.numbers))
        with self._naming_package("to write"):
            for piece in self.format.write(map(self._make, examples)):
                self._check_piece(piece)
                yield piece

    def _check_piece(self, piece: object) -> None:
        if self.chosen.plugin and not isinstance(piece, bytes):
            raise self.chosen.plugin.refuse(f"writes {piece!r:.60}; a format writes bytes")

    def describe(self) -> Mapping[str, bytes]:
        """The files that the format has beside those of the splits."""
        names = {file.split: file.name for file in self.files}
        with self._naming_package("to describe its files"):
            described = self.format.describe(names)
        wrong = [name for name in described if Path(name).name != name or name in names.values()]
        if wrong and self.chosen.plugin:
            raise self.chosen.plugin.refuse(
                f"writes {', '.join(wrong)}; its own files stand in the folder, under names of their own"
            )
        return described

    def _read(self, wanted: Sequence[str]) -> list[SplitFile]:
        """Put aside what is wanted, all splits if none is named."""
        files = {split: SplitFile(split, f"{split}{self.chosen.made.suffix}") for split in SPLITS}
        faults, found = LineFaults(self.source.path), set[str]()
        for number, example in read_examples(self.source.path):
            found.add(example.split)
            if wanted and example.split not in wanted:
                continue
            dialogue = self._make(example)
            with self._naming_package(f"on the example {example.id}"):
                tokens = self.format.estimate_tokens(dialogue)
                if fault := self._find_fault(dialogue, tokens):
                    faults.add(number, fault)
            files[example.split].add(len(self._spool), tokens)
            self._spool.add(dump_example(example))
        self._check_splits(wanted, found)
        faults.raise_if_any()
        return [file for file in files.values() if file.numbers]

    def _find_fault(self, dialogue: Dialogue, tokens: int) -> str | None:
        category, usecase, limits = dialogue.example.category, self._pack.usecase, self.format.limits
        if category not in usecase.categories:
            return f"the pack '{usecase.name}' has no category '{category}'; name the dataset's own pack with --pack"
        if limits and tokens > limits.most_tokens:
            return f"this has about {tokens:,} tokens; {limits.by} allows {limits.most_tokens:,} an example"
        return self.format.find_fault(dialogue)

    def _check_splits(self, wanted: Iterable[str], found: set[str]) -> None:
        missing = [split for split in dict.fromkeys(wanted) if split not in found]
        if missing:
            there = ", ".join(split for split in SPLITS if split in found)
            raise InputError(f"{self.source.path}: there is no example of the split {', '.join(missing)}, only {there}")

    def _check_limits(self) -> None:
        limits = self.format.limits
        if limits is None:
            return
        faults = list[str]()
        for file in self.files:
            if file.split == "train" and len(file.numbers) < limits.least_examples:
                few = f"{len(file.numbers)} example(s) to train on; {limits.by} wants at least {limits.least_examples}"
                faults.append(f"{self.source.path}: {few}")
            size = sum(map(len, self.write(file)))
            if size > limits.most_bytes:
                much = f"{file.name} would have {size:,} bytes; {limits.by} allows {limits.most_bytes:,} a file"
                faults.append(f"{self.source.path}: {much}; export a smaller dataset")
        if faults:
            raise InputError("\n".join(faults))

    @contextmanager
    def _naming_package(self, doing: str) -> Iterator[None]:
        """What the code of a package raises is told as such."""
        try:
            yield
        except (TaskdataError, OSError):
            raise
        except Exception as error:  # whatever the code of a package may raise
            if self.chosen.plugin is None:
                raise
            raise self.chosen.plugin.translate(doing, error) from error


def _check_pack(pack: Pack, source: DatasetFile) -> None:
    """Refuse a dataset whose manifest names another pack: its system prompt and functions would be wrong."""
    made = source.manifest["pack"].get("name") if source.manifest else None
    if made and made != pack.usecase.name:
        raise InputError(
            f"{source.path}: this was made with the pack '{made}', and this pack is '{pack.usecase.name}'; "
            "name its own with --pack"
        )


def tell_trust(pack: Pack, source: DatasetFile) -> str:
    """One sentence: whether the manifest beside a file knows it."""
    if source.manifest is None:
        return f"no manifest beside it knows this very file; `taskdata verify {source.path}` proves its labels"
    if source.manifest["pack"]["hash"] == pack.digest:
        return "its manifest knows this very file: every label was proven with this pack"
    if "seeds" in source.manifest:  # they are part of the hash, so that it tells nothing of the pack alone
        return "its manifest knows this very file: every label was proven when it was made"
    return "its manifest knows this very file: every label was proven, with the pack as it was then"
