"""How well the compact condenser shortens, fuses and condenses, and how fast; and what it writes, to be read.

    python -m benchmarks.condensing [tight] [fusion] [briefs] [speed] [--sets SET ...] [--limit N]
    python -m benchmarks.condensing --show 20 --seed 1
    python -m benchmarks.condensing --statements 40 --seed 1 [--condensed]

*Tight*: the validation pairs of gsc_eval_rest9000, which are those lines whose number, from 0, is divisible by
ten; training leaves them alone. F1 is that of words, small and without marks, as multisets, and its mean over
sentences; the ratio is words told by words of the source.
*Fusion*: 500 of CNN's and Daily Mail's pairs of sentences drawn by a fixed seed, on none of which anything was
trained. Their references are highlights that people wrote, in words of their own. wikisplit's pairs train the
condenser, and so they are left out. Baselines are also cut to the words that the condenser wrote.
*Briefs*: whole briefs in both modes against human summaries, as they are and cut, story by story, to the words
of the shorter one.
*Speed*: claims that briefs of multi_news_100 would tell; the fastest of three counts. Loading is timed in
processes of their own. The seconds of all processors together hardly change with what else the machine does.

``--show`` and ``--statements`` draw by the seed and print what was written as it is.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import partial
from statistics import fmean, median
from typing import TYPE_CHECKING, Any, TypeAlias

from benchmarks.datasets import ROOT, read_jsonl, shared_path
from benchmarks.quality import SETS
from benchmarks.tables import Row, print_table
from summarizer.batching import brief_story, read_documents
from summarizer.cleaning import clean_article
from summarizer.condensing.compact import load_compact
from summarizer.config import BriefConfig
from summarizer.measuring.evaluation import lead_sentences
from summarizer.measuring.rouge import Rouge, bootstrap_interval, put_on_lines, score_rouge
from summarizer.pipeline import tell_story
from summarizer.records import Mode, Story, content_id

if TYPE_CHECKING:
    from summarizer.protocols import Condenser

Claim: TypeAlias = list[str]
Json: TypeAlias = Mapping[str, Any]

VALIDATION_STEP = 10
"""Each tenth line of the cased pairs is for validation; `training.train_condenser` never reads it."""

FUSIONS, FUSION_SEED = 500, 20241120
CLAIM_STORIES = ("multi_news_100", 226)
"""Where claims come from, and the words of the briefs that would tell them."""

SPEED_STORIES, LOADS, REPEATS = 30, 5, 3


# what the claims of a brief are


class ClaimRecorder:
    """A `Condenser` that writes nothing and remembers what it was asked to condense."""

    name = "compact"

    def __init__(self) -> None:
        self.claims: list[Claim] = []

    def condense(self, sentences: Sequence[str]) -> str:
        """Return nothing."""
        return self.condense_many([sentences])[0]

    def condense_many(self, claims: Sequence[Sequence[str]], words: int | None = None) -> list[str]:
        """Return nothing for each of the claims."""
        self.claims += [list(claim) for claim in claims]
        return [""] * len(claims)


def read_stories(name: str, limit: int | None = None) -> Sequence[Json]:
    """Return the first lines of a set of stories, or all."""
    return list(read_jsonl(shared_path("summaries", f"{name}.jsonl.gz")))[:limit]


def find_claims(line: Json, words: int) -> list[Claim]:
    """Return the claims that a brief of so many words of this story asks a condenser for."""
    articles = tuple(clean_article(article) for article in read_documents(dict(line))[1].values())
    recorder = ClaimRecorder()
    tell_story(
        Story(content_id("story", articles[0].id), articles), words, BriefConfig(words=words), recorder
    )
    return recorder.claims


# words


def cut_words(text: str, count: int) -> str:
    """Return the first so many words of a text, split at white space."""
    return " ".join(text.split()[:count])


def spell_tokens(text: str) -> str:
    """Return a corpus's tokens as people write them, without spaces before marks."""
    text = re.sub(r"(?<=\w) (?='(?:s|re|ve|ll|d|m)\b|n't\b)", "", text.replace("``", '"').replace("''", '"'))
    return re.sub(r" (?=[,.;:?!)])|(?<=[($]) ", "", text.replace("-LRB-", "(").replace("-RRB-", ")"))


def bag_words(text: str) -> Counter[str]:
    """Return the words of a text, small and without marks; the references space hyphens out, so none joins two."""
    return Counter(re.findall(r"\w+", text.lower()))


def score_words(told: str, reference: str) -> float:
    """Return the F1 of two texts' words as multisets."""
    ours, theirs = bag_words(told), bag_words(reference)
    size = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / size if size else 1.0


def share_told(told: str, source: str) -> float:
    """Return words told by words of the source, as `bag_words` counts them."""
    return bag_words(told).total() / max(bag_words(source).total(), 1)


# single sentences


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence, or two, and what people made of them."""

    sources: tuple[str, ...]
    target: str


def read_validation(limit: int | None = None) -> list[Pair]:
    """Return the pairs that are held out for validation."""
    lines = list(read_jsonl(shared_path("condensing", "gsc_eval_rest9000.jsonl.gz")))[::VALIDATION_STEP]
    return [Pair((line["src"][0],), line["tgt"]) for line in lines[:limit]]


def measure_tight(limit: int | None = None) -> list[Row]:
    """Return a row for each setting and baseline on the validation pairs."""
    pairs = read_validation(limit)
    sources, targets = [pair.sources[0] for pair in pairs], [pair.target for pair in pairs]
    claims = [[source] for source in sources]
    ratio = fmean(map(share_told, targets, sources))
    shares = [round(ratio * len(source.split())) for source in sources]
    systems: dict[str, Sequence[str]] = {
        "compact, tight": load_compact(tight=True).condense_many(claims),
        "compact, standard": load_compact().condense_many(claims),
        "first ten words": [cut_words(source, 10) for source in sources],
        f"first words, {100 * ratio:.0f} % of them": list(map(cut_words, sources, shares)),
        "the sentence": sources,
        "the references": targets,
    }
    return [_tight_row(name, told, pairs) for name, told in systems.items()]


def _tight_row(name: str, told: Sequence[str], pairs: Sequence[Pair]) -> Row:
    scores = [score_words(text, pair.target) for text, pair in zip(told, pairs, strict=True)]
    low, high = bootstrap_interval(scores) or (0.0, 0.0)
    exact = [bag_words(text) == bag_words(pair.target) for text, pair in zip(told, pairs, strict=True)]
    return {
        "by": name,
        "sentences": len(pairs),
        "F1": fmean(scores),
        "95 %": f"{low:.3f} – {high:.3f}",
        "ratio": fmean(share_told(text, pair.sources[0]) for text, pair in zip(told, pairs, strict=True)),
        "% exact": f"{100 * fmean(exact):.1f}",
    }


# two sentences


def read_fusions(limit: int | None = None) -> list[Pair]:
    """Return the same pairs of news sentences each time."""
    lines = list(read_jsonl(shared_path("condensing", "fusion_cnndm_heur_train.jsonl.gz")))
    drawn = random.Random(FUSION_SEED).sample(lines, FUSIONS)[:limit]
    return [Pair(tuple(map(spell_tokens, line["src"])), spell_tokens(line["tgt"])) for line in drawn]


def measure_fusion(limit: int | None = None) -> list[Row]:
    """Return a row for each setting and baseline; baselines also cut to what each of them wrote."""
    pairs = read_fusions(limit)
    tight = load_compact(tight=True)
    ours = {
        "compact, standard": load_compact().condense_many([list(pair.sources) for pair in pairs]),
        "compact, tight": tight.condense_many([list(pair.sources) for pair in pairs]),
        "both, each tight": [
            " ".join(tight.condense_many([[one] for one in pair.sources])) for pair in pairs
        ],
    }
    first = [pair.sources[0] for pair in pairs]
    better = "the better sentence, by the reference"
    rows = [_fusion_row(name, told, pairs) for name, told in ours.items()]
    rows.append(_fusion_row("the first sentence", first, pairs))
    rows.append(_fusion_row("both sentences", [" ".join(pair.sources) for pair in pairs], pairs))
    rows.append(_fusion_row(better, [_better(pair, None) for pair in pairs], pairs))
    for name, told in ours.items():
        counts = [len(text.split()) for text in told]
        rows.append(_fusion_row("the first sentence", list(map(cut_words, first, counts)), pairs, name))
        cut = [_better(pair, count) for pair, count in zip(pairs, counts, strict=True)]
        rows.append(_fusion_row(better, cut, pairs, name))
    return rows


def _better(pair: Pair, count: int | None) -> str:
    """Return the one of the sentences, cut to so many words, that comes closer to the reference."""
    texts = [" ".join(source.split()[:count]) for source in pair.sources]
    return max(texts, key=lambda text: score_rouge(text, [pair.target]).one)


def _fusion_row(by: str, told: Sequence[str], pairs: Sequence[Pair], cut: str = "") -> Row:
    scores = [score_rouge(text, [pair.target]) for text, pair in zip(told, pairs, strict=True)]
    return {
        "by": by,
        "cut to the words of": cut,
        "words": fmean(len(text.split()) for text in told),
        **_rouge_cells(scores),
    }


def _rouge_cells(scores: Sequence[Rouge], *, summary: bool = False) -> dict[str, str]:
    """Return mean ROUGE in percent, RL or, for texts of several sentences, RLsum last."""
    means = [100 * fmean(column) for column in zip(*map(astuple, scores), strict=True)]
    names = ("R1", "R2", "RL", "RLsum")[: 3 + summary]
    return {name: f"{mean:.1f}" for name, mean in zip(names, means, strict=False)}


# whole briefs


@dataclass(frozen=True, slots=True)
class Told:
    """What one system told of a story.

    Attributes:
        labels: of each statement; none for leads.
    """

    text: str
    labels: tuple[tuple[str, ...], ...] = ()

    def count(self, label: str) -> int:
        """Return how many statements have a label."""
        return sum(label in own for own in self.labels)


def tell_brief(line: Json, words: int, mode: Mode) -> Told:
    """Return a brief's statements, one on a line."""
    record: dict[str, Any] = brief_story(dict(line), BriefConfig(words=words, mode=mode))
    return Told(record["text"], tuple(tuple(statement["labels"]) for statement in record["statements"]))


SYSTEMS: Mapping[str, Callable[[Json, int], Told]] = {
    "lead": lambda line, words: Told(lead_sentences(line, words)),
    "extractive": lambda line, words: tell_brief(line, words, "extractive"),
    "abstractive": lambda line, words: tell_brief(line, words, "abstractive"),
}


def measure_briefs(sets: Sequence[tuple[str, int]] = SETS, limit: int | None = None) -> list[Row]:
    """Return rows for each set: the systems as they are, and both modes cut to one length."""
    return [row for name, words in sets for row in _measure_set(name, words, read_stories(name, limit))]


def _measure_set(name: str, words: int, lines: Sequence[Json]) -> Iterator[Row]:
    told = {system: [tell(line, words) for line in lines] for system, tell in SYSTEMS.items()}
    for system, texts in told.items():
        row = _brief_row([one.text for one in texts], lines)
        yield {"set": name, "stories": len(lines), "by": system, **row, **_label_cells(texts)}
    modes = ("extractive", "abstractive")
    lengths = [min(len(told[mode][at].text.split()) for mode in modes) for at in range(len(lines))]
    for mode in modes:
        cut = [cut_lines(one.text, count) for one, count in zip(told[mode], lengths, strict=True)]
        yield {"set": name, "stories": len(lines), "by": f"{mode}, cut", **_brief_row(cut, lines)}


def _brief_row(texts: Sequence[str], lines: Sequence[Json]) -> Row:
    scores = [
        score_rouge(put_on_lines(text), [put_on_lines(reference) for reference in line["summaries"]])
        for text, line in zip(texts, lines, strict=True)
    ]
    low, high = bootstrap_interval(score.two for score in scores) or (0.0, 0.0)
    interval = {"R2, 95 %": f"{100 * low:.1f} – {100 * high:.1f}"}
    return {
        "words": fmean(len(text.split()) for text in texts),
        **_rouge_cells(scores, summary=True),
        **interval,
    }


def cut_lines(text: str, count: int) -> str:
    """Return the first so many words of a text, its lines as they are."""
    lines: list[str] = []
    for line in text.splitlines():
        lines.append(cut_words(line, count))
        count -= len(line.split())
        if count <= 0:
            break
    return "\n".join(lines)


def _label_cells(told: Sequence[Told]) -> Row:
    """Return how many statements there are, and how they came about; empty for leads."""
    labels = ("condensed", "quoted", "replaced")
    if not any(one.labels for one in told):
        return {}
    counts = {label: sum(one.count(label) for one in told) for label in labels}
    return {"statements": sum(len(one.labels) for one in told), **counts}


# speed


@dataclass(frozen=True, slots=True)
class Taken:
    """What something took: seconds by the clock, and of all processors together."""

    clock: float
    processors: float


def measure_speed(limit: int | None = None) -> list[Row]:
    """Return what loading and condensing take, beside the extractive briefs of the same stories."""
    lines = read_stories(CLAIM_STORIES[0], limit or SPEED_STORIES)
    words = CLAIM_STORIES[1]
    claims = [claim for line in lines for claim in find_claims(line, words)]
    extractive = time_fastest(lambda: [tell_brief(line, words, "extractive") for line in lines])
    tell_brief(lines[0], words, "abstractive")
    abstractive = time_fastest(lambda: [tell_brief(line, words, "abstractive") for line in lines])
    taken = {
        "extractive briefs that they are claims of": extractive,
        "condensing them, standard": time_fastest(partial(load_compact().condense_many, claims)),
        "condensing them, tight": time_fastest(partial(load_compact(tight=True).condense_many, claims)),
        "abstractive briefs, checks included": abstractive,
    }
    return [_loading_row(), *(_pace_row(what, len(claims), one, extractive) for what, one in taken.items())]


def _pace_row(what: str, claims: int, taken: Taken, extractive: Taken) -> Row:
    return {
        "what": what,
        "claims": claims,
        "seconds": taken.clock,
        "seconds of processors": taken.processors,
        "claims a second": claims / taken.clock,
        "a second of one processor": claims / taken.processors,
        "times the extractive briefs": taken.clock / extractive.clock,
    }


def time_fastest(measured: Callable[[], object]) -> Taken:
    """Return the least of some measurements: whatever else runs only slows."""

    def time_once() -> Taken:
        clock, processors = time.perf_counter(), time.process_time()
        measured()
        return Taken(time.perf_counter() - clock, time.process_time() - processors)

    return min((time_once() for _ in range(REPEATS)), key=lambda taken: taken.clock)


LOAD = """
import json, time
begun = time.perf_counter()
from summarizer.condensing.compact import load_compact
condenser = load_compact()
condenser.condense(["The ferry sank off Corran on Monday, the harbour office said, and nobody was hurt."])
seconds, processors = time.perf_counter() - begun, time.process_time()
from summarizer.measuring.running import peak_memory
peak = peak_memory()
claim = ["The ferry sank off Corran on Monday, the harbour office said, and nobody of the forty on board was hurt."]
condenser.condense_many([claim] * 200)
print(json.dumps({"seconds": seconds, "processors": processors, "peak_mb": peak, "peak_used_mb": peak_memory()}))
"""
"""What a process of its own does; the first claim is condensed before the clock stops."""


def _loading_row() -> Row:
    """Return the median of the seconds that a fresh process takes to load, and what it holds at most."""
    command = [sys.executable, "-c", LOAD]
    runs = [
        json.loads(subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout)
        for _ in range(LOADS)
    ]
    return {
        "what": f"import, load and first claim, median of {LOADS} processes",
        "seconds": median(run["seconds"] for run in runs),
        "seconds of processors": median(run["processors"] for run in runs),
        "peak, MB": median(run["peak_mb"] for run in runs),
        "peak after 200 claims, MB": median(run["peak_used_mb"] for run in runs),
    }


# what is to be read


def draw_claims(count: int, seed: int, stories: int | None = None) -> list[Claim]:
    """Return claims of multi_news_100, drawn by a seed among all that briefs of it would condense."""
    name, words = CLAIM_STORIES
    claims = [claim for line in read_stories(name, stories) for claim in find_claims(line, words)]
    return random.Random(seed).sample(claims, min(count, len(claims)))


def show_claims(count: int, seed: int, stories: int | None = None) -> Iterator[str]:
    """Yield lines of Markdown: claims, and what the condenser writes of each, unedited."""
    claims = draw_claims(count, seed, stories)
    condensers: dict[str, Condenser] = {"standard": load_compact(), "tight": load_compact(tight=True)}
    told = {name: condenser.condense_many(claims) for name, condenser in condensers.items()}
    for number, claim in enumerate(claims, 1):
        yield f"{number}. {claim[0]}"
        yield from (f"   - *{name}*: {texts[number - 1]}" for name, texts in told.items())


def draw_statements(
    count: int, seed: int, stories: int | None = None, condensed: bool = False
) -> list[dict[str, Any]]:
    """Return statements of abstractive briefs of multi_news_100, as `batch` writes them, drawn by a seed.

    Args:
        count: how many.
        seed: of the draw.
        stories: of how many stories, the first ones; None takes all.
        condensed: draw among condensed statements alone.
    """
    name, words = CLAIM_STORIES
    config = BriefConfig(words=words, mode="abstractive")
    found = []
    for line in read_stories(name, stories):
        record: dict[str, Any] = brief_story(dict(line), config)
        found += [{"story": line["id"], **statement} for statement in record["statements"]]
    if condensed:
        found = [statement for statement in found if "condensed" in statement["labels"]]
    return random.Random(seed).sample(found, min(count, len(found)))


def show_statements(statements: Sequence[Json]) -> Iterator[str]:
    """Yield lines of Markdown: each statement with its labels, its support, and the words that it cites."""
    for number, statement in enumerate(statements, 1):
        notes = ", ".join(
            [*statement["labels"], f"support {statement['support']:.2f}", str(statement["story"])]
        )
        yield f"{number}. {statement['text']} *({notes})*"
        for citation in statement["citations"]:
            quote = " ".join(citation["quote"].split())
            role = "" if citation["role"] == "support" else f" *({citation['role']})*"
            yield f"   - [{citation['document']}] {quote}{role}"


# the command line

PARTS: Mapping[str, str] = {
    "tight": "Condensing: the validation pairs",
    "fusion": "Condensing: two sentences into one",
    "briefs": "Condensing: briefs against human summaries, ROUGE F1",
    "speed": "Condensing: speed",
}


def measure() -> list[Row]:
    """Return the validation pairs' rows; `main` prints the other tables as well."""
    return measure_tight()


def measure_part(part: str, limit: int | None, sets: Sequence[str]) -> list[Row]:
    """Return the rows of one table."""
    if part == "briefs":
        return measure_briefs([(name, words) for name, words in SETS if not sets or name in sets], limit)
    measures = {"tight": measure_tight, "fusion": measure_fusion, "speed": measure_speed}
    return measures[part](limit)


def parse_arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description="What the compact condenser does, measured and shown.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; none: all")
    parser.add_argument("--sets", nargs="+", default=[], choices=[name for name, _ in SETS])
    parser.add_argument("--limit", type=int, help="pairs or stories, the first ones; all unless given")
    parser.add_argument("--show", type=int, metavar="N", help="print N claims and what is written of them")
    parser.add_argument("--statements", type=int, metavar="N", help="print N statements with what they cite")
    parser.add_argument("--condensed", action="store_true", help="draw statements among condensed ones alone")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if unknown := sorted(set(arguments.parts) - set(PARTS)):
        parser.error(f"there is no {', '.join(unknown)}; choose from {', '.join(PARTS)}")
    return arguments


def main() -> None:
    """Print the tables or the texts that the command line asks for."""
    asked = parse_arguments()
    if asked.show:
        print("\n".join(show_claims(asked.show, asked.seed, asked.limit)))
    if asked.statements:
        drawn = draw_statements(asked.statements, asked.seed, asked.limit, asked.condensed)
        print("\n".join(show_statements(drawn)))
    if asked.show or asked.statements:
        return
    for part in asked.parts or PARTS:
        print_table(PARTS[part], measure_part(part, asked.limit, asked.sets))


if __name__ == "__main__":
    main()
