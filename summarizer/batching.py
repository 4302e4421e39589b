"""Many stories from JSON lines: one line in, one line out, in the same order, in constant memory.

Every line is one story and is never regrouped. Offsets point into the documents exactly as given.
"""

from __future__ import annotations

import json
import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from time import perf_counter
from typing import IO, TYPE_CHECKING, TypeAlias, TypeVar

from summarizer.config import BriefConfig
from summarizer.errors import SourceError, SummarizerError

if TYPE_CHECKING:
    from summarizer.records import Article, Citation, Statement

Json: TypeAlias = dict[str, object]
Result = TypeVar("Result")

MAX_LINE = 200 * 1024 * 1024
"""Bytes of one line. News clusters stay under 10 MB; a file without line ends must not fill the memory."""

AHEAD = 16
"""Lines handed out for each worker before the first is back. One long story must not leave the others idle: with
the seconds that stories of three sets took, in chance order, eight workers were busy for 75 % of the time at 4, and for
97 % at 16."""

ORIGIN = "documents"


@dataclass(frozen=True, slots=True)
class LineResult:
    """What became of one line.

    Attributes:
        number: its place in the input, from 1.
        line: the JSON line to write, without its line end.
        error: why it could not be read; None where it could.
        bug: the traceback of an error that nobody foresaw; None where there was none.
    """

    number: int
    line: str
    error: str | None = None
    bug: str | None = None


@dataclass(frozen=True, slots=True)
class OverlongLine:
    """Stands for a line of more than `MAX_LINE` bytes."""


Line: TypeAlias = bytes | OverlongLine


def read_lines(stream: IO[bytes], limit: int = MAX_LINE) -> Iterator[Line]:
    """Yield the lines of a stream that hold something, never more than `limit` bytes of one.

    Raises:
        SourceError: the stream cannot be read on; a damaged archive, for instance.
    """
    from zlib import error as ZlibError  # noqa: N812 — an exception

    try:
        while line := stream.readline(limit + 1):
            if len(line) <= limit or line.endswith(b"\n"):
                if line.strip():
                    yield line
                continue
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit + 1)
            yield OverlongLine()
    except (OSError, EOFError, ZlibError) as error:
        raise SourceError(f"The lines cannot be read on: {error}.", "", "Pack the file anew.") from error


def brief_lines(lines: Iterable[Line], config: BriefConfig, workers: int = 1) -> Iterator[LineResult]:
    """Summarize line by line.

    Args:
        lines: one story each, as UTF-8 JSON.
        config: how each story is told.
        workers: processes. The results are the same however many there are.

    Yields:
        One result a line, in the order of the lines.

    Raises:
        ModelError, MissingExtra: the model asked for is not at hand; said once, and not of every line.
        SummarizerError: a worker ended unexpectedly.
    """
    from summarizer.condensing.choosing import choose_condenser

    choose_condenser(config)
    numbered = enumerate(lines, 1)
    if workers == 1:
        for number, line in numbered:
            yield brief_line(line, number, config)
        return
    calls = ((line, number, config) for number, line in numbered)
    yield from map_in_processes(brief_line, calls, workers)


def map_in_processes(
    function: Callable[..., Result],
    arguments: Iterable[tuple[object, ...]],
    workers: int,
    ahead: int = AHEAD,
) -> Iterator[Result]:
    """Call a function in worker processes; yield what it returns in the order of the arguments.

    Args:
        function: one that another process can import.
        arguments: of each call.
        workers: processes.
        ahead: calls that are handed out for each worker before the first is back.

    Raises:
        SummarizerError: a worker ended unexpectedly.
    """
    # Spawned on every platform: forking a process that holds threads, as numpy's does, can hang.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_prepare_worker)
    waiting: deque[Future[Result]] = deque()
    try:
        for given in arguments:
            with _hold_interrupts():
                waiting.append(pool.submit(function, *given))
            while waiting and (waiting[0].done() or len(waiting) >= ahead * workers):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise SummarizerError(
            "A worker ended unexpectedly, perhaps for want of memory.", "Try again with fewer --workers."
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _hold_interrupts() -> Iterator[None]:
    """Let Ctrl-C wait while a worker may be starting: it inherits the block, and the parent alone stops."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepare_worker() -> None:
    """Leave Ctrl-C to the parent, and one core to each worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")


def brief_line(line: Line, number: int, config: BriefConfig) -> LineResult:
    """Summarize one line; whatever is wrong with it becomes its result."""
    began = perf_counter()
    story: Json = {}
    try:
        story = parse_line(line)
        written = brief_story(story, config)
    except SummarizerError as error:
        return _failed(number, story, str(error))
    except Exception as error:  # a bug: the other lines are worth finishing, and the traceback is kept
        reason = f"internal error: {type(error).__name__}: {error}"
        return _failed(number, story, reason, bug=traceback.format_exc())
    record = {"id": story.get("id"), **written, "seconds": round(perf_counter() - began, 4)}
    return LineResult(number, dump_line(record))


def _failed(number: int, story: Json, reason: str, bug: str | None = None) -> LineResult:
    return LineResult(number, dump_line({"id": story.get("id"), "error": reason}), reason, bug)


def parse_line(line: Line) -> Json:
    """Return the object that a line holds.

    Raises:
        SourceError: it holds none.
    """
    if isinstance(line, OverlongLine):
        raise SourceError(f"The line is longer than {MAX_LINE // 2**20} MB.", "")
    try:
        story = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SourceError(f"The line is not UTF-8 (byte {error.start + 1}).", "") from error
    except json.JSONDecodeError as error:
        raise SourceError(f"The line is not JSON: {error.msg} at character {error.pos + 1}.", "") from error
    except (RecursionError, ValueError) as error:  # nested too deeply, a number of ten thousand digits
        raise SourceError("The line is not JSON that can be read.", "") from error
    if not isinstance(story, dict):
        raise SourceError("The line is not a JSON object.", "")
    return story


def dump_line(record: Mapping[str, object]) -> str:
    """Return a record as one line of JSON, which UTF-8 can hold even where a text has half a character."""
    line = json.dumps(record, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(record)
    return line


def brief_story(story: Json, config: BriefConfig) -> Json:
    """Summarize one story.

    Returns:
        "text", "statements" and "omissions" of the output record.

    Raises:
        SourceError: there is no document with a text.
    """
    from summarizer import pipeline

    texts, articles, omissions = read_documents(story)
    numbers = {article.id: number for number, article in articles.items()}
    brief = pipeline.make_story_brief(list(articles.values()), config)
    statements = [statement for section in brief.stories for statement in section.statements]
    omissions += [
        _omission_record("selecting", numbers[source], reason) for source, reason in brief.coverage.uncited
    ]
    return {
        "text": "\n".join(statement.text for statement in statements),
        "statements": [_statement_record(statement, numbers, texts) for statement in statements],
        "omissions": omissions,
    }


def read_documents(story: Json) -> tuple[list[str], dict[int, Article], list[Json]]:
    """Return the documents' texts as given, the articles by document number, and what could not be read.

    Raises:
        SourceError: no document can be read.
    """
    from summarizer.reading import article_from_document

    documents = story.get("documents")
    if not isinstance(documents, list):
        raise SourceError('The line has no list of "documents".', "")
    texts: list[str] = []
    articles: dict[int, Article] = {}
    omissions: list[Json] = []
    for number, document in enumerate(documents):
        text = document.get("text") if isinstance(document, dict) else None
        texts.append(text if isinstance(text, str) else "")
        try:
            articles[number] = article_from_document(
                document if isinstance(document, dict) else {}, ORIGIN, number
            )
        except SourceError as error:
            omissions.append(_omission_record("reading", number, str(error)))
    if not articles:
        raise SourceError('None of the "documents" has a text with words in it.', "")
    return texts, articles, omissions


def _omission_record(stage: str, document: int, reason: str) -> Json:
    return {"stage": stage, "subject": f"{ORIGIN}[{document}]", "reason": reason}


def _statement_record(statement: Statement, numbers: Mapping[str, int], texts: Sequence[str]) -> Json:
    return {
        "text": statement.text,
        "citations": [
            _citation_record(citation, numbers[citation.source], texts) for citation in statement.citations
        ],
        "support": statement.support,
        "labels": list(statement.labels),
    }


def _citation_record(citation: Citation, document: int, texts: Sequence[str]) -> Json:
    return {
        "document": document,
        "start": citation.start,
        "end": citation.end,
        # From the text as given: reading replaces half characters, and the quote must be the slice.
        "quote": texts[document][citation.start : citation.end],
        "role": citation.role,
    }
