"""Finder of keys and tokens that their looks tell: what services give out, and what is drawn by chance."""

import re
from collections.abc import Iterator

from taskdata.feedback.found import Found
from taskdata.feedback.randomness import has_digit, is_random

_LONG = re.compile(r"[\w+/=.\-]{11,}")
_GIVEN = re.compile(
    r"(?<![\w-])(?:sk-[\w-]{12,}|(?:sk|pk|rk|whsec)_(?:live_|test_)?\w{12,}|gh[pousr]_\w{12,}|github_pat_\w{16,}"
    r"|gl[a-z]{2,5}-[\w-]{12,}|A(?:KIA|SIA)[A-Z0-9]{10,}|xox[abeoprs]-[\w-]{8,}|xapp-[\w-]{8,}|AIza[\w-]{20,}"
    r"|(?:hf|npm|shp[a-z]{2}|do[opr]_v1|pypi|lin_api|figd|tvly|gsk|r8)[_-][\w-]{16,}|SG\.[\w-]{8,}\.[\w-]{8,}"
    r"|GOCSPX-[\w-]{12,}|ya29\.[\w-]{10,}|1//[\w-]{20,}|eyJ[\w-]{6,}\.[\w-]+(?:\.[\w-]*)?|MII[\w+/=]{12,}"
    r"|(?:ssh-(?:rsa|dss|ed25519)|ecdsa-[\w-]+)\s+AAAA[\w+/=]+|\d{8,10}:AA[\w-]{30,}|\d{6}(?:-\d{6}){7})"
)
_DRAWN = re.compile(r"(?<![\w/+.@-])[A-Za-z0-9_+/-]{16,}={0,2}(?![\w/+-])")
_GROUPED = re.compile(
    r"(?<![\w-])(?!GHSA-)[A-Za-z0-9]{3,8}(?:-[A-Za-z0-9]{3,8}){2,7}(?![\w-])",
)
_KEYED = re.compile(
    r"\b(?:door|gate|entry|entrance|building|lobby|garage|front|back|alarm|buzzer|box|shed|office|flat|house)\b"
    r"[^\d\n\x00]{1,15}(\d{4,8}[#*])(?![^\s,.;!?])",
    re.IGNORECASE,
)
"""What is typed at a door: 4471#."""
_CHECKSUM = re.compile(
    r"\b(?:commit|sha\d*|md5|rev|revision|checksum|digest|hash|merge|revert)[ :#=-]*$", re.IGNORECASE
)
_PEM = re.compile(r"-----BEGIN [A-Z ]+-----[^\x00\"]*?(?:-----END [A-Z ]+-----|(?=[\x00\"]|$(?!\n)))")


def find_keys(text: str) -> Iterator[Found]:
    """The keys of a text; checksums that a word announces are none."""
    if "#" in text or "*" in text:
        yield from (Found(*match.span(1), "token") for match in _KEYED.finditer(text))
    if not _LONG.search(text):
        return
    if "-----BEGIN " in text:
        yield from (Found(*match.span(), "token") for match in _PEM.finditer(text))
    yield from (Found(*match.span(), "token") for match in _GIVEN.finditer(text))
    for match in _DRAWN.finditer(text):
        if is_random(match.group()) and not _CHECKSUM.search(text[: match.start()][-20:]):
            yield Found(*match.span(), "token")
    yield from (Found(*match.span(), "token") for match in _GROUPED.finditer(text) if _is_license(match.group()))


def _is_license(text: str) -> bool:
    """Whether groups are as long as each other, and most have letters and digits: XKJ9-4TTQ-88PL."""
    groups = text.split("-")
    mixed = sum(has_digit(group) and not group.isdigit() for group in groups)
    if text.isupper() and len(groups) >= 4 and {len(group) for group in groups} == {5}:
        return True
    return len(set(map(len, groups))) == 1 and 2 * mixed >= len(groups)
