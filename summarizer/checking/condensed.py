"""Makes statements of drafts, each checked against the sentences that it cites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summarizer.anchoring import Passage
from summarizer.checking.attributing import attribute
from summarizer.checking.support import LINE, check_statement
from summarizer.checking.verbatim import carries, cite_sentence, label_statement
from summarizer.dating import find_dates
from summarizer.leaning import leaning_reason
from summarizer.quotations import broken_quotation
from summarizer.records import Article, Citation, Claim, Sentence, Statement, Verdict, statement_id

LONGEST = 1.1
"""A draft of more than this share of the passage's words has condensed nothing."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a draft.

    Attributes:
        statement: the draft with its citations; None where it is not told.
        refused: the verdict, where its evidence does not carry it.
    """

    statement: Statement | None = None
    refused: Verdict | None = None


def judge_draft(
    draft: str,
    passage: Passage,
    claim: Claim,
    articles: Mapping[str, Article],
    longest: float | None = LONGEST,
) -> Judgement:
    """Return a draft as a statement, if the sentences of its claim carry it.

    Args:
        draft: a sentence or two.
        passage: what the claim would be told by otherwise.
        claim: whose sentences are the evidence.
        articles: by id.
        longest: its words, as a share of the passage's, beyond which it has condensed nothing; None for any.
    """
    draft = " ".join(draft.split())
    most = len(draft.split()) if longest is None else longest * len(passage.verbatim.split())
    if not draft or draft == passage.verbatim or len(draft.split()) > most:
        return Judgement()
    if leaning_reason(draft) is not None or broken_quotation(passage.verbatim):
        return Judgement()
    cited = find_evidence(draft, passage, claim)
    verdict = _check(draft, cited, passage)
    if verdict.score < LINE and len(cited) < len(claim.sentences):
        cited = list(dict.fromkeys([*passage.sentences, *claim.sentences]))
        verdict = _check(draft, cited, passage)
    if verdict.score < LINE:
        return Judgement(refused=verdict)
    return Judgement(_cite_draft(draft, passage, cited, verdict.score, claim, articles))


def _check(draft: str, cited: Sequence[Sentence], passage: Passage) -> Verdict:
    return check_statement(draft, [sentence.text for sentence in (*cited, *_names(passage))])


def find_evidence(draft: str, passage: Passage, claim: Claim) -> list[Sentence]:
    """Return the sentences of a claim that carry a draft, best first, the passage's own before others as good."""
    sentences = list(dict.fromkeys([*passage.sentences, *claim.sentences]))
    places = attribute(draft, [sentence.text for sentence in sentences])
    chosen = [sentences[at] for at in places]
    chosen += [
        s for s in sentences if s not in chosen and s not in passage.sentences and carries(s.text, draft)
    ]
    return chosen or list(passage.sentences)


def _names(passage: Passage) -> Sequence[Sentence]:
    """Return the sentences that names are taken from."""
    return [insertion.source for insertion in passage.insertions if insertion.source is not None]


def _cite_draft(
    draft: str,
    passage: Passage,
    cited: Sequence[Sentence],
    score: float,
    claim: Claim,
    articles: Mapping[str, Article],
) -> Statement:
    """Return a draft that its evidence carries as a statement, with its dates and citations."""
    text = date_draft(draft, passage.verbatim, articles[passage.sentences[0].article_id].published)
    citations = [cite_sentence(sentence, articles, "support", (0, len(text))) for sentence in cited]
    origins = min(claim.origins, len({citation.source for citation in citations}))
    citations += _cite_names(text, passage, articles)
    return Statement(
        id=statement_id(text, citations),
        text=text,
        citations=tuple(citations),
        support=score,
        origins=origins,
        labels=label_statement("condensed", origins, citations, articles),
    )


def date_draft(draft: str, source: str, published: str | None) -> str:
    """Return a draft with the dates behind "on Tuesday" and the like in square brackets.

    Args:
        draft: what is told.
        source: the words it tells; only a day that these leave to be dated is dated, for where they say
            "Friday, September 1", a draft may say "Friday".
        published: when the source was published.
    """
    known = {found.words for found in find_dates(source, published)}
    pieces, last = [], 0
    for found in find_dates(draft, published):
        if found.words in known:
            pieces += [draft[last : found.end], f" [{found.words}]"]
            last = found.end
    return "".join(pieces) + draft[last:]


def _cite_names(text: str, passage: Passage, articles: Mapping[str, Article]) -> list[Citation]:
    citations = []
    for insertion in passage.insertions:
        at = text.find(insertion.words)
        if insertion.source is not None and at >= 0:
            covers = (at, at + len(insertion.words))
            citations.append(cite_sentence(insertion.source, articles, "context", covers))
    return citations
