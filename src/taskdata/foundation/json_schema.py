"""Whether a JSON Schema is one."""

from typing import Any

Place = tuple[str | int, ...]


def find_schema_fault(schema: Any) -> tuple[Place, str] | None:
    """Where and why this is no JSON Schema of actions that can be used by itself; None where it is one."""
    import jsonschema_rs

    if not isinstance(schema, dict):
        return (), "this is not a JSON Schema of actions: it must be an object that lists them under `oneOf`"
    try:
        jsonschema_rs.validator_for(schema, retriever=_refuse)
    except jsonschema_rs.ValidationError as error:
        where = "/".join(map(str, error.instance_path)) or "the top"
        return tuple(error.instance_path), f"this is not a JSON Schema: at {where}: {' '.join(error.message.split())}"
    return None


def _refuse(uri: str) -> Any:
    raise ValueError(f"{uri} is not in this file, and nothing is fetched")
