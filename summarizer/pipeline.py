"""The whole flow on one page: from what was read to a brief, stage by stage.

Each stage is a function from records to records, and says what it left out. `make_brief` is the first half
of what `explain_brief` returns: there is one path.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from summarizer.anchoring import Passage
from summarizer.assembling import ToldStory, assemble_brief, headlines_of
from summarizer.checking.verbatim import cite_passage
from summarizer.cleaning import clean_article
from summarizer.comparing import compare_sentences
from summarizer.concepts import weigh_concepts
from summarizer.condensing.extractive import quote_claims, untidiness
from summarizer.config import BriefConfig
from summarizer.deduplicating import count_reports, group_copies, merge_claims, reports_of
from summarizer.errors import ModelError, SourceError
from summarizer.grouping import group_articles
from summarizer.ranking import rank_claims, rank_openings, spread_salience
from summarizer.records import Article, Brief, Explanation, Omission, Reading, Story, content_id
from summarizer.repeating import drop_repeated_lines
from summarizer.selecting import Candidate, select_statements
from summarizer.splitting import split_article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def make_brief(reading: Reading | Iterable[Article], config: BriefConfig | None = None) -> Brief:
    """Write a brief of what was read.

    Raises:
        SourceError: there is no readable source at all.
        ModelError: a model was asked for that is not at hand.
    """
    return explain_brief(reading, config)[0]


def make_story_brief(articles: Iterable[Article], config: BriefConfig) -> Brief:
    """Write a brief of articles that are known to be one story, without grouping them."""
    cleaned = tuple(clean_article(article) for article in articles)
    story = Story(content_id("story", cleaned[0].id), cleaned)
    return assemble_brief([tell_story(story, config.words, config)], (), config)


def explain_brief(
    reading: Reading | Iterable[Article], config: BriefConfig | None = None
) -> tuple[Brief, Explanation]:
    """Write a brief of what was read, and say what was merged, and what was left out and why."""
    config = config or BriefConfig()
    if config.mode == "abstractive":
        raise ModelError("This version has no abstractive model.", "Use --mode extractive.")
    read = reading if isinstance(reading, Reading) else Reading(tuple(reading))
    if not read.articles:
        raise SourceError("No source could be read.", "", _first_reasons(read.omissions))
    articles = drop_repeated_lines([clean_article(article) for article in read.articles])
    stories = group_articles(articles)
    told = _tell_stories(stories, share_words(stories, config.words), config)
    brief = assemble_brief(told, read.omissions, config)
    return brief, _explain(told, read.omissions)


def _tell_stories(stories: Sequence[Story], words: Sequence[int], config: BriefConfig) -> list[ToldStory]:
    """Tell the stories, those with most articles first, so that no sentence is told in two of them."""
    told: list[ToldStory] = []
    quotes: set[str] = set()
    for at in sorted(range(len(stories)), key=lambda at: -len(stories[at].articles)):
        told.append(tell_story(stories[at], words[at], config, quotes))
        quotes |= {c.quote for statement in told[-1].statements for c in statement.citations}
    return sorted(told, key=lambda story: (-story.reports, -len(story.story.articles)))


def tell_story(
    story: Story, words: int, config: BriefConfig, elsewhere: Container[str] = frozenset()
) -> ToldStory:
    """Tell one story in so many words: from its articles to checked, cited statements in order.

    Args:
        story: its articles.
        words: upper bound on the words of its statements.
        config: the brief's settings.
        elsewhere: quotes that are told in another story, and not here again.
    """
    if words == 0:
        return ToldStory(story, reports=len(story.articles), had_room=False)
    articles = story.articles
    by_id = {article.id: article for article in articles}
    sentences = {article.id: split_article(article) for article in articles}
    if not any(sentences.values()):
        return ToldStory(story, reports=len(articles))
    copies = group_copies(articles)
    space = compare_sentences([sentence for own in sentences.values() for sentence in own])
    claims = merge_claims(space, articles, copies)
    salience = rank_claims(claims, space, config.focus)
    openings = rank_openings(claims, space, salience, headlines_of(articles))
    claim_of = {sentence: claim for claim in claims for sentence in claim.sentences}
    told = _most_salient(salience, max(CANDIDATES, words))
    passages = quote_claims([claims[at] for at in told], articles, sentences)
    candidates = [
        Candidate(
            claim=claims[at],
            statement=cite_passage(passage, claims[at], claim_of, by_id),
            told=passage.sentences,
            salience=float(salience[at]),
            headline=float(openings[at]),
            untidiness=untidiness(passage),
            leaning=passage.leaning or _told_elsewhere(passage, by_id, elsewhere),
        )
        for at, passage in zip(told, passages, strict=True)
    ]
    concepts = weigh_concepts(
        [candidate.statement.text for candidate in candidates],
        space,
        spread_salience(claims, space, salience),
        reports_of(articles, copies),
    )
    selection = select_statements(candidates, concepts, space, words)
    return ToldStory(
        story=story,
        statements=tuple(candidate.statement for candidate in selection.chosen),
        claims=tuple(claims),
        copies=tuple(copies),
        reports=count_reports(articles, copies),
        omissions=selection.omissions,
    )


CANDIDATES = 200
"""Claims that may be told, most salient first: twenty for each one that a brief of 250 words has room for."""


def _most_salient(salience: NDArray[np.float64], count: int) -> list[int]:
    """Return the places of the highest values, in ascending order."""
    return sorted((-salience).argsort(kind="stable")[:count].tolist())


def share_words(stories: Sequence[Story], words: int) -> list[int]:
    """Return how many words each story gets: by the square root of its articles, none below `MIN_SHARE`.

    Stories for which nothing is left, the smallest ones, get 0 and are accounted for in the coverage.
    """
    order = sorted(range(len(stories)), key=lambda at: (-len(stories[at].articles), at))
    kept = order[: max(words // MIN_SHARE, 1)]
    weights = {at: len(stories[at].articles) ** 0.5 for at in kept}
    total = sum(weights.values())
    return [int(words * weights.get(at, 0) / total) if total else 0 for at in range(len(stories))]


def _told_elsewhere(
    passage: Passage, articles: Mapping[str, Article], elsewhere: Container[str]
) -> str | None:
    quotes = (articles[s.article_id].text[s.start : s.end] for s in passage.sentences)
    return "is told in another story" if any(quote in elsewhere for quote in quotes) else None


MIN_SHARE = 40
"""Words below which a story cannot be told: two short statements."""


def _explain(told: Sequence[ToldStory], omissions: Sequence[Omission]) -> Explanation:
    return Explanation(
        merges=tuple(claim for story in told for claim in story.claims if len(claim.sentences) > 1),
        copies=tuple(group for story in told for group in story.copies),
        omissions=(*omissions, *(omission for story in told for omission in story.omissions)),
    )


def _first_reasons(omissions: Sequence[Omission]) -> str:
    return "\n".join(f"{omission.subject}: {omission.reason}" for omission in omissions[:10])
