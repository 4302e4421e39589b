"""Makes statements of passages that are the sources' own words, and cites every word of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from summarizer.anchoring import Passage
from summarizer.records import (
    Article,
    Citation,
    Claim,
    Label,
    Role,
    Sentence,
    Span,
    Statement,
    statement_id,
    text_sha256,
)


def cite_passage(
    passage: Passage, claim: Claim, claim_of: Mapping[Sentence, Claim], articles: Mapping[str, Article]
) -> Statement:
    """Return the passage as a statement, cited to all sentences that say the same.

    Args:
        passage: a claim's passage.
        claim: the claim it tells.
        claim_of: the claim of every sentence of the story.
        articles: by id.
    """
    covers = _told_ranges(passage)
    citations = []
    for sentence, covered in zip(passage.sentences, covers, strict=True):
        equivalents = claim_of[sentence].sentences
        ordered = [sentence, *(other for other in equivalents if other is not sentence)]
        citations += [cite_sentence(other, articles, "support", covered) for other in ordered]
    citations += _context_citations(passage, articles)
    return Statement(
        id=statement_id(passage.text, citations),
        text=passage.text,
        citations=tuple(citations),
        support=1.0,
        origins=claim.origins,
        labels=_labels(claim, citations, articles),
    )


def cite_sentence(sentence: Sentence, articles: Mapping[str, Article], role: Role, covers: Span) -> Citation:
    """Return a citation of a whole sentence, its quote exactly as it stands in the article's text."""
    article = articles[sentence.article_id]
    quote = article.text[sentence.start : sentence.end]
    page = bisect_right(article.pages, sentence.start) if article.pages else None
    return Citation(
        article.id, sentence.start, sentence.end, quote, text_sha256(quote), role, covers, page or None
    )


def _told_ranges(passage: Passage) -> list[Span]:
    """Return where each of the passage's sentences stands in its text, insertions included."""
    ranges, verbatim_at, shift = [], 0, 0
    for sentence in passage.sentences:
        end = verbatim_at + len(sentence.text)
        added = sum(len(i.words) + 3 for i in passage.insertions if verbatim_at < i.at <= end)
        ranges.append((verbatim_at + shift, end + shift + added))
        shift += added
        verbatim_at = end + 1
    return ranges


def _context_citations(passage: Passage, articles: Mapping[str, Article]) -> list[Citation]:
    citations, shift = [], 0
    for insertion in passage.insertions:
        start = insertion.at + shift + 2
        if insertion.source is not None:
            covers = (start, start + len(insertion.words))
            citations.append(cite_sentence(insertion.source, articles, "context", covers))
        shift += len(insertion.words) + 3
    return citations


def _labels(
    claim: Claim, citations: Sequence[Citation], articles: Mapping[str, Article]
) -> tuple[Label, ...]:
    sources = {citation.source for citation in citations if citation.role == "support"}
    labels: list[Label] = ["quoted"]
    if claim.origins == 1:
        labels.append("single source")
    if all("blurb only" in articles[source].labels for source in sources):
        labels.append("blurb only")
    return tuple(labels)
