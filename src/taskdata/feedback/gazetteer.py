"""What names faker's locales know: loaded once, when first asked for."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import NamedTuple

from taskdata.feedback.name_lists import CORE_LOCALES, DOUBLE, MORE_NAMES, ORDINARY, SURNAME_WORDS
from taskdata.feedback.tokens import plain

_LOCALES = (
    *CORE_LOCALES, "en", "en_KE", "en_NG", "en_PK", "es_AR", "es_CO", "es_CL", "de_AT", "de_CH", "fr_CH",
    "fr_BE", "pt_PT", "nl_BE", "sv_SE", "no_NO", "da_DK", "fi_FI", "pl_PL", "cs_CZ", "sk_SK", "hu_HU", "ro_RO",
    "hr_HR", "tr_TR", "id_ID", "vi_VN", "az_AZ", "et_EE", "lt_LT", "lv_LV", "sl_SI", "is_IS", "sw", "yo_NG",
    "ha_NG", "ig_NG", "zu_ZA", "ga_IE", "tw_GH",
)  # fmt: skip
_FIRST = ("first_names", "first_names_male", "first_names_female", "first_names_nonbinary")
_LAST = ("last_names", "last_names_male", "last_names_female")


class Gazetteer(NamedTuple):
    """Names in lower case without accents; `core` are the first names that most people would know for names."""

    core: frozenset[str]
    first: frozenset[str]
    last: frozenset[str]


@cache
def load_gazetteer() -> Gazetteer:
    """The names of faker's locales that are written in Latin letters."""
    core = {*MORE_NAMES, *_read_all(CORE_LOCALES, _FIRST)}
    first, last = _read_all(_LOCALES, _FIRST), _read_all(_LOCALES, _LAST)
    return Gazetteer(frozenset(core), frozenset(first | core), frozenset(last))


@cache
def load_words() -> frozenset[str]:
    """Everyday English words: those of faker's filling texts and of its jobs, which are no names, and those listed."""
    filling = import_module("faker.providers.lorem.en_US").Provider.word_list
    jobs = import_module("faker.providers.job").Provider.jobs
    listed = (word.lower().strip(",()/") for text in (*filling, *jobs) for word in text.replace("/", " ").split())
    return frozenset((*listed, *ORDINARY, *DOUBLE, *SURNAME_WORDS))


@cache
def load_pool(which: str) -> tuple[str, ...]:
    """The `first` or `last` names of English locales that are good pseudonyms: plain, and no everyday words."""
    attributes = _FIRST if which == "first" else _LAST
    names = {
        name for locale in ("en_US", "en_GB") for name in _read(locale, attributes)
        if name.isascii() and name.isalpha() and name.istitle() and len(name) > 3
    }  # fmt: skip
    other = load_gazetteer().first if which == "last" else frozenset[str]()
    return tuple(sorted(name for name in names if name.lower() not in load_words() and name.lower() not in other))


def _read_all(locales: Iterable[str], attributes: Iterable[str]) -> set[str]:
    return {plain(name) for locale in locales for name in _read(locale, attributes) if _is_latin(name)}


def _read(locale: str, attributes: Iterable[str]) -> Iterator[str]:
    try:
        provider = import_module(f"faker.providers.person.{locale}").Provider
    except ModuleNotFoundError:
        return
    for attribute in attributes:
        names = getattr(provider, attribute, ())
        yield from () if isinstance(names, property) else names


def _is_latin(name: str) -> bool:
    return len(name) > 1 and all(ord(sign) < 0x250 or 0x1E00 <= ord(sign) < 0x1F00 or sign == "’" for sign in name)
