"""Collect the messages of each package, update its Swedish catalogue, compile it.

script/words                    every package: collect, update, compile; list what has no Swedish yet
script/words hours people       the same for these packages only (well under a second)
script/words --tidy [package…]  also throw away translations that no message uses any longer
script/words --compile          only compile the catalogues that are newer than their compiled file (set-up)
script/words --check            write nothing; fail and list every message that is missing, untranslated, fuzzy,
                                left over, untrimmed, wrong in its placeholders, or translated in two ways

A message id is an English whole sentence; Swedish stands in src/samverka/<package>/locale/sv/LC_MESSAGES/django.po.
English needs no catalogue. New messages are added with an empty msgstr: fill it in and run the command again.
A new message that another package has translated already, or that was translated before, gets that translation.
A translation whose message has gone is kept at the end of the file (lines with #~) until --tidy.
No line numbers and no dates are written, and messages are sorted by id, so that branches meet without conflicts.

The .po files are read and written here with Babel, so neither GNU gettext nor a running Django is needed.
"""

import argparse
import io
import os
import sys
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

SOURCE = Path(__file__).resolve().parents[2] / "src" / "samverka"
LANGUAGE = "sv"
HEADER = (
    'msgid ""\n'
    'msgstr ""\n'
    '"Language: sv\\n"\n'
    '"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Content-Transfer-Encoding: 8bit\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
)
# Which argument of each function is the message, its plural and its context (c).
ARGUMENTS: dict[str, tuple[int, int | None, int | None]] = {
    "_": (0, None, None),
    "gettext": (0, None, None),
    "gettext_lazy": (0, None, None),
    "gettext_noop": (0, None, None),
    "ngettext": (0, 1, None),
    "ngettext_lazy": (0, 1, None),
    "pgettext": (1, None, 0),
    "pgettext_lazy": (1, None, 0),
    "npgettext": (1, 2, 0),
    "npgettext_lazy": (1, 2, 0),
}
TEMPLATE_SUFFIXES = {".html", ".txt", ".xml", ".svg", ".typ"}
NOT_SHOWN = {"migrations", "locale", "static", "__pycache__"}

Key = tuple[str | None, str]


@dataclass
class Package:
    """What one package says, and what its catalogue holds."""

    name: str
    found: Catalog
    problems: list[str] = field(default_factory=list)

    @property
    def po(self) -> Path:
        return SOURCE / self.name / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"

    @property
    def mo(self) -> Path:
        return self.po.with_suffix(".mo")


def package_names() -> list[str]:
    return sorted(child.name for child in SOURCE.iterdir() if (child / "__init__.py").is_file())


def sources(package: str) -> Iterator[Path]:
    for folder, names, files in os.walk(SOURCE / package):
        names[:] = sorted(name for name in names if name not in NOT_SHOWN)
        here = Path(folder)
        in_templates = "templates" in here.relative_to(SOURCE / package).parts
        for file in sorted(files):
            path = here / file
            if path.suffix == ".py" or (in_templates and path.suffix in TEMPLATE_SUFFIXES):
                yield path


def as_python(path: Path, text: str) -> str:
    """A template becomes the gettext calls it makes; indentation would only trouble the tokenizer."""
    if path.suffix == ".py":
        return text
    from django.utils.translation.template import templatize  # noqa: PLC0415 compiling alone must not pay for Django

    return "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).split("\n"))


def says_something(text: str) -> bool:
    return any(word in text for word in ("gettext", "_(", "trans"))


def collect(name: str) -> Package:
    package = Package(name, Catalog(locale=LANGUAGE))
    for path in sources(name):
        text = path.read_text(encoding="utf-8")
        if not says_something(text):
            continue
        shown = path.relative_to(SOURCE.parent.parent)
        try:
            code = io.BytesIO(as_python(path, text).encode())
            calls = list(extract_python(code, dict.fromkeys(ARGUMENTS), ["Translators:"], {"encoding": "utf-8"}))
        except (SyntaxError, tokenize.TokenError) as trouble:
            package.problems.append(f"{shown}: can't be read: {trouble}")
            continue
        for line, function, arguments, comments in calls:
            add_call(package, f"{shown}:{line}", str(function), arguments, comments)
    return package


def add_call(package: Package, place: str, function: str, arguments: object, comments: object) -> None:
    values: tuple[object, ...] = tuple(arguments) if isinstance(arguments, (tuple, list)) else (arguments,)
    message_at, plural_at, context_at = ARGUMENTS[function]

    def text(at: int | None) -> str | None:
        value = values[at] if at is not None and at < len(values) else None
        return value if isinstance(value, str) else None

    message, plural, context = text(message_at), text(plural_at), text(context_at)
    if not message:
        if function != "_":  # a plain underscore is also a Python variable name
            package.problems.append(f"{place}: {function}() has no literal message")
        return
    if message != message.strip():
        package.problems.append(f"{place}: untrimmed message {message!r}")
    said = [str(comment) for comment in comments] if isinstance(comments, list) else []
    package.found.add((message, plural) if plural else message, auto_comments=said, context=context)


def key_of(message: Message) -> Key:
    singular = message.id if isinstance(message.id, str) else message.id[0]
    return message.context, singular


def shown(message: Message) -> str:
    context, singular = key_of(message)
    return f"{singular!r}" + (f" (context {context!r})" if context else "")


def translated(message: Message) -> bool:
    if isinstance(message.id, str):
        return bool(message.string)
    return isinstance(message.string, (tuple, list)) and len(message.string) == 2 and all(message.string)  # noqa: PLR2004 Swedish has one and many


def read(path: Path) -> Catalog:
    if not path.is_file():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE, abort_invalid=True)


def entries(catalog: Catalog) -> Iterator[Message]:
    """All messages but the header."""
    return (message for message in catalog if message.id)


def obsolete(catalog: Catalog) -> Iterator[Message]:
    leftovers: Iterable[Message] = catalog.obsolete.values()
    return iter(leftovers)


def memory_of(names: Iterable[str]) -> dict[Key, Message]:
    """Every translation that stands in any catalogue: what is in use wins over what is left over."""
    memory: dict[Key, Message] = {}
    catalogs = [read(Package(name, Catalog()).po) for name in names]
    for catalog in catalogs:
        memory.update({key_of(message): message for message in obsolete(catalog) if translated(message)})
    for catalog in catalogs:
        memory.update(
            {key_of(message): message for message in entries(catalog) if translated(message) and not message.fuzzy}
        )
    return memory


def suits(old: Message, new: Message) -> bool:
    return isinstance(old.id, str) is isinstance(new.id, str)


def merge(package: Package, old: Catalog, memory: dict[Key, Message], *, tidy: bool) -> Catalog:
    """The found messages with the translations that fit, and the translations that fit no longer."""
    new = Catalog(locale=LANGUAGE)
    before = {key_of(message): message for message in entries(old)}
    for message in entries(package.found):
        key = key_of(message)
        known = before.get(key)
        if known is None or not suits(known, message) or not known.string or not translated(known):
            known = memory.get(key, known)
        string = known.string if known is not None and suits(known, message) else None
        fuzzy = ["fuzzy"] if known is not None and known.fuzzy and key in before else []
        mine = before[key].user_comments if key in before else []
        new.add(
            message.id,
            string or None,
            flags=fuzzy,
            auto_comments=message.auto_comments,
            user_comments=mine,
            context=message.context,
        )
    if not tidy:
        found = {key_of(message) for message in entries(package.found)}
        gone = [message for message in entries(old) if translated(message)] + list(obsolete(old))
        for message in gone:
            if key_of(message) not in found:
                message.auto_comments = []
                new.obsolete[key_of(message)[1] if not message.context else key_of(message)] = message  # type: ignore[index] # Babel keys by text alone or by text and context, and types only the former
    return new


def as_text(catalog: Catalog) -> str:
    body = io.BytesIO()
    write_po(body, catalog, width=0, no_location=True, omit_header=True, sort_output=True)
    return HEADER + "\n" + body.getvalue().decode().strip("\n") + "\n"


def replace(path: Path, content: bytes) -> None:
    """In one step, so that a server or a colleague never reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_bytes(content)
    temporary.replace(path)


def compile_catalog(po: Path) -> None:
    catalog = read(po)
    # A fixed date: the same words give the same bytes.
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    replace(po.with_suffix(".mo"), compiled.getvalue())


def stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.is_file() or mo.stat().st_mtime < po.stat().st_mtime


def update(names: list[str], *, tidy: bool) -> int:
    memory = memory_of(package_names())
    failed = False
    for name in names:
        package = collect(name)
        old = read(package.po)
        new = merge(package, old, memory, tidy=tidy)
        if not len(new) and not new.obsolete:
            if package.po.is_file():
                package.po.unlink()
                package.mo.unlink(missing_ok=True)
        else:
            text = as_text(new).encode()
            if not package.po.is_file() or package.po.read_bytes() != text:
                replace(package.po, text)
            compile_catalog(package.po)
        todo = [message for message in entries(new) if not translated(message) or message.fuzzy]
        if len(new) or package.problems:
            print(f"{name}: {len(new)} messages, {len(todo)} without Swedish, {len(new.obsolete)} left over")
        for message in todo:
            print(f"  to translate: {shown(message)}")
        for problem in package.problems:
            failed = True
            print(f"  {problem}")
    return int(failed)


def problems_of(package: Package, catalog: Catalog) -> Iterator[str]:
    yield from package.problems
    held = {key_of(message): message for message in entries(catalog)}
    for message in entries(package.found):
        known = held.pop(key_of(message), None)
        if known is None or not suits(known, message):
            yield f"not in the catalogue (run script/words {package.name}): {shown(message)}"
        elif not translated(known):
            yield f"untranslated: {shown(message)}"
        elif known.fuzzy:
            yield f"fuzzy: {shown(message)}"
    for message in [*held.values(), *obsolete(catalog)]:
        yield f"left over (run script/words --tidy {package.name}): {shown(message)}"
    for message, troubles in catalog.check():
        for trouble in troubles:
            yield f"wrong: {shown(message)}: {trouble}"


def check(names: list[str]) -> int:
    count = 0
    said: dict[Key, tuple[str, object]] = {}
    for name in names:
        package = collect(name)
        try:
            catalog = read(package.po)
        except PoFileError as trouble:
            print(f"{name}: the catalogue can't be read: {trouble}")
            count += 1
            continue
        problems = list(problems_of(package, catalog))
        for message in entries(catalog):
            where, string = said.setdefault(key_of(message), (name, message.string))
            if string != message.string and translated(message):
                problems.append(f"translated otherwise in {where}: {shown(message)}")
        for problem in problems:
            print(f"{name}: {problem}")
        count += len(problems)
    print(f"words: {count} problems in {len(names)} packages")
    return int(count > 0)


def main() -> int:
    parser = argparse.ArgumentParser(prog="script/words", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("package", nargs="*")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--check", action="store_true", help="write nothing, fail when a word is missing")
    way.add_argument("--compile", action="store_true", help="only compile what is newer than its compiled file")
    way.add_argument("--tidy", action="store_true", help="throw away translations without a message")
    wanted = parser.parse_args()
    known = package_names()
    unknown = [name for name in wanted.package if name not in known]
    if unknown:
        parser.error(f"no such package: {', '.join(unknown)}")
    names: list[str] = wanted.package or known
    if wanted.compile:
        for name in names:
            po = Package(name, Catalog()).po
            if po.is_file() and stale(po):
                compile_catalog(po)
        return 0
    if wanted.check:
        return check(names)
    return update(names, tidy=wanted.tidy)


if __name__ == "__main__":
    sys.exit(main())
