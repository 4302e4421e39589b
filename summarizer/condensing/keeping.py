"""Says which runs of words, though whole phrases, a sentence would miss: what limits it, dates it, or says who speaks.

Each function returns a mask over all steps of `Runs`: whether leaving out that run would lose, or hang in the air,
what the function is named after.
"""

from __future__ import annotations

import numpy as np

from summarizer.condensing.runs import Mask, Runs, count_before, find_next, find_previous, shift
from summarizer.condensing.vocabulary import (
    AFTERWARDS,
    AUXILIARIES,
    BOUND,
    BOUNDARIES,
    CLAUSAL,
    CONJUNCTIONS,
    CONTRASTING,
    DASHES,
    DATES,
    DEALS,
    DETERMINERS,
    LEANING,
    LIMITS,
    LONE,
    OFFICES,
    OFFICIALS,
    PARTICLES,
    PERSONAL,
    PREPOSITIONS,
    PREVENTING,
    RELATIVES,
    SAYING,
    SCOPE,
    SUBORDINATORS,
    SUFFIXES,
    TAKEN,
    TELLING_ADVERBS,
    UNSURE,
    VAGUE,
    VERBS,
    WHEN,
)

OPENING_WORDS = 3
"""Within so many words of an opening phrase stands how far it holds: "In some of these cases"."""

SHORT_PLACE = 5
"""Words and comma of an opening phrase with a name that is a place: "In northern Gaza,"."""

SOON = 3
"""A pronoun among so few words at the beginning means who stands before it."""

TOO_WITHIN, PREVENTED_WITHIN, AS_WITHIN = 6, 6, 4
"""So near before a phrase stands what leads to it: "too good a boat for it", "bar two firms from it"."""


FEW_WORDS = 5


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
        | loses_an_introduction(run)
        | loses_an_unsure_source(run)
        | leaves_a_comma_open(run)
        | joins_two_names(run)
    )


def loses_a_complement(run: Runs) -> Mask:
    """A phrase without a mark before it may belong to what it stands behind: "a siege of", "briefed on", "days after".

    So does whatever counts something.
    """
    first, lowered = run.opened_by, run.among
    bound = first(lowered(BOUND)) | (
        lowered(LEANING | OFFICES | UNSURE)[run.here] & first(lowered(PREPOSITIONS))
    )
    particle = first(lowered(PREPOSITIONS)) & first(lowered(CONJUNCTIONS | PREPOSITIONS) | run.mark, 1)
    bound |= first(lowered({"in"})) & first(lowered(DEALS), 1)
    timed = lowered(VAGUE)[run.here] & first(lowered(set("after before from in to".split())))
    counted = run.count(run.each(lambda text: any(map(str.isdigit, text)))) > 0
    bound |= first(lowered({"for"})) & first(run.each(lambda text: text.endswith("ing")), 1)
    counted = counted | ((run.length == 2) & first(run.each(str.islower), 1))  # "on hold", "in prison"
    return np.asarray(_is_tail(run) & (bound | particle | timed | counted | _is_led_to(run)))


def _is_tail(run: Runs) -> Mask:
    return np.asarray(run.at_end() & (run.here > 0) & ~run.opened_by(run.mark))


def _is_led_to(run: Runs) -> Mask:
    """Whether a verb, "too" or "as" before a run leads to it: "bar a firm {from it}", "as a limit {for it}"."""
    verb = run.verb | run.among(TAKEN) | run.each(lambda text: text.islower() and text.endswith("ing"))
    taken = verb[run.here] & run.opened_by(run.among({"on", "for", "from"}))
    kept = _follows(run.among(PREVENTING), PREVENTED_WITHIN)[run.here] & run.opened_by(run.among({"from"}))
    much = _follows(run.among({"too", "enough"}), TOO_WITHIN)[run.here] & run.opened_by(run.among({"for"}))
    return np.asarray(taken | kept | much | _follows(run.among({"as"}), AS_WITHIN)[run.here])


def _follows(which: Mask, within: int) -> Mask:
    """Return which words are among these, or stand fewer than so many behind one."""
    found = which.copy()
    for at in np.flatnonzero(which):
        found[at : at + within] = True
    return found


def loses_a_clause(run: Runs) -> Mask:
    """Without a mark before it, a clause says which, when or why, and "and" joins what both are told of.

    "a boat that sank", "Two were hurt when a bus hit a wall", "waged by the port and its owners". A verb in a phrase is
    not the phrase's: "all the boats {of the port had carried}", "as the cost {of such boats falls}".
    """
    joined = run.opened_by(run.among(CONJUNCTIONS | RELATIVES | {"that"}))
    relative = run.opened_by(run.among(PREPOSITIONS)) & run.opened_by(run.among(RELATIVES), 1)
    timed = run.opened_by(run.among({"after", "before", "until", "till", "as"}))
    clause = timed & (
        run.count(run.verb | run.among(PERSONAL) | run.each(lambda text: text.endswith("ing"))) > 0
    )
    either = run.count(run.among({"or"})) > 0
    return np.asarray(_is_tail(run) & (joined | relative | clause | either | _holds_a_predicate(run)))


def _holds_a_predicate(run: Runs) -> Mask:
    """Whether a verb in a run is that of the words before it, or whether these lack one."""
    subordinate = run.among(RELATIVES | CONJUNCTIONS | {"that", "before", "after", "since", "as"})
    opened, start = count_before(subordinate), np.minimum(run.here + 1, run.size - 1)
    predicate = find_next(run.among(VERBS | SAYING))[start]
    own = opened[np.minimum(predicate, run.size)] == opened[start]
    plural = run.each(lambda text: text.islower() and len(text) > 3 and text.endswith("s"))
    falling = run.closed_by(plural & shift(plural, 1))
    clause, verbs = find_previous(run.among(CLAUSAL)), count_before(run.verb)
    lacking = (clause > 0) & (verbs[1:] == verbs[clause + 1])
    return np.asarray(((predicate < run.there) & own) | falling | lacking[run.here])


def loses_an_end(run: Runs) -> Mask:
    """Behind a mark, what a colon announces, a contrast, a second predicate or the rest of a list is news.

    ", one of three airports, and took him away", ": Orsk and Tarn", ", but divers doubt it", ", said it was untrue".
    """
    marked = run.opened_by(run.mark) & (run.here > 0)
    opening = find_next(run.among({","}))[0] == run.here + 1
    main = opening & run.at_end() & _opens_with_a_phrase(run)
    bracket = run.opened_by(run.among({"("})) & ~run.closed_by(run.among({")"}))
    colon = main | bracket | run.opened_by(run.among({":"})) | run.among({":"})[run.there]
    contrast = _begins(run, run.among(CONTRASTING))
    cause = _begins(run, run.among({"after", "before", "because", "when", "until"}))
    ends = colon | contrast | (cause & run.at_end()) | _adds_a_predicate(run) | _is_an_item(run)
    return np.asarray(marked & (ends | _is_halved_list(run) | _crosses_dashes(run)))


def _adds_a_predicate(run: Runs) -> Mask:
    """Whether behind an aside in a run, or at its beginning, stands what is told of the subject before it."""
    comma, saying = run.among({","}), run.among(SAYING - {"according"})
    joint = (run.among(CONJUNCTIONS | {"that"}) | saying) & shift(comma, 1)
    gerund = run.each(lambda text: text.islower() and text.endswith("ing")) & shift(comma, 1)
    added = (run.saying > 0) & (run.count(gerund) - run.opened_by(gerund, 1) > 0)
    joined = (run.count(joint) - run.opened_by(joint, 1) > 0) & run.at_end()
    said = _begins(run, saying) & ((run.count(run.verb) > 1) | run.opened_by(run.among(PREPOSITIONS), 2))
    past = run.verb & ~run.among(AUXILIARIES)
    adverb = run.each(lambda text: text.islower() and text.endswith("ly"))
    second = (run.opened_by(past, 1) | (run.opened_by(adverb, 1) & run.opened_by(past, 2))) & past[run.there]
    second = second | ((run.saying > 0) & run.closed_by(comma) & run.verb[run.there])
    second = second & (count_before(run.verb)[: run.size] > 0)[run.here]
    return np.asarray(added | joined | said | second)


def _is_an_item(run: Runs) -> Mask:
    """Whether a run is an item of a list, or the last one with its "and": ", and the risk of falls"."""
    comma, joining = run.among({","}), run.among({"and", "or", "&"})
    verbless = _begins(run, run.among({"and"})) & ((run.count(run.verb) == 0) | ~run.opened_by(comma))
    between = _begins(run, run.among({"and"})) & _follows(run.among({"between", "both"}), run.size)[run.here]
    also = _begins(run, run.among({"as"})) & run.opened_by(run.among({"well"}), 2)
    listed = run.opened_by(comma) & (comma & shift(joining, -1))[run.there]
    return np.asarray(verbless | between | listed | also | (run.closed_by(comma) & joining[run.there]))


def _crosses_dashes(run: Runs) -> Mask:
    """Whether a run takes one dash of a pair along."""
    dash = run.among(DASHES)
    inner = run.count(dash) - run.opened_by(dash) - (run.opened_by(dash) & run.opened_by(dash, 1))
    closing = run.opened_by(dash) & run.at_end() & ((find_previous(dash) > 0)[run.here] | (inner > 0))
    halved = (dash[run.here] & run.opened_by(dash)) | (run.closed_by(dash) & dash[run.there])
    return np.asarray((run.opened_by(run.among({","})) & (run.count(dash) > 0)) | closing | halved)


def _begins(run: Runs, which: Mask) -> Mask:
    """Whether the first word behind the mark that opens a run, or behind "--", is among these."""
    doubled = run.opened_by(run.among(DASHES)) & run.opened_by(run.among(DASHES), 1)
    return np.asarray(run.opened_by(which, 1) | (doubled & run.opened_by(which, 2)))


def _is_halved_list(run: Runs) -> Mask:
    """Whether a run has a comma amid it, or follows a word between commas: two asides, or a part of a list."""
    comma = run.among({","})
    inner = run.count(comma) - run.opened_by(comma) - run.closed_by(comma)
    phrase = run.among(
        RELATIVES | PREPOSITIONS | CONJUNCTIONS | {"a", "an", "the", "according", "including", "such"}
    )
    phrase = phrase | run.each(lambda text: text.islower() and len(text) > 5 and text.endswith("ing"))
    listed = (run.count(run.among({"and", "or"})) > 0) & ~run.opened_by(phrase, 1) & (run.saying == 0)
    between = (
        run.closed_by(comma)
        & ~run.at_end()
        & ((inner > 0) | (listed & run.opened_by(run.each(str.islower), 1)))
    )
    first = find_next(comma)[0] if _opens_with_a_phrase(run) else 0
    amid = (shift(comma, 1) & (np.arange(run.size) > first + 1))[run.here]
    lone = (
        run.closed_by(comma) & (run.length == 3) & run.opened_by(run.each(str.islower) & ~run.among(LONE), 1)
    )
    late = run.at_end() & (inner > 0) & (shift(comma, 1) | shift(comma, 2))[run.last][None, :]
    return np.asarray(run.opened_by(comma) & (between | amid | lone | late | (run.at_end() & listed)))


def loses_scope(run: Runs) -> Mask:
    """An opening phrase may say how far a sentence holds, or of what: "Under the new law", "In some cases"."""
    opening, lowered = run.here == 0, run.lowered
    scope = lowered[1] in SCOPE | TELLING_ADVERBS
    if lowered[1:3] == ["as", "for"] or lowered[1:2] == ["unlike"]:
        scope = True
    within = lowered[2 : 2 + OPENING_WORDS] if lowered[1] in PREPOSITIONS else []
    limited = any(word in LIMITS for word in within)
    counted = run.count(run.each(lambda text: text[:1].isdigit())) > 0
    placed = lowered[1] in ("in", "at", "near", "outside") and run.capital[2:].any()
    place = opening & (run.length <= SHORT_PLACE) & placed & (run.count(run.capital) > 1)
    announced = opening & (run.count(run.among({","})) > 1) & (run.count(run.among({"that"})) > 0)
    subject = place | announced | opening & run.among({"who", "whom", "whose", "which", "where"})[run.there]
    lost = (opening & (run.length > 1) & (scope or limited | counted)) | subject
    return np.asarray(lost | _leaves_an_apposition(run) | _is_a_main_clause(run))


def _is_a_main_clause(run: Runs) -> Mask:
    """Whether an opening run has the sentence's subject, or its verb: "{The role of banks,} Venn says, is to lend"."""
    first, said = run.lowered[1], run.among(SAYING) & shift(run.among({","}), -1)
    inserted = shift(said, -1) | shift(said, -2)
    phrase = first in PREPOSITIONS | SUBORDINATORS | RELATIVES or first.endswith(("ing", "ed", "ly"))
    told = (run.count(run.among(AUXILIARIES)) > 0) & (run.saying == 0)
    return np.asarray((run.here == 0) & (run.length > 2) & (inserted[run.there] | (told & (not phrase))))


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
    clause = run.lowered[1] in SUBORDINATORS | RELATIVES | {"as"} or run.lowered[1].endswith("ing")
    meant |= clause & ((pronoun < run.size) | run.among(DETERMINERS))[run.there]
    hanging = (find_next(run.among(AFTERWARDS)) < run.size)[run.there]
    quoted = run.opened_by(run.opens_enclosed()) & (run.length > 1)
    return np.asarray((run.here == 0) & ((meant & named) | (hanging & (run.length > 2)) | quoted))


def loses_when(run: Runs) -> Mask:
    """The day of what is told is a fact, however long the phrase; that of a clause within the run may go with it."""
    date = find_next(run.among(DATES))
    start = np.minimum(run.here + 1, run.size - 1)
    clausal = count_before(run.among(RELATIVES | AUXILIARIES | SAYING | {"that", "he", "she", "they", "it"}))
    dated = date[start]
    nested = clausal[np.minimum(dated, run.size)] > clausal[start]
    return np.asarray((dated < run.there) & ~nested)


def loses_who_somebody_is(run: Runs) -> Mask:
    """Who speaks is named with what makes it worth hearing: "said Ida Venn, an engineer".

    Not where an office stands before the name, nor for an age.
    """
    said = run.among(SAYING)
    credited = said | (run.among({"to"}) & shift(run.among({"according"}), 1))
    named, before = np.zeros(run.size, dtype=bool), np.zeros(run.size, dtype=bool)
    start = 0
    for at in range(1, run.size):
        if not (run.capital[at] or run.lowered[at] in PARTICLES) or run.mark[at]:
            start = at
            continue
        words = run.lowered[start + 1 : at + 1]
        office = any(word.endswith(".") or word in OFFICES for word in words)
        bare = start == 0 or run.function[start] or run.mark[start] or said[start]
        named[at] = len(words) > 1 and bare and not office
        before[at] = bool(credited[start])
    aged = (run.length <= 3) & (run.count(run.each(str.isdigit)) > 0)
    apposed = run.opened_by(run.among({","})) & named[run.here] & ~aged & (run.saying == 0)
    role = before[np.maximum(find_previous(run.among({","})) - 1, 0)]
    employed = run.opened_by(run.among({"with", "of", "from", "for", "at"})) & (before | role)[run.here]
    return np.asarray((apposed & (said[run.there] | before[run.here])) | employed)


def loses_an_introduction(run: Runs) -> Mask:
    """A bare name that opens a sentence needs what introduces it: "Odysseus, an American lander, was given up"."""
    plain = count_before(~run.capital)
    bare = plain[1 : run.size + 1] == plain[1]
    return np.asarray(
        bare[run.here] & run.opened_by(run.among({","})) & run.opened_by(run.among({"a", "an", "one"}), 1)
    )


def loses_an_unsure_source(run: Runs) -> Mask:
    """Whoever says so without a name, or is only reported to, makes it a report: "a source close to her said"."""
    known = run.count(run.among(OFFICIALS)) > 0
    credited = (run.count(run.among({"according"})) > 0) & ~known
    return np.asarray(credited | ((run.saying > 0) & (run.count(run.among(UNSURE)) > 0)))


def joins_two_names(run: Runs) -> Mask:
    """An aside may lead to a name of which more is told: "The firm{, led by his aunt,} Ida Venn, the founder, …"."""
    comma = run.among({","})
    named = run.capital & (find_next(comma) < find_next(run.verb))
    return np.asarray(run.opened_by(comma) & run.closed_by(comma) & named[run.there] & (run.length > 2))


def leaves_a_comma_open(run: Runs) -> Mask:
    """An aside within an apposition takes the comma that closes it along: "The diver, Ida Venn{, 41,} was …".

    So does what follows a place: "the Austin, Texas{, company's clients}"; and between two asides a comma is missed.
    """
    comma, dash = run.among({","}), run.among(DASHES)
    aside = run.opened_by(comma) & run.closed_by(comma) | run.opened_by(dash) & run.closed_by(dash)
    aside &= run.length > 1
    opening, verbs = find_previous(comma), count_before(run.verb)
    apposed = opening > (find_next(comma)[0] if _opens_with_a_phrase(run) else 0)
    bare = apposed & (verbs[: run.size] == verbs[opening])
    adverb = run.each(lambda text: text.islower() and text.endswith("ly"))
    verb = run.opened_by(run.verb, 1) | (run.opened_by(adverb, 1) & run.opened_by(run.verb, 2))
    predicate = run.opened_by(comma) & verb & apposed[run.here]
    left = run.opened_by(comma) & comma[run.there] & (run.length > 1) & (opening == 0)[run.here]
    said = count_before(run.among(SAYING))
    left &= (run.here > 0) & (said[-1] == said[1:])[run.there] & (not _opens_with_a_phrase(run))
    left |= (
        run.opened_by(comma) & comma[run.there] & (run.length == 2) & run.opened_by(run.each(str.isdigit), 1)
    )
    suffix = run.opened_by(comma) & run.opened_by(run.among(SUFFIXES), 1)
    open_ = (aside & bare[run.here]) | predicate | left | suffix
    return np.asarray(open_ | _parts_from_an_article(run) | _follows_a_place(run) | _completes_a_noun(run))


def _completes_a_noun(run: Runs) -> Mask:
    """Whether a few plain words at the end are a second adjective with its noun: "four old{, cheap boats}"."""
    phrase = run.function | run.capital | run.verb | run.among(WHEN)
    phrase = phrase | run.each(lambda text: not text.replace("-", "").isalpha())
    phrase = phrase | run.each(lambda text: text.endswith(("ing", "ly")) and "-" not in text)
    few = (run.length <= FEW_WORDS) & (run.count(run.function) == 0) & (run.saying == 0)
    return np.asarray(run.at_end() & run.opened_by(run.among({","})) & ~run.opened_by(phrase, 1) & few)


def _opens_with_a_phrase(run: Runs) -> bool:
    """Whether the first comma of a sentence closes what it opens with; `repairing` puts it back."""
    first = run.lowered[1]
    return first in PREPOSITIONS | SUBORDINATORS or first.endswith(("ing", "ed"))


def _parts_from_an_article(run: Runs) -> Mask:
    """Whether, behind a noun, an aside goes and "a" or "the" follows: no word of it says what that stands for."""
    comma, article = run.among({","}), run.among({"a", "an", "the"})
    behind = (run.closed_by(comma) & article[run.there]) | (comma & shift(article, -1))[run.there]
    noun = ~(run.verb | run.function)[run.here] & (run.here > 0)
    noun &= (find_previous(comma) > 0)[run.here] | (not _opens_with_a_phrase(run))
    return np.asarray(run.opened_by(comma) & noun & (run.length > 1) & behind)


def _follows_a_place(run: Runs) -> Mask:
    """Whether a run opens with the comma behind "Austin, Texas" and a plain word, which is no phrase."""
    comma, places = run.among({","}), np.arange(run.size)
    opening, names = find_previous(comma), count_before(run.capital)
    place = (
        (opening > 0) & (names[: run.size] + run.capital - names[opening] == places - opening) & run.capital
    )
    phrase = run.among(BOUNDARIES | DETERMINERS | SAYING) | ~run.each(str.islower)
    phrase |= run.each(lambda text: text.endswith(("ing", "ed"))) | run.mark
    return np.asarray(run.opened_by(comma) & place[run.here] & ~run.opened_by(phrase, 1) & run.at_end())
