"""Each layer imports only those below it, and nothing imports itself by a detour."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    """The contracts are read, and the package is found, from the root."""
    monkeypatch.chdir(ROOT)


def test_contracts_hold(capsys: pytest.CaptureFixture[str]) -> None:
    code = lint_imports(config_filename="pyproject.toml", no_cache=True, no_logo=True)
    assert code == 0, capsys.readouterr().out


def _list_layers() -> Iterator[str]:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for contract in config["tool"]["importlinter"]["contracts"]:
        if contract["type"] == "layers":
            for layer in contract["layers"]:
                yield from layer.split(" | ")


def test_every_part_has_its_layer() -> None:
    """A part that no layer names could import what it likes."""
    package = ROOT / "src" / "taskdata"
    parts = {path.stem for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert {f"taskdata.{part}" for part in parts - {"__init__"}} == set(_list_layers())


def test_no_import_cycle() -> None:
    graph = grimp.build_graph("taskdata", cache_dir=None)
    pairs = [(one, other) for one in graph.modules for other in graph.find_modules_directly_imported_by(one)]
    assert len(pairs) > 100
    assert [pair for pair in pairs if graph.chain_exists(importer=pair[1], imported=pair[0])] == []
