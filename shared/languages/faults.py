"""What is wrong with the catalogues, each fault as one line for a person."""

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import PoFileError

from shared.languages.catalogues import (
    CATALOGUE_LANGUAGES,
    FORMS,
    Entry,
    app_folders,
    catalogue_path,
    read_catalogue,
)
from shared.languages.extraction import NotLiteral, Text, texts_in

_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
# Forms that stand for a single number may say it in a word: "one day" needs no %(days)s.
_SAYS_ITS_NUMBER = {"ar": {0, 1, 2}, "fr": {0}}


def faults(root: Path) -> list[str]:
    """Every fault of every catalogue; empty when Arabic and French are complete."""
    found: list[str] = []
    readable: list[Path] = []
    for folder in app_folders(root):
        name = folder.relative_to(root).as_posix()
        try:
            texts = texts_in(folder, root)
            for language in CATALOGUE_LANGUAGES:
                entries = read_catalogue(catalogue_path(folder, language), language)
                found += [f"{name} [{language}] {fault}" for fault in catalogue_faults(set(texts), entries, language)]
            readable.append(folder)
        except (NotLiteral, PoFileError) as refusal:
            found.append(f"{name}: {refusal}")
    return found + contradictions(readable, root)


def catalogue_faults(texts: set[Text], entries: dict[Text, Entry], language: str) -> Iterator[str]:
    """The faults of one catalogue: missing, obsolete, fuzzy, untranslated, plural forms, placeholders, line ends."""
    for text in sorted(texts - set(entries)):
        yield f"missing: {text.msgid!r}"
    for text in sorted(set(entries) - texts):
        yield f"obsolete: {text.msgid!r}"
    for text, entry in sorted(entries.items(), key=lambda pair: pair[0]):
        if text in texts:
            yield from (f"{fault}: {text.msgid!r}" for fault in entry_faults(text, entry, language))


def entry_faults(text: Text, entry: Entry, language: str) -> Iterator[str]:
    """The faults of one translation."""
    wanted = FORMS[language] if text.plural else 1
    if entry.fuzzy:
        yield "fuzzy"
    if not any(entry.forms):
        yield "untranslated"
        return
    if len(entry.forms) != wanted or not all(entry.forms):
        yield f"needs {wanted} plural forms"
        return
    source = placeholders(text.msgid) | placeholders(text.plural)
    for index, form in enumerate(entry.forms):
        missing, strange = source - placeholders(form), placeholders(form) - source
        silent = bool(text.plural) and index in _SAYS_ITS_NUMBER[language] and len(missing) == 1
        if strange or (missing and not silent):
            yield f"placeholders differ ({', '.join(sorted(missing | strange))})"
        if form.startswith("\n") != text.msgid.startswith("\n") or form.endswith("\n") != text.msgid.endswith("\n"):
            yield "begins or ends with another line break"


def placeholders(message: str) -> set[str]:
    """The places a message leaves for values: %(name)s, %s, {name}."""
    return set(_PLACEHOLDER.findall(message.replace("%%", "")))


def contradictions(folders: list[Path], root: Path) -> list[str]:
    """Strings two catalogues translate differently: at run time all are one, and only one translation would be seen."""
    found: list[str] = []
    for language in CATALOGUE_LANGUAGES:
        first: dict[Text, tuple[tuple[str, ...], str]] = {}
        for folder in folders:
            name = folder.relative_to(root).as_posix()
            for text, entry in read_catalogue(catalogue_path(folder, language), language).items():
                if not any(entry.forms):
                    continue
                forms, owner = first.setdefault(text, (entry.forms, name))
                if forms != entry.forms:
                    found.append(f"{name} [{language}] contradicts {owner}: {text.msgid!r} is {forms[0]!r} there")
    return found
