"""Condenses with any server that speaks OpenAI's chat protocol: Ollama, llama.cpp, vLLM, `transformers serve`.

The user named the address, so it may be one of this machine or of a private network. What is sent goes there
and nowhere else: redirects are not followed. The key comes from the environment and is never shown.
"""

from __future__ import annotations

import os
import queue
import random
import re
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any, TypeAlias

from summarizer.condensing.generating import Draft, collect_drafts, describe_speed
from summarizer.condensing.naming import Server
from summarizer.condensing.packing import pack_claim, pack_documents
from summarizer.condensing.prompting import (
    ask_statement,
    ask_story,
    clean_statement,
    clean_story,
    drop_unfinished,
    neutralize_all,
    strip_thinking,
)
from summarizer.condensing.reports import SILENT, Reports
from summarizer.errors import ModelError

if TYPE_CHECKING:
    import httpx

KEYS = ("SUMMARIZER_API_KEY", "OPENAI_API_KEY")
"""Environment variables that may hold the key, the first one first."""

CONCURRENCY = 4
"""Requests at once: what llama.cpp and Ollama serve side by side, and no more than a busy service tolerates."""

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 300.0
"""A local server may have to load its model before the first answer."""

ATTEMPTS = 4
SLOW_ATTEMPTS = 2
"""For answers that take longer than `ANSWER_SECONDS`: who waited ten minutes wants to know."""

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
"""Seconds. A server that asks for a longer wait than this is taken to be unavailable."""

CLAIM_WORDS = 400
STORY_WORDS = 2000
"""Words of source text in a request. How much a server reads it does not say; Ollama cuts at 4,096 tokens."""

STATEMENT_TOKENS = 192
"""The most that may be written for a statement: room for three of the longest, as some models say more."""

THINKING_TOKENS = 4096
"""Added when a first answer was cut off before the model's thoughts had come to an end."""

MAX_BYTES = 4 * 2**20
"""Of an answer. A page of statements is a thousandth of it."""

_RETRIED = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_OPTIONAL = {"max_tokens": "max_completion_tokens", "temperature": None, "seed": None}
"""What a server may refuse, each with its newer name. Answers are still checked without them."""


@dataclass(frozen=True, slots=True)
class _Answer:
    text: str
    tokens: int
    cut: bool


class _Retry(Exception):  # noqa: N818 — no error, but what happens next
    """What went wrong may go right the next time.

    Attributes:
        wait: the seconds that the server asks to wait, if it does.
        attempts: how often to try in all.
    """

    def __init__(self, reason: str, wait: float | None = None, attempts: int = ATTEMPTS) -> None:
        super().__init__(reason)
        self.wait = wait
        self.attempts = attempts


_Result: TypeAlias = tuple[int, "_Answer | BaseException"]


def load_endpoint(
    server: Server, name: str, offline: bool = False, reports: Reports = SILENT
) -> EndpointCondenser:
    """Return a condenser that asks a server. Nothing is sent before the first claim.

    Raises:
        ModelError: offline mode, and the address is not of this machine.
    """
    if offline and not server.is_loopback:
        raise ModelError(
            f"{server.host} is another machine, and offline mode asks none.",
            "Leave out --offline, or name an address of this machine.",
        )
    return EndpointCondenser(server, name, reports)


class EndpointCondenser:
    """A `Condenser` and `StoryCondenser` that asks a server.

    Attributes:
        name: what the user asked for.
        version: always None: a server does not say.
    """

    def __init__(self, server: Server, name: str, reports: Reports = SILENT) -> None:
        self.name = name
        self.version: str | None = None
        self._server = server
        self._reports = reports
        self._refused: frozenset[str] = frozenset()
        self._thinks = False

    def condense(self, sentences: Sequence[str]) -> str:
        """Return one statement of what these sentences say."""
        return self.condense_many([sentences])[0]

    def condense_many(self, claims: Sequence[Sequence[str]], words: int | None = None) -> list[str]:
        """Return a statement for each claim; "" where the model wrote none."""
        return collect_drafts(self.iter_condense(claims, words), len(claims))

    def iter_condense(self, claims: Sequence[Sequence[str]], words: int | None = None) -> Iterator[Draft]:
        """Yield the index of each claim with its statement as the answers come.

        Raises:
            ModelError: the server does not answer, or not in a way that can be used.
        """
        given = neutralize_all(claims)
        packed = [pack_claim(claim, _count_words, CLAIM_WORDS) for claim in given.values()]
        requests = [ask_statement(claim, words) for claim in packed]
        start, tokens = time.perf_counter(), 0
        for done, (index, answer) in enumerate(self._ask_all(requests, STATEMENT_TOKENS), 1):
            tokens += answer.tokens
            self._reports.show(f"condensing: {done} of {len(requests)}")
            yield list(given)[index], clean_statement(answer.text, words)
        if requests:
            self._reports.tell(describe_speed(len(requests), tokens, time.perf_counter() - start))

    def condense_story(self, documents: Sequence[Sequence[str]], words: int) -> list[str]:
        """Return the sentences of a summary of about so many words.

        Raises:
            ModelError: as `iter_condense` does.
        """
        full = list(neutralize_all(documents).values())
        if not full:
            return []
        request = ask_story(pack_documents(full, _count_words, STORY_WORDS), words)
        ((_, answer),) = self._ask_all([request], STATEMENT_TOKENS + 2 * words)
        return clean_story(answer.text, words)

    # several at once

    def _ask_all(self, requests: Sequence[str], tokens: int) -> Iterator[tuple[int, _Answer]]:
        """Yield answers as they come. The threads end with the process, so that Ctrl-C need not wait for them."""
        if not requests:
            return
        waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
        results: queue.SimpleQueue[_Result] = queue.SimpleQueue()
        stop = threading.Event()
        with self._open() as client:

            def work(first: int | None = None) -> None:
                index = first
                while not stop.is_set():
                    try:
                        index = waiting.get_nowait() if index is None else index
                        results.put((index, self._ask(client, requests[index], tokens, stop)))
                    except queue.Empty:
                        return
                    except BaseException as error:  # handed to the thread that waits
                        results.put((index or 0, error))
                        return
                    index = None

            try:
                # The first alone: it loads the model, and finds out what the server refuses.
                work(0)
                yield _take(results)
                for index in range(1, len(requests)):
                    waiting.put(index)
                for _ in range(min(CONCURRENCY, len(requests) - 1)):
                    threading.Thread(target=work, daemon=True).start()
                for _ in range(len(requests) - 1):
                    yield _take(results)
            finally:
                stop.set()

    def _open(self) -> httpx.Client:
        import httpx

        key = next((value for name in KEYS if (value := os.environ.get(name, "").strip())), "")
        if key and not key.isascii():
            raise ModelError(
                "The key in the environment holds characters that no key has.", f"Set {KEYS[0]} again."
            )
        return httpx.Client(
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS),
            follow_redirects=False,
            # A proxy is for other machines; to this one it would be a way out.
            trust_env=not self._server.is_loopback,
        )

    # one request

    def _ask(self, client: httpx.Client, request: str, tokens: int, stop: threading.Event) -> _Answer:
        """Return the answer to one request, after trying again where that may help."""
        for attempt in count(1):
            try:
                return self._post(client, request, tokens)
            except _Retry as retry:
                if attempt >= retry.attempts or (retry.wait or 0) > LONGEST_PAUSE:
                    raise self._give_up(retry, attempt) from retry
                pause = retry.wait if retry.wait is not None else FIRST_PAUSE * 2 ** (attempt - 1)
                if self._pause(pause, stop):
                    raise self._give_up(retry, attempt) from retry
        raise AssertionError("unreachable")

    def _pause(self, seconds: float, stop: threading.Event) -> bool:
        """Wait before trying again; True where nobody listens any more."""
        # Chance only spreads requests that failed together; it changes no answer.
        return stop.wait(seconds + random.uniform(0, FIRST_PAUSE / 2))  # noqa: S311

    def _give_up(self, retry: _Retry, attempts: int) -> ModelError:
        asked = f" It asks to wait {retry.wait:.0f} seconds." if (retry.wait or 0) > LONGEST_PAUSE else ""
        times = f" ({attempts} attempts)" if attempts > 1 else ""
        return ModelError(
            f"The server at {self._server.base} {retry}{times}.{asked}",
            "Check that it runs, that the address is right and that it has loaded the model "
            f"{self._server.model}; then run this again.",
        )

    def _post(self, client: httpx.Client, request: str, tokens: int) -> _Answer:
        import httpx

        payload = self._payload(request, tokens)
        try:
            with client.stream("POST", f"{self._server.base}/chat/completions", json=payload) as response:
                body = _read(response, time.monotonic() + ANSWER_SECONDS)
        except httpx.TimeoutException as error:
            if isinstance(error, httpx.ConnectTimeout):
                raise _Retry("cannot be reached in time") from error
            raise _Retry("does not answer in time", attempts=SLOW_ATTEMPTS) from error
        except httpx.ConnectError as error:
            raise _Retry(f"cannot be reached: {str(error)[:100]}") from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise _Retry("broke off its answer") from error
        except httpx.InvalidURL as error:
            raise ModelError(f"{self._server.base} is no address.") from error
        if response.status_code == httpx.codes.OK:
            answer = _read_answer(body)
            if answer.cut and not self._thinks and not strip_thinking(answer.text):
                self._thinks = True
                return self._post(client, request, tokens)
            return replace(answer, text=drop_unfinished(answer.text)) if answer.cut else answer
        if self._learn_refusal(response.status_code, body, payload):
            return self._post(client, request, tokens)
        raise self._translate_status(response, body)

    def _payload(self, request: str, tokens: int) -> dict[str, Any]:
        payload: dict[str, Any] = {
            "model": self._server.model,
            "messages": [{"role": "user", "content": request}],
            "stream": False,
        }
        room = tokens + THINKING_TOKENS if self._thinks else tokens
        options = {"max_tokens": room, "temperature": 0, "seed": 0}
        for name, value in options.items():
            newer = _OPTIONAL[name]
            if name not in self._refused:
                payload[name] = value
            elif newer and newer not in self._refused:
                payload[newer] = value
        return payload

    def _learn_refusal(self, status: int, body: bytes, payload: Mapping[str, Any]) -> bool:
        """Remember what a server will not take; True where something less can be sent."""
        if status not in (400, 422):
            return False
        said = body.decode("utf-8", "replace")
        named = {name for name in (*_OPTIONAL, "max_completion_tokens") if re.search(rf"\b{name}\b", said)}
        # "Use max_completion_tokens instead of max_tokens" names both: only what was sent is refused.
        refused = named & payload.keys()
        self._refused |= refused
        return bool(refused)

    def _translate_status(self, response: httpx.Response, body: bytes) -> Exception:
        status, base, model = response.status_code, self._server.base, self._server.model
        said = _quote_error(body)
        if status in _RETRIED:
            return _Retry(f"is not able to answer (status {status}{said})", _retry_after(response))
        if 300 <= status < 400:
            where = response.headers.get("location", "nowhere")[:200]
            return ModelError(
                f"{base} redirects to {where}; redirects are not followed.", "Name that address itself."
            )
        if status in (401, 403):
            known = " or ".join(KEYS)
            return ModelError(
                f"{base} refuses access (status {status}{said}).", f"Set {known} to a key for it."
            )
        if status == 404:
            return ModelError(
                f"{base} does not know the model {model}, or has nothing at /chat/completions (status 404{said}).",
                f"Most addresses end with /v1. The server lists its models at {base}/models; "
                f"with Ollama: ollama pull {model}",
            )
        return ModelError(
            f"{base} refuses the request (status {status}{said}).", "Check the address and the model's name."
        )


def _take(results: queue.SimpleQueue[_Result]) -> tuple[int, _Answer]:
    index, answer = results.get()
    if isinstance(answer, BaseException):
        raise answer
    return index, answer


def _count_words(text: str) -> int:
    return len(text.split())


# answers


def _read(response: httpx.Response, deadline: float) -> bytes:
    """Return the whole answer; a server that sends it drop by drop does not get longer than one that is silent."""
    body = bytearray()
    for part in response.iter_bytes():
        body += part
        if time.monotonic() > deadline:
            raise _Retry("does not answer in time", attempts=SLOW_ATTEMPTS)
        if len(body) > MAX_BYTES:
            raise ModelError(
                "The server's answer does not end.", "Check the address: is it a model's server?"
            )
    return bytes(body)


def _read_answer(body: bytes) -> _Answer:
    """Return what a completion says; an answer of another shape may be right the next time."""
    import json

    try:
        answer = json.loads(body)
        choice = answer["choices"][0]
        text, cut = choice["message"].get("content"), choice.get("finish_reason") == "length"
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise _Retry("gives answers that cannot be read: is it an OpenAI-compatible server?") from error
    if isinstance(text, list):  # parts, of which some are text
        text = "".join(str(part.get("text", "")) for part in text if isinstance(part, dict))
    if not isinstance(text, str | None):
        raise _Retry("gives answers that cannot be read: is it an OpenAI-compatible server?")
    usage = answer.get("usage")
    tokens = usage.get("completion_tokens") if isinstance(usage, dict) else None
    return _Answer(text or "", tokens if isinstance(tokens, int) else len((text or "").split()), cut)


def _quote_error(body: bytes) -> str:
    """Return what a server says of an error, behind a colon, as one short line; "" where it says nothing."""
    import json

    text = body.decode("utf-8", "replace")
    try:
        error = json.loads(text)
        error = error.get("error", error.get("detail", error)) if isinstance(error, dict) else error
        text = str(error.get("message", error) if isinstance(error, dict) else error)
    except ValueError:
        text = "" if text.lstrip().startswith("<") else text
    # A service may quote the key that it refuses.
    text = re.sub(r"\b(?:sk|key|hf)[-_][\w*.-]{4,}", "…", " ".join(text.split()))
    for key in filter(None, map(os.environ.get, KEYS)):
        text = text.replace(key, "…")
    return f": {text[:200]}" if text else ""


def _retry_after(response: httpx.Response) -> float | None:
    """Return the seconds that a server asks to wait; dates, which need its clock to be right, are not read."""
    try:
        wait = float(response.headers.get("retry-after", ""))
    except ValueError:
        return None
    return wait if 0 <= wait < float("inf") else None
