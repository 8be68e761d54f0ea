"""Finders of addresses that no street's name tells: by a postal code at their end, or by words that announce them."""
# ruff: noqa: SIM905 - lists of words, read as text

import re
from collections.abc import Collection, Iterator

from taskdata.feedback.found import Found

STATE = (
    "(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]"
    "|W[AIVY])"
)
"""The states of the USA, in two letters."""
_CODE = (
    rf"(?:{STATE} \d{{5}}(?:-\d{{4}})?|(?:NSW|VIC|QLD|SA|WA|TAS|ACT|NT) \d{{4}}|[A-Z]\d[A-Z] ?\d[A-Z]\d"
    r"|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|\d{4} ?[A-Z]{2}|\d{2}-\d{3}|\d{4}-\d{3}|\d{3} \d{2}|[1-9]\d{2} ?\d{3}|\d{4,5})"
)
"""Postal codes of countries, with their states where they go with them."""
_WORD = r"[A-ZÀ-ÞĀ-Ž\d][\w.#/'’º°ª-]*"
_SEGMENT = rf"{_WORD}(?: (?:{_WORD}|de|du|des|la|le|del|della|der|dem|den|do|da|of|the|am|an|im|y|bis|izq|dcha)){{0,5}}"
_PLACE = r"[A-ZÀ-ÞĀ-Ž][\w.'’-]+(?: [A-ZÀ-ÞĀ-Ž][\w.'’-]+){0,2}"
_POSTED = re.compile(
    rf"(?<![\w/#@-])(?:[a-z]{{2,3}}[./] ?)?{_SEGMENT}(?:, ?{_SEGMENT}){{0,4}}?(?:,? (?:[-–] )?)"
    rf"(?:(?:(?P<town>{_PLACE}),? (?:[-–] )?)?{_CODE}(?!\w|[.:-]\d)(?: {_PLACE})?)(?![\w-])"
)
_CODE_FIRST = re.compile(rf"(?<![\w.,:/#$-])\d{{4,5}} {_PLACE}, ?{_PLACE} \d{{1,4}} ?[a-z]?(?!\w|[.:]\d)")
_HINT = re.compile(r"(?:, ?|\d )[^,\n]{0,50}?(?<![\w.:/$€£-])(?:\d{3,6}|\d\d-\d{3}|[A-Z]{1,2}\d{1,2}[A-Z]?)\b")
_HOUSE = re.compile(
    r"\d[\w/-]*,? [^\W\d_]|[^\W\d_.]\.? \d|\b(?:House|Cottage|Farm|Lodge|Manor|Rectory|Hall|Villa|Barn|Mill)\b"
)
"""What an address has before its town: a number beside a name, or a house with a name."""
_BRITISH_END = re.compile(r"[A-Z]\d|\d [A-Z]{2}$")
_BARE_END = re.compile(r"(?<![A-Z][A-Z] )\b\d{4,6}$")
_LISTED = re.compile(
    r"\b(?:house|flat|plot|door|block|shop|h\.? ?no)\b\.?(?: no\.?)? ?[\w/-]*\d[\w/-]*,[^\n;!?\x00]{5,80}?\b\d{5,6}\b",
    re.IGNORECASE,
)
"""From a house's number to a postal code, in any case."""
_NO_TOWN = frozenset(
    """
    flight gate sprint ticket chapter page room team order item part case issue ref number version build step phase
    unit line lot bug day week level group class section model batch figure table train bus seat row bin box sku size
    user customer client account
""".split()
)
"""What has numbers of five digits, too."""
_CALENDAR = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|(?<![A-Z][A-Z] )\b(?:19|20)\d\d\b\D*$",
    re.IGNORECASE,
)
_SURE_CUE = (
    r"\b(?:live[sd]?|living|resid(?:es?|ing)|staying|stays) (?:at|on|in)"
    r"|\badd?ress(?:e|es)?(?:(?: is|'s| ist| now| changed to|:)+)"
    r"|\b(?:wohn(?:e|t|haft)|adres|vive en|vivo en|abita in|abito in|habite(?: au)?|woont op)(?: is| in)?:?"
    r"|\b(?:direcci[oó]n|indirizzo|adresse|anschrift)(?: es| è| est| ist)?:?"
    r"|\b(?:house|home|place|flat|office|airbnb|billing|shipping|hotel) (?:is|at|address):?(?: at| is)?"
)
_CUE = (
    r"\b(?:deliver(?:y|ed)?|ship(?:ped|ping)?|send|sent|mail(?:ed)?|post(?:ed)?|courier|moved?|moving|parcel|package"
    r"|drive|drop(?:ped)?(?: off)?)(?: \w+){0,2}? (?:to|at)"
    r"|\b(?:pick ?up|picked up|collect)(?: \w+){0,2}? (?:from|at|on)"
    r"|\b(?:party|dinner|lunch|brunch|bbq|viewings?|inspection|appointment|meet|meeting|over|are"
    r"|he's|she's|i'm|im|its|it's) (?:@|at)"
    r"|\b(?:liefern|schicken|senden|paket|pakket|colis|livrer|paquete|enviar|spedire|consegna(?:re)?|bezorgen"
    r"|leveren)(?: \w+)? (?:an|nach|au|à|a|in|op|naar|to)"
)
_CUED = re.compile(
    rf"(?:(?P<sure>{_SURE_CUE})|{_CUE})\s+(?P<address>(?:no\.? ?)?\d{{1,5}}[a-z]?,? (?:the )?(?P<word>[^\W\d_][\w'’-]+)"
    r"(?P<more> [^\W\d_][\w'’-]+)?(?:,? (?:apt|unit|flat|suite|#) ?\w{1,4})?"
    r"|[A-ZÀ-Þ][\w'’-]+ \d{1,4}[a-z]?)(?![\w:%]|[.,]\d)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\d[A-Za-z]?,? [^\W\d_]|[^\W\d_] \d")
"""A number beside a word, without which there is no such address."""
_NO_WORD = frozenset(
    """
    am pm noon midnight sharp oclock o'clock tomorrow today tonight percent degrees years year months month weeks week
    days day hours hour hrs minutes mins min till until times more other others people persons dollars euros pounds usd
    eur gbp bucks kids guests km miles kg lbs big different new old next last the and or of in on at to for with january
    february march april may june july august september october november december jan feb mar apr jun jul aug sep sept
    oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
    st nd rd th
""".split()
)


def find_posted(text: str, ordinary: Collection[str]) -> Iterator[Found]:
    """Addresses that end with a postal code, or have one with the town before the street."""
    if not _HINT.search(text):
        return
    yield from (Found(*match.span(), "address") for match in _CODE_FIRST.finditer(text))
    yield from (Found(*match.span(), "address") for match in _LISTED.finditer(text))
    for match in _POSTED.finditer(text):
        if _is_posted(match.group(), match["town"], ordinary):
            yield Found(*_trim(text, *match.span(), ordinary), "address")


def _trim(text: str, start: int, end: int, ordinary: Collection[str]) -> tuple[int, int]:
    """The stretch without ordinary words before it and without words of days behind it, which have capitals too."""
    words = text[start:end].split(" ")
    while len(words) > 2 and words[0].lower() in ordinary and _HOUSE.search(" ".join(words[1:])):
        start += len(words.pop(0)) + 1
    while len(words) > 2 and _CALENDAR.fullmatch(words[-1].strip(".,")):
        end -= len(words.pop()) + 1
    return start, end


def _is_posted(words: str, town: str | None, ordinary: Collection[str]) -> bool:
    is_sure = "," in words or _BRITISH_END.search(words)
    if not is_sure or not _HOUSE.search(words) or _CALENDAR.search(words):
        return False
    if not _BARE_END.search(words):
        return True
    last = (town or "").split(" ")[-1].lower()
    return last not in ordinary and last not in _NO_TOWN


def find_announced(text: str, ordinary: Collection[str]) -> Iterator[Found]:
    """A number and a word that may be a street's, behind words that lead to an address."""
    if not _NUMBERED.search(text):
        return
    for match in _CUED.finditer(text):
        if not match["word"]:
            if match["address"][0].isupper() and match["sure"] and not _CALENDAR.search(match["address"]):
                yield Found(*match.span("address"), "address")
        elif _is_street(match["word"], match["address"], bool(match["sure"]), ordinary):
            more = match["more"]
            is_street = more and more[1].isupper()
            end = match.end("address") if is_street or not more else match.end("word")
            yield Found(match.start("address"), end, "address")


def _is_street(word: str, address: str, is_sure: bool, ordinary: Collection[str]) -> bool:
    low = word.lower()
    if low in _NO_WORD or len(low) < 4:
        return False
    if low in ordinary:
        return is_sure and " the " in address
    is_counted = low.endswith("s") and not (is_sure and address.endswith(word))
    return not is_counted and (is_sure or word[0].isupper() or len(low) > 5)
