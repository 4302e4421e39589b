"""The JSON form of a brief: what `render` and `verify` read back. Its keys and their order are a promise.

The manifest ends in a `digest` of everything else, so that a change anywhere in a saved brief is found, and
has `digests` of the parts, so that it can be said where.
Reading a brief back does not look at it: a changed brief can still be shown, and `verify` says that it was.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, cast, get_args

from summarizer.errors import BriefError
from summarizer.records import (
    Brief,
    Citation,
    Conflict,
    ConflictValue,
    Coverage,
    Label,
    Manifest,
    Mention,
    Mode,
    Omission,
    Role,
    Section,
    Source,
    Statement,
    Status,
)

SCHEMA_VERSION = 1
"""Raised when a reader of the older form would misread the newer one; added keys do not raise it."""

PARTS = ("title", "date", "mode", "stories", "sources", "coverage")
"""What has a digest of its own in the manifest."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def render_json(brief: Brief, template: str | None = None, front_matter: bool = False) -> str:
    """Render as JSON, which has neither template nor front matter."""
    return brief_to_json(brief)


def brief_to_json(brief: Brief) -> str:
    """Write a brief as JSON that `brief_from_json` reads back to an equal one."""
    document = brief_to_document(brief)
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    # Half a surrogate pair has no UTF-8 form; escaped, the file can be written and means the same.
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def brief_to_document(brief: Brief) -> dict[str, Any]:
    """Return the JSON form as Python values, its digest included."""
    document: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "title": brief.title,
        "date": brief.date,
        "mode": brief.mode,
        **({"daily": True} if brief.daily else {}),
        "stories": [_write_section(section) for section in brief.stories],
        **({"also": [_write_mention(mention) for mention in brief.also]} if brief.also else {}),
        "sources": [write_source(number, source) for number, source in enumerate(brief.sources, start=1)],
        "coverage": _write_coverage(brief.coverage),
        "manifest": _write_manifest(brief),
    }
    document["manifest"]["digests"] = {part: _digest(document[part]) for part in PARTS}
    document["manifest"]["digest"] = brief_digest(document)
    return document


def brief_digest(document: Mapping[str, Any]) -> str:
    """Return the SHA-256 over the canonical JSON of a document, whatever its manifest's own digest says.

    Canonical means sorted keys, no white space, ASCII, and whole numbers without a fraction, so that a
    program which writes the file anew without changing it does not change the digest.
    """
    manifest = document.get("manifest")
    rest = dict(document)
    if isinstance(manifest, Mapping):
        rest["manifest"] = {key: value for key, value in manifest.items() if key != "digest"}
    return _digest(rest)


def _digest(value: object) -> str:
    canonical = json.dumps(_unify_numbers(value), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def changed_parts(document: Mapping[str, Any]) -> tuple[str, ...]:
    """Return those of `PARTS` that are not what was written; () too where no digests were kept of them."""
    manifest = document.get("manifest")
    digests = manifest.get("digests") if isinstance(manifest, Mapping) else None
    if not isinstance(digests, Mapping):
        return ()
    return tuple(part for part in PARTS if part in digests and digests[part] != _digest(document.get(part)))


def stored_digest(document: Mapping[str, Any]) -> str | None:
    """Return the digest that a document carries, or None where it carries none."""
    manifest = document.get("manifest")
    digest = manifest.get("digest") if isinstance(manifest, Mapping) else None
    return digest if isinstance(digest, str) else None


def _unify_numbers(value: Any) -> Any:  # noqa: ANN401 — JSON is anything
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Mapping):
        return {key: _unify_numbers(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_unify_numbers(item) for item in value]
    return value


# writing


def _write_section(section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title,
        "lead": _write_statement(section.lead) if section.lead else None,
        "statements": [_write_statement(statement) for statement in section.statements],
        "conflicts": [
            {"about": conflict.about, "values": [_write_value(value) for value in conflict.values]}
            for conflict in section.conflicts
        ],
        **({"changes": list(section.changes)} if section.changes else {}),
        **({"section": section.section} if section.section else {}),
    }


def _write_mention(mention: Mention) -> dict[str, Any]:
    return {
        "id": mention.id,
        "title": mention.title,
        "sources": list(mention.sources),
        **({"section": mention.section} if mention.section else {}),
    }


def _write_value(value: ConflictValue) -> dict[str, Any]:
    return {"value": value.value, "citations": [_write_citation(citation) for citation in value.citations]}


def _write_statement(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "text": statement.text,
        "citations": [_write_citation(citation) for citation in statement.citations],
        "support": statement.support,
        "origins": statement.origins,
        "labels": list(statement.labels),
        "status": statement.status,
    }


def _write_citation(citation: Citation) -> dict[str, Any]:
    return {
        "source": citation.source,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "sha256": citation.sha256,
        **({} if citation.page is None else {"page": citation.page}),
        "role": citation.role,
        "covers": list(citation.covers),
    }


def write_source(number: int, source: Source) -> dict[str, Any]:
    """Return a source as JSON holds it; what has no language is English."""
    return {
        "number": number,
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "published": source.published,
        "sha256": source.sha256,
        **({} if source.language == "en" else {"language": source.language}),
    }


def _write_coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "read": coverage.read,
        "merged_sentences": coverage.merged_sentences,
        "replaced": coverage.replaced,
        "omissions": [
            {"stage": omission.stage, "subject": omission.subject, "reason": omission.reason}
            for omission in coverage.omissions
        ],
        "independent": coverage.independent,
        "copies": [list(group) for group in coverage.copies],
        "uncited": [{"source": source, "reason": reason} for source, reason in coverage.uncited],
    }


def _write_manifest(brief: Brief) -> dict[str, Any]:
    manifest = brief.manifest
    inputs = [dict(entry) for entry in manifest.inputs]
    listed = {entry.get("id") for entry in inputs}
    # A source's origin is written here alone; a brief made by hand may not have listed it.
    inputs += [
        {"id": source.id, "origin": source.origin, "sha256": source.sha256}
        for source in brief.sources
        if source.id not in listed
    ]
    return {
        "version": manifest.version,
        "config": dict(manifest.config),
        "weights": dict(manifest.weights),
        "inputs": inputs,
    }


# reading


def brief_from_json(text: str) -> Brief:
    """Read a brief back from its JSON form.

    Raises:
        BriefError: this is not the JSON of a brief, and where it is not.
    """
    document = parse_document(text)
    root = _Node(document, "")
    inputs = [entry.texts() for entry in root.child("manifest").items("inputs")]
    origins = {entry["id"]: entry["origin"] for entry in inputs if "id" in entry and "origin" in entry}
    return Brief(
        title=root.text("title"),
        date=root.text("date"),
        mode=root.choice("mode", Mode),
        stories=tuple(_read_section(node) for node in root.items("stories")),
        sources=tuple(_read_source(node, origins) for node in root.items("sources")),
        coverage=_read_coverage(root.child("coverage")),
        manifest=_read_manifest(root.child("manifest"), inputs),
        also=tuple(_read_mention(node) for node in root.items("also")) if "also" in document else (),
        daily=document.get("daily") is True,
    )


def parse_document(text: str) -> dict[str, Any]:
    """Return the JSON object in this text, its `schema_version` checked and nothing else.

    Raises:
        BriefError: it is no JSON object, or of a version that this program does not know.
    """
    try:
        document = json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_refuse_repeats,
            parse_constant=_refuse_constant,
            parse_float=_parse_finite,
        )
    except (ValueError, RecursionError) as error:
        raise BriefError(f"This is not a brief: it is not valid JSON ({error}).", _HINT) from error
    if not isinstance(document, dict) or "schema_version" not in document:
        raise BriefError("This is JSON, but not a brief: it has no schema_version.", _HINT)
    if document["schema_version"] != SCHEMA_VERSION:
        raise BriefError(
            f"This brief has schema_version {document['schema_version']!r}; "
            f"this program reads version {SCHEMA_VERSION}.",
            "Read it with the version of summarizer that wrote it; manifest.version names it.",
        )
    return document


_HINT = "Make one with: summarizer brief SOURCE... -o brief.json"


def _refuse_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")


def _parse_finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _refuse_constant(digits)


def _read_section(node: _Node) -> Section:
    return Section(
        id=node.text("id"),
        title=node.text("title"),
        lead=None if node.value.get("lead") is None else _read_statement(node.child("lead")),
        statements=tuple(_read_statement(child) for child in node.items("statements")),
        conflicts=tuple(_read_conflict(child) for child in node.items("conflicts")),
        changes=node.strings("changes") if "changes" in node.value else (),
        section=node.text("section") if "section" in node.value else "",
    )


def _read_mention(node: _Node) -> Mention:
    return Mention(
        id=node.text("id"),
        title=node.text("title"),
        sources=node.strings("sources"),
        section=node.text("section") if "section" in node.value else "",
    )


def _read_conflict(node: _Node) -> Conflict:
    return Conflict(
        about=node.text("about"),
        values=tuple(
            ConflictValue(
                value=child.text("value"),
                citations=tuple(_read_citation(citation) for citation in child.items("citations")),
            )
            for child in node.items("values")
        ),
    )


def _read_statement(node: _Node) -> Statement:
    return Statement(
        id=node.text("id"),
        text=node.text("text"),
        citations=tuple(_read_citation(child) for child in node.items("citations")),
        support=node.number("support"),
        origins=node.whole("origins"),
        labels=node.choices("labels", Label),
        status=None if node.value.get("status") is None else node.choice("status", Status),
    )


def _read_citation(node: _Node) -> Citation:
    first, last = node.wholes("covers", 2)
    return Citation(
        source=node.text("source"),
        start=node.whole("start"),
        end=node.whole("end"),
        quote=node.text("quote"),
        sha256=node.text("sha256"),
        role=node.choice("role", Role),
        covers=(first, last),
        page=None if node.value.get("page") is None else node.whole("page"),
    )


def _read_source(node: _Node, origins: Mapping[str, str]) -> Source:
    key = node.text("id")
    return Source(
        id=key,
        origin=origins.get(key, node.text_or_none("url") or ""),
        title=node.text_or_none("title"),
        publisher=node.text_or_none("publisher"),
        url=node.text_or_none("url"),
        published=node.text_or_none("published"),
        sha256=node.text("sha256"),
        language=node.text("language") if "language" in node.value else "en",
    )


def _read_coverage(node: _Node) -> Coverage:
    return Coverage(
        read=node.whole("read"),
        independent=node.whole("independent"),
        merged_sentences=node.whole("merged_sentences"),
        replaced=node.whole("replaced"),
        omissions=tuple(
            Omission(stage=child.text("stage"), subject=child.text("subject"), reason=child.text("reason"))
            for child in node.items("omissions")
        ),
        copies=tuple(group.own_texts() for group in node.items("copies")),
        uncited=tuple((child.text("source"), child.text("reason")) for child in node.items("uncited")),
    )


def _read_manifest(node: _Node, inputs: Sequence[Mapping[str, str]]) -> Manifest:
    return Manifest(
        version=node.text("version"),
        config=node.child("config").value,
        weights=node.child("weights").texts(),
        inputs=list(inputs),
    )


@dataclass(frozen=True, slots=True)
class _Node:
    """A JSON value and where it stands, so that what is wrong can be named."""

    value: Any
    where: str

    def fail(self, key: str, wanted: str) -> NoReturn:
        place = f"{self.where}.{key}".strip(".")
        raise BriefError(f"This is not a whole brief: {place} should be {wanted}.", _HINT)

    def get(self, key: str, kind: type | tuple[type, ...], wanted: str) -> Any:  # noqa: ANN401
        if not isinstance(self.value, dict):
            self.fail("", "an object")
        found = self.value.get(key)
        if not isinstance(found, kind) or (isinstance(found, bool) and kind is not bool):
            self.fail(key, wanted)
        return found

    def text(self, key: str) -> str:
        return cast(str, self.get(key, str, "text"))

    def text_or_none(self, key: str) -> str | None:
        return cast("str | None", self.get(key, (str, type(None)), "text or null"))

    def whole(self, key: str) -> int:
        return cast(int, self.get(key, int, "a whole number"))

    def number(self, key: str) -> float:
        found = self.get(key, (int, float), "a number")
        try:
            return float(found)
        except OverflowError:  # a whole number of hundreds of digits
            self.fail(key, "a number from 0 to 1")

    def choice(self, key: str, choices: Any) -> Any:  # noqa: ANN401 — a Literal of the caller's
        found = self.text(key)
        if found not in get_args(choices):
            self.fail(key, f"one of {', '.join(get_args(choices))}")
        return found

    def choices(self, key: str, choices: Any) -> tuple[Any, ...]:  # noqa: ANN401
        found = tuple(self.get(key, list, "a list"))
        if not all(item in get_args(choices) for item in found):
            self.fail(key, f"a list of any of {', '.join(get_args(choices))}")
        return found

    def strings(self, key: str) -> tuple[str, ...]:
        found = tuple(self.get(key, list, "a list of texts"))
        if not all(isinstance(item, str) for item in found):
            self.fail(key, "a list of texts")
        return found

    def wholes(self, key: str, length: int) -> tuple[int, ...]:
        found = tuple(self.get(key, list, f"a list of {length} whole numbers"))
        if len(found) != length or not all(type(item) is int for item in found):
            self.fail(key, f"a list of {length} whole numbers")
        return found

    def child(self, key: str) -> _Node:
        return _Node(self.get(key, dict, "an object"), f"{self.where}.{key}".strip("."))

    def items(self, key: str) -> Iterator[_Node]:
        place = f"{self.where}.{key}".strip(".")
        for index, item in enumerate(self.get(key, list, "a list")):
            yield _Node(item, f"{place}[{index}]")

    def texts(self) -> dict[str, str]:
        if not isinstance(self.value, dict) or not all(isinstance(v, str) for v in self.value.values()):
            self.fail("", "an object of texts")
        return self.value

    def own_texts(self) -> tuple[str, ...]:
        if not isinstance(self.value, list) or not all(isinstance(item, str) for item in self.value):
            self.fail("", "a list of texts")
        return tuple(self.value)
