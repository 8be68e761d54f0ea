"""Finders of keys, tokens and passwords."""

import re
from collections.abc import Collection, Iterator

from taskdata.feedback.found import Found
from taskdata.feedback.randomness import has_digit, is_random

_LONG = re.compile(r"[\w+/=.\-]{14,}")
_TOKENS = re.compile(
    r"(?<![\w-])(?:sk-[\w-]{12,}|(?:sk|pk|rk|whsec)_(?:live_|test_)?\w{12,}|gh[pousr]_\w{12,}|github_pat_\w{16,}"
    r"|glpat-[\w-]{12,}|A(?:KIA|SIA)[A-Z0-9]{10,}|xox[abeoprs]-[\w-]{8,}|AIza[\w-]{20,}|hf_\w{16,}|npm_\w{16,}"
    r"|SG\.[\w-]{8,}\.[\w-]{8,}|ya29\.[\w-]{10,}|dop_v1_\w{16,}|eyJ[\w-]{6,}\.[\w-]+(?:\.[\w-]*)?)"
)
_RANDOM = re.compile(r"(?<![\w/+.-])[A-Za-z0-9_+/-]{20,}={0,2}(?![\w/+-])")
_CHECKSUM = re.compile(
    r"\b(?:commit|sha\d*|md5|rev|revision|checksum|digest|hash|merge|revert)[ :#=-]*$", re.IGNORECASE
)
_PEM = re.compile(r"-----BEGIN [A-Z ]+-----[^\x00\"]*?(?:-----END [A-Z ]+-----|(?=[\x00\"]|$(?!\n)))")
_SCHEME = re.compile(r"\b(?:bearer|basic)\s+([\w.~+/=-]{8,})", re.IGNORECASE)
SECRET_WORDS = frozenset(
    [
        "password",
        "passwords",
        "passwd",
        "pwd",
        "passcode",
        "passphrase",
        "pw",
        "pass",
        "secret",
        "pin",
        "pins",
        "code",
        "cvv",
        "cvc",
        "cvv2",
        "otp",
        "key",
        "token",
        "bearer",
        "basic",
        "passwort",
        "contraseña",
    ]
)
_CUED = re.compile(
    r"\b(?P<cue>password|passwd|passcode|passphrase|pass\s?word|pwd|pw|pass|passwort|contraseña|(?:client[ _-]?)?secret"
    r"|pin(?:[ -]?(?:code|number|no\.?))?|cvv2?|cvc|otp"
    r"|(?:gate|door|access|entry|alarm|security|unlock|lock|safe|verification"
    r"|garage|lockbox|login|mfa|2fa|sms|confirmation|building|keypad|wifi|backup|the|my|our|your|her|his) code"
    r"|(?:api|access|secret|private|ssh|auth|license|encryption|recovery|account)[ _-]?key"
    r"|(?:(?:api|access|auth|refresh|session|bearer)[ _-]?)?token)\b"
    r"(?P<for>\s+(?:for|to|of|on)\s+(?:(?:the|my|our|his|her)\s+)?[\w'-]+(?:\s+[\w'-]+)?(?=\s*(?:is|:|=|\s\S*\d)))?"
    r"(?P<link>\s*(?:\s(?:is|was|to|as|it's|are)(?:\s+now|\s+still)?\s|[:=]|->)\s*|\s+)(?P<quote>[\"'“‘`]?)(?P<value>[^\s\"'“”`\x00]{3,})",
    re.IGNORECASE,
)
_TAIL = ",;:!?)]}>.’"


def find_secrets(text: str, words: Collection[str], ordinary: Collection[str]) -> Iterator[Found]:
    """The secrets of a text; a lower-case word among the ordinary ones is none, whatever announces it."""
    if "-----BEGIN " in text:
        yield from (Found(*match.span(), "token") for match in _PEM.finditer(text))
    if _LONG.search(text):
        yield from (Found(*match.span(), "token") for match in _TOKENS.finditer(text))
        yield from (
            Found(*match.span(), "token")
            for match in _RANDOM.finditer(text)
            if is_random(match.group()) and not _CHECKSUM.search(text[: match.start()][-20:])
        )
    if not SECRET_WORDS.isdisjoint(words):
        yield from (Found(*match.span(1), "token") for match in _SCHEME.finditer(text) if has_digit(match[1]))
        yield from _find_cued(text, ordinary)


def _find_cued(text: str, ordinary: Collection[str]) -> Iterator[Found]:
    for match in _CUED.finditer(text):
        value = match["value"].rstrip(_TAIL)
        cue, link = match["cue"].lower(), match["link"].strip().lower()
        if _is_secret(cue, link, value, bool(match["quote"]), ordinary):
            kind = "token" if cue.endswith(("key", "token", "secret")) else "password"
            yield Found(match.start("value"), match.start("value") + len(value), kind)


def _is_secret(cue: str, link: str, value: str, is_quoted: bool, ordinary: Collection[str]) -> bool:
    if len(value) < 3 or value[0] in "{[(":
        return False
    if cue.startswith(("pin", "cvv", "cvc", "otp")) or cue.endswith("code"):
        return has_digit(value) and len(value) <= 12 and (value[0].isdigit() or bool(link))
    if not link or link == "to":
        return has_digit(value) and (len(value) >= 8 or not cue.endswith(("key", "token")))
    is_word = value.isalpha() and (value.islower() or value.istitle()) and value.lower() in ordinary
    return not is_word or is_quoted
