"""Small builders of articles, citations, statements and briefs, so that a test says only what it is about.

`sample_brief` is a whole brief on an invented town: two stories, seven sources, a reprint, a paged
source, figures that differ, words added in brackets, a source left out and one that could not be read.
Every citation's quote really stands at its offsets in `sample_articles`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from summarizer.records import (
    Article,
    Brief,
    Citation,
    Conflict,
    ConflictValue,
    Coverage,
    Label,
    Manifest,
    Mode,
    Omission,
    Role,
    Section,
    Source,
    Span,
    Statement,
    Status,
    content_id,
    text_sha256,
)


def make_article(
    text: str,
    *,
    origin: str = "news/article.txt",
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    pages: tuple[int, ...] = (),
) -> Article:
    """Build an article whose id derives from its origin and text, as reading does."""
    return Article(
        id=content_id(origin, text),
        origin=origin,
        text=text,
        title=title,
        url=url,
        publisher=publisher,
        published=published,
        pages=pages,
    )


def make_citation(
    article: Article, quote: str, *, role: Role = "support", covers: Span = (0, 0), page: int | None = None
) -> Citation:
    """Cite the first occurrence of a quote, which must stand in the article's text."""
    start = article.text.index(quote)
    return Citation(
        source=article.id,
        start=start,
        end=start + len(quote),
        quote=quote,
        sha256=text_sha256(quote),
        role=role,
        covers=covers,
        page=page,
    )


def make_statement(
    text: str,
    citations: Sequence[Citation],
    *,
    origins: int = 1,
    labels: tuple[Label, ...] = (),
    support: float = 1.0,
    status: Status | None = None,
) -> Statement:
    """Build a statement; citations that cover nothing yet cover its whole text."""
    whole = (0, len(text))
    covering = tuple(
        citation if citation.covers != (0, 0) else replace(citation, covers=whole) for citation in citations
    )
    return Statement(
        id=content_id(text, *(citation.sha256 for citation in covering)),
        text=text,
        citations=covering,
        support=support,
        origins=origins,
        labels=labels,
        status=status,
    )


def articles_full_of(payloads: Iterable[str]) -> list[Article]:
    """Build an article of each payload, which stands in all of its places that text from outside can reach."""
    return [
        make_article(
            f"{payload} .",
            origin=f"{number}/{payload}",
            title=payload,
            url=payload if number % 2 else f"https://news.example/{payload}",
            publisher=payload,
            published=payload,
        )
        for number, payload in enumerate(payloads)
    ]


def make_section(
    title: str,
    statements: Sequence[Statement],
    *,
    lead: Statement | None = None,
    conflicts: Sequence[Conflict] = (),
) -> Section:
    """Build one story of a brief."""
    return Section(
        id=content_id(title), title=title, statements=tuple(statements), lead=lead, conflicts=tuple(conflicts)
    )


def make_source(article: Article) -> Source:
    """List an article as a brief does."""
    return Source(
        id=article.id,
        origin=article.origin,
        title=article.title,
        publisher=article.publisher,
        url=article.url,
        published=article.published,
        sha256=text_sha256(article.text),
    )


def make_manifest(articles: Sequence[Article], mode: Mode = "extractive") -> Manifest:
    """Build the manifest that the pipeline would write for these articles."""
    return Manifest(
        version="0.1.0",
        config={"words": 250, "mode": mode, "focus": None, "title": None, "date": None, "language": None},
        weights={"punkt": "0f" * 32},
        inputs=[
            {"id": article.id, "origin": article.origin, "sha256": text_sha256(article.text)}
            for article in articles
        ],
    )


def make_brief(
    articles: Sequence[Article],
    sections: Sequence[Section],
    *,
    title: str = "A title",
    date: str = "2026-11-19",
    mode: Mode = "extractive",
    coverage: Coverage | None = None,
) -> Brief:
    """Build a brief over these articles; every one of them is a source, in this order."""
    return Brief(
        title=title,
        date=date,
        mode=mode,
        stories=tuple(sections),
        sources=tuple(make_source(article) for article in articles),
        coverage=coverage or Coverage(read=len(articles), independent=len(articles), merged_sentences=0),
        manifest=make_manifest(articles, mode),
    )


def one_statement_brief(
    text: str = "The bridge reopened on Monday.",
    quote: str | None = None,
    *,
    title: str | None = "Bridge reopens",
    publisher: str | None = "The Ledger",
    url: str | None = "https://ledger.example/bridge",
    labels: tuple[Label, ...] = (),
    mode: Mode = "extractive",
) -> Brief:
    """Build the smallest useful brief: one source, one story, one statement."""
    quoted = text if quote is None else quote
    article = make_article(
        quoted, origin="bridge.txt", title=title, publisher=publisher, url=url, published="2026-11-16"
    )
    statement = make_statement(text, [make_citation(article, quoted)], labels=labels)
    return make_brief([article], [make_section(title or "Untitled", [statement])], title=title or "Untitled")


# the sample

_COURIER = """Ferry hits Marenport's east pier, injuring 14
By Dana Whitlock

The passenger ferry Saint Oriel struck the east pier at Marenport on Wednesday morning, injuring 14 people \
and halting crossings to the outer islands. Harbour master Ines Corrado said the vessel lost steering about \
200 metres from its berth. “We had perhaps forty seconds,” she said.

Two of the injured were taken to Marenport General with broken bones; the rest were treated on the quay. \
Crossings are suspended until Friday at the earliest, the operator Skerry Line said.
"""

_WIRE = """MARENPORT (Coastal Wire) — The ferry Saint Oriel ran into the east pier at Marenport on \
Wednesday, hurting 12 people, emergency services said.

It was carrying 163 passengers and nine crew. She said the crew dropped both anchors, which slowed the ship \
before the impact.

Investigators from the Maritime Safety Board sealed the steering room in the afternoon and expect to report \
within 30 days. No crossings will run before Friday.
"""

_ISLANDER = "From our wire service.\n\n" + _WIRE

_STATEMENT = """Statement by Skerry Line, 18 November

The Saint Oriel passed its annual inspection in March, including a full test of the steering gear. \
Passengers booked before Friday will be refunded in full.
"""

_BAY_RADIO = (
    """Ferry accident in Marenport. A ferry has hit a pier in Marenport. Listen to the full report at six."""
)

_BATHS = """Council keeps the tidal baths open all winter

Marenport council voted 11 to 8 on Tuesday to keep the tidal baths open through the winter, reversing a cut \
agreed in June. Opening them will cost about 86,000 crowns. “A town on the sea should be able to swim in \
it,” said Tomas Arrel, who proposed the motion.
"""

_MINUTES_1 = "Town of Marenport\nMinutes of the ordinary meeting of 17 November 2026\n\n"
_MINUTES_2 = """Item 7. The motion to keep the tidal baths open until 31 March was carried by 11 votes to 8. \
Officers put the cost of winter opening at 84,000 crowns, to be met from the harbour reserve.
"""


def sample_articles() -> tuple[Article, ...]:
    """Return the seven invented articles behind `sample_brief`."""
    return (
        make_article(
            _COURIER,
            origin="https://courier.example/2026/11/19/ferry-pier",
            title="Ferry hits Marenport's east pier, injuring 14",
            url="https://courier.example/2026/11/19/ferry-pier",
            publisher="Marenport Courier",
            published="2026-11-19T06:40:00+00:00",
        ),
        make_article(
            _WIRE,
            origin="https://coastalwire.example/a/88213?ref=rss&lang=en",
            title="Ferry strikes pier in Marenport",
            url="https://coastalwire.example/a/88213?ref=rss&lang=en",
            publisher="Coastal Wire",
            published="2026-11-18",
        ),
        make_article(
            _ISLANDER,
            origin="https://islander.example/news/ferry_pier_(marenport)",
            title="Ferry strikes pier in Marenport",
            url="https://islander.example/news/ferry_pier_(marenport)",
            publisher="The Islander",
            published="2026-11-18",
        ),
        make_article(_STATEMENT, origin="inbox/skerry-line-statement.txt", publisher="Skerry Line"),
        make_article(
            _BAY_RADIO,
            origin="https://bayradio.example/?p=9",
            url="https://bayradio.example/?p=9",
            title="Ferry accident in Marenport",
            publisher="Bay Radio",
            published="2026-11-18",
        ),
        make_article(
            _BATHS,
            origin="https://courier.example/2026/11/18/tidal-baths",
            title="Council keeps the tidal baths open all winter",
            url="https://courier.example/2026/11/18/tidal-baths",
            publisher="Marenport Courier",
            published="2026-11-18",
        ),
        make_article(
            _MINUTES_1 + _MINUTES_2,
            origin="inbox/minutes-2026-11-17.pdf",
            title="Minutes of the ordinary meeting",
            publisher="Town of Marenport",
            published="2026-11-17",
            pages=(0, len(_MINUTES_1)),
        ),
    )


def sample_brief() -> Brief:
    """Return a whole brief in the sources' own words, as the pipeline would assemble it."""
    articles = sample_articles()
    return make_brief(
        articles,
        [_ferry_section(articles), _baths_section(articles)],
        title="Ferry strikes pier in Marenport",
        date="2026-11-19",
        coverage=_sample_coverage(articles),
    )


STRUCK = (
    "The passenger ferry Saint Oriel struck the east pier at Marenport on Wednesday morning, injuring 14 "
    "people and halting crossings to the outer islands."
)
RAN = (
    "The ferry Saint Oriel ran into the east pier at Marenport on Wednesday, hurting 12 people, "
    "emergency services said."
)
"""How two outlets tell of the sample brief's ferry."""


def _ferry_section(articles: Sequence[Article]) -> Section:
    courier, wire, islander, statement, *_ = articles
    anchors = "She said the crew dropped both anchors, which slowed the ship before the impact."
    harbour_master = (
        "Harbour master Ines Corrado said the vessel lost steering about 200 metres from its berth."
    )
    board = (
        "Investigators from the Maritime Safety Board sealed the steering room in the afternoon and expect "
        "to report within 30 days."
    )
    suspended = "Crossings are suspended until Friday at the earliest, the operator Skerry Line said."
    none_before = "No crossings will run before Friday."
    inspection = (
        "The Saint Oriel passed its annual inspection in March, including a full test of the steering gear."
    )
    statements = [
        make_statement(
            STRUCK.replace("on Wednesday morning", "on Wednesday [18 November] morning"),
            [make_citation(courier, STRUCK), make_citation(wire, RAN), make_citation(islander, RAN)],
            origins=2,
            labels=("disputed",),
        ),
        make_statement(harbour_master, [make_citation(courier, harbour_master)], labels=("single source",)),
        make_statement(
            anchors.replace("She said", "She [Ines Corrado, the harbour master] said"),
            [
                make_citation(courier, harbour_master, role="context", covers=(4, 38)),
                make_citation(wire, anchors),
                make_citation(islander, anchors),
            ],
            labels=("single source",),
        ),
        make_statement(
            board, [make_citation(wire, board), make_citation(islander, board)], labels=("single source",)
        ),
        make_statement(
            suspended,
            [
                make_citation(courier, suspended),
                make_citation(wire, none_before),
                make_citation(islander, none_before),
            ],
            origins=2,
        ),
        make_statement(
            inspection, [make_citation(statement, inspection)], labels=("single source", "quoted")
        ),
    ]
    conflict = Conflict(
        about="People injured",
        values=(
            ConflictValue("14", (make_citation(courier, STRUCK),)),
            ConflictValue("12", (make_citation(wire, RAN), make_citation(islander, RAN))),
        ),
    )
    return make_section("Ferry strikes pier in Marenport", statements, conflicts=[conflict])


def _baths_section(articles: Sequence[Article]) -> Section:
    baths, minutes = articles[5], articles[6]
    voted = (
        "Marenport council voted 11 to 8 on Tuesday to keep the tidal baths open through the winter, "
        "reversing a cut agreed in June."
    )
    carried = "The motion to keep the tidal baths open until 31 March was carried by 11 votes to 8."
    cost = "Officers put the cost of winter opening at 84,000 crowns, to be met from the harbour reserve."
    about_cost = "Opening them will cost about 86,000 crowns."
    arrel = "“A town on the sea should be able to swim in it,” said Tomas Arrel, who proposed the motion."
    statements = [
        make_statement(
            voted.replace("on Tuesday", "on Tuesday [17 November]"),
            [make_citation(baths, voted), make_citation(minutes, carried, page=2)],
            origins=2,
        ),
        make_statement(
            cost,
            [make_citation(minutes, cost, page=2), make_citation(baths, about_cost)],
            origins=2,
            labels=("disputed",),
        ),
        make_statement(arrel, [make_citation(baths, arrel)], labels=("single source",)),
    ]
    conflict = Conflict(
        about="Cost of opening in winter",
        values=(
            ConflictValue("84,000 crowns", (make_citation(minutes, cost, page=2),)),
            ConflictValue("about 86,000 crowns", (make_citation(baths, about_cost),)),
        ),
    )
    return make_section("Council keeps the tidal baths open all winter", statements, conflicts=[conflict])


def _sample_coverage(articles: Sequence[Article]) -> Coverage:
    _, wire, islander, _, bay_radio, *_ = articles
    return Coverage(
        read=7,
        independent=6,
        merged_sentences=9,
        omissions=(
            Omission(
                "reading", "inbox/harbour-plan.pdf", "the file is encrypted and its text cannot be read"
            ),
        ),
        copies=((wire.id, islander.id),),
        uncited=((bay_radio.id, "it says nothing that the others do not say more fully"),),
    )
