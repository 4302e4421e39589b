"""Runs one mode in a process of its own, so that its seconds and its memory are its own.

In one process the second mode would find loaded what the first had to load, and the highest point of memory
would belong to whichever mode reached it. A new process starts with neither. Seconds run from articles that
are read to the finished brief, with the loading of models and without the start of Python. Peak memory is
that of the whole process, Python and libraries included.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, TypeAlias

from summarizer.config import BriefConfig
from summarizer.errors import SummarizerError
from summarizer.records import Brief, Explanation, Reading

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one run.

    Attributes:
        seconds: from articles to brief, models loaded on the way.
        peak_mb: the most memory that the process held, in MB of 2^20 bytes; None where the system does not say.
    """

    brief: Brief
    explanation: Explanation
    seconds: float
    peak_mb: float | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """An error on its way from one process to another, which not every exception survives.

    Attributes:
        bug: the traceback of an error that nobody foresaw, else "".
    """

    message: str
    hint: str
    exit_code: int
    bug: str = ""


Found: TypeAlias = Outcome | Refusal


def run_here(reading: Reading, config: BriefConfig, loud: bool = False) -> Outcome:
    """Make a brief in this process; `loud` lets a model say on standard error how far it is."""
    from summarizer.cli.terminal import say
    from summarizer.condensing import SILENT, Reports
    from summarizer.pipeline import explain_brief

    began = perf_counter()
    brief, explanation = explain_brief(reading, config, Reports(tell=say) if loud else SILENT)
    return Outcome(brief, explanation, perf_counter() - began, peak_memory())


def run_apart(reading: Reading, config: BriefConfig, loud: bool = False) -> Outcome:
    """Make a brief in a process that does nothing else; `loud` lets a model say how far it is.

    Raises:
        SummarizerError: with the exit code and the hint of the error that the run met.
        RuntimeError: the run met a bug; its traceback is the message.
    """
    # Spawned: a forked process would start with this one's memory, and counts it as its own.
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(sender, reading, config, loud))
    process.start()
    sender.close()
    try:
        found: Found = receiver.recv()
    except EOFError as error:
        process.join()
        raise SummarizerError(
            f"The process that made the brief ended unexpectedly (exit code {process.exitcode}).",
            "Perhaps there was not enough memory for the model.",
        ) from error
    finally:
        process.terminate()
        process.join()
    if isinstance(found, Refusal):
        raise revive_error(found)
    return found


def _answer(sender: Connection, reading: Reading, config: BriefConfig, loud: bool) -> None:
    # Ctrl-C reaches every process of the terminal; the parent ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sender.send(try_run(reading, config, loud))


def try_run(reading: Reading, config: BriefConfig, loud: bool = False) -> Found:
    """Make a brief in this process, or say why there is none."""
    try:
        return run_here(reading, config, loud)
    except SummarizerError as error:
        return Refusal(str(error), error.hint, error.exit_code)
    except Exception as error:  # a bug: it is told where it can be read
        return Refusal(f"{type(error).__name__}: {error}", "", 1, traceback.format_exc())


def revive_error(refusal: Refusal) -> Exception:
    """Return the error that a refusal tells of."""
    if refusal.bug:
        return RuntimeError(refusal.bug)
    error = SummarizerError(refusal.message, refusal.hint)
    error.exit_code = refusal.exit_code
    return error


def peak_memory() -> float | None:
    """Return the most memory that this process has held so far, in MB of 2^20 bytes; None where unknown."""
    try:
        # Of this program alone: getrusage keeps what the process held before it became this program.
        found = [line.split()[1] for line in STATUS.read_text("ascii").splitlines() if line[:6] == "VmHWM:"]
    except OSError:
        found = []
    if found:
        return int(found[0]) / 1024
    if os.name != "posix":
        return None
    import resource

    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (2**20 if sys.platform == "darwin" else 2**10)
