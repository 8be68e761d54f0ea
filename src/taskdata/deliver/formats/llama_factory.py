"""LLaMA-Factory: rows in the manner of Alpaca with a column for the system prompt, and the file that declares them."""

import re
from collections.abc import Mapping
from typing import Any

import orjson

from taskdata.deliver.formats.base import Dialogue, LineFormat
from taskdata.deliver.formats.names import ABOUT
from taskdata.foundation.errors import InputError

_COLUMNS = {"prompt": "instruction", "response": "output", "system": "system"}
_OPTIONS = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


class LlamaFactory(LineFormat):
    """A row is `system` (empty without a system prompt), `instruction` and `output`, with the example's `id`."""

    about = ABOUT["llama-factory"]

    def make_row(self, dialogue: Dialogue) -> Mapping[str, Any]:
        """All of it is text; the output is JSON."""
        return {
            "system": dialogue.system or "",
            "instruction": dialogue.user,
            "output": dialogue.assistant,
            "id": dialogue.example.id,
        }

    def describe(self, files: Mapping[str, str]) -> Mapping[str, bytes]:
        """The file by whose names LLaMA-Factory finds datasets: the pack's name and the split."""
        name = re.sub(r"[^\w-]+", "_", self.domain.name)
        declared = {
            f"{name}_{split}": {"file_name": file, "formatting": "alpaca", "columns": _COLUMNS}
            for split, file in files.items()
        }
        return {"dataset_info.json": orjson.dumps(declared, option=_OPTIONS)}

    def merge(self, name: str, there: bytes, described: bytes) -> bytes:
        """The datasets that are declared already stay: the folder may be LLaMA-Factory's own."""
        try:
            known = orjson.loads(there)
        except orjson.JSONDecodeError as error:
            raise InputError(
                f"{name}: the file that is there is not JSON ({error}); mend it, or take it away"
            ) from error
        if not isinstance(known, dict):
            raise InputError(f"{name}: the file that is there is no object of datasets; mend it, or take it away")
        return orjson.dumps({**known, **orjson.loads(described)}, option=_OPTIONS)


FORMAT = LlamaFactory
