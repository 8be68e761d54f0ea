"""The texts of loose JSON: in which quotes they stand, where they end, and how JSON would write them."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

_STRICT = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_ENDS = r"(?=\s*(?:[,:}\]]|\Z))"
"""What stands behind a quote that ends a text: of other quotes than JSON's, one in a word ends nothing."""


def _make_loose(ends: str) -> re.Pattern[str]:
    inside = rf"(?:[^{ends}\\]|\\.|[{ends}](?!{_ENDS}))*+"
    return re.compile(rf"(.){inside}[{ends}]", re.DOTALL)


_SINGLE, _DOUBLE = _make_loose("'‘’‛´"), _make_loose('"“”‟„')
_BACK = _make_loose("`")
_LOOSE: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys("'‘’‚‛´", _SINGLE), **dict.fromkeys("“”„‟", _DOUBLE), "`": _BACK,
}  # fmt: skip
OPENING = frozenset('"').union(_LOOSE)
"""Every sign that a text may begin with, JSON's own and those that are none."""
_SPECIAL = re.compile(r'\\u[0-9a-fA-F]{4}|\\.|["\x00-\x1f]', re.DOTALL)
_HALF = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_KNOWN = frozenset('"\\/bfnrtu')


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it stands in an answer: as JSON writes it, where it ends, and what is wrong with it.

    `written` is None where nobody can tell what was meant; `fault` is of what stands between the quotes.
    """

    written: str | None
    end: int
    quotes: str | None
    fault: str | None


def read_text(source: str, at: int) -> Text | None:
    """The text whose quote stands at an offset; None where it does not end."""
    opening = source[at]
    match = _LOOSE.get(opening, _STRICT).match(source, at)
    if match is None:
        return None
    inner = match[0][1:-1]
    if opening == '"' and inner.isprintable() and "\\" not in inner:
        return Text(match[0], match.end(), None, None)
    written, fault = _write(inner, opening == '"')
    return Text(written, match.end(), _name_quotes(opening), fault)


def quote(value: str) -> str:
    """The value as JSON writes it."""
    return json.dumps(value, ensure_ascii=False)


def _name_quotes(opening: str) -> str | None:
    if opening == '"':
        return None
    return {"'": "single quotes", "`": "backticks for quotes"}.get(opening, "typographic quotes")


def _write(inner: str, is_strict: bool) -> tuple[str | None, str | None]:
    """What stands between quotes as JSON writes it, and what is wrong with it."""
    faults: list[str] = []
    lost: list[str] = []

    def mend(match: re.Match[str]) -> str:
        sign = match[0]
        if sign[0] != "\\":
            if sign != '"':
                faults.append("a line break or another control character inside a text")
            return quote(sign)[1:-1]
        if sign[1] in _KNOWN and (sign[1] != "u" or len(sign) > 2):
            return sign
        if sign[1] not in _LOOSE:
            lost.append(sign)
        if is_strict or lost:
            faults.append(f"the escape {sign}, which JSON does not know,")
        return sign[1]

    written = _SPECIAL.sub(mend, inner)
    whole = _HALF.sub(lambda match: match[0] if len(match[0]) > 6 else "\\ufffd", written)
    if whole != written:
        faults.append("half a character, as an escape,")
    return None if lost else f'"{whole}"', faults[0] if faults else None
