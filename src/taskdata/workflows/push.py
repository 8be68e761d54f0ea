"""`taskdata push`: a dataset to the Hugging Face Hub."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from taskdata.deliver.figures.origins import find_from_production
from taskdata.foundation.errors import InputError
from taskdata.foundation.split_names import OF_A_DATASET
from taskdata.io.files import find_pack, hash_file, read_lines, read_text
from taskdata.io.hub import Hub
from taskdata.workflows.inputs import BENCHMARK, CARD_FILE, DATASET_FILE, MANIFEST_FILE, PAGE_FILE
from taskdata.workflows.open_pack import name_from_here

_SPLIT_FILES = tuple(f"{split}.jsonl" for split in OF_A_DATASET)


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent: the files by their names there. n: examples; from_production: how many come of real requests."""

    folder: Path
    files: Mapping[str, Path]
    n: int
    from_production: int
    message: str

    @property
    def has_page(self) -> bool:
        """Whether the page goes along."""
        return PAGE_FILE in self.files


@dataclass(frozen=True, slots=True)
class Sent:
    """Where it went. visibility: `private` or `public`; is_new: whether the repository was made for it."""

    repository: str
    address: str
    visibility: str
    is_new: bool


def find_dataset(pack: Path | None) -> Path:
    """The folder of the only dataset in `data` of a pack. Raises InputError where there is none, or several."""
    data = (find_pack(pack) / BENCHMARK).parent
    folders = [data, *sorted(one for one in data.iterdir() if one.is_dir())] if data.is_dir() else []
    found = [folder for folder in folders if (folder / DATASET_FILE).is_file()]
    if len(found) == 1:
        return Path(name_from_here(str(found[0]), Path()))
    if not found:
        raise InputError(f"{data}: there is no dataset in it; name its folder with --dataset, or generate one")
    raise InputError(f"{data}: there are several datasets; name one with --dataset: {', '.join(map(str, found))}")


def pack_parcel(folder: Path, message: str | None) -> Parcel:
    """The files of a dataset that are sent, and no others: its splits, manifest, card and page.

    Raises InputError with everything that stands in the way: files that are not what the manifest vouches for, and a
    card or page that is not of this data.
    """
    manifest = _read_manifest(folder)
    told = manifest["files"]
    faults = list(_find_faults(folder, told))
    digest = told[DATASET_FILE]
    faults += _check_written(folder / CARD_FILE, digest, is_needed=True)
    faults += _check_written(folder / PAGE_FILE, digest, is_needed=False)
    if faults:
        raise InputError("\n".join(faults))
    splits = [name for name in _SPLIT_FILES if name in told and (folder / name).stat().st_size]
    names = [*splits, MANIFEST_FILE, CARD_FILE, *([PAGE_FILE] if (folder / PAGE_FILE).is_file() else [])]
    sources = [one for name in splits for one in _read_sources(folder / name)]
    return Parcel(
        folder=folder,
        files={name: folder / name for name in names},
        n=len(sources),
        from_production=len(find_from_production(sources)),
        message=message or f"{len(sources):,} examples, seed {manifest.get('seed')}, taskdata {manifest['taskdata']}",
    )


def _read_manifest(folder: Path) -> Mapping[str, Any]:
    path = folder / MANIFEST_FILE
    with suppress(OSError, ValueError, KeyError, TypeError):
        manifest = orjson.loads(path.read_bytes())
        if isinstance(manifest["files"][DATASET_FILE], str) and isinstance(manifest["taskdata"], str):
            return dict(manifest)
    raise InputError(
        f"{path}: there is no manifest of a dataset, so nothing vouches for its labels; name a folder that "
        f"`taskdata generate` wrote"
    )


def _find_faults(folder: Path, told: Mapping[str, str]) -> Iterator[str]:
    for name in (DATASET_FILE, *_SPLIT_FILES):
        path = folder / name
        if name not in told:
            continue
        if not path.is_file():
            yield f"{path}: the file is missing, and the manifest tells of it; generate the dataset anew"
        elif hash_file(path) != told[name]:
            yield f"{path}: the file is not what the manifest vouches for; generate the dataset anew"


def _check_written(path: Path, digest: str, *, is_needed: bool) -> Iterator[str]:
    """Whether a card or page names the dataset that it stands beside: an older one may tell of other examples."""
    if not path.is_file():
        if is_needed:
            yield f"{path}: there is no card; write it with `taskdata report {path.parent}`"
    elif digest not in read_text(path):
        yield f"{path}: this is not of the data beside it; write it anew with `taskdata report {path.parent}`"


def _read_sources(path: Path) -> Iterable[tuple[str, str, str | None]]:
    for number, line in read_lines(path):
        try:
            record = orjson.loads(line)
            yield record["id"], record["source"]["kind"], record["source"]["parent"]
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}:{number}: this line is no record of a dataset") from error


def push_parcel(parcel: Parcel, repository: str, *, public: bool, with_seeds: bool) -> Sent:
    """Send a parcel to a dataset repository, which is made where there is none yet: private, unless it is to be public.

    Raises InputError where the parcel holds what real users asked and nobody said `with_seeds`, where the repository is
    public and nobody said so, and where the Hub refuses.
    """
    if parcel.from_production and not with_seeds:
        raise InputError(
            f"{parcel.from_production:,} of {parcel.n:,} examples come of real requests, which rules have made "
            f"anonymous as far as they can; look at them, and say --with-seeds to send them all the same"
        )
    hub = Hub()
    whole = repository if "/" in repository else f"{hub.find_user()}/{repository}"
    found = hub.find_visibility(whole)
    if found == "public" and not public:
        raise InputError(f"{whole}: this repository is public; say --public to publish the data, or name another one")
    if found is None:
        hub.create(whole, private=not public)
    try:
        address = hub.commit(whole, parcel.files, parcel.message)
    except InputError as error:
        made = "; the repository was made, and is empty" if found is None else ""
        raise InputError(f"{error}{made}") from error
    return Sent(whole, address, found or ("public" if public else "private"), found is None)
