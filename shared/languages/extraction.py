"""Every string of an app that somebody will read: from Python by its syntax, from templates as Django reads them."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

UNREAD_FOLDERS = {"migrations", "locale", "static", "data", "__pycache__"}


@dataclass(frozen=True, order=True)
class Text:
    """A string to be translated: context ("" for none), message id, plural id ("" for none)."""

    msgid: str
    context: str = ""
    plural: str = ""


class NotLiteral(ValueError):
    """A call asks for the translation of something that is not a plain string, so no catalogue can hold it."""


_SHAPES = {"gettext": ("msgid",), "ngettext": ("msgid", "plural"), "pgettext": ("context", "msgid")}
_SHAPES["npgettext"] = ("context", "msgid", "plural")
_SHAPES |= {f"{name}_lazy": shape for name, shape in _SHAPES.items()}
_SHAPES["gettext_noop"] = ("msgid",)
_TRANSLATION = "django.utils.translation"


def texts_in_python(source: str) -> Iterator[Text]:
    """The strings given to Django's gettext functions, under whatever names the module imports them.

    Raises NotLiteral with the line number for an f-string or a variable.
    """
    tree = ast.parse(source)
    names, modules = _translation_names(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        if isinstance(function, ast.Name):
            called = names.get(function.id, "")
        elif isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
            called = function.attr if function.value.id in modules else ""
        else:
            continue
        if called in _SHAPES:
            yield _text(node, _SHAPES[called])


def _translation_names(tree: ast.Module) -> tuple[dict[str, str], set[str]]:
    """What the module calls gettext's functions, and what it calls the package they come from."""
    names: dict[str, str] = {}
    modules: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == _TRANSLATION:
            names |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "django.utils":
            modules |= {alias.asname or alias.name for alias in node.names if alias.name == "translation"}
    return names, modules


def _text(call: ast.Call, shape: tuple[str, ...]) -> Text:
    parts: dict[str, str] = {}
    for name, argument in zip(shape, call.args, strict=False):
        if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
            raise NotLiteral(f"line {call.lineno}: only a plain string can be translated")
        parts[name] = argument.value
    if set(parts) != set(shape):
        raise NotLiteral(f"line {call.lineno}: the strings to translate stand first, by position")
    return Text(**parts)


_TEMPLATE_KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def texts_in_template(source: str) -> Iterator[Text]:
    """The strings of `translate` and `blocktranslate` tags and of `_("...")`, exactly as Django looks them up."""
    # Indentation of the page would look like Python's and stop the tokenizer.
    python = re.sub(r"(?m)^\s+", "", templatize(source))
    found = extract("python", BytesIO(python.encode()), keywords=_TEMPLATE_KEYWORDS, options={"encoding": "utf-8"})  # type: ignore[arg-type]
    for _line, message, _comments, context in found:
        msgid, plural = (message, "") if isinstance(message, str) else (message[0], message[1])
        if msgid:
            yield Text(msgid, context or "", plural)


def texts_in(folder: Path, root: Path) -> dict[Text, set[str]]:
    """All strings of an app's folder, each with the files it stands in (relative to `root`, no line numbers).

    Raises NotLiteral, naming the file, also for a module that is not Python 3.11.
    """
    found: dict[Text, set[str]] = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if path.suffix not in {".py", ".html", ".txt"} or UNREAD_FOLDERS.intersection(inside[:-1]):
            continue
        if path.suffix != ".py" and "templates" not in inside:
            continue
        source = path.read_text(encoding="utf-8")
        place = path.relative_to(root).as_posix()
        try:
            for text in texts_in_python(source) if path.suffix == ".py" else texts_in_template(source):
                found.setdefault(text, set()).add(place)
        except (NotLiteral, SyntaxError) as refusal:
            raise NotLiteral(f"{place}, {refusal}") from refusal
    return found
