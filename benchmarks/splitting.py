"""Splitting: golden rules passed and speed, beside pySBD, nltk's Punkt and a regular expression.

    python -m benchmarks.splitting

nltk's English parameters are a download, so its Punkt is measured with the parameters that we ship: the
difference between the two rows is what the repairs bring.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from benchmarks.datasets import read_jsonl, shared_path
from benchmarks.tables import Row, print_table
from summarizer.punkt import Parameters, load_parameters
from summarizer.splitting import split_text

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

Splitter: TypeAlias = Callable[[str], list[str]]

ONE_LINE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def split_by_regex(text: str) -> list[str]:
    """Split with the usual one line: a stop, white space, a capital."""
    return ONE_LINE.split(text)


def load_pysbd() -> Splitter:
    """Return pySBD's English segmenter, its sentences trimmed as the golden rules have them."""
    import pysbd

    segmenter = pysbd.Segmenter(language="en", clean=False)
    return lambda text: [sentence.strip() for sentence in segmenter.segment(text)]


def load_nltk() -> Splitter:
    """Return nltk's Punkt tokenizer with the parameters that the project ships."""
    split: Splitter = make_tokenizer(load_parameters("en")).tokenize
    return split


def make_tokenizer(known: Parameters) -> PunktSentenceTokenizer:
    """Return nltk's Punkt tokenizer with these parameters, as far as it has a place for them."""
    from nltk.tokenize import punkt

    parameters = punkt.PunktParameters()
    parameters.abbrev_types = set(known.abbreviations)
    parameters.collocations = {tuple(pair.split()) for pair in known.collocations}
    parameters.sent_starters = set(known.starters)
    for word in known.openers:
        parameters.add_ortho_context(word, punkt._ORTHO_MID_LC)
    return punkt.PunktSentenceTokenizer(parameters)


def load_splitters() -> dict[str, Splitter]:
    """Return the splitters by name, ours first."""
    return {
        "summarizer": split_text,
        "pySBD": load_pysbd(),
        "nltk Punkt, our parameters": load_nltk(),
        "one-line regex": split_by_regex,
    }


def count_passed(split: Splitter) -> tuple[int, int]:
    """Return how many of the golden rules a splitter passes, and of how many."""
    rules = list(read_jsonl(shared_path("sentences", "golden_rules_en.jsonl")))
    return sum(split(rule["text"]) == rule["sentences"] for rule in rules), len(rules)


def read_news() -> Iterator[str]:
    """Yield the documents of multi_news_100: news as scraped, a paragraph a line."""
    for cluster in read_jsonl(shared_path("summaries", "multi_news_100.jsonl.gz")):
        for document in cluster["documents"]:
            yield document["text"]


def time_splitter(split: Splitter, texts: list[str], least_s: float = 1.0) -> tuple[int, float]:
    """Return the sentences found and the processor seconds of the fastest run; runs for `least_s` or once."""
    split(texts[0])
    fastest, spent, count = float("inf"), 0.0, 0
    while spent < least_s:
        start = time.process_time()
        count = sum(len(split(text)) for text in texts)
        seconds = time.process_time() - start
        fastest, spent = min(fastest, seconds), spent + seconds
    return count, fastest


def time_loading() -> float:
    """Return the milliseconds that loading the shipped parameters takes."""
    load_parameters.cache_clear()
    start = time.perf_counter()
    load_parameters("en")
    return 1000 * (time.perf_counter() - start)


def measure() -> list[Row]:
    """Return a row for each splitter."""
    texts = list(read_news())
    rows: list[dict[str, object]] = []
    for name, split in load_splitters().items():
        passed, rules = count_passed(split)
        count, seconds = time_splitter(split, texts)
        rows.append(
            {
                "splitter": name,
                f"golden rules of {rules}": passed,
                "sentences": count,
                "sentences/s": round(count / seconds),
                "seconds": seconds,
            }
        )
    slowest = next(row["seconds"] for row in rows if row["splitter"] == "pySBD")
    for row in rows:
        row["times pySBD's speed"] = slowest / row.pop("seconds")  # type: ignore[operator]
    rows[0]["load, ms"] = time_loading()
    return list(rows)


def main() -> None:
    """Print the table."""
    print_table("Splitting", measure())


if __name__ == "__main__":
    main()
