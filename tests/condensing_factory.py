"""What the tests of condensing share: sentences with marks for what is left out, and condensers that misbehave."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from summarizer.condensing.words import Word, find_words
from summarizer.errors import ModelError
from summarizer.ranking import claim_rows, rank_claims
from summarizer.records import Article, Claim
from summarizer.selecting import Candidate
from summarizer.telling import Ranked, quote_candidates
from tests.story_factory import make_space, split_all

_LEFT_OUT = re.compile(r"\{([^}]*)\}")


def read_marked(marked: str) -> tuple[str, list[Word], list[int]]:
    """Return a text, its words, and the places of those that are told: what stands in {braces} is not."""
    text, hidden, last = "", [], 0
    for match in _LEFT_OUT.finditer(marked):
        text += marked[last : match.start()]
        hidden.append((len(text), len(text) + len(match[1])))
        text += match[1]
        last = match.end()
    text += marked[last:]
    words = find_words(text)
    told = [
        at for at, word in enumerate(words) if not any(s <= word.start and word.end <= e for s, e in hidden)
    ]
    return text, words, told


def quote_all(articles: Sequence[Article]) -> list[Candidate]:
    """Return every sentence of the articles as a candidate, quoted, a claim of its own."""
    space = make_space(articles)
    sentences = split_all(articles)
    claims = [Claim((sentence,), 1) for own in sentences.values() for sentence in own]
    salience = rank_claims(claims, claim_rows(claims, space), space)
    return quote_candidates(Ranked(claims, salience, np.zeros(len(claims))), len(claims), articles, sentences)


class Scripted:
    """A condenser that writes of each claim what a function makes of its first sentence."""

    def __init__(self, write: Callable[[str], str], name: str = "scripted") -> None:
        self.write, self.name = write, name
        self.asked: list[list[str]] = []

    def condense(self, sentences: Sequence[str]) -> str:
        """Return one draft."""
        return self.condense_many([sentences])[0]

    def condense_many(self, claims: Sequence[Sequence[str]], words: int | None = None) -> list[str]:
        """Return all drafts."""
        self.asked += [list(claim) for claim in claims]
        return [self.write(claim[0]) for claim in claims]


class Stopping(Scripted):
    """A condenser that stops after so many drafts."""

    def __init__(self, write: Callable[[str], str], after: int, stop: KeyboardInterrupt | ModelError) -> None:
        super().__init__(write)
        self.after, self.stop, self.runs = after, stop, 0

    def iter_condense(
        self, claims: Sequence[Sequence[str]], words: int | None = None
    ) -> Iterator[tuple[int, str]]:
        """Yield drafts one by one, the last claim first, until it stops."""
        self.runs += 1
        for done, at in enumerate(reversed(range(len(claims)))):
            if done == self.after:
                raise self.stop
            yield at, self.write(claims[at][0])


def cut_to(words: int) -> Callable[[str], str]:
    """Return what keeps the first words of a sentence."""
    return lambda text: " ".join(text.split()[:words]).rstrip(" ,;.") + "."
