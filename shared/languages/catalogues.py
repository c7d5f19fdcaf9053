"""The catalogues of the project: one .po for each app and language, kept small in a diff.

A catalogue holds exactly what its app says, sorted, with file names instead of line numbers and no dates. They are
compiled by Babel, so no gettext is needed on the machine; .mo files are built, never kept in git.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import normalize, read_po

from shared.languages.extraction import Text

FAMILIES = ("tenants", "shared", "knowledge_base")
PROJECT = "platform/mutabaa"
CATALOGUE_LANGUAGES = ("ar", "fr")
PLURAL_FORMS = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
    "fr": "nplurals=2; plural=(n > 1);",
}
FORMS = {"ar": 6, "fr": 2}
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)

Translations = dict[Text, tuple[str, ...]]


@dataclass(frozen=True)
class Entry:
    """What a catalogue says of one string: its forms (one, or one for each plural), and whether it is marked fuzzy."""

    forms: tuple[str, ...]
    fuzzy: bool = False


def app_folders(root: Path) -> list[Path]:
    """The folders that own a catalogue: every app of the families, and the project package."""
    apps = [folder.parent for family in FAMILIES for folder in sorted((root / family).glob("*/__init__.py"))]
    return [root / PROJECT, *apps]


def catalogue_path(folder: Path, language: str) -> Path:
    """Where an app keeps its .po for a language."""
    return folder / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(path: Path, language: str) -> dict[Text, Entry]:
    """The entries of a .po, empty where there is no file. Raises babel's PoFileError for a broken one."""
    if not path.exists():
        return {}
    entries: dict[Text, Entry] = {}
    for message in _read(path, language):
        if message.id:
            singular, plural = message.id if isinstance(message.id, tuple | list) else (message.id, "")
            forms = message.string if isinstance(message.string, tuple | list) else (message.string or "",)
            entries[Text(singular, message.context or "", plural)] = Entry(tuple(forms), message.fuzzy)
    return entries


def _read(path: Path, language: str) -> Catalog:
    with path.open("rb") as lines:
        return read_po(lines, locale=language, ignore_obsolete=True, abort_invalid=True)


def written_catalogue(language: str, found: Mapping[Text, set[str]], translations: Translations) -> str:
    """The text of a .po: every string found, in order, translated where `translations` knows it."""
    header = (
        f"Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\nMIME-Version: 1.0\n"
        f"Language: {language}\nPlural-Forms: {PLURAL_FORMS[language]}\n"
    )
    blocks = [f'msgid ""\nmsgstr {normalize(header, width=0)}\n']
    for text in sorted(found):
        lines = [f"#: {place}" for place in sorted(found[text])]
        if text.context:
            lines.append(f"msgctxt {normalize(text.context, width=110)}")
        lines.append(f"msgid {normalize(text.msgid, width=110)}")
        forms = translations.get(text, ())
        if text.plural:
            lines.append(f"msgid_plural {normalize(text.plural, width=110)}")
            padded = [*forms, *[""] * FORMS[language]][: FORMS[language]]
            lines += [f"msgstr[{index}] {normalize(form, width=110)}" for index, form in enumerate(padded)]
        else:
            lines.append(f"msgstr {normalize(forms[0] if forms else '', width=110)}")
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def compile_catalogue(path: Path, language: str) -> bool:
    """Write the .mo beside a .po; True when its content changed."""
    catalogue = _read(path, language)
    catalogue.creation_date = catalogue.revision_date = _NO_DATE
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    target = path.with_suffix(".mo")
    if target.exists() and target.read_bytes() == compiled.getvalue():
        return False
    target.write_bytes(compiled.getvalue())
    return True
