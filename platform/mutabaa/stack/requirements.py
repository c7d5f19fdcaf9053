"""Writes the requirement files anew from pyproject.toml: hashed, for every platform, without addresses."""

import re
import shutil
import subprocess
import sys
import venv

from mutabaa.env import repository
from mutabaa.stack.places import Home, StackError

COMPILE = (
    *("pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11", "--quiet"),
    *("--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header"),
)
FILES = {"requirements.txt": (), "requirements-dev.txt": ("--group", "dev")}
ADDRESS = re.compile(r"://|--(extra-)?index-url|--find-links|^ *# via .*-r /", re.MULTILINE)


def write(home: Home) -> int:
    """Write both files with `uv`, the caller's or one installed beside the home's environment."""
    uv = shutil.which("uv") or _installed_uv(home)
    for name, options in FILES.items():
        subprocess.run([uv, *COMPILE, *options, "--output-file", name], cwd=repository, check=True)
        check(name, (repository / name).read_text(encoding="utf-8"))
        print(f"{name} is written.")
    return 0


def check(name: str, content: str) -> None:
    """Raise StackError when a requirements file names a registry or a path of this machine."""
    found = ADDRESS.search(content)
    if found:
        line = content.count("\n", 0, found.start()) + 1
        raise StackError(f"{name} names an address in line {line}: take it out of the tool's configuration")


def _installed_uv(home: Home) -> str:
    folder = home.folder / "uv"
    if not (folder / "bin" / "uv").exists():
        venv.create(folder, with_pip=True, clear=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "uv"]
        if subprocess.run(pip, check=False).returncode != 0:
            sys.exit("mutabaa: uv could not be installed; install it yourself and put it on the path")
    return str(folder / "bin" / "uv")
