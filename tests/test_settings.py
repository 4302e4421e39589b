from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.config import LENGTHS, BriefConfig
from summarizer.errors import ConfigError
from summarizer.settings import KEYS, Settings, load_settings, unknown_variables


def load(
    tmp_path: Path,
    flags: dict[str, object] | None = None,
    environ: dict[str, str] | None = None,
    project: str | None = None,
    user: str | None = None,
) -> Settings:
    """Load settings from these places alone."""
    folder = tmp_path / "project"
    folder.mkdir(exist_ok=True)
    if project is not None:
        (folder / "summarizer.toml").write_text(project, encoding="utf-8")
    user_file = tmp_path / "user.toml"
    if user is not None:
        user_file.write_text(user, encoding="utf-8")
    return load_settings(flags or {}, environ or {}, folder, user_file)


def test_without_any_place_everything_is_its_default(tmp_path: Path) -> None:
    settings = load(tmp_path)
    assert settings.brief == BriefConfig()
    assert set(settings.origins.values()) == {"default"}
    assert list(settings.origins) == list(KEYS)


def test_each_place_wins_over_those_below_it(tmp_path: Path) -> None:
    places = {
        "user": "words = 101",
        "project": "words = 102",
        "environ": {"SUMMARIZER_WORDS": "103"},
        "flags": {"words": 104},
    }
    given_places: dict[str, object] = {}
    for expected, (name, value) in enumerate(places.items(), 101):
        given_places[name] = value
        assert load(tmp_path, **given_places).brief.words == expected  # type: ignore[arg-type]


def test_every_value_tells_where_it_comes_from(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        flags={"focus": "the bridge", "title": None, "format": []},
        environ={"SUMMARIZER_OFFLINE": "yes", "SUMMARIZER_LANGUAGE": "EN"},
        project="front_matter = true",
        user='format = ["md", "html"]\nlength = "long"',
    )
    origins = {key: origin for key, origin in settings.origins.items() if origin != "default"}
    assert origins == {
        "focus": "flag --focus",
        "offline": "environment SUMMARIZER_OFFLINE",
        "language": "environment SUMMARIZER_LANGUAGE",
        "front_matter": f"project file {tmp_path / 'project' / 'summarizer.toml'}",
        "format": f"user file {tmp_path / 'user.toml'}",
        "words": f"user file {tmp_path / 'user.toml'} length long",
    }
    assert settings.brief.words == LENGTHS["long"]
    assert settings.brief.language == "en"
    assert settings.format == ("md", "html")
    assert settings.brief.offline is True


def test_the_project_file_is_found_from_a_folder_below(tmp_path: Path) -> None:
    (tmp_path / "summarizer.toml").write_text("words = 99\n")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert load_settings({}, {}, below, tmp_path / "none.toml").brief.words == 99


def test_a_flag_for_the_length_wins_over_words_in_a_file(tmp_path: Path) -> None:
    settings = load(tmp_path, flags={"length": "short"}, project="words = 400")
    assert settings.brief.words == LENGTHS["short"]
    assert settings.origins["words"] == "flag --length short"


def test_a_byte_order_mark_in_a_file_does_no_harm(tmp_path: Path) -> None:
    assert load(tmp_path, project="\ufeffwords = 77\n").brief.words == 77


@pytest.mark.parametrize(
    ("project", "message", "hint"),
    [
        ("wrods = 100", "wrods is not a setting", "Did you mean words?"),
        ("front-matter = true", "front-matter is not a setting", "Did you mean front_matter?"),
        ("[delivery]\nto = 'x'", "delivery is not a setting", "Did you mean deliver?"),
        ("[quux]\nup = 'x'", "quux is not a setting", "The settings are: words"),
        ("words = '20 or so'", "words must be a whole number of at least 1, not '20 or so'", ""),
        ("words = true", "words must be a whole number of at least 1, not True", ""),
        ("words = 250.0", "words must be a whole number of at least 1, not 250.0", ""),
        ("words = 0", "words must be a whole number of at least 1, not 0", ""),
        ("words = 9999999999", "words must be a whole number of at most 999999999, not 9999999999", ""),
        ("workers = -1", "workers must be a whole number of at least 1, not -1", ""),
        ("mode = 'quick'", "mode must be one of auto, extractive, abstractive, not 'quick'", ""),
        ("format = ['md', 'pdf']", "format must be one of md, html, eml, txt, json, not ['md', 'pdf']", ""),
        ("format = 3", "format must be one or more of md, html, eml, txt, json, not 3", ""),
        ("date = '2026-02-30'", "date must be a date of the calendar as YYYY-MM-DD, not '2026-02-30'", ""),
        ("language = 'english'", "language must be a two-letter code, for example en, not 'english'", ""),
        ("front_matter = 1", "front_matter must be true or false, not 1", ""),
        ("focus = ' '", "focus must be a text that is not empty, not ' '", ""),
        ("words = 1\nlength = 'short'", "words and length both say how long", "Give one of them."),
        ("words = ", "is not valid TOML", ""),
    ],
)
def test_a_mistake_in_a_file_names_file_and_key(
    tmp_path: Path, project: str, message: str, hint: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, project=project)
    assert str(tmp_path / "project" / "summarizer.toml") in str(caught.value)
    assert message in str(caught.value)
    assert hint in caught.value.hint
    assert caught.value.exit_code == 2


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "user.toml").write_bytes(b"\xff\xfe\x00words")
    with pytest.raises(ConfigError, match=r"user\.toml cannot be read"):
        load_settings({}, {}, tmp_path, tmp_path / "user.toml")


def test_dates_of_toml_itself_are_dates(tmp_path: Path) -> None:
    assert load(tmp_path, project="date = 2026-11-22").brief.date == "2026-11-22"


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("SUMMARIZER_WORDS", "many", "The environment variable SUMMARIZER_WORDS must be a whole number"),
        ("SUMMARIZER_OFFLINE", "maybe", "SUMMARIZER_OFFLINE must be true or false"),
        ("SUMMARIZER_WORD", "10", "SUMMARIZER_WORD names no setting"),
    ],
)
def test_a_mistake_in_the_environment_names_the_variable(
    tmp_path: Path, variable: str, value: str, message: str
) -> None:
    with pytest.raises(ConfigError, match=message):
        load(tmp_path, environ={variable: value})


def test_variables_of_somebody_else_are_left_alone_but_can_be_listed(tmp_path: Path) -> None:
    environ = {"SUMMARIZER_HOMEBREW": "x", "SUMMARIZER_WORDS": "", "PATH": "/bin"}
    assert load(tmp_path, environ=environ) == load(tmp_path)
    assert unknown_variables(environ) == ["SUMMARIZER_HOMEBREW"]


def test_both_flags_for_the_length_are_one_too_many(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="--words and --length both say how long"):
        load(tmp_path, flags={"words": 100, "length": "short"})


def test_asking_for_a_key_that_is_none_is_a_bug() -> None:
    with pytest.raises(KeyError):
        Settings().value("wrods")


SOME_VALUES = [
    "",
    " ",
    "md",
    "md, html",
    "2026-02-03",
    "2026-13-03",
    "en",
    "EN",
    "true",
    "off",
    "7",
    "0",
    "short",
    "٣",
]


@hypothesis.settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*KEYS, "length"]),
        st.one_of(st.sampled_from(SOME_VALUES), st.integers(-5, 5), st.booleans(), st.just(["md", "md"])),
        max_size=4,
    )
)
def test_any_flags_are_either_taken_or_refused_with_their_name(flags: dict[str, object]) -> None:
    nowhere = Path("/nonexistent")
    refused = ""
    try:
        settings = load_settings(flags, {}, nowhere, nowhere / "user.toml")
    except ConfigError as error:
        refused = str(error)
    if refused:
        assert any(f"--{key.replace('_', '-')}" in refused for key in flags)
    else:
        assert settings.brief.words >= 1
        assert settings.workers >= 1
        assert all(name in ("md", "html", "txt", "json") for name in settings.format)
