"""Finder of phone numbers, in the ways in which countries group their digits."""

import re
from collections.abc import Collection, Iterator

import phonenumbers

from taskdata.feedback.found import Found
from taskdata.feedback.randomness import count_digits

_GAP = r"[\s().\-/–‑]"
_NUMBER = re.compile(
    rf"(?<![\w#@$€£])(?<!\w[-/@])(?<!\d[.,:])(?<!\d:)(?:\+ ?|00 ?)?(?:\(\+?\d{{1,4}}\)|\d)"
    rf"(?:{_GAP}{{0,3}}\d){{5,15}}(?!(?!x\d)[\w@]|[.,:/-]\d)|(?<=tel:)\+?\d[\d-]{{5,}}"
)
_EXTENSION = re.compile(r",?\s*(?:extn?\.?|extension|x|dw\.?|durchwahl|poste|int\.?)\s*\d{1,6}(?!\w)", re.IGNORECASE)
_SHAPES = re.compile(
    r"(?:\+?1[\s.-]?)?(?:\(\d{3}\)\s?|\d{3}\s?[\s./–‑-]\s?)\d{3}\s?[\s.–‑-]\s?\d{4}"  # North America
    r"|\d{2}[1-9][-–‑]\d{4}(?<!00)"  # the same without the area
    r"|0\d(?:[ .-]\d\d){4}"  # France
    r"|[6-9]\d\d(?:[ .-]\d\d){3}|9\d \d{3} \d\d \d\d"  # Spain
    r"|(?:91[ -])?[6-9]\d{4}[ -]\d{5}"  # India
    r"|3[2-9]\d[ .-]\d{6,7}"  # mobiles in Italy
    r"|04\d\d \d{3} \d{3}"  # mobiles in Australia
)
_TRUNK = re.compile(r"\(0\d{1,4}\)[ -]?[\d -]{6,10}|0[1-9]\d{0,4}(?:[ /-]+\d{2,8}){1,4}|0[1-9]\d{8,10}")
"""National numbers begin with a zero."""
_CUE = re.compile(
    r"\b(?:call(?:ing|ed|s)?|text(?:ing|ed)?|te?xt|sms|dial|ring(?:ing)?|rang|tel|tele(?:ph|f)on\w*|t[ée]l[ée]ph?\w*"
    r"|(?:\w*phone)|mobile?\w*|m[óo]vil|cell?(?:s|ulare|ular)?|fax|whats ?app|wa|nr|num(?:ber|ero|éro|mer)?s?|\w*nummer"
    r"|n[úu]mero|reach(?:able)?|handy|contact|msg|message|ph|no|landline|office|home|work|line|extension|hotline"
    r"|ruf|anruf(?:en)?|r[uü]ckruf|melden|appel\w*|rappel\w*|llam\w*|chiam\w*|ligar?|bel|bellen|dzwo\w*|dial-in|facetime"
    r"|pager|voicemail|reception|helpline|signal|viber|telegram|hes on|shes on|he's on|she's on)\b",
    re.IGNORECASE,
)
_WINDOW = 40
"""How far ahead of a number a word announces it."""
_CUE_BEHIND = re.compile(
    r"\W{1,3}(?:(?:is|that's|thats|it's|its|for|to reach) )?(?:(?:my|her|his|the|our|their) )?(?:\w+ )?"
    r"(?:number|cell|phone|mobile|line|landline|fax|handy|whatsapp)\b",
    re.IGNORECASE,
)
_STATED = re.compile(r"(?:\bis|:|@)\s*$")
_STATED_SHAPE = re.compile(r"\d{3}[ .-]\d{4}")
_COUNTED = re.compile(
    r"(?:\b(?:order|ticket|case|ids?|isbn|build|version|sku|tracking|ref|reference|batch|serial|po|rev|commit|pr|part"
    r"|model|item|flight|job|bug|issue|ean|upc|asin|barcode|epoch|timestamp|pages?|pp|chapters?|lines?|verses?"
    r"|between|range|from|years?|population|article)(?:\s+(?:number|no\.?|id))?[\s:#]*|[#$€£])$",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\s?(?:ns|µs|ms|s|sec\w*|steps|views|words|km|m|miles|kg|g|usd|eur|gbp|inr|bytes|[kmgt]b|%|people|rows|records"
    r"|dollars|euros|pounds|rupees|years)\b",
    re.IGNORECASE,
)
DATE = re.compile(
    r"(?:19|20)\d{2}[-/.]?(?:0[1-9]|1[0-2])[-/.]?(?:0[1-9]|[12]\d|3[01])(?!\d{3})|(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|[12]\d|3[01])[-/.]"
    r"(?:\d{4}|\d{2})(?!\d|[-/.]\d\d[-/.]\d|-\d{3,})"
)
_DATE_INSIDE = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_TIME = re.compile(r"1\d{9}(?:\d{3})?")
"""Seconds, or their thousandths, since 1970."""


def find_phones(text: str, regions: Collection[str]) -> Iterator[Found]:
    """The phone numbers of a text; those of the regions even where nothing announces them."""
    for match in _NUMBER.finditer(text):
        number, digits = match.group(), count_digits(match.group())
        if not 7 <= digits <= 15 or _is_other(number, text[: match.start()][-30:], text[match.end() :][:12]):
            continue
        before, behind = text[: match.start()][-_WINDOW:], text[match.end() :][:_WINDOW]
        if _has_shape(number, digits) or (
            not _is_row(number) and (_is_announced(number, digits, before, behind) or _is_valid(number, regions))
        ):
            extension = _EXTENSION.match(text, match.end())
            yield Found(match.start(), extension.end() if extension else match.end(), "phone")


def _is_other(number: str, before: str, behind: str) -> bool:
    """Whether a number is a day, a count or another thing's."""
    if _COUNTED.search(before) or (not number.startswith("0") and _MEASURED.match(behind)):
        return True
    return DATE.match(number) is not None


def _is_row(number: str) -> bool:
    """Whether digits are those of several numbers: of decimals, of a version with its day, of a list."""
    is_decimal = "." in number and not {" ", "/"}.isdisjoint(number)
    has_single = any(len(group) == 1 for group in re.findall(r"\d+", number)[1:])
    return is_decimal or has_single or _DATE_INSIDE.search(number) is not None


def _has_shape(number: str, digits: int) -> bool:
    if number.startswith("+") or _SHAPES.fullmatch(number):
        return True
    return 9 <= digits <= 13 and _TRUNK.fullmatch(number) is not None


def _is_announced(number: str, digits: int, before: str, behind: str) -> bool:
    if _STATED.search(before) and _STATED_SHAPE.fullmatch(number):
        return True
    if _CUE_BEHIND.match(behind):
        return True
    return _CUE.search(before) is not None and (
        digits >= 9 or not number.isdigit() or (digits >= 8 and number.startswith("0"))
    )


def _is_valid(number: str, regions: Collection[str]) -> bool:
    """Whether a number without any word about it is one that a region has given to phones."""
    if count_digits(number) < 9 or _TIME.fullmatch(number) or number.endswith("00000"):
        return False
    if number.startswith("00"):
        number = "+" + number[2:]
    return any(_is_valid_in(number, region) for region in regions)


def _is_valid_in(number: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, region))
    except phonenumbers.NumberParseException:
        return False
