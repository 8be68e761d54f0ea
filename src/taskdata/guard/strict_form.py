"""The form that answers have under OpenAI's strict Structured Outputs, for the application that asks the model."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from taskdata.foundation.errors import InputError
from taskdata.foundation.strict_json import check_json
from taskdata.guard.settings import read_schema, read_usecase
from taskdata.io.files import find_pack
from taskdata.serving.strict_answers import MismatchError, read_strict, write_strict
from taskdata.serving.targets.openai_schema import write_response_format
from taskdata.serving.tree.reading import read_model


class StrictForm:
    """Turns answers of strict Structured Outputs into outputs of the pack, and outputs into such answers.

    pack: the folder of the pack; found as every command finds it where none is named. Of its files, only usecase.yaml
    and the schema are read. Raises InputError where these cannot be used, or OpenAI does not take the schema.
    """

    def __init__(self, *, pack: str | Path | None = None) -> None:
        root = find_pack(None if pack is None else Path(pack))
        self._model = read_model(read_schema(root / read_usecase(root / "usecase.yaml").schema_file))
        self._format = orjson.dumps(write_response_format(self._model)[0])

    @property
    def response_format(self) -> dict[str, Any]:
        """The `response_format` of a request, as `taskdata export-schema --for openai` prints it."""
        return dict(orjson.loads(self._format))

    def read(self, text: str | None) -> str | None:
        """The output of the pack that an answer stands for, as JSON; an answer of another form comes back as it is.

        So it can stand between a model and a `Guard`, which holds the output to the whole schema. Never raises,
        whatever the model says.
        """
        if not isinstance(text, str):
            return text
        try:
            answer = orjson.loads(text)
            check_json(text.encode(), answer)
            return orjson.dumps(read_strict(self._model, answer)).decode()
        except (MismatchError, ValueError, TypeError, RecursionError):
            return text

    def write(self, output: Mapping[str, Any]) -> dict[str, Any]:
        """An output of the pack in the strict form, such as a label that a model is trained on.

        Raises InputError where its keys and types are not those of the schema.
        """
        try:
            return dict(write_strict(self._model, output))
        except (MismatchError, TypeError) as error:
            raise InputError(
                "this output has keys or types that the schema does not have, so no strict form"
            ) from error
