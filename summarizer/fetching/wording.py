"""What went wrong with a request, in words that a user understands: of servers, connections and certificates."""

from __future__ import annotations

import ssl
from collections.abc import Mapping

from summarizer.fetching.records import FetchFailure

_UNREADABLE = {
    "image": "a picture",
    "audio": "a sound recording",
    "video": "a film",
    "font": "a typeface",
    "application/zip": "an archive",
    "application/gzip": "an archive",
    "application/x-tar": "an archive",
    "application/javascript": "a program",
    "text/javascript": "a program",
    "text/css": "a style sheet",
}
"""Media types, or the first half of one, that no article comes in."""


def name_unreadable(headers: Mapping[str, str]) -> str | None:
    """Return why no article can come in what these headers announce; None where one can."""
    media = headers.get("content-type", "").partition(";")[0].strip().lower()
    name = _UNREADABLE.get(media) or _UNREADABLE.get(media.partition("/")[0])
    return f"it is {name} ({media}), which cannot be read as an article" if name else None


def show_wait(seconds: float) -> str:
    """Return a wait in the unit that people would use."""
    if seconds < 120:
        return f"in {seconds:.0f} seconds"
    return f"in {seconds / 60:.0f} minutes" if seconds < 7200 else f"in {seconds / 3600:.0f} hours"


def explain_status(status: int) -> str:
    """Return what a server means by a status."""
    told = {
        401: "its server asks for a user name and password",
        402: "its server asks for money",
        403: "its server refuses to give it to programs, or to us",
        404: "its server knows no such page",
        451: "its server may not give it, for legal reasons",
    }
    if status in told:
        return f"{told[status]} (status {status})"
    return f"its server {'failed (' if status >= 500 else 'answered otherwise ('}status {status})"


class Translated:
    """Turns what the connection's library raises into a `FetchFailure`. The one place that knows its exceptions."""

    def __init__(self, host: str) -> None:
        self._host = host

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        import httpcore

        if error is None or isinstance(error, FetchFailure):
            return
        if isinstance(error, httpcore.TimeoutException):
            reached = "cannot be reached" if isinstance(error, httpcore.ConnectTimeout) else "does not answer"
            raise FetchFailure(f"{self._host} {reached} in time", "timeout") from error
        if isinstance(error, httpcore.ConnectError):
            raise self._explain_connection(error) from error
        if isinstance(error, httpcore.NetworkError | httpcore.ProtocolError | OSError):
            reason = f"{self._host} broke off its answer"
            cut = any(word in str(error) for word in ("closed", "disconnected", "incomplete"))
            if isinstance(error, httpcore.ProtocolError) and not cut:
                reason = f"{self._host} does not answer as a web server does"
            raise FetchFailure(reason, "unreachable", may_pass=True) from error

    def _explain_connection(self, error: Exception) -> FetchFailure:
        causes = [error, error.__cause__, error.__context__]
        for cause in causes:
            if isinstance(cause, ssl.SSLCertVerificationError):
                return FetchFailure(explain_certificate(self._host, cause), "certificate")
            if isinstance(cause, ssl.SSLError):
                return FetchFailure(f"{self._host} does not offer a safe connection", "certificate")
            if isinstance(cause, ConnectionRefusedError):
                return FetchFailure(f"{self._host} refuses the connection", "unreachable", may_pass=True)
        return FetchFailure(f"{self._host} cannot be reached", "unreachable", may_pass=True)


NOT_YET, EXPIRED, SELF_SIGNED, SELF_SIGNED_IN_CHAIN, UNKNOWN, OTHER_NAME, OTHER_ADDRESS = (
    9,
    10,
    18,
    19,
    20,
    62,
    64,
)
"""OpenSSL's numbers for what is wrong with a certificate."""


def explain_certificate(host: str, error: ssl.SSLCertVerificationError) -> str:
    """Return what is wrong with a server's certificate, in words."""
    told = {
        EXPIRED: "has expired",
        NOT_YET: "is not valid yet: is this machine's clock right?",
        SELF_SIGNED: "is signed by nobody but itself",
        SELF_SIGNED_IN_CHAIN: "is signed by nobody whom browsers trust",
        UNKNOWN: "is signed by nobody whom browsers trust",
        OTHER_NAME: "is made out to another name",
        OTHER_ADDRESS: "is made out to another name",
    }
    why = told.get(error.verify_code, f"cannot be trusted ({error.verify_message})")
    return f"the certificate of {host} {why}"
