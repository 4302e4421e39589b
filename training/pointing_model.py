"""The model behind the compact condenser: MiniLM, and two heads that read its words.

One head scores for each pair of words how well the second follows the first in what is told: a sentence
shortened is a path. The other says for each word by itself whether it is told.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from training.minilm import load_minilm

RATIO_UNKNOWN, RATIO_BUCKETS = 0, 10
"""The length wanted is told in tenths of the first sentence; 0 leaves it to the model."""

POINTER_SIZE = 192
DISTANCES = (1, 2, 3, 5, 8, 13, 21, 34)
"""Words skipped are told apart up to these numbers."""
FORBIDDEN = -1e4


def ratio_bucket(ratio: float) -> int:
    """Return the bucket of a ratio: 1 for up to a tenth, 10 for the whole and more."""
    return min(max(int(ratio * RATIO_BUCKETS + 0.5), 1), RATIO_BUCKETS)


class PointingModel(nn.Module):  # type: ignore[misc]  # torch is not looked into
    """Scores the steps of paths through words."""

    def __init__(self, encoder: nn.Module, size: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.ratios = nn.Embedding(RATIO_BUCKETS + 1, size)
        nn.init.zeros_(self.ratios.weight)
        self.leave = nn.Sequential(nn.Linear(size, size), nn.GELU(), nn.Linear(size, POINTER_SIZE))
        self.enter = nn.Sequential(nn.Linear(size, size), nn.GELU(), nn.Linear(size, POINTER_SIZE))
        self.distance = nn.Embedding(len(DISTANCES) + 2, 1)
        nn.init.zeros_(self.distance.weight)
        self.tell = nn.Linear(size, 1)

    @classmethod
    def from_minilm(cls, folder: Path) -> PointingModel:
        """Return the model with MiniLM's weights under new heads."""
        encoder, size = load_minilm(folder)
        return cls(encoder, size)

    def forward(
        self,
        pieces: Tensor,
        attended: Tensor,
        types: Tensor,
        ratio: Tensor,
        firsts: Tensor,
        lasts: Tensor,
        rows: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """Return scores of steps, shape (batch, words, words), and of being told, shape (batch, words)."""
        hidden = self.encode(pieces, attended, types, ratio)
        opened, closed = _take_words(hidden, firsts), _take_words(hidden, lasts)
        leaving, entering = self.leave(closed), self.enter(opened)
        scores = (leaving @ entering.transpose(1, 2)).float() / POINTER_SIZE**0.5
        scores = scores + self.distance(self._distances(rows)).squeeze(-1).float()
        return scores.masked_fill(~_allowed_steps(rows), FORBIDDEN), self.tell(opened).squeeze(-1).float()

    def encode(self, pieces: Tensor, attended: Tensor, types: Tensor, ratio: Tensor) -> Tensor:
        """Return the vector of each piece; the length wanted is added to every one that goes in."""
        own = self.encoder.embeddings.word_embeddings(pieces) + self.ratios(ratio)[:, None]
        out: Tensor = self.encoder(
            inputs_embeds=own, token_type_ids=types, attention_mask=attended
        ).last_hidden_state
        return out

    def _distances(self, rows: Tensor) -> Tensor:
        places = torch.arange(rows.shape[1], device=rows.device)
        steps = places[None, :] - places[:, None]
        buckets = torch.bucketize(steps.clamp(min=1), torch.tensor(DISTANCES, device=rows.device))
        across = rows[:, :, None] != rows[:, None, :]
        return torch.where(across, torch.full_like(buckets, len(DISTANCES) + 1), buckets)


def _take_words(hidden: Tensor, places: Tensor) -> Tensor:
    return hidden.gather(1, places[:, :, None].expand(-1, -1, hidden.shape[2]))


def _allowed_steps(rows: Tensor) -> Tensor:
    """Return which steps can be: forward in a sentence, anywhere in another, and out, never to the start."""
    words = rows.shape[1]
    forward = torch.ones(words, words, dtype=torch.bool, device=rows.device).triu(1)
    same = rows[:, :, None] == rows[:, None, :]
    target = (rows >= -1)[:, None, :].expand(-1, words, -1).clone()
    target[:, :, 0] = False
    return target & (forward | ~same)
