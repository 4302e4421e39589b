"""The encoder that both models begin with."""

from __future__ import annotations

from pathlib import Path

from torch import nn


def load_minilm(folder: Path) -> tuple[nn.Module, int]:
    """Return MiniLM without its pooling, and the size of its states; its word vectors stay as they are."""
    from transformers import AutoModel

    encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
    for weight in encoder.embeddings.word_embeddings.parameters():
        weight.requires_grad = False
    return encoder, encoder.config.hidden_size
