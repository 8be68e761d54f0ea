"""Files of any size as streams of UTF-8: unpacked where they are compressed, recoded where they are UTF-16."""

import codecs
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from taskdata.foundation.errors import InputError
from taskdata.io.files import STDIN, Progress, name_input, split_lines

CHUNK = 65_536
_GZIP, _UTF8_MARK, _UTF16_MARKS, _UTF32_MARK = b"\x1f\x8b", codecs.BOM_UTF8, (b"\xff\xfe", b"\xfe\xff"), b"\xff\xfe\0\0"


class Damage:
    """What is wrong with the rest of a file, once its end was reached before its time; None where nothing is."""

    def __init__(self) -> None:
        self.reason: str | None = None


class Stream:
    """The bytes of a file in UTF-8; `head` is its start, as far as one may look before reading.

    What is read ends where the file is damaged, and only then `damage` has a reason; `lost` are the bytes of the
    line that was cut short by it.
    """

    def __init__(self, name: str, chunks: Iterator[bytes], damage: Damage) -> None:
        self.name, self.damage, self.lost = name, damage, 0
        self.head, chunks = _look_ahead(chunks, CHUNK)
        self._file = io.BufferedReader(_ChunkFile(chunks), CHUNK)

    def read(self) -> bytes:
        """Some more bytes; none at the end."""
        return self._file.read1(CHUNK)

    def read_lines(self, limit: int) -> Iterator[tuple[int, bytes, int]]:
        """The lines as `split_lines` gives them; the last one is left out where it was cut short by damage."""
        for number, line, length in split_lines(self._file, limit):
            if self.damage.reason and length <= limit and not line.endswith(b"\n"):
                self.lost = length
                return
            yield number, line, length


@contextmanager
def open_stream(path: Path, progress: Progress) -> Iterator[Stream]:
    """A file, or standard input, as a stream of UTF-8; the bytes of the file itself are told to `progress`.

    Raises InputError where it cannot be read, is empty, or starts as no text does.
    """
    name = name_input(path)
    try:
        if path == STDIN:
            yield _start(name, sys.stdin.buffer, progress)
        else:
            with path.open("rb") as file:
                yield _start(name, file, progress)
    except IsADirectoryError as error:
        raise InputError(f"{name}: this is a folder; name the file") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{name}: cannot be read ({reason}); name a file that may be read") from error


def _start(name: str, file: BinaryIO, progress: Progress) -> Stream:
    damage = Damage()
    head, chunks = _look_ahead(_read_chunks(file, progress), 4)
    if head.startswith(_GZIP):
        head, chunks = _look_ahead(_unpack(chunks, damage), 4)
    if head[:2] in _UTF16_MARKS and head != _UTF32_MARK:
        chunks = _recode(chunks, "utf-16-le" if head.startswith(b"\xff") else "utf-16-be", damage)
    elif b"\0" in head:
        raise InputError(f"{name}: this is not UTF-8 text; save it as UTF-8")
    stream = Stream(name, _drop_mark(chunks), damage)
    if not stream.head.strip():
        if damage.reason:
            raise InputError(f"{name}: nothing of it can be unpacked ({damage.reason}); get the file anew")
        raise InputError(f"{name}: the file is empty, or has only blank lines; name one with a request in it")
    return stream


def _look_ahead(chunks: Iterator[bytes], size: int) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes, and all chunks with them still in their place."""
    looked, total = [], 0
    for chunk in chunks:
        looked.append(chunk)
        total += len(chunk)
        if total >= size:
            break
    return b"".join(looked)[:size], chain(looked, chunks)


def _read_chunks(file: BinaryIO, progress: Progress) -> Iterator[bytes]:
    while chunk := file.read1(CHUNK) if isinstance(file, io.BufferedReader) else file.read(CHUNK):
        progress(len(chunk))
        yield chunk


def _unpack(chunks: Iterator[bytes], damage: Damage) -> Iterator[bytes]:
    """What was compressed, a piece at a time however well it was; ends at the first piece that is damaged."""
    engine = zlib.decompressobj(wbits=31)
    try:
        for chunk in chunks:
            while chunk:
                if engine.eof:
                    if not (chunk := chunk.lstrip(b"\0")):  # tapes and disks fill up with zeros
                        break
                    engine = zlib.decompressobj(wbits=31)
                before = engine.copy()
                try:
                    piece = engine.decompress(chunk, CHUNK)
                except zlib.error:
                    yield _salvage(before, chunk)
                    raise
                yield piece
                chunk = engine.unused_data if engine.eof else engine.unconsumed_tail
        while not engine.eof and (piece := engine.decompress(b"", CHUNK)):
            yield piece
    except zlib.error:
        damage.reason = "the compressed file is damaged from here on"
        return
    if not engine.eof:
        damage.reason = "the compressed file is cut short here"


def _salvage(engine: "zlib._Decompress", chunk: bytes) -> bytes:
    """What can be unpacked of a chunk before the damage in it."""
    pieces: list[bytes] = []
    with suppress(zlib.error):
        pieces.extend(engine.decompress(bytes([byte])) for byte in chunk)
    return b"".join(pieces)


def _recode(chunks: Iterator[bytes], encoding: str, damage: Damage) -> Iterator[bytes]:
    """UTF-16 as UTF-8; half a pair of surrogates becomes bytes that are no UTF-8, so that its line alone is lost."""
    decoder = codecs.getincrementaldecoder(encoding)("surrogatepass")
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8", "surrogatepass")
    if decoder.getstate()[0] and not damage.reason:
        damage.reason = "the file ends in the middle of a character"


def _drop_mark(chunks: Iterator[bytes]) -> Iterator[bytes]:
    head, chunks = _look_ahead(chunks, len(_UTF8_MARK))
    if head == _UTF8_MARK:
        first = next(chunks)
        while len(first) < len(_UTF8_MARK):
            first += next(chunks)
        yield first.removeprefix(_UTF8_MARK)
    yield from chunks


class _ChunkFile(io.RawIOBase):
    """Chunks as a file."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._rest = chunks, memoryview(b"")

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # io gives it one of these
        """Fill the buffer with as much as the next chunk has; 0 at the end."""
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size
