"""Lists of tables in a TOML file: what is wrong is named with its place, and what is there stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.errors import ConfigError
from summarizer.tables import append_tables, list_tables, load_table


def test_a_file_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert load_table(tmp_path / "none.toml") is None


@pytest.mark.parametrize(
    ("content", "message"), [(b"feeds = ", "is not valid TOML"), (b"\xff\xfe", "cannot be read")]
)
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "summarizer.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=rf"summarizer\.toml {message}"):
        load_table(path)


def test_each_table_comes_with_its_place() -> None:
    found = list_tables([{"url": "a"}, {1: "b"}], "x.toml", ("feed", "feeds"), "[[feeds]]")
    assert list(found) == [("x.toml: feed 1", {"url": "a"}), ("x.toml: feed 2", {"1": "b"})]


@pytest.mark.parametrize(
    ("value", "message"),
    [({"url": "a"}, "x.toml: feeds must be tables"), ([{}, "a"], "x.toml: feed 2 is no table")],
)
def test_what_is_no_table_is_named(value: object, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as found:
        list(list_tables(value, "x.toml", ("feed", "feeds"), "[[feeds]]"))
    assert found.value.hint == "Write [[feeds]]."


def test_what_is_added_leaves_the_rest_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "summarizer.toml"
    path.write_text("words = 90  # enough\n", "utf-8")
    path.chmod(0o600)
    append_tables(path, "feeds", [{"url": "https://a.example/f"}])
    append_tables(path, "feeds", [{"url": "https://b.example/f"}])
    assert path.read_text("utf-8").startswith("words = 90  # enough\n")
    assert load_table(path) == {
        "words": 90,
        "feeds": [{"url": "https://a.example/f"}, {"url": "https://b.example/f"}],
    }
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["summarizer.toml"]
