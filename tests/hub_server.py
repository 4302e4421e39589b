"""A small stand-in for the hub on loopback, which serves folders as the hub's own library asks for them."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

COMMIT = "89abcdef0123456789abcdef0123456789abcdef"


class HubServer:
    """Serves models, each by its name "owner/name"; one whose folder is None is given only to some.

    Attributes:
        address: what HF_ENDPOINT has to be.
        fetched: the files that were fetched.
    """

    def __init__(self, folders: Mapping[str, Path | None]) -> None:
        self.folders = folders
        self.fetched: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, self))
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, hub: HubServer, *arguments: Any) -> None:
        self.hub = hub
        super().__init__(*arguments)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_GET(self) -> None:
        self._answer(body=True)

    def _answer(self, body: bool) -> None:
        parts = unquote(urlsplit(self.path).path).strip("/").split("/")
        api = parts[:2] == ["api", "models"]
        repo, rest = "/".join(parts[2:4] if api else parts[:2]), parts[4 if api else 2 :]
        if repo not in self.hub.folders:
            return self._send(404, error="RepoNotFound")
        folder = self.hub.folders[repo]
        if folder is None:
            return self._send(403, error="GatedRepo")
        if len(rest) > 1 and rest[1] not in ("main", COMMIT):
            return self._send(404, error="RevisionNotFound")
        if not api:
            return self._send_file(folder / rest[-1], body)
        return self._describe(repo, folder, tree=rest[:1] == ["tree"])

    def _describe(self, repo: str, folder: Path, tree: bool) -> None:
        files = sorted(path for path in folder.iterdir() if path.is_file())
        entries = [
            {"type": "file", "path": path.name, "size": path.stat().st_size, "oid": "0" * 40}
            for path in files
        ]
        about = {"id": repo, "sha": COMMIT, "siblings": [{"rfilename": path.name} for path in files]}
        self._send(200, json.dumps(entries if tree else about).encode())

    def _send_file(self, path: Path, body: bool) -> None:
        if not path.is_file():
            return self._send(404, error="EntryNotFound")
        if body:
            self.hub.fetched.append(path.name)
        content = path.read_bytes()
        return self._send(200, content, body, hashlib.sha1(content).hexdigest())

    def _send(
        self, status: int, content: bytes = b"", body: bool = True, etag: str = "", error: str = ""
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("X-Repo-Commit", COMMIT)
        if etag:
            self.send_header("ETag", f'"{etag}"')
        if error:
            self.send_header("X-Error-Code", error)
        self.end_headers()
        if body:
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass
