"""Writes docs/api.md, the reference of what is public, from the docstrings: `python -m tests.write_api`.

The source is read and not imported, so that the page is the same with any Python and any extras.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "api.md"
WIDTH = 100
"""Columns from which a signature is written over several lines."""

Definition: TypeAlias = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign


class Part(NamedTuple):
    """A section of the page: where names are imported from, what they are for, and where each is defined."""

    module: str
    about: str
    homes: dict[str, str]


def _at(home: str, names: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), home)


PARTS = (
    Part(
        "summarizer",
        "All that most programs need. Nothing else is loaded before a name is used.",
        _at("reading/__init__", "read_articles")
        | _at("pipeline", "make_brief explain_brief")
        | _at("config", "BriefConfig")
        | _at("records", "Article Brief"),
    ),
    Part(
        "summarizer.pipeline",
        "The flow, for who already knows what belongs together.",
        _at("pipeline", "make_story_brief"),
    ),
    Part(
        "summarizer.records",
        "What travels through the flow, in the order in which it comes to be.",
        _at(
            "records",
            "Span Role Label Status Mode Reading Omission Sentence Claim CopyGroup Story Citation Statement "
            "Verdict Uncarried Conflict ConflictValue Section Mention Source Coverage Manifest Explanation "
            "Refused content_id text_sha256",
        ),
    ),
    Part(
        "summarizer.reading",
        "Sources into articles.",
        _at("reading/__init__", "READERS read_bytes") | _at("reading/articles", "article_from_document"),
    ),
    Part("summarizer.reading.articles", "For writers of readers.", _at("reading/articles", "build_article")),
    Part("summarizer.reading.decoding", "For writers of readers.", _at("reading/decoding", "decode_bytes")),
    Part(
        "summarizer.reading.metadata",
        "For writers of readers.",
        _at("reading/metadata", "Metadata find_metadata"),
    ),
    Part("summarizer.cleaning", "What of a text is article.", _at("cleaning", "clean_article")),
    Part("summarizer.grouping", "Articles into stories.", _at("grouping", "group_articles")),
    Part("summarizer.splitting", "Texts into sentences.", _at("splitting", "split_text split_article")),
    Part(
        "summarizer.checking",
        "Does evidence carry a statement, and which sentences do?",
        _at("checking/support", "score_support check_statement SupportChecker")
        | _at("checking/attributing", "attribute")
        | _at("checking/rules", "find_uncarried"),
    ),
    Part(
        "summarizer.condensing",
        "Sentences into fewer words.",
        _at("condensing/__init__", "load_condenser load_story_condenser writes_stories")
        | _at("condensing/naming", "CONDENSERS"),
    ),
    Part(
        "summarizer.rendering",
        "A brief into its forms, and back.",
        _at("rendering/__init__", "render_brief brief_from_json FORMS"),
    ),
    Part(
        "summarizer.verifying",
        "A saved brief is checked again.",
        _at("verifying", "verify_text verify_brief Verification StatementResult SourceResult Finding"),
    ),
    Part(
        "summarizer.fetching",
        "Pages and feeds from the web.",
        _at("fetching/__init__", "read_addresses"),
    ),
    Part("summarizer.fetching.records", "How the web is read.", _at("fetching/records", "FetchConfig")),
    Part("summarizer.fetching.feeds", "What a feed holds.", _at("fetching/feeds", "parse_feed find_feeds")),
    Part("summarizer.fetching.visiting", "Feeds from run to run.", _at("fetching/visiting", "check_feeds")),
    Part(
        "summarizer.protocols",
        "Every point at which the program can be extended. A class that has the methods fits.",
        _at("protocols", "Reader Condenser StoryCondenser Checker Embedder"),
    ),
    Part(
        "summarizer.errors",
        "One tree. The root carries the exit code and a hint.",
        _at(
            "errors",
            "SummarizerError ConfigError SourceError BriefError ArchiveError DeliveryError MissingExtra "
            "ModelError TemplateError",
        ),
    ),
)


def write_page() -> str:
    """Return the text of docs/api.md."""
    lines = [
        "# Reference",
        "",
        "What is public, from the docstrings. `python -m tests.write_api` writes this page; a test holds it to them.",
        "Names that are not here may change in any version. How to use them is in [the library](library.md).",
        "",
    ]
    lines += [f"- [`{part.module}`](#{part.module.replace('.', '')}): {part.about}" for part in PARTS]
    for part in PARTS:
        lines += ["", f"## {part.module}", "", part.about]
        for name, home in part.homes.items():
            lines += describe(name, find_definition(home, name))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def find_definition(home: str, name: str) -> tuple[Definition, str]:
    """Return where a module defines a name, and the docstring that belongs to it.

    Raises:
        LookupError: it does not.
    """
    body = ast.parse((ROOT / "summarizer" / f"{home}.py").read_text(encoding="utf-8")).body
    for node, following in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name:
            return node, ast.get_docstring(node) or ""
        if isinstance(node, ast.Assign | ast.AnnAssign) and name in _targets(node):
            return node, _string(following)
    raise LookupError(f"summarizer/{home}.py has no {name}")


def _targets(node: ast.Assign | ast.AnnAssign) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _string(node: ast.stmt | None) -> str:
    """Return the string that stands behind a constant as its docstring."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return " ".join(str(node.value.value).split())
    return ""


def describe(name: str, found: tuple[Definition, str]) -> Iterator[str]:
    """Yield the lines on one name: its signature, what it does, and its methods."""
    node, docstring = found
    yield from ("", f"### {name}", "")
    if isinstance(node, ast.FunctionDef):
        yield from ("```text", *write_signature(node), "```", "")
    if isinstance(node, ast.ClassDef):
        yield from ("```text", *write_class(node), "```", "")
    if isinstance(node, ast.AnnAssign) and node.value:
        yield from ("```text", f"{name} = {ast.unparse(node.value)}", "```", "")
    yield from write_docstring(docstring)
    if isinstance(node, ast.ClassDef):
        yield from _describe_methods(node)


def _describe_methods(node: ast.ClassDef) -> Iterator[str]:
    methods = [method for method in _public_methods(node) if ast.get_docstring(method)]
    yield from [""] * bool(methods)
    for method in methods:
        shown = method.name if _is_property(method) else f"{method.name}{_arguments(method)}"
        first = " ".join((ast.get_docstring(method) or "").split("\n\n")[0].split())
        yield f"- `{shown}`: {first}"


def _public_methods(node: ast.ClassDef) -> Iterator[ast.FunctionDef]:
    for method in node.body:
        if isinstance(method, ast.FunctionDef) and (method.name[0] != "_" or method.name == "__call__"):
            yield method


def _is_property(method: ast.FunctionDef) -> bool:
    return any(isinstance(mark, ast.Name) and mark.id == "property" for mark in method.decorator_list)


def _arguments(function: ast.FunctionDef) -> str:
    returns = f" -> {ast.unparse(function.returns)}" if function.returns else ""
    arguments = ast.unparse(function.args).removeprefix("self").removeprefix(", ")
    return f"({arguments}){returns}"


def write_signature(function: ast.FunctionDef) -> list[str]:
    """Return a function's signature, over several lines where it is long."""
    line = f"{function.name}{_arguments(function)}"
    if len(line) <= WIDTH:
        return [line]
    inside = [f"    {argument}," for argument in _list_arguments(function.args)]
    returns = f" -> {ast.unparse(function.returns)}" if function.returns else ""
    return [f"{function.name}(", *inside, f"){returns}"]


def _list_arguments(given: ast.arguments) -> Iterator[str]:
    plain = [None] * (len(given.args) - len(given.defaults)) + list(given.defaults)
    for argument, default in zip(given.args, plain, strict=True):
        yield _with_default(argument, default)
    if given.kwonlyargs:
        yield "*"
    for argument, default in zip(given.kwonlyargs, given.kw_defaults, strict=True):
        yield _with_default(argument, default)


def _with_default(argument: ast.arg, default: ast.expr | None) -> str:
    return ast.unparse(argument) + (f" = {ast.unparse(default)}" if default else "")


def write_class(node: ast.ClassDef) -> list[str]:
    """Return a class with its fields, or with what it is made from."""
    bases = ", ".join(base for base in map(ast.unparse, node.bases) if base not in ("Protocol", "NamedTuple"))
    head = f"class {node.name}({bases})" if bases else f"class {node.name}"
    fields = [f"    {ast.unparse(item)}" for item in node.body if isinstance(item, ast.AnnAssign)]
    made = next((m for m in node.body if isinstance(m, ast.FunctionDef) and m.name == "__init__"), None)
    if made:
        return [f"class {node.name}{_arguments(made).split(' -> ')[0]}"]
    return [f"{head}:", *fields] if fields else [head]


SECTION = re.compile(r"^(Args|Attributes|Raises|Returns):$")
ENTRY = re.compile(r"^    (\S[^:]*): (.*)$")


def write_docstring(text: str) -> Iterator[str]:
    """Yield a docstring as Markdown: paragraphs as they are, its sections as lists, examples as code."""
    section = ""
    for paragraph in re.split(r"\n{2,}", text.replace("``", "`")):
        lines = paragraph.splitlines()
        if lines and (opens := SECTION.match(lines[0])):
            section = opens[1]
            lines = lines[1:]
        if section:
            yield from _write_entries(section, lines)
        elif lines and lines[0].startswith(">>> "):
            yield from ("```pycon", *lines, "```")
        else:
            yield from lines
        yield ""


def _write_entries(section: str, lines: list[str]) -> Iterator[str]:
    if section == "Returns":
        yield "Returns: " + " ".join(line.strip() for line in lines)
        return
    for line in lines:
        entry = ENTRY.match(line)
        name = entry and (f"raises `{entry[1]}`" if section == "Raises" else f"`{entry[1]}`")
        yield f"- {name}: {entry[2]}" if entry else f"  {line.strip()}"


def main() -> None:
    """Write the page."""
    PAGE.write_text(write_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
