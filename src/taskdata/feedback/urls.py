"""Finder of the secrets in URLs: what logs in, signs, or lets in whoever has the link."""
# ruff: noqa: SIM905 - lists of words, read as text

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from taskdata.feedback.found import Found
from taskdata.feedback.randomness import has_digit, is_mixed, is_random

_URL = re.compile(
    r"(?<![a-zA-Z0-9+.-])[a-zA-Z][a-zA-Z0-9+.-]{0,20}://[^\s\"'<>\x00]+"
    r"|(?<![\w@/.:-])(?:[\w-]+\.){1,4}[a-zA-Z]{2,12}(?::\d+)?[/?][^\s\"'<>\x00]*"
)
_END = ".,;:!?)]}"
"""Signs of the sentence around a URL."""
_CREDENTIALS = re.compile(r"://([^/?#@\s]+)@")
_PARAMETER = re.compile(r"[?&#;]([\w.\[\]-]+)=([^&#;\s]+)")
_SECRET_PARAMETER = re.compile(
    r".*(?:token|secret|passw|pwd|signature|session|api_?-?key|jwt|auth(?!or)|credential|magic|otp|nonce|access"
    r"|key-pair).*"
    r"|(?:.*[_-])?(?:sig|sid|pass|pw|code|pin|hash|tk|hmac|cred|invit\w*|t|k)|.*key",
    re.IGNORECASE,
)
_HARMLESS = frozenset(
    """
    v list page p q query search s sort filter lang locale tab view color size id expires expires_in alg usp ref
    state scope type keyword keywords kind
""".split()
)
"""Parameters that have no secret, short or long: videos, words, ways to look at a page."""
_SEGMENT = re.compile(r"(?<![:/])/([^/?#\s]+)")
_OPENING = re.compile(
    r"(?:.*[_-])?(?:hooks?|webhook\w*|invites?|invitations?|join|reset\w*|magic\w*|verify|verification|confirm\w*|activate"
    r"|activation|secrets?|tokens?|unsubscribe|private|login|signin|sso|auth|password|recover\w*|onetime|one-time|share[ds]?"
    r"|sh?|accept|access|callback|catch|feed|published|unlock|guest|e?sign|rsvp|pay)(?:[_-].*)?",
    re.IGNORECASE,
)
"""Parts of a path behind which a part that no one would choose opens something."""
_PUBLIC = frozenset(
    """
    commit commits tree blob compare watch shorts embed sha256 dp isbn track album playlist episode artist video
""".split()
)
"""Parts of a path behind which everybody may look."""
_PUBLIC_HOST = re.compile(r"//(?:[\w-]+\.)*youtu(?:be\.com|\.be)/")
_OPENING_HOST = re.compile(r"hook|//discord\.gg|//chat\.whatsapp|//t\.me/(?:\+|joinchat)")
_DIGIT_FIRST = re.compile(r"\d[A-Za-z]")
_DIGIT_INSIDE = re.compile(r"\d[A-Za-z]+\d|[a-z]\d[A-Z]")
_BOT = re.compile(r"bot\d{6,}:[\w-]{20,}")


class _Part(NamedTuple):
    start: int
    text: str


def find_urls(text: str) -> list[tuple[int, int]]:
    """Where whole URLs stand."""
    return [match.span() for match in _URL.finditer(text)] if "://" in text or "/" in text or "?" in text else []


def find_url_secrets(text: str) -> Iterator[Found]:
    """The parts of URLs that are secret; the rest stays to be read."""
    for start, end in find_urls(text):
        for part in _list_secrets(text[start:end].rstrip(_END)):
            yield Found(start + part.start, start + part.start + len(part.text), "url")


def _list_secrets(url: str) -> Iterator[_Part]:
    if match := _CREDENTIALS.search(url):
        yield _Part(match.start(1), match[1])
    for match in _PARAMETER.finditer(url):
        if _is_secret(match[1].lower(), match[2]):
            yield _Part(match.start(2), match[2])
    yield from _list_segments(re.split(r"[?#]", url, maxsplit=1)[0])


def _is_secret(name: str, value: str) -> bool:
    """Whether a parameter is secret, by its name, or by its value where the name may be anything."""
    if name in _HARMLESS or name.startswith("utm_"):
        return False
    bare = unquote(value)
    if _SECRET_PARAMETER.fullmatch(name):
        return len(name) > 1 or is_mixed(bare)
    return is_random(bare) or (len(bare) >= 10 and is_mixed(bare))


def _list_segments(address: str) -> Iterator[_Part]:
    """The parts of a path that open something: drawn by chance, or such as no one chooses behind a telling word."""
    before, is_opened = "", _OPENING_HOST.search(address) is not None
    if _PUBLIC_HOST.search(address):
        return
    for match in _SEGMENT.finditer(address):
        segment = match[1]
        is_opened = is_opened or _OPENING.fullmatch(before) is not None
        if before not in _PUBLIC and _is_key(segment, is_opened):
            yield _Part(match.start(1), segment)
        before = segment.lower()


def _is_key(segment: str, is_opened: bool) -> bool:
    segment = unquote(segment)
    if _BOT.fullmatch(segment):
        return True
    if is_opened and has_digit(segment) and len(segment) >= 6:
        return is_mixed(segment) or segment.isdigit() or _DIGIT_INSIDE.search(segment) is not None
    stem = max(re.split(r"[.-]", segment), key=len)
    if 2 * len(stem) < len(segment):
        return False
    has_cases = stem.lower() != stem != stem.upper()
    return (len(stem) >= 20 and is_random(stem)) or (
        len(stem) >= 10 and has_cases and is_mixed(stem) and _DIGIT_FIRST.search(stem) is not None
    )
