"""What the schemas of pack files say beyond their models: a note at each key, and what only the loader knows."""

from collections.abc import Mapping
from typing import Any

from taskdata.foundation.slot_specs import ChoiceValue
from taskdata.slots.dates.say import DAY_KINDS, SPAN_KINDS
from taskdata.slots.dates.say_past import PAST_DAY_KINDS, PAST_SPAN_KINDS
from taskdata.workflows.schema_notes import NOTES

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT, "minItems": 1}
_NAMED: Schema = {"pattern": "^[a-z][a-z0-9_]*$"}
_FORM: Schema = {
    "description": "The phrases of each value, or a list of {value, say} where a value has parts.",
    "oneOf": [
        {
            "type": "object",
            "minProperties": 1,
            "properties": {"then": {**_TEXT, "description": "The word that must follow later."}},
            "additionalProperties": _TEXTS,
        },
        {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/ChoiceValue"}},
    ],
}
_REFERENCE: Schema = {
    **_TEXT, "pattern": r"^[a-z][a-z0-9_]*(\..+)?$",
    "description": "A slot, or `slot.part`, a part of its value.",
}  # fmt: skip
_NEEDS: Schema = {**_TEXT, "description": "Counts only beside this other slot."}
_OUTPUT: Schema = {
    "description": "What a field has: {slot: ...}, {join: [...]}, an object of fields, or what is always the same.",
    "if": {"type": "object", "required": ["slot"]},
    "then": {
        "additionalProperties": False,
        "properties": {
            "slot": {
                "description": "The slot whose value it is; of several, the first that was said.",
                "anyOf": [_REFERENCE, {"type": "array", "minItems": 1, "items": _REFERENCE}],
            },
            "default": {"description": "The value where nothing was said; without it, the field is left out."},
            "needs": _NEEDS,
            "not_past": {"type": "boolean", "description": "Whether days before the reference date are refused."},
            "not_future": {"type": "boolean", "description": "Whether days behind the reference date are refused."},
        },
    },
    "else": {
        "if": {"type": "object", "required": ["join"]},
        "then": {
            "additionalProperties": False,
            "properties": {
                "join": {
                    "description": "Slots whose words are joined, those that were said.",
                    "type": "array",
                    "minItems": 1,
                    "items": {
                        "anyOf": [
                            _REFERENCE,
                            {
                                "type": "object",
                                "additionalProperties": False,
                                "required": ["slot"],
                                "properties": {"slot": _REFERENCE, "needs": _NEEDS},
                            },
                        ]
                    },
                },
                "with": {**_TEXT, "description": "What stands between them."},
            },
        },
        "else": {"additionalProperties": {"$ref": "#/$defs/Output"}},
    },
}
_NEED_ONE: Mapping[str, Schema] = {
    "SentenceEntry": {"oneOf": [{"required": ["say"]}, {"required": ["sentences"]}]},
    "HeardEntry": {"anyOf": [{"required": [key]} for key in ("sentences", "before", "after", "words")]},
    "PersonSlot": {"anyOf": [{"required": ["names"]}, {"required": ["faker"]}]},
    "Size": {"oneOf": [{"required": ["shares"]}, {"required": ["counts"]}]},
    "Evidence": {"dependentRequired": {"lacks": ["like"]}},
}


def guide_editor(schema: Schema, model: str) -> None:
    """Add to the schema of a model what an editor needs to complete and check a file."""
    parts = schema["$defs"]
    if model == "TemplateFile":
        parts |= {"ChoiceValue": ChoiceValue.model_json_schema(), "Output": _OUTPUT}
        _guide_templates(schema["properties"], parts)
    for name, part in {**parts, model: schema}.items():
        for key, note in NOTES.get(name, {}).items():
            part["properties"][key] = {"description": note, **part["properties"][key]}
        part.update(_NEED_ONE.get(name, {}))


def _guide_templates(keys: Schema, parts: Schema) -> None:
    keys["rules"]["propertyNames"] = keys["slots"]["propertyNames"] = _NAMED
    keys["grammars"]["additionalProperties"] = {
        "type": "object",
        "minProperties": 1,
        "properties": {"rules": {"type": "object", "propertyNames": _NAMED, "additionalProperties": _TEXT}},
        "additionalProperties": _TEXTS,
    }
    parts["ChoiceSlot"]["properties"]["forms"] |= {"minProperties": 1, "additionalProperties": _FORM}
    days = {**DAY_KINDS, **PAST_DAY_KINDS}
    for name, kinds in (("DateSlot", days), ("SpanSlot", {**SPAN_KINDS, **PAST_SPAN_KINDS})):
        allowed = parts[name]["properties"]["kinds"]
        allowed["properties"] = dict.fromkeys(kinds, allowed["additionalProperties"])
        allowed["additionalProperties"] = False
    parts["DateSlot"]["properties"]["only_alone"]["items"] = {"enum": list(days)}
    parts["ActionEntry"]["properties"]["output"]["additionalProperties"] = {"$ref": "#/$defs/Output"}
