"""The files of a pack under a renaming, and what an example of it looks like then."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from renaming import Data, Renaming

GIVEN = "given"
"""The engine's name for the wording of what a contrast gives to a slot."""


def plan_renaming(root: Path) -> Renaming:
    """The renaming of a pack, with nothing renamed yet."""
    files = [yaml.safe_load(path.read_text("utf-8")) for path in sorted((root / "templates").glob("**/*.yaml"))]
    slots = {name: spec for data in files for name, spec in data.get("slots", {}).items()}
    actions = [action for data in files for action in data.get("actions", {}).values()]
    chosen = next(action["evidence"]["field"] for action in actions if "evidence" in action)
    usecase = yaml.safe_load((root / "usecase.yaml").read_text("utf-8"))
    return Renaming(slots, chosen, usecase["discriminator"])


def write_renamed(root: Path, renaming: Renaming, into: Path) -> None:
    """Write the pack of a folder into another one, renamed."""
    usecase = yaml.safe_load((root / "usecase.yaml").read_text("utf-8"))
    for path in sorted((root / "templates").glob("**/*.yaml")):
        data = renaming.template_file(yaml.safe_load(path.read_text("utf-8")))
        _write_yaml(into / path.relative_to(root), data)
    schema = json.loads((root / usecase["schema_file"]).read_text("utf-8"))
    target = into / usecase["schema_file"]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(rename_schema(schema, renaming)), "utf-8")
    _write_yaml(into / "usecase.yaml", rename_usecase(usecase, renaming))  # last: its outputs have names of the others


def _write_yaml(path: Path, data: Data) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=10_000), "utf-8"
    )


def rename_usecase(usecase: Data, renaming: Renaming) -> Data:
    """The use case: its categories, and the fields for which it has rules."""
    categories = renaming.categories.keys_of
    persona = usecase["persona"]
    sized = [
        {key: categories(value) if key in ("shares", "counts") else value for key, value in size.items()}
        for size in usecase["sizes"]
    ]
    guard = usecase.get("guard", {})
    return {
        **usecase,
        **({"guard": {**guard, "fallback": rename_output(guard["fallback"], renaming)}} if guard else {}),
        "persona": {**persona, "fields": renaming.fields.keys_of(persona["fields"])},
        "capabilities": [_rename_category(entry, renaming) for entry in usecase["capabilities"]],
        "categories": categories(usecase["categories"]),
        "discriminator": renaming.fields[usecase["discriminator"]],
        "shares": categories(usecase["shares"]),
        "sizes": sized,
        "benchmark": {**usecase["benchmark"], "counts": categories(usecase["benchmark"]["counts"])},
        "success": [_rename_category(entry, renaming) for entry in usecase["success"]],
    }


def _rename_category(entry: Data, renaming: Renaming) -> Data:
    return {**entry, "category": renaming.categories[entry["category"]]} if entry.get("category") else entry


def rename_schema(node: Any, renaming: Renaming, name: str = "") -> Any:
    """A JSON Schema; `name` is the property that `node` describes."""
    if isinstance(node, list):
        return [rename_schema(item, renaming) for item in node]
    if not isinstance(node, dict):
        return node
    return {key: _rename_keyword(key, value, renaming, name) for key, value in node.items()}


def _rename_keyword(key: str, value: Any, renaming: Renaming, name: str) -> Any:
    match key:
        case "properties":
            return {renaming.fields[field]: rename_schema(inner, renaming, field) for field, inner in value.items()}
        case "required":
            return renaming.fields.each(value)
        case "dependentRequired":
            return renaming.fields.keys_of(value, renaming.fields.each)
        case "$defs":
            return renaming.definitions.keys_of(value, lambda inner: rename_schema(inner, renaming))
        case "$ref":
            return "#/$defs/" + renaming.definitions[value.removeprefix("#/$defs/")]
        case "const" if name == renaming.discriminator:
            return renaming.actions[value]
        case "enum" if name == renaming.chosen_field:
            return renaming.chosen.each(value)
    return rename_schema(value, renaming)


def rename_output(value: Any, renaming: Renaming, name: str = "") -> Any:
    """An output as the renamed pack gives it."""
    if isinstance(value, dict):
        return {renaming.fields[key]: rename_output(inner, renaming, key) for key, inner in value.items()}
    if isinstance(value, str) and name in (renaming.discriminator, renaming.chosen_field):
        return (renaming.actions if name == renaming.discriminator else renaming.chosen).get(value, value)
    return value


def rename_example(example: Data, renaming: Renaming, templates: Mapping[str, str], groups: Mapping[str, str]) -> Data:
    """A record as the renamed pack gives it: the same request, said on the same day, under the same id."""
    facets, source = example["facets"], example["source"]
    wordings = {
        renaming.slots[slot]: kind if kind == GIVEN else renaming.form(slot, kind)
        for slot, kind in facets["wordings"].items()
    }
    contrast = {"contrast": renaming.kinds[facets["contrast"]]} if "contrast" in facets else {}
    return {
        **example,
        "category": renaming.categories[example["category"]],
        "output": rename_output(example["output"], renaming),
        "spans": [{**span, "slot": renaming.slots[span["slot"]]} for span in example["spans"]],
        "facets": {
            **facets,
            "action": renaming.actions[facets["action"]],
            "style": renaming.styles[facets["style"]],
            "edge_cases": renaming.edge_cases.each(facets["edge_cases"]),
            "wordings": wordings,
            **contrast,
        },
        "source": {
            **source,
            "family": renaming.families[source["family"]],
            "template": templates[source["template"]],
            "group": groups[source["group"]],
        },
    }
