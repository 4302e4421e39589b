"""Finds the files of a model in a folder, in the hub's cache or on the hub, and tells what kind of model it is.

Weights are read as safetensors only, and no code that comes with a model is run. A copy in the cache is used
as it is: the hub is asked only for what is not there, and never in offline mode. `HF_HOME` and the other
variables of the hub's own library say where the cache is.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, TypeAlias

from summarizer.condensing.naming import Folder, HubModel
from summarizer.condensing.reports import Reports
from summarizer.errors import MissingExtra, ModelError

Kind: TypeAlias = Literal["seq2seq", "chat"]

EXTRA = "transformers"
ANSWER_SECONDS = 15.0
_SINGLE, _INDEX = "model.safetensors", "model.safetensors.index.json"
_WANTED = [_SINGLE, "model-*-of-*.safetensors", "*.json", "*.txt", "*.model", "*.jinja"]
_UNWANTED = ["*/*", "*.bin.index.json", "consolidated*"]
"""Other copies of the same weights, and folders of other formats."""

_TOKENIZERS = frozenset(("tokenizer.json", "vocab.json", "vocab.txt"))

_SEQ2SEQ_TYPES = frozenset(
    "bart bigbird_pegasus blenderbot encoder-decoder fsmt led longt5 m2m_100 marian mbart mt5 mvp pegasus pegasus_x "
    "plbart prophetnet switch_transformers t5 t5gemma umt5".split()
)
"""Types of text models that are encoder and decoder, for a config.json that leaves it to its type."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A model's files on this machine.

    Attributes:
        name: what the user asked for.
        folder: where the files are.
        config: what its config.json says.
        kind: how it is used.
        size: bytes of its weights.
        version: the commit, where it came from the hub.
    """

    name: str
    folder: Path
    config: Mapping[str, Any]
    kind: Kind
    size: int
    version: str | None = None


def require_extra() -> None:
    """Raise `MissingExtra` where torch or transformers are not installed."""
    for package in ("transformers", "torch"):
        if find_spec(package) is None:
            raise MissingExtra(package, EXTRA)


def find_checkpoint(name: str, place: Folder | HubModel, offline: bool, reports: Reports) -> Checkpoint:
    """Return the files of a model, after fetching what is missing of them.

    Raises:
        ModelError: there is no such model, it is no text model, or it has no safetensors weights.
    """
    if isinstance(place, Folder):
        return _examine(name, place.path)
    with _hub_errors(place):
        folder = find_cached(place)
        if folder is None or not is_complete(folder):
            folder = _download(place, offline, reports)
    return _examine(name, folder, folder.name)


def _examine(name: str, folder: Path, version: str | None = None) -> Checkpoint:
    config = read_config(folder)
    kind = decide_kind(name, config)
    if not _has_weights(folder):
        raise _no_weights(name)
    return Checkpoint(name, folder, config, kind, measure_weights(folder), version)


def read_config(folder: Path) -> dict[str, Any]:
    """Return what the config.json in a folder says."""
    try:
        config = json.loads((folder / "config.json").read_text("utf-8"))
    except FileNotFoundError as error:
        raise ModelError(
            f"{folder} holds no model: it has no config.json.", "Name a folder that save_pretrained wrote."
        ) from error
    except (OSError, ValueError) as error:
        raise ModelError(f"The config.json in {folder} cannot be read: {error}") from error
    if not isinstance(config, dict):
        raise ModelError(f"The config.json in {folder} does not describe a model.")
    return config


def decide_kind(name: str, config: Mapping[str, Any]) -> Kind:
    """Return whether a model turns one text into another or continues a text."""
    classes = [each for each in config.get("architectures") or [] if isinstance(each, str)]
    ours = ("ForConditionalGeneration", "ForCausalLM", "LMHeadModel", "MTModel", "EncoderDecoderModel")
    known = not classes or any(each.endswith(ours) for each in classes)
    if known and config.get("is_encoder_decoder", config.get("model_type") in _SEQ2SEQ_TYPES):
        return "seq2seq"
    if known and classes:
        return "chat"
    what = ", ".join(classes) or f"of the type {config.get('model_type') or 'unknown'}"
    raise ModelError(
        f"{name} does not write text: it is {what}.",
        "Name a summarization model (BART, PEGASUS, T5, LED) or a chat model (Qwen, Llama, Gemma, SmolLM).",
    )


# weights


def measure_weights(folder: Path) -> int:
    """Return the bytes of the weights in a folder."""
    return sum(path.stat().st_size for path in folder.glob("model*.safetensors"))


def is_complete(folder: Path) -> bool:
    """Whether a folder holds weights and a tokenizer; a download may have been cut off."""
    return _has_weights(folder) and any(
        path.name in _TOKENIZERS or path.suffix == ".model" for path in folder.iterdir()
    )


def _has_weights(folder: Path) -> bool:
    """Whether all parts of the weights are there."""
    if (folder / _SINGLE).is_file():
        return True
    try:
        parts = set(json.loads((folder / _INDEX).read_text("utf-8"))["weight_map"].values())
    except (OSError, ValueError, LookupError, AttributeError):
        return False
    return bool(parts) and all((folder / Path(part).name).is_file() for part in parts)


def _no_weights(name: str) -> ModelError:
    return ModelError(
        f"{name} has no complete weights as safetensors. Other formats may run code when they are loaded, "
        "and are not read.",
        "Save the model with save_pretrained, or name a revision that has safetensors: NAME@refs/pr/1",
    )


# the hub and its cache


def find_cached(place: HubModel) -> Path | None:
    """Return the folder in the cache that holds this model, complete or not; None where there is none."""
    from huggingface_hub import try_to_load_from_cache

    found = try_to_load_from_cache(place.repo, "config.json", revision=place.revision)
    return Path(found).parent if isinstance(found, str) else None


def _download(place: HubModel, offline: bool, reports: Reports) -> Path:
    """Fetch a model's files; its config.json first, so that nothing large is fetched in vain."""
    from huggingface_hub import constants, hf_hub_download, model_info, snapshot_download

    shown = f"{place.repo}@{place.revision}" if place.revision else place.repo
    if offline or constants.HF_HUB_OFFLINE:
        raise ModelError(
            f"{shown} is not in the cache ({constants.HF_HUB_CACHE}), and offline mode fetches nothing.",
            "Run once without --offline, or name a folder that holds the model.",
        )
    with _quiet_bars(reports):
        # This call alone does not try again and again where there is no connection.
        commit = model_info(place.repo, revision=place.revision, timeout=ANSWER_SECONDS).sha
        config = Path(hf_hub_download(place.repo, "config.json", revision=commit))
        decide_kind(shown, read_config(config.parent))
        wanted: dict[str, Any] = {
            "revision": commit,  # so that all files are of one version
            "allow_patterns": _WANTED,
            "ignore_patterns": _UNWANTED,
        }
        files = snapshot_download(place.repo, dry_run=True, **wanted)
        if not any(file.filename.endswith(".safetensors") for file in files):
            raise _no_weights(shown)
        size = sum(file.file_size or 0 for file in files if file.will_download)
        reports.tell(f"downloading {shown}: {show_size(size)}")
        folder = Path(snapshot_download(place.repo, **wanted))
        _note_commit(place, folder)
        return folder


def _note_commit(place: HubModel, folder: Path) -> None:
    """Write into the cache which commit a branch or tag is, as the hub's library does when asked by its name."""
    name = place.revision or "main"
    if name != folder.name:
        note = folder.parents[1] / "refs" / name
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(folder.name, "utf-8")


def show_size(size: int) -> str:
    """Return a number of bytes as people say it."""
    if size < 10**6:
        return f"{size / 10**3:.0f} kB"
    return f"{size / 10**6:,.0f} MB" if size < 10**9 else f"{size / 10**9:.1f} GB"


@contextmanager
def _quiet_bars(reports: Reports) -> Iterator[None]:
    """Keep the hub's library from drawing on standard error, unless the caller lets it."""
    from huggingface_hub.utils import are_progress_bars_disabled, disable_progress_bars, enable_progress_bars

    before = are_progress_bars_disabled()
    if not reports.bars and not before:
        disable_progress_bars()
    try:
        yield
    finally:
        if not reports.bars and not before and "HF_HUB_DISABLE_PROGRESS_BARS" not in os.environ:
            enable_progress_bars()


@contextmanager
def _hub_errors(place: HubModel) -> Iterator[None]:
    """Say what went wrong on the hub in words that tell what to do."""
    from huggingface_hub import errors

    try:
        yield
    except errors.GatedRepoError as error:
        raise ModelError(
            f"{place.repo} is given only to people who accepted its terms.",
            "Accept them on its page, then log in with: hf auth login",
        ) from error
    except (errors.RepositoryNotFoundError, errors.HFValidationError) as error:
        raise ModelError(
            f"There is no folder {place.repo} here and no model of that name on the hub.",
            "Check the name; for a private model, log in with: hf auth login",
        ) from error
    except errors.RevisionNotFoundError as error:
        raise ModelError(f"{place.repo} has no revision {place.revision}.") from error
    except errors.LocalEntryNotFoundError as error:
        raise ModelError(
            f"{place.repo} is neither here nor can it be fetched: {_first_line(error)}",
            "Check the connection.",
        ) from error
    except errors.EntryNotFoundError as error:
        raise ModelError(f"{place.repo} on the hub holds no model: it has no config.json.") from error
    except (errors.HTTPError, OSError) as error:  # of the hub, and of the connection to it
        raise ModelError(
            f"{place.repo} is not in the cache and could not be fetched: {_first_line(error)}",
            "Check the connection, or try again later.",
        ) from error


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
