"""Puts the told stories together into one brief: titles, sources, coverage, manifest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import numpy as np

from summarizer import __version__
from summarizer.config import BriefConfig
from summarizer.embedding import load_embedder
from summarizer.languages import main_language, say
from summarizer.records import (
    Article,
    Brief,
    Claim,
    Conflict,
    CopyGroup,
    Coverage,
    Manifest,
    Mention,
    Omission,
    Refused,
    Section,
    Source,
    Statement,
    Story,
    text_sha256,
)

TITLE_WORDS = (4, 16)
"""A headline outside these says too little, or is a lead."""

_SHOUTED = re.compile(r"\b[A-Z]{5,}\b")
_CHATTY = re.compile(
    r"[?!:;…]|\.\.\.|\b(?:live|watch|video|photos|opinion|analysis|explainer|what we know)\b|"
    r"^(?:after|how|why|what|when|inside|meet|here|who|this|these|it)\b",
    re.IGNORECASE,
)
_WIRE_MARK = re.compile(r"^(?:UPDATE|WRAPUP|CORRECTED|REFILE|EXCLUSIVE|BREAKING)\s*\d*\s*[-–—:]\s*")


@dataclass(frozen=True, slots=True)
class ToldStory:
    """A story with what is told of it, before it becomes a section of the brief; nothing, where it does not fit.

    Attributes:
        story: its articles.
        statements: what is told, in order.
        conflicts: on what its sources differ.
        claims: all that its sources say.
        copies: groups of its articles that reprint one text.
        reports: number of independent reports among its articles.
        omissions: what is not told and why, sentence by sentence.
        had_room: whether the brief's length left any words for it.
        condensed: whether a model put it into fewer words, or tried to.
        in_own_words: whether it is quoted because the model does not know its language.
        refused: drafts of the model that their evidence does not carry.
        stopped: why the model did not come to an end; None where it did.
        changes: what has changed since earlier briefs, in words.
        mentioned: whether it gets a line among the stories that are not told.
        untold: why nothing is told of it, where it is neither for want of room nor of sentences.
    """

    story: Story
    statements: tuple[Statement, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    claims: tuple[Claim, ...] = ()
    copies: tuple[CopyGroup, ...] = ()
    reports: int = 1
    omissions: tuple[Omission, ...] = ()
    had_room: bool = True
    condensed: bool = False
    in_own_words: bool = False
    refused: tuple[Refused, ...] = ()
    stopped: str | None = None
    changes: tuple[str, ...] = ()
    mentioned: bool = False
    untold: str = ""


LEAD_OF = 4
"""Statements from which on the first one of a condensed story stands before the list, as its lead."""


def assemble_brief(
    told: Sequence[ToldStory], omissions: Iterable[Omission], config: BriefConfig, leads: bool = True
) -> Brief:
    """Return the brief of the told stories, most important first as given.

    Args:
        told: the stories.
        omissions: what was not read, and why.
        config: the brief's settings.
        leads: whether a condensed story has a lead.
    """
    articles = _cited_first(told)
    sources = tuple(_source(article) for article in articles)
    condensed = any(story.condensed for story in told)
    sections = tuple(_section(story, leads) for story in told if story.statements)
    language = config.language or main_language(article.language for article in articles)
    title = config.title or _brief_title(sections, language)
    return Brief(
        title=title,
        date=config.date or _latest_date(articles),
        mode="abstractive" if condensed else "extractive",
        stories=sections,
        sources=sources,
        coverage=_coverage(told, articles, (*omissions, *_in_own_words(told))),
        manifest=_manifest(sources, config, condensed),
        also=tuple(_mention(story) for story in told if story.mentioned and not story.statements),
    )


def _mention(told: ToldStory) -> Mention:
    articles = told.story.articles
    return Mention(told.story.id, title_story(articles, ()), tuple(article.id for article in articles))


def _section(told: ToldStory, leads: bool) -> Section:
    """Return a story as a section of the brief; a condensed one of some length may have a lead."""
    said = [sentence.text for claim in told.claims for sentence in claim.sentences]
    title = title_story(told.story.articles, told.statements, said if told.condensed else None)
    led = leads and told.condensed and len(told.statements) >= LEAD_OF
    lead, *rest = told.statements if led else (None, *told.statements)
    return Section(
        told.story.id, title, tuple(filter(None, rest)), lead, told.conflicts, changes=told.changes
    )


def _cited_first(told: Sequence[ToldStory]) -> list[Article]:
    """Return all articles, those that are cited before the others, so that the numbers in use are low."""
    cited = {source for story in told for source in _cited_sources(story)}
    named = {article.id for story in told if story.mentioned for article in story.story.articles}
    articles = [article for story in told for article in story.story.articles]
    return sorted(articles, key=lambda article: (article.id not in cited, article.id not in named))


def _cited_sources(told: ToldStory) -> set[str]:
    cited = [statement.citations for statement in told.statements]
    cited += [value.citations for conflict in told.conflicts for value in conflict.values]
    return {citation.source for citations in cited for citation in citations}


def title_story(
    articles: Sequence[Article], statements: Sequence[Statement], evidence: Sequence[str] | None = None
) -> str:
    """Return the headline among the sources' own that is closest to what the brief tells, and most sober.

    Args:
        articles: the story's.
        statements: what the brief tells of it.
        evidence: the story's sentences, which have to carry the headline's names, figures and days; None takes
            the sources at their word. Where they carry none, the first statement gives the title.
    """
    language = main_language(article.language for article in articles)
    ranked = rank_headlines(headlines_of(articles), statements, language)
    if evidence is not None:
        ranked = [headline for headline in ranked if not _is_invented(headline, evidence[:TITLE_EVIDENCE])]
    return ranked[0] if ranked else _title_from_statement(statements, language)


TITLE_EVIDENCE = 200
"""Sentences that a headline is held against: a title tells of what stands first."""


def _is_invented(headline: str, evidence: Sequence[str]) -> bool:
    """Whether a headline has a name, figure, day or quotation that no sentence has; the rest is headlines' style."""
    from summarizer.checking.rules import find_uncarried  # quoting does without it

    hard = {"name", "number", "date", "unit", "quotation"}
    return any(one.kind in hard for one in find_uncarried(headline, evidence))


def rank_headlines(
    headlines: Sequence[str], statements: Sequence[Statement], language: str = "en"
) -> list[str]:
    """Return headlines, the best first: close to what is told, agreeing with the others, without faults."""
    if not headlines:
        return []
    vectors = load_embedder(language).encode([*headlines, *(statement.text for statement in statements)])
    own, told = vectors[: len(headlines)], vectors[len(headlines) :]
    weights = 1 / np.arange(1, len(told) + 1) ** 2
    closeness = own @ (told.T @ weights / weights.sum()) if len(told) else np.zeros(len(own))
    agreement = (own @ own.sum(axis=0) - 1) / max(len(own) - 1, 1)
    penalty = np.array([_headline_faults(headline) for headline in headlines])
    scores = np.round(closeness + agreement - 0.15 * penalty, 5)
    return [headlines[at] for at in np.argsort(-scores, kind="stable")]


def headlines_of(articles: Iterable[Article]) -> list[str]:
    """Return the different titles of the articles, without a wire service's mark ("UPDATE 3-")."""
    titles = (_WIRE_MARK.sub("", article.title.strip()) for article in articles if article.title)
    return list(dict.fromkeys(title for title in titles if title))


def _headline_faults(headline: str) -> float:
    words = len(headline.split())
    low, high = TITLE_WORDS
    faults = max(low - words, 0) + max(words - high, 0) / 4
    return faults + len(_SHOUTED.findall(headline)) + len(_CHATTY.findall(headline))


def _title_from_statement(statements: Sequence[Statement], language: str) -> str:
    if not statements:
        return say(language, "Nothing to tell")
    words = statements[0].text.rstrip(".").split()
    return " ".join(words[:12]).rstrip(" ,;:–—") + ("…" if len(words) > 12 else "")


def _brief_title(sections: Sequence[Section], language: str) -> str:
    if not sections:
        return say(language, "Nothing to tell")
    if len(sections) == 1:
        return sections[0].title
    if len(sections) == 2:
        return f"{sections[0].title}; {sections[1].title}"
    return say(language, "{title}, and {n} more stories", title=sections[0].title, n=len(sections) - 1)


def _latest_date(articles: Iterable[Article]) -> str:
    """Return the latest date of the sources, "undated" where none has one.

    Never today's, so that the same sources give the same bytes tomorrow.
    """
    return max((article.published[:10] for article in articles if article.published), default="undated")


def _source(article: Article) -> Source:
    return Source(
        id=article.id,
        origin=article.origin,
        title=article.title,
        publisher=article.publisher,
        url=article.url,
        published=article.published,
        sha256=text_sha256(article.text),
        language=article.language,
    )


IN_OWN_WORDS = "its stories are quoted, not condensed: the model does not know the language"


def _in_own_words(told: Sequence[ToldStory]) -> Iterable[Omission]:
    """Return for each language that the model does not know that its stories are quoted."""
    languages = (story.story.articles[0].language for story in told if story.in_own_words)
    return (Omission("languages", language, IN_OWN_WORDS) for language in dict.fromkeys(languages))


def _coverage(
    told: Sequence[ToldStory], articles: Sequence[Article], omissions: tuple[Omission, ...]
) -> Coverage:
    return Coverage(
        read=len(articles),
        independent=sum(story.reports for story in told),
        merged_sentences=sum(len(claim.sentences) - 1 for story in told for claim in story.claims),
        replaced=sum("replaced" in statement.labels for story in told for statement in story.statements),
        omissions=omissions,
        copies=tuple(
            tuple(article.id for article in group.articles) for story in told for group in story.copies
        ),
        uncited=tuple(pair for story in told for pair in _uncited(story)),
    )


def _uncited(told: ToldStory) -> Iterable[tuple[str, str]]:
    """Yield the id of each article that no statement cites, and why."""
    cited = _cited_sources(told)
    uncited = [article for article in told.story.articles if article.id not in cited]
    said = {s.article_id for claim in told.claims for s in claim.sentences} if uncited else frozenset()
    for article in uncited:
        if told.mentioned or told.untold:
            yield article.id, told.untold or "mentioned under “Also today” alone"
        elif not told.had_room:
            yield article.id, "outside the stories for which the brief has room"
        elif article.id not in said:
            yield article.id, "no sentence of article text was found there"
        else:
            yield article.id, "less central than what is told, or not to be understood alone"


def _manifest(sources: Sequence[Source], config: BriefConfig, condensed: bool) -> Manifest:
    settings = asdict(config)
    del settings["offline"]  # says how a model may be found, not what the brief says
    return Manifest(
        version=__version__,
        config=settings,
        weights=shipped_weights(CONDENSING_WEIGHTS if condensed else QUOTING_WEIGHTS),
        inputs=tuple(
            {"id": source.id, "origin": source.origin, "sha256": source.sha256} for source in sources
        ),
    )


QUOTING_WEIGHTS = ("idf", "punkt", "static")
CONDENSING_WEIGHTS = ("condenser", *QUOTING_WEIGHTS, "support")
"""The folders under `weights/` that a brief depends on."""


@cache
def shipped_weights(folders: tuple[str, ...]) -> Mapping[str, str]:
    """Return the SHA-256 of each shipped weights file in these folders, by its path under `weights/`."""
    root = Path(__file__).parent / "weights"
    files = sorted(path for folder in folders for path in (root / folder).rglob("*") if path.is_file())
    return {
        path.relative_to(root).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.suffix != ".md"
    }
