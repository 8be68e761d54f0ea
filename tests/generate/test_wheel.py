"""The wheel carries the pack: installed elsewhere, it gives the bytes that the repository gives."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from dataset_tools import REPOSITORY, make_files, read_folder


def run(*command: object, **settings: object) -> "subprocess.CompletedProcess[str]":
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, timeout=300, **settings)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stdout + done.stderr
    return done  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, REPOSITORY)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_the_code_and_every_file_of_the_pack(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    pack = [REPOSITORY / "usecase.yaml", *REPOSITORY.glob("templates/**/*.yaml"), *REPOSITORY.glob("schemas/*.json")]
    code = (REPOSITORY / "src").glob("taskdata/**/*.py")

    assert {f"taskdata/pack/{path.relative_to(REPOSITORY).as_posix()}" for path in pack} <= names
    assert {path.relative_to(REPOSITORY / "src").as_posix() for path in code} <= names
    starter = REPOSITORY / "examples" / "starter"
    files = {path.relative_to(starter).as_posix() for path in starter.rglob("*") if path.is_file()}
    assert {f"taskdata/starter/{name}" for name in files} == {n for n in names if n.startswith("taskdata/starter/")}
    assert {"README.md", "usecase.yaml", "schemas/action.schema.json"} <= files
    assert {name.split("/")[0].split("-")[0] for name in names} == {"taskdata"}
    assert any(name.endswith("/LICENSE") for name in names)


def test_the_installed_wheel_gives_the_bytes_of_the_repository(wheel: Path, tmp_path: Path) -> None:
    target, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", target, wheel)
    # An interpreter outside this environment, so that nothing but the wheel can be imported as taskdata.
    python = Path(sys.base_prefix) / "bin" / f"python{sys.version_info.major}.{sys.version_info.minor}"
    if not python.exists():
        pytest.skip(f"no interpreter at {python}")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(target), sysconfig.get_path("purelib")])}
    where = run(python, "-c", "import taskdata; print(taskdata.__file__)", cwd=elsewhere, env=environment).stdout

    main = "from taskdata.cli import main; main()"
    run(python, "-c", main, "generate", "-n", 500, "-o", elsewhere / "out", cwd=elsewhere, env=environment)

    for more in ([], ["--from", "built-in"]):
        run(python, "-c", main, "init", elsewhere / f"new{len(more)}", *more, cwd=elsewhere, env=environment)
        run(python, "-c", main, "generate", "-n", 20, "--pack", f"new{len(more)}", cwd=elsewhere, env=environment)

    assert Path(where.strip()).is_relative_to(target)
    assert read_folder(elsewhere / "out") == make_files(500)
