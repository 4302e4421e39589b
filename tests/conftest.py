"""What all tests share: a browser, and how Hypothesis runs.

That is without deadlines, and with the same examples every time where a change is judged.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from benchmarks.browser import Browser

settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("steady"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "steady")


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
