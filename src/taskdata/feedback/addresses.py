"""Finders of postal addresses."""
# ruff: noqa: SIM905 - lists of words, read as text

import re
from collections.abc import Collection, Iterator

from taskdata.feedback.found import Found
from taskdata.feedback.posted import STATE, find_announced, find_posted

_TYPES = """
    street st avenue ave av road rd boulevard blvd lane ln drive dr court ct place pl terrace ter way parkway
    pkwy highway hwy circle cir square sq crescent cres close mews gardens gdns row walk grove hill alley loop
    trail trl plaza broadway turnpike pike wharf quay rise view vale green heights park parade pde villas mount
    promenade esplanade bank yard gate end marg nagar colony vihar enclave chowk salai mall boulevarde freeway path
""".split()  # fmt: skip
_DIVERS = frozenset(
    """
    drive way close court place walk row hill view green rise circle square loop trail
""".split()
)
"""Street types that are everyday words as well."""
_TITLED = frozenset("park parade mount bank yard gate end path mall promenade".split())
"""Everyday words that are street types only among capitals."""
_FOREIGN = """
    rue avenue boulevard bd chemin allée impasse quai route calle c avenida avda paseo plaza carrer camino via
    viale piazza corso rua straße strasse str weg platz allee gasse
""".split()  # fmt: skip
STREET_WORDS = frozenset((*_TYPES, *_FOREIGN, "box", "zip", "postcode", "postal"))
_SUFFIXES = (
    "straße", "strasse", "str", "weg", "platz", "allee", "gasse", "damm", "ufer", "straat", "laan", "plein", "gracht",
    "kade", "dijk", "singel", "markt", "graben", "steig", "stieg", "chaussee", "hof", "gatan", "vägen", "veien", "vej",
)  # fmt: skip
_NO_STREET = frozenset(
    """
    on in at to the a an and or of for from my our your with by is are was be this that it me minute minutes min
    mins hour hours hr hrs mile miles km meter meters people person day days week weeks month months year years
    am pm times more other last next new open same first second third one two few different long short as due
    call
""".split()
)
"""Words that no street begins with or has inside."""
_UNIT = (
    r"(?:(?:apt|apartment|unit|suite|ste|flat|floor|fl|room|rm)\.?\s*#?\s*\w{1,5}|#\s?\w{1,5}"
    r"|\d{1,2}(?:st|nd|rd|th) (?:floor|fl))"
)
_AREAS = (
    "A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]|L[ADELNSU]?"
    "|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE"
)
"""The letters that British postcodes begin with."""
_POSTCODE = rf"(?i:{_AREAS})\d[A-Za-z\d]? ?\d[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{{2}}"
_NO_CITY = (
    r"(?!(?i:to|by|on|at|in|for|and|or|the|next|this|last|today|tonight|tomorrow|tmrw|asap|please|pls"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may"
    r"|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b)"
)
"""What no town begins with: words of days and the like, which often follow one."""
_TOWN = rf"(?-i:{_NO_CITY}[A-ZÀ-Ý][\wà-ÿ'.-]+)"
_CITY = rf"{_TOWN}(?:\s{_TOWN}){{0,2}}"
_LOW_CITY = r"[a-z'.]+(?:\s[a-z'.]+){0,2}"
_TAIL = (
    rf"(?:,?\s+(?i:{_UNIT})\b)?(?:,\s*{_CITY}(?=,|\s+\w{{1,2}}\d|\s+{STATE}\b|\s+\d{{5}}\b|\s*(?:$|\x00)|[.;!?)\"]|\s+[a-z(@]|\s+(?!{_NO_CITY})))*"
    rf"(?:,?\s+(?i:{_LOW_CITY},?\s+{STATE}(?:\s+\d{{5}}(?:-\d{{4}})?)|{STATE}\s+\d{{5}}(?:-\d{{4}})?)(?!\w)"
    rf"|,?\s+(?:{STATE}\b)?(?:(?:\s*{_POSTCODE})|\s*\d{{5}}(?:-\d{{4}})?(?:\s+{_CITY})?)(?!\w)|,?\s+{STATE}(?!\w))?"
)
_ENGLISH = re.compile(
    rf"(?<![\w.,:/#$-])(?:(?i:{_UNIT}),?\s+)?\d{{1,5}}[A-Za-z]?(?:[-/]\d{{1,4}})?,?\s+"
    rf"(?P<middle>(?:[\w'’.-]+\s+){{1,4}}?)(?P<type>(?i:{'|'.join(sorted(_TYPES, key=len, reverse=True))}))\b\.?"
    rf"(?:\s+(?i:road|rd|street|lane|avenue|ave|drive|gardens|terrace)\b\.?)?(?:\s+(?:[NSEW]|[NS][EW])\b)?{_TAIL}"
)
_BOX = re.compile(rf"\b(?i:p\.?\s?o\.?\s?box)\s+#?\d+{_TAIL}")
_POSTCODES = re.compile(rf"(?<![\w-]){_POSTCODE}(?![\w-])")
_POSTCODE_START = re.compile(r"[a-z]{1,2}\d")
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)$")
_ZIP = re.compile(r"\b(?:zip|postal|postcode)(?:[ -]?code)?(?:\s*(?:is|:|#))?\s*(\d{4,5}(?:-\d{4})?)\b", re.IGNORECASE)
_GERMAN = re.compile(
    r"(?<!\w)(?:[\wäöüß-]{2,}(?:straße|strasse|str\.|str|weg|platz|allee|gasse|damm|ufer"
    r"|straat|laan|plein|gracht|kade|dijk|singel|markt|graben|steig|stieg|chaussee|hof|gatan|vägen|veien|vej)"
    r"|[A-ZÄÖÜ][\wäöüß-]+\s(?:Straße|Strasse|Str\.|Platz|Weg|Allee|Ring|Markt|Damm|Ufer))"
    rf"\s\d{{1,4}}\s?[a-z]?(?!\w)(?:,?\s+(?:in\s+)?\d{{4,5}}\s+{_CITY}|,\s*{_CITY})?",
    re.IGNORECASE,
)
_GERMAN_TURNED = re.compile(
    r"(?<![\w.,:/#$-])\d{1,4}\s?[a-z]?\s+[\wäöüß-]{2,}(?:straße|strasse|str\.|weg|platz|allee|gasse|damm|ufer)(?!\w)"
    rf"(?:,?\s+(?:in\s+)?\d{{4,5}}\s+{_CITY}|,\s*{_CITY})?",
    re.IGNORECASE,
)
"""With the number first, as those write it who are used to that."""
_UNTYPED = re.compile(
    rf"(?<![\w.,:/#$-])(?:(?i:{_UNIT}),?\s+)?\d{{1,5}}\s+(?:(?i:broadway)"
    rf"|(?i:[nsew]|north|south|east|west)\.?\s+\d{{1,3}}(?:st|nd|rd|th)|[NSEW]\.?\s[A-Z][a-z]{{2,}})\b{_TAIL}"
)
"""Streets whose names need no type: Broadway, and those with a point of the compass."""
_FRENCH = re.compile(
    r"(?<![\w.,:/#$-])\d{1,4}(?:\s?(?:bis|ter))?,?\s+(?i:rue|avenue|av\.?|boulevard|bd|place|chemin|allée|impasse|quai"
    r"|route|cours)\s+(?:(?:de\s+la|de\s+l'|du|des|de|d'|la|le|les|l')\s*)?[\wÀ-ÿ'’-]+(?:\s[A-ZÀ-Ý][\wÀ-ÿ'’-]+)*"
    rf"(?:,?\s+\d{{5}}\s+(?:{_CITY}|{_NO_CITY}[a-zà-ÿ-]+)|,\s*{_CITY})?"
)
_SOUTHERN = re.compile(
    r"(?<!\w)(?:(?i:calle|c/|avenida|avda\.?|paseo|plaza|carrer|camino|viale|piazza|corso|rua|travessa)|Via|Largo|Av\.)\s?"
    r"(?:(?:de|del|della|dei|di|do|da|dos)\s+)?(?:(?:la|los|las|el)\s+)?[\wÀ-ÿ'’-]+(?:\s(?!\d)[\wÀ-ÿ'’-]+){0,3}?,?\s+(?:n[º°.]\s?)?\d{1,4}(?![\w:])"
    rf"(?:,?\s+\d{{5}}\s+(?:{_CITY}|{_NO_CITY}[a-zà-ÿ-]+)|,\s*{_CITY})?"
)


def find_addresses(text: str, words: Collection[str], ordinary: Collection[str]) -> Iterator[Found]:
    """The addresses of a text that has a digit; `words` are its words in lower case."""
    yield from find_posted(text, ordinary)
    if not STREET_WORDS.isdisjoint(words) or any(word.endswith(_SUFFIXES) for word in words):
        yield from _find_streets(text)
    yield from (Found(*match.span(), "address") for match in _UNTYPED.finditer(text))
    yield from find_announced(text, ordinary)
    if not {"zip", "postcode", "postal"}.isdisjoint(words):
        yield from (Found(*match.span(1), "postcode") for match in _ZIP.finditer(text))
    if not any(_POSTCODE_START.match(word) for word in words if not word.isalpha()):
        return
    for match in _POSTCODES.finditer(text):
        if match.group().isupper() or not _ORDINAL.search(match.group()):
            yield Found(*match.span(), "postcode")


def _find_streets(text: str) -> Iterator[Found]:
    for pattern in (_FRENCH, _GERMAN, _GERMAN_TURNED, _SOUTHERN, _BOX):
        yield from (Found(*match.span(), "address") for match in pattern.finditer(text))
    at = 0
    while match := _ENGLISH.search(text, at):
        if _is_street(match["middle"].split(), match["type"]):
            yield Found(*match.span(), "address")
            at = match.end()
        else:
            # A number inside may begin a street: "task 4 at 12 Oak Street".
            at = match.start() + 1


def _is_street(middle: list[str], kind: str) -> bool:
    if [word.lower() for word in middle] == ["the"]:
        return kind.lower() not in _DIVERS | _TITLED | {"street", "road"}
    if not _NO_STREET.isdisjoint(word.lower() for word in middle):
        return [word.lower() for word in middle] == ["avenue", "of", "the"]
    is_titled = all(word[:1].isupper() or word[:1].isdigit() for word in (*middle, kind))
    if is_titled or kind.lower() not in _DIVERS | _TITLED:
        return True
    return kind.lower() in _DIVERS and len(middle) == 1 and not middle[0].endswith("s")
