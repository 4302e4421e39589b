"""Tells files apart by how they begin, and says of those that cannot be read what to do instead."""

from __future__ import annotations

import io
import zipfile

SIGNATURES = (
    (b"{\\rtf", "it is an RTF document: save it as .docx"),
    (b"\x89PNG", "it is an image: run OCR on it and give the text"),
    (b"\xff\xd8\xff", "it is an image: run OCR on it and give the text"),
    (b"GIF8", "it is an image: run OCR on it and give the text"),
    (b"II*\x00", "it is an image: run OCR on it and give the text"),
    (b"MM\x00*", "it is an image: run OCR on it and give the text"),
    (b"\x1f\x8b", "it is a gzip archive; only .jsonl.gz and .json.gz are unpacked"),
    (b"7z\xbc\xaf\x27\x1c", "it is an archive: unpack it and give the files"),
    (b"Rar!\x1a\x07", "it is an archive: unpack it and give the files"),
    (b"BZh", "it is an archive: unpack it and give the files"),
    (b"\xfd7zXZ\x00", "it is an archive: unpack it and give the files"),
    (b"%!PS", "it is PostScript: save it as a PDF"),
    (b"SQLite format 3\x00", "it is a database"),
    (b"\x7fELF", "it is a program"),
    (b"MZ\x90\x00", "it is a program"),
    (b"ID3", "it is a sound recording"),
    (b"OggS", "it is a sound recording"),
)
"""How files that cannot be read begin, and what to tell the user about them."""

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_INSIDE_ZIP = (
    ("xl/", "it is a spreadsheet: save what matters of it as text"),
    ("ppt/", "it is a presentation: save it as a PDF"),
    ("word/", "it is a Word template or has macros, or it is damaged: save it as .docx"),
    ("content.xml", "it is an OpenDocument file: save it as .docx or as a PDF"),
    ("META-INF/container.xml", "it is an e-book: save it as a PDF"),
    ("index.xml", "it is a Pages document: save it as .docx or as a PDF"),
    ("Index/", "it is a Pages document: save it as .docx or as a PDF"),
)

_INSIDE_OLE = (
    ("EncryptedPackage", "it is encrypted: open it and save it without a password"),
    ("WordDocument", "it is an old Word document (.doc): save it as .docx"),
    ("PowerPoint Document", "it is an old presentation: save it as a PDF"),
    ("Workbook", "it is an old spreadsheet: save what matters of it as text"),
    ("__properties_version1.0", "it is an Outlook message (.msg): save it as .eml"),
)
"""Names of streams; in the file they stand in UTF-16."""


def find_refusal(data: bytes) -> str | None:
    """Return why a file cannot be read as text, by how it begins; None where nothing says so."""
    for signature, reason in SIGNATURES:
        if data.startswith(signature):
            return reason
    if data.startswith(OLE):
        return _name_compound(data)
    if data.startswith(ZIP):
        return _name_zip(data)
    return "it is a PDF, whatever its name says" if data.startswith(b"%PDF-") else None


def looks_like_word(data: bytes) -> bool:
    """Tell whether bytes are a .docx, whatever its name says."""
    return data.startswith(ZIP) and b"word/document.xml" in data and "word/document.xml" in _list_names(data)


def _name_compound(data: bytes) -> str:
    for name, reason in _INSIDE_OLE:
        if name.encode("utf-16-le") in data:
            return reason
    return "it is an old office document: save it in a newer format"


def _name_zip(data: bytes) -> str:
    names = _list_names(data)
    for start, reason in _INSIDE_ZIP:
        if any(name.startswith(start) for name in names):
            return reason
    return "it is an archive: unpack it and give the files"


def _list_names(data: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return []
