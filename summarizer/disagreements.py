"""Finds the figures, dates and outcomes on which the sources of a story differ.

Two reports differ where they give one thing two values: so long, so many dead, on that day. Whether it is one
thing is judged by what is counted and by the words beside it. Whatever else may explain two values is taken to
explain them: rounding, "at least", another place or year, a forecast, a part of the whole, and above all a
report that gives the other's value too. A difference that is not there is worse than one that is missed.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, pairwise

import numpy as np

from summarizer.bounding import CONVERTED, Extent
from summarizer.checking.words import read_words
from summarizer.comparing import SentenceSpace
from summarizer.deduplicating import likeness_scores
from summarizer.figures import PEOPLE, SMALL, Figure, read_figures
from summarizer.leaning import LOOSE_PRONOUN, UNNAMED_SPEAKER, leaning_reason
from summarizer.lexicon import WEEKDAYS
from summarizer.records import Article
from summarizer.sparse import multiply_pairs, sum_by, sum_entries


@dataclass(frozen=True, slots=True)
class Value:
    """One of the values on which sources differ.

    Attributes:
        figures: where it is given, in reading order.
        reports: the independent reports that give it.
    """

    figures: tuple[Figure, ...]
    reports: frozenset[str]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing to which the sources of a story give several values.

    Attributes:
        values: the one that most reports give first; the latest first where the figure has moved.
        updated: whether the later reports give the higher value, as a toll that rises does.
    """

    values: tuple[Value, ...]
    updated: bool = False

    @property
    def language(self) -> str:
        """The two-letter code of the sentences' language."""
        return self.values[0].figures[0].language

    @property
    def figures(self) -> list[Figure]:
        """All figures, those of the first value first."""
        return [figure for value in self.values for figure in value.figures]

    @property
    def reports(self) -> frozenset[str]:
        """The reports that give any of the values."""
        return frozenset(report for value in self.values for report in value.reports)


def find_disagreements(
    space: SentenceSpace, articles: Sequence[Article], reports: Mapping[str, str]
) -> list[Disagreement]:
    """Return on what the sources of a story differ, in the order in which it is first told.

    Args:
        space: the sentences of the story side by side.
        articles: where they stand.
        reports: the independent report that each article belongs to, by article id.
    """
    if len(articles) < 2:
        return []
    story = _Story(space, articles, reports)
    found = (story.settle(group) for group in _connect(story.find_rivals()))
    order = {sentence: at for at, sentence in enumerate(space.sentences)}
    return sorted(
        (disagreement for disagreement in found if disagreement is not None),
        key=lambda disagreement: min(
            (order[figure.sentence], figure.extent.start) for figure in disagreement.figures
        ),
    )


# what makes two figures rivals

TOLL_BESIDE, TOLL_RATIO = 0.1, 3.0
"""Counts of the dead, hurt or missing need few words in common, since a story has one event; beyond three times
as many, one counts another event or a part."""

ALIKE_BESIDE, ALIKE_RATIO = 0.45, 3.0
CLOSE_BESIDE, CLOSE_RATIO = 0.15, 1.3
"""Other counts need much in common beside them; less where they are close, as slips of the same figure are, and
so large that they are not close by chance. On 400 stories of news "22 students" and "20 students" share 0.18,
counts of different things that are further apart up to 0.4."""

BORNE_BESIDE, BORNE_RATIO = 0.1, 1.5
"""Lengths, weights and speeds have a bearer by which they are known; a name needs no other word in common."""

SAME_BESIDE, SAME_ALIKE = 0.5, 0.3
"""What has neither a noun nor a bearer, such as shares, sums and dates, needs sentences that are otherwise alike."""

DATED_BESIDE = 0.2
"""Days need less where another figure stands beside both: the 1,000th day of a war comes once."""

ENDED_BESIDE = 0.7
"""Outcomes need sentences that say the same but for how it ended: on 600 stories, opposite words in sentences
that are less alike never spoke of one outcome."""

_DAYS = ("day", "weekday")
_BORNE = ("length", "weight", "speed")
_UNBORNE = ("year", "day", "weekday", "clock", "tally")
_SPORT = frozenset(
    "point rebound touchdown yard carri catch pass punch assist game goal home hit run inning season time shot lap "
    "strikeout minut attempt target recept wicket over set match round".split()
)
"""Keys of what is counted in sport: so many things in every match that two figures seldom are of one."""


class _Story:
    """The figures of a story, and what is known of where they stand."""

    def __init__(self, space: SentenceSpace, articles: Sequence[Article], reports: Mapping[str, str]) -> None:
        self.space = space
        self.reports = reports
        self.published = {article.id: article.published for article in articles}
        self.figures = [
            figure for sentence in space.sentences for figure in read_figures(sentence, space.language)
        ]
        self.given: dict[tuple[str, str], list[Figure]] = defaultdict(list)
        self.measured: dict[str, list[Figure]] = defaultdict(list)
        for figure in self.figures:
            self.given[self.report_of(figure), figure.measure].append(figure)
            self.measured[figure.measure].append(figure)
        self.weights = _weigh_keys(self.figures)
        self.columns = {key: column for column, key in enumerate(self.weights)}
        self.roots = np.sqrt(list(self.weights.values()))
        self.opening_names = self._find_opening_names()

    def report_of(self, figure: Figure) -> str:
        """Return the report in which a figure stands."""
        return self.reports[figure.sentence.article_id]

    def _find_opening_names(self) -> dict[str, set[str]]:
        """Return the names in each report's first sentences: where it all happens, which others need not say."""
        names: dict[str, set[str]] = defaultdict(set)
        for sentence in self.space.sentences:
            if sentence.index < OPENING:
                words = read_words(sentence.text, self.space.language)
                names[self.reports[sentence.article_id]] |= {word.key for word in words if word.capital}
        return names

    def find_rivals(self) -> Iterator[tuple[Figure, Figure]]:
        """Yield each two figures that give one thing different values."""
        for measure, figures in self.measured.items():
            pairs = _pair_persons(figures) if measure == "age" else self._pair_by_words(figures)
            for one, other in pairs:
                if (
                    self.report_of(one) != self.report_of(other)
                    and self.are_rivals(one, other)
                    and (measure == "age" or all(map(self._stands_alone, (one, other))))
                ):
                    yield one, other

    def _pair_by_words(self, figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
        """Yield each two figures of one measure beside which stands as much in common as `is_one_thing` asks of any."""
        places = [(row, self.columns[key]) for row, figure in enumerate(figures) for key in figure.near]
        rows, columns = np.array(places, dtype=np.int64).reshape(-1, 2).T
        words = sum_entries(rows, columns, (len(figures), len(self.roots)), self.roots[columns])
        total = sum_by(words.rows, words.values**2, len(figures))
        pairs = multiply_pairs(words, ANYTHING)
        share = 2 * pairs.values / (total[pairs.left] + total[pairs.right])
        least = 0.0 if figures[0].measure in _BORNE else LEAST_BESIDE
        for pair in np.flatnonzero(share >= least):
            yield figures[pairs.left[pair]], figures[pairs.right[pair]]

    def _stands_alone(self, figure: Figure) -> bool:
        reason = leaning_reason(figure.sentence.text, self.space.language)
        return reason in (None, LOOSE_PRONOUN, UNNAMED_SPEAKER)

    def are_rivals(self, one: Figure, other: Figure) -> bool:
        """Whether two figures give one thing different values."""
        return (
            are_apart(one.extent, other.extent)
            and are_of_one_kind(one, other)
            and self.is_one_thing(one, other)
            and not self.are_elsewhere(one, other)
            and not self.gives(self.report_of(one), other, one)
            and not self.gives(self.report_of(other), one, other)
        )

    def is_one_thing(self, one: Figure, other: Figure) -> bool:
        """Whether what is counted or measured is the same, by its noun or bearer and by the words beside it."""
        beside, ratio = self.share_beside(one, other), _ratio(one.extent, other.extent)
        if one.measure == "count" and one.sense:
            return _same_people(one, other) and beside >= TOLL_BESIDE and ratio <= TOLL_RATIO
        if one.measure == "age":
            named = len(one.of) > 1 and len(other.of) > 1
            return named and (one.of[0], one.of[-1]) == (other.of[0], other.of[-1])
        if one.measure in _BORNE:
            shared = set(one.of) & set(other.of)
            known = bool(shared & one.names & other.names) or beside >= BORNE_BESIDE
            return bool(shared) and known and ratio <= BORNE_RATIO
        if one.measure == "temperature":
            same_side = one.extent.given * other.extent.given > 0
            return same_side and beside >= BORNE_BESIDE and ratio <= BORNE_RATIO
        if one.measure == "outcome":
            return one.of == other.of and beside >= ENDED_BESIDE and self.alike(one, other) >= SAME_ALIKE
        if one.measure in _DAYS and any(map(_is_number, one.near & other.near)):
            return len(one.near & other.near) > 3 and beside >= DATED_BESIDE
        if one.measure in _UNBORNE:
            return beside >= SAME_BESIDE and self.alike(one, other) >= SAME_ALIKE
        return self._is_one_count(one, other, beside, ratio)

    def _is_one_count(self, one: Figure, other: Figure, beside: float, ratio: float) -> bool:
        noun = _same_noun(one, other)
        large = min(abs(one.extent.given), abs(other.extent.given)) >= SMALL
        if noun and large and ratio <= CLOSE_RATIO and beside >= CLOSE_BESIDE:
            return True
        if one.measure == "count":
            return noun and ratio <= ALIKE_RATIO and beside >= ALIKE_BESIDE
        return ratio <= BORNE_RATIO and beside >= SAME_BESIDE and self.alike(one, other) >= SAME_ALIKE

    def are_elsewhere(self, one: Figure, other: Figure) -> bool:
        """Whether two figures are of two places, or one is of a place that the other's report does not open with."""
        if one.places - other.places and other.places - one.places:
            return True
        if one.measure == "age" or one.measure in _BORNE:
            return False
        return any(
            not here.here <= there.places | self.opening_names[self.report_of(there)]
            for here, there in ((one, other), (other, one))
        )

    def gives(self, report: str, figure: Figure, rival: Figure) -> bool:
        """Whether a report gives a figure's value, too, so that its own rival of it is of something else."""
        return any(
            _is_same_value(figure.extent, given.extent)
            and (
                figure.measure != "count"
                or given.sentence == rival.sentence
                or (not figure.sense and figure.extent.given < SMALL)
                or (given.sense and given.sense == figure.sense)
                or bool(set(given.of[:1]) & set(figure.of[:1]))
                or self.share_beside(figure, given) >= GIVEN_BESIDE
            )
            for given in self.given[report, figure.measure]
        )

    def share_beside(self, one: Figure, other: Figure) -> float:
        """Return how much of what stands beside two figures is the same, 0 … 1, rare words weighing more."""
        shared = sum(self.weights[key] for key in sorted(one.near & other.near))
        total = sum(self.weights[key] for near in (one.near, other.near) for key in sorted(near))
        return round(2 * shared / total, 6) if total else 0.0

    def alike(self, one: Figure, other: Figure) -> float:
        """Return how surely the sentences of two figures say the same, 0 … 1."""
        left, right = (self.space.row_by_sentence[figure.sentence] for figure in (one, other))
        return float(likeness_scores(self.space, np.array([left]), np.array([right]))[0])

    # from rivals to a disagreement

    def settle(self, figures: Sequence[Figure]) -> Disagreement | None:
        """Return the disagreement of figures that are rivals of each other; None where one report gives two values."""
        groups = _group_values(figures)
        values = [self._make_value(self._with_equals(group, groups)) for group in groups]
        if len(values) < 2 or any(a.reports & b.reports for a, b in combinations(values, 2)):
            return None
        moved = self._order_by_time(values)
        if moved is not None:
            return Disagreement(tuple(moved), updated=True)
        return Disagreement(tuple(sorted(values, key=lambda value: -len(value.reports))))

    def _with_equals(self, group: Sequence[Figure], groups: Sequence[Sequence[Figure]]) -> list[Figure]:
        """Return a value's figures with those of other reports that give it without being rivals of another."""
        others = [other for other in groups if other is not group]
        taken = {self.report_of(figure) for other in others for figure in other}
        kept = {id(figure) for figure in group}
        return [
            figure
            for figure in self.measured[group[0].measure]
            if id(figure) in kept
            or (
                self.report_of(figure) not in taken
                and self._equals(figure, group[0])
                and all(are_apart(figure.extent, other[0].extent) for other in others)
            )
        ]

    def _equals(self, figure: Figure, surest: Figure) -> bool:
        """Whether a figure gives the same value of what is surely the same thing."""
        if figure.measure != surest.measure or not _is_same_value(figure.extent, surest.extent):
            return False
        if figure.measure == "count":
            tolls = bool(figure.sense) and figure.sense == surest.sense and _same_people(figure, surest)
            return tolls or _same_noun(figure, surest)
        if figure.measure in (*_BORNE, "temperature"):
            return figure.sense == surest.sense or "" in (figure.sense, surest.sense)
        if figure.measure == "age":
            return figure.of[-1] == surest.of[-1]
        return self.share_beside(figure, surest) >= GIVEN_BESIDE

    def _make_value(self, figures: Sequence[Figure]) -> Value:
        return Value(tuple(figures), frozenset(map(self.report_of, figures)))

    def _order_by_time(self, values: Sequence[Value]) -> list[Value] | None:
        """Return the values, the latest first, where they are tolls and each later one is higher; else None."""
        if not all(value.figures[0].sense for value in values) or values[0].figures[0].measure != "count":
            return None
        rising = sorted(values, key=lambda value: value.figures[0].extent.given)
        times = [[self.published[f.sentence.article_id] for f in value.figures] for value in rising]
        later = all(
            is_later(new, old)
            for earlier, following in pairwise(times)
            for old in earlier
            for new in following
        )
        return rising[::-1] if later else None


OPENING = 4
"""Sentences of an article in which it says where its story is."""

GIVEN_BESIDE = 0.3
"""Share of what stands beside two equal counts from which they are one."""


LEAST_BESIDE, ANYTHING = 0.0999, 1e-9
"""The least of all that is asked for in common, before it is rounded; and the least that two words in common weigh."""


def _pair_persons(figures: Iterable[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Yield each two ages of persons of one name."""
    named: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.of:
            named[figure.of[0], figure.of[-1]].append(figure)
    for own in named.values():
        yield from combinations(own, 2)


def _weigh_keys(figures: Iterable[Figure]) -> dict[str, float]:
    """Return for each key beside a figure how rare it is among the sentences that have figures."""
    near: dict[object, frozenset[str]] = {}
    for figure in figures:
        near[figure.sentence] = near.get(figure.sentence, frozenset()) | figure.near
    found = Counter(key for keys in near.values() for key in keys)
    return {key: math.log((len(near) + 1) / (count + 0.5)) for key, count in found.items()}


def are_apart(one: Extent, other: Extent) -> bool:
    """Whether two numbers cannot mean the same, rounding and conversion between units allowed for."""
    converted = one.given != round(one.given) or other.given != round(other.given)
    slack = CONVERTED * max(abs(one.given), abs(other.given)) if converted else 0.0
    return one.low > other.high + slack or other.low > one.high + slack


def _is_same_value(one: Extent, other: Extent) -> bool:
    return other.low <= one.given <= other.high and one.low <= other.given <= one.high


def are_of_one_kind(one: Figure, other: Figure) -> bool:
    """Whether both are forecasts or neither is, of the same time, and measure the same way."""
    if one.limits != other.limits:
        return False
    if one.sense != other.sense and not (one.measure == "length" and "" in (one.sense, other.sense)):
        return False
    if {one.sense, other.sense} & {"wide", "deep"} and one.sense != other.sense:
        return False
    times, others = one.times - _WEEKDAYS, other.times - _WEEKDAYS
    if one.measure in (*_BORNE, *_UNBORNE, "age", "temperature"):
        return not times or not others or bool(times & others)
    return times == others


_WEEKDAYS = frozenset(WEEKDAYS)


def _is_number(key: str) -> bool:
    return key.isdigit() and not (len(key) == 4 and "1500" <= key <= "2100")


def _ratio(one: Extent, other: Extent) -> float:
    low, high = sorted((abs(one.given), abs(other.given)))
    return high / low if low else math.inf


def _same_people(one: Figure, other: Figure) -> bool:
    """Whether two tolls count the same kind of people: the same noun, or people as such."""
    return _same_noun(one, other) or all(set(figure.of[:1]) <= PEOPLE for figure in (one, other))


def _same_noun(one: Figure, other: Figure) -> bool:
    """Whether two figures count the same noun, and what is said of it does not tell them apart."""
    if not one.of or not other.of or one.of[0] != other.of[0] or one.of[0] in _SPORT:
        return False
    own, others = set(one.of[1:]), set(other.of[1:])
    return not (own - others and others - own)


def _connect(pairs: Iterable[tuple[Figure, Figure]]) -> list[list[Figure]]:
    """Return the figures that rivalry connects, each group in the order in which it was found."""
    home: dict[int, list[Figure]] = {}
    for one, other in pairs:
        first, second = home.setdefault(id(one), [one]), home.setdefault(id(other), [other])
        if first is second:
            continue
        first += second
        for figure in second:
            home[id(figure)] = first
    groups = {id(group): group for group in home.values()}
    return list(groups.values())


def _group_values(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Return figures that may mean the same, the surest first; what may mean several values is left out."""
    groups: list[list[Figure]] = []
    for figure in sorted(figures, key=lambda figure: figure.extent.high - figure.extent.low):
        fitting = [group for group in groups if not are_apart(group[0].extent, figure.extent)]
        if not fitting:
            groups.append([figure])
        elif len(fitting) == 1:
            fitting[0].append(figure)
    return groups


def is_later(one: str | None, other: str | None) -> bool:
    """Whether a time of publication is surely after another."""
    try:
        first, second = datetime.fromisoformat(one or ""), datetime.fromisoformat(other or "")
    except ValueError:
        return False
    timed = len(one or "") > len("2024-03-27") and len(other or "") > len("2024-03-27")
    if timed and (first.tzinfo is None) == (second.tzinfo is None):
        return first > second
    return first.date() > second.date()
