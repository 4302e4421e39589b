"""Every point at which the product can be extended, on one screen.

A class that has the method fits; nothing needs to be inherited.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from summarizer.records import Article, Omission


class Reader(Protocol):
    """Reads one format. Registered by suffix in `summarizer.reading.READERS`."""

    def __call__(self, data: bytes, origin: str) -> Sequence[Article | Omission]:
        """Return the articles in these bytes, uncleaned, and what of them could not be read.

        Raises:
            SourceError: with what to do next, where there is nothing to read.
        """


class Embedder(Protocol):
    """Turns sentences into vectors whose dot product is their similarity."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit rows, shape (len(texts), dimensions)."""
