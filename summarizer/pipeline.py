"""The whole flow on one page: from what was read to a brief, stage by stage.

Each stage is a function from records to records, and says what it left out. `make_brief` is the first half
of what `explain_brief` returns: there is one path.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from summarizer.assembling import ToldStory, assemble_brief, headlines_of
from summarizer.cleaning import clean_article
from summarizer.comparing import compare_sentences
from summarizer.concepts import weigh_concepts
from summarizer.config import BriefConfig
from summarizer.deduplicating import count_reports, group_copies, merge_claims, reports_of
from summarizer.definite import find_unintroduced
from summarizer.errors import SourceError
from summarizer.grouping import group_articles
from summarizer.languages import OTHERS
from summarizer.pausing import pause_collection
from summarizer.ranking import claim_rows, rank_claims, rank_openings, spread_salience
from summarizer.records import Article, Brief, CopyGroup, Explanation, Omission, Reading, Story, content_id
from summarizer.repeating import drop_repeated_lines
from summarizer.selecting import Candidate, Selection, find_openings, select_statements
from summarizer.splitting import split_article
from summarizer.telling import Ranked, quote_candidates

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from summarizer.comparing import SentenceSpace
    from summarizer.condensing.reports import Reports
    from summarizer.differing import Differences
    from summarizer.protocols import Condenser
    from summarizer.records import Sentence
    from summarizer.remembering.comparing import Memory
    from summarizer.retelling import Condensed


def make_brief(reading: Reading | Iterable[Article], config: BriefConfig | None = None) -> Brief:
    """Write a brief of what was read.

    Raises:
        SourceError: there is no readable source at all.
        ModelError: a model was asked for that is not at hand.
    """
    return explain_brief(reading, config)[0]


def make_story_brief(articles: Iterable[Article], config: BriefConfig) -> Brief:
    """Write a brief of articles that are known to be one story, without grouping them."""
    condenser = _choose_condenser(config)
    with _pause_where_quoted(condenser):
        stories = part_languages([clean_article(article) for article in articles])
        words = share_words(stories, config.words)
        told = [tell_story(s, own, config, condenser) for s, own in zip(stories, words, strict=True)]
        return assemble_brief(told, (), config, leads=False)


def part_languages(articles: Iterable[Article]) -> list[Story]:
    """Return a story of the articles in each language: what two languages say is never merged."""
    by_language: dict[str, list[Article]] = {}
    for article in articles:
        by_language.setdefault(article.language, []).append(article)
    return [Story(content_id("story", own[0].id), tuple(own)) for own in by_language.values()]


def explain_brief(
    reading: Reading | Iterable[Article], config: BriefConfig | None = None, reports: Reports | None = None
) -> tuple[Brief, Explanation]:
    """Write a brief of what was read, and say what was merged, and what was left out and why.

    Args:
        reading: what was read.
        config: the brief's settings.
        reports: where a model says how far it is; nowhere by default.
    """
    config = config or BriefConfig()
    condenser = _choose_condenser(config, reports)
    read = reading if isinstance(reading, Reading) else Reading(tuple(reading))
    if not read.articles:
        raise SourceError("No source could be read.", "", _first_reasons(read.omissions))
    with _pause_where_quoted(condenser):
        return _write_brief(read, config, condenser)


def _write_brief(
    reading: Reading, config: BriefConfig, condenser: Condenser | None
) -> tuple[Brief, Explanation]:
    articles = drop_repeated_lines([clean_article(article) for article in reading.articles])
    stories = group_articles(articles)
    told = _tell_stories(stories, share_words(stories, config.words), config, condenser)
    stops = [Omission("condensing", condenser.name, s.stopped) for s in told if condenser and s.stopped]
    brief = assemble_brief(told, (*reading.omissions, *stops), config)
    return brief, _explain(told, reading.omissions)


def _pause_where_quoted(condenser: Condenser | None) -> AbstractContextManager[None]:
    """Pause the search for cycles for a whole brief, unless a model, which may leave cycles behind, takes part."""
    return pause_collection() if condenser is None else nullcontext()


def _tell_stories(
    stories: Sequence[Story], words: Sequence[int], config: BriefConfig, condenser: Condenser | None
) -> list[ToldStory]:
    """Tell the stories, those with most articles first, so that no sentence is told in two of them."""
    told: list[ToldStory] = []
    quotes: set[str] = set()
    for at in sorted(range(len(stories)), key=lambda at: -len(stories[at].articles)):
        told.append(tell_story(stories[at], words[at], config, condenser, quotes))
        if told[-1].stopped:
            condenser = None  # whoever interrupts it means the rest, too: what is left is quoted
        quotes |= {c.quote for statement in told[-1].statements for c in statement.citations}
    return sorted(told, key=lambda story: (-story.reports, -len(story.story.articles)))


def tell_story(
    story: Story,
    words: int,
    config: BriefConfig,
    condenser: Condenser | None = None,
    elsewhere: Container[str] = frozenset(),
    memory: Memory | None = None,
) -> ToldStory:
    """Tell one story in so many words: from its articles to checked, cited statements in order.

    Args:
        story: its articles.
        words: upper bound on the words of its statements.
        config: the brief's settings.
        condenser: what puts claims into fewer words; None quotes them.
        elsewhere: quotes that are told in another story, and not here again.
        memory: what earlier briefs have told, and is told again only where it has changed.
    """
    if words == 0:
        return ToldStory(story, reports=len(story.articles), had_room=False)
    with pause_collection():
        said = _compare_sources(story.articles, config)
    if said is None:
        return ToldStory(story, reports=len(story.articles))
    recalled = memory.recall(story, said.ranked.claims, said.reports) if memory else None
    differences = _find_differences(said)
    ranked = recalled.rank(said.ranked) if recalled else said.ranked
    count = max(LEAST_CANDIDATES, round(CANDIDATES * words))
    candidates = quote_candidates(ranked, count, said.articles, said.sentences, elsewhere)
    candidates = differences.hold_back(candidates) if differences else candidates
    candidates = recalled.mark(recalled.keep_untold(candidates)) if recalled else candidates
    condensed, told_in = None, said.space
    if condenser is not None and _condenses(condenser, said.language):
        condensed = _retell(candidates, said, condenser, words)
        candidates = recalled.mark(condensed.offered) if recalled else condensed.offered
        told_in = compare_sentences([s for c in candidates for s in c.told], language=said.language)
    selection = said.select(candidates, told_in, words)
    untold = condensed.drop_other_forms(selection) if condensed else selection.omissions
    statements = tuple(candidate.statement for candidate in selection.chosen)
    statements = differences.label(statements) if differences else statements
    return ToldStory(
        story=story,
        statements=statements,
        conflicts=differences.write(statements) if differences else (),
        claims=tuple(said.ranked.claims),
        copies=tuple(said.copies),
        reports=count_reports(said.articles, said.reports),
        omissions=(*(recalled.omissions if recalled else ()), *untold),
        changes=recalled.changes(selection.chosen) if recalled else (),
        condensed=condensed is not None,
        in_own_words=condenser is not None and condensed is None,
        refused=condensed.refused if condensed else (),
        stopped=condensed.stopped if condensed else None,
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """What the articles of a story say.

    Attributes:
        sentences: of each article, by its id, in order.
        copies: articles that reprint each other.
        space: all sentences side by side.
        ranked: the claims that they make, and how much each matters.
        stress: how much each row of the space matters, shape (rows,).
        reports: the independent report that each article belongs to, by article id.
    """

    articles: Sequence[Article]
    sentences: Mapping[str, Sequence[Sentence]]
    copies: Sequence[CopyGroup]
    space: SentenceSpace
    ranked: Ranked
    stress: NDArray[np.float64]
    reports: Mapping[str, str]

    @property
    def language(self) -> str:
        """The language of all articles, as a two-letter code."""
        return self.articles[0].language

    def select(self, candidates: Sequence[Candidate], told: SentenceSpace, words: int) -> Selection:
        """Choose what covers most of what is said in so many words; `told` has all sentences of the candidates."""
        texts = [candidate.statement.text for candidate in candidates]
        concepts = weigh_concepts(texts, self.space, self.stress, self.reports)
        openings = partial(find_openings, self.sentences, self.reports, words)
        return select_statements(candidates, concepts, told, words, openings, self.find_unintroduced)

    def find_unintroduced(self, chosen: Sequence[Candidate]) -> list[Candidate]:
        """Return the statements, of those in the order of telling, whose subject none before them introduces."""
        if self.language in OTHERS:
            return []
        told = [(candidate.statement.text, candidate.passage.sentences[0]) for candidate in chosen]
        lacking = find_unintroduced(told, self.sentences, headlines_of(self.articles))
        return [chosen[at] for at in lacking]


def _compare_sources(articles: Sequence[Article], config: BriefConfig) -> _Said | None:
    """Split what the articles say, deduplicate and rank it; None where they say nothing."""
    sentences = {article.id: split_article(article) for article in articles}
    if not any(sentences.values()):
        return None
    copies = group_copies(articles)
    reports = reports_of(articles, copies)
    space = compare_sentences([s for own in sentences.values() for s in own], language=articles[0].language)
    claims = merge_claims(space, reports)
    members = claim_rows(claims, space)
    salience = rank_claims(claims, members, space, config.focus)
    openings = rank_openings(claims, members, space, salience, headlines_of(articles))
    stress = spread_salience(members, salience)
    return _Said(articles, sentences, copies, space, Ranked(claims, salience, openings), stress, reports)


def _retell(candidates: Sequence[Candidate], said: _Said, condenser: Condenser, words: int) -> Condensed:
    """Put a shortlist of the candidates, or the whole story, into fewer words."""
    from summarizer.condensing.choosing import writes_whole_stories
    from summarizer.retelling import condense_candidates, write_candidates

    if writes_whole_stories(condenser):
        return write_candidates(candidates, condenser, said.articles, said.sentences, words)
    shortlist = said.select(candidates, said.space, SHORTLIST * words).chosen
    condensed = condense_candidates(shortlist, condenser, said.articles)
    asked = {candidate.claim.id for candidate in shortlist}
    return condensed.join([candidate for candidate in candidates if candidate.claim.id not in asked])


def _condenses(condenser: Condenser, language: str) -> bool:
    from summarizer.condensing.choosing import condenses_language

    return condenses_language(condenser, language)


def _choose_condenser(config: BriefConfig, reports: Reports | None = None) -> Condenser | None:
    """Return what condenses; nothing of it is imported where the sources are quoted."""
    if config.mode == "extractive":
        return None
    from summarizer.condensing.choosing import choose_condenser

    return choose_condenser(config, reports) if reports else choose_condenser(config)


def _find_differences(said: _Said) -> Differences | None:
    """Return where the sources of a story differ; one source does not, and spares itself the import."""
    if len(said.articles) < 2:
        return None
    from summarizer.differing import find_differences

    return find_differences(said.space, said.articles, said.reports)


CANDIDATES, LEAST_CANDIDATES = 0.8, 200
"""Claims that may be told, most salient first, for each word of the brief: twenty for each one that it has room for."""


SHORTLIST = 3
"""Times the brief's words that are condensed: condensing halves a statement, and some are not told in the end. The rest
can be quoted: a short one may be what still fits."""


def share_words(stories: Sequence[Story], words: int) -> list[int]:
    """Return how many words each story gets: by the square root of its articles, none below `MIN_SHARE`.

    Stories for which nothing is left, the smallest ones, get 0 and are accounted for in the coverage.
    """
    order = sorted(range(len(stories)), key=lambda at: (-len(stories[at].articles), at))
    kept = order[: max(words // MIN_SHARE, 1)]
    weights = {at: len(stories[at].articles) ** 0.5 for at in kept}
    total = sum(weights.values())
    return [int(words * weights.get(at, 0) / total) if total else 0 for at in range(len(stories))]


MIN_SHARE = 40
"""Words below which a story cannot be told: two short statements."""


def _explain(told: Sequence[ToldStory], omissions: Sequence[Omission]) -> Explanation:
    return Explanation(
        merges=tuple(claim for story in told for claim in story.claims if len(claim.sentences) > 1),
        copies=tuple(group for story in told for group in story.copies),
        omissions=(*omissions, *(omission for story in told for omission in story.omissions)),
        refused=tuple(refused for story in told for refused in story.refused),
    )


def _first_reasons(omissions: Sequence[Omission]) -> str:
    return "\n".join(f"{omission.subject}: {omission.reason}" for omission in omissions[:10])
