"""Writes the sample sources that no editor writes: a PDF of two columns and a Word document.

    python -m tests.write_seeds [FOLDER]

The same text gives the same bytes with the same versions of zlib and python-docx.
"""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document

from tests.pdf_writer import PAGE, Piece, measure_text, set_column, set_text, write_pdf

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
MARKER = "Sample text written for the summarizer project; the outlet is fictional."

# the PDF

HEAD = "Perigee  |  A review of spaceflight  |  Spring 2024"
TITLE = "The lander that keeps waking up"
STANDFIRST = (
    "Japan's SLIM has come through a second night on the Moon. What it teaches has little to do with rocks."
)
BYLINE = ("By Mirela Okonjo", "29 March 2024")
ARTICLE = """
There was no plan for this. When Japan's Smart Lander for Inves~tigating Moon went dark at the end of
Feb~ruary, its con~trollers had already had one more month from it than they had asked for. On 27 March it
answered again, and the Japan Aero~space Explo~ration Agency announced the next day that the craft had lived
through a second lunar night.

A night at the landing site, beside a small crater called Shioli, lasts two weeks. The ground cools to about
minus 130 degrees Celsius. SLIM carries no radio~isotope heaters, which is how other long-lived landers have
kept their batteries and elec~tronics from freezing, and nothing in its speci~fication spoke of a second
morning, let alone of a third.

The agency said that most functions which survived the first night were still working, and that some
temper~ature sensors and unused battery cells had begun to fail. The lander took pictures with its navi~gation
camera. It was not asked for more, since the Sun stood high and the trans~mitter was hot.

"We have good models of how a solder joint dies after ten cycles in a vacuum chamber, and no data at all from
the place itself," said a relia~bility engineer who tests elec~tronics for satel~lites. "Every time it calls,
somebody's extra~polation turns out to be wrong."

A good landing, on the wrong side

SLIM set down on 20 January and made Japan the fifth country to land softly on the Moon. It had been built to
prove that a craft can choose its spot: the target was an area of 100 metres, where earlier landers had aimed
at ellipses several kilo~metres long, and it came to rest about 55 metres from the centre.

It also came to rest on its nose. One of the two main engines had been lost at a height of about 50 metres,
and the lander drifted sideways and tipped over, with its solar panels turned to the west. Con~trollers
switched it off with 12 per cent of its charge left. On 28 January the Sun came round, the panels woke it, and
it photo~graphed rocks until the light went on 31 January. It answered for the first time after a night on 25
Feb~ruary.

The company it keeps

Others have not been so lucky. Odysseus, the first American lander in half a century and the first from a
private company, touched down on 22 Feb~ruary and was given up on 23 March. India's Chan~drayaan-3 was called
again in Sep~tember 2023, after its first night, and did not reply.

None of this was worth much to the geo~logists, whose work was done in the last days of January. It may be
worth more to whoever orders the next lander. Heaters that run on pluto~nium are dear, heavy and hard to
license. If ordinary parts can be shown to stand two or three nights, said a former payload manager, small
missions could be planned for a season rather than for a fort~night.

The light goes again in early April. Nobody at the agency has promised a fourth dawn, and nobody is ruling it
out any more.
"""
"""Words may be broken at a ~, and nowhere else."""

COLUMN, GAP, MARGIN, SIZE, LEADING = 232.0, 21.0, 55.0, 12.0, 16.0
ROWS = 30


def make_pdf() -> bytes:
    """Return the review's article as a PDF."""
    paragraphs = [" ".join(part.split()) for part in ARTICLE.replace("~", "\u00ad").strip().split("\n\n")]
    lines = list(set_article(paragraphs))
    first, rest = lines[: 2 * ROWS], lines[2 * ROWS :]
    half = (len(rest) + 1) // 2
    opening = [Piece(TITLE, MARGIN, 750, 26)]
    opening += [Piece(line, MARGIN, 722 - 16 * n, 13) for n, line in enumerate(set_text(STANDFIRST, 13, 480))]
    opening += [Piece(line, MARGIN, 676 - 13 * n, 9) for n, line in enumerate(BYLINE)]
    pages = [
        [*set_furniture(1), *opening, *place_lines(first[:ROWS], 0, 635), *place_lines(first[ROWS:], 1, 635)],
        [
            *set_furniture(2),
            *place_lines(rest[:half], 0, 760),
            *place_lines(rest[half:], 1, 760),
            Piece(MARKER, MARGIN, 60, 8),
        ],
    ]
    return write_pdf(pages, {"Title": TITLE, "Author": "Mirela Okonjo", "CreationDate": "D:20240329074500Z"})


def set_article(paragraphs: list[str]) -> list[tuple[str, float, float]]:
    """Return the lines of the article, with indent and size; short paragraphs are headings."""
    lines: list[tuple[str, float, float]] = []
    for paragraph in paragraphs:
        if len(paragraph) < 50:
            lines += [("", 0, SIZE), (paragraph, 0, 14.5)]
        else:
            lines += [
                (line, x, SIZE) for line, x in set_column([paragraph], 0, COLUMN, SIZE, indent=10, soft=True)
            ]
    return lines


def place_lines(lines: list[tuple[str, float, float]], column: int, top: float) -> list[Piece]:
    """Return lines as pieces below one another in the first or second column."""
    left = MARGIN + column * (COLUMN + GAP)
    return [Piece(text, left + x, top - LEADING * n, size) for n, (text, x, size) in enumerate(lines) if text]


def set_furniture(page: int) -> list[Piece]:
    """Return the running head and the page number."""
    return [
        Piece(HEAD, MARGIN, 805, 8),
        Piece("perigee.example", PAGE[0] - MARGIN - measure_text("perigee.example", 8), 805, 8),
        Piece(str(page + 30), PAGE[0] / 2, 30, 9),
    ]


# the Word document

NOTICE = """
# Tidewater Shippers' League

## Circular to members: what the bridge means for your cargo

27 March 2024, 6 p.m.

Ships cannot enter or leave the port of Baltimore until further notice. The Francis Scott Key Bridge fell into
the channel at about 1:28 a.m. on Tuesday, when the container ship Dali lost power on its way out and struck
one of the piers. The terminals inside are open, and trucks are still being handled.

Our thoughts are with the families of the eight road workers who were on the bridge. Two of them were rescued.
The search for survivors ended on Tuesday evening, and divers have recovered two bodies from a pickup truck.

### What is stopped

The wreck lies across the only channel to the terminals. The Dali, 948 feet long and loaded with nearly 4,700
containers for Colombo, is held under part of it. Investigators have counted 56 containers with hazardous
material, 764 tons in all, and no date can be given for moving the ship before those are made safe.

The port is the country's largest for cars. Some 15,000 people work there, and most of what they handle will
have to come in through other harbors for as long as the channel is closed.

| Port of Baltimore, 2023 | |
| Cars and light trucks | 847,158 |
| Foreign cargo, value | about $80 billion |
| Direct jobs | about 15,000 |

### What we advise

Ask your line where your boxes will be landed before you book a truck. Carriers have begun to declare the
voyage ended at the port of diversion, and the cost of the last leg is then yours.

"Expect Norfolk and Newark to be slow by the weekend, because everybody has had the same idea," a customs
broker who sits on our board said. "If it is not urgent, let it wait on the water."

Hauliers should allow for the detour. Interstate 695 is cut at the bridge, which carried about 31,000 vehicles
a day, and loads of hazardous goods may not use the two tunnels.

The next circular follows on Thursday, or earlier if the Coast Guard opens a passage.

Tidewater Shippers' League, circulars@tidewater-league.example
"""


def make_word() -> bytes:
    """Return the league's circular as a Word document."""
    document = docx.Document()
    for block in [*NOTICE.strip().split("\n\n"), MARKER]:
        add_block(document, block)
    core = document.core_properties
    core.title = "Circular to members: what the bridge means for your cargo"
    core.author, core.last_modified_by = "Tidewater Shippers' League", "Tidewater Shippers' League"
    core.created = core.modified = datetime(2024, 3, 27, 18, 0)
    buffer = io.BytesIO()
    document.save(buffer)
    return fix_times(buffer.getvalue())


def add_block(document: Document, block: str) -> None:
    """Add a heading, a table or a paragraph, as the block's first characters say."""
    if block.startswith("#"):
        marks, _, text = block.partition(" ")
        document.add_heading(text, len(marks) - 1)
    elif block.startswith("|"):
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
        table = document.add_table(len(rows), 2)
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    else:
        document.add_paragraph(" ".join(block.split()))


def fix_times(data: bytes) -> bytes:
    """Return a package with one date for all parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            info = zipfile.ZipInfo(part.filename, (2024, 3, 27, 18, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(part))
    return buffer.getvalue()


def main(folder: Path) -> None:
    """Write both below a folder."""
    (folder / "moon" / "perigee.pdf").write_bytes(make_pdf())
    (folder / "bridge" / "tidewater-circular.docx").write_bytes(make_word())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SEEDS)
