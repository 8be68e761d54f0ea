"""Finders of keys, codes and passwords that a word announces; `keys` finds those that their looks tell."""
# ruff: noqa: SIM905 - lists of words, read as text

import re
from collections.abc import Collection, Iterator

from taskdata.feedback.found import Found
from taskdata.feedback.keys import find_keys
from taskdata.feedback.randomness import count_digits, has_digit, is_mixed

_PASSWORD = (
    r"pass[ -]?(?:words?|wd|phrases?|keys?)|pass|pwd?|creds|credentials"
    r"|(?:\w*passw[oö]r[dt]|kennwort|mot de passe|mdp|contraseña|contrasena|clave|senha|wachtwoord|hasło"
    r"|parola d'ordine)"
    r"|(?:client[ _-]?)?secret|psk|wi-?fi|wlan"
)
_KEY = (
    r"(?:api|access|secret|private|ssh|auth|license|licence|encryption|recovery|account|product|activation|wi-?fi|wpa2?"
    r"|network|windows|office|steam|game|cd|master|admin|signing|deploy|service|shared|host|backup|security"
    r"|vpn)[ _-]?keys?"
    r"|(?:[a-z]+[ _-])?token|licen[cs]e|serial(?: (?:number|no\.?|key))?|activation|webhook secret|keys?"
)
_CODE = (
    r"(?:\w+ )?codes?|\w+codes?|pin(?:[ -]?(?:codes?|number|nummer|no\.?|nr))?|pins|puk"
    r"|cvv2?|cvc|otp|2fa|mfa|combo|combination|keypad|key ?pad|lock ?box"
    r"|padlock|lock|codice|código|cód|code d'accès|digicode|kod"
)
_CUE = re.compile(rf"(?<![\w-])(?:(?P<key>{_KEY})|(?P<password>{_PASSWORD})|(?P<code>{_CODE}))(?![\w])", re.IGNORECASE)
_CUE_PARTS = tuple(
    """
    pass pw cred kennwort mdp contrase clave senha wachtwoord parola hasło secret psk wifi wi-fi wlan key token licen
    serial activation pin puk cvv cvc otp 2fa mfa comb lock cod cód kod bearer basic phrase mnemonic seed login logs
    admin root guest account user @
""".split()
)
"""What a text has, in lower case, wherever a word announces a secret."""
_PUBLIC_CODE = re.compile(
    r"(?:error|zip|post|postal|area|country|promo|discount|coupon|voucher|qr|status|exit|response|return|dress|color|colour"
    r"|source|course|sort|product|item|order|hex|bar|morse|http|dial|dialling|dialing|tax|hs|iso|airport|currency|stock|ticker"
    r"|room|module|class|flight|vs|un|en|de|re|add|fix|write|review|test|legacy|new) ?codes?|barcode|zipcode|postcode",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\s+(?:for|to|of|on|at|in|für|para|pour|per|voor)\s+(?:[\w'-]+\s+){0,3}?[\w'-]+(?=\s*(?:\bis\b|:|=|->)|\s+[*#]?[\w-]*\d)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"\s*(?:['’]s\s|\s(?:is|was|as|it's|its|are|be|will be|ist|es|est|è|lautet)"
    r"(?:\s+(?:now|still|set to|changed to))?\s|[:=]{1,2}>?|->|=>|→)\s*"
    r"|\s+(?:from|to|number|nr|no\.?)\s+|\s+[-–]\s+|\s+|(?=[\"'“‘`(])",
    re.IGNORECASE,
)
_NETWORK = re.compile(r"wi-?fi|wlan", re.IGNORECASE)
_FEW = 3
"""Licences of software have names with a number, such as that of a version."""
_NEAR = 12
"""How far ahead of a word for a password the network's may stand."""
_WEAK_LINKS = frozenset(("", "to", "from", "number", "nr", "no", "no.", "-", "–"))
_VALUE = re.compile(
    r"[\"“](?P<quoted>[^\s\"“”:,;\[{}\]\x00][^\"“”\n\x00]{2,39})[\"”]|[\"'“‘`(]?(?P<value>[^\s\"“”`\x00]{3,})"
)
_DIGITS = re.compile(
    r"[*#]?(?:\d{2,4}(?:[ -]\d{2,4}){1,3}|\d{1,2}(?:[ -]\d{1,2}){2,3}|\d{3,12})[*#]?(?![\w/:]|[.,:]\d)"
)
_LETTERED = re.compile(r"(?=[\w-]*\d)[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{2,8}){0,5}(?![\w/])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MORE = re.compile(r"(?:\s*(?:,|;|\bto\b|\band\b|&|/)\s*|\s+)(?P<value>(?=[^\s,;]*\d)[^\s,;\"\x00]{4,})")
_PHRASE = re.compile(
    r"\b(?:(?:recovery|seed|backup|secret|wallet|mnemonic)\s+(?:phrase|words?|seed)|mnemonic)\s*(?:is|:|=|-)?\s+"
    r"(?P<value>(?-i:[a-z]{3,8}(?:[ ,]+[a-z]{3,8}){7,23}))\b",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"(?:\b(?:login|logins|creds?|credentials|account|user(?:name)?|log ?in|signin)\b(?:\s*(?:is|are|:|=))?\s+\S{2,40}?"
    r"|(?<![\w/.])(?:admin|root|guest)"
    r"|(?<!\S)\S{1,64}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,4})"
    r"\s*[/:|,]\s*(?:(?:pw|pass)\w*\W+)?(?P<value>(?=\S*[A-Za-z])(?=\S*\d)[^\s/\"\x00]{5,})(?!\S)",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"\b(?:bearer|basic)\s+([\w.~+/=-]{8,})", re.IGNORECASE)
_TAIL = ",;:!?)]}>.’'"


def find_secrets(text: str, low: str, ordinary: Collection[str]) -> Iterator[Found]:
    """The secrets of a text; a lower-case word among the ordinary ones is none, whatever announces it."""
    yield from find_keys(text)
    if not any(part in low for part in _CUE_PARTS):
        return
    yield from (
        Found(*match.span(1), "token")
        for match in _SCHEME.finditer(text)
        if has_digit(match[1]) or ("auth" in low and not _is_word(match[1], ()))
    )
    yield from (Found(*match.span("value"), "password") for match in _PHRASE.finditer(text))
    for match in _CUE.finditer(text):
        yield from _read_cued(text, match, ordinary)
    for match in _PAIR.finditer(text):
        value = match["value"].rstrip(_TAIL)
        yield Found(match.start("value"), match.start("value") + len(value), "password")


def _read_cued(text: str, cue: re.Match[str], ordinary: Collection[str]) -> Iterator[Found]:
    """The secret behind a word that announces one, and the others in a row behind it."""
    about = _FOR.match(text, cue.end())
    link = _LINK.match(text, about.end() if about else cue.end())
    if not link:
        return
    kind = "token" if cue["key"] or cue.group().lower().endswith("secret") else "password"
    is_linked = link.group().strip().lower() not in _WEAK_LINKS
    place = _read_value(text, cue, link.end(), is_linked, ordinary)
    while place:
        yield Found(*place, kind)
        more = _MORE.match(text, place[1])
        is_row = more and (is_mixed(more["value"]) or link.group().strip().lower() == "from")
        place = (
            (more.start("value"), more.start("value") + len(more["value"].rstrip(_TAIL))) if more and is_row else None
        )


def _read_value(
    text: str, cue: re.Match[str], at: int, is_linked: bool, ordinary: Collection[str]
) -> tuple[int, int] | None:
    """Where what a word announces stands, if it is a secret."""
    if cue["code"]:
        return _read_code(text, cue.group(), at, is_linked)
    match = _VALUE.match(text, at)
    if not match:
        return None
    if match["quoted"]:
        is_good = is_linked or has_digit(match["quoted"]) or _NETWORK.search(text[: cue.end()][-_NEAR:]) is not None
        return match.span("quoted") if is_good and not cue["key"] else None
    value = match["value"].rstrip(_TAIL)
    if cue["key"]:
        is_good = _is_key(value, cue.group().lower(), is_linked, ordinary)
    else:
        is_network = _NETWORK.match(cue.group()) is not None
        is_shortened = cue.group().lower() in ("pass", "pw", "pwd") and _NETWORK.search(text[: cue.start()][-_NEAR:])
        is_good = _is_password(value, (is_linked and not is_network) or bool(is_shortened), ordinary)
    return (match.start("value"), match.start("value") + len(value)) if is_good else None


def _read_code(text: str, cue: str, at: int, is_linked: bool) -> tuple[int, int] | None:
    """Digits, or letters and digits, behind the name of a code that is not everybody's."""
    if _PUBLIC_CODE.fullmatch(cue):
        return None
    at += text[at : at + 1] in ("'", '"', "(", "“", "`")
    if digits := _DIGITS.match(text, at):
        count = count_digits(digits.group())
        is_plain = cue.lower() in ("code", "codes") or cue.lower().endswith("combination")
        return digits.span() if count >= (4 if is_plain and not is_linked else 3) else None
    lettered = _LETTERED.match(text, at)
    if lettered and len(lettered.group()) >= 4 and (is_linked or "-" in lettered.group() or lettered.group().isupper()):
        return lettered.span()
    return None


def _is_key(value: str, cue: str, is_linked: bool, ordinary: Collection[str]) -> bool:
    if len(value) < 6 or value[0] in "{[(<" or _YEAR.fullmatch(value):
        return False
    if cue in ("key", "keys"):
        return is_linked and is_mixed(value)
    if cue.startswith(("licen", "serial", "activation")) and count_digits(value) < _FEW:
        return False
    if not has_digit(value):
        return is_linked and value.isalpha() and not _is_word(value, ordinary)
    return is_linked or len(value) >= 8 or is_mixed(value)


def _is_password(value: str, is_linked: bool, ordinary: Collection[str]) -> bool:
    if len(value) < 3 or value[0] in "{[</" or "(" in value or _YEAR.fullmatch(value):
        return False
    if not is_linked:
        is_signed = not value.replace("-", "").replace("'", "").replace("/", "").replace("’", "").isalnum()
        return has_digit(value) and len(value) >= 6 and (not value[0].isdigit() or is_mixed(value) or is_signed)
    return not _is_word(value, ordinary)


def _is_word(value: str, ordinary: Collection[str]) -> bool:
    """Whether a value is a word of a sentence: "the password is wrong"."""
    low = value.lower()
    is_written = value.isalpha() and (value.islower() or value.istitle())
    return is_written and (low in ordinary or low.endswith(("ed", "ing")))
