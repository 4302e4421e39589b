"""A comparison of the sample brief with a condensed one of the same articles, as two modes would make them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from summarizer.config import BriefConfig
from summarizer.errors import ModelError
from summarizer.measuring.comparison import Comparison, Mode, compare_modes
from summarizer.measuring.running import Outcome
from summarizer.records import (
    Article,
    Brief,
    Explanation,
    Omission,
    Reading,
    Refused,
    Statement,
    Uncarried,
    Verdict,
)
from summarizer.rendering.wording import all_statements
from tests.brief_factory import (
    RAN,
    STRUCK,
    make_brief,
    make_citation,
    make_section,
    make_statement,
    sample_articles,
    sample_brief,
)

TWICE = "The ferry hit the pier on Thursday, injuring 14 people."
"""A condensed statement with a day that its evidence does not have."""


def condensed_brief(articles: Sequence[Article] | None = None) -> Brief:
    """Return what a model might make of the sample articles: condensed, one statement replaced."""
    courier, wire, islander, statement, _, baths, minutes = articles or sample_articles()
    refund = "Passengers booked before Friday will be refunded in full."
    carried = "The motion to keep the tidal baths open until 31 March was carried by 11 votes to 8."
    voted = (
        "Marenport council voted 11 to 8 on Tuesday to keep the tidal baths open through the winter, "
        "reversing a cut agreed in June."
    )
    ferry = [
        make_statement(
            TWICE,
            [make_citation(courier, STRUCK), make_citation(wire, RAN), make_citation(islander, RAN)],
            origins=2,
            labels=("condensed",),
            support=0.62,
        ),
        make_statement(
            refund, [make_citation(statement, refund)], labels=("replaced", "single source"), support=1.0
        ),
    ]
    tidal = [
        make_statement(
            "Marenport's tidal baths stay open through the winter after an 11-8 vote.",
            [make_citation(baths, voted), make_citation(minutes, carried, page=2)],
            origins=2,
            labels=("condensed",),
            support=0.93,
        )
    ]
    sections = [
        make_section("Ferry strikes pier in Marenport", ferry),
        make_section("Council keeps the tidal baths open all winter", tidal),
    ]
    brief = make_brief(
        articles or sample_articles(), sections, title="Ferry strikes pier in Marenport", mode="abstractive"
    )
    return replace(brief, coverage=replace(brief.coverage, replaced=1))


REFUSED = "Some 300  passengers booked before Friday will be refunded in full."
"""A draft with a number that its evidence does not have, and with a space too many."""


def refuse_sample(brief: Brief) -> tuple[Refused, ...]:
    """Return the draft that the replaced statement of the condensed brief is told instead of."""
    replaced = next(statement for statement in all_statements(brief) if "replaced" in statement.labels)
    at = " ".join(REFUSED.split()).index("300")
    return (Refused(replaced.id, REFUSED, Verdict(0.31, (Uncarried(at, at + 3, "number"),))),)


def judge_sample(statement: Statement) -> tuple[Uncarried, ...]:
    """Find the day that is wrong."""
    at = statement.text.find("Thursday")
    return (Uncarried(at, at + len("Thursday"), "date"),) if at >= 0 else ()


def run_briefs(
    briefs: Mapping[str, Brief], refused: Sequence[Refused] = ()
) -> Callable[[Reading, BriefConfig], Outcome]:
    """Return what runs a mode by taking its brief from a table, and refuses one that is not in it."""

    def run(_reading: Reading, config: BriefConfig) -> Outcome:
        if config.mode not in briefs:
            raise ModelError("There is no abstractive model here.", "Use --mode extractive.")
        explanation = Explanation(refused=tuple(refused) if config.mode == "abstractive" else ())
        return Outcome(briefs[config.mode], explanation, 0.25, 80.0)

    return run


def compare_briefs(
    briefs: Mapping[str, Brief],
    articles: Sequence[Article],
    reference: tuple[str, str] | None = None,
    omissions: Sequence[Omission] = (),
    refused: Sequence[Refused] = (),
) -> Comparison:
    """Compare briefs by the mode that made them."""
    config = BriefConfig(words=250)
    modes = [Mode(name, replace(config, mode=name)) for name in ("extractive", "abstractive")]
    reading = Reading(tuple(articles), tuple(omissions))
    return compare_modes(reading, modes, reference, run=run_briefs(briefs, refused), judge=judge_sample)


def sample_comparison(reference: tuple[str, str] | None = None) -> Comparison:
    """Compare the sample brief with the condensed one."""
    condensed = condensed_brief()
    briefs = {"extractive": sample_brief(), "abstractive": condensed}
    return compare_briefs(briefs, sample_articles(), reference, refused=refuse_sample(condensed))
