"""Templates as a user meets them: copied, edited and named; wrong; or without an end."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from summarizer.cli.app import app
from summarizer.errors import TemplateError
from summarizer.rendering import render_brief, sandboxing
from summarizer.rendering.jsonform import brief_to_json
from summarizer.rendering.records import VIEWS
from summarizer.rendering.templating import form_of_template
from tests.brief_factory import one_statement_brief, sample_brief

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs" / "templates.md"


@pytest.fixture
def saved(here: Path) -> Path:
    """A folder that holds the sample brief."""
    Path("brief.json").write_text(brief_to_json(sample_brief()), "utf-8")
    return here


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments))


def render(text: str, folder: Path, form: str = "txt") -> str:
    template = folder / f"mine.{form}.j2"
    template.write_text(text, "utf-8")
    return render_brief(one_statement_brief(), form, template=str(template))


# naming one on the command line


@pytest.mark.parametrize(
    ("form", "name", "text", "expected"),
    [
        ("md", "my.md.j2", "# {{ brief.title }} *", "# Ferry strikes pier in Marenport *\n"),
        ("html", "my.html.j2", "<p>{{ brief.date }}</p>", "<p>19 November 2026</p>\n"),
        ("txt", "my.txt.j2", "{{ brief.stories | length }}", "2\n"),
    ],
)
def test_an_edited_template_is_named_by_its_file(
    saved: Path, form: str, name: str, text: str, expected: str
) -> None:
    Path(name).write_text(text, "utf-8")
    assert run("render", "brief.json", "--format", form, "--template", name).stdout == expected
    Path("a.txt").write_text(
        "The bridge at Marenport reopened on Monday after four months of work.\n", "utf-8"
    )
    done = run("brief", "a.txt", "--format", form, "--template", name, "--quiet")
    assert (done.exit_code, done.stderr) == (0, "")


@pytest.mark.parametrize(("form", "part"), [("md", "md"), ("html", "html"), ("txt", "txt"), ("eml", "html")])
@pytest.mark.parametrize(
    ("text", "line", "reason", "advice"),
    [
        ("fine\n\n{{ brief.titel }}", 3, "a brief has no 'titel'", "Did you mean title?"),
        (
            "{% for s in brief.stories %}\n{{ s.words }}{% endfor %}",
            2,
            "a story has no 'words'",
            "What a story has: anchor, title, lead, statements, section, heading, mark, changes, notes.",
        ),
        ("{{ breif.title }}", 1, "'breif' is undefined", "docs/templates.md"),
        ("\n{% if brief.title %}", 2, "end of template", ""),
        ("\n{{ brief.title | shout }}", 2, "shout", ""),
        ('\n\n\n{% include "nowhere.j2" %}', 4, "nowhere.j2", ""),
    ],
)
def test_a_mistake_gives_file_line_and_the_missing_name(
    saved: Path, form: str, part: str, text: str, line: int, reason: str, advice: str
) -> None:
    name = f"my.{part}.j2"
    Path(name).write_text(text, "utf-8")
    done = run("render", "brief.json", "--format", form, "--template", name, "-o", f"out.{form}")
    said = " ".join(done.stderr.split())
    assert done.exit_code == 2
    assert f"{name}, line {line} " in said
    assert reason in said
    assert advice in said
    assert "Traceback" not in said
    assert not Path(f"out.{form}").exists()


def test_a_template_for_another_form_is_refused(saved: Path) -> None:
    Path("my.md.j2").write_text("x", "utf-8")
    done = run("render", "brief.json", "--format", "html", "--template", "my.md.j2")
    assert done.exit_code == 2
    assert "my.md.j2 writes md, not html" in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("mine.md.j2", "md"),
        ("brief.html", "html"),
        ("/a/b.md/mine.txt.j2", "txt"),
        ("mine.j2", None),
        ("html", None),
    ],
)
def test_a_templates_name_says_what_it_writes(name: str, form: str | None) -> None:
    assert form_of_template(name) == form


# building on what is shipped


def test_shipped_parts_can_be_imported_from_anywhere(tmp_path: Path) -> None:
    text = (
        '{% from "parts.%s.j2" import told %}{% for story in brief.stories %}{% for s in story.statements %}'
        "{{ told(s) }}{% endfor %}{% endfor %}"
    )
    assert render(text.replace("%s", "md"), tmp_path, "md") == "The bridge reopened on Monday. [1]\n"
    assert render(text.replace("%s", "txt"), tmp_path, "txt") == "The bridge reopened on Monday. [1]\n"
    page = render(text.replace("%s", "html"), tmp_path, "html")
    assert '<details class="evidence">' in page
    assert "<script" not in page


def test_parts_of_ones_own_win_over_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "parts.md.j2").write_text("{% macro told(s) %}({{ s.text }}){% endmacro %}", "utf-8")
    text = '{% from "parts.md.j2" import told %}{{ told(brief.stories[0].statements[0]) }}'
    assert render(text, tmp_path, "md") == "(The bridge reopened on Monday.)\n"


# the sandbox


@pytest.mark.parametrize(
    "text",
    [
        "{{ brief.__class__ }}",
        "{{ brief['__class__'] }}",
        "{{ brief | attr('__class__') }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ brief.title.__init__.__globals__ }}",
        "{{ '{0.__class__}'.format(brief) }}",
        "{{ told.__globals__ }}{% macro told() %}{% endmacro %}",
        "{{ range.__self__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ lipsum.__globals__ }}",
        "{{ self.__init__ }}",
        "{{ brief.stories.__add__((1,)) }}",
        "{% set brief.title = 'x' %}",
        "{{ brief.sources.append(1) }}",
        '{% include "/etc/hostname" %}',
        '{% include "../../../../etc/hostname" %}',
        "{% import os %}",
    ],
)
def test_a_template_stays_in_its_sandbox(tmp_path: Path, text: str) -> None:
    for form in ("txt", "md", "html"):
        with pytest.raises(TemplateError) as caught:
            render(text, tmp_path, form)
        assert caught.value.line == 1 or "include" in text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{% for x in range(10**9) %}x{% endfor %}", "Range too big"),
        ("{% for x in range(99999) %}{% for y in range(99999) %}{% endfor %}{% endfor %}", "does not end"),
        (
            "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
            "does not end",
        ),
        (
            "{% for s in brief.sources recursive %}{{ loop(brief.sources) }}{% endfor %}",
            "recursion|does not end",
        ),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "recursion"),
        ('{% include "mine.txt.j2" %}', "recursion"),
        ("{% for x in range(99999) %}{{ brief.title * 999 }}{% endfor %}", "writes more than 1,000,000"),
        ("{{ 'x' * 10**9 }}", "too long"),
        ("{{ 10**9 * 'x' }}", "too long"),
        ("{{ [0] * 10**9 }}", "too long"),
        ("{{ 9**9**9**9 }}", "too high"),
        ("{{ 2**99999999 }}", "too high"),
        ("{{ 'x'.ljust(10**9) }}", "unsafe"),
        ("{{ '{:>1000000000}'.format(1) }}", "unsafe"),
        ("{{ '%1000000000d' % 1 }}", "more than 10,000 places"),
        ("{{ '%*d' % (1000000000, 1) }}", "more than 10,000 places"),
        ("{{ '%1000000000d' | format(1) }}", "more than 10,000 places"),
        ("{{ 'x' | center(1000000000) }}", "more than 10,000 places"),
        ("{{ 'x' | indent(1000000000, true) }}", "more than 10,000 places"),
        ("{{ [1] | batch(1000000000, 0) | list }}", "more than 10,000 places"),
        ("{{ [1] | slice(1000000000) | list }}", "more than 10,000 places"),
    ],
)
def test_a_template_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, reason: str) -> None:
    monkeypatch.setattr(sandboxing, "MAX_STEPS", 200_000)  # the limits themselves take seconds
    monkeypatch.setattr(sandboxing, "MAX_OUTPUT", 1_000_000)
    with pytest.raises(TemplateError, match=reason) as caught:
        render(text, tmp_path)
    assert caught.value.exit_code == 2


def test_ordinary_arithmetic_and_padding_work(tmp_path: Path) -> None:
    text = (
        "{{ 2**10 }} {{ '-' * 3 }} {{ '%5.1f|%02d' % (3.14159, 7) }} {{ 'x' | center(3) }} "
        "{{ range(3) | list }} {{ 100 * 3 }} {{ 7 % 4 }} {{ '%s' | format(1000000000) }}"
    )
    assert render(text, tmp_path) == "1024 ---   3.1|07  x  [0, 1, 2] 300 3 1000000000\n"


def test_loops_know_their_places_as_usual(tmp_path: Path) -> None:
    text = (
        "{% for x in [1, 1, 2] %}{{ loop.index }}/{{ loop.length }}{% if loop.changed(x) %}!{% endif %}"
        "{% if not loop.last %},{% endif %}{% else %}none{% endfor %};{% for x in [] %}{% else %}none{% endfor %}"
    )
    assert render(text, tmp_path) == "1/3!,2/3,3/3!;none\n"


def test_a_large_brief_stays_far_from_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the shipped templates take grows with the brief; a hundred times this brief is allowed."""
    monkeypatch.setattr(sandboxing, "MAX_STEPS", sandboxing.MAX_STEPS // 100)
    monkeypatch.setattr(sandboxing, "MAX_OUTPUT", sandboxing.MAX_OUTPUT // 100)
    section = sample_brief().stories[0]
    brief = dataclasses.replace(sample_brief(), stories=(section,) * 8)
    for form in ("md", "html", "txt", "eml"):
        assert render_brief(brief, form)


# the documentation


def documented_tables() -> dict[str, set[str]]:
    """Return heading → the names in the first column of the table under it."""
    found: dict[str, set[str]] = {}
    heading = ""
    for line in DOCUMENT.read_text("utf-8").splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ").strip("`")
        elif line.startswith("| `"):
            found.setdefault(heading, set()).update(re.findall(r"`([\w]+)`", line.split("|")[1]))
    return found


def test_every_name_is_documented_and_every_documented_name_exists() -> None:
    documented = documented_tables()
    for name, names in VIEWS.values():
        assert documented[name.partition(" ")[2]] == set(names), name


def test_the_documented_example_renders_as_shown(tmp_path: Path) -> None:
    blocks = re.findall(r"^```(\S+)\n(.*?)^```", DOCUMENT.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    template = next(text for kind, text in blocks if kind == "jinja")
    shown = next(text for kind, text in blocks if kind == "markdown")
    place = tmp_path / "my.md.j2"
    place.write_text(template, "utf-8")
    assert render_brief(sample_brief(), "md", template=str(place)) == shown


def test_names_are_those_of_the_view() -> None:
    assert VIEWS["StoryView"] == (
        "a story",
        ("anchor", "title", "lead", "statements", "section", "heading", "mark", "changes", "notes"),
    )
    assert {"several", "empty", "left_out"} <= set(VIEWS["BriefView"][1])
    assert json.dumps(VIEWS)
