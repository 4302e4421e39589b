"""What happens when a time is up."""

from __future__ import annotations

import threading

from summarizer.timing import call_after


def test_a_function_is_called_once_while_the_block_still_runs() -> None:
    calls, called = [], threading.Event()

    def call() -> None:
        calls.append(threading.current_thread())
        called.set()

    with call_after(0.01, call):
        assert called.wait(60)
    assert len(calls) == 1
    assert calls[0] is not threading.current_thread()


def test_a_block_that_ends_before_is_left_alone() -> None:
    before = threading.active_count()
    with call_after(3600, lambda: None):
        assert threading.active_count() == before + 1
    timers = [one for one in threading.enumerate() if isinstance(one, threading.Timer)]
    for timer in timers:
        timer.join(60)
    assert not any(timer.is_alive() for timer in timers)
