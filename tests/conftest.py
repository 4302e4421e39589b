"""How Hypothesis runs: without deadlines, and with the same examples every time where a change is judged."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("steady"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "steady")
