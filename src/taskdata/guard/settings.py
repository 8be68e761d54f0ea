"""What the guard needs of a pack: two files of it, so that an application starts at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import yaml
from pydantic import ValidationError

from taskdata.answers.shape import Shape
from taskdata.foundation.errors import InputError
from taskdata.foundation.json_schema import find_schema_fault
from taskdata.foundation.usecase import UseCase
from taskdata.guard.judging import FAULTS, Judge, join_faults
from taskdata.io.files import find_pack, read_text

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CHECK = "`taskdata check` tells more"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a pack says of guarding; `fallback` is the output for where no answer can be used, as JSON."""

    usecase: UseCase
    schema: Mapping[str, Any]
    judge: Judge
    fallback: bytes


def read_settings(folder: Path | None) -> Settings:
    """The settings of the pack in a folder, found as every command finds it.

    Raises InputError where its use case or schema cannot be used, or it names no fallback of its schema.
    """
    root = find_pack(folder)
    path = root / "usecase.yaml"
    usecase = read_usecase(path)
    guarding = usecase.guard
    if FAULTS not in guarding.ask_again:
        raise InputError(f"{path}: `guard.ask_again` never says {FAULTS}, so that a model is not told what is wrong")
    schema = read_schema(root / usecase.schema_file)
    judge = Judge(_make_shape(root / usecase.schema_file, schema, usecase.discriminator), guarding.ask_again)
    return Settings(usecase, schema, judge, _check_fallback(path, guarding.fallback, judge))


def read_usecase(path: Path) -> UseCase:
    """The use case in a file. Raises InputError where it is none."""
    try:
        return UseCase.model_validate(yaml.load(read_text(path), _Loader))
    except yaml.YAMLError as error:
        raise InputError(f"{path}: this is not YAML; {_CHECK}") from error
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(map(str, fault["loc"])) or "the file"
        raise InputError(f"{path}: {place} cannot be used ({fault['msg']}); {_CHECK}") from error


def read_schema(path: Path) -> dict[str, Any]:
    """The JSON Schema in a file. Raises InputError where it is none."""
    try:
        schema: dict[str, Any] = orjson.loads(read_text(path))
    except orjson.JSONDecodeError as error:
        raise InputError(f"{path}:{error.lineno}:{error.colno}: this is not JSON ({error.msg})") from error
    if found := find_schema_fault(schema):
        raise InputError(f"{path}: {found[1]}")
    return schema


def _make_shape(path: Path, schema: dict[str, Any], discriminator: str | None) -> Shape:
    try:
        return Shape(schema, discriminator)
    except ValueError as error:
        raise InputError(f"{path}: a branch of the schema leads to nothing; {_CHECK}") from error


def _check_fallback(path: Path, fallback: dict[str, Any] | None, judge: Judge) -> bytes:
    """The fallback as JSON. Raises InputError where it is missing, or would be refused if a model said it."""
    if fallback is None:
        message = "names no `guard.fallback`, the output that is returned where no answer can be used; write one"
        raise InputError(f"{path}: {message}")
    try:
        written = orjson.dumps(fallback)
    except TypeError as error:
        raise InputError(f"{path}: `guard.fallback` has a value that JSON does not know ({error})") from error
    judged = judge.judge(written.decode())
    if judged.value is None:
        raise InputError(f"{path}: `guard.fallback` cannot be returned: {join_faults(judged.faults)}")
    return written
