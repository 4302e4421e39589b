"""The search for cycles of garbage is off inside, and as it was behind."""

from __future__ import annotations

import gc

import pytest

from summarizer.pausing import pause_collection


def test_it_is_off_inside_and_on_behind() -> None:
    assert gc.isenabled()
    with pause_collection():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_on_again_where_something_was_raised() -> None:
    with pytest.raises(KeyError), pause_collection():
        raise KeyError
    assert gc.isenabled()


def test_whoever_had_it_off_keeps_it_off() -> None:
    gc.disable()
    try:
        with pause_collection():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
