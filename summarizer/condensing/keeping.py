"""Says which runs of words, though whole phrases, a sentence would miss: what limits it, dates it, or says who speaks.

Each function returns a mask over all steps of `Runs`: whether leaving out that run would lose, or hang in the air,
what the function is named after.
"""

from __future__ import annotations

import numpy as np

from summarizer.condensing.runs import Mask, Runs, count_before, find_next, find_previous
from summarizer.condensing.vocabulary import (
    AFTERWARDS,
    AUXILIARIES,
    CONJUNCTIONS,
    CONTRASTING,
    DATES,
    DETERMINERS,
    LEANING,
    LEANING_ON_TO,
    OFFICES,
    PERSONAL,
    PREPOSITIONS,
    RELATIVES,
    SAYING,
    SCOPE,
    SUBORDINATORS,
    SUFFIXES,
    TAKEN,
    TELLING_ADVERBS,
    UNSURE,
    VAGUE,
)

OPENING_WORDS = 3
"""Within so many words of an opening phrase stands how far it holds: "In some of these cases"."""

SOON = 3
"""A pronoun among so few words at the beginning means who stands before it."""

TO_WITHIN = 6
"""So near before "to" stands what it belongs to: "took too long for her case to be heard"."""


def loses(run: Runs) -> Mask:
    """Whether leaving out a run loses something that the sentence is not true, or not whole, without."""
    return np.asarray(
        loses_a_complement(run)
        | loses_a_clause(run)
        | loses_an_end(run)
        | loses_scope(run)
        | loses_whom_it_means(run)
        | loses_when(run)
        | loses_who_somebody_is(run)
        | loses_an_unsure_source(run)
        | leaves_a_comma_open(run)
    )


def loses_a_complement(run: Runs) -> Mask:
    """A phrase without a mark before it belongs to what it stands behind: "a siege of", "briefed on", "two days after".

    So does whatever counts something.
    """
    tail = run.at_end() & (run.here > 0) & ~run.opened_by(run.mark)
    first, lowered = run.opened_by, run.among
    participle = run.each(lambda text: text.islower() and len(text) > 3 and text.endswith("ed")) | lowered(
        TAKEN
    )
    taken = participle[run.here] & first(lowered(set("on by with to as for from into of against".split())))
    taken |= lowered(LEANING | OFFICES)[run.here] & first(lowered(PREPOSITIONS))
    particle = first(lowered(PREPOSITIONS)) & first(lowered(CONJUNCTIONS) | run.mark, 1)
    timed = lowered(VAGUE)[run.here] & first(lowered(set("after before from since into in of to".split())))
    counted = run.count(run.each(lambda text: any(map(str.isdigit, text)))) > 0
    belongs = first(lowered({"of"})) | taken | particle | timed | counted | _completes_with_to(run)
    return np.asarray(tail & belongs)


def _completes_with_to(run: Runs) -> Mask:
    """Whether a run opens with the "to" of "able to", or of "too long for her to come"."""
    before = np.zeros(run.size, dtype=bool)
    leaning = run.among({"too", "enough", "for"})
    for at in np.flatnonzero(leaning):
        before[at : at + TO_WITHIN] = True
    before |= run.among(LEANING_ON_TO)
    return np.asarray(run.opened_by(run.among({"to"})) & before[run.here])


def loses_a_clause(run: Runs) -> Mask:
    """Without a mark before it, a clause says which, when or why, and "and" joins what both are told of.

    "a boat that sank", "Two were hurt when a bus hit a wall", "waged by the port and its owners". A verb in a phrase is
    not the phrase's: "all the boats {of the port had carried}".
    """
    tail = run.at_end() & (run.here > 0) & ~run.opened_by(run.mark)
    joined = run.opened_by(run.among(CONJUNCTIONS | RELATIVES - {"while"} | {"that"}))
    relative = run.opened_by(run.among(PREPOSITIONS)) & run.opened_by(run.among(RELATIVES), 1)
    timed = run.opened_by(run.among({"after", "before", "since", "until", "till", "as"}))
    clause = timed & (run.count(run.verb | run.among(PERSONAL)) > 0)
    predicate = find_next(run.among(AUXILIARIES | SAYING))[np.minimum(run.here + 1, run.size - 1)]
    subordinate = count_before(
        run.among(RELATIVES | CONJUNCTIONS | {"that", "before", "after", "since", "as"})
    )
    own = subordinate[np.minimum(predicate, run.size)] == subordinate[np.minimum(run.here + 1, run.size)]
    clause |= run.count(run.among({"or"})) > 0
    return np.asarray(tail & (joined | relative | clause | ((predicate < run.there) & own)))


def loses_an_end(run: Runs) -> Mask:
    """Behind a mark, what a colon announces, a contrast, a second predicate or the rest of a list is news.

    ", one of three airports, and took him away", ": Orsk and Tarn", ", but divers doubt it", ", said it was untrue".
    """
    marked, comma = run.opened_by(run.mark) & (run.here > 0), run.among({","})
    colon = run.opened_by(run.among({":"})) | run.among({":"})[run.there]
    contrast = run.opened_by(run.among(CONTRASTING), 1)
    joint = run.among(CONJUNCTIONS | SAYING - {"according"}) & np.roll(comma, 1)
    joined = (run.count(joint) - run.opened_by(joint, 1) > 0) & run.at_end()
    verbless = run.opened_by(run.among({"and"}), 1) & (run.count(run.verb) == 0)
    said = run.opened_by(run.among(SAYING - {"according"}), 1) & (run.count(run.verb) > 1)
    item = run.closed_by(comma) & run.among({"and", "or", "&"})[run.there]
    return np.asarray(marked & (colon | contrast | joined | verbless | said | item | _is_halved_list(run)))


def _is_halved_list(run: Runs) -> Mask:
    """Whether a run has a comma amid it: two asides, or the end of a list."""
    comma = run.among({","})
    inner = run.count(comma) - run.opened_by(comma) - run.closed_by(comma)
    phrase = run.among(RELATIVES | DETERMINERS | PREPOSITIONS | {"according", "including", "such"})
    phrase |= run.each(lambda text: text.islower() and len(text) > 5 and text.endswith("ing"))
    listed = (run.count(run.among({"and", "or"})) > 0) & ~run.opened_by(phrase, 1) & (run.saying == 0)
    joined = listed & (find_previous(comma) > 0)[run.here] | listed & (inner > 0)
    between = run.closed_by(comma) & ~run.at_end() & (inner > 0)
    return np.asarray(run.opened_by(comma) & (between | (run.at_end() & joined)))


def loses_scope(run: Runs) -> Mask:
    """An opening phrase may say how far a sentence holds, or of what: "Under the new law", "In some cases"."""
    opening, lowered = run.here == 0, run.lowered
    scope = lowered[1] in SCOPE | TELLING_ADVERBS
    if lowered[1:3] == ["as", "for"] or lowered[1:2] == ["unlike"]:
        scope = True
    within = lowered[2 : 2 + OPENING_WORDS] if lowered[1] in PREPOSITIONS else []
    limited = any(word in ("some", "many", "several", "certain", "few", "rare", "past") for word in within)
    subject = opening & run.among({"who", "whom", "whose", "which", "where"})[run.there]
    return np.asarray(
        (opening & (run.length > 1) & (scope or limited)) | subject | _leaves_an_apposition(run)
    )


def _leaves_an_apposition(run: Runs) -> Mask:
    """Whether, behind an opening phrase, something follows that has no verb before its comma.

    "{With wins on Tuesday,} the biggest day of the race, Orrik was …".
    """
    comma = run.among({","})
    following = np.minimum(find_next(comma), run.size - 1)
    verbs = count_before(run.verb)
    bare = (verbs[following] == verbs[: run.size]) & comma[following] & run.among(DETERMINERS)
    return np.asarray((run.here == 0) & (run.length > 2) & bare[run.there])


def loses_whom_it_means(run: Runs) -> Mask:
    """An opening phrase stays where "his" behind it means somebody in it, or "afterwards" what it tells."""
    person, name = run.among(PERSONAL), run.capital.copy()
    name[:2] = False
    pronoun, capital = find_next(person), find_next(name)
    near = pronoun - np.arange(run.size) < SOON
    meant = (near & (pronoun < capital) & (pronoun < run.size))[run.there]
    named = run.count(name) > 0
    hanging = (find_next(run.among(AFTERWARDS)) < run.size)[run.there]
    quoted = run.opened_by(run.opens_enclosed()) & (run.length > 1)
    return np.asarray((run.here == 0) & ((meant & named) | (hanging & (run.length > 2)) | quoted))


def loses_when(run: Runs) -> Mask:
    """The day of what is told is a fact, however long the phrase; that of a clause within the run may go with it."""
    date = find_next(run.among(DATES))
    start = np.minimum(run.here + 1, run.size - 1)
    clausal = count_before(run.verb | run.among(RELATIVES | {"that"}))
    dated = date[start]
    nested = clausal[np.minimum(dated, run.size)] > clausal[start]
    return np.asarray((dated < run.there) & ~nested)


def loses_who_somebody_is(run: Runs) -> Mask:
    """Who speaks is named with what makes it worth hearing: "said Ida Venn, an engineer".

    Not where an office stands before the name, nor for an age.
    """
    said = run.among(SAYING)
    named, before = np.zeros(run.size, dtype=bool), np.zeros(run.size, dtype=bool)
    start = 0
    for at in range(1, run.size):
        if not run.capital[at] or run.mark[at]:
            start = at
            continue
        words = run.lowered[start + 1 : at + 1]
        office = any(word.endswith(".") or word in OFFICES for word in words)
        bare = start == 0 or run.function[start] or run.mark[start] or said[start]
        named[at] = len(words) > 1 and bare and not office
        before[at] = bool(said[start])
    aged = (run.length <= 3) & (run.count(run.each(str.isdigit)) > 0)
    apposed = run.opened_by(run.among({","})) & named[run.here] & ~aged & (run.saying == 0)
    return np.asarray(apposed & (said[run.there] | before[run.here]))


def loses_an_unsure_source(run: Runs) -> Mask:
    """Whoever says so without a name, or is only reported to, makes it a report: "a source close to the court said"."""
    return np.asarray((run.saying > 0) & (run.count(run.among(UNSURE)) > 0))


def leaves_a_comma_open(run: Runs) -> Mask:
    """An aside within an apposition takes the comma that closes it along: "The diver, Ida Venn{, 41,} was …"."""
    comma = run.among({","})
    aside = run.opened_by(comma) & run.closed_by(comma) & (run.length > 1)
    opening = find_previous(comma)
    verbs = count_before(run.verb)
    phrased = run.lowered[1] in PREPOSITIONS | SUBORDINATORS or run.lowered[1].endswith(("ing", "ed"))
    first = find_next(comma)[0] if phrased else 0
    bare = (opening > first) & (verbs[: run.size] == verbs[opening])
    suffix = run.opened_by(comma) & run.opened_by(run.among(SUFFIXES), 1)
    return np.asarray((aside & bare[run.here]) | suffix)
