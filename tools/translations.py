"""Keeps the catalogues of messages, for translators and for whoever adds a sentence to a page.

``extract`` collects every marked sentence from code and templates and keeps translations;
``merge FILE...`` fills in translations from other catalogues or parts of them; ``compile`` writes
what Django reads; ``check`` fails when a page would show English to a reader of Spanish.
"""

import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as extract_marked
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "longtable"
LOCALES = PACKAGE / "locale"
ARGUMENTS = {"": None, "n": (1, 2), "p": ((1, "c"), 2), "np": ((1, "c"), 2, 3)}
KEYWORDS = {f"{kind}gettext{when}": ARGUMENTS[kind] for kind in ARGUMENTS for when in ("", "_lazy", "_noop")}
KEYWORDS["_"] = None
MARKED = re.compile(r"gettext\w*\(|\b_\(")
COMPONENT_ATTRIBUTE = re.compile(r"""\s:[\w-]+=(?:"([^"]*\b_\([^"]*)"|'([^']*\b_\([^']*)')""")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def main() -> None:
    """Run one verb on the catalogue of every language."""
    verbs = {"extract": extract, "compile": compile_all, "check": check, "merge": merge}
    if len(sys.argv) < 2 or sys.argv[1] not in verbs:
        sys.exit(f"Say one of: {', '.join(verbs)}")
    verbs[sys.argv[1]](*map(Path, sys.argv[2:]))


def extract() -> None:
    """Bring every catalogue in line with code and templates. What is no longer said is dropped."""
    for file in catalogue_files():
        updated = update(read(file))
        write(updated, file)
        print(f"{shown(file)}: {len(updated)} messages, {len(untranslated(updated))} to translate")


def compile_all() -> None:
    """Write the binary catalogues that Django reads."""
    for file in catalogue_files():
        target = file.with_suffix(".mo")
        part = target.with_suffix(".part")
        with part.open("wb") as stream:
            write_mo(stream, read(file))
        part.replace(target)


def check() -> None:
    """Fail unless every marked sentence is translated, certain, and keeps its placeholders."""
    faults = [f"{shown(file)}: {fault}" for file in catalogue_files() for fault in faults_in(read(file))]
    if faults:
        print("\n".join(faults))
        sys.exit(f"{len(faults)} faults. Collect new sentences with: make messages")


def merge(*fragments: Path) -> None:
    """Fill untranslated messages from other catalogues of the same language; say what did not fit."""
    file = LOCALES / "es" / "LC_MESSAGES" / "django.po"
    catalogue = update(read(file))
    for fragment in fragments:
        for message in read(fragment):
            if not message.id:
                continue
            ours = catalogue.get(message.id, message.context)
            if ours is None:
                print(f"{fragment.name}: nobody says {message.id!r}")
            elif not is_translated(ours):
                ours.string = message.string
                ours.flags -= {"fuzzy"}
            elif ours.string != message.string:
                print(f"{fragment.name}: {message.id!r} stays {ours.string!r}, not {message.string!r}")
    write(catalogue, file)
    print(f"{shown(file)}: {len(catalogue)} messages, {len(untranslated(catalogue))} to translate")


# --- Catalogues ----------------------------------------------------------------------------------
def catalogue_files() -> list[Path]:
    """One catalogue per language other than English."""
    return sorted(LOCALES.glob("*/LC_MESSAGES/django.po"))


def shown(file: Path) -> Path:
    """The file as one names it inside the checkout."""
    return file.relative_to(ROOT)


def read(file: Path) -> Catalog:
    """A catalogue, or a part of one. The language is that of its folder; a lone part is Spanish."""
    language = file.parent.parent.name if file.is_relative_to(LOCALES) else "es"
    if not file.exists():
        return Catalog(locale=language)
    return read_po(io.BytesIO(file.read_bytes()), locale=language, abort_invalid=True)


def write(catalogue: Catalog, file: Path) -> None:
    """Sorted, with file names but neither line numbers nor dates: a diff shows only what was said anew."""
    text = io.BytesIO()
    write_po(text, catalogue, width=100, omit_header=True, sort_output=True, include_lineno=False)
    header = (
        'msgid ""\n'
        'msgstr ""\n'
        f'"Language: {catalogue.locale}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(header + text.getvalue().decode().rstrip() + "\n")


def update(catalogue: Catalog) -> Catalog:
    """A new catalogue of what code and templates say now, with the translations that exist."""
    fresh = Catalog(locale=catalogue.locale)
    for file, message_id, context, comments in marked_sentences():
        fresh.add(message_id, locations=[(file, 1)], auto_comments=comments, context=context)
    for message in fresh:
        known = catalogue.get(message.id, message.context) if message.id else None
        if known and isinstance(known.id, str) == isinstance(message.id, str):
            message.string = known.string
            message.flags |= known.flags & {"fuzzy"}
            message.user_comments = known.user_comments
    return fresh


def untranslated(catalogue: Catalog) -> list[Message]:
    """Messages that would be shown in English."""
    return [message for message in catalogue if message.id and not is_translated(message)]


def is_translated(message: Message) -> bool:
    """Whether every form of the message has words."""
    words = forms(message.string)
    return bool(words) and all(words) and not message.fuzzy


def forms(text: str | Iterable[str] | None) -> list[str]:
    """Singular and plurals of a message or its translation; none when it has no translation yet."""
    return [text] if isinstance(text, str) else list(text or ())


def faults_in(catalogue: Catalog) -> Iterator[str]:
    """One line per message that a reader of this language would see wrongly or not at all."""
    said = update(catalogue)
    for message in said:
        if not message.id:
            continue
        name = repr(forms(message.id)[0])
        if message.fuzzy:
            yield f"is marked uncertain (fuzzy): {name}"
        elif not is_translated(message):
            yield f"is not translated: {name} ({message.locations[0][0]})"
        elif placeholders(message.id) != placeholders(message.string):
            yield f"has other placeholders than its translation: {name}"
    for message in catalogue:
        if message.id and said.get(message.id, message.context) is None:
            yield f"is no longer said: {forms(message.id)[0]!r}"
    yield from (
        f"is kept though obsolete: {forms(message.id)[0]!r}" for message in catalogue.obsolete.values()
    )


def placeholders(text: str | Iterable[str] | None) -> set[str]:
    """Names that are filled in at run time, over all forms: a singular may leave out its number."""
    return {found for form in forms(text) for found in PLACEHOLDER.findall(form.replace("%%", ""))}


# --- What people read ----------------------------------------------------------------------------
Sentence = tuple[str, str | tuple[str, ...], str | None, list[str]]
"""File, message (or its singular and plural), context, and the comments for translators."""


def marked_sentences() -> Iterator[Sentence]:
    """Every marked sentence in code and templates, in a fixed order."""
    for file in sorted(PACKAGE.rglob("*")):
        rooms = file.relative_to(PACKAGE).parts
        if {"tests", "migrations"} & set(rooms) or not file.is_file():
            continue
        if file.suffix == ".py":
            python = file.read_text()
        elif "templates" in rooms:
            python = as_python(file.read_text())
        else:
            continue
        if MARKED.search(python):
            yield from sentences_in(python, str(shown(file)))


def as_python(template: str) -> str:
    """Calls of gettext for all that a template marks, in tags or in dynamic attributes of components."""
    inner = " ".join("{{ " + (one or other) + " }}" for one, other in COMPONENT_ATTRIBUTE.findall(template))
    # What is not marked becomes filler, which needs no indentation.
    return "\n".join(line.strip() for line in templatize(f"{template}\n{inner}").splitlines())


def sentences_in(python: str, file: str) -> Iterator[Sentence]:
    """Marked sentences of one Python text."""
    stream = io.BytesIO(python.encode())
    for _, message, comments, context in extract_marked("python", stream, KEYWORDS, ["Translators:"]):
        yield file, message, context, comments


if __name__ == "__main__":
    main()
