"""Objects with conditions, and values that fulfil them or not."""

from typing import Any

from hypothesis import strategies as st

KEYS = ("a", "b", "c", "d")
_NODES = st.sampled_from([{"enum": ["x", "y", "z"]}, {"type": "boolean"}, {"type": "integer"}, {"enum": ["x", None]}])
_LISTED = st.sampled_from([{"const": "x"}, {"enum": ["x", "y"]}, {"const": True}, False, True, {"const": None}])
_SOME = st.lists(st.sampled_from(KEYS), min_size=1, max_size=2, unique=True)
VALUES = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["x", "y", "z", True, False, None, 1, 0]), max_size=4)

_PARTS = st.one_of(
    st.fixed_dictionaries({"required": _SOME}),
    st.fixed_dictionaries({"properties": st.dictionaries(st.sampled_from(KEYS), _LISTED, min_size=1, max_size=2)}),
    st.fixed_dictionaries(
        {"required": _SOME, "properties": st.dictionaries(st.sampled_from(KEYS), _LISTED, max_size=1)}
    ),
    st.fixed_dictionaries({"not": st.fixed_dictionaries({"required": _SOME})}),
)


@st.composite
def draw_schema(draw: st.DrawFn) -> dict[str, Any]:
    """An object of four keys, with none to three conditions."""
    schema: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key: draw(_NODES) for key in KEYS},
        "required": draw(st.lists(st.sampled_from(KEYS), max_size=1)),
    }
    conditions = {
        "oneOf": st.lists(_PARTS, min_size=1, max_size=3),
        "anyOf": st.lists(_PARTS, min_size=1, max_size=3),
        "dependentRequired": st.dictionaries(st.sampled_from(KEYS), _SOME, min_size=1, max_size=2),
        "minProperties": st.integers(0, 3),
        "if": _PARTS,
        "allOf": st.lists(_PARTS, min_size=1, max_size=2),
    }
    for keyword in draw(st.lists(st.sampled_from(sorted(conditions)), max_size=3, unique=True)):
        schema[keyword] = draw(conditions[keyword])
    if "if" in schema:
        schema.update({key: draw(_PARTS) for key in draw(st.sampled_from([["then"], ["else"], ["then", "else"]]))})
    return schema
