"""Makes statements of passages that are the sources' own words, and cites every word of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from summarizer.anchoring import Passage
from summarizer.crediting import strip_attribution
from summarizer.embedding import load_embedder
from summarizer.idling import has_no_verb
from summarizer.languages import OTHERS, rules_for
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
from summarizer.vectorizing import TermIds, find_terms


def cite_passage(
    passage: Passage, claim: Claim, claim_of: Mapping[Sentence, Claim], articles: Mapping[str, Article]
) -> Statement:
    """Return the passage as a statement, cited to the sentences that carry it.

    These are its own, and those of the same claim that share enough of what it says.

    Args:
        passage: a claim's passage.
        claim: the claim it tells.
        claim_of: the claim of every sentence of the story.
        articles: by id.
    """
    covers = _told_ranges(passage)
    citations = []
    for sentence, covered in zip(passage.sentences, covers, strict=True):
        others = (other for other in claim_of[sentence].sentences if other is not sentence)
        language = articles[sentence.article_id].language
        ordered = [sentence, *(other for other in others if carries(other.text, sentence.text, language))]
        citations += [cite_sentence(other, articles, "support", covered) for other in ordered]
    origins = min(claim.origins, len({citation.source for citation in citations}))
    citations += _context_citations(passage, articles)
    return Statement(
        id=statement_id(passage.text, citations),
        text=passage.text,
        citations=tuple(citations),
        support=1.0,
        origins=origins,
        labels=label_statement("quoted", origins, citations, articles),
    )


CARRIED_SHARE, CARRIED_LIKENESS = 1 / 3, 0.4
"""A sentence is cited for a statement when it holds this share of its plain words, or they are this much alike
to the embedding. Names aside: who is named in both may have done two things."""


def carries(evidence: str, statement: str, language: str = "en") -> bool:
    """Whether a sentence of the same claim says enough of a statement to stand as its evidence.

    A line without a verb says nothing: "Ida Venn, homicide investigator".
    """
    if language not in OTHERS and has_no_verb(evidence):
        return False
    plain, other = _plain_words(statement, language), _plain_words(evidence, language)
    ids = TermIds(language)
    said, held = set(find_terms(plain, ids)), set(find_terms(other, ids))
    if not said or len(said & held) >= CARRIED_SHARE * len(said):
        return True
    vectors = load_embedder(language).encode([plain, other])
    return float(vectors[0] @ vectors[1]) >= CARRIED_LIKENESS


def _plain_words(text: str, language: str) -> str:
    words = strip_attribution(text, language).split()
    if rules_for(language, "capital_nouns", False):
        return " ".join(words)
    return " ".join(word for word in words if word.strip("“\"‘'(")[:1].islower())


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


def label_statement(
    kind: Label, origins: int, citations: Sequence[Citation], articles: Mapping[str, Article]
) -> tuple[Label, ...]:
    """Return what a reader should know of a statement: whose words it is in, and how many say so."""
    sources = {citation.source for citation in citations if citation.role == "support"}
    labels: list[Label] = [kind]
    if origins == 1:
        labels.append("single source")
    if all("blurb only" in articles[source].labels for source in sources):
        labels.append("blurb only")
    return tuple(labels)
