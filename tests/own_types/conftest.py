"""The example package, installed once a process in a folder of its own."""

from pathlib import Path

import pytest
from own_tools import install_example


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install_example(tmp_path_factory.mktemp("site"))
