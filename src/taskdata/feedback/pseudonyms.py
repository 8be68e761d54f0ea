"""Pseudonyms: what stands for personal data, decided by a secret, so that the same datum always gets the same."""

import hmac
import re
from collections.abc import Callable, Collection, Sequence

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

from taskdata.feedback.gazetteer import load_pool
from taskdata.feedback.names import Names
from taskdata.feedback.numbers import is_card, is_iban
from taskdata.feedback.tokens import plain

_STREETS = (
    "Juniper", "Alder", "Larkspur", "Bramble", "Thistle", "Wisteria", "Hawthorn", "Sorrel", "Tamarind", "Foxglove",
    "Marigold", "Cypress", "Bluebell", "Heron", "Kestrel", "Pebble", "Saffron", "Clementine", "Quince", "Mulberry",
)  # fmt: skip
_CITIES = ("Eastmere", "Northfold", "Lakemoor", "Ashcombe", "Westbrae", "Millhaven", "Stonewick", "Fernby")
_GERMAN = re.compile(r"(?:straße|strasse|str\.?|weg|platz|allee|gasse|damm|ufer|ring)\s\d", re.IGNORECASE)
_FRENCH = re.compile(
    r"\d\S*\s+(?:rue|avenue|av\.|boulevard|bd|place|chemin|allée|impasse|quai|route|cours)\s", re.IGNORECASE
)
_SOUTHERN = re.compile(
    r"(?:calle|c/|avenida|avda|av\.|paseo|plaza|carrer|camino|via|viale|piazza|corso|largo|rua|travessa)\b",
    re.IGNORECASE,
)


class Pseudonyms:
    """Pseudonyms under one secret. What they stand for cannot be worked out from them without it."""

    def __init__(self, secret: bytes, first: Collection[str], names: Names) -> None:
        self._secret, self._names = secret, names
        good = {
            name.capitalize() if name.islower() else name
            for name in first
            if name.isalpha() and len(name) > 2 and plain(name) not in names.words
        }
        self._first = sorted(good) if len(good) > 50 else sorted({*good, *load_pool("first")})
        self._last = [name for name in load_pool("last") if plain(name) not in names.words]

    def hash(self, kind: str, words: str) -> bytes:
        """The keyed hash of some words; of 32 bytes."""
        return hmac.digest(self._secret, f"{kind}\0{words}".encode("utf-8", "surrogatepass"), "sha256")

    def hide(self, words: str) -> str:
        """What words are remembered by that a person has hidden."""
        return self.hash("hidden", words).hex()

    def name(self, key: str, taken: Collection[str]) -> str:
        """The pseudonym of one word of a name, which is none of the words taken, all in lower case without accents."""
        if len(key) == 1:
            return self._letter(key)
        is_last = self._names.is_last(key) and not self._names.is_first(key)
        pool = self._last if is_last else self._first
        for turn in range(len(pool)):
            name = self._pick(f"name {turn}" if turn else "name", key, pool)
            if plain(name) != key and plain(name) not in taken:
                return name
        return self._letters("name", key).capitalize()

    def email(self, text: str, name: Callable[[str], str]) -> str:
        """An address at example.com; `name` gives the pseudonym of a word."""
        local = re.split(r"@|%40|\s?(?:\(at\)|\[at\]|\sat\s)", text, maxsplit=1)[0].split("+")[0]
        words = [word for word in re.split(r"[\W\d_]+", plain(local)) if len(word) > 1]
        first = (
            name(words[0])
            if words and self._names.is_first(words[0])
            else self._pick("first", plain(text), self._first)
        )
        last = name(words[1]) if len(words) > 1 else self._pick("last", plain(text), self._last)
        sign = "%40" if "%40" in text and "@" not in text else "@"
        number = self.hash("email number", plain(text))[0] % 90 + 10
        return f"{first}.{last}{number}{sign}example.com".lower()

    def number(self, kind: str, text: str) -> str:
        """Other digits and letters in the same shape, that are nobody's card, account or social security number."""
        for turn in range(100):
            made = self._letters(f"{kind} {turn}", text)
            if kind == "ssn":
                made = re.sub(
                    r"^\d{3}(?=\D?\d{2}\D?\d{4}$)",
                    "000",
                    re.sub(r"^[A-Za-z]{2}", "QQ" if text[:1].isupper() else "qq", made),
                )
            if kind == "iban":
                made = text[:2] + made[2:]
            if kind == "postcode" and made[0].isalpha():
                made = ("Q" if text[0].isupper() else "q") + made[1:]
            if made != text and not (kind == "card" and is_card(made)) and not (kind == "iban" and is_iban(made)):
                return made
        return "0" * len(text)

    def phone(self, text: str) -> str:
        """A number that is kept for fiction, with the same marks between the digits."""
        if extension := re.search(r"\s*,?\s*(?:ext\.?|extension|x)\s*\d+$", text, re.IGNORECASE):
            return self.phone(text[: extension.start()]) + self._digits(extension.group())
        digits = re.sub(r"\D", "", text)
        if len(digits) < 5:
            return self.number("phone", text)
        international = text.strip().startswith(("+", "00"))
        code = _country_code(digits.removeprefix("00")) if international else ""
        national = digits.removeprefix("00")[len(code) :] if international else digits
        stream = self.hash("phone", national[-9:])
        made = self._fiction(national, code, stream)
        made = ("00" if digits.startswith("00") and international else "") + code + made
        if made == digits:
            made = made[:-1] + str((int(made[-1]) + 1) % 10)
        left = iter(made)
        return "".join(next(left, "0") if sign.isdigit() else sign for sign in text)

    def address(self, text: str) -> str:
        """A street that is made up, in the way of the country and the case of the text."""
        key = re.sub(r"\W+", " ", plain(text)).strip()
        stream = self.hash("address", key)
        street, number = _STREETS[stream[0] % len(_STREETS)], 100 + int.from_bytes(stream[1:3], "big") % 9800
        city = f", {_CITIES[stream[3] % len(_CITIES)]}" if "," in text else ""
        if re.match(r"p", text, re.IGNORECASE) and "box" in key:
            made = f"PO Box {number}{city}"
        elif _GERMAN.search(text):
            made = f"{street}weg {number % 200 + 1}{city}"
        elif _FRENCH.search(text):
            made = f"{number % 200 + 1} rue {street}{city}"
        elif _SOUTHERN.match(text):
            made = f"{text.split()[0]} {street} {number % 200 + 1}{city}"
        else:
            made = f"{number} {street} Street{city}"
        return made.lower() if text.islower() else made

    def ip(self, text: str) -> str:
        """An address out of the ranges kept for documents."""
        stream = self.hash("ip", text.lower())
        for turn in range(3):
            network = ("192.0.2", "198.51.100", "203.0.113")[(stream[1] + turn) % 3]
            groups = ":".join(f"{int.from_bytes(stream[at : at + 2], 'big'):x}" for at in (2, 4))
            made = f"2001:db8::{groups}" if ":" in text else f"{network}.{stream[0] % 254 + 1}"
            if made != text.lower():
                return made
        return made

    def handle(self, text: str, name: Callable[[str], str]) -> str:
        """A handle of other words and digits with the same marks."""
        return re.sub(
            r"[^\W\d_]+|\d+",
            lambda match: self.number("handle", match.group()) if match.group().isdigit() or len(match.group()) < 2
            else fit_case(match.group(), name(plain(match.group()))),
            text,
        )  # fmt: skip

    def _digits(self, text: str) -> str:
        return re.sub(r"\d+", lambda match: self.number("extension", match.group()), text)

    def _fiction(self, national: str, code: str, stream: bytes) -> str:
        digits = "".join(str(byte % 10) for byte in stream)
        line = f"{stream[30] % 100:02}"
        trunk = "0" if national.startswith("0") else ""
        if (code == "44" or (not code and trunk)) and len(national) - len(trunk) == 10:
            return trunk + ("7700900" if national.removeprefix("0").startswith("7") else "1632960") + digits[:3]
        if len(national) == 7:
            return f"55501{line}"
        if len(national) < 7:
            return digits[: len(national)]
        ahead = len(national) - 7 - len(trunk)
        area = str(2 + stream[0] % 8) + str(stream[1] % 9) + digits[2:]
        lead = "1" if not code and len(national) == 11 and national[0] == "1" else ""
        return trunk + lead + area[: ahead - len(lead)] + f"55501{line}"

    def _letters(self, kind: str, text: str) -> str:
        """Other letters and digits for those of a text; what stands between them changes nothing."""
        bare = re.sub(r"[\W_]", "", plain(text))
        stream = b"".join(self.hash(f"{kind} {block}", bare) for block in range(len(text) // 32 + 1))
        made, at = list[str](), 0
        for sign in text:
            made.append(_change(sign, stream[at]) if sign.isalnum() else sign)
            at += sign.isalnum()
        if made and made[0] == "0" and text[0] != "0":
            made[0] = "1"
        return "".join(made)

    def _letter(self, key: str) -> str:
        byte = self.hash("initial", key)[0] % 25
        return chr(65 + byte + (65 + byte >= ord(key.upper()[0])))

    def _pick(self, kind: str, key: str, pool: Sequence[str]) -> str:
        return pool[int.from_bytes(self.hash(kind, key)[:8], "big") % len(pool)]


def fit_case(original: str, made: str) -> str:
    """A name in the case of the one it stands for."""
    if original.islower():
        return made.lower()
    return made.upper() if len(original) > 1 and original.isupper() else made


def _change(sign: str, byte: int) -> str:
    if sign.isdigit():
        return str(byte % 10)
    return chr((65 if sign.isupper() else 97) + byte % 26)


def _country_code(digits: str) -> str:
    starts = (digits[:length] for length in (1, 2, 3) if len(digits) >= length)
    return next((start for start in starts if int(start) in COUNTRY_CODE_TO_REGION_CODE), "")
