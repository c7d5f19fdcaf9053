"""Catalogues are brought up to what the code says, keeping every translation already made."""

from pathlib import Path

from shared.languages.catalogues import (
    CATALOGUE_LANGUAGES,
    Translations,
    app_folders,
    catalogue_path,
    read_catalogue,
    written_catalogue,
)
from shared.languages.extraction import texts_in


def translations_of(folder: Path, language: str) -> Translations:
    """What an app's catalogue translates, wholly or in part; fuzzy entries were never anybody's translation."""
    entries = read_catalogue(catalogue_path(folder, language), language)
    return {text: entry.forms for text, entry in entries.items() if not entry.fuzzy and any(entry.forms)}


def merge(root: Path, folders: list[Path]) -> list[Path]:
    """Write the catalogues of `folders`: new strings added (copied where a sibling knows them), unused ones gone.

    Returns the files that changed. Raises NotLiteral.
    """
    changed: list[Path] = []
    for language in CATALOGUE_LANGUAGES:
        known: Translations = {}
        for folder in app_folders(root):
            known = translations_of(folder, language) | known
        for folder in folders:
            path = catalogue_path(folder, language)
            found = texts_in(folder, root)
            content = written_catalogue(language, found, known | translations_of(folder, language))
            if not found and not path.exists():
                continue
            if not path.exists() or path.read_text(encoding="utf-8") != content:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, encoding="utf-8")
                changed.append(path)
    return changed
