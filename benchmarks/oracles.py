"""Where the distance to the best sentences in hindsight comes from: one stage at a time made perfect.

    python -m benchmarks.oracles [SET ...]

Every row chooses with the reference in hand what the stages before it have left, or makes one stage perfect and
leaves the others as they are. What two neighbouring rows differ by is what the stage between them costs.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from statistics import fmean
from typing import Any

import numpy as np

from benchmarks.datasets import read_jsonl, shared_path
from benchmarks.quality import SETS
from benchmarks.tables import print_table
from summarizer.assembling import headlines_of
from summarizer.batching import read_documents
from summarizer.cleaning import clean_article
from summarizer.comparing import SentenceSpace, compare_sentences
from summarizer.concepts import Concepts, weigh_concepts
from summarizer.deduplicating import group_copies, merge_claims, reports_of
from summarizer.measuring.rouge import put_on_lines, score_rouge
from summarizer.ranking import claim_rows, rank_claims, rank_openings, spread_salience
from summarizer.records import Sentence
from summarizer.selecting import MAX_WORDS, MIN_WORDS, Candidate, find_openings, select_statements
from summarizer.sparse import sum_entries
from summarizer.splitting import split_article
from summarizer.telling import Ranked, quote_candidates
from summarizer.vectorizing import TermIds, find_all_terms

CLUSTERS = 50
"""Of each set, spread evenly over it: a greedy choice by ROUGE takes a second for each."""

SHORTLISTS = (40, 20)
"""Most salient claims that may be told, to see how soon salience leaves out what is needed."""


@dataclass(frozen=True, slots=True)
class Staged:
    """One cluster as each stage leaves it.

    Attributes:
        split: the sentences of each article, by its id, in order.
        reports: the independent report that each article belongs to, by article id.
        candidates: each claim in its sources' words, with why it may not be told.
        concepts: what the candidates hold, and its worth to the sources.
        references: summaries by people.
    """

    split: Mapping[str, Sequence[Sentence]]
    reports: Mapping[str, str]
    space: SentenceSpace
    candidates: tuple[Candidate, ...]
    concepts: Concepts
    references: tuple[str, ...]

    def standing(self) -> list[Candidate]:
        """Return the candidates that may be told, most salient first."""
        fit = [c for c in self.candidates if c.leaning is None and MIN_WORDS <= c.words <= MAX_WORDS]
        return sorted(fit, key=lambda candidate: -candidate.salience)


def stage_cluster(line: Mapping[str, Any]) -> Staged:
    """Take a cluster through all stages before selection."""
    articles = tuple(clean_article(article) for article in read_documents(dict(line))[1].values())
    own = {article.id: split_article(article) for article in articles}
    space = compare_sentences([sentence for sentences in own.values() for sentence in sentences])
    reports = reports_of(articles, group_copies(articles))
    claims = merge_claims(space, reports)
    members = claim_rows(claims, space)
    salience = rank_claims(claims, members, space)
    openings = rank_openings(claims, members, space, salience, headlines_of(articles))
    ranked = Ranked(claims, salience, openings)
    candidates = quote_candidates(ranked, len(claims), articles, own)
    stress = spread_salience(members, salience)
    concepts = weigh_concepts([c.statement.text for c in candidates], space, stress, reports)
    return Staged(own, reports, space, tuple(candidates), concepts, tuple(line["summaries"]))


# choices


def choose_in_hindsight(texts: Sequence[str], references: Sequence[str], words: int) -> list[str]:
    """Return the texts that add most to ROUGE-1 and ROUGE-2 together, one by one, until none does or fits."""
    known = [_Grams.of(reference) for reference in references]
    grams = [_Grams.of(text) for text in texts]
    chosen: list[int] = []
    told, best = _Grams(Counter(), Counter()), 0.0
    while True:
        room = words - sum(len(texts[at].split()) for at in chosen)
        fitting = [at for at in range(len(texts)) if at not in chosen and len(texts[at].split()) <= room]
        scored = [(fmean((told + grams[at]).likeness(one) for one in known), -at) for at in fitting]
        value, place = max(scored, default=(0.0, 0))
        if value <= best:
            return [texts[at] for at in sorted(chosen)]
        best, told = value, told + grams[-place]
        chosen.append(-place)


@dataclass(frozen=True, slots=True)
class _Grams:
    """How often each term, and each pair of neighbouring ones, stands in a text."""

    ones: Counter[Any]
    twos: Counter[Any]

    @classmethod
    def of(cls, text: str) -> _Grams:
        tokens = _tokenize(text)
        return cls(Counter(tokens), Counter(pairwise(tokens)))

    def __add__(self, other: _Grams) -> _Grams:
        return _Grams(self.ones + other.ones, self.twos + other.twos)

    def likeness(self, other: _Grams) -> float:
        """Return the F1 of single words and that of pairs, added up."""
        return _f1(self.ones, other.ones) + _f1(self.twos, other.twos)


def _f1(found: Counter[Any], wanted: Counter[Any]) -> float:
    return 2 * (found & wanted).total() / max(found.total() + wanted.total(), 1)


def _tokenize(text: str) -> list[str]:
    from rouge_score.tokenizers import DefaultTokenizer

    return list(DefaultTokenizer(use_stemmer=True).tokenize(text))


def choose_by_concepts(staged: Staged, words: int, known: bool) -> list[str]:
    """Return what the brief's own choice tells, where it knows which concepts the references hold or does not."""
    if not known:
        return _tell(staged, staged.candidates, words)
    chosen = select_statements(staged.candidates, _know_concepts(staged), staged.space, words).chosen
    return _texts(chosen)


def choose_leaning_too(staged: Staged, words: int) -> list[str]:
    """Return what the brief's own choice would tell if nothing had to stand alone."""
    return _tell(staged, [replace(c, leaning=None) for c in staged.candidates], words)


def _tell(staged: Staged, candidates: Sequence[Candidate], words: int) -> list[str]:
    openings = partial(find_openings, staged.split, staged.reports, words)
    return _texts(select_statements(candidates, staged.concepts, staged.space, words, openings).chosen)


def _know_concepts(staged: Staged) -> Concepts:
    """Return the candidates' concepts, each worth the share of the references that hold it."""
    texts = [candidate.statement.text for candidate in staged.candidates]
    ids = staged.space.ids
    found = [_list_concepts(text, ids) for text in texts]
    wanted = Counter(name for text in staged.references for name in _list_concepts(text, ids))
    names = sorted({name for own in found for name in own})
    number = {name: at for at, name in enumerate(names)}
    rows = np.repeat(np.arange(len(found)), [len(own) for own in found])
    columns = np.array([number[name] for own in found for name in own], dtype=np.int64)
    worth = np.array([wanted[name] / len(staged.references) for name in names], dtype=np.float64)
    return Concepts(sum_entries(rows, columns, (len(found), len(names))), worth)


def _list_concepts(text: str, ids: TermIds) -> set[tuple[int, ...]]:
    terms = find_all_terms([text], ids)[0].tolist()
    return {(term,) for term in terms} | set(pairwise(terms))


Choose = Callable[[Staged, int], list[str]]


def _hindsight(texts_of: Callable[[Staged], Iterable[str]]) -> Choose:
    return lambda staged, words: choose_in_hindsight(list(texts_of(staged)), staged.references, words)


def _texts(candidates: Iterable[Candidate]) -> list[str]:
    return [candidate.statement.text for candidate in candidates]


ORACLES: dict[str, Choose] = {
    "the brief as it is": lambda staged, words: choose_by_concepts(staged, words, known=False),
    "… if nothing had to stand alone": choose_leaning_too,
    "… if it knew the references' concepts": lambda staged, words: choose_by_concepts(
        staged, words, known=True
    ),
    "best of all sentences": _hindsight(lambda staged: (s.text for s in staged.space.sentences)),
    "best of all claims": _hindsight(lambda staged: _texts(staged.candidates)),
    "best of what stands alone": _hindsight(lambda staged: _texts(staged.standing())),
    **{
        f"best of the {count} most salient of these": _hindsight(
            lambda staged, count=count: _texts(staged.standing()[:count])  # type: ignore[misc]
        )
        for count in SHORTLISTS
    },
}


def measure(sets: Sequence[tuple[str, int]] = SETS) -> list[dict[str, object]]:
    """Return one row per set and oracle."""
    rows: list[dict[str, object]] = []
    for name, words in sets:
        lines = list(read_jsonl(shared_path("summaries", f"{name}.jsonl.gz")))
        staged = [stage_cluster(line) for line in lines[:: max(len(lines) // CLUSTERS, 1)][:CLUSTERS]]
        rows += [
            {"set": name, "choice": label, **_score(choose, staged, words)}
            for label, choose in ORACLES.items()
        ]
    return rows


def _score(choose: Choose, staged: Sequence[Staged], words: int) -> dict[str, str]:
    told = [choose(one, words) for one in staged]
    scores = [
        score_rouge("\n".join(texts), [put_on_lines(reference) for reference in one.references])
        for texts, one in zip(told, staged, strict=True)
    ]
    return {
        "words": f"{fmean(len(' '.join(texts).split()) for texts in told):.0f}",
        "R1": f"{100 * fmean(score.one for score in scores):.1f}",
        "R2": f"{100 * fmean(score.two for score in scores):.1f}",
    }


def main() -> None:
    """Print the table; name sets on the command line to measure only those."""
    chosen = [(name, words) for name, words in SETS if name in sys.argv[1:] or len(sys.argv) == 1]
    print_table("Oracles: each stage made perfect for the others", measure(chosen))


if __name__ == "__main__":
    main()
