"""How the parts hang together, read from the source itself: who may import whom, and a few words nobody uses."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("referrals", "forum")

# Inside `referrals`, lowest first: a part imports from its own layer and those below it.
LAYERS = (
    {
        "vocabulary",
        "environment",
        "lexicon",
        "whole",
        "tokens",
        "gazetteer",
        "personal_names",
    },  # words, places and settings: no part of the directory
    {"documents", "extraction"},  # read files, and prose; know no database
    {"unread", "uploads"},  # why not, as a sentence; how files come in
    {"models"},
    {"people"},  # who may do what
    {"matching", "numbers"},  # compare and write values; rows are none of their business
    {"contact"},  # what may leave, as a value
    {"release"},  # what of a row may leave
    {"curation"},  # the only writer
    {"terms"},  # the vocabulary in memory
    {"candidates"},  # what prose names, as records
    {"facets", "filters"},
    {"search"},
    {"hsds"},  # as the open standard says it
    {"importing"},  # after search only in this list: neither knows the other
    {"links"},  # whether they work
    {"picks", "handover"},  # what a visitor takes along
    {"limits"},  # how often one visitor may; knows nothing of the directory
    {"receipts", "reports", "pasting"},  # what the public sends in, and the code at which it is answered
    {"backups"},  # everything in one file, and back
    {"language"},  # of a page or a file; what is below is told by Django which it is
    {"exports"},  # as files
    {"api"},
    {
        "admin",
        "administration",
        "desk",
        "views",
        "context",
        "checks",
        "middleware",
        "urls",
        "management",
        "templatetags",
    },
    {"settings", "apps", "logs", "warming", "wsgi"},  # where Django begins
)

WITHOUT_DJANGO = (
    "referrals/lexicon.py",
    "referrals/documents",
    "referrals/extraction",
    "referrals/search/reading",
    "forum/transcripts",
    "forum/flagging",
)

SAYS_NOTHING = {"utils", "helpers", "services", "managers", "signals"}


def sources(*under: str) -> Iterator[Path]:
    for place in under:
        path = ROOT / place
        found = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        yield from (one for one in found if "migrations" not in one.parts)


def module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[tuple[str, str, ast.stmt]]:
    """(module, name, statement) for each import of a file; relative ones are spelled out."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "", node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            source = ".".join([*base, *filter(None, [node.module])])
            yield from ((source, alias.name, node) for alias in node.names)


def at(path: Path, node: ast.AST, what: str) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}: {what}"


def layer(dotted: str) -> int:
    part = dotted.split(".")[1]
    found = [height for height, parts in enumerate(LAYERS) if part in parts]
    assert found, f"{dotted}: declare its layer in {Path(__file__).name}"
    return found[0]


def parts_of_referrals(source: str, name: str) -> str:
    """`from referrals import release` is an import of referrals.release."""
    return f"referrals.{name}" if source == "referrals" else source


@pytest.mark.parametrize("app", APPS)
def test_every_import_stands_at_the_top_of_its_file(app):
    inside = [
        at(path, node, "imports inside a function")
        for path in sources(app)
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def test_the_directory_knows_nothing_of_the_forum():
    known = [
        at(path, node, f"imports {source}")
        for path in sources("referrals")
        for source, _, node in imports(path)
        if source.split(".")[0] == "forum"
    ]
    assert known == []


def test_the_pure_parts_know_no_django():
    known = [
        at(path, node, f"imports {source}")
        for path in sources(*WITHOUT_DJANGO)
        for source, _, node in imports(path)
        if source.split(".")[0] in {"django", "django_filters", "environ"}
    ]
    assert known == []


def test_no_module_takes_what_another_keeps_to_itself():
    taken = [
        at(path, node, f"takes {name} from {source}")
        for path in sources(*APPS)
        for source, name, node in imports(path)
        if any(part.startswith("_") and not part.startswith("__") for part in [*source.split("."), name])
    ]
    assert taken == []


def test_inside_the_directory_imports_go_down():
    up = [
        at(path, node, f"{module(path)} imports {parts_of_referrals(source, name)}")
        for path in sources("referrals")
        if module(path) != "referrals"
        for source, name, node in imports(path)
        if source.split(".")[0] == "referrals" and layer(parts_of_referrals(source, name)) > layer(module(path))
    ]
    assert up == []


def test_every_layer_is_there():
    there = {module(path).split(".")[1] for path in sources("referrals") if module(path) != "referrals"}
    assert set().union(*LAYERS) == there


def test_no_text_is_declared_safe():
    declared = [at(path, node, "mark_safe") for path in sources(*APPS) for node in mark_safe(path)]
    templates = [path for path in ROOT.rglob("*.html") if path.is_relative_to(ROOT / "templates") or in_an_app(path)]
    declared += [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in templates
        for match in re.finditer(r"\|\s*safe(?:seq)?\b|\{%\s*autoescape\s+off", path.read_text())
    ]
    assert declared == []


def mark_safe(path: Path) -> Iterator[ast.AST]:
    for node in ast.walk(ast.parse(path.read_text())):
        names = {getattr(node, "id", ""), getattr(node, "attr", ""), getattr(node, "name", "")}
        if isinstance(node, ast.Name | ast.Attribute | ast.alias) and names & {"mark_safe", "SafeString", "SafeText"}:
            yield node


def in_an_app(path: Path) -> bool:
    return any(path.is_relative_to(ROOT / app) for app in APPS)


def test_file_names_say_what_is_in_them():
    mute = [str(path.relative_to(ROOT)) for path in sources(*APPS) if {path.stem, path.parent.name} & SAYS_NOTHING]
    assert mute == []
