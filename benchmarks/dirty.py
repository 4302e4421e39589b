"""Hostile and broken sources: what is read, labelled and left out, and that nothing ends in a traceback.

The files are those that browsers, PDF viewers, sanitizers and detectors of encodings are tested with.
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.datasets import read_archive, read_jsonl, shared_path
from benchmarks.tables import Row, print_table
from tests.pdf_writer import Piece, set_column, write_pdf

GOLD = {
    "ascii": "ascii", "Big5": "big5hkscs", "CP932": "cp932", "EUC-JP": "euc_jp", "EUC-KR": "cp949", "GB2312": "gb18030",
    "IBM855": "cp855", "IBM866": "cp866", "KOI8-R": "koi8-r", "SHIFT_JIS": "cp932", "TIS-620": "cp874",
    "iso-8859-1": "cp1252", "windows-1252": "cp1252", "utf-8": "utf-8", "utf-8-sig": "utf-8-sig",
    "UTF-16": "utf-16", "UTF-16BE": "utf-16-be", "UTF-16LE": "utf-16-le", "UTF-32": "utf-32", "UTF-32BE": "utf-32-be",
    "UTF-32LE": "utf-32-le", "MacCyrillic": "mac-cyrillic",
}  # fmt: skip
"""Folder → the codec that holds all of it, by the WHATWG's table; Python has none for EUC-TW."""

_DECLARATION = re.compile(rb"(encoding|charset)(\s*=\s*[\"']?)([\w-]+)", re.IGNORECASE)


class DirtyFile(NamedTuple):
    """A source that somebody thought of to break a program."""

    name: str
    data: bytes


class Outcome(NamedTuple):
    """What became of one file: "read", "labelled", "omitted" or "traceback", the reason, the time, the text."""

    name: str
    status: str
    reason: str
    seconds: float
    text: str


def read_members(archive: str) -> list[DirtyFile]:
    """Return the files in an archive of broken files, sorted by name.

    Raises:
        DataMissing: where it is not on this machine.
    """
    return [DirtyFile(*named) for named in read_archive(shared_path("dirty", archive))]


def try_file(file: DirtyFile) -> Outcome:
    """Read a file as the program does, and say what became of it."""
    from summarizer.errors import SourceError
    from summarizer.reading import read_bytes

    started = time.perf_counter()
    try:
        articles = read_bytes(file.data, file.name)
    except SourceError as error:
        return Outcome(file.name, "omitted", str(error), time.perf_counter() - started, "")
    except Exception as error:
        return Outcome(file.name, "traceback", repr(error), time.perf_counter() - started, "")
    status = "labelled" if articles and all(article.labels for article in articles) else "read"
    text = "\n\n".join(article.text for article in articles)
    return Outcome(file.name, status, "", time.perf_counter() - started, text)


def count_outcomes(kind: str, outcomes: list[Outcome]) -> dict[str, object]:
    """Return a table line: how many were read, labelled and left out, and which took longest."""
    counts = Counter(outcome.status for outcome in outcomes)
    slowest = max(outcomes, key=lambda one: one.seconds)
    return {
        "kind": kind,
        "files": len(outcomes),
        "read": counts["read"],
        "labelled": counts["labelled"],
        "omitted": counts["omitted"],
        "tracebacks": counts["traceback"],
        "slowest, s": slowest.seconds,
        "which": slowest.name.rsplit("/", 1)[-1],
    }


# PDFs


def measure_pdfs() -> Row:
    """Return the line for broken PDFs, with how many of those in which PDFium finds a word were read."""
    files = [file for file in read_members("pdf.tar.gz") if file.name.endswith(".pdf")]
    outcomes = [try_file(file) for file in files]
    worded = [has_words(file.data) for file in files]
    read = sum(bool(one.text) for one, has in zip(outcomes, worded, strict=True) if has)
    return {**count_outcomes("PDFs", outcomes), "right": read, "of": sum(worded)}


def has_words(data: bytes) -> bool:
    """Tell whether PDFium finds two letters in a row in a PDF, whatever becomes of them."""
    import pypdfium2  # type: ignore[import-untyped,unused-ignore]

    try:
        with pypdfium2.PdfDocument(data) as document:
            texts = [page.get_textpage().get_text_range() for page in document]
    except pypdfium2.PdfiumError:
        return False
    return any(re.search(r"[^\W\d_]{2}", text) for text in texts)


# encodings


def measure_encodings() -> list[Row]:
    """Return two lines: texts in odd encodings as they are, and without what they say of their encoding."""
    files = [file for file in read_members("encodings_chardet.tar.gz") if file.name.count("/") == 3]
    bare = [file._replace(data=_DECLARATION.sub(_blank, file.data)) for file in files]
    return [
        _measure_decoding("encodings, as they are", files),
        _measure_decoding("encodings, declarations removed", bare),
    ]


def _measure_decoding(kind: str, files: list[DirtyFile]) -> Row:
    from summarizer.errors import SourceError
    from summarizer.reading.decoding import decode_bytes

    right = 0
    for file in files:
        gold = GOLD.get(folder := file.name.split("/")[2]) or find_gold(folder)
        try:
            right += bool(gold) and decode_bytes(file.data, file.name) == _decode_gold(file.data, gold)
        except SourceError:
            continue
    return {**count_outcomes(kind, [try_file(file) for file in files]), "right": right, "of": len(files)}


def find_gold(folder: str) -> str:
    """Return the codec of a folder that names its language too: "windows-1250-czech"; "" for none."""
    match = re.match(r"(?:windows-(?P<page>125\d)|iso-8859-(?P<part>\d+))", folder)
    if match is None:
        return ""
    return f"cp{match['page']}" if match["page"] else f"iso8859-{match['part']}"


def _decode_gold(data: bytes, codec: str) -> str:
    return data.decode(codec, "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _blank(match: re.Match[bytes]) -> bytes:
    return b"x" * len(match[1]) + match[2] + b"x" * len(match[3])


# strings


def list_strings() -> Iterator[tuple[str, list[DirtyFile]]]:
    """Yield attack strings and naughty strings, each as several kinds of file."""
    with gzip.open(shared_path("dirty", "html_md_vectors.jsonl.gz"), "rt", encoding="utf-8") as lines:
        attacks = [str(json.loads(line)["payload"]) for line in lines]
    naughty = [str(row["s"]) for row in read_jsonl(shared_path("dirty", "naughty_strings.jsonl"))]
    for kind, strings in (("attack strings", attacks), ("naughty strings", naughty)):
        for suffix in (".txt", ".md", ".html"):
            yield f"{kind}, {suffix}", list(_make_files(strings, suffix))


def _make_files(strings: Iterable[str], suffix: str) -> Iterator[DirtyFile]:
    for number, string in enumerate(strings):
        yield DirtyFile(f"{number}{suffix}", string.encode("utf-8", "surrogatepass"))


def measure_strings() -> list[Row]:
    """Return a line for each kind of string in each kind of file."""
    return [count_outcomes(kind, [try_file(file) for file in files]) for kind, files in list_strings()]


def measure_mails() -> Row:
    """Return the line for defective mails."""
    files = [file for file in read_members("eml.tar.gz") if not file.name.endswith((".py", ".md", "LICENSE"))]
    return count_outcomes("mails", [try_file(file) for file in files])


# large ones

READ = """
import json, pathlib, re, resource, sys, time
from summarizer import read_articles
started = time.perf_counter()
reading = read_articles(sys.argv[1:])
seconds = time.perf_counter() - started
own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
status = pathlib.Path("/proc/self/status")
peak = re.search("VmHWM:[^0-9]*([0-9]+)", status.read_text())[1] if status.exists() else own.ru_maxrss
cpu = sum(usage.ru_utime + usage.ru_stime for usage in (own, children))
reasons = sorted({omission.reason for omission in reading.omissions})
print(json.dumps([seconds, cpu, max(int(peak), children.ru_maxrss) / 1024, len(reading), "; ".join(reasons)]))
"""
"""Memory is that of the program or of the process that reads PDFs, whichever is larger, in MiB. CPU seconds are of
both, imports included; they tell more than the clock where other programs run."""


def measure_large() -> list[Row]:
    """Return a line for each large source: seconds and memory of reading it, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return [_measure_reading(kind, path) for kind, path in make_large(Path(folder))]


def _measure_reading(kind: str, path: Path) -> Row:
    done = subprocess.run([sys.executable, "-c", READ, path], capture_output=True, text=True, check=True)
    seconds, cpu, memory, articles, reasons = json.loads(done.stdout)
    row = {"kind": kind, "articles": articles, "seconds": seconds, "CPU, s": cpu, "MiB": memory}
    return {**row, "left out because": reasons}


def make_large(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield large sources, and what each is, made of sentences that differ in their numbers."""
    for pages in (125, 250, 500):
        path = folder / f"{pages}.pdf"
        path.write_bytes(write_pdf(map(make_page, range(pages))))
        yield f"PDF of {pages} pages, two columns", path
    for count in (1250, 2500, 5000):
        small = folder / f"{count}"
        small.mkdir()
        for number in range(count):
            (small / f"{number:04}.txt").write_text(
                f"Report {number} on the harbour\n\n{make_text(number, 20)}"
            )
        yield f"folder of {count:,} small files", small
    for size in (4, 100):
        path = folder / f"{size}.txt"
        with path.open("w") as file:
            for number in range(size * 20):
                file.write(make_text(number, 455) + "\n\n")
        yield f"text of {path.stat().st_size / 1e6:.0f} MB", path


def make_text(seed: int, sentences: int) -> str:
    """Return sentences that are all different, of 20 words each."""
    places = ("harbour", "river", "bridge", "station", "council", "market", "school", "valley")
    return " ".join(
        f"In week {seed % 53} the {places[(seed + n) % 8]} of ward {n} reported {seed * 31 + n * 17} ships, and the"
        f" {places[n % 8]} master said that {n * 7 + seed} more would come."
        for n in range(sentences)
    )


def make_page(number: int) -> list[Piece]:
    """Return a page of two columns with a running head and a page number."""
    pieces = [Piece("Report on the harbours", 50, 810, 8), Piece(str(number + 1), 290, 30, 8)]
    for side in (0, 1):
        lines = set_column([make_text(2 * number + side + n, 4) for n in range(7)], 50 + 255 * side, 235)
        pieces += [Piece(line, x, 780 - 12 * row) for row, (line, x) in enumerate(lines) if row < 60]
    return pieces


def measure() -> list[Row]:
    """Return one line per kind of broken source.

    Raises:
        DataMissing: where they are not on this machine.
    """
    return [measure_pdfs(), *measure_encodings(), *measure_strings(), measure_mails()]


def main() -> None:
    """Print both tables."""
    print_table("Hostile and broken sources", measure())
    print_table("Large sources", measure_large())


if __name__ == "__main__":
    main()
