"""A server on this machine that answers as the Hugging Face Hub does, as far as a dataset is sent there."""

import base64
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import yaml

TOKEN = "hf_right"
USER = "ann"


@dataclass
class Repository:
    """A dataset repository: its files, and the messages of its commits."""

    private: bool
    files: dict[str, bytes] = field(default_factory=dict)
    commits: list[str] = field(default_factory=list)


@dataclass
class State:
    """What the server has. fails: by a part of a path, the status that it answers there. large: what it takes apart."""

    repositories: dict[str, Repository] = field(default_factory=dict)
    fails: dict[str, int] = field(default_factory=dict)
    large: frozenset[str] = frozenset()
    stored: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    address: str = ""


class Handler(BaseHTTPRequestHandler):
    """One request."""

    state: State

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer it, whatever its method is."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = self.path.partition("?")[0]
        self.state.asked.append(f"{self.command} {path}")
        status = next((code for part, code in self.state.fails.items() if part in path), None)
        if status is not None:
            self._send(status, {"error": f"told to fail with {status}"})
        elif not path.startswith("/store/") and self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self._send(401, {"error": "Invalid credentials in Authorization header"})
        else:
            self._send(*self._answer(path, body))

    def _answer(self, path: str, body: bytes) -> tuple[int, Any, dict[str, str]]:
        state = self.state
        name = "/".join(path.removeprefix("/api").removeprefix("/datasets/").split("/")[:2]).removesuffix(".git")
        if path == "/api/whoami-v2":
            return 200, {"name": USER, "type": "user", "orgs": []}, {}
        if path == "/api/validate-yaml":
            return self._validate(json.loads(body)["content"])
        if path == "/api/repos/create":
            return self._create(json.loads(body))
        if path.startswith("/store/"):
            state.stored[path.removeprefix("/store/")] = body
            return 200, {}, {}
        if name not in state.repositories:
            return 404, {"error": "Repository not found"}, {"X-Error-Code": "RepoNotFound"}
        if "/preupload/" in path:
            return 200, {"files": [self._choose(one["path"]) for one in json.loads(body)["files"]]}, {}
        if path.endswith("/info/lfs/objects/batch"):
            return 200, self._give_places(json.loads(body)["objects"]), {"Content-Type": "application/vnd.git-lfs+json"}
        if "/commit/" in path:
            return self._commit(name, body)
        repository = state.repositories[name]
        return 200, {"id": name, "private": repository.private, "sha": "0" * 40, "siblings": [], "tags": []}, {}

    def _validate(self, content: str) -> tuple[int, Any, dict[str, str]]:
        front = yaml.safe_load(content.split("---\n", 2)[1])
        known = isinstance(front, dict) and front.get("license") in (None, "mit", "apache-2.0")
        return (200, {}, {}) if known else (400, {"errors": [{"message": '"license" must be one of a list'}]}, {})

    def _create(self, asked: Mapping[str, Any]) -> tuple[int, Any, dict[str, str]]:
        assert asked["type"] == "dataset"
        name = f"{asked.get('organization') or USER}/{asked['name']}"
        if name in self.state.repositories:
            return 409, {"error": "You already created this dataset repo"}, {}
        is_private = asked.get("private", asked.get("visibility") == "private")
        self.state.repositories[name] = Repository(is_private)
        return 200, {"url": f"{self.state.address}/datasets/{name}"}, {}

    def _choose(self, path: str) -> dict[str, Any]:
        mode = "lfs" if path in self.state.large else "regular"
        return {"path": path, "uploadMode": mode, "shouldIgnore": False, "oid": None}

    def _give_places(self, objects: list[dict[str, Any]]) -> dict[str, Any]:
        def give(one: dict[str, Any]) -> dict[str, Any]:
            return {**one, "actions": {"upload": {"href": f"{self.state.address}/store/{one['oid']}"}}}

        return {"transfer": "basic", "objects": [give(one) for one in objects]}

    def _commit(self, name: str, body: bytes) -> tuple[int, Any, dict[str, str]]:
        repository = self.state.repositories[name]
        for told in map(json.loads, body.splitlines()):
            value = told["value"]
            if told["key"] == "header":
                repository.commits.append(value["summary"])
            elif told["key"] == "file":
                repository.files[value["path"]] = base64.b64decode(value["content"])
            else:
                repository.files[value["path"]] = self.state.stored[value["oid"]]
        address = f"{self.state.address}/datasets/{name}/commit/{'1' * 40}"
        return 200, {"success": True, "commitOid": "1" * 40, "commitUrl": address}, {}

    def _send(self, status: int, value: Any, headers: Mapping[str, str] | None = None) -> None:
        content = json.dumps(value).encode()
        self.send_response(status)
        for key, one in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(key, one)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(b"" if self.command == "HEAD" else content)


for _method in ("POST", "PUT", "HEAD"):
    setattr(Handler, f"do_{_method}", Handler.do_GET)


@contextmanager
def serve() -> Iterator[State]:
    """The server, as long as the block runs."""
    state = State()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Handler,), {"state": state}))
    state.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
