"""Against servers that really run on loopback: one of transformers, and one that misbehaves on demand."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from summarizer.condensing import Reports, draft_claims, endpoint, load_condenser, load_story_condenser
from summarizer.errors import ModelError

CLAIM = ["The city bridge reopened on Monday after a year of repairs.", "The bridge is open again."]
KEY = "sk-test-4711-secret"


def completion(text: object, reason: str = "stop") -> tuple[int, dict[str, str], bytes]:
    """Return an answer as such servers give it."""
    choice = {"index": 0, "finish_reason": reason, "message": {"role": "assistant", "content": text}}
    body = {"object": "chat.completion", "choices": [choice], "usage": {"completion_tokens": 7}}
    return 200, {"Content-Type": "application/json"}, json.dumps(body).encode()


GOOD = completion("The bridge reopened on Monday.")


def refuse(status: int, message: str = "", **headers: str) -> tuple[int, dict[str, str], bytes]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return status, named, json.dumps({"error": {"message": message}}).encode()


class Server:
    """Answers as it is told, one answer a request, the last one for all that follow."""

    def __init__(self) -> None:
        self.answers: list[Any] = [GOOD]
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self._lock = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with outer._lock:
                    outer.requests.append(body)
                    outer.headers.append({name.lower(): value for name, value in self.headers.items()})
                    outer.paths.append(self.path)
                    answer = outer.answers.pop(0) if len(outer.answers) > 1 else outer.answers[0]
                status, headers, content = answer(body) if callable(answer) else answer
                try:
                    self.send_response(status)
                    for name, value in headers.items():
                        self.send_header(name, value)
                    if "Content-Length" not in headers:
                        self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content)
                except ConnectionError:
                    pass

            def log_message(self, *_: object) -> None:
                pass

        class Quiet(ThreadingHTTPServer):
            def handle_error(self, *_: object) -> None:  # a client that hung up
                pass

        self._server = Quiet(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        self.name = f"{self.base}#tiny"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in endpoint.KEYS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(endpoint, "FIRST_PAUSE", 0.01)
    running = Server()
    yield running
    running.close()


def ask(server: Server, claims: int = 1, words: int | None = None) -> list[str]:
    return load_condenser(server.name).condense_many([CLAIM] * claims, words)


# what is asked


def test_a_claim_is_sent_as_data_and_the_answer_cleaned(server: Server) -> None:
    server.answers = [completion("Sure! Here is the statement:\n\n**“The bridge reopened on Monday.”** [1]")]
    assert load_condenser(server.name).condense(CLAIM) == "The bridge reopened on Monday."
    (request,) = server.requests
    assert server.paths == ["/v1/chat/completions"]
    assert request["model"] == "tiny"
    assert (request["temperature"], request["seed"], request["stream"]) == (0, 0, False)
    (message,) = request["messages"]
    assert message["role"] == "user"
    assert all(sentence in message["content"] for sentence in CLAIM)


def test_answers_come_back_in_the_order_of_the_claims_and_empty_claims_are_not_sent(server: Server) -> None:
    def echo(body: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        number = int(body["messages"][0]["content"].split("number ")[1].split()[0])
        time.sleep(0.02 * (5 - number % 5))
        return completion(f"Answer {number}.")

    server.answers = [echo]
    claims = [[f"This is number {index} of them."] for index in range(12)]
    drafts = load_condenser(server.name).condense_many([*claims, [], [" ", "\u200b"]])
    assert drafts == [*(f"Answer {index}." for index in range(12)), "", ""]
    assert len(server.requests) == 12


def test_a_statement_stays_within_its_words(server: Server) -> None:
    server.answers = [
        completion("The bridge reopened on Monday, a year after it had closed for repairs of its cables.")
    ]
    assert ask(server, words=6) == ["The bridge reopened on Monday."]
    assert "at most 6 words" in server.requests[0]["messages"][0]["content"]


def test_a_story_is_written_as_sentences_from_all_documents(server: Server) -> None:
    server.answers = [completion("The bridge reopened on Monday. Crews replaced two cables [2].")]
    documents = [["First of one.", "Second of one."], [], ["First of two."] + ["Long." * 9] * 5000]
    story = load_story_condenser(server.name).condense_story(documents, 40)
    assert story == ["The bridge reopened on Monday.", "Crews replaced two cables."]
    content = server.requests[0]["messages"][0]["content"]
    assert "First of one. Second of one." in content
    assert "First of two." in content
    assert len(content.split()) < endpoint.STORY_WORDS + 200
    assert load_story_condenser(server.name).condense_story([[], []], 40) == []


def test_speed_and_progress_are_reported_to_the_caller_and_nothing_is_printed(
    server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    told: list[str] = []
    shown: list[str] = []
    load_condenser(server.name, reports=Reports(told.append, shown.append)).condense_many([CLAIM] * 3)
    assert shown == [f"condensing: {done} of 3" for done in (1, 2, 3)]
    (line,) = told
    assert line.startswith("3 statements condensed, ")
    assert line.endswith(" tokens/s")
    assert capfd.readouterr() == ("", "")


# the key


def test_the_key_comes_from_the_environment(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(server)
    monkeypatch.setenv("OPENAI_API_KEY", "other")
    ask(server)
    monkeypatch.setenv("SUMMARIZER_API_KEY", KEY)
    ask(server)
    sent = [headers.get("authorization") for headers in server.headers]
    assert sent == [None, "Bearer other", f"Bearer {KEY}"]


@pytest.mark.parametrize("status", [401, 403, 400, 404, 500])
def test_the_key_is_never_shown_even_where_the_server_repeats_it(
    server: Server, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    monkeypatch.setenv("SUMMARIZER_API_KEY", "hunter2")
    server.answers = [refuse(status, f"Incorrect API key provided: hunter2, {KEY}, sk-ab**cd")]
    with pytest.raises(ModelError) as raised:
        ask(server)
    assert not any(key in str(raised.value) + raised.value.hint for key in ("hunter2", "4711", "sk-ab"))
    assert str(status) in str(raised.value)


def test_a_redirect_is_not_followed(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_API_KEY", KEY)
    other = Server()
    server.answers = [(307, {"Location": f"{other.base}/chat/completions"}, b"")]
    with pytest.raises(ModelError, match=f"redirects to {other.base}"):
        ask(server)
    other.close()
    assert other.requests == []


# refusing


@pytest.mark.parametrize(
    ("status", "message", "hint"),
    [
        (401, "refuses access", "SUMMARIZER_API_KEY or OPENAI_API_KEY"),
        (404, "does not know the model tiny", "ollama pull tiny"),
        (400, "refuses the request .*too long", "Check"),
    ],
)
def test_a_refusal_is_final_and_says_what_to_do(server: Server, status: int, message: str, hint: str) -> None:
    server.answers = [refuse(status, "The prompt is too long")]
    with pytest.raises(ModelError, match=message) as raised:
        ask(server, claims=3)
    assert raised.value.exit_code == 4
    assert hint in raised.value.hint
    assert len(server.requests) == 1


def test_what_a_server_will_not_take_is_left_out(server: Server) -> None:
    server.answers = [
        refuse(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
        refuse(400, "Unsupported value: 'temperature' does not support 0."),
        GOOD,
    ]
    assert ask(server, claims=3) == ["The bridge reopened on Monday."] * 3
    last = server.requests[-1]
    assert "max_completion_tokens" in last
    assert not {"max_tokens", "temperature"} & last.keys()
    assert len(server.requests) == 5


def test_a_model_that_thinks_gets_room_for_it(server: Server) -> None:
    server.answers = [
        completion("<think>Let me see", "length"),
        completion("<think>Let me see.</think>The bridge reopened."),
    ]
    assert ask(server, claims=2) == ["The bridge reopened."] * 2
    first, *others = [request["max_tokens"] for request in server.requests]
    assert others == [first + endpoint.THINKING_TOKENS] * 2


def test_an_answer_that_is_cut_off_loses_its_last_sentence(server: Server) -> None:
    server.answers = [completion("The bridge reopened. Crews then replaced the", "length")]
    assert ask(server) == ["The bridge reopened."]
    assert len(server.requests) == 1


@pytest.mark.parametrize("content", [None, "", "<think>and never an end", "I'm sorry, I can't do that."])
def test_a_model_that_says_nothing_gives_no_draft(server: Server, content: str | None) -> None:
    server.answers = [completion(content)]
    assert ask(server) == [""]


# slow and broken


BROKEN = {
    "half JSON": (200, {}, GOOD[2][:40]),
    "no choices": (200, {}, b'{"choices": []}'),
    "no JSON": (200, {}, b"<html>It works!</html>"),
    "a list": (200, {}, b"[]"),
    "a choice of nothing": (200, {}, b'{"choices": [null]}'),
    "a number for text": completion(7),
    "less than announced": (200, {"Content-Length": "9999"}, b'{"choices"'),
    "unknown encoding": (200, {"Content-Encoding": "gzip"}, b"no gzip"),
    "status 500": refuse(500, "out of memory"),
    "status 503": refuse(503, "loading model"),
}


@pytest.mark.parametrize("answer", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_broken_is_asked_for_again(server: Server, answer: Any) -> None:
    server.answers = [answer, answer, GOOD]
    assert ask(server) == ["The bridge reopened on Monday."]
    assert len(server.requests) == 3
    assert server.requests[0] == server.requests[2]


@pytest.mark.parametrize("answer", BROKEN.values(), ids=BROKEN.keys())
def test_what_stays_broken_is_one_clear_error(server: Server, answer: Any) -> None:
    server.answers = [answer]
    with pytest.raises(ModelError, match=r"The server at http.*\(4 attempts\)") as raised:
        ask(server)
    assert len(server.requests) == endpoint.ATTEMPTS
    assert "tiny" in raised.value.hint


def test_a_server_that_asks_to_wait_is_waited_for(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(endpoint.EndpointCondenser, "_pause", lambda _self, wait, _stop: pauses.append(wait))
    server.answers = [refuse(429, "slow down", Retry_After="3"), refuse(429, Retry_After="soon"), GOOD]
    assert ask(server) == ["The bridge reopened on Monday."]
    assert pauses == [3, 2 * endpoint.FIRST_PAUSE]


def test_a_server_that_asks_for_too_long_a_wait_is_not(server: Server) -> None:
    server.answers = [refuse(429, "quota exceeded", Retry_After="86400")]
    with pytest.raises(ModelError, match="asks to wait 86400 seconds"):
        ask(server)
    assert len(server.requests) == 1


def test_a_slow_answer_is_given_up(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "ANSWER_SECONDS", 0.1)
    release = threading.Event()

    def hang(_body: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        release.wait(10)
        return GOOD

    server.answers = [hang]
    with pytest.raises(ModelError, match=r"does not answer in time \(2 attempts\)"):
        ask(server)
    release.set()


def test_an_answer_that_comes_drop_by_drop_is_given_up(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = iter(range(0, 10**9, 200))
    clock = SimpleNamespace(monotonic=lambda: float(next(ticks)), perf_counter=time.perf_counter)
    monkeypatch.setattr("summarizer.condensing.endpoint.time", clock)
    server.answers = [(200, {}, b" " * 10**6)]
    with pytest.raises(ModelError, match=r"does not answer in time \(2 attempts\)"):
        ask(server)


def test_an_answer_without_end_is_not_read_to_it(server: Server) -> None:
    server.answers = [(200, {}, b" " * (endpoint.MAX_BYTES + 2**20))]
    with pytest.raises(ModelError, match="does not end"):
        ask(server)
    assert len(server.requests) == 1


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.usefixtures("server")
def test_nobody_there_is_one_clear_error() -> None:
    with pytest.raises(ModelError, match="cannot be reached") as raised:
        load_condenser(f"http://127.0.0.1:{free_port()}/v1#m").condense(CLAIM)
    assert "Check that it runs" in raised.value.hint


# what is kept


def test_what_was_finished_before_the_server_failed_is_kept(server: Server) -> None:
    server.answers = [GOOD, GOOD, GOOD, refuse(401)]
    drafting = draft_claims(load_condenser(server.name), [CLAIM] * 12)
    assert isinstance(drafting.stopped, ModelError)
    assert len(drafting.drafts) == 12
    assert drafting.drafts[0] == "The bridge reopened on Monday."
    assert 1 <= sum(map(bool, drafting.drafts)) <= 3


def test_what_was_finished_before_an_interruption_is_kept(server: Server) -> None:
    release = threading.Event()

    def hang(_body: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        release.wait(20)
        return GOOD

    def interrupt(text: str) -> None:
        if text == "condensing: 2 of 6":
            raise KeyboardInterrupt

    server.answers = [GOOD, GOOD, hang]
    before = time.monotonic()
    drafting = draft_claims(load_condenser(server.name, reports=Reports(show=interrupt)), [CLAIM] * 6)
    # The answers that hang are not waited for.
    assert time.monotonic() - before < 15
    release.set()
    assert isinstance(drafting.stopped, KeyboardInterrupt)
    assert sum(map(bool, drafting.drafts)) == 1


# offline


def test_offline_asks_this_machine_only(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://192.0.2.1:3128")
    monkeypatch.setenv("ALL_PROXY", "http://192.0.2.1:3128")
    assert load_condenser(server.name, offline=True).condense(CLAIM) == "The bridge reopened on Monday."
    for other in ("http://192.168.0.7:8000/v1#m", "https://api.example.org/v1#m"):
        with pytest.raises(ModelError, match="offline mode") as raised:
            load_condenser(other, offline=True)
        assert raised.value.exit_code == 4


# a server of somebody else's


@pytest.fixture(scope="module")
def transformers_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run `transformers serve` with a tiny model, and return the name to ask it by."""
    for package in ("torch", "transformers", "fastapi", "uvicorn", "openai"):
        pytest.importorskip(package, reason="`make test` installs it")
    from tests.model_factory import save_model

    folder = save_model(tmp_path_factory.mktemp("served") / "qwen", "qwen", 1024)
    port = free_port()
    command = [str(Path(sys.executable).with_name("transformers")), "serve", str(folder), "--device", "cpu"]
    with (folder.parent / "log").open("wb") as log:
        running = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(port)],
            stdout=log,
            stderr=log,
            env={**os.environ, "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"},
        )
    try:
        _wait_until(lambda: httpx.get(f"http://127.0.0.1:{port}/health", timeout=5).is_success, running)
        yield f"http://127.0.0.1:{port}/v1#{folder}"
    finally:
        running.terminate()
        running.wait(20)


def _wait_until(ready: Callable[[], bool], running: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if running.poll() is not None:
            break
        try:
            if ready():
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    pytest.fail("the server did not start")


def test_a_real_server_condenses(transformers_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "STATEMENT_TOKENS", 24)
    told: list[str] = []
    condenser = load_story_condenser(transformers_server, offline=True, reports=Reports(told.append))
    claims = [CLAIM, CLAIM[::-1], CLAIM[:1]]
    first = condenser.condense_many(claims, words=8)  # type: ignore[attr-defined]
    # What random weights write may be no word at all.
    assert len(first) == 3
    assert all(len(draft.split()) <= 8 for draft in first)
    assert told[0].startswith("3 statements condensed")
    assert condenser.condense_many(claims, words=8) == first  # type: ignore[attr-defined]
    story = condenser.condense_story([CLAIM, CLAIM[:1]], 12)
    assert sum(len(sentence.split()) for sentence in story) <= 12


def test_a_real_server_refuses_a_model_that_it_does_not_serve(transformers_server: str) -> None:
    base = transformers_server.partition("#")[0]
    with pytest.raises(ModelError, match=base):
        load_condenser(f"{base}#nobody/nothing").condense(CLAIM)
