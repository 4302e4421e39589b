"""The model behind the support score: MiniLM reads a statement with its evidence, and marks its words."""

from __future__ import annotations

from pathlib import Path

from torch import Tensor, nn

from summarizer.checking.pairing import OUTSIDE
from training.minilm import load_minilm


class MarkingModel(nn.Module):  # type: ignore[misc]  # torch is not looked into
    """Says of each word of a statement how likely its evidence does not carry it, and of the whole."""

    def __init__(self, encoder: nn.Module, size: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.matches = nn.Embedding(OUTSIDE + 1, size)
        nn.init.normal_(self.matches.weight, std=0.02)
        self.mark = nn.Sequential(nn.Linear(size, size), nn.GELU(), nn.Linear(size, 1))
        self.judge = nn.Sequential(nn.Linear(size, size), nn.GELU(), nn.Linear(size, 1))

    @classmethod
    def from_minilm(cls, folder: Path) -> MarkingModel:
        """Return the model with MiniLM's weights under new heads."""
        encoder, size = load_minilm(folder)
        return cls(encoder, size)

    def forward(
        self, pieces: Tensor, attended: Tensor, types: Tensor, matches: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return logits of not being carried: of each piece, shape (batch, pieces), and of the whole, (batch,)."""
        own = self.encoder.embeddings.word_embeddings(pieces) + self.matches(matches)
        hidden = self.encoder(
            inputs_embeds=own, token_type_ids=types, attention_mask=attended
        ).last_hidden_state
        return self.mark(hidden).squeeze(-1).float(), self.judge(hidden[:, 0]).squeeze(-1).float()
