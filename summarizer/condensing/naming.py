"""What the name of a model means: one that is shipped, a server's address, a folder, or a name on the hub."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit, urlunsplit

from summarizer.errors import ModelError

CONDENSERS = {
    "compact": "summarizer.condensing.compact:load_compact",
    "compact-tight": "summarizer.condensing.compact:load_compact",
}
"""The condensers that are shipped, each with the function that loads it; it takes `tight: bool`."""

_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*(?:/[A-Za-z0-9][\w.-]*)?")


@dataclass(frozen=True, slots=True)
class Shipped:
    """A condenser of ours.

    Attributes:
        name: its key in `CONDENSERS`.
    """

    name: str


@dataclass(frozen=True, slots=True)
class Server:
    """An OpenAI-compatible server.

    Attributes:
        base: its address, to which "/chat/completions" is added.
        model: what it is asked for.
    """

    base: str
    model: str

    @property
    def host(self) -> str:
        """The host in the address."""
        return urlsplit(self.base).hostname or ""

    @property
    def is_loopback(self) -> bool:
        """Whether the address is one of this machine, to which nothing has to be looked up."""
        if self.host == "localhost":
            return True
        try:
            import ipaddress

            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with a model as transformers saves it."""

    path: Path


@dataclass(frozen=True, slots=True)
class HubModel:
    """A model on the Hugging Face hub, or in its cache on this machine.

    Attributes:
        repo: "owner/name".
        revision: a commit, tag or branch; None means the main branch.
    """

    repo: str
    revision: str | None = None


Place: TypeAlias = Shipped | Server | Folder | HubModel


def resolve_name(name: str, revision: str | None = None) -> Place:
    """Return what a name means, without asking anybody.

    Raises:
        ModelError: it cannot mean anything.
    """
    if name in CONDENSERS:
        return Shipped(name)
    if re.match(r"https?://", name, re.IGNORECASE):
        return _parse_address(name)
    path = Path(name).expanduser()
    if name.strip() and path.is_dir():
        return Folder(path)
    repo, _, pinned = name.partition("@")
    if path.is_file():
        raise ModelError(
            f"{name} is a file, not a folder with a model.", "Name the folder that holds config.json."
        )
    if not _HUB_NAME.fullmatch(repo) or repo.count("/") > 1:
        raise ModelError(
            f"There is no folder {name!r}.", "Name a folder, a model on the hub, or a server's address."
        )
    return HubModel(repo, revision or pinned or None)


def _parse_address(name: str) -> Server:
    try:
        parts = urlsplit(name)
        _ = parts.port
    except ValueError as error:
        raise ModelError("The address of the model is malformed.", _FORM) from error
    if parts.username or parts.password or parts.query:
        raise ModelError(
            "The address of a model may hold no password and no query: it is written into the brief.",
            "Put the key into the environment variable SUMMARIZER_API_KEY.",
        )
    if not parts.hostname:
        raise ModelError(f"{name} names no host.", _FORM)
    if not parts.fragment:
        raise ModelError(f"{name} does not say which model the server is to use.", _FORM)
    return Server(
        urlunsplit(
            (
                parts.scheme.lower(),
                parts.netloc,
                parts.path.rstrip("/").removesuffix("/chat/completions"),
                "",
                "",
            )
        ),
        parts.fragment,
    )


_FORM = "Put the model behind the address: http://localhost:11434/v1#llama3.2"
