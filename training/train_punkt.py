"""Trains the Punkt parameters that `summarizer.splitting` ships, and writes them as JSON.

    python training/train_punkt.py DATA_FOLDER summarizer/weights/punkt/en.json

Punkt (Kiss and Strunk 2006) learns abbreviations, collocations and sentence starters from raw text: it
needs no annotation. The trainer is nltk's. Three things are done on top, all of them here:

* Abbreviations are learned from each source by itself and pooled. A stop after "Mr" is a house style:
  Punkt's penalty for the bare form, which is exponential in its count, would let one British newspaper
  unlearn what every American one shows. What is pooled must then be seen to go on: words that merely
  end sentences often ("ears", "glee") are dropped.
* Orthographic evidence is weighed. Punkt asks whether a word was *ever* capitalised inside a sentence;
  with millions of words that is true of nearly all. Here a capitalised word speaks for a new sentence if
  it begins sentences more often than it is (part of) a name: "Officials" does, "Police" does not.
  Lines that do not end as sentences do (headlines) do not count.
* What would not change a decision is left out, so that the file is small and quick to load.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from nltk.tokenize import punkt

SOURCES = (
    "plain_nltk_masc_written",
    "plain_onestop",
    "plain_wikinews_2019_2020",
    "plain_nltk_inaugural",
    "plain_nltk_state_union",
    "plain_gum",
    "plain_wikipedia_sentences",
    "plain_commonvoice_en",
    "openstax_ccby",
)
CHUNK = 1_000_000
"""Characters that the trainer sees at once. Bounds its memory to about 1 GB."""

MIN_ABBREVIATION_COUNT = 4
"""Abbreviations that one source shows less often are mostly the last words of its sentences."""

MIN_GOING_ON = 0.5
"""An abbreviation is followed at least this often by a word that does not begin a sentence. Of those that
Punkt proposes here, abbreviations are at .6 and above, other words at .35 and below."""

MIN_OPENINGS = 3
"""A word that begins sentences less often than this is not worth its place in the file."""

MIN_ODDS = 1.5
"""How much more often than inside a sentence a capitalised word has to stand at its beginning. Of the words
that follow "U.S." in news: "Officials" 27 to 7, "How" 1022 to 337; "High" 29 to 134, "Energy" 6 to 66."""

FOLLOWED = re.compile(r"(?<![\w.])([\w.-]+)\.(?:([,;:])| (\S+)|$)", re.MULTILINE)
"""A word with a stop, and what follows it on its line."""

MIN_LOWER = 0.05
"""A sentence starter is also seen in lower case: this leaves out the characters of novels."""

BEGIN_UPPER, INSIDE_UPPER, UNKNOWN_UPPER, BEGIN_LOWER, INSIDE_LOWER, UNKNOWN_LOWER = (
    1 << bit for bit in range(1, 7)
)
"""nltk's names for the contexts in which it sees a word: where in a sentence, in which case."""


class CountingParameters(punkt.PunktParameters):  # type: ignore[misc]
    """Punkt parameters that count how often each orthographic context was seen."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: defaultdict[str, Counter[int]] = defaultdict(Counter)

    def add_ortho_context(self, typ: str, flag: int) -> None:
        """Count the context as well as noting it."""
        self.counts[typ][flag] += 1
        super().add_ortho_context(typ, flag)


def read_texts(path: Path) -> Iterator[str]:
    """Yield the documents of a JSONL file, without the lines that do not end as a sentence does."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            yield "\n".join(
                part for part in text.split("\n") if part.rstrip("\"'”’)] ").endswith((".", "!", "?"))
            )


def chunk_texts(texts: Iterable[str]) -> Iterator[str]:
    """Yield the documents joined by blank lines, in pieces of about `CHUNK` characters."""
    pieces: list[str] = []
    size = 0
    for text in texts:
        pieces.append(text)
        size += len(text)
        if size >= CHUNK:
            yield "\n\n".join(pieces)
            pieces, size = [], 0
    yield "\n\n".join(pieces)


def learn_abbreviations(path: Path) -> Counter[str]:
    """Return the abbreviations of one source with their counts."""
    trainer = punkt.PunktTrainer()
    for chunk in chunk_texts(read_texts(path)):
        trainer.train(chunk, finalize=False)
    counts: Counter[str] = Counter()
    for typ in trainer._params.abbrev_types:
        counts[typ] = trainer._type_fdist[typ + "."]
    return counts


def pool_abbreviations(paths: Iterable[Path]) -> set[str]:
    """Return the abbreviations that at least one source shows often enough, made of letters."""
    pooled: set[str] = set()
    for path in paths:
        for typ, count in learn_abbreviations(path).items():
            if count >= MIN_ABBREVIATION_COUNT and typ.replace(".", "").replace("-", "").isalpha():
                pooled.add(typ)
    return pooled


def measure_going_on(paths: Iterable[Path], types: set[str], openers: set[str]) -> dict[str, float]:
    """Return for each type with a stop how often the sentence evidently goes on after it, 0 … 1."""
    seen: Counter[str] = Counter()
    going_on: Counter[str] = Counter()
    for path in paths:
        for text in read_texts(path):
            for match in FOLLOWED.finditer(text):
                typ = match[1].lower()
                if typ in types:
                    seen[typ] += 1
                    following = match[3] or ""
                    going_on[typ] += bool(match[2]) or (
                        following[:1].isalnum()
                        and not (following[0].isupper() and following.strip(",.").lower() in openers)
                    )
    return {typ: going_on[typ] / seen[typ] if seen[typ] else 0.0 for typ in types}


def learn_context(paths: Iterable[Path], abbreviations: set[str]) -> CountingParameters:
    """Return collocations, sentence starters and orthography, knowing the abbreviations."""
    trainer = punkt.PunktTrainer()
    parameters = CountingParameters()
    trainer._params = parameters
    for path in paths:
        for chunk in chunk_texts(read_texts(path)):
            parameters.abbrev_types = set(abbreviations)  # the trainer revises them as it reads
            trainer.train(chunk, finalize=False)
    trainer.finalize_training()
    parameters.abbrev_types = set(abbreviations)
    return parameters


def is_opener(counts: Counter[int]) -> bool:
    """Tell whether a word, capitalised, speaks for a new sentence."""
    begins = counts[BEGIN_UPPER]
    return begins >= max(MIN_OPENINGS, MIN_ODDS * counts[INSIDE_UPPER]) and counts[INSIDE_LOWER] > 0


def is_starter(typ: str, counts: Counter[int]) -> bool:
    """Tell whether a frequent sentence starter is a word rather than a name."""
    lower = counts[BEGIN_LOWER] + counts[INSIDE_LOWER] + counts[UNKNOWN_LOWER]
    return typ == "i" or (typ.isalpha() and lower >= MIN_LOWER * sum(counts.values()))


def train(paths: Sequence[Path]) -> dict[str, str]:
    """Return what the splitter loads: four lists of words, each in one string."""
    proposed = pool_abbreviations(paths)
    parameters = learn_context(paths, proposed)
    counts = parameters.counts
    starters = {typ for typ in parameters.sent_starters if is_starter(typ, counts[typ])}
    openers = {typ for typ in list(counts) if typ.isalpha() and is_opener(counts[typ])}
    going_on = measure_going_on(paths, proposed, starters | openers)
    pairs = {" ".join(pair) for pair in parameters.collocations if all(part.isalpha() for part in pair)}
    return {
        "abbreviations": " ".join(sorted(typ for typ in proposed if going_on[typ] >= MIN_GOING_ON)),
        "collocations": ", ".join(sorted(pairs)),
        "starters": " ".join(sorted(starters)),
        "openers": " ".join(sorted(openers - starters)),
    }


def main() -> None:
    """Read the folder of training text named first and write the JSON file named second."""
    parser = argparse.ArgumentParser(description="Train the Punkt parameters that the splitter ships.")
    parser.add_argument("folder", type=Path, help="holds the .jsonl.gz files named in SOURCES")
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    paths = [arguments.folder / f"{name}.jsonl.gz" for name in SOURCES]
    exported = json.dumps(train(paths), ensure_ascii=False, indent=0)
    arguments.output.write_text(exported + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
