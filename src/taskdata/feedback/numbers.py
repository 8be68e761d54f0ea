"""Finders of personal numbers: cards, bank accounts, social security, and ids behind a word; phones are apart."""
# ruff: noqa: SIM905 - lists of words, read as text

import re
from collections.abc import Collection, Iterator

from taskdata.feedback.found import Found
from taskdata.feedback.phones import DATE, find_phones
from taskdata.feedback.randomness import count_digits

_CARD = re.compile(r"(?<![\w.])[2-6](?:[ -]?\d){12,18}(?![\w]|\.\d)")
_CARD_END = re.compile(
    r"\b(?:card|visa|mastercard|amex|debit|credit|account|acct|ssn|phone)\b[^\d\n\"]{0,20}?"
    r"(?:ending|ends|last (?:4|four))\b[^\d\n\"]{0,12}(\d{4})(?!\w)",
    re.IGNORECASE,
)
_ENDING = frozenset(("ending", "ends", "last"))
_IBAN = re.compile(r"(?<!\w)[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]{4}){2,7}(?: ?[A-Za-z0-9]{1,3})?(?!\w)")
_SSN = re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])")
_SSN_CUED = re.compile(
    r"\b(?:ssn|social(?: security)?)(?:\s+(?:number|num|no\.?|#))?[^\d\n,;\"]{0,25}?"
    r"((?<!\w)\d{3}[ -.]?\d{2}[ -.]?\d{4}|\d{4})(?!\w)",
    re.IGNORECASE,
)
_INSURANCE = re.compile(r"(?<!\w)[A-CEGHJ-PQRSTW-Z][A-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)")
_SUBJECT = (
    r"customer|client|user(?:name)?|account|acct|member(?:ship)?|employee|emp|staff|patient|passport|policy|student"
    r"|subscriber|loyalty|badge|nhs|mrn|medical record|(?:driver'?s?|driving) licen[cs]e|licen[cs]e|tax|taxpayer|visa"
    r"|national|insurance|guest|tenant|beneficiary|payroll|personnel|resident|voter|donor|frequent flyer"
    r"|sort code|routing|medicare|medicaid|ein|itin|vin|aadhaar|cpf|dni|nif"
)
_ID = re.compile(
    rf"\b(?:{_SUBJECT})(?P<mark>(?:[ _-]*(?:ids?\b|no\b\.?|nr\b\.?|number|num\b|code|ref\b|acct|account|#|plate))*)"
    r"(?:\s*(?:is|was|:|=|ending(?: in)?|ends in)(?=[\s\d#A-Z]))?\s*"
    r"(?P<id>#?(?=[\w-]*\d)[A-Za-z0-9]+(?:[-_/][A-Za-z0-9]+)*(?: \d{3,}(?=\W|$))*)(?![\w])",
    re.IGNORECASE,
)
_SPACED_TAIL = re.compile(r" \d{3,}.*")
_PREFIXED = re.compile(
    r"(?<![\w-])(?:(?:cust|customer|usr|user|acct|acc|mem|mbr|member|emp|pat|pt|mrn|cli|client|sub|pax|stu)[-_#]?\d{3,}"
    r"|(?:cus|sub|acct|usr|user|cust|mem|emp|pat|ch|pi|pm|tok|src|ba|seti|py)_(?=[A-Za-z]*\d)[A-Za-z0-9]{5,})(?![\w-])",
    re.IGNORECASE,
)
_SUBJECT_WORDS = frozenset(re.findall("[a-z]{2,}", _SUBJECT)) | frozenset(
    [
        "membership",
        "license",
        "licence",
        "username",
        "driver's",
        "drivers",
        "driving",
        "users",
        "customers",
        "members",
        "patients",
    ]
)
_PREFIXES = frozenset(
    """
    cust customer usr user acct acc mem mbr member emp pat pt mrn cli client sub pax stu cus ch pi pm tok src ba
    seti py
""".split()
)
_STARTS = tuple(_PREFIXES)
_SOCIAL_WORDS = frozenset(("ssn", "social", "ni", "nino", "insurance"))
_LONG = re.compile(r"\d[\d ()–‑.\-/]{4,}\d|[A-Z]{2}\d{6}[A-D]")
_UUID = re.compile(r"(?<!\w)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?!\w)", re.IGNORECASE)
_DAY = re.compile(r"(?:19|20)\d\d")


def find_numbers(text: str, regions: Collection[str], words: Collection[str]) -> Iterator[Found]:
    """The personal numbers of a text that has a digit; `words` are its words in lower case."""
    if text.count("-") >= 4:
        yield from (Found(*match.span(), "id") for match in _UUID.finditer(text))
    yield from _find_ibans(text, "iban" in words)
    is_long = any(_is_long(match.group()) for match in _LONG.finditer(text))
    if is_long:
        yield from _find_cards(text, "card" in words)
    if not _ENDING.isdisjoint(words):
        yield from (Found(*match.span(1), "card") for match in _CARD_END.finditer(text))
    if is_long or not _SOCIAL_WORDS.isdisjoint(words):
        yield from _find_social(text, words)
    yield from _find_ids(text, words)
    if is_long:
        yield from find_phones(text, regions)


def _is_long(number: str) -> bool:
    return not DATE.match(number) and count_digits(number) >= 6


def _find_cards(text: str, is_cued: bool) -> Iterator[Found]:
    for match in _CARD.finditer(text):
        if is_card(match.group()) or (is_cued and count_digits(match.group()) >= 15):
            yield Found(*match.span(), "card")


def is_card(number: str) -> bool:
    """Whether the digits of a number are those of a payment card, by its start, its length and Luhn's check."""
    digits = [int(digit) for digit in number if digit.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    started = digits[0] in (3, 4, 5, 6) or digits[:2] in ([2, 2], [2, 3], [2, 4], [2, 5], [2, 6], [2, 7])
    return 13 <= len(digits) <= 19 and started and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def is_iban(number: str) -> bool:
    """Whether the check digits of a bank account's number are right."""
    bare = number.replace(" ", "").upper()
    moved = bare[4:] + bare[:4]
    return 15 <= len(bare) <= 34 and bare.isascii() and int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1


def _find_ibans(text: str, is_cued: bool) -> Iterator[Found]:
    for match in _IBAN.finditer(text):
        cuts = [match.end(), *(match.start() + at for at in _blanks(match.group()))]
        ends = (end for end in cuts if is_iban(text[match.start() : end]))
        fallback = match.end() if is_cued and count_digits(match.group()) >= 8 else None
        if (end := next(ends, fallback)) is not None:
            yield Found(match.start(), end, "iban")


def _blanks(text: str) -> list[int]:
    return [at for at in range(len(text) - 1, 0, -1) if text[at] == " "]


def _find_social(text: str, words: Collection[str]) -> Iterator[Found]:
    yield from (Found(*match.span(), "ssn") for match in _SSN.finditer(text))
    if "ssn" in words or "social" in words:
        yield from (Found(*match.span(1), "ssn") for match in _SSN_CUED.finditer(text))
    yield from (Found(*match.span(), "ssn") for match in _INSURANCE.finditer(text))


def _find_ids(text: str, words: Collection[str]) -> Iterator[Found]:
    if not _SUBJECT_WORDS.isdisjoint(words):
        yield from _find_cued_ids(text)
    if not _PREFIXES.isdisjoint(words) or any(word.startswith(_STARTS) and count_digits(word) for word in words):
        yield from (Found(*match.span(), "id") for match in _PREFIXED.finditer(text))


def _find_cued_ids(text: str) -> Iterator[Found]:
    for match in _ID.finditer(text):
        words = match["id"]
        is_marked = (
            bool(match["mark"].strip(" _-"))
            or match.group().lower().startswith(("sort code", "routing"))
            or words.startswith("#")
        )
        if not is_marked:
            words = _SPACED_TAIL.sub("", words)
        if is_marked or (len(words) >= 4 and not (len(words) == 4 and _DAY.match(words)) and not DATE.match(words)):
            yield Found(match.start("id") + words.startswith("#"), match.start("id") + len(words), "id")
