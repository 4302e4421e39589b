"""Writes a trained model as the shipped weights: ONNX with 8-bit integers, for a processor.

    python -m training.export_weights condenser|support MINILM_FOLDER CHECKPOINT ... [--target FOLDER]

Of several checkpoints of one training, the mean of their weights is written.
Wordpieces are numbered as in the shipped static embedding, whose tokenizer the product reads anyway; the two
that only a transformer needs, start and end, come behind them.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.pointing_model import PointingModel
from training.support_model import MarkingModel

WEIGHTS = Path(__file__).resolve().parents[1] / "summarizer" / "weights"
SPECIAL = ("[CLS]", "[SEP]")
BATCH, PIECES, WORDS = 2, 24, 16


def renumber_pieces(encoder: nn.Module, minilm: Path) -> None:
    """Put the word vectors in the order of the shipped tokenizer, then start and end; padding is piece 0."""
    old = Tokenizer.from_file(str(minilm / "tokenizer.json")).get_vocab()
    new = Tokenizer.from_file(str(WEIGHTS / "static" / "tokenizer.json")).get_vocab()
    order = [old[piece] for piece in sorted(new, key=new.__getitem__)] + [old[piece] for piece in SPECIAL]
    vectors = encoder.embeddings.word_embeddings.weight.detach()[order]
    encoder.embeddings.word_embeddings = nn.Embedding.from_pretrained(vectors)


def build_condenser(minilm: Path, state: dict[str, Tensor]) -> tuple[nn.Module, dict[str, Tensor], list[str]]:
    """Return the pointing model, inputs to trace it with, and the names of what it gives."""
    model = PointingModel.from_minilm(minilm)
    model.load_state_dict(state)
    pieces = torch.randint(200, 2000, (BATCH, PIECES))
    places = torch.arange(WORDS).expand(BATCH, -1).contiguous()
    rows = torch.zeros(BATCH, WORDS, dtype=torch.long)
    rows[:, [0, -1]] = -1
    inputs = {
        "pieces": pieces,
        "attended": torch.ones_like(pieces),
        "types": torch.zeros_like(pieces),
        "ratio": torch.zeros(BATCH, dtype=torch.long),
        "firsts": places,
        "lasts": places,
        "rows": rows,
    }
    return model, inputs, ["steps", "kept"]


def build_support(minilm: Path, state: dict[str, Tensor]) -> tuple[nn.Module, dict[str, Tensor], list[str]]:
    """Return the marking model, inputs to trace it with, and the names of what it gives."""
    model = MarkingModel.from_minilm(minilm)
    model.load_state_dict(state)
    pieces = torch.randint(200, 2000, (BATCH, PIECES))
    inputs = {
        "pieces": pieces,
        "attended": torch.ones_like(pieces),
        "types": torch.zeros_like(pieces),
        "matches": torch.ones_like(pieces),
    }
    return model, inputs, ["words", "whole"]


BUILDERS = {"condenser": build_condenser, "support": build_support}
LENGTHS = {"pieces": "pieces", "attended": "pieces", "types": "pieces", "matches": "pieces"}
LENGTHS |= {"firsts": "words", "lasts": "words", "rows": "words"}


def average_states(checkpoints: Sequence[Path]) -> dict[str, Tensor]:
    """Return the mean of the weights of checkpoints; what is no weight is the first one's."""
    states = [torch.load(checkpoint, weights_only=True) for checkpoint in checkpoints]
    return {
        name: torch.stack([state[name] for state in states]).mean(0) if first.is_floating_point() else first
        for name, first in states[0].items()
    }


def export_model(name: str, minilm: Path, checkpoints: Sequence[Path], target: Path) -> None:
    """Write `model.onnx` of the checkpoints' mean into the target folder."""
    model, inputs, outputs = BUILDERS[name](minilm, average_states(checkpoints))
    renumber_pieces(model.encoder, minilm)
    model.eval()
    axes = {key: {0: "batch", **({1: LENGTHS[key]} if key in LENGTHS else {})} for key in inputs}
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "model.onnx"
        torch.onnx.export(
            model,
            tuple(inputs.values()),
            str(whole),
            input_names=list(inputs),
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            whole,
            target / "model.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description="Export trained weights.")
    parser.add_argument("name", choices=BUILDERS)
    parser.add_argument("minilm", type=Path)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--target", type=Path)
    arguments = parser.parse_args()
    target = arguments.target or WEIGHTS / arguments.name
    export_model(arguments.name, arguments.minilm, arguments.checkpoints, target)


if __name__ == "__main__":
    main()
