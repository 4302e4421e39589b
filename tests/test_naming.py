from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.condensing.naming import Folder, HubModel, Server, Shipped, resolve_name
from summarizer.errors import ModelError

COMMIT = "37f520fa929c961707657b28798b30c003dd100b"


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("compact", Shipped("compact")),
        ("compact-tight", Shipped("compact-tight")),
        ("facebook/bart-large-cnn", HubModel("facebook/bart-large-cnn")),
        (f"facebook/bart-large-cnn@{COMMIT}", HubModel("facebook/bart-large-cnn", COMMIT)),
        ("allenai/PRIMERA@refs/pr/4", HubModel("allenai/PRIMERA", "refs/pr/4")),
        ("t5-small", HubModel("t5-small")),
        ("http://localhost:11434/v1#llama3.2", Server("http://localhost:11434/v1", "llama3.2")),
        ("HTTPS://api.example.org/v1/#org/model", Server("https://api.example.org/v1", "org/model")),
        ("http://host/v1/chat/completions#m", Server("http://host/v1", "m")),
        ("http://[::1]:8000/v1#m", Server("http://[::1]:8000/v1", "m")),
    ],
)
def test_a_name_means_one_thing(name: str, place: object) -> None:
    assert resolve_name(name) == place


def test_a_folder_goes_before_the_hub_but_not_before_what_is_shipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("compact", "t5-small", "with@sign"):
        (tmp_path / folder).mkdir()
    assert resolve_name("compact") == Shipped("compact")
    assert resolve_name("./compact") == Folder(Path("compact"))
    assert resolve_name("t5-small") == Folder(Path("t5-small"))
    assert resolve_name("with@sign") == Folder(Path("with@sign"))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("./missing", "no folder"),
        ("/missing/model", "no folder"),
        ("a/b/c", "no folder"),
        ("", "no folder"),
        ("two words", "no folder"),
        ("http://localhost:11434/v1", "which model"),
        ("http:///v1#m", "no host"),
        ("http://localhost:99999/v1#m", "malformed"),
        ("http://[::1/v1#m", "malformed"),
        ("ftp://localhost/v1#m", "no folder"),
    ],
)
def test_a_name_that_means_nothing_says_so(name: str, said: str) -> None:
    with pytest.raises(ModelError, match=said) as raised:
        resolve_name(name)
    assert raised.value.hint


@pytest.mark.parametrize("name", ["https://me:hunter2@host/v1#m", "https://host/v1?key=hunter2#m"])
def test_an_address_holds_no_secret_and_none_is_repeated(name: str) -> None:
    with pytest.raises(ModelError) as raised:
        resolve_name(name)
    assert "hunter2" not in str(raised.value) + raised.value.hint
    assert "SUMMARIZER_API_KEY" in raised.value.hint


@pytest.mark.parametrize(
    ("address", "loopback"),
    [
        ("http://localhost:1/v1#m", True),
        ("http://127.3.2.1/v1#m", True),
        ("http://[::1]/v1#m", True),
        ("http://192.168.0.7/v1#m", False),
        ("http://localhost.example.org/v1#m", False),
        ("http://127.0.0.1.example.org/v1#m", False),
        ("http://0.0.0.0/v1#m", False),
    ],
)
def test_only_addresses_of_this_machine_count_as_such(address: str, loopback: bool) -> None:
    place = resolve_name(address)
    assert isinstance(place, Server)
    assert place.is_loopback is loopback
