"""Quality may not fall unnoticed: floors on corpora that are not part of the project, each named by its hash.

A floor stands in tests/cases/quality_floors.json beside the SHA-256 of the data it was measured on. To lower
one is an edit of that file, to be explained by whoever makes it.
"""

from __future__ import annotations

import gzip
import json
import os
from collections import Counter
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.datasets import read_jsonl
from benchmarks.quality import extractive, score_system
from summarizer.checking import check_statement
from summarizer.comparing import compare_sentences
from summarizer.config import BriefConfig
from summarizer.contradicting import contradicts
from summarizer.deduplicating import SAME_CLAIM, same_claim_scores
from summarizer.grouping import group_articles
from summarizer.measuring.evaluation import lead_sentences
from summarizer.pipeline import make_story_brief
from summarizer.records import Mode, Sentence
from summarizer.verifying import verify_brief
from tests.brief_factory import make_article
from tests.story_factory import make_articles

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("SUMMARIZER_SHARED") or HERE.parents[1] / "shared") / "data"
FLOORS: dict[str, dict[str, Any]] = json.loads((HERE / "cases" / "quality_floors.json").read_text("utf-8"))


def find_data(name: str) -> Path:
    """Return the path of a set; skip the test where it is absent or is another than the floors' own."""
    path = DATA / str(FLOORS[name]["path"])
    if not path.exists():
        pytest.skip(f"no {path}: name the folder that holds data/ in SUMMARIZER_SHARED")
    found = sha256(gzip.decompress(path.read_bytes())).hexdigest()
    assert found == FLOORS[name]["sha256"], f"{path} is not the data that the floors were measured on"
    return path


def check_floors(name: str, measured: dict[str, float]) -> None:
    floors = FLOORS[name]["floors"]
    assert measured.keys() == floors.keys()
    below = {key: (measured[key], floors[key]) for key in floors if measured[key] < floors[key]}
    assert not below, f"measured, floor: {below}"


def test_briefs_are_as_close_to_human_summaries() -> None:
    lines = list(islice(read_jsonl(find_data("summaries")), FLOORS["summaries"]["lines"]))
    words = FLOORS["summaries"]["words"]
    scores, lead = (score_system(system, lines, words) for system in (extractive, lead_sentences))
    check_floors("summaries", {name: float(scores[name]) for name in ("R1", "R2")})
    assert scores["R1"] > lead["R1"]
    assert scores["R2"] > lead["R2"]
    assert scores["words"] <= words


@pytest.mark.parametrize(("mode", "first", "last"), [("extractive", 0, 60), ("abstractive", 60, 75)])
def test_what_is_told_of_real_news_can_be_verified(mode: Mode, first: int, last: int) -> None:
    told = 0
    for line in islice(read_jsonl(find_data("summaries")), first, last):
        articles = make_articles(*(document["text"] for document in line["documents"]))
        brief = make_story_brief(articles, BriefConfig(words=226, mode=mode))
        found = verify_brief(brief, score_support=check_statement).statements
        assert [(one.text, one.reasons) for one in found if one.status != "intact"] == []
        told += len(found)
    assert told > 6 * (last - first)


def test_same_claims_are_told_from_others() -> None:
    pairs = list(read_jsonl(find_data("pairs")))
    texts = [text for pair in pairs for text in (pair["s1"], pair["s2"])]
    space = compare_sentences([Sentence(f"{at}", 0, 0, len(text), text) for at, text in enumerate(texts)])
    scores = same_claim_scores(space, space.row_of[0::2], space.row_of[1::2])
    told = np.array(
        [
            score >= SAME_CLAIM and not contradicts(pair["s1"], pair["s2"])
            for score, pair in zip(scores.tolist(), pairs, strict=True)
        ]
    )
    gold = np.array([pair["label"] == 1 for pair in pairs])
    measured = {"accuracy": (told == gold).mean(), "precision": gold[told].mean()}
    check_floors("pairs", {name: float(value) for name, value in measured.items()})


def test_stories_are_the_events() -> None:
    lines = list(read_jsonl(find_data("stories")))
    articles = [make_article("\n".join(line["sentences"]), origin=line["doc_id"]) for line in lines]
    event = {line["doc_id"]: (line["topic"], line["event"]) for line in lines}
    groups = [[event[article.origin] for article in story.articles] for story in group_articles(articles)]
    sizes = Counter(event.values())
    shared = [count**2 / len(group) for group in groups for count in Counter(group).values()]
    found = [count**2 / sizes[name] for group in groups for name, count in Counter(group).items()]
    precision, recall = sum(shared) / len(lines), sum(found) / len(lines)
    check_floors("stories", {"B-cubed F": 2 * precision * recall / (precision + recall)})


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_floors_are_worth_having(name: str) -> None:
    for key, floor in FLOORS[name]["floors"].items():
        assert floor >= FLOORS[name]["without"][key], "a floor below what no work at all would reach"
