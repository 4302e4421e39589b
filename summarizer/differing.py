"""Tells where sources differ: which of the claims is told, which statement is disputed, what stands beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from summarizer.checking.verbatim import cite_sentence
from summarizer.comparing import SentenceSpace
from summarizer.dating import spell_date
from summarizer.disagreements import Disagreement, Value, are_apart, find_disagreements
from summarizer.figures import Figure, read_figures
from summarizer.headings import name_disagreement
from summarizer.languages import say
from summarizer.records import Article, Conflict, ConflictValue, Sentence, Statement
from summarizer.selecting import Candidate

MOST_CONFLICTS = 5
"""Differences listed for one story; more would be a table, not a brief."""

OFTEN_GIVEN = 3
"""Reports from which on a difference is listed even where the brief does not tell what it is about."""


@dataclass(frozen=True, slots=True)
class Differences:
    """What the sources of a story differ on, and how the brief deals with it."""

    articles: Sequence[Article]
    disagreements: Sequence[Disagreement]
    language: str = "en"

    def hold_back(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates, of each disagreement only those fit to be told that give one of its values."""
        return hold_back_rivals(candidates, self.disagreements)

    def label(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        """Return the statements, those labelled that give a value on which sources differ."""
        return label_disputed(statements, self.disagreements, self.language)

    def write(self, statements: Sequence[Statement]) -> tuple[Conflict, ...]:
        """Return what stands beside the statements of a brief."""
        return write_conflicts(self.disagreements, statements, self.articles)


def find_differences(
    space: SentenceSpace, articles: Sequence[Article], reports: Mapping[str, str]
) -> Differences:
    """Return what the articles of a story differ on; those of one independent report count once."""
    return Differences(articles, find_disagreements(space, articles, reports), space.language)


def hold_back_rivals(
    candidates: Sequence[Candidate], disagreements: Iterable[Disagreement]
) -> list[Candidate]:
    """Return the candidates, of each disagreement only those fit to be told that give one of its values.

    That is the first value that a candidate can tell; the others stand in the conflict beside it.
    """
    held: dict[str, str] = {}
    for disagreement in disagreements:
        given = [[c for c in candidates if _gives(c, value)] for value in disagreement.values]
        told = next((at for at, own in enumerate(given) if any(c.leaning is None for c in own)), None)
        for at, own in enumerate(given):
            if told is not None and at != told:
                reason = (
                    f"gives {disagreement.values[at].figures[0].text} where the brief tells another value"
                )
                held |= {c.claim.id: reason for c in own if c not in given[told]}
    return [replace(c, leaning=c.leaning or held.get(c.claim.id)) for c in candidates]


def _gives(candidate: Candidate, value: Value) -> bool:
    sentences = {figure.sentence for figure in value.figures}
    return any(sentence in sentences for sentence in candidate.passage.sentences)


def label_disputed(
    statements: Iterable[Statement], disagreements: Sequence[Disagreement], language: str = "en"
) -> tuple[Statement, ...]:
    """Return the statements, those labelled that give a value on which sources differ.

    A figure that has moved is not disputed: the brief tells the latest.
    """
    disputed = [disagreement for disagreement in disagreements if not disagreement.updated]
    return tuple(
        replace(statement, labels=(*statement.labels, "disputed"))
        if any(_tells_value(statement, disagreement, language) for disagreement in disputed)
        else statement
        for statement in statements
    )


def _tells_value(statement: Statement, disagreement: Disagreement, language: str) -> bool:
    if not _is_told(statement, disagreement):
        return False
    said = read_figures(Sentence(statement.id, 0, 0, len(statement.text), statement.text), language)
    return any(
        told.measure == figure.measure and not are_apart(told.extent, figure.extent)
        for figure in disagreement.figures
        for told in said
    )


def _is_told(statement: Statement, disagreement: Disagreement) -> bool:
    places = {(figure.sentence.article_id, figure.sentence.start) for figure in disagreement.figures}
    return any((citation.source, citation.start) in places for citation in statement.citations)


def write_conflicts(
    disagreements: Iterable[Disagreement], statements: Sequence[Statement], articles: Sequence[Article]
) -> tuple[Conflict, ...]:
    """Return what is listed of the disagreements: what the brief tells of, or several reports do."""
    by_id = {article.id: article for article in articles}
    ranked = [
        (any(_is_told(statement, disagreement) for statement in statements), disagreement)
        for disagreement in disagreements
    ]
    kept = [(told, d) for told, d in ranked if told or len(d.reports) >= OFTEN_GIVEN]
    kept.sort(key=lambda pair: (not pair[0], -len(pair[1].reports)))
    return tuple(write_conflict(disagreement, by_id) for _, disagreement in kept[:MOST_CONFLICTS])


def write_conflict(disagreement: Disagreement, articles: Mapping[str, Article]) -> Conflict:
    """Return a disagreement in the brief's form: what it is about, and each value with who gives it."""
    return Conflict(
        name_disagreement(disagreement),
        tuple(_write_value(value, disagreement, articles) for value in disagreement.values),
    )


def _write_value(value: Value, disagreement: Disagreement, articles: Mapping[str, Article]) -> ConflictValue:
    usual = Counter(_digits(figure) for figure in value.figures)
    shown = min(
        value.figures, key=lambda figure: (_is_loose(figure), -usual[_digits(figure)], "-" in figure.text)
    )
    text = shown.text + (_time_note(value, disagreement, articles) if disagreement.updated else "")
    ordered = [shown, *(figure for figure in value.figures if figure is not shown)]
    cited = {figure.sentence.article_id: figure for figure in reversed(ordered)}
    figures = [figure for figure in ordered if cited[figure.sentence.article_id] is figure]
    covers = (0, len(shown.text))
    return ConflictValue(
        text, tuple(cite_sentence(figure.sentence, articles, "support", covers) for figure in figures)
    )


def _is_loose(figure: Figure) -> bool:
    """Whether a figure is an estimate or a bound: the number itself says more of a value."""
    return figure.extent.high - figure.extent.low > 0.1 * abs(figure.extent.given)


def _digits(figure: Figure) -> str:
    """Return the number in a figure's words: most sources give it in one unit, and so should the brief."""
    found = re.search(r"\d[\d.,]*", figure.text)
    return found[0] if found else ""


def _time_note(value: Value, disagreement: Disagreement, articles: Mapping[str, Article]) -> str:
    """Return when a value that has moved was given, in brackets as all that is added: " [27 March, updated]"."""
    days = sorted({articles[f.sentence.article_id].published or "" for f in value.figures})
    everywhere = {(articles[f.sentence.article_id].published or "")[:10] for f in disagreement.figures}
    latest, newest = date.fromisoformat(days[-1][:10]), date.fromisoformat(max(everywhere))
    clock = f", {days[-1][11:16]}" if len(everywhere) == 1 else ""
    language = disagreement.language
    updated = f", {say(language, 'updated')}" if value is disagreement.values[0] else ""
    return f" [{spell_date(latest, newest, language)}{clock}{updated}]"
