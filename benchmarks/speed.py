"""Speed and memory of extractive briefs, beside sumy, lexrank and summa on the same sentences.

    python -m benchmarks.speed [--quick]

Each measurement has a process of its own, one after the other: inside it after imports and a warm-up on other
sentences, and as a whole, start-up included. No process summarizes one text twice, so that nothing is remembered.
sumy is used as its documentation shows: it parses the file, splits it, stems, and leaves its stop words out; a
second row keeps them, as its constructor does unless told otherwise, and takes half as long again. Its tokenizer
needs a download, so another stands in for it, which costs it nothing: of its time at 1,000 sentences all but 4 in
100 is similarity. Ours reads, cleans and splits the file, too, and what it writes is cited; lexrank gets its
sentences ready split. sumy's LexRank takes ten times as long for three times the sentences: ``--quick`` leaves the
peers' 3,000 out.
The *floor* is what no summarizer that splits and reads words as ours does can do without: the file read, split into
sentences and these into words, once. pytextrank is missing: it needs a model of spaCy that is no package.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeAlias

from benchmarks.datasets import ROOT, DataMissing, read_jsonl, shared_path
from benchmarks.tables import Row, print_table
from summarizer.splitting import split_text

Summarize: TypeAlias = Callable[[Path], object]

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
PEER_SIZES = (1_000, 3_000)
WARM, WARM_UP = "warm.txt", 200
"""Where other sentences are that a process summarizes first, and how many."""
CLUSTERS, CLUSTER_FOLDER = 100, "clusters"
WORDS = 250
SENTENCES = 10
"""What peers are asked for: about `WORDS` words of news."""
PARAGRAPH = 4
ARTICLE = 32
"""Sentences in a paragraph and in an article of the texts put together here."""
TIME_LIMIT_S = 1200.0
REPEATS, LONG_S = 3, 5.0
"""The fastest of three runs counts, as whatever else runs only slows; what takes long is run once."""
CORPORA = ("plain_wikinews_2019_2020", "plain_onestop", "plain_nltk_masc_written", "openstax_ccby")


# texts


def read_documents() -> Iterator[str]:
    """Yield news, then other plain English; invented words where the data is not on this machine."""
    try:
        yield from (d["text"] for c in read_jsonl(shared_path("summaries", "multi_news_100.jsonl.gz"))
                    for d in c["documents"])  # fmt: skip
        for name in CORPORA:
            yield from (line["text"] for line in read_jsonl(shared_path("plain", f"{name}.jsonl.gz")))
    except DataMissing as missing:
        print(f"{missing} Measuring on invented words instead.", file=sys.stderr)
        yield from invent_documents()


def invent_documents() -> Iterator[str]:
    """Yield documents of invented words whose frequencies fall as words' do."""
    draw = random.Random(1)
    syllables = [a + b for a in "bdfgklmnprst" for b in "aeiou"]
    words = ["".join(draw.choices(syllables, k=draw.randint(1, 4))) for _ in range(20_000)]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    while True:
        sentences = (" ".join(draw.choices(words, weights, k=draw.randint(8, 35))) for _ in range(ARTICLE))
        yield " ".join(sentence.capitalize() + "." for sentence in sentences)


def find_sentences(documents: Iterable[str]) -> Iterator[str]:
    """Yield the distinct whole sentences of 6 to 60 words."""
    seen: set[str] = set()
    for document in documents:
        for sentence in split_text(document):
            whole = sentence[0].isupper() and sentence[-1] in ".!?" and 6 <= sentence.count(" ") < 60
            if whole and sentence not in seen:
                seen.add(sentence)
                yield sentence


def write_texts(folder: Path) -> dict[int, Path]:
    """Write a text of each size, and one of the sentences of five seed articles; return size → path.

    Another process does it: what this one has held would count as the peak of each process that it starts.
    """
    run = run_process(["-m", "benchmarks.speed", "--write", str(folder)])
    if run is None:
        raise SystemExit(f"Writing the texts took longer than {TIME_LIMIT_S} s.")
    return {int(size): Path(path) for size, path in json.loads(run.output.splitlines()[-1]).items()}


def write_texts_here(folder: Path) -> dict[int, Path]:
    """Write the texts, and the clusters; return size → path."""
    write_clusters(folder)
    sentences = list(islice(find_sentences(read_documents()), SIZES[-1] + WARM_UP))
    write_text(folder / WARM, sentences[SIZES[-1] :])
    texts = {size: write_text(folder / f"{size}.txt", sentences[:size]) for size in SIZES}
    seeds = sorted((ROOT / "seeds").rglob("*.txt"))[:5]
    five = [sentence for path in seeds for sentence in split_text(path.read_text(encoding="utf-8"))]
    return {len(five): write_text(folder / "five.txt", five), **texts}


def write_clusters(folder: Path) -> None:
    """Write the first stories of a set, each as one text in a folder, and all as the lines of a batch beside it."""
    stories = islice(read_jsonl(shared_path("summaries", "multi_news_100.jsonl.gz")), CLUSTERS)
    texts = ["\n\n".join(document["text"] for document in story["documents"]) for story in stories]
    clusters = folder / CLUSTER_FOLDER
    clusters.mkdir()
    for number, text in enumerate(texts):
        write_text(clusters / f"{number:03}.txt", split_text(text))
    lines = (json.dumps({"id": str(at), "documents": [{"text": text}]}) for at, text in enumerate(texts))
    clusters.with_suffix(".jsonl").write_text("\n".join(lines), encoding="utf-8")


def write_text(path: Path, sentences: Sequence[str]) -> Path:
    """Write sentences in paragraphs, and beside them the list that peers get."""
    paragraphs = (" ".join(sentences[i : i + PARAGRAPH]) for i in range(0, len(sentences), PARAGRAPH))
    path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    path.with_suffix(".json").write_text(json.dumps(sentences), encoding="utf-8")
    return path


def read_sentences(path: Path) -> list[str]:
    """Return the sentences of a text as peers get them."""
    sentences: list[str] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return sentences


# systems: each returns, after its imports, what makes a summary of a file


class StandInTokenizer:
    """The two methods that sumy asks of a tokenizer, without the download that its own needs.

    sumy's splits into sentences with nltk's Punkt, and into words with nltk's rules, of which it keeps those
    that begin with a letter. Punkt's place is taken by `split_text`, which decides much as it does.
    """

    def __init__(self) -> None:
        from nltk.tokenize import NLTKWordTokenizer
        from sumy.nlp.tokenizers import Tokenizer

        self._split_words, self._is_word = NLTKWordTokenizer().tokenize, Tokenizer._is_word

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        """Return the sentences of a paragraph."""
        return tuple(split_text(paragraph))

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """Return the words of a sentence."""
        return tuple(filter(self._is_word, self._split_words(sentence)))


def load_ours() -> Summarize:
    """Return the extractive brief of one file."""
    from summarizer import BriefConfig, make_brief, read_articles

    config = BriefConfig(words=WORDS, mode="extractive")
    return lambda path: make_brief(read_articles([str(path)]), config).to_markdown()


def load_ours_as_story() -> Summarize:
    """Return the extractive brief of a file's sentences as one story of many articles."""
    from summarizer.config import BriefConfig
    from summarizer.pipeline import make_story_brief
    from summarizer.records import Article, content_id

    config = BriefConfig(words=WORDS, mode="extractive")

    def summarize(path: Path) -> str:
        sentences = read_sentences(path)
        parts = ["\n\n".join(sentences[i : i + ARTICLE]) for i in range(0, len(sentences), ARTICLE)]
        articles = [Article(content_id(part), f"{i}.txt", part) for i, part in enumerate(parts)]
        return make_story_brief(articles, config).to_markdown()

    return summarize


def load_floor() -> Summarize:
    """Return what reads a file, its sentences and their words, and does nothing with them."""
    from summarizer.vectorizing import find_words

    def tokenize(path: Path) -> object:
        text = path.read_text(encoding="utf-8")
        return [find_words(sentence) for sentence in split_text(text)]

    return tokenize


def load_sumy(with_stop_words: bool = True) -> Summarize:
    """Return sumy's LexRank of one file, with its stemmer, and its stop words as its documentation sets them."""
    from sumy.nlp.stemmers import Stemmer
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.utils import get_stop_words

    summarizer = LexRankSummarizer(Stemmer("english"))
    if with_stop_words:
        summarizer.stop_words = get_stop_words("english")
    tokenizer = StandInTokenizer()

    def summarize(path: Path) -> object:
        return summarizer(PlaintextParser.from_file(path, tokenizer).document, SENTENCES)

    return summarize


def load_lexrank() -> Summarize:
    """Return the lexrank package, document frequencies from the sentences themselves."""
    from lexrank import STOPWORDS, LexRank

    def summarize(path: Path) -> object:
        sentences = read_sentences(path)
        lexrank = LexRank([[sentence] for sentence in sentences], stopwords=STOPWORDS["en"])
        return lexrank.get_summary(sentences, summary_size=SENTENCES, threshold=0.1)

    return summarize


def load_summa() -> Summarize:
    """Return summa's TextRank; it splits the text itself."""
    from summa.summarizer import summarize

    return lambda path: summarize(path.read_text(encoding="utf-8"), words=WORDS)


OURS, STORY = "summarizer", "summarizer, one story of many articles"
FLOOR = "reading and tokenizing alone"
SUMY, SUMY_KEPT = "sumy LexRank", "sumy LexRank, stop words kept"
SYSTEMS: dict[str, Callable[[], Summarize]] = {
    OURS: load_ours,
    STORY: load_ours_as_story,
    FLOOR: load_floor,
    SUMY: load_sumy,
    SUMY_KEPT: partial(load_sumy, with_stop_words=False),
    "lexrank": load_lexrank,
    "summa": load_summa,
}


# measuring


class Run(NamedTuple):
    """What a process took: seconds by the clock, and the most memory it held."""

    seconds: float
    peak_mb: float
    output: str


def run_process(arguments: Sequence[str]) -> Run | None:
    """Run Python with these arguments; None where it takes longer than `TIME_LIMIT_S`.

    Raises:
        SystemExit: it failed; what it wrote to stderr says why.
    """
    with tempfile.TemporaryFile("w+") as output:
        start = time.perf_counter()
        process = subprocess.Popen([sys.executable, *arguments], stdout=output, cwd=ROOT)
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            seconds = time.perf_counter() - start
            if pid or seconds > TIME_LIMIT_S:
                break
            time.sleep(0.002)
        if not pid:
            process.kill()
            process.wait()
            return None
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"Failed with {process.returncode}: python {' '.join(arguments)}")
        output.seek(0)
        return Run(seconds, usage.ru_maxrss / 1024, output.read())


def time_inside(system: str, path: Path) -> dict[str, float]:
    """Return seconds and peak memory of one summary, in a process that has imported and warmed up."""
    runs: list[Run] = []

    def run_once() -> float:
        run = run_process(["-m", "benchmarks.speed", "--inside", system, str(path)])
        if run is None:
            return math.inf
        runs.append(run)
        return float(json.loads(run.output.splitlines()[-1]))

    seconds = fastest(run_once)
    peak = {"peak, MB": max(run.peak_mb for run in runs)} if runs else {}
    return {"in process, s": seconds, **peak}


def time_whole(system: str, path: Path) -> dict[str, float]:
    """Return the seconds of a whole process: the command line for us, the same script for a peer."""
    how = ("--words", str(WORDS), "--mode", "extractive")
    if system != OURS:
        code = f"import sys, benchmarks.speed as s; print(*map(s.SYSTEMS[{system!r}](), s.texts_in(sys.argv[1])))"
        arguments = ["-c", code, str(path)]
    elif path.is_dir():
        batch = str(path.with_suffix(".jsonl"))
        arguments = [
            "-m",
            "summarizer",
            "batch",
            batch,
            *how,
            "--workers",
            "1",
            "-o",
            f"{batch}.briefs.jsonl",
        ]
    else:
        arguments = ["-m", "summarizer", "brief", str(path), *how]

    def run_once() -> float:
        run = run_process(arguments)
        return run.seconds if run else math.inf

    return {"whole process, s": fastest(run_once)}


def time_here(system: str, path: Path) -> float:
    """Return the seconds of one summary in this process, or of one for each text, after a warm-up on others."""
    summarize = SYSTEMS[system]()
    summarize(path.with_name(WARM))
    start = time.perf_counter()
    for text in texts_in(path):
        summarize(text)
    return time.perf_counter() - start


def texts_in(path: str | Path) -> list[Path]:
    """Return the texts in a folder, or the text itself."""
    return sorted(Path(path).glob("*.txt")) if Path(path).is_dir() else [Path(path)]


def fastest(measure_once: Callable[[], float]) -> float:
    """Return the least of up to `REPEATS` measurements; a long one is not repeated."""
    seconds = [measure_once()]
    while len(seconds) < REPEATS and sum(seconds) < LONG_S:
        seconds.append(measure_once())
    return min(seconds)


def measure_size(size: int | str, path: Path, systems: Sequence[str]) -> list[dict[str, object]]:
    """Return a row for each system on one text, with how many times longer than ours it takes."""
    rows: list[dict[str, object]] = []
    for system in systems:
        times = time_inside(system, path)
        if system in (OURS, SUMY, SUMY_KEPT):
            times |= time_whole(system, path)
        rows.append({"sentences": size, "system": system, **times})
    for row in rows:
        for name in ("in process", "whole process"):
            if row["system"] != OURS and f"{name}, s" in row:
                row[f"times ours, {name}"] = row[f"{name}, s"] / rows[0][f"{name}, s"]  # type: ignore[operator]
    return rows


def note_growth(rows: Sequence[dict[str, object]]) -> None:
    """Add to the largest text's rows how time grows from 3,000 sentences on: the exponent of n."""
    for system in (OURS, STORY):
        seconds = {row["sentences"]: row["in process, s"] for row in rows if row["system"] == system}
        for size in (30_000, 100_000):
            ratio = seconds[size] / seconds[3_000]  # type: ignore[operator]
            last = next(row for row in rows if row["system"] == system and row["sentences"] == size)
            last["growth from 3,000"] = f"n^{math.log(ratio, size / 3_000):.2f}"


def measure(quick: bool = False) -> list[Row]:
    """Return a row for each system and size."""
    rows: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size, path in write_texts(folder).items():
            peers = size < PEER_SIZES[-1] or (size == PEER_SIZES[-1] and not quick)
            rows += measure_size(size, path, list(SYSTEMS) if peers else [OURS, STORY, FLOOR])
        rows += measure_size(f"{CLUSTERS} clusters", folder / CLUSTER_FOLDER, list(SYSTEMS))
    note_growth(rows)
    return list(rows)


def main() -> None:
    """Print the table; with ``--inside``, time one system in this process and print the seconds."""
    parser = argparse.ArgumentParser(description="Speed and memory beside sumy, lexrank and summa.")
    parser.add_argument("--quick", action="store_true", help="leave out 3,000 sentences for peers")
    parser.add_argument("--inside", nargs=2, metavar=("SYSTEM", "FILE"), help=argparse.SUPPRESS)
    parser.add_argument("--write", type=Path, metavar="FOLDER", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.inside:
        print(time_here(arguments.inside[0], Path(arguments.inside[1])))
    elif arguments.write:
        print(json.dumps({size: str(path) for size, path in write_texts_here(arguments.write).items()}))
    else:
        print_table("Speed", measure(arguments.quick))


if __name__ == "__main__":
    main()
