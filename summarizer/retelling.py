"""Puts statements that may be told into fewer words, where their evidence carries those."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from summarizer.checking.attributing import attribute
from summarizer.checking.condensed import Judgement, judge_draft
from summarizer.condensing import draft_claims
from summarizer.condensing.extractive import text_faults
from summarizer.condensing.rewriting import claim_texts
from summarizer.protocols import Condenser, StoryCondenser
from summarizer.records import Article, Omission, Refused, Sentence
from summarizer.selecting import MIN_WORDS, Candidate, Selection
from summarizer.vectorizing import find_words


@dataclass(frozen=True, slots=True)
class Condensed:
    """Candidates as a model left them.

    Attributes:
        candidates: in fewer words, or quoted where their evidence does not carry those or no model was asked.
        whole: those from which words were left out, quoted. Which of both is told depends on what else is: what was
            left out may be all that is new. What a model put into words of its own is not quoted beside them.
        refused: what it does not carry.
        stopped: why the model did not come to an end, what it had not reached being quoted; None where it did.
    """

    candidates: list[Candidate]
    refused: tuple[Refused, ...] = ()
    stopped: str | None = None
    whole: tuple[Candidate, ...] = ()

    @property
    def offered(self) -> list[Candidate]:
        """All that may be told. Both forms of one tell the same sentences, so that a choice rules out the other."""
        return [*self.candidates, *self.whole]

    def join(self, quoted: Sequence[Candidate]) -> Condensed:
        """Return the same with more candidates, which no model was asked for."""
        return replace(self, candidates=[*self.candidates, *quoted])

    def drop_other_forms(self, selection: Selection) -> tuple[Omission, ...]:
        """Return what is not told, without the other form of what is, and each of the rest in one form."""
        told = {candidate.claim.id for candidate in selection.chosen}
        forms = {c.statement.text for c in self.candidates if c.claim.id in told}
        forms |= {candidate.statement.text for candidate in self.whole}
        return tuple(omission for omission in selection.omissions if omission.subject not in forms)


def condense_candidates(
    candidates: Sequence[Candidate], condenser: Condenser, articles: Sequence[Article]
) -> Condensed:
    """Put each candidate in fewer words where its evidence carries them.

    Raises:
        ModelError, KeyboardInterrupt: the model was stopped before its first draft.
    """
    by_id = {article.id: article for article in articles}
    drafting = draft_claims(condenser, [claim_texts(c.passage, c.claim) for c in candidates])
    if drafting.stopped is not None and not any(drafting.drafts):
        raise drafting.stopped
    judgements = [
        judge_draft(draft, candidate.passage, candidate.claim, by_id)
        for candidate, draft in zip(candidates, drafting.drafts, strict=True)
    ]
    stopped = None if drafting.stopped is None else str(drafting.stopped) or "interrupted"
    condensed = _apply_judgements(list(candidates), drafting.drafts, judgements, stopped)
    pairs = zip(candidates, condensed.candidates, strict=True)
    return replace(
        condensed, whole=tuple(quoted for quoted, told in pairs if _leaves_words_out(told, quoted))
    )


def _leaves_words_out(told: Candidate, quoted: Candidate) -> bool:
    """Whether a statement has fewer words than when it is quoted, and no others."""
    words, all_words = find_words(told.statement.text), find_words(quoted.statement.text)
    return len(words) < len(all_words) and set(words) <= set(all_words)


def _apply_judgements(
    candidates: list[Candidate],
    drafts: Sequence[str],
    judgements: Sequence[Judgement],
    stopped: str | None = None,
) -> Condensed:
    """Return the candidates as they were judged, one draft and judgement for each, and what was refused."""
    told = [_apply_judgement(c, judgement) for c, judgement in zip(candidates, judgements, strict=True)]
    refused = tuple(
        Refused(candidate.statement.id, draft, judgement.refused)
        for candidate, draft, judgement in zip(candidates, drafts, judgements, strict=True)
        if judgement.refused is not None
    )
    return Condensed(told, refused, stopped)


def _apply_judgement(candidate: Candidate, judgement: Judgement) -> Candidate:
    """Return a candidate with what its draft has become; its own words where that is refused or too short."""
    if judgement.refused is not None:
        labels = candidate.statement.labels
        return replace(candidate, statement=replace(candidate.statement, labels=("replaced", *labels)))
    if judgement.statement is None or len(judgement.statement.text.split()) < MIN_WORDS:
        return candidate  # too little would be left to be told at all
    faults = text_faults(judgement.statement.text) + 0.02 * candidate.passage.sentences[0].index
    return replace(candidate, statement=judgement.statement, untidiness=faults)


# whole stories


def write_candidates(
    candidates: Sequence[Candidate],
    condenser: StoryCondenser,
    articles: Sequence[Article],
    sentences: Mapping[str, Sequence[Sentence]],
    words: int,
) -> Condensed:
    """Let a model write the story whole, and tie each sentence it writes to those that carry it.

    A sentence that nothing carries gives way to the claim it is nearest to, in the sources' words; one that is
    near to nothing is left out.

    Args:
        candidates: what may be told otherwise.
        condenser: the model.
        articles: the story's.
        sentences: all of each article's, by its id, in order.
        words: of the story.
    """
    by_id = {article.id: article for article in articles}
    own = [sentence for article in articles for sentence in sentences[article.id]]
    told_by = {s: candidate for candidate in candidates for s in candidate.claim.sentences}
    written = condenser.condense_story([[s.text for s in sentences[a.id]] for a in articles], words)
    nearest, drafts, judgements = [], [], []
    for text in written:
        near = [own[at] for at in attribute(text, [sentence.text for sentence in own])]
        candidate = next((told_by[sentence] for sentence in near if sentence in told_by), None)
        if candidate is None or candidate in nearest:
            continue
        claim = replace(candidate.claim, sentences=tuple(dict.fromkeys([*near, *candidate.claim.sentences])))
        nearest.append(candidate)
        drafts.append(text)
        judgements.append(judge_draft(text, candidate.passage, claim, by_id, longest=None))
    return _apply_judgements(nearest, drafts, judgements)
