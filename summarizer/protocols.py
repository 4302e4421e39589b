"""Every point at which the product can be extended, on one screen.

A class that has the method fits; nothing needs to be inherited.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from summarizer.records import Article, Omission, Verdict


class Reader(Protocol):
    """Reads one format. Registered by suffix in `summarizer.reading.READERS`."""

    def __call__(self, data: bytes, origin: str) -> Sequence[Article | Omission]:
        """Return the articles in these bytes, uncleaned, and what of them could not be read.

        Raises:
            SourceError: with what to do next, where there is nothing to read.
        """


class Embedder(Protocol):
    """Turns sentences into vectors whose dot product is their similarity.

    Attributes:
        dimensions: length of a vector.
    """

    dimensions: int

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit rows, shape (len(texts), dimensions)."""


class Condenser(Protocol):
    """Says what a claim says in fewer words. Registered by name in `summarizer.condensing.CONDENSERS`.

    Attributes:
        name: what the user asked for, as the brief's manifest tells it.
    """

    name: str

    def condense(self, sentences: Sequence[str]) -> str:
        """Return one statement of what these sentences say; the first one tells it best."""

    def condense_many(self, claims: Sequence[Sequence[str]], words: int | None = None) -> list[str]:
        """Return a statement for each claim, of at most so many words each; None leaves the length open.

        Raises:
            ModelError: the model does not answer.
        """


class StoryCondenser(Protocol):
    """Writes the whole story at once, from all its documents."""

    name: str

    def condense_story(self, documents: Sequence[Sequence[str]], words: int) -> list[str]:
        """Return the sentences of a summary of about so many words.

        Args:
            documents: the sentences of each, in order.
            words: of all sentences together.
        """


class Checker(Protocol):
    """Judges whether evidence carries a statement."""

    def check(self, statement: str, evidence: Sequence[str]) -> Verdict:
        """Return the verdict, which names the words that are not carried."""
