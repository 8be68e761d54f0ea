"""Faults of packs that are not told well yet: listed in `known_gaps.txt`, and expected to fail until mended."""

from pathlib import Path

import pytest

GAPS = frozenset(Path(__file__).with_name("known_gaps.txt").read_text(encoding="utf-8").splitlines())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if f"{Path(item.fspath).stem}::{item.name}" in GAPS:
            item.add_marker(pytest.mark.xfail(reason="a fault of a pack that is not told well yet", strict=True))
