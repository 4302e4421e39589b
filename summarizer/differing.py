"""Tells where sources differ: which of the claims is told, which statement is disputed, what stands beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from summarizer.checking.verbatim import cite_sentence
from summarizer.checking.words import Word, read_words
from summarizer.comparing import SentenceSpace
from summarizer.dating import spell_date
from summarizer.disagreements import Disagreement, Value, are_apart, find_disagreements
from summarizer.figures import PEOPLE, Figure, read_figures
from summarizer.languages import OTHERS, say
from summarizer.lexicon import STOP_WORDS
from summarizer.records import Article, Conflict, ConflictValue, CopyGroup, Sentence, Statement
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
    space: SentenceSpace, articles: Sequence[Article], copies: Sequence[CopyGroup]
) -> Differences:
    """Return what the articles of a story differ on; reprints count once."""
    return Differences(articles, find_disagreements(space, articles, copies), space.language)


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


# what it is about

_TOLLS = {
    "dead": "dead", "hurt": "injured", "missing": "missing", "held": "arrested", "rescued": "rescued",
    "displaced": "displaced",
}  # fmt: skip
_EXTENTS = {"long": "Length", "tall": "Height", "wide": "Width", "deep": "Depth"}
_TITLES = {
    "temperature": "Temperature", "duration": "Duration", "day": "Date", "weekday": "Day", "clock": "Time",
    "year": "Year", "tally": "Votes", "percent": "Share", "outcome": "Outcome", "area": "Area", "volume": "Volume",
    "power": "Power",
}  # fmt: skip


def name_disagreement(disagreement: Disagreement) -> str:
    """Return in a few words what sources differ on: "Length of the Dali", "Number of dead", "Day (Ukraine, war)"."""
    first, rival = disagreement.values[0].figures[0], disagreement.values[1].figures[0]
    language = disagreement.language
    if first.measure == "count":
        return _name_count(first, rival)
    if first.measure == "age":
        return say(language, "Age of {who}", who=_name_person(disagreement))
    if first.measure in ("length", "weight", "speed"):
        senses = [figure.sense for figure in disagreement.figures if figure.sense]
        title = (
            _EXTENTS.get(senses[0] if senses else "", "Length")
            if first.measure == "length"
            else first.measure
        )
        return say(language, f"{title.capitalize()} of {{what}}", what=_name_bearer(disagreement))
    if (
        language not in OTHERS
        and first.measure == "duration"
        and first.of[:1]
        and first.of[:1] == rival.of[:1]
    ):
        return f"Duration of the {_form_of(first.of[0], first).removesuffix('s')}"
    shared = _shared_words(disagreement)
    title = say(language, _TITLES.get(first.measure, "Amount"))
    return f"{title} ({', '.join(shared)})" if shared else title


def _name_count(first: Figure, rival: Figure) -> str:
    toll, language = _TOLLS.get(first.sense), first.language
    if toll and set(first.of[:1]) <= PEOPLE:
        return say(language, f"Number of {toll}")
    keys = [*first.of[1:], first.of[0]] if len(first.of) == len(rival.of) else [first.of[0]]
    words = " ".join(_form_of(key, first) for key in keys)
    return say(language, "Number of {what}", what=f"{words} {say(language, toll)}" if toll else words)


def _form_of(key: str, figure: Figure) -> str:
    """Return a word as it stands behind a figure, in the plural where it stands before its noun: "48-page"."""
    behind = [
        w
        for w in read_words(figure.sentence.text, figure.language)
        if w.start >= figure.extent.end and w.key == key
    ]
    form = _as_written(behind[0], figure) if behind else key
    hyphened = figure.sentence.text[figure.extent.end : figure.extent.end + 1] == "-"
    return f"{form}s" if hyphened and not form.endswith("s") else form


def _name_person(disagreement: Disagreement) -> str:
    longest = max(disagreement.figures, key=lambda figure: len(figure.of))
    words = [
        word
        for word in read_words(longest.sentence.text, longest.language)
        if word.capital and word.key in longest.of
    ]
    return " ".join(_as_written(word, longest) for word in words[: len(longest.of)])


def _name_bearer(disagreement: Disagreement) -> str:
    """Return what has the length or weight, by the name or noun that most of the figures share."""
    found = Counter(key for figure in disagreement.figures for key in dict.fromkeys(figure.of))
    most = max(found.values())
    for figure in disagreement.figures:
        for at, word in enumerate(words := read_words(figure.sentence.text, figure.language)):
            if found[word.key] == most:
                if figure.language in OTHERS:
                    return _as_written(word, figure)
                named = word.capital and not word.initial
                article = "the " if not named or (at and words[at - 1].form == "the") else ""
                return article + (_as_written(word, figure) if word.capital else word.form)
    return "it"


def _shared_words(disagreement: Disagreement) -> list[str]:
    """Return up to three words that stand beside the figures of several values, in their order in the first."""
    first = disagreement.values[0].figures[0]
    others = [figure.near for value in disagreement.values[1:] for figure in value.figures]
    shared = {key for near in others for key in first.near & near}
    rare = {word.key: word for word in read_words(first.sentence.text, first.language) if word.key in shared}
    words = [word for word in rare.values() if word.form not in STOP_WORDS]
    return [_as_written(word, first) for word in words[:3]]


def _as_written(word: Word, figure: Figure) -> str:
    return re.sub(r"['’]s?$", "", figure.sentence.text[word.start : word.end])
