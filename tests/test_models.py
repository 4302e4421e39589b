from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.cli import models
from summarizer.cli.app import run
from summarizer.condensing.naming import CONDENSERS

COMMIT = "0123456789abcdef0123456789abcdef01234567"
BART = {"model_type": "bart", "architectures": ["BartForConditionalGeneration"], "is_encoder_decoder": True}


def save(folder: Path, config: dict[str, object], weights: int = 2_400_000) -> Path:
    """Write what can be told of a model without loading it."""
    folder.mkdir(parents=True)
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "tokenizer.json").write_text("{}")
    if weights:
        (folder / "model.safetensors").write_bytes(bytes(weights))
    return folder


def show(name: str, capfd: pytest.CaptureFixture[str], code: int = 0) -> tuple[dict[str, str], str]:
    """Return what ``models show`` prints, as a table, and what it says on standard error."""
    assert run(["models", "show", name]) == code
    out, err = capfd.readouterr()
    return dict((part.strip() for part in line.split(": ", 1)) for line in out.splitlines()), err  # type: ignore[misc]


def test_a_folder_is_described_without_being_loaded(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    facts, _ = show(str(save(tmp_path / "m", BART)), capfd)
    assert facts["is"] == "folder"
    assert facts["kind"] == "encoder-decoder"
    assert facts["architecture"] == "BartForConditionalGeneration"
    assert facts["weights"] == "2 MB"
    bare, _ = show(str(save(tmp_path / "bare", BART, weights=0)), capfd)
    assert bare["weights"] == "not complete as safetensors"


def test_an_address_is_described_without_being_asked(capfd: pytest.CaptureFixture[str]) -> None:
    facts, _ = show("http://localhost:9/v1#llama3.2", capfd)
    assert (facts["is"], facts["address"], facts["model"]) == ("server", "http://localhost:9/v1", "llama3.2")
    assert facts["on"].startswith("this machine")
    assert show("http://192.168.0.7/v1#m", capfd)[0]["on"] == "another machine"


def test_what_is_shipped_is_described(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(models, "WEIGHTS", tmp_path / "condenser")
    assert show("compact", capfd)[0]["size"] == "missing; install the program again"
    (tmp_path / "condenser").mkdir()
    (tmp_path / "condenser" / "model.onnx").write_bytes(bytes(17_300_000))
    for name in CONDENSERS:
        facts, _ = show(name, capfd)
        assert (facts["is"], facts["size"]) == ("shipped", "17 MB")
        assert facts["card"] == str(tmp_path / "condenser" / "README.md")


@pytest.mark.parametrize(
    ("name", "said"),
    [("./missing", "no folder"), ("http://localhost/v1", "which model"), ("{bert}", "BertModel")],
)
def test_what_is_no_model_ends_with_the_code_for_models(
    name: str, said: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bert = save(tmp_path / "bert", {"model_type": "bert", "architectures": ["BertModel"]})
    facts, err = show(name.format(bert=bert), capfd, 4)
    assert facts == {}
    assert said in err
    assert "hint: " in err


def test_without_the_extra_the_command_that_installs_it_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = str(save(tmp_path / "m", BART))
    monkeypatch.setattr(models, "_has_extra", lambda: False)
    assert show(folder, capfd)[0]["needs"] == "pip install 'multisource-summarizer[transformers]'"
    monkeypatch.setattr(models, "_has_extra", lambda: True)
    assert "needs" not in show(folder, capfd)[0]


def run_apart(home: Path, *arguments: str) -> str:
    """Run a command in a process of its own, as the hub's library reads the environment when it is imported."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("HF_", "SUMMARIZER"))
    }
    code = "import socket, sys; socket.socket.connect = socket.getaddrinfo = None; import summarizer.cli.app as app; "
    done = subprocess.run(
        [sys.executable, "-c", code + "sys.exit(app.run(sys.argv[1:]))", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).resolve().parents[1],
        env={**environment, "HF_HOME": str(home)},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_cache_is_listed_without_what_writes_no_text_and_without_a_network(tmp_path: Path) -> None:
    hub = tmp_path / "hub"
    configs: dict[str, dict[str, object]] = {
        "some/bart": BART,
        "some/qwen": {"model_type": "qwen3", "architectures": ["Qwen3ForCausalLM"]},
        "some/bert": {"model_type": "bert", "architectures": ["BertModel"]},
    }
    for repo, config in configs.items():
        folder = hub / f"models--{repo.replace('/', '--')}"
        save(folder / "snapshots" / COMMIT, config)
        (folder / "refs").mkdir()
        (folder / "refs" / "main").write_text(COMMIT)
    listed = run_apart(tmp_path, "models", "list")
    assert f"in the cache ({hub}):\n" in listed
    lines = [" ".join(line.split()) for line in listed.splitlines()]
    assert "some/bart 2 MB, encoder-decoder (BartForConditionalGeneration)" in lines
    assert "some/qwen 2 MB, chat model (Qwen3ForCausalLM)" in lines
    assert "bert" not in listed
    assert all(f"  {name} " in listed for name in CONDENSERS)
    shown = run_apart(tmp_path, "models", "show", "some/qwen")
    assert f"revision:     {COMMIT}\n" in shown
    assert "here:     no; the first use fetches it" in run_apart(tmp_path, "models", "show", "some/qwen@v2")


def test_an_empty_cache_is_listed_as_such(tmp_path: Path) -> None:
    assert f"in the cache ({tmp_path / 'hub'}): none\n" in run_apart(tmp_path, "models", "list")
