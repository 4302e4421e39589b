"""A small web server on loopback, whose answers a test writes as functions of the request."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeAlias

Answer: TypeAlias = "Callable[[Exchange], object] | bytes | str"


class WebServer:
    """Serves pages by path.

    Attributes:
        pages: path → what to send: text and bytes with status 200, or a function that writes the answer.
        requests: the paths that were asked for, in order.
        headers: those of each request, names in lower case.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Answer] = {}
        self.requests: list[str] = []
        self.headers: list[Mapping[str, str]] = []
        self.released = threading.Event()
        self._server = _Server(("127.0.0.1", 0), partial(Exchange, self))
        self._server.tls = tls
        self.port = self._server.server_address[1]
        self.address = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return self.address.replace("127.0.0.1", host) + path

    def asked(self, path: str) -> int:
        return self.requests.count(path)

    def close(self) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    tls: ssl.SSLContext | None = None
    daemon_threads = True
    block_on_close = False

    def finish_request(self, request: Any, client_address: Any) -> None:
        if self.tls is None:
            super().finish_request(request, client_address)
            return
        try:
            with self.tls.wrap_socket(request, server_side=True) as safe:
                super().finish_request(safe, client_address)
        except OSError:  # a client that does not trust us goes away
            return

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that cut a connection are what is tested."""


class Exchange(BaseHTTPRequestHandler):
    """One request, and the means to answer it in any way, good or bad."""

    protocol_version = "HTTP/1.1"

    def __init__(self, web: WebServer, *arguments: Any) -> None:
        self.web = web
        super().__init__(*arguments)

    def do_GET(self) -> None:
        self.web.requests.append(self.path)
        self.web.headers.append({name.lower(): value for name, value in self.headers.items()})
        self.close_connection = True
        answer = self.web.pages.get(self.path)
        if answer is None:
            self.send(b"nothing here", status=404)
        elif callable(answer):
            answer(self)
        else:
            self.send(answer)

    def send(self, body: bytes | str = b"", status: int = 200, **headers: str) -> None:
        """Send a whole answer; underscores in names stand for hyphens."""
        data = body.encode() if isinstance(body, str) else body
        self.start(
            status, **{"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(data))} | headers
        )
        self.wfile.write(data)

    def start(self, status: int = 200, **headers: str) -> None:
        """Send the head of an answer."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, *_arguments: Any) -> None:
        """Say nothing."""


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
