"""Condenses with an encoder-decoder: BART, PEGASUS, T5 and FLAN-T5, LED, PRIMERA and their kin.

These models were trained to summarize: they are given text and nothing else, but for the prefix of T5. As
transformers 5 has no pipeline for it, `generate` is called: beam search, never sampling, so that the same
input gives the same draft on the same machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from summarizer.condensing.checkpoints import Checkpoint
from summarizer.condensing.generating import (
    NO_LIMIT,
    TOKENS_A_WORD,
    Draft,
    Loaded,
    collect_drafts,
    load_model,
    write_in_batches,
)
from summarizer.condensing.packing import pack_claim, pack_documents
from summarizer.condensing.prompting import clean_statement, clean_story, neutralize_all
from summarizer.condensing.reports import SILENT, Reports

BEAMS = 4
"""What BART, PEGASUS and PRIMERA were evaluated with."""

STATEMENT_TOKENS = 64
"""The longest statement where the caller leaves its length open, about 45 words."""

DEFAULT_WINDOW = 1024
"""Tokens for a model that names no maximum, as those with relative positions need none."""

DOCUMENT_MARK = "<doc-sep>"
"""PRIMERA's token behind each document."""

STORY_SHARE = 0.6
"""A story is not ended before this share of its words is written: models end early where their training did."""


def load_seq2seq(checkpoint: Checkpoint, reports: Reports = SILENT) -> Seq2SeqCondenser:
    """Load a condenser from a model's files.

    Raises:
        ModelError: they cannot be loaded.
    """
    from transformers import AutoModelForSeq2SeqLM

    return Seq2SeqCondenser(load_model(checkpoint, AutoModelForSeq2SeqLM, reports))


class Seq2SeqCondenser:
    """A `Condenser` and `StoryCondenser` that runs an encoder-decoder.

    Attributes:
        name: what the user asked for.
        version: the commit of the weights, where they came from the hub.
    """

    def __init__(self, loaded: Loaded) -> None:
        self.name = loaded.checkpoint.name
        self.version = loaded.checkpoint.version
        self._loaded = loaded
        self._prefix = find_prefix(loaded.checkpoint.config)
        self._is_led = loaded.model.config.model_type == "led"
        self._mark = _find_mark(loaded)
        config = loaded.model.config
        self._window = _smallest(
            getattr(config, "max_encoder_position_embeddings", None)
            or getattr(config, "max_position_embeddings", None),
            loaded.tokenizer.model_max_length,
            getattr(config, "n_positions", None),
        )
        self._longest = _smallest(
            getattr(config, "max_decoder_position_embeddings", None)
            or getattr(config, "max_position_embeddings", None)
        )

    def condense(self, sentences: Sequence[str]) -> str:
        """Return one statement of what these sentences say."""
        return self.condense_many([sentences])[0]

    def condense_many(self, claims: Sequence[Sequence[str]], words: int | None = None) -> list[str]:
        """Return a statement for each claim; "" where the model wrote none."""
        return collect_drafts(self.iter_condense(claims, words), len(claims))

    def iter_condense(self, claims: Sequence[Sequence[str]], words: int | None = None) -> Iterator[Draft]:
        """Yield the index of each claim with its statement as they are written, in the order that is fastest."""
        given = neutralize_all(claims)
        texts = [self._pack_claim(claim) for claim in given.values()]
        lengths = [self._loaded.count(text) for text in texts]
        tokens = self._room_for(words) if words else STATEMENT_TOKENS

        def write(batch: Sequence[str]) -> tuple[list[str], int]:
            return self._write(batch, tokens, length_penalty=1.0)

        for index, answer in write_in_batches(self._loaded, texts, lengths, write):
            yield list(given)[index], clean_statement(answer, words)

    def condense_story(self, documents: Sequence[Sequence[str]], words: int) -> list[str]:
        """Return the sentences of a summary of about so many words."""
        text = self._pack_story(documents)
        if not text:
            return []
        tokens = self._room_for(words)
        least = int(min(words * STORY_SHARE, tokens / 2))

        def write(batch: Sequence[str]) -> tuple[list[str], int]:
            return self._write(batch, tokens, min_new_tokens=least)

        ((_, answer),) = write_in_batches(self._loaded, [text], [self._loaded.count(text)], write)
        return clean_story(answer, words)

    # what is read

    def _pack_claim(self, claim: Sequence[str]) -> str:
        return self._prefix + " ".join(pack_claim(claim, self._loaded.count, self._room()))

    def _pack_story(self, documents: Sequence[Sequence[str]]) -> str:
        full = list(neutralize_all(documents).values())
        room = self._room() - len(full) * (1 + self._loaded.count(self._mark))
        texts = [" ".join(part) for part in pack_documents(full, self._loaded.count, room) if part]
        if not texts:
            return ""
        if self._mark == DOCUMENT_MARK:
            return self._prefix + "".join(text + self._mark for text in texts)
        return self._prefix + self._mark.join(texts)

    def _room(self) -> int:
        ends = self._loaded.tokenizer.num_special_tokens_to_add(pair=False)
        return max(self._window - int(ends) - self._loaded.count(self._prefix), 1)

    def _room_for(self, words: int) -> int:
        return max(min(int(words * TOKENS_A_WORD) + 4, self._longest - 1), 1)

    # what is written

    def _write(self, texts: Sequence[str], tokens: int, **options: Any) -> tuple[list[str], int]:  # noqa: ANN401
        tokenizer, model = self._loaded.tokenizer, self._loaded.model
        # Whole sentences were packed; cutting is for the token more that joining them may cost.
        batch = tokenizer(
            list(texts), padding=True, truncation=True, max_length=self._window, return_tensors="pt"
        )
        inputs = {"input_ids": batch["input_ids"], "attention_mask": batch["attention_mask"]}
        if self._is_led:
            inputs["global_attention_mask"] = self._look_everywhere(batch["input_ids"])
        inputs = {name: tensor.to(self._loaded.device) for name, tensor in inputs.items()}
        # A model's own minimum, made for whole articles, would have it invent to fill a statement.
        settings = {"min_length": 0, "no_repeat_ngram_size": 3, "num_beams": BEAMS, **options}
        limit = min(tokens, self._longest - 1)
        output = model.generate(**inputs, do_sample=False, max_new_tokens=limit, **settings)
        return self._loaded.decode(output[:, 1:], limit)  # but for the token that only starts it

    def _look_everywhere(self, ids: Any) -> Any:  # noqa: ANN401
        """Return LED's global attention: on the first token, and on each mark between documents."""
        mask = ids.new_zeros(ids.shape)
        mask[:, 0] = 1
        if self._mark == DOCUMENT_MARK:
            mask[ids == self._loaded.tokenizer.convert_tokens_to_ids(DOCUMENT_MARK)] = 1
        return mask


def find_prefix(config: Any) -> str:  # noqa: ANN401 — a mapping from JSON
    """Return what a model expects before the text: "summarize: " for T5, for most nothing."""
    tasks = config.get("task_specific_params")
    task = tasks.get("summarization") if isinstance(tasks, dict) else None
    prefix = task.get("prefix") if isinstance(task, dict) else None
    if isinstance(prefix, str) and prefix.strip():
        return prefix
    return "summarize: " if config.get("model_type") in ("t5", "mt5") else ""


def _find_mark(loaded: Loaded) -> str:
    """Return what stands between documents: the mark the model was trained with, or a space."""
    if DOCUMENT_MARK in loaded.tokenizer.get_vocab():
        return DOCUMENT_MARK
    # The corpus of that name joins its documents so, and models trained on it have read it.
    return " ||||| " if "multi_news" in loaded.checkpoint.name.lower() else " "


def _smallest(*limits: Any) -> int:  # noqa: ANN401 — whatever a config holds
    known = [limit for limit in limits if isinstance(limit, int) and 0 < limit < NO_LIMIT]
    return min(map(int, known), default=DEFAULT_WINDOW)
