"""`make messages`: bring every catalogue up to date with the texts that stand in code and templates.

New texts come without a translation, those that are gone are taken out. `make messages ARGS=fr` begins the catalogue
of a further language; with `fixtures/vocabulary/fr.csv` and `fr_languages.csv` that is all a language takes.
"""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.utils.translation.template import templatize

from bootstrap import ROOT
from tools.catalogues import LOCALE, catalogues, compile_all

CODE, TEMPLATES = ("referrals", "forum"), ("templates", "referrals", "forum")
MODULE = "django.utils.translation"
# What each function says first: "c" a context, "s" a text, "p" its plural.
SAYS = {"gettext": "s", "gettext_noop": "s", "ngettext": "sp", "pgettext": "cs", "npgettext": "csp"}
SAYS |= {f"{name}_lazy": says for name, says in SAYS.items()}
STRING = r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*\""""
IN_TEMPLATE = re.compile(rf"\b(_|n?p?gettext)\(((?:{STRING}|[^()'\"])*)\)")
HEADER = {
    "X-Language-Name": "",  # what it calls itself, for the switch
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


class Message(NamedTuple):
    """A text to translate, its plural if it counts, and what tells it from another that is written alike."""

    text: str
    plural: str = ""
    context: str = ""


def messages() -> dict[Message, list[str]]:
    """{text: the files it stands in} of the whole project."""
    found: dict[Message, set[str]] = defaultdict(set)
    for path, message in (*_everywhere(CODE, "*.py", in_code), *_everywhere(TEMPLATES, "*.html", in_template)):
        found[message].add(path)
    return {message: sorted(paths) for message, paths in sorted(found.items())}


def _everywhere(
    folders: tuple[str, ...], files: str, read: Callable[[str], Iterator[Message]]
) -> Iterator[tuple[str, Message]]:
    for folder in folders:
        for path in sorted((Path(ROOT) / folder).rglob(files)):
            for message in read(path.read_text()):
                yield path.relative_to(ROOT).as_posix(), message


def in_code(source: str) -> Iterator[Message]:
    """The texts that Python passes to the functions it took from Django, under whatever names."""
    tree = ast.parse(source)
    taken = {
        alias.asname or alias.name: SAYS[alias.name]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == MODULE
        for alias in node.names
        if alias.name in SAYS
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in taken:
            yield _message(taken[node.func.id], [ast.literal_eval(argument) for argument in node.args[:3]
                                                 if isinstance(argument, ast.Constant)])  # fmt: skip


def in_template(source: str) -> Iterator[Message]:
    """The texts of a template, as Django itself finds them."""
    for name, arguments in IN_TEMPLATE.findall(templatize(source)):
        said = [ast.literal_eval(literal) for literal in re.findall(STRING, arguments)]
        yield _message(SAYS["gettext" if name == "_" else name], said)


def _message(says: str, arguments: list[str]) -> Message:
    """Fails where a text is not written out: nobody could translate it."""
    said = dict(zip(says, arguments, strict=False))
    return Message(said["s"], said.get("p", ""), said.get("c", ""))


def update(catalogue: polib.POFile, wanted: dict[Message, list[str]]) -> polib.POFile:
    """The catalogue with exactly these texts, in order; what was translated stays so."""
    kept = {Message(entry.msgid, entry.msgid_plural, entry.msgctxt or ""): entry for entry in catalogue}
    fresh = polib.POFile(wrapwidth=116)
    fresh.metadata = catalogue.metadata
    for message, paths in wanted.items():
        old = kept.get(message) or _empty(message, catalogue.metadata)
        fresh.append(polib.POEntry(
            msgid=message.text, msgid_plural=message.plural, msgctxt=message.context or None, msgstr=old.msgstr,
            msgstr_plural=old.msgstr_plural, tcomment=old.tcomment, occurrences=[(path, "") for path in paths],
            flags=["python-format"] if "%(" in message.text else [],
        ))  # fmt: skip
    return fresh


def _empty(message: Message, metadata: dict[str, str]) -> polib.POEntry:
    forms = range(int(re.findall(r"nplurals=(\d)", metadata["Plural-Forms"])[0])) if message.plural else ()
    return polib.POEntry(msgstr_plural=dict.fromkeys(forms, ""))


def begin(language: str) -> None:
    """An empty catalogue, to be filled by `update`."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    if not path.exists():
        path.parent.mkdir(parents=True)
        catalogue = polib.POFile()
        catalogue.metadata = {"Language": language, **HEADER}
        catalogue.save(str(path))


def main(languages: list[str]) -> int:
    for language in languages:
        begin(language)
    wanted = messages()
    for path in catalogues():
        catalogue = update(polib.pofile(str(path)), wanted)
        catalogue.save(str(path))
        print(f"{path.relative_to(ROOT)}: {len(catalogue.untranslated_entries())} of {len(wanted)} to translate")
    compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
