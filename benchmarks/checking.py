"""What the checker catches, and what it refuses: errors put into true statements, and people's judgements.

    python -m benchmarks.checking [errors|support] [--rules] [--held-out]

*Errors*: statements of two kinds get one error each of the kinds in `benchmarks.corruptions`: condensations that
headlines gave (every tenth of gsc_eval_rest9000, which the recipes leave out of training; the rules were written
while looking at errors in the set as a whole) with the sentence they come from as evidence, and sentences of
multi_news_100 with one aside left out. Beside what is caught stands what is refused of the same statements without
an error, and of sentences as they stand.

*Support*: balanced accuracy on sets that people labelled, beside a rule that only asks whether names and
numbers stand in the evidence. BUMP's pairs are also put in order: the score of a summary is the mean over its
sentences. `--held-out` keeps of each set only the documents that training leaves alone, by their hash about 30 of
100; `--rules` asks the rules alone.
"""

from __future__ import annotations

import hashlib
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np

from benchmarks.attribution import wice_evidence
from benchmarks.corruptions import KINDS, corrupt_all, gather_material
from benchmarks.datasets import read_jsonl, shared_path
from benchmarks.tables import Row, print_table
from summarizer.checking.rules import find_uncarried
from summarizer.checking.support import LINE, score_support
from summarizer.splitting import split_text

Score: TypeAlias = Callable[[str, Sequence[str]], float]

HELD_OUT_TENTHS = 3
"""Documents whose hash modulo 10 is below this are held out of training, as in `training.support_data`."""

NTH, STORIES = 10, 40
"""Every how many lines of gsc_eval_rest9000 one is measured, and how many stories of multi_news_100 are used."""


@dataclass(frozen=True)
class Case:
    """A statement, its evidence, and whether people say that it is carried."""

    statement: str
    evidence: tuple[str, ...]
    carried: bool


def is_held_out(document: str) -> bool:
    """Whether a document belongs to those that training leaves alone."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % 10 < HELD_OUT_TENTHS


# what judges


def score_by_rules(statement: str, evidence: Sequence[str]) -> float:
    """Return 1 where no rule is broken, else 0."""
    return 0.0 if find_uncarried(statement, evidence) else 1.0


_NAME_OR_NUMBER = re.compile(r"(?<!^)\b[A-Z][\w'’-]+|\d[\d.,]*\d|\d")


def score_by_names(statement: str, evidence: Sequence[str]) -> float:
    """Return 1 where each capitalised word but the first, and each number, stands in the evidence."""
    text = " ".join(evidence).lower()
    return float(all(word.lower() in text for word in _NAME_OR_NUMBER.findall(statement)))


# errors


def faithful_condensations() -> list[tuple[str, str]]:
    """Return headlines of the Google set that are never trained on, each with the sentence it shortens."""
    lines = list(read_jsonl(shared_path("condensing", "gsc_eval_rest9000.jsonl.gz")))
    return [(line["tgt"], line["src"][0]) for line in lines[::NTH]]


_ASIDE = re.compile(
    r", (?:who|which|a|an|the|according|including|where|when|as|after|while|aged) [^,“”\"]{6,80},(?= [a-z])"
    r"| \([^()]{3,60}\)"
)
_QUOTE = re.compile(r"[\"“”]")


def shortened_sentences() -> list[tuple[str, str]]:
    """Return sentences of news articles with one aside left out, each with the whole sentence.

    An aside within a quotation is left alone: without it, the quotation would be another one.
    """
    found = []
    for line in list(read_jsonl(shared_path("summaries", "multi_news_100.jsonl.gz")))[:STORIES]:
        for sentence in story_sentences(line):
            aside = _ASIDE.search(sentence)
            if aside is None or not 12 <= len(sentence.split()) <= 50:
                continue
            if len(_QUOTE.findall(sentence[: aside.start()])) % 2 == len(_QUOTE.findall(sentence)) % 2 == 0:
                found.append((sentence[: aside.start()] + sentence[aside.end() :], sentence))
    return found


def story_sentences(line: dict[str, Any]) -> Iterator[str]:
    """Yield the sentences of a story's documents."""
    for document in line["documents"]:
        for sentence in split_text(document["text"]):
            yield " ".join(sentence.split())


def measure_errors(score: Score) -> list[Row]:
    """Return a row for each kind of error, and what is refused without one."""
    rows: list[Row] = []
    for name, true in (
        ("gsc condensations", faithful_condensations()),
        ("news, an aside left out", shortened_sentences()),
    ):
        rows += _measure_kinds(name, true, score)
    sentences = [
        sentence
        for line in list(read_jsonl(shared_path("summaries", "multi_news_100.jsonl.gz")))[:STORIES]
        for sentence in story_sentences(line)
    ]
    refused = sum(score(sentence, sentences[at : at + 3]) < LINE for at, sentence in enumerate(sentences))
    rows.append(
        {
            "statements": "sentences as they stand",
            "n": len(sentences),
            "% refused": _percent(refused, len(sentences)),
        }
    )
    return rows


def _measure_kinds(name: str, true: Sequence[tuple[str, str]], score: Score) -> Iterator[Row]:
    made, caught = Counter[str](), Counter[str]()
    material = gather_material([evidence for _, evidence in true])
    for kind, false, _, evidence in corrupt_all(true, material):
        made[kind] += 1
        caught[kind] += score(false, [evidence]) < LINE
    for kind in (kind for kind in KINDS if made[kind]):
        yield {
            "statements": name,
            "error": kind,
            "n": made[kind],
            "% caught": _percent(caught[kind], made[kind]),
        }
    yield {
        "statements": name,
        "error": "all",
        "n": made.total(),
        "% caught": _percent(caught.total(), made.total()),
    }
    mean = float(np.mean([caught[kind] / made[kind] for kind in made]))
    yield {"statements": name, "error": "mean of the kinds", "n": len(made), "% caught": 100 * mean}
    refused = sum(score(statement, [evidence]) < LINE for statement, evidence in true)
    yield {"statements": name, "error": "none", "n": len(true), "% refused": _percent(refused, len(true))}


def _percent(part: int, whole: int) -> float:
    return 100 * part / max(whole, 1)


# people's judgements


@lru_cache(maxsize=4_096)
def split_document(document: str) -> tuple[str, ...]:
    """Return the sentences of a document."""
    return tuple(sentence for line in document.split("\n") for sentence in split_text(line))


def load_cases(name: str, held_out: bool = False) -> list[Case]:
    """Return a labelled set; the sentences of QAGS one by one."""
    lines = [
        line
        for line in read_jsonl(shared_path("support", f"{name}.jsonl.gz"))
        if not held_out or is_held_out(line.get("title") or _document(line))
    ]
    return [case for line in lines for case in _cases(line)]


def _document(line: dict[str, Any]) -> str:
    document: str = line.get("doc") or line.get("article") or str(line["evidence_sentences"])
    return document


def _cases(line: dict[str, Any]) -> Iterator[Case]:
    if "evidence_sentences" in line:
        yield Case(line["claim"], tuple(wice_evidence(line)), line["label"] == "supported")
        return
    evidence = split_document(_document(line))
    if "reference_summary" in line:
        yield Case(line["reference_summary"], evidence, True)
        yield Case(line["edited_summary"], evidence, False)
    elif "sentences" in line:
        yield from (Case(one["sentence"], evidence, bool(one["label"])) for one in line["sentences"])
    else:
        yield Case(line["claim"], evidence, bool(line["label"]))


SETS = (
    "summedits_ectsum", "summedits_podcast", "summedits_qmsumm", "summedits_samsum", "summedits_scitldr",
    "bump_task1", "summac_factcc", "wice_claim_dev", "qags_cnndm", "qags_xsum", "cliff_val",
)  # fmt: skip


def balanced_accuracy(carried: Sequence[bool], said: Sequence[bool]) -> float:
    """Return the mean of the shares of carried and of other statements that are told rightly."""
    truth, told = np.array(carried), np.array(said)
    shares = [float((told[truth == side] == side).mean()) for side in (True, False) if (truth == side).any()]
    return float(np.mean(shares))


def score_summary(score: Score, summary: str, evidence: Sequence[str]) -> float:
    """Return the mean score of a summary's sentences."""
    return float(np.mean([score(sentence, evidence) for sentence in split_text(summary) or [summary]]))


def order_pairs(cases: Sequence[Case], score: Score) -> float:
    """Return how often a summary scores above its corrupted copy; equal scores count half."""
    means = [score_summary(score, case.statement, case.evidence) for case in cases]
    right = [
        1.0 if true > false else 0.5 * (true == false)
        for true, false in zip(means[::2], means[1::2], strict=True)
    ]
    return float(np.mean(right))


def measure_support(score: Score, held_out: bool = False) -> list[Row]:
    """Return a row for each labelled set."""
    return list(_measure_sets(score, held_out))


def _measure_sets(score: Score, held_out: bool) -> Iterator[Row]:
    for name in SETS:
        cases = load_cases(name, held_out)
        carried = [case.carried for case in cases]
        by = {
            label: balanced_accuracy(carried, [judge(c.statement, c.evidence) >= LINE for c in cases])
            for label, judge in (
                ("names and numbers", score_by_names),
                ("rules", score_by_rules),
                ("checker", score),
            )
        }
        row: dict[str, Any] = {"set": name, "n": len(cases), **by}
        if name == "bump_task1":
            row["pairs in order"] = order_pairs(cases, score)
        yield row


def measure_pace(score: Score) -> Row:
    """Return how many condensations a second are checked, each with its own sentence, none seen before."""
    true = faithful_condensations()
    begun = time.perf_counter()
    for statement, evidence in true:
        score(statement, [evidence])
    return {"statements": "checks a second", "n": round(len(true) / (time.perf_counter() - begun))}


def measure() -> list[Row]:
    """Return the errors' rows; `main` prints the labelled sets as well."""
    return measure_errors(score_support)


def main() -> None:
    """Print the tables that the command line names, or both."""
    chosen = set(sys.argv[1:])
    score = score_by_rules if "--rules" in chosen else score_support
    parts = chosen & {"errors", "support"} or {"errors", "support"}
    if "errors" in parts:
        pace = measure_pace(score)
        print_table("Checking: errors put into true statements", [*measure_errors(score), pace])
    if "support" in parts:
        held_out = "--held-out" in chosen
        title = "Checking: balanced accuracy on labelled statements" + (", held out" if held_out else "")
        print_table(title, measure_support(score, held_out))


if __name__ == "__main__":
    main()
