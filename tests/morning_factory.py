"""Briefs of a morning for looking at: one as a day gives it, and one of all that is awkward to lay out."""

from __future__ import annotations

from dataclasses import replace

from summarizer.records import Article, Brief, Conflict, ConflictValue, Coverage, Mention, Omission, Section
from tests.brief_factory import make_article, make_brief, make_citation, make_section, make_statement

LONG_WORD = "Rindfleischetikettierungsueberwachungsaufgabenuebertragungsgesetz"
LONG_ADDRESS = (
    "https://archive.example/" + "a-very-long-part-of-a-path/" * 12 + "?token=" + "0123456789abcdef" * 12
)
ARABIC = "انقطعت الكهرباء عن السفينة بعد وقت قصير من مغادرتها الميناء."

_FERRY = (
    "At least 15 people were injured when the ferry Amity struck the reef, the coast guard said.",
    "Salvage crews began to pump 64 tonnes of diesel out of the ship on Tuesday.",
    "The main switchboard failed four weeks after it had been replaced, investigators said.",
)
_QUAKE = (
    "At least nine people were killed in an earthquake of magnitude 6.1 in Tarsa.",
    "Some forty houses and a school collapsed in the village of Oru.",
)
_RATES = (
    "The central bank held its main interest rate at 3.5 percent, as most economists had expected.",
    "Two of the seven members of the board voted for a cut.",
)


def _report(
    name: str, place: str, *sentences: str, title: str | None = None, day: str | None = "2026-11-17"
) -> Article:
    """Build an article of one outlet, which holds these sentences."""
    address = f"https://{place}.example/2026/11/17/{len(sentences)}-{sum(map(len, sentences))}"
    return make_article(
        " ".join(sentences),
        origin=address,
        url=address,
        title=title or sentences[0],
        publisher=name,
        published=day,
    )


def morning_articles() -> tuple[Article, ...]:
    """Return the articles behind `morning_brief`: three stories, and three that are mentioned."""
    return (
        _report(
            "World Observer", "observer", *_QUAKE, title="Earthquake shakes Tarsa, killing at least nine"
        ),
        _report("مرصد العالم", "marsad", *_QUAKE, title="زلزال تارسا: Rescue teams reach Oru"),
        _report("The Courier", "courier", *_FERRY, title="Crews pump fuel from stranded ferry"),
        _report("Coastal Wire", "wire", *_FERRY[:2], title="Stranded ferry's fuel to be pumped out"),
        _report("The Gazette", "gazette", *_RATES, title="Central bank holds rates at 3.5 percent"),
        _report("The Courier", "courier", "A vote was held.", title="Vote on the tidal baths to be repeated"),
        _report("Norvik Post", "post", "Trams were ordered.", title="Norvik orders 24 trams"),
        _report("The Islander", "islander", "Tools are lent out.", title="Library lends out tools", day=None),
    )


def morning_brief() -> Brief:
    """Return the brief of a second day: a new story, one that has moved and one that was corrected, in sections."""
    articles = morning_articles()
    observer, marsad, courier, wire, gazette, *others = articles
    quake = [
        make_statement(
            said, [make_citation(observer, said), make_citation(marsad, said)], origins=2, status="new"
        )
        for said in _QUAKE
    ]
    moved, pumped, failed = _FERRY
    ferry = [
        make_statement(
            pumped, [make_citation(courier, pumped), make_citation(wire, pumped)], origins=2, status="new"
        ),
        make_statement(moved, [make_citation(courier, moved), make_citation(wire, moved)], status="updated"),
        make_statement(failed, [make_citation(courier, failed)], labels=("single source",), status="new"),
    ]
    rates = [
        make_statement(said, [make_citation(gazette, said)], labels=("single source",), status="corrected")
        for said in _RATES
    ]
    sections = (
        replace(make_section("Earthquake shakes Tarsa, killing at least nine", quake), section="World/Asia"),
        replace(
            make_section("Crews pump fuel from stranded ferry", ferry),
            section="Local",
            changes=(
                "Number of injured: at least 12 → at least 15 (since 16 November 2026)",
                "2 statements are new",
            ),
        ),
        replace(
            make_section("Central bank holds rates at 3.5 percent", rates),
            changes=(
                "Share (bank, rate): 3.25 percent → 3.5 percent (its source was edited after 16 November 2026)",
            ),
        ),
    )
    also = tuple(Mention(one.id, one.title or "", (one.id,), "Local") for one in others)
    coverage = Coverage(
        read=8,
        independent=8,
        merged_sentences=4,
        omissions=(Omission("reading", "https://news.example/feed.xml", "the server answers 503"),),
        uncited=tuple((one.id, "mentioned under “Also today” alone") for one in others),
    )
    brief = make_brief(articles, sections, title="Morning brief", date="2026-11-17", coverage=coverage)
    return replace(brief, also=also)


def awkward_brief() -> Brief:
    """Return a brief of long words and addresses, many sources, names that run to the left, and missing dates."""
    said = f"The law is called {LONG_WORD} and stands at {LONG_ADDRESS} for all to read."
    outlets = [
        _report(
            f"Outlet {chr(65 + at)} of the region", f"outlet{at}", said, title=f"{LONG_WORD} {at}", day=None
        )
        for at in range(26)
    ]
    arabic = _report("صحيفة الميناء", "mina", ARABIC, title="السفينة بلا كهرباء")
    nameless = make_article(ARABIC + " ", origin="-")
    far = replace(_report("", "far", said + " "), url=LONG_ADDRESS, origin=LONG_ADDRESS, publisher=None)
    articles = (*outlets, arabic, nameless, far)
    first = [make_statement(said, [make_citation(one, said) for one in (*outlets, far)], origins=26)]
    second = [
        make_statement(
            ARABIC, [make_citation(arabic, ARABIC), make_citation(nameless, ARABIC)], status="new"
        ),
        make_statement(
            f"[{LONG_ADDRESS}] {ARABIC}", [make_citation(arabic, ARABIC)], labels=("blurb only", "quoted")
        ),
    ]
    conflict = Conflict(
        f"Name of {LONG_WORD}",
        tuple(
            ConflictValue(f"{at} {LONG_WORD}", (make_citation(one, said),))
            for at, one in enumerate(outlets[:9])
        ),
    )
    sections: tuple[Section, ...] = (
        make_section(f"{LONG_WORD}: " + "a title that goes on and on " * 8, first, conflicts=[conflict]),
        replace(
            make_section("السفينة بلا كهرباء", second),
            section="أخبار/بحر",
            changes=(f"{LONG_WORD} → {ARABIC}",),
        ),
    )
    also = (
        Mention("m", f"{LONG_WORD} " * 4, tuple(one.id for one in articles)),
        Mention("n", ARABIC, (arabic.id,)),
    )
    brief = make_brief(articles, sections, title=f"{LONG_WORD}, {ARABIC}", date="")
    return replace(brief, also=also)


def empty_brief() -> Brief:
    """Return a brief of a day that brought nothing new."""
    article = _report("The Courier", "courier", "Nothing was said.")
    coverage = Coverage(1, 1, 0, uncited=((article.id, "says nothing that was not told before"),))
    brief = make_brief([article], [], title="Morning brief", date="2026-11-17", coverage=coverage)
    return replace(brief, daily=True)
