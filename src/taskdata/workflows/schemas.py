"""The JSON Schemas of what users write and read, computed from the models that check it."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from taskdata.author.files import TemplateFile
from taskdata.foundation.errors import InputError
from taskdata.foundation.records import Example, Failure
from taskdata.foundation.usecase import UseCase
from taskdata.io.files import write_file
from taskdata.workflows.schema_guide import guide_editor

MODELS: Mapping[str, tuple[str, type[BaseModel]]] = {
    "example": ("Example record", Example),
    "failure": ("Line of a failure log", Failure),
    "usecase": ("Use case (usecase.yaml)", UseCase),
    "templates": ("Template file (templates/*.yaml)", TemplateFile),
}
"""The title and the model of each schema, by the name of its file."""


class _Generator(GenerateJsonSchema):
    """As pydantic generates it, without a title at each key that only repeats the key."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """What is looked at before its model is an entry that may be written as a bare text."""
        return {"anyOf": [{"type": "string"}, super().function_before_schema(schema)]}


def render_schemas() -> dict[str, bytes]:
    """Each schema as indented JSON, by the name of its file."""
    return {f"{name}.schema.json": _render(name, title, model) for name, (title, model) in MODELS.items()}


def _render(name: str, title: str, model: type[BaseModel]) -> bytes:
    head = {"$schema": GenerateJsonSchema.schema_dialect, "$id": f"urn:taskdata:{name}", "title": title}
    schema = model.model_json_schema(schema_generator=_Generator)
    if model in (UseCase, TemplateFile):
        guide_editor(schema, model.__name__)
    return orjson.dumps({**head, **schema, **head}, option=orjson.OPT_INDENT_2) + b"\n"


def main(arguments: Sequence[str]) -> int:
    """Write the schemas into a folder; 2 where none is named or it cannot be written."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m taskdata.workflows.schemas DIR\n")
        return 2
    try:
        for name, content in render_schemas().items():
            write_file(Path(arguments[0]) / name, content)
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
