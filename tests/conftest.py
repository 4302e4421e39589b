"""What all tests share: a folder of their own, a server, a browser, and how Hypothesis runs.

That is without deadlines, and with the same examples every time where a change is judged.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from benchmarks.browser import Browser
    from tests.web_server import WebServer

settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("steady"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "steady")


HOMES = (
    "HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA", "USERPROFILE"
)  # fmt: skip
"""Variables by which a platform says where a user's own files lie."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, away from the settings of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("SUMMARIZER_")]:
        monkeypatch.delenv(name)
    for name in HOMES:
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def web() -> Iterator[WebServer]:
    """Return a server of the web on loopback, without pages yet."""
    from tests.web_server import WebServer

    server = WebServer()
    yield server
    server.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a Chromium that can be spoken to; what needs it is skipped where there is none."""
    from benchmarks.browser import NAMES, Listener, find_browser, open_browser

    program = find_browser()
    if program is None:
        pytest.skip(f"none of {', '.join(NAMES)} is installed")
    listener = Listener()
    with open_browser(program, listener.port) as found:
        yield found
    listener.close()
