"""Mail servers on loopback: a real one that keeps what it takes, and one that does as a test tells it, good or bad."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, TypeAlias

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

Talk: TypeAlias = "Callable[[socket.socket, Any], None]"
USER, PASSWORD = "ana", "correct horse"


class MailServer:
    """Takes mail as a real server does.

    Attributes:
        mails: what was taken, each with its sender and recipients.
        replies: what to answer instead, by "RCPT <address>", "MAIL" or "DATA".
        logins: how many tried to sign in.
        before: what is called at "EHLO", "MAIL", "RCPT" and, with the whole mail there and no answer given, "taken".
    """

    def __init__(
        self, tls: ssl.SSLContext | None = None, implicit: bool = False, wants_login: bool = False
    ) -> None:
        self.mails: list[tuple[str, list[str], bytes]] = []
        self.replies: dict[str, str] = {}
        self.logins = 0
        self.before: dict[str, Callable[[], object]] = {}
        self._tls, self._implicit, self._wants_login = tls, implicit, wants_login
        self._loop = asyncio.new_event_loop()
        started = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(started,), daemon=True)
        self._thread.start()
        assert started.wait(10)

    def _serve(self, started: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        listening = self._loop.create_server(
            self._protocol, "127.0.0.1", 0, ssl=self._tls if self._implicit else None
        )
        self._server = self._loop.run_until_complete(listening)
        self.port: int = self._server.sockets[0].getsockname()[1]
        self._loop.call_soon(started.set)
        self._loop.run_forever()

    def _protocol(self) -> SMTP:
        return SMTP(
            self,
            hostname="mail.example.org",
            tls_context=None if self._implicit else self._tls,
            require_starttls=self._tls is not None and not self._implicit,
            auth_required=self._wants_login,
            auth_require_tls=not self._implicit,
            authenticator=self._authenticate,
            loop=self._loop,
        )

    def _authenticate(
        self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any
    ) -> AuthResult:
        self.logins += 1
        assert isinstance(data, LoginPassword)
        right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=False)

    async def handle_EHLO(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        self._call("EHLO")
        session.host_name = hostname
        return responses

    def _call(self, word: str) -> None:
        self.before.get(word, lambda: None)()

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        self._call("MAIL")
        if "MAIL" in self.replies:
            return self.replies["MAIL"]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        self._call("RCPT")
        reply = self.replies.get(f"RCPT {address}", "250 OK")
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        reply = self.replies.get("DATA", "250 2.0.0 queued as 17")
        if reply.startswith("250"):
            self.mails.append((envelope.mail_from, list(envelope.rcpt_tos), envelope.content))
        self._call("taken")
        return reply

    def read(self, number: int = 0) -> EmailMessage:
        """Return a mail that was taken, as Python's parser reads it."""
        message = message_from_bytes(self.mails[number][2], policy=policy.default)
        assert isinstance(message, EmailMessage)
        return message

    def close(self) -> None:
        async def stop() -> None:
            self._server.close()
            for task in asyncio.all_tasks() - {asyncio.current_task()}:
                task.cancel()
            await asyncio.sleep(0)
            self._loop.stop()

        asyncio.run_coroutine_threadsafe(stop(), self._loop)
        self._thread.join(10)
        self._loop.close()


@contextmanager
def serve_mail(
    tls: ssl.SSLContext | None = None, implicit: bool = False, wants_login: bool = False
) -> Iterator[MailServer]:
    server = MailServer(tls, implicit, wants_login)
    try:
        yield server
    finally:
        server.close()


# a server that does as it is told


@contextmanager
def serve_talk(*talks: Talk) -> Iterator[tuple[int, list[str]]]:
    """Let each connection in turn be handled by a function; yields the port and the lines that were received."""
    heard: list[str] = []
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(10)

    def run() -> None:
        for talk in talks:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as lines:
                connection.settimeout(10)
                with suppress(OSError):  # the client went away
                    talk(connection, _Heard(lines, heard))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1], heard
    finally:
        thread.join(10)
        listener.close()


class _Heard:
    """Lines of a client, which are noted as they come."""

    def __init__(self, lines: Any, heard: list[str]) -> None:
        self._lines, self._heard = lines, heard

    def readline(self) -> bytes:
        line: bytes = self._lines.readline()
        if line:
            self._heard.append(line.decode("ascii", "replace").rstrip("\r\n"))
        return line

    def read_mail(self) -> None:
        while self.readline() not in (b".\r\n", b""):
            pass


def converse(connection: socket.socket, lines: Any, *replies: str) -> None:
    """Send the greeting, and then one reply to each line."""
    for number, reply in enumerate(replies):
        if number:
            lines.readline()
        connection.sendall(reply.encode() + b"\r\n")


def reset(connection: socket.socket) -> None:
    """Break the connection off as a router that loses its power does."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
