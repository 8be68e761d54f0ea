"""`taskdata push` against a server that answers as the Hub does: what is sent, to whom, and what is not."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hub_server import TOKEN, Repository, State, serve

from taskdata.cli import main
from taskdata.workflows.card import write_card
from taskdata.workflows.open_pack import open_pack

ROOT = Path(__file__).parents[2]
COMMAND = str(Path(sys.executable).with_name("taskdata"))
SENT = ["README.md", "manifest.json", "report.html", "test.jsonl", "train.jsonl", "validation.jsonl"]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A dataset folder with a card, a page that is not looked into, and things of the user."""
    folder = tmp_path_factory.mktemp("written") / "set"
    done = CliRunner().invoke(main, ["generate", "-n", "40", "-o", str(folder), "--pack", str(ROOT)])
    assert done.exit_code == 0, done.stderr
    write_card(*open_pack(ROOT), folder)
    digest = hashlib.sha256((folder / "dataset.jsonl").read_bytes()).hexdigest()
    (folder / "report.html").write_text(f"<p>{digest}</p>", encoding="utf-8")
    for name in ("rejected.jsonl", "dataset.audit.jsonl", "notes.txt", ".env"):
        (folder / name).write_text('{"judge": "ann"}\n', encoding="utf-8")
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def folder(written: dict[str, bytes], tmp_path: Path) -> Path:
    for name, content in written.items():
        (tmp_path / "set").mkdir(exist_ok=True)
        (tmp_path / "set" / name).write_bytes(content)
    return tmp_path / "set"


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[State]:
    with serve() as state:
        monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", state.address)
        monkeypatch.setattr("huggingface_hub.constants.HF_HUB_DISABLE_XET", True)
        monkeypatch.setenv("HF_TOKEN", TOKEN)
        yield state


def push(folder: Path, *options: str, repo: str = "ann/sets") -> Result:
    return CliRunner().invoke(main, ["push", repo, "--dataset", str(folder), *options])


def fail(folder: Path, *options: str, repo: str = "ann/sets") -> str:
    """The one message of a push that is refused."""
    done = push(folder, *options, repo=repo)
    assert (done.exit_code, done.stdout) == (2, "")
    told = [line for line in done.stderr.splitlines() if not line.startswith((" ", "40 examples"))]
    assert len(told) == 1, done.stderr
    assert TOKEN not in done.stderr
    return told[0]


def make_real(folder: Path, kind: str = "real") -> None:
    """One example of train becomes one that a user asked, with all that vouches for it."""
    records = [json.loads(line) for line in (folder / "train.jsonl").read_text("utf-8").splitlines()]
    records[0]["source"]["kind"] = kind
    (folder / "train.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["files"]["train.jsonl"] = hashlib.sha256((folder / "train.jsonl").read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_a_new_repository_is_private_and_has_the_named_files_alone(folder: Path, hub: State) -> None:
    done = push(folder)
    assert done.exit_code == 0, done.stderr
    repository = hub.repositories["ann/sets"]
    assert repository.private is True
    assert sorted(repository.files) == SENT
    assert {
        name: content == (folder / name).read_bytes() for name, content in repository.files.items()
    } == dict.fromkeys(SENT, True)
    assert repository.commits == ["40 examples, seed 0, taskdata 0.1.0"]
    assert done.stdout == f"{hub.address}/datasets/ann/sets/commit/{'1' * 40}\n"
    assert "ann/sets was made, and is private" in done.stderr
    for name in SENT:
        assert f"{(folder / name).stat().st_size / 1000:,.1f} kB  {name}" in done.stderr


@pytest.mark.filterwarnings("ignore:Use 'content=")  # so does the client itself
def test_large_files_go_to_the_store(folder: Path, hub: State) -> None:
    hub.large = frozenset({"train.jsonl"})
    assert push(folder).exit_code == 0
    assert hub.repositories["ann/sets"].files["train.jsonl"] == (folder / "train.jsonl").read_bytes()
    assert len(hub.stored) == 1
    hub.fails["/store/"] = 403
    assert "ann/sets: nothing was sent: the token has no right to do this" in fail(folder)
    assert len(hub.repositories["ann/sets"].commits) == 1


def test_a_name_alone_is_a_repository_of_the_user(folder: Path, hub: State) -> None:
    assert push(folder, "-m", "the first one", "--public", repo="sets").exit_code == 0
    assert hub.repositories["ann/sets"].private is False
    assert hub.repositories["ann/sets"].commits == ["the first one"]


def test_a_second_push_goes_to_the_same_repository(folder: Path, hub: State) -> None:
    assert push(folder).exit_code == 0
    done = push(folder, "--public")
    assert "ann/sets was there already, and is private" in done.stderr
    assert len(hub.repositories["ann/sets"].commits) == 2
    assert hub.repositories["ann/sets"].private is True


def test_nothing_goes_to_a_public_repository_by_accident(folder: Path, hub: State) -> None:
    hub.repositories["ann/sets"] = Repository(private=False)
    assert "ann/sets: this repository is public; say --public to publish the data" in fail(folder)
    assert hub.repositories["ann/sets"].files == {}
    assert push(folder, "--public").exit_code == 0


def test_a_dry_run_asks_nothing(folder: Path, hub: State) -> None:
    done = push(folder, "--dry-run")
    assert (done.exit_code, done.stdout, hub.asked) == (0, "", [])
    assert "train.jsonl" in done.stderr
    assert "rejected.jsonl" not in done.stderr


@pytest.mark.parametrize("kind", ["real", "failure"])
def test_requests_of_users_are_sent_if_that_is_said_alone(folder: Path, hub: State, kind: str) -> None:
    make_real(folder, kind)
    assert "1 of 40 examples come of real requests" in fail(folder, "--public")
    assert hub.asked == []
    assert "1 examples come of real requests (--with-seeds)" in push(folder, "--dry-run").stderr
    assert push(folder, "--with-seeds").exit_code == 0


@pytest.mark.parametrize("name", ["dataset.jsonl", "test.jsonl"])
def test_a_file_that_was_changed_stops_it(folder: Path, hub: State, name: str) -> None:
    with (folder / name).open("a") as file:
        file.write("\n")
    assert f"{name}: the file is not what the manifest vouches for; generate the dataset anew" in fail(folder)
    (folder / name).unlink()
    assert f"{name}: the file is missing, and the manifest tells of it" in fail(folder)
    assert hub.asked == []


@pytest.mark.parametrize("name", ["README.md", "report.html"])
def test_a_card_or_page_of_other_data_stops_it(folder: Path, hub: State, name: str) -> None:
    (folder / name).write_text("of another dataset", encoding="utf-8")
    told = fail(folder)
    assert f"{name}: this is not of the data beside it; write it anew with `taskdata report {folder}`" in told
    assert hub.asked == []


def test_without_a_card_or_a_manifest(folder: Path, hub: State) -> None:
    (folder / "README.md").unlink()
    assert f"README.md: there is no card; write it with `taskdata report {folder}`" in fail(folder)
    (folder / "manifest.json").unlink()
    assert "manifest.json: there is no manifest of a dataset" in fail(folder)
    assert hub.asked == []


def test_without_a_page_the_rest_goes(folder: Path, hub: State) -> None:
    (folder / "report.html").unlink()
    done = push(folder)
    assert f"there is no page to look at; write it with `taskdata report {folder}`" in done.stderr
    assert sorted(hub.repositories["ann/sets"].files) == [name for name in SENT if name != "report.html"]


@pytest.mark.parametrize(
    ("place", "status", "told"),
    [
        ("/api/datasets/ann/sets", 401, "cannot be looked at: the token is not valid; log in anew"),
        ("/api/repos/create", 403, "cannot be made: the token has no right to do this"),
        ("/api/repos/create", 409, "cannot be made: the Hub has another repository of this name in the way"),
        ("/commit/", 403, "nothing was sent: the token has no right to do this"),
        ("/commit/", 413, "nothing was sent: the files are too large for the Hub"),
        ("/commit/", 429, "nothing was sent: the Hub is asked too often; try again later"),
        ("/commit/", 418, "nothing was sent: the Hub refuses it (418: told to fail with 418)"),
        ("/commit/", 500, "nothing was sent: the Hub has a fault of its own (500); try again later"),
    ],
)
def test_what_the_hub_refuses_is_told_in_a_sentence(
    folder: Path, hub: State, place: str, status: int, told: str
) -> None:
    hub.fails[place] = status
    message = fail(folder)
    assert f"taskdata: ann/sets: {told}" in message
    assert ("the repository was made, and is empty" in message) is (place == "/commit/")


def test_a_token_that_is_not_valid(folder: Path, hub: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_wrong")
    assert "the Hub does not tell who is logged in: the token is not valid" in fail(folder, repo="sets")


def test_a_licence_that_the_hub_does_not_know(folder: Path, hub: State) -> None:
    card = (folder / "README.md").read_text("utf-8")
    (folder / "README.md").write_text(card.replace("license: apache-2.0", "license: own"), encoding="utf-8")
    assert 'nothing was sent: Invalid metadata in README.md. - "license" must be one of a list' in fail(folder)


def test_a_name_that_is_none(folder: Path, hub: State) -> None:
    assert "this is no name of a repository; write it as NAME or USER/NAME" in fail(folder, repo="a/b/c")


def test_nobody_answers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serve() as state:
        address = state.address
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", address)
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    assert "ann/sets: cannot be looked at: the Hub cannot be reached" in fail(folder)


def test_the_only_dataset_of_a_pack_needs_no_name(folder: Path, tmp_path: Path) -> None:
    def run(pack: Path) -> Result:
        return CliRunner().invoke(main, ["push", "sets", "--dry-run", "--pack", str(pack)])

    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "usecase.yaml").write_text("name: any\n", encoding="utf-8")
    assert "there is no dataset in it; name its folder with --dataset, or generate one" in run(pack).stderr
    for name in ("one", "two"):
        target = pack / "data" / name
        target.mkdir(parents=True)
        for path in folder.iterdir():
            (target / path.name).write_bytes(path.read_bytes())
        done = run(pack)
    assert done.exit_code == 2
    assert (
        f"there are several datasets; name one with --dataset: {pack / 'data' / 'one'}, {pack / 'data' / 'two'}"
        in done.stderr
    )
    (pack / "data" / "two" / "dataset.jsonl").unlink()
    assert run(pack).exit_code == 0


def run_apart(folder: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """The installed command, without what the surroundings have of tokens."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "HUGGING"))}
    return subprocess.run(
        [COMMAND, "push", "ann/sets", "--dataset", str(folder)], env={**kept, **environment},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_where_nobody_is_logged_in(folder: Path, tmp_path: Path) -> None:
    done = run_apart(folder, HF_HOME=str(tmp_path / "home"))
    assert done.returncode == 2
    assert "taskdata: nobody is logged in to the Hub; log in with `hf auth login`, or set HF_TOKEN\n" in done.stderr


def test_the_token_that_was_stored_at_login(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "token").write_text(TOKEN, encoding="utf-8")
    with serve() as state:
        done = run_apart(folder, HF_HOME=str(tmp_path / "home"), HF_ENDPOINT=state.address)
        assert (done.returncode, sorted(state.repositories["ann/sets"].files)) == (0, SENT), done.stderr
    assert TOKEN not in done.stdout + done.stderr


def test_without_the_package_of_the_hub(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    assert "the Hub needs huggingface_hub; install it with `pip install 'taskdata[hub]'`" in fail(folder)
