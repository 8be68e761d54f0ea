"""Finders of addresses that no street's name tells: by a postal code at their end, or by words that announce them."""
# ruff: noqa: SIM905 - lists of words, read as text

import re
from collections.abc import Collection, Iterator

from taskdata.feedback.found import Found

_STATE = (
    "(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]"
    "|W[AIVY])"
)
_CODE = (
    rf"(?:{_STATE} \d{{5}}(?:-\d{{4}})?|(?:NSW|VIC|QLD|SA|WA|TAS|ACT|NT) \d{{4}}|[A-Z]\d[A-Z] ?\d[A-Z]\d"
    r"|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|\d{4} ?[A-Z]{2}|\d{2}-\d{3}|\d{4}-\d{3}|\d{3} \d{2}|[1-9]\d{2} ?\d{3}|\d{4,5})"
)
"""Postal codes of countries, with their states where they go with them."""
_WORD = r"[A-ZÀ-ÞĀ-Ž\d][\w.#/'’º°ª-]*"
_SEGMENT = rf"{_WORD}(?: (?:{_WORD}|de|du|des|la|le|del|della|der|dem|den|do|da|of|the|am|an|im|y|bis|izq|dcha)){{0,5}}"
_PLACE = r"[A-ZÀ-ÞĀ-Ž][\w.'’-]+(?: [A-ZÀ-ÞĀ-Ž][\w.'’-]+){0,2}"
_POSTED = re.compile(
    rf"(?<![\w/#@-])(?:[a-z]{{2,3}}[./] ?)?{_SEGMENT}(?:, ?{_SEGMENT}){{0,4}}?(?:,? )"
    rf"(?:(?:{_PLACE},? )?{_CODE}(?!\w|[.:-]\d)(?: {_PLACE})?)(?![\w-])"
)
_CODE_FIRST = re.compile(rf"(?<![\w.,:/#$-])\d{{4,5}} {_PLACE}, ?{_PLACE} \d{{1,4}} ?[a-z]?(?!\w|[.:]\d)")
_HINT = re.compile(r"(?:, ?|\d )[^,\n]{0,50}?(?<![\w.:/$€£-])(?:\d{3,6}|\d\d-\d{3}|[A-Z]{1,2}\d{1,2}[A-Z]?)\b")
_HOUSE = re.compile(r"\d[\w/-]*,? [^\W\d_]|[^\W\d_.]\.? \d|\b(?:House|Cottage|Farm|Lodge|Manor|Rectory|Hall|Villa|Barn|Mill)\b")
"""What an address has before its town: a number beside a name, or a house with a name."""
_CALENDAR = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|(?<![A-Z][A-Z] )\b(?:19|20)\d\d\b\D*$",
    re.IGNORECASE,
)
_SURE_CUE = (
    r"\b(?:live[sd]?|living|resid(?:es?|ing)|staying|stays) (?:at|on|in)|\badd?ress(?:e|es)?(?:(?: is|'s| ist| now| changed to|:)+)"
    r"|\b(?:wohn(?:e|t|haft)|adres|vive en|vivo en|abita in|abito in|habite(?: au)?|woont op)(?: is| in)?:?"
    r"|\b(?:direcci[oó]n|indirizzo|adresse|anschrift)(?: es| è| est| ist)?:?"
    r"|\b(?:house|home|place|flat|office|airbnb|billing|shipping|hotel) (?:is|at|address):?(?: at| is)?"
)
_CUE = (
    r"\b(?:deliver(?:y|ed)?|ship(?:ped|ping)?|send|sent|mail(?:ed)?|post(?:ed)?|courier|moved?|moving|parcel|package"
    r"|drive|drop(?:ped)?(?: off)?)(?: \w+){0,2}? (?:to|at)|\b(?:pick ?up|picked up|collect)(?: \w+){0,2}? (?:from|at|on)"
    r"|\b(?:party|dinner|lunches|brunch|bbq|viewing|viewings|inspection|appointment|meet|meeting|over|are|he's|she's|i'm|im|its|it's) (?:@|at)"
    r"|\b(?:liefern|schicken|senden|paket|pakket|colis|livrer|paquete|enviar|spedire|consegna(?:re)?|bezorgen|leveren)(?: \w+)?"
    r" (?:an|nach|au|à|a|in|op|naar|to)"
)
_CUED = re.compile(
    rf"(?:(?P<sure>{_SURE_CUE})|{_CUE})\s+(?P<address>(?:no\.? ?)?\d{{1,5}}[a-z]?,? (?:the )?(?P<word>[^\W\d_][\w'’-]+)"
    r"(?P<more> [^\W\d_][\w'’-]+)?(?:,? (?:apt|unit|flat|suite|#) ?\w{1,4})?|[A-ZÀ-Þ][\w'’-]+ \d{1,4}[a-z]?)(?![\w:%]|[.,]\d)",
    re.IGNORECASE,
)
CUES = frozenset(
    """
    live lives lived living reside resides staying stays address adress addresse adresse adres wohnt wohne wohnhaft vive
    vivo abita abito habite woont dirección direccion indirizzo anschrift house home place flat office airbnb billing
    shipping hotel deliver delivery delivered ship shipped send sent mail mailed post posted courier move moved moving
    parcel package drive drop dropped pick pickup picked collect party dinner brunch bbq viewing inspection appointment
    meet meeting over are he's she's i'm im its it's liefern schicken senden paket pakket colis livrer paquete enviar
    spedire consegna consegnare bezorgen leveren
""".split()
)
"""Words of which a text has one wherever an address is announced."""
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


def find_posted(text: str) -> Iterator[Found]:
    """Addresses that end with a postal code, or have one with the town before the street."""
    if not _HINT.search(text):
        return
    yield from (Found(*match.span(), "address") for match in _CODE_FIRST.finditer(text))
    for match in _POSTED.finditer(text):
        words = match.group()
        if ("," in words or re.search(r"[A-Z]\d|\d [A-Z]{2}$", words)) and _HOUSE.search(words) and not _CALENDAR.search(words):
            yield Found(*match.span(), "address")


def find_announced(text: str, words: Collection[str], ordinary: Collection[str]) -> Iterator[Found]:
    """A number and a word that may be a street's, behind words that lead to an address."""
    if CUES.isdisjoint(words):
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
    is_counted = low.endswith("s") and not is_sure
    return not is_counted and (is_sure or word[0].isupper() or len(low) > 5)
