"""Compile the English texts of every room, and say which Chinese text has none.

``python tools/translations.py`` compiles; ``--check`` lists what is missing and fails;
``--missing ROOM_PATH`` prints the missing texts of one room as .po entries, to be filled in.
"""

import ast
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).resolve().parent.parent / "src" / "zhengtong"
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
KEYWORDS = {
    "CodeError": None,
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
}
METHODS = {".py": "python", ".html": "jinja2", ".txt": "jinja2"}
OPTIONS = {"extensions": "jinja2.ext.do", "newstyle_gettext": "true", "silent": "false"}


def catalogues() -> Iterator[Path]:
    """Yield every English catalogue."""
    yield from sorted(SOURCE.glob(f"**/{CATALOGUE}"))


def compile_catalogues() -> int:
    """Write the .mo beside every .po that is newer, and return how many were written."""
    written = 0
    for source in catalogues():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as texts, target.open("wb") as compiled:
            write_mo(compiled, read_po(texts, locale="en"))
        written += 1
    return written


def texts_of(file: Path) -> Iterator[tuple[int, str]]:
    """Yield ``(line, msgid)`` of every text marked for translation; a plural gives its singular."""
    method = METHODS[file.suffix]
    options = OPTIONS if method == "jinja2" else {}
    for line, message, _, _ in extract_from_file(method, file, KEYWORDS, (), options):
        yield line, message[0] if isinstance(message, tuple) else message


def domain_texts(file: Path) -> Iterator[tuple[int, str]]:
    """Yield what is translated at the edge and so never marked: texts of refusals and problems.

    A refusal has ``text = "…"``; a problem is made by a call of a name that ends in ``problem``.
    """
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(one, ast.Name) and one.id == "text" for one in targets):
                yield from _constants([node.value])
        elif isinstance(node, ast.Call) and ast.unparse(node.func).lower().endswith("problem"):
            named = [one.value for one in node.keywords if one.arg in {"text", "mend"}]
            yield from _constants([*node.args, *named])


def _constants(values: Iterable[ast.expr | None]) -> Iterator[tuple[int, str]]:
    """Yield the Chinese texts among ``values``, those of an ``… if … else …`` too."""
    for value in values:
        if isinstance(value, ast.IfExp):
            yield from _constants([value.body, value.orelse])
        elif isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.lineno, value.value


def sources(folder: Path) -> Iterator[Path]:
    """Yield the files of ``folder`` that may hold visible texts."""
    for file in sorted(folder.rglob("*")):
        is_read = file.suffix in METHODS and file.is_file()
        if is_read and not {"tests", "migrations", "locale"}.intersection(file.parts):
            yield file


def known_texts() -> set[str]:
    """Return every msgid that has English text in some room."""
    known: set[str] = set()
    for path in catalogues():
        with path.open("rb") as file:
            catalogue = read_po(file, locale="en")
        for message in catalogue:
            done = message.string if isinstance(message.string, tuple) else (message.string,)
            if message.id and all(done) and not message.fuzzy:
                known.add(message.id[0] if isinstance(message.id, tuple | list) else message.id)
    return known


def missing_texts(folder: Path) -> Iterator[tuple[Path, int, str]]:
    """Yield ``(file, line, msgid)`` of every Chinese text in ``folder`` without English."""
    known, seen = known_texts(), set[str]()
    for file in sources(folder):
        found = list(texts_of(file))
        if file.suffix == ".py":
            found += domain_texts(file)
        for line, text in found:
            if text not in known and text not in seen and not text.isascii():
                seen.add(text)
                yield file, line, text


def main(arguments: list[str]) -> int:
    """Compile, or check."""
    if not arguments:
        print(f"  translations: {compile_catalogues()} files compiled.")
        return 0
    folder = Path(arguments[1]).resolve() if len(arguments) > 1 else SOURCE
    missing = list(missing_texts(folder))
    for file, line, text in missing:
        if arguments[0] == "--check":
            print(f"{file.relative_to(SOURCE)}:{line}: no English for “{text}”")
        else:
            quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
            print(f'#: {file.relative_to(SOURCE)}\nmsgid "{quoted}"\nmsgstr ""\n')
    return 1 if missing and arguments[0] == "--check" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
