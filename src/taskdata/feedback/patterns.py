"""Finders of personal data with a pattern of their own, each tried only where a cheap look says it may be there."""

import re
from collections.abc import Collection, Iterator
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from taskdata.feedback.addresses import find_addresses
from taskdata.feedback.credentials import find_secrets
from taskdata.feedback.found import Found, Stretches
from taskdata.feedback.numbers import find_numbers
from taskdata.feedback.urls import find_url_secrets

_EMAIL = re.compile(r"(?<![\w.+%-])\w[\w.+%'-]{0,63}(?:@|%40)[\w-]+(?:\.[\w-]+)+")
_SPELLED_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:\(at\)|\[at\]|\sat\s)\s?[\w-]+(?:\s?(?:\(dot\)|\[dot\]|\sdot\s)\s?\w+)+",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@/.])@([A-Za-z][\w.-]*\w)(?![\w@/])")
_LOGIN = re.compile(
    r"\b(?:user ?name|login|screen ?name|handle|insta(?:gram)?|snapchat)(?:\s+is\s+|\s*[:=]\s*)([A-Za-z][\w.-]*\w)",
    re.IGNORECASE,
)
_LOGIN_WORDS = frozenset(("username", "login", "screenname", "handle", "insta", "instagram", "snapchat"))
_IPV4 = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)")
_VERSION = re.compile(r"(?:\bv(?:er(?:sion)?)?\.?|\bversion|\brelease|\bbuild)\s*$", re.IGNORECASE)
_COLONS = re.compile(r":[0-9a-fA-F]{1,4}:[0-9a-fA-F]{1,4}:")
_DASHES = re.compile(r"-[0-9a-fA-F]{2}-[0-9a-fA-F]{2}-[0-9a-fA-F]{2}-")
"""What an address in a network has and a day and a time have not."""
_IPV6 = re.compile(r"(?<![\w:.])[0-9a-fA-F]{0,4}:[0-9a-fA-F:]*:[0-9a-fA-F:]*(?:\d+(?:\.\d+){3})?(?![\w:])")
_MAC = re.compile(r"(?<![\w:-])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\w:-])", re.IGNORECASE)


def find_patterned(text: str, words: Collection[str], regions: Collection[str], ordinary: Collection[str]) -> Stretches:
    """Everything personal with a pattern of its own in a text; `words` are the words of the text in lower case."""
    taken = Stretches()
    has_digit = any(map(text.__contains__, "0123456789"))
    taken.add(find_url_secrets(text))
    if "@" in text or "%40" in text or "dot" in words or "(at)" in text or "[at]" in text:
        taken.add(Found(*match.span(), "email") for match in _EMAIL.finditer(text) if match.group()[:4] != "git@")
        taken.add(Found(*match.span(), "email") for match in _SPELLED_EMAIL.finditer(text))
        taken.add(_find_handles(text, ordinary))
    if not _LOGIN_WORDS.isdisjoint(words):
        taken.add(_find_logins(text, ordinary))
    taken.add(find_secrets(text, text.lower(), ordinary))
    if has_digit:
        taken.add(_find_machines(text))
        taken.add(find_addresses(text, words, ordinary))
        taken.add(find_numbers(text, regions, words))
    return taken


def recognise(text: str) -> str | None:
    """What a text is all over, whatever it is called: an `email` or an `ip`."""
    if "@" in text and _EMAIL.fullmatch(text.strip()):
        return "email"
    return "ip" if any(_is_address(kind, text.strip()) for kind in (IPv4Address, IPv6Address)) else None


def _find_handles(text: str, ordinary: Collection[str]) -> Iterator[Found]:
    for match in _HANDLE.finditer(text):
        if match[1].lower() not in ordinary:
            yield Found(*match.span(), "handle")


def _find_logins(text: str, ordinary: Collection[str]) -> Iterator[Found]:
    for match in _LOGIN.finditer(text):
        is_said = " is " in match.group().lower()
        if match[1].lower() not in ordinary and not (is_said and match[1].lower().endswith(("ed", "ing", "en", "ow"))):
            yield Found(*match.span(1), "login")


def _find_machines(text: str) -> Iterator[Found]:
    if text.count(".") >= 3:
        for match in _IPV4.finditer(text):
            if _is_address(IPv4Address, match.group()) and not _VERSION.search(text[: match.start()][-12:]):
                yield Found(*match.span(), "ip")
    if "::" in text or _COLONS.search(text) or _DASHES.search(text):
        yield from (Found(*match.span(), "mac") for match in _MAC.finditer(text))
        for match in _IPV6.finditer(text):
            if len(match.group()) > 6 and _is_address(IPv6Address, match.group()):
                yield Found(*match.span(), "ip")


def _is_address(kind: type[IPv4Address] | type[IPv6Address], text: str) -> bool:
    try:
        kind(text)
    except AddressValueError:
        return False
    return True
