"""Parts of a document checked against their model: every fault in its place, and whatever is sound kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, Tag, ValidationError

from taskdata.author.complaints import explain_fault
from taskdata.author.documents import Document, Path, find_key
from taskdata.author.names import suggest

T = TypeVar("T", bound=BaseModel)
_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """What of a part is sound, None if nothing is; `whole` if that is all of it."""

    value: T | None
    whole: bool


def check_model(document: Document, model: type[T], path: Path = ()) -> Checked[T]:
    """What stands at `path`, and nothing else of the file, as the model of the file.

    A fault is reported, what is faulty left out, and the rest tried again, so that it hides nothing else. Where the
    part itself is what is faulty, or lacks what it must have, nothing of it is left.
    """
    whole = True
    for _ in range(_ROUNDS):
        try:
            return Checked(model.model_validate(_cut(document.data, path)), whole)
        except ValidationError as error:
            faults = _group_faults(document, error)
            if whole:
                _report_faults(document, model, faults)
            whole = False
            if any(len(inner) <= len(path) for inner in faults):
                break
            for inner in sorted(faults, reverse=True):
                document.forget(inner)
    return Checked(None, whole=False)


def _cut(data: Any, path: Path) -> Any:
    """The data with nothing but what stands at the path."""
    if not path:
        return data
    key = find_key(data, path[0])
    return {key: _cut(data[key], path[1:])}


def _group_faults(document: Document, error: ValidationError) -> dict[Path, list[Mapping[str, Any]]]:
    """The faults by the place of what is faulty, which may be less deep than the model tells."""
    faults: dict[Path, list[Mapping[str, Any]]] = {}
    for fault in error.errors(include_url=False):
        path: Path = ()
        for part in fault["loc"]:
            inner = (*path, part if isinstance(part, int) and (*path, part) in document.values else str(part))
            if inner in document.values:
                path = inner
        faults.setdefault(path, []).append(fault)
    return faults


def _report_faults(document: Document, model: type[BaseModel], faults: Mapping[Path, list[Mapping[str, Any]]]) -> None:
    for path, found in faults.items():
        first = found[0]
        if first["type"] in ("missing", "extra_forbidden"):
            for fault in found:
                if not _is_slip(fault, path, faults):
                    document.report(path, explain_fault(fault, _list_keys(model, fault["loc"][:-1])), at_key=True)
        elif len(found) > 1 and all(fault["type"].endswith("_type") for fault in found):
            document.report(path, "this must be text, a number, true, false or null")
        else:
            at_key = first["loc"][-1:] == ("[key]",)
            document.report(path, explain_fault(first, ()), at_key=at_key)


def _is_slip(fault: Mapping[str, Any], path: Path, faults: Mapping[Path, list[Mapping[str, Any]]]) -> bool:
    """Whether a key is missing only because it is misspelt, which is told where it stands."""
    if fault["type"] != "missing":
        return False
    unknown = [str(inner[-1]) for inner, found in faults.items() if inner[:-1] == path and _is_unknown(found)]
    return bool(suggest(str(fault["loc"][-1]), unknown))


def _is_unknown(found: list[Mapping[str, Any]]) -> bool:
    return any(fault["type"] == "extra_forbidden" for fault in found)


def _list_keys(annotation: Any, loc: tuple[str | int, ...]) -> list[str]:
    """The keys that the model has at a place."""
    for part in loc:
        annotation = _step_into(_unwrap(annotation), part)
    annotation = _unwrap(annotation)
    return list(annotation.model_fields) if _is_model(annotation) else []


def _step_into(annotation: Any, part: str | int) -> Any:
    if _is_model(annotation):
        field = annotation.model_fields.get(str(part))
        return field.annotation if field else None
    arguments = get_args(annotation)
    if get_origin(annotation) in (dict, list):
        return arguments[-1]
    return next((member for member in arguments if Tag(str(part)) in get_args(member)), None)


def _unwrap(annotation: Any) -> Any:
    """Without `Annotated[...]` and `... | None`."""
    while True:
        arguments = get_args(annotation)
        if get_origin(annotation) is Annotated:
            annotation = arguments[0]
        elif get_origin(annotation) in (Union, UnionType) and len(arguments) == 2 and type(None) in arguments:
            annotation = next(argument for argument in arguments if argument is not type(None))
        else:
            return annotation


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
