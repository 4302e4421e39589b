"""What condenses: the model that was named, the shipped one, or none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.condensing import compact, onnx
from summarizer.condensing.choosing import choose_condenser, condenses_language, writes_whole_stories
from summarizer.condensing.reports import Reports
from summarizer.config import BriefConfig
from summarizer.errors import ModelError
from tests.condensing_factory import Scripted, cut_to


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Forget what was loaded, before and after."""
    forget()
    yield
    forget()


def forget() -> None:
    from summarizer.condensing import choosing

    choosing.choose_condenser.cache_clear()
    choosing._shipped.cache_clear()
    onnx.load_session.cache_clear()


@pytest.fixture
def without_weights(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Take the shipped weights away."""
    monkeypatch.setattr(compact, "WEIGHTS", tmp_path)


def test_quoting_loads_nothing() -> None:
    assert choose_condenser(BriefConfig(mode="extractive")) is None
    assert choose_condenser(BriefConfig(mode="extractive", model="./no-such-folder")) is None


@pytest.mark.parametrize(
    ("config", "name"),
    [
        (BriefConfig(), "compact"),
        (BriefConfig(mode="abstractive"), "compact"),
        (BriefConfig(model="compact-tight"), "compact-tight"),
        (BriefConfig(mode="abstractive", model="compact-tight", offline=True), "compact-tight"),
    ],
)
def test_the_shipped_one_condenses_unless_another_is_named(config: BriefConfig, name: str) -> None:
    condenser = choose_condenser(config)
    assert condenser is not None
    assert condenser.name == name


def test_a_model_is_loaded_once() -> None:
    assert choose_condenser(BriefConfig()) is choose_condenser(BriefConfig())


@pytest.mark.usefixtures("without_weights")
def test_without_weights_the_sources_are_quoted_and_the_user_is_told() -> None:
    told: list[str] = []
    assert choose_condenser(BriefConfig(), Reports(tell=told.append)) is None
    (note,) = told
    assert note.startswith("note: the sources are quoted")


@pytest.mark.usefixtures("without_weights")
@pytest.mark.parametrize(
    "config", [BriefConfig(mode="abstractive"), BriefConfig(model="compact"), BriefConfig(model="./missing")]
)
def test_what_was_asked_for_and_is_not_there_is_an_error(config: BriefConfig) -> None:
    with pytest.raises(ModelError):
        choose_condenser(config)


def test_the_shipped_one_knows_english_and_of_others_their_user_decides() -> None:
    shipped = choose_condenser(BriefConfig())
    assert shipped is not None
    assert condenses_language(shipped, "en")
    assert not condenses_language(shipped, "de")
    other = Scripted(cut_to(8), name="http://localhost:9/v1#m")
    assert condenses_language(other, "de")


class Writing(Scripted):
    """A condenser that can write whole stories."""

    def condense_story(self, documents: list[list[str]], words: int) -> list[str]:
        """Return nothing."""
        return []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("allenai/PRIMERA-multinews", True),
        ("google/pegasus-multi_news", True),
        ("some/bart-large-cnn", False),
    ],
)
def test_whole_stories_are_written_by_models_that_were_trained_to(name: str, expected: bool) -> None:
    assert writes_whole_stories(Writing(cut_to(8), name=name)) is expected
    assert not writes_whole_stories(Scripted(cut_to(8), name=name))
