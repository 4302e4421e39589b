"""Deciding where rendered forms go, and writing them so that a crash never costs an earlier file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.cli.terminal import say, write_stdout
from summarizer.errors import ConfigError, SummarizerError
from summarizer.rendering import FORMS, SUFFIXES

if TYPE_CHECKING:
    from summarizer.records import Brief
    from summarizer.settings import Settings

DEFAULT_FORM = "md"
STEM = "brief"
"""What a file is called inside a folder: brief.md, brief.html, …"""


@dataclass(frozen=True, slots=True)
class Target:
    """One form and where it goes.

    Attributes:
        form: "md", "html", "eml", "txt" or "json".
        path: the file; None is standard output.
        in_folder: the file is ours to name, in a folder that is made if need be.
    """

    form: str
    path: Path | None
    in_folder: bool = False


def choose_targets(output: str | None, asked: Sequence[str], usual: Sequence[str] = ()) -> list[Target]:
    """Decide which forms are written where.

    Args:
        output: the value of ``-o``; None or "-" is standard output.
        asked: forms named on the command line. They win over the suffix of a file.
        usual: forms from the settings, for where neither flag nor suffix says anything.

    Raises:
        ConfigError: several forms would go to one place, or a file's form is unknown.
    """
    if output is None or output == "-":
        return [Target(_single_form(asked or usual, "standard output"), None)]
    if is_folder(output):
        forms = asked or usual or (DEFAULT_FORM,)
        return [Target(form, Path(output) / f"{STEM}.{form}", in_folder=True) for form in forms]
    path = Path(output)
    form = _single_form(asked, output) if asked else _form_of_file(path, usual)
    return [Target(form, path)]


def is_folder(output: str) -> bool:
    """Whether ``-o`` names a folder: one that exists, a trailing slash, or a new name without a suffix."""
    path = Path(output)
    if path.exists():
        return path.is_dir()
    return output.endswith(("/", os.sep)) or not path.suffix


def _single_form(forms: Sequence[str], place: str) -> str:
    if len(forms) > 1:
        raise ConfigError(
            f"{' and '.join(forms)} cannot both go to {place}.",
            "Name a folder: -o FOLDER/ writes one file per --format.",
        )
    return forms[0] if forms else DEFAULT_FORM


def _form_of_file(path: Path, usual: Sequence[str]) -> str:
    known = SUFFIXES.get(path.suffix.lower())
    if known:
        return known
    if path.exists() and not path.is_file():  # a device or a pipe: its name says nothing
        return _single_form(usual, str(path))
    raise ConfigError(
        f"The name {path.name} does not say which form to write.",
        f"Name it with --format {'|'.join(FORMS)}, or choose a suffix such as .md or .html.",
    )


def check_targets(targets: Sequence[Target]) -> None:
    """Refuse before the work starts what could not be written after it.

    Raises:
        SummarizerError: a folder that should hold a file is missing or is none.
    """
    for target in targets:
        if target.path is None:
            continue
        home = target.path.parent.parent if target.in_folder else target.path.parent
        if not home.is_dir():
            raise SummarizerError(f"The folder {home} does not exist.", f"Create it first: mkdir -p {home}")
        if target.path.is_dir():
            raise SummarizerError(f"{target.path} is a folder; a file of that name is needed.")


def render_targets(brief: Brief, targets: Sequence[Target], settings: Settings) -> None:
    """Render every form and write it; what is amiss with a mail's size goes to standard error."""
    from summarizer.rendering import render_brief

    def render(form: str) -> str:
        if form == "eml":
            return _render_mail(brief, targets, settings)
        return render_brief(brief, form, template=settings.template, front_matter=settings.front_matter)

    write_targets(targets, render)


def _render_mail(brief: Brief, targets: Sequence[Target], settings: Settings) -> str:
    """Render a mail; where it has to be shortened, it names the page or text that is written beside it."""
    from summarizer.rendering.mailing import compose_mail

    paths = {target.form: str(target.path) for target in targets if target.path is not None}
    whole = next((paths[form] for form in ("html", "md", "txt") if form in paths), "")
    mail = compose_mail(brief, settings.template, whole)
    if mail.warning:
        say(f"warning: {mail.warning}")
    return mail.message


def write_targets(targets: Sequence[Target], render: Callable[[str], str]) -> None:
    """Render every form, and only then write them: one that fails to render leaves all files as they were."""
    for target, text in [(target, render(target.form)) for target in targets]:
        if target.path is None:
            write_stdout(text)
            continue
        if target.in_folder:
            with _blaming(target.path.parent):
                target.path.parent.mkdir(exist_ok=True)
        write_file(target.path, text.encode("utf-8", "replace"))


def write_file(path: Path, content: bytes) -> None:
    """Write a whole file at once."""
    with Replacement(path) as stream:
        stream.write(content)


class Replacement:
    """A file being written, which takes the place of `path` only once all of it is on disk.

    Leaving the block by an exception leaves an earlier file as it was. Devices and pipes are written to
    directly. A link keeps pointing where it does; its target is replaced.

    Raises:
        SummarizerError: the file cannot be written, for the reason that the system gives.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._direct = path.exists() and not path.is_file()
        self._place = path if self._direct else path.resolve()
        self._part = self._place.with_name(f".{self._place.name}.{os.getpid()}.part")

    def __enter__(self) -> Replacement:
        with _blaming(self.path):
            # Not mkstemp: the new file gets the permissions that any new file here gets.
            self._stream = self._place.open("wb") if self._direct else self._part.open("wb")
        return self

    def write(self, content: bytes) -> int:
        """Write bytes, as the write of a binary file does."""
        with _blaming(self.path):
            return self._stream.write(content)

    def flush(self) -> None:
        """Hand to the system what was written."""
        with _blaming(self.path):
            self._stream.flush()

    def __exit__(self, kind: type[BaseException] | None, error: object, traceback: object) -> None:
        try:
            with _blaming(self.path):
                self._finish(done=kind is None)
        finally:
            if not self._direct:
                self._part.unlink(missing_ok=True)

    def _finish(self, done: bool) -> None:
        with self._stream:
            self._stream.flush()
            if done and not self._direct:
                os.fsync(self._stream.fileno())
        if not done or self._direct:
            return
        if self._place.exists():
            self._part.chmod(self._place.stat().st_mode & 0o7777)
        self._part.replace(self._place)


@contextmanager
def _blaming(path: Path) -> Iterator[None]:
    """Name the file in what the system says about writing it; a reader that went away is not its fault."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise SummarizerError(
            f"{path} cannot be written: {error.strerror or error}.", "Name another place with -o."
        ) from error
