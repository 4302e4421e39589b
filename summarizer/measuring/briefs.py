"""Measures one brief against the articles that it was made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from summarizer.deduplicating import count_reports, reports_of
from summarizer.embedding import load_embedder
from summarizer.measuring.coverage import SharedTerms
from summarizer.measuring.rouge import Rouge, put_on_lines, score_rouge
from summarizer.measuring.wording import (
    find_sentences,
    mean_sentence_words,
    novel_shares,
    reading_ease,
    repeated_share,
)
from summarizer.records import Article, Brief, Citation, CopyGroup, Statement
from summarizer.rendering.wording import all_statements

Place = tuple[str, int, int]
"""Source, start and end of a cited sentence."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured of a brief; None where there is nothing to measure it on.

    Attributes:
        words: of all statements, split at white space.
        statements: how many.
        of_sources: words, as a share of those of the sources after cleaning.
        of_cited: words, as a share of those of the cited sentences.
        sentence_words: mean length of a sentence.
        reading_ease: Flesch's; higher is easier.
        cited_sources: how many sources carry anything.
        cited_reports: how many independent reports these are.
        coverage: share of what the sources have in common that is told, 0 … 1.
        mean_similarity, max_similarity: of pairs of statements, as the shipped embedding has it.
        repeated: share of runs of three words that stood in the brief before.
        novelty: share of 1-, 2-, 3- and 4-grams that do not stand in the sentences cited for them.
        mean_support, lowest_support: how far the evidence carries the statements, 0 … 1.
        replaced: condensed statements that were replaced by the source's own sentence.
        rouge: against the reference.
    """

    words: int
    statements: int
    of_sources: float | None
    of_cited: float | None
    sentence_words: float | None
    reading_ease: float | None
    cited_sources: int
    cited_reports: int
    coverage: float | None
    mean_similarity: float | None
    max_similarity: float | None
    repeated: float | None
    novelty: tuple[float | None, ...]
    mean_support: float | None
    lowest_support: float | None
    replaced: int
    rouge: Rouge | None = None


def statement_lines(brief: Brief) -> str:
    """Return the statements alone, each sentence on a line, as ROUGE reads them."""
    return "\n".join(put_on_lines(statement.text) for statement in all_statements(brief))


def measure_brief(
    brief: Brief,
    articles: Sequence[Article],
    reference: str | None = None,
    shared: SharedTerms | None = None,
) -> Measures:
    """Measure a brief.

    Args:
        brief: what to measure.
        articles: what it was made of, cleaned.
        reference: a summary by somebody who knows, to compare it with.
        shared: what the articles have in common, where that is known already.
    """
    told = all_statements(brief)
    texts = [statement.text for statement in told]
    sentences = find_sentences(texts)
    words = sum(len(text.split()) for text in texts)
    points = (shared or find_shared(articles)).trace(texts)
    similarity = similarity_of_pairs(texts)
    support = [statement.support for statement in told]
    return Measures(
        words=words,
        statements=len(told),
        of_sources=_share(words, sum(len(kept_text(article).split()) for article in articles)),
        of_cited=_share(words, cited_words(told)),
        sentence_words=mean_sentence_words(sentences),
        reading_ease=reading_ease(sentences),
        cited_sources=len({c.source for statement in told for c in carrying(statement)}),
        cited_reports=count_cited_reports(brief, articles),
        coverage=points[-1][1] if points else None,
        mean_similarity=sum(similarity) / len(similarity) if similarity else None,
        max_similarity=max(similarity, default=None),
        repeated=repeated_share(texts),
        novelty=novel_shares((s.text, [c.quote for c in s.citations]) for s in told),
        mean_support=sum(support) / len(support) if support else None,
        lowest_support=min(support, default=None),
        replaced=brief.coverage.replaced,
        rouge=score_rouge(statement_lines(brief), [put_on_lines(reference)]) if reference and told else None,
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def find_shared(articles: Sequence[Article]) -> SharedTerms:
    """Return what cleaned articles have in common."""
    return SharedTerms([kept_text(article) for article in articles])


def kept_text(article: Article) -> str:
    """Return what of an article is article."""
    return "\n".join(article.text[start:end] for start, end in article.kept_spans)


def carrying(statement: Statement) -> list[Citation]:
    """Return the citations that carry a statement, without those of words in brackets."""
    return [citation for citation in statement.citations if citation.role == "support"]


def place_of(citation: Citation) -> Place:
    """Return where a cited sentence stands."""
    return citation.source, citation.start, citation.end


def cited_words(told: Sequence[Statement]) -> int:
    """Return the words of the sentences that carry statements, each sentence counted once."""
    quotes = {place_of(c): c.quote for statement in told for c in carrying(statement)}
    return sum(len(quote.split()) for quote in quotes.values())


def count_cited_reports(brief: Brief, articles: Sequence[Article]) -> int:
    """Return how many independent reports carry statements: reprints count once, as do those of one agency."""
    cited = {c.source for statement in all_statements(brief) for c in carrying(statement)}
    found = [article for article in articles if article.id in cited]
    by_id = {article.id: article for article in found}
    groups = (tuple(by_id[key] for key in group if key in by_id) for group in brief.coverage.copies)
    copies = [CopyGroup(group) for group in groups if len(group) > 1]
    return count_reports(found, reports_of(found, copies))


def similarity_of_pairs(texts: Sequence[str]) -> list[float]:
    """Return how alike each two statements are, −1 … 1, to the shipped embedding."""
    if len(texts) < 2:
        return []
    # Half a surrogate pair, which a model's JSON may hold, is nothing that the tokenizer takes.
    vectors = load_embedder().encode([text.encode("utf-8", "replace").decode("utf-8") for text in texts])
    # Rounded: sums differ in their last digits between processors.
    return [round(float(vectors[a] @ vectors[b]), 6) for a, b in combinations(range(len(texts)), 2)]
