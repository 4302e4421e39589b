"""Ties a sentence to what it leans on: the person behind "he", the date behind "on Tuesday".

A brief takes sentences out of their articles, so each must stand alone. What a reader would need is added
in square brackets behind the word that needs it; a name cites the sentence it is taken from, a date comes
from the article's own date. Where that cannot be done surely, the sentence is told together with the one
before it, or not at all: a wrong name is worse than a missing sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from summarizer.antecedents import has_antecedent
from summarizer.dating import find_dates
from summarizer.idling import addresses_reader
from summarizer.leaning import IN_QUOTATION, LEADS_ON, PRONOUN, UNFIT, is_question, leaning_reason
from summarizer.persons import trace_pronoun
from summarizer.quotations import broken_quotation, find_open_quotation, is_bare_quotation, is_spoken
from summarizer.records import Article, Sentence


@dataclass(frozen=True, slots=True)
class Insertion:
    """Words added in square brackets.

    Attributes:
        at: where in the passage's verbatim words they go, behind a space.
        words: what stands between the brackets.
        source: the sentence a name is taken from; None for a date, which comes from `Article.published`, and for
            the end of a quotation that goes on.
    """

    at: int
    words: str
    source: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, or two that belong together, as a brief can tell it.

    Attributes:
        sentences: verbatim, in the order of their article.
        insertions: ascending by place.
        leaning: why it still does not stand alone; None where it does.
    """

    sentences: tuple[Sentence, ...]
    insertions: tuple[Insertion, ...] = ()
    leaning: str | None = None

    @property
    def verbatim(self) -> str:
        """The sources' own words."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def text(self) -> str:
        """The sources' own words with what was added in square brackets."""
        pieces, last, verbatim = [], 0, self.verbatim
        for insertion in self.insertions:
            pieces += [verbatim[last : insertion.at], f" [{insertion.words}]"]
            last = insertion.at
        return "".join(pieces) + verbatim[last:]


def anchor_sentence(sentence: Sentence, own: Sequence[Sentence], article: Article) -> Passage:
    """Make a sentence stand alone where that can be done surely.

    Args:
        sentence: the sentence to tell.
        own: all sentences of its article, in order.
        article: the article it stands in, for its date.

    Returns:
        A passage whose `leaning` is None, or the reason why it cannot be told.
    """
    dates = _date_insertions(sentence.text, article)
    leaning = leaning_reason(sentence.text, article.language)
    if leaning in (None, PRONOUN) and is_spoken(sentence, own, article.language):
        leaning = IN_QUOTATION
    if leaning is None or leaning in UNFIT:
        return Passage((sentence,), dates, leaning)
    spoken = leaning == IN_QUOTATION or (leaning == PRONOUN and _opens_quoted(sentence))
    named = None if spoken else _name_pronoun(sentence, own)
    if named is not None:
        return Passage((sentence,), _in_order(named, *dates))
    closed = _close_quotation(sentence, own, article, dates)
    if closed is not None:
        return closed
    runs = _runs_around(sentence, own, leaning)
    whole = [run for run in runs if not is_spoken(run[0], own, article.language)]
    told = (_tell_run(run, own, article, cut) for cut in (False, True) for run in whole)
    return next(filter(None, told), Passage((sentence,), dates, leaning))


def _runs_around(sentence: Sentence, own: Sequence[Sentence], leaning: str) -> list[Sequence[Sentence]]:
    """Return the sentences that a leaning one may be told with: one or two before it, or the one behind."""
    at = sentence.index
    runs: list[Sequence[Sentence]] = [own[max(at - back, 0) : at + 1] for back in (1, 2)]
    behind = own[at + 1 : at + 2]
    if leaning == IN_QUOTATION or (leaning == LEADS_ON and behind and _opens_quoted(behind[0])):
        runs.append([sentence, *behind])
    return list(filter(None, runs))


def _opens_quoted(sentence: Sentence) -> bool:
    return sentence.text[:1] in ("“", '"', "‘", "«", "„", "»")


RUN_WORDS = 60
"""Sentences told as one statement are at most this long together: longer ones are a paragraph."""


def _tell_run(
    run: Sequence[Sentence], own: Sequence[Sentence], article: Article, cut: bool
) -> Passage | None:
    """Tell sentences that follow each other as one statement, if the first one stands alone.

    Args:
        run: the sentences.
        own: all of their article, which may name whom the first one calls "he".
        article: the article they stand in.
        cut: whether to tell those that break off in a quotation, and no others.
    """
    joined = " ".join(sentence.text for sentence in run)
    apart = any(second.paragraph - first.paragraph > 1 for first, second in pairwise(run))
    language = article.language
    if len(run) < 2 or apart or broken_quotation(joined, language) != cut or len(joined.split()) > RUN_WORDS:
        return None
    reasons = [leaning_reason(sentence.text, language) for sentence in run]
    if is_bare_quotation(joined, language) or not set(UNFIT).isdisjoint(reasons) or reasons[-1] == LEADS_ON:
        return None
    if is_question(run[-1].text, language):
        return None  # whatever else it leans on
    if not has_antecedent(run[0].text, run[-1].text, language):
        return None
    end = _cut_quotation(joined, language) if cut else ()
    if end is None or (cut and reasons[0] is not None):
        return None
    added = (*_date_insertions(joined, article), *end)
    if reasons[0] in (None, IN_QUOTATION, LEADS_ON):
        return Passage(tuple(run), added)
    named = _name_pronoun(run[0], own)
    return Passage(tuple(run), _in_order(named, *added)) if named else None


def _cut_quotation(text: str, language: str) -> tuple[Insertion] | None:
    """Return the end of a quotation that breaks off and is led to in its own sentence: "It read: "Thank you."."""
    mark = find_open_quotation(text, language)
    opening = text.rfind("“" if mark == "”" else '"')
    if mark is None or text[:opening].rstrip()[-1:] not in (":", ",") or _calls_on(text, mark):
        return None
    return (Insertion(len(text), f"…{mark}"),)


def _calls_on(text: str, mark: str) -> bool:
    """Whether what a quotation opens with, and breaks off behind, only calls on somebody: "Let me tell you"."""
    return addresses_reader(text[text.rfind("“" if mark == "”" else mark) + 1 :])


def _close_quotation(
    sentence: Sentence, own: Sequence[Sentence], article: Article, dates: tuple[Insertion, ...]
) -> Passage | None:
    """Tell a sentence that breaks off in a quotation, its speaker named before, with […”] where that goes on."""
    mark = find_open_quotation(sentence.text, article.language)
    if mark is None or _calls_on(sentence.text, mark):
        return None
    end = Insertion(len(sentence.text), f"…{mark}")
    closed = replace(sentence, text=sentence.text + mark)
    if leaning_reason(closed.text, article.language) is None:
        return Passage((sentence,), _in_order(*dates, end))
    named = _name_pronoun(closed, own)
    return Passage((sentence,), _in_order(named, *dates, end)) if named else None


def _date_insertions(text: str, article: Article) -> tuple[Insertion, ...]:
    return tuple(
        Insertion(found.end, found.words) for found in find_dates(text, article.published, article.language)
    )


def _in_order(*insertions: Insertion) -> tuple[Insertion, ...]:
    return tuple(sorted(insertions, key=lambda insertion: insertion.at))


def _name_pronoun(sentence: Sentence, own: Sequence[Sentence]) -> Insertion | None:
    """Name the person behind "He" or "…, he said" where the sentences before leave no doubt."""
    found = trace_pronoun(sentence, own)
    return Insertion(*found) if found else None
