"""What may be declared of a slot, type by type. Inert; nothing here acts."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self, TypeVar, get_args

from pydantic import AfterValidator, ConfigDict, Discriminator, Field, Tag, model_validator

from taskdata.foundation.usecase import Count, Declaration

Weight = Annotated[float, Field(gt=0, strict=False)]
Scalar = str | int | float | bool | None
T = TypeVar("T")
_OWN = "own"
Some = Annotated[T, Field(min_length=1)]
"""A list or a mapping that is not empty."""


def _check_shape(shape: str) -> str:
    try:
        re.compile(shape)
        fits_nothing = re.compile(f"(?:{shape})").match("") is not None
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"this is no regular expression that can stand within another: {error}") from error
    if fits_nothing:
        raise ValueError("this fits where nothing is said; write it so that it needs a word")
    return shape


def _check_words(text: str) -> str:
    if not text.strip():
        raise ValueError("this says nothing; write words, or take it out")
    return text


def _check_word(text: str) -> str:
    if len(_check_words(text).split()) > 1:
        raise ValueError(f"'{text}' is more than one word; here stand single words")
    return text


def _check_code(text: str) -> str:
    if not re.fullmatch("[A-Z]{3}", text):
        raise ValueError(f"'{text}' is no code of a currency; write three capitals such as USD")
    return text


Shape = Annotated[str, AfterValidator(_check_shape)]
"""A regular expression for whole words, whatever their case."""
Words = Annotated[str, AfterValidator(_check_words)]
Word = Annotated[str, AfterValidator(_check_word)]


class ChoiceValue(Declaration):
    """A value with parts, and the phrases that stand for it."""

    value: Some[dict[str, Scalar]]
    say: Some[list[str]]


class ChoiceSlot(Declaration):
    """Phrases that each stand for a value; with `part` it has parts, and `beside` gives phrases further ones.

    What has one of the `shapes` of a value is heard as well, and never said; in what is `never` one, nothing is heard.
    """

    type: Literal["choice"]
    forms: dict[str, Any]
    part: str | None = None
    beside: dict[str, dict[str, Scalar]] = {}
    shapes: dict[Scalar, Some[list[Shape]]] = {}
    never: list[Words] = []


class PhraseSlot(Declaration):
    """Words from a grammar, copied as typed.

    Of a closed one, what has one of the `shapes` is heard as well, and never said; in what is `never` one, nothing is.
    The forms in `pairs` are parallel lists: those of one sentence take the same line and the same alternatives.
    """

    type: Literal["phrase"]
    grammar: str
    pairs: dict[str, str] = {}
    capital: Literal["first", "each", "keep"] = "keep"
    apart: bool = False
    closed: bool = False
    drop_first: list[str] = []
    drop_last: list[str] = []
    parts: dict[str, Literal["reference_date"]] = {}
    shapes: list[Shape] = []
    never: list[Words] = []


class DateSlot(Declaration):
    """A calendar day; the kinds in `only_alone` do not stand behind a preposition of the sentence.

    One that is `past` looks back: "Friday" and "Jan 5" are the last that have been, and not the next.
    """

    type: Literal["date"]
    kinds: Some[dict[str, Weight]]
    only_alone: list[str] = []
    past: bool = False


class SpanSlot(Declaration):
    """A span of days, with the parts `from` and `to`; one that is `past` looks back."""

    type: Literal["span"]
    kinds: Some[dict[str, Weight]]
    past: bool = False


class NumberSlot(Declaration):
    """A whole number."""

    type: Literal["number"]
    min: Annotated[int, Field(ge=0)]
    max: int
    forms: list[Literal["digits", "words", "hash"]] = ["digits"]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min > self.max:
            raise ValueError(f"min ({self.min}) is above max ({self.max})")
        return self


class Currency(Declaration):
    """How amounts in one currency are written: its signs, and the words for one unit, for many, and for hundredths."""

    weight: Weight = 1.0
    signs: list[Words] = []
    one: list[Words] = []
    many: list[Words] = []
    cents: list[Words] = []
    decimals: Literal[0, 2] = 2


class MoneySlot(Declaration):
    """An amount of money, with the parts `amount` and `currency`.

    With a `default`, a number with two decimals is an amount in that currency, as is any number behind one of `cues`.
    """

    type: Literal["money"]
    currencies: Some[dict[Annotated[str, AfterValidator(_check_code)], Currency]]
    min: Annotated[int, Field(ge=1)]
    max: int
    forms: Some[dict[Literal["symbol", "word", "code"], Weight]] = {"symbol": 1.0}
    default: str | None = None
    cues: list[Words] = []

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        if self.min > self.max:
            raise ValueError(f"min ({self.min}) is above max ({self.max})")
        if self.default is not None and self.default not in self.currencies:
            raise ValueError(f"the default '{self.default}' is none of the currencies")
        if self.cues and self.default is None:
            raise ValueError("`cues` are heard before a number without a currency; give the `default` that it has")
        for form, key in (("symbol", "signs"), ("word", "many")):
            if form in self.forms and not any(getattr(currency, key) for currency in self.currencies.values()):
                raise ValueError(f"no currency has `{key}`, without which the form '{form}' says nothing")
        return self


class PersonSlot(Declaration):
    """A first name: of the pack's own list, of faker's, or a word for the speaker.

    A word for the speaker is the person only in one of `self_cues`: `{self}` stands for it, `...` for any words.
    The names of `heard` are understood as well, and never said; what has one of the words of `never` is no person.
    """

    type: Literal["person"]
    names: list[str] = []
    heard: list[str] = []
    never: list[str] = []
    faker: dict[str, Count] = {}
    self: dict[str, Weight] = {}
    self_cues: list[str] = []
    stop: list[str] = []

    @model_validator(mode="after")
    def _has_names(self) -> Self:
        if not self.names and not self.faker:
            raise ValueError("a person needs `names`, or `faker` with a locale and a count of names")
        return self


class TagsSlot(Declaration):
    """Words behind `#` or a word such as "tagged"."""

    type: Literal["tags"]
    words: Some[list[str]]
    most: Count = 1
    cues: list[str] = ["tagged", "tag it"]


class LikeSlot(Declaration):
    """A second slot of the same kind as another."""

    like: str


def _describe_own(schema: dict[str, Any]) -> None:
    """In the schema for editors: neither of a built-in type nor like another slot."""
    schema["properties"]["type"]["not"] = {"enum": list(SLOT_TYPES)}
    schema["not"] = {"required": ["like"]}


class OwnSlot(Declaration):
    """A slot of a type that an installed package provides; the package says which further keys it has."""

    model_config = ConfigDict(extra="allow", json_schema_extra=_describe_own)

    type: str


def _slot_tag(value: Any) -> str | None:
    if isinstance(value, LikeSlot) or (isinstance(value, Mapping) and "like" in value):
        return "like"
    kind = value.get("type") if isinstance(value, Mapping) else getattr(value, "type", None)
    return kind if kind is None or kind in SLOT_TYPES else _OWN


SlotSpec = Annotated[
    Annotated[ChoiceSlot, Tag("choice")]
    | Annotated[PhraseSlot, Tag("phrase")]
    | Annotated[DateSlot, Tag("date")]
    | Annotated[SpanSlot, Tag("span")]
    | Annotated[NumberSlot, Tag("number")]
    | Annotated[MoneySlot, Tag("money")]
    | Annotated[PersonSlot, Tag("person")]
    | Annotated[TagsSlot, Tag("tags")]
    | Annotated[LikeSlot, Tag("like")]
    | Annotated[OwnSlot, Tag(_OWN)],
    Discriminator(_slot_tag),
]
SLOT_TYPES = tuple(
    tag for member in get_args(get_args(SlotSpec)[0]) if (tag := get_args(member)[1].tag) not in ("like", _OWN)
)
"""The types that are built in."""
