"""What vLLM takes: a JSON schema that both of its backends compile, and that admits every right answer.

The keywords are those that xgrammar 0.2 and llguidance 1.9 both enforce, and that vLLM does not refuse beforehand
(its modules `backend_xgrammar` and `backend_guidance` under vllm/v1/structured_output). `pattern`, `minLength` and
`maxLength` are left out though both compile: of a text with one of them, xgrammar refuses every quotation mark,
backslash and line break, so that a model could not say them.
"""

from typing import Any

from taskdata.serving.targets.schema_writer import Json, SchemaWriter
from taskdata.serving.tree.alternatives import list_alternatives, split_conditions
from taskdata.serving.tree.merging import HEADING
from taskdata.serving.tree.nodes import Model, Note, Plain, Record, Sequence

_NUMBERS = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"})
_FORMATS = frozenset({"date", "uuid"})


def write_vllm_request(model: Model) -> tuple[dict[str, Any], list[Note]]:
    """What is added to the body of a request, and what it does not enforce."""
    writer = _Writer(model)
    schema = {HEADING: model.name, **writer.write(model.root), **writer.write_definitions()}
    return {"structured_outputs": {"json": schema}}, writer.notes


class _Writer(SchemaWriter):
    keeps = {
        "number": _NUMBERS,
        "integer": _NUMBERS,
        "array": frozenset({"minItems", "maxItems"}),
    }

    def choose_rules(self, kind: str, node: Plain | Sequence | Record) -> Json:
        if kind == "string" and node.rules.get("format") in _FORMATS:
            return {"format": node.rules["format"]}
        if isinstance(node, Record) and node.needs_some:
            return {"minProperties": 1}
        return super().choose_rules(kind, node)

    def write_record(self, record: Record) -> Json:
        self.notes += split_conditions(record)[1]
        options = [self._write_one(one) for one in list_alternatives(self.model, record)]
        return options[0] if len(options) == 1 else {"anyOf": options} if options else {"enum": []}

    def _write_one(self, record: Record) -> Json:
        written = self.write_fields(record.fields, [one.name for one in record.fields if one.needed])
        if record.is_open:
            written["additionalProperties"] = True
        return {**written, **self.keep("object", record)}
