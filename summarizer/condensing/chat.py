"""Condenses with a decoder that follows instructions: Qwen, Llama, Gemma, SmolLM and their kin.

The request stands in one message of the user, as some templates know no system's. A model without a
template gets a text to continue. Decoding is greedy, so that the same input gives the same draft.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
from summarizer.condensing.prompting import (
    ask_statement,
    ask_story,
    clean_statement,
    clean_story,
    neutralize_all,
)
from summarizer.condensing.reports import SILENT, Reports
from summarizer.errors import ModelError

STATEMENT_TOKENS = 96
"""Room for a statement and the introduction that a model may put before it."""

THINKING_TOKENS = 1536
"""Room for the thoughts of a model that cannot be kept from having them."""

DEFAULT_WINDOW = 2048
LARGEST_WINDOW = 16384
"""Tokens. Models promise more than they use well, and memory grows with what is read."""

LEAST_ROOM = 32
"""Tokens of source text, about one sentence."""

SMALL = 5 * 10**9
"""Bytes of weights up to which they are widened to float32 on a processor: it is faster there, and fits."""


def load_chat(checkpoint: Checkpoint, reports: Reports = SILENT) -> ChatCondenser:
    """Load a condenser from a model's files.

    Raises:
        ModelError: they cannot be loaded.
    """
    from transformers import AutoModelForCausalLM

    return ChatCondenser(load_model(checkpoint, AutoModelForCausalLM, reports, small=SMALL))


class ChatCondenser:
    """A `Condenser` and `StoryCondenser` that runs a chat model.

    Attributes:
        name: what the user asked for.
        version: the commit of the weights, where they came from the hub.
    """

    def __init__(self, loaded: Loaded) -> None:
        self.name = loaded.checkpoint.name
        self.version = loaded.checkpoint.version
        self._loaded = loaded
        tokenizer = loaded.tokenizer
        tokenizer.padding_side = "left"
        if tokenizer.pad_token is None:
            tokenizer.pad_token = tokenizer.eos_token or tokenizer.convert_ids_to_tokens(0)
        self._plain = not tokenizer.chat_template
        config = loaded.model.config.get_text_config()
        limits = (
            getattr(config, "max_position_embeddings", None),
            tokenizer.model_max_length,
            LARGEST_WINDOW,
        )
        known = [limit for limit in limits[:2] if isinstance(limit, int) and 0 < limit < NO_LIMIT]
        self._window = min([*known, LARGEST_WINDOW]) if known else DEFAULT_WINDOW
        self._thinks = not self._plain and self._opens_thought()

    def condense(self, sentences: Sequence[str]) -> str:
        """Return one statement of what these sentences say."""
        return self.condense_many([sentences])[0]

    def condense_many(self, claims: Sequence[Sequence[str]], words: int | None = None) -> list[str]:
        """Return a statement for each claim; "" where the model wrote none."""
        return collect_drafts(self.iter_condense(claims, words), len(claims))

    def iter_condense(self, claims: Sequence[Sequence[str]], words: int | None = None) -> Iterator[Draft]:
        """Yield the index of each claim with its statement as they are written, in the order that is fastest."""
        given = neutralize_all(claims)
        tokens = self._room_for(words)
        room = self._leave_room(tokens, ask_statement([], words, self._plain))
        packed = [pack_claim(claim, self._count_line, room) for claim in given.values()]
        prompts = [self._render(ask_statement(claim, words, self._plain)) for claim in packed]

        def write(batch: Sequence[str]) -> tuple[list[str], int]:
            return self._write(batch, tokens)

        lengths = list(map(self._loaded.count, prompts))
        for index, answer in write_in_batches(self._loaded, prompts, lengths, write):
            yield list(given)[index], clean_statement(answer, words)

    def condense_story(self, documents: Sequence[Sequence[str]], words: int) -> list[str]:
        """Return the sentences of a summary of about so many words."""
        full = list(neutralize_all(documents).values())
        if not full:
            return []
        tokens = self._room_for(words)
        room = self._leave_room(tokens, ask_story([["-"]] * len(full), words, self._plain))
        packed = pack_documents(full, self._count_line, room)
        prompt = self._render(ask_story(packed, words, self._plain))

        def write(batch: Sequence[str]) -> tuple[list[str], int]:
            return self._write(batch, tokens)

        ((_, answer),) = write_in_batches(self._loaded, [prompt], [self._loaded.count(prompt)], write)
        return clean_story(answer, words)

    # what is read

    def _render(self, request: str) -> str:
        if self._plain:
            return request
        try:
            rendered = self._loaded.tokenizer.apply_chat_template(
                [{"role": "user", "content": request}],
                tokenize=False,
                add_generation_prompt=True,
                enable_thinking=False,  # Qwen's switch; templates that do not know it ignore it
            )
        except Exception as error:  # whatever a model's template raises
            raise ModelError(f"The chat template of {self.name} cannot be used: {error}") from error
        return str(rendered)

    def _opens_thought(self) -> bool:
        return self._render("").rstrip().endswith(("<think>", "<thinking>", "[THINK]"))

    def _leave_room(self, tokens: int, request: str) -> int:
        """Return the tokens that are left for the sources beside an empty request and the answer."""
        # A plain prompt gets the tokens that mark its ends, a rendered one holds them.
        room = self._window - tokens - self._loaded.count(self._render(request)) - 2
        if room < LEAST_ROOM:
            raise ModelError(
                f"{self.name} reads {self._window} tokens at a time, too few to be asked.",
                "Name another model.",
            )
        return room

    def _count_line(self, text: str) -> int:
        return self._loaded.count(f"- {text}\n")

    def _room_for(self, words: int | None) -> int:
        tokens = STATEMENT_TOKENS if words is None else int(words * TOKENS_A_WORD) + STATEMENT_TOKENS // 2
        if self._thinks:
            tokens += THINKING_TOKENS
        return min(tokens, self._window // 2)

    # what is written

    def _write(self, prompts: Sequence[str], tokens: int) -> tuple[list[str], int]:
        tokenizer, model = self._loaded.tokenizer, self._loaded.model
        batch = tokenizer(
            list(prompts),
            padding=True,
            truncation=True,
            max_length=max(self._window - tokens, 1),
            add_special_tokens=self._plain,
            return_tensors="pt",
        )
        inputs = {name: batch[name].to(self._loaded.device) for name in ("input_ids", "attention_mask")}
        output = model.generate(
            **inputs, do_sample=False, num_beams=1, max_new_tokens=tokens, pad_token_id=tokenizer.pad_token_id
        )[:, inputs["input_ids"].shape[1] :]
        answers, written = self._loaded.decode(output, tokens)
        return list(map(self._shorten, answers)), written

    def _shorten(self, answer: str) -> str:
        # A model that continues a text goes on with more of the like after a blank line.
        return answer.strip().partition("\n\n")[0] if self._plain else answer
