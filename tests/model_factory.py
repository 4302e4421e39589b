"""Tiny models with random weights and a tokenizer trained on the spot, saved as people save theirs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

CORPUS = (
    "The city bridge reopened on Monday after a year of repairs, the mayor's office said.",
    "Crews replaced two of the main cables and laid a new road deck.",
    "Engineers will inspect the cables twice a year, and may close a lane in winter.",
    "Three people were hurt when a tram left its rails near the harbour on Tuesday.",
    "Between the sentences stand reports; say what they say in one statement of at most 30 words.",
)
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>", "<|im_start|>", "<|im_end|>", "<doc-sep>")
VOCABULARY = 400

CHAT_TEMPLATE = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def save_tokenizer(folder: Path, length: int, chat: bool = False) -> int:
    """Train a byte-level tokenizer, save it, and return the size of its vocabulary."""
    from tokenizers import ByteLevelBPETokenizer, processors
    from transformers import PreTrainedTokenizerFast

    trained = ByteLevelBPETokenizer()
    trained.train_from_iterator(CORPUS, VOCABULARY, special_tokens=list(SPECIAL), show_progress=False)
    if not chat:
        trained._tokenizer.post_processor = processors.TemplateProcessing(
            single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
        )
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=trained._tokenizer,
        bos_token="<s>",
        eos_token="<|im_end|>" if chat else "</s>",
        pad_token="<pad>",
        unk_token="<unk>",
        additional_special_tokens=["<|im_start|>", "<doc-sep>"],
        model_max_length=length,
        chat_template=CHAT_TEMPLATE if chat else None,
    )
    tokenizer.save_pretrained(folder)
    return len(tokenizer)


def save_model(folder: Path, kind: str, length: int = 64) -> Path:
    """Save a tiny model of a kind, one of `BUILDERS`, that reads so many tokens."""
    import torch

    torch.manual_seed(7)
    chat = kind in ("qwen", "llama")
    size = save_tokenizer(folder, length, chat)
    model = BUILDERS[kind](size, length)
    model.generation_config.eos_token_id = 5 if chat else 2
    model.generation_config.pad_token_id = 1
    model.save_pretrained(folder)
    return folder


ENDS = {"bos_token_id": 0, "pad_token_id": 1, "eos_token_id": 2, "decoder_start_token_id": 2}
LAYERS = {
    "encoder_layers": 1,
    "decoder_layers": 1,
    "encoder_attention_heads": 2,
    "decoder_attention_heads": 2,
    "encoder_ffn_dim": 32,
    "decoder_ffn_dim": 32,
    "d_model": 16,
}


def _bart(size: int, length: int) -> Any:
    from transformers import BartConfig, BartForConditionalGeneration

    config = BartConfig(
        vocab_size=size, max_position_embeddings=length, forced_eos_token_id=2, **LAYERS, **ENDS
    )
    model = BartForConditionalGeneration(config)
    # What the well-known summarizer asks for, which is wrong for one statement.
    model.generation_config.min_length, model.generation_config.max_length = 56, 142
    return model


def _pegasus(size: int, length: int) -> Any:
    from transformers import PegasusConfig, PegasusForConditionalGeneration

    return PegasusForConditionalGeneration(
        PegasusConfig(vocab_size=size, max_position_embeddings=length, **LAYERS, **ENDS)
    )


def _t5(size: int, _length: int) -> Any:
    from transformers import T5Config, T5ForConditionalGeneration

    ends = ENDS | {"decoder_start_token_id": 1}
    config = T5Config(
        vocab_size=size, d_model=16, d_kv=8, d_ff=32, num_layers=1, num_decoder_layers=1, num_heads=2, **ends
    )
    return T5ForConditionalGeneration(config)


def _led(size: int, length: int) -> Any:
    from transformers import LEDConfig, LEDForConditionalGeneration

    config = LEDConfig(
        vocab_size=size,
        max_encoder_position_embeddings=length,
        max_decoder_position_embeddings=64,
        attention_window=[16],
        **LAYERS,
        **ENDS,
    )
    return LEDForConditionalGeneration(config)


CHAT_ENDS = {"bos_token_id": 0, "pad_token_id": 1, "eos_token_id": 5}
CHAT_SIZES = {
    "hidden_size": 16,
    "intermediate_size": 32,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "num_key_value_heads": 2,
}


def _qwen(size: int, length: int) -> Any:
    from transformers import Qwen2Config, Qwen2ForCausalLM

    return Qwen2ForCausalLM(
        Qwen2Config(vocab_size=size, max_position_embeddings=length, **CHAT_SIZES, **CHAT_ENDS)
    )


def _llama(size: int, length: int) -> Any:
    from transformers import LlamaConfig, LlamaForCausalLM

    return LlamaForCausalLM(
        LlamaConfig(vocab_size=size, max_position_embeddings=length, **CHAT_SIZES, **CHAT_ENDS)
    )


BUILDERS = {"bart": _bart, "pegasus": _pegasus, "t5": _t5, "led": _led, "qwen": _qwen, "llama": _llama}
