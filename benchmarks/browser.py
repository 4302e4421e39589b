"""Loads briefs full of attack strings in a headless browser: how many scripts run, how many requests leave.

    python -m benchmarks.browser [--sample N]

Both must be 0. The page's own Content-Security-Policy is switched off, so that escaping and sanitizing have
to hold alone, and a pointer and the Tab key go over every page. A page that does run scripts and does ask for
a picture is watched in the same way: a browser that reports nothing of that one has measured nothing.

Needs Chromium, which is not installed with the project: without it, this says so and does nothing.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import re
import select
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import markdown
from markdown_it import MarkdownIt

from benchmarks.datasets import DataMissing, read_jsonl, shared_path
from benchmarks.tables import Row, print_table
from summarizer.rendering import render_brief
from summarizer.rendering.mailing import compose_mail
from tests.test_safety_rendering import brief_full_of

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SAMPLE = 500
SEED = 20241120
PAGE_PAYLOADS = 20
"""Payloads in one brief: few enough for a mail to be shown whole."""

SETTLE_SECONDS = 0.25
"""After loading and after each kind of input; the control page's timers and pictures take a tenth of it."""

CONTROL = """<!DOCTYPE html><html><body><p onmouseover="console.log('over')">
<script>alert(1)</script><img src="http://leak.example/pixel"><svg onload="console.log('svg')"></svg>
<a href="javascript:console.log('clicked')">x</a></p></body></html>"""


@dataclass
class Seen:
    """What a browser did on its own while a page was loaded and used."""

    scripts: int = 0
    dialogs: int = 0
    messages: int = 0
    requests: int = 0
    navigations: int = 0

    @property
    def total(self) -> int:
        """All of it together."""
        return self.scripts + self.dialogs + self.messages + self.requests + self.navigations


class Browser:
    """A headless Chromium that is spoken to over a pipe (the DevTools protocol, JSON between zero bytes)."""

    def __init__(self, program: str, profile: str, port: int) -> None:
        there, self._output = os.pipe()
        self._input, back = os.pipe()
        flags = (
            *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
            *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
            *("--disable-extensions", "--no-default-browser-check", "--mute-audio"),
            *(f"--user-data-dir={profile}", "--remote-debugging-pipe"),
            f"--host-resolver-rules=MAP * 127.0.0.1:{port}",
            "about:blank",
        )
        # Chromium reads from descriptor 3 and writes to 4.
        command = f'exec "$0" "$@" 3<&{there} 4>&{back}'
        self._process = subprocess.Popen(
            ["/bin/bash", "-c", command, program, *flags],
            pass_fds=(there, back),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(there)
        os.close(back)
        self._numbers = itertools.count(1)
        self._unread = b""
        self.events: list[dict[str, Any]] = []
        targets = self.ask("Target.getTargets")["targetInfos"]
        page = next(target for target in targets if target["type"] == "page")
        attached = self.ask("Target.attachToTarget", targetId=page["targetId"], flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Debugger", "Log"):
            self.ask(f"{domain}.enable")
        self.ask("Page.setBypassCSP", enabled=True)
        self.ask("Target.setDiscoverTargets", discover=True)

    _session = ""

    def ask(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send a command and return its result; events that come meanwhile are kept."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._output, json.dumps(message).encode() + b"\0")
        for answer in self._messages(30):
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return dict(answer["result"])
        raise TimeoutError(f"the browser does not answer {method}")

    def wait(self, seconds: float) -> None:
        """Let the page do what it does, and keep what it reports."""
        for _ in self._messages(seconds):
            pass

    def _messages(self, seconds: float) -> Iterator[dict[str, Any]]:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if b"\0" not in self._unread:
                if not select.select([self._input], [], [], left)[0]:
                    return
                found = os.read(self._input, 1 << 16)
                if not found:
                    raise RuntimeError("the browser has ended")
                self._unread += found
                continue
            text, _, self._unread = self._unread.partition(b"\0")
            message = json.loads(text)
            if "method" in message:
                self.events.append(message)
                if message["method"] == "Page.javascriptDialogOpening":
                    self._close_dialog()
            yield message

    def _close_dialog(self) -> None:
        message = {
            "id": next(self._numbers),
            "method": "Page.handleJavaScriptDialog",
            "params": {"accept": True},
            "sessionId": self._session,
        }
        os.write(self._output, json.dumps(message).encode() + b"\0")

    def close(self) -> None:
        """End the browser."""
        os.close(self._output)
        os.close(self._input)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Listener:
    """A port of this machine to which every host name is sent: it notes who was asked for, and says nothing."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.hosts: Counter[str] = Counter()
        threading.Thread(target=self._note, daemon=True).start()

    def _note(self) -> None:
        while True:
            try:
                found, _ = self._socket.accept()
            except OSError:
                return
            with found:
                found.settimeout(1)
                try:
                    self.hosts[host_in(found.recv(4096))] += 1
                except OSError:  # it asked for nothing
                    self.hosts["nobody"] += 1

    def asked(self) -> int:
        """Return how many connections were made but for those that the browser makes for itself."""
        return sum(number for host, number in self.hosts.items() if not host.endswith(BROWSERS_OWN))

    def close(self) -> None:
        """Listen no more."""
        self._socket.close()


BROWSERS_OWN = (".google.com", ".googleapis.com", ".gvt1.com", ".gstatic.com")
"""What Chromium asks for at its start and on its own; no attack string names them in a way that leads there."""


def host_in(hello: bytes) -> str:
    """Return the host named in the first bytes of a connection, HTTP or TLS."""
    found = re.search(rb"(?i)\r\nhost: *([\w.-]+)", hello) or re.search(rb"((?:[\w-]+\.)+[a-z]{2,})", hello)
    return found[1].decode() if found else "unnamed"


def watch_page(browser: Browser, page: Path) -> Seen:
    """Load a page, move and tab over it, and count what it does."""
    browser.ask("Page.navigate", url="about:blank")
    browser.wait(SETTLE_SECONDS)
    browser.events.clear()
    address = page.as_uri()
    browser.ask("Page.navigate", url=address)
    browser.wait(SETTLE_SECONDS)
    height = browser.ask("Page.getLayoutMetrics")["cssContentSize"]["height"]
    for y in range(10, min(int(height), 600), 60):
        browser.ask("Input.dispatchMouseEvent", type="mouseMoved", x=120, y=y)
    for _ in range(10):
        for kind in ("keyDown", "keyUp"):
            browser.ask("Input.dispatchKeyEvent", type=kind, key="Tab", windowsVirtualKeyCode=9)
    browser.wait(SETTLE_SECONDS)
    return count_events(browser.events, address)


def count_events(events: Sequence[dict[str, Any]], address: str) -> Seen:
    """Count what the browser reported, but for the page itself being loaded."""
    counts = Counter(event["method"] for event in events)
    requests = {
        event["params"]["request"]["url"]
        for event in events
        if event["method"] == "Network.requestWillBeSent"
    }
    loaded = {event["params"]["frame"]["url"] for event in events if event["method"] == "Page.frameNavigated"}
    return Seen(
        scripts=counts["Debugger.scriptParsed"],
        dialogs=counts["Page.javascriptDialogOpening"],
        messages=counts["Runtime.consoleAPICalled"],
        requests=len({url for url in requests if url != address}),
        navigations=len({url for url in loaded if url != address}),
    )


def forms_of(payloads: Sequence[str]) -> dict[str, str]:
    """Return HTML by form: the page, the mail, and what two programs make of the Markdown and of the text."""
    brief = brief_full_of(payloads)
    source = render_brief(brief, "md")
    return {
        "html": render_brief(brief, "html"),
        "eml": compose_mail(brief).html,
        "md (Python-Markdown)": markdown.markdown(source, extensions=["extra"]),
        "md (CommonMark)": MarkdownIt("js-default", {"html": True, "linkify": False}).render(source),
        "txt": render_brief(brief, "txt"),
    }


def watch_all(browser: Browser, payloads: Sequence[str], folder: Path) -> dict[str, Seen]:
    """Watch every form of briefs that together hold all payloads, and add up what they did."""
    found: dict[str, Seen] = {}
    for start in range(0, len(payloads), PAGE_PAYLOADS):
        for form, text in forms_of(payloads[start : start + PAGE_PAYLOADS]).items():
            page = folder / ("page.txt" if form == "txt" else "page.html")
            page.write_text(_as_document(form, text), "utf-8")
            seen, total = watch_page(browser, page), found.setdefault(form, Seen())
            for name in vars(total):
                setattr(total, name, getattr(total, name) + getattr(seen, name))
            if seen.total:
                print(f"active: {form}, payloads {start} to {start + PAGE_PAYLOADS - 1}: {seen}")
    return found


def _as_document(form: str, text: str) -> str:
    if not form.startswith("md"):
        return text
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{text}</body></html>'


@contextmanager
def open_browser(program: str, port: int) -> Iterator[Browser]:
    """Start a browser with a profile of its own, and end it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(program, profile, port)
        try:
            yield browser
        finally:
            browser.close()


def find_browser() -> str | None:
    """Return the program of a Chromium on this machine."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def measure(sample: int = SAMPLE) -> list[Row]:
    """Watch a sample of the attack strings, 0 for all, in every form.

    Raises:
        DataMissing: there is no browser, or there are no attack strings.
    """
    program = find_browser()
    if program is None:
        raise DataMissing(f"none of {', '.join(NAMES)} is installed")
    payloads = [row["payload"] for row in read_jsonl(shared_path("dirty", "html_md_vectors.jsonl.gz"))]
    if sample:
        payloads = random.Random(SEED).sample(payloads, sample)
    listener = Listener()
    with tempfile.TemporaryDirectory() as name, open_browser(program, listener.port) as browser:
        control = Path(name, "control.html")
        control.write_text(CONTROL, "utf-8")
        seen = {"a page that is active": watch_page(browser, control)}
        heard = listener.asked()
        seen |= watch_all(browser, payloads, Path(name))
        left = listener.asked() - heard
    listener.close()
    print(f"asked for: {dict(listener.hosts)}\n")
    rows: list[Row] = [
        {"form": form, "payloads": len(payloads), **vars(found)} for form, found in seen.items()
    ]
    return [
        {**rows[0], "payloads": None, "connections": heard},
        *rows[1:],
        {"form": "all", "connections": left},
    ]


def main() -> None:
    """Print what the browser saw."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sample", type=int, default=SAMPLE, help="payloads to try; 0 tries all")
    try:
        print_table("Browser", measure(parser.parse_args().sample))
    except DataMissing as missing:
        print(f"skipped: {missing}")


if __name__ == "__main__":
    main()
