"""JSON read to the letter: what a lenient parser would pass over or round is refused."""

import json
from functools import partial
from typing import Any

import orjson

_LEAST, _LARGEST, _MOST_DIGITS = -(2**63), 2**64 - 1, 20


def check_json(text: bytes, data: Any, *, may_quote: bool = True) -> None:
    """Refuse JSON of which `data`, as orjson read it, is not all: a key twice, a number too large, values too deep.

    Raises ValueError with one sentence; where it may not quote, no piece of the text is in it.
    """
    try:
        orjson.dumps(data)  # what cannot be written again is of no use to anybody
        (_QUOTING if may_quote else _SILENT).decode(text.decode())
    except (RecursionError, orjson.JSONEncodeError) as error:
        raise ValueError("the values of the line lie too deep in one another") from error


def _refuse_long(digits: str, *, may_quote: bool) -> None:
    """Raises ValueError where a whole number is larger than JSON is written with."""
    if len(digits) > _MOST_DIGITS or not _LEAST <= int(digits) <= _LARGEST:
        shown = digits if len(digits) <= _MOST_DIGITS else f"{digits[:_MOST_DIGITS]}..."
        number = f"the number {shown}" if may_quote else "a number"
        raise ValueError(f"{number} is too large; whole numbers may have 64 bits")


def _refuse_repeated(members: list[tuple[str, Any]], *, may_quote: bool) -> None:
    """Raises ValueError where a key stands twice in an object, since nobody knows which one counts."""
    found = set()
    for key, _ in members:
        if key in found:
            name = f"the key '{key}'" if may_quote else "a key"
            raise ValueError(f"{name} stands twice in one object; keep one of the two")
        found.add(key)


def _make_decoder(*, may_quote: bool) -> json.JSONDecoder:
    repeated = partial(_refuse_repeated, may_quote=may_quote)
    return json.JSONDecoder(object_pairs_hook=repeated, parse_int=partial(_refuse_long, may_quote=may_quote))


_QUOTING, _SILENT = _make_decoder(may_quote=True), _make_decoder(may_quote=False)
