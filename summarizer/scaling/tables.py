"""Parquet in and out: the one module that knows pyarrow.

A row becomes the JSON line that it stands for, and goes the way of all lines from there on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from summarizer.errors import MissingExtra, SourceError
from summarizer.reading.decoding import replace_surrogates

Json: TypeAlias = dict[str, object]

ROWS = 256
"""Rows that are turned into lines at once: a few megabytes of articles."""

EXTRA = "ray"


def require_pyarrow() -> None:
    """Make sure that Parquet can be read and written.

    Raises:
        MissingExtra: it cannot.
    """
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise MissingExtra("pyarrow", EXTRA) from error


def read_rows(path: Path) -> Iterator[bytes]:
    """Yield each row of a Parquet file as a line of JSON. Empty cells are left out.

    Raises:
        MissingExtra: pyarrow is not installed.
        SourceError: the file is damaged.
    """
    require_pyarrow()
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=ROWS):
                for row in batch.to_pylist():
                    yield json.dumps(_without_empty(row), ensure_ascii=False, default=_as_text).encode()
    except (arrow.ArrowException, UnicodeDecodeError) as error:
        raise SourceError(f"{path} cannot be read on: {error}.", str(path)) from error


def _without_empty(value: Any) -> Any:  # noqa: ANN401 — whatever a cell holds
    if isinstance(value, dict):
        return {key: _without_empty(one) for key, one in value.items() if one is not None}
    return [_without_empty(one) for one in value] if isinstance(value, list) else value


def _as_text(value: object) -> str:
    """Return what JSON has no word for: days and times in their ISO form."""
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)


def write_rows(lines: Iterable[str]) -> bytes:
    """Return the bytes of a Parquet file of output records."""
    require_pyarrow()
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    rows = [_storable(json.loads(line)) for line in lines]
    sink = BytesIO()
    parquet.write_table(arrow.Table.from_pylist(rows, schema=_schema()), sink)
    return sink.getvalue()


def join_tables(paths: Sequence[Path], sink: BinaryIO) -> None:
    """Write the rows of several files of output records into one."""
    require_pyarrow()
    import pyarrow.parquet as parquet

    with parquet.ParquetWriter(sink, _schema()) as writer:
        for path in paths:
            writer.write_table(parquet.read_table(path, schema=_schema()))


def _storable(record: Mapping[str, object]) -> Json:
    """Return a record as Parquet can hold it: an id is text, and half a character is none."""
    cleaned = _mend(dict(record))
    if cleaned.get("id") is not None and not isinstance(cleaned["id"], str):
        cleaned["id"] = json.dumps(cleaned["id"])
    return cleaned  # type: ignore[no-any-return]


def _mend(value: Any) -> Any:  # noqa: ANN401 — whatever JSON holds
    if isinstance(value, str):
        return replace_surrogates(value)
    if isinstance(value, dict):
        return {key: _mend(one) for key, one in value.items()}
    return [_mend(one) for one in value] if isinstance(value, list) else value


def _schema() -> Any:  # noqa: ANN401 — of a library that may be missing
    import pyarrow as arrow

    text, number = arrow.string(), arrow.int64()
    citation = arrow.struct({"document": number, "start": number, "end": number, "quote": text, "role": text})
    statement = arrow.struct(
        {
            "text": text,
            "citations": arrow.list_(citation),
            "support": arrow.float64(),
            "labels": arrow.list_(text),
        }
    )
    source = arrow.struct(dict.fromkeys(SOURCE_KEYS, text) | {"copies": arrow.list_(text)})
    return arrow.schema(
        {
            "id": text,
            "documents": arrow.list_(source),
            "text": text,
            "statements": arrow.list_(statement),
            "omissions": arrow.list_(arrow.struct({"stage": text, "subject": text, "reason": text})),
            "seconds": arrow.float64(),
            "error": text,
        }
    )


SOURCE_KEYS = ("id", "title", "url", "publisher", "date")
"""What a story of articles says of each of them."""
