"""Makes the Python environment when it is missing or out of date, then hands over to `python -m mutabaa.stack`.

Run by whatever `python3` is at hand, so: the standard library only, and nothing that an old Python cannot parse before
the version was looked at. `--dev` as the first argument installs what the tests need too.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from typing import NoReturn

NEEDED = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))


def stop(message: str) -> NoReturn:
    """End with a message for a person."""
    sys.exit("mutabaa: " + message)


def find_newer_python() -> None:
    """Run ourselves again by a newer Python of the path, when this one is too old."""
    if sys.version_info >= NEEDED:
        return
    for minor in range(20, NEEDED[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        if other:
            os.execv(other, [other, os.path.abspath(__file__)] + sys.argv[1:])
    found = ".".join(str(part) for part in sys.version_info[:3])
    stop(f"needs Python {NEEDED[0]}.{NEEDED[1]} or later; {sys.executable} is {found}.")


def home_folder() -> str:
    """The folder for everything kept. Raises SystemExit when it cannot be used."""
    home = os.environ.get("MUTABAA_HOME", "").strip() or os.path.join(ROOT, "var")
    if not os.path.isabs(home):
        stop(f"MUTABAA_HOME: expected a path that begins with /, not {home!r}")
    if os.pathsep in os.path.join(ROOT, home):
        stop(f"Python cannot work from a path with a {os.pathsep!r} in it: {home}")
    try:
        os.makedirs(home, exist_ok=True)
    except OSError as error:
        stop(f"cannot make the folder {home}: {error.strerror}.")
    if not os.access(home, os.W_OK | os.X_OK):
        stop(f"cannot write in {home}: it belongs to another user. Run as that user, or give the folder over.")
    return home


class Environment:
    """The virtual environment `venv` in the home folder and the requirement files it was made from."""

    def __init__(self, home: str, dev: bool) -> None:
        self.folder = os.path.join(home, "venv")
        self.python = os.path.join(self.folder, "bin", "python")
        self.unfinished = self.folder + ".unfinished"
        self.mark = os.path.join(self.folder, "mutabaa-requirements")
        self.files = [os.path.join(ROOT, name) for name in ("requirements.txt", "requirements-dev.txt")]
        self.dev = dev

    def wanted(self) -> list:
        """Fingerprints of the requirement files, the dev one last."""
        prints = []
        for path in self.files:
            with open(path, "rb") as file:
                prints.append(hashlib.sha256(file.read()).hexdigest())
        return prints

    def installed(self) -> list:
        """The fingerprints that were installed: none, one, or two with the dev file."""
        if os.path.exists(self.unfinished):
            return []
        try:
            with open(self.mark) as file:
                return file.read().split()
        except OSError:
            return []

    def works(self) -> bool:
        """Whether there is an environment at all and its Python starts with pip in it."""
        if os.path.exists(self.unfinished) or not os.path.exists(self.python):
            return False
        check = f"import sys, pip; sys.exit(sys.version_info < {NEEDED!r})"
        return subprocess.call([self.python, "-c", check], stderr=subprocess.DEVNULL) == 0

    def make(self) -> None:
        """Make or complete the environment. A kill in the middle leaves the mark `unfinished`, and the next start
        begins anew."""
        wanted, installed = self.wanted(), self.installed()
        if not self.works():
            self.create()
            installed = []
        if installed[:1] == wanted[:1] and (not self.dev or installed == wanted):
            return
        # The dev file contains the runtime one; an environment that had it once keeps it.
        dev = self.dev or len(installed) == 2
        print(f"Installing the Python packages of {os.path.basename(self.files[dev])} ...", flush=True)
        open(self.unfinished, "w").close()
        pip = [self.python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "-qq"]
        if subprocess.call(pip + ["--require-hashes", "-r", self.files[dev]], stdin=subprocess.DEVNULL) != 0:
            stop("the Python packages could not be installed (see above). Is the package index reachable?")
        with open(self.mark, "w") as file:
            file.write("\n".join(wanted if dev else wanted[:1]) + "\n")
        os.remove(self.unfinished)

    def create(self) -> None:
        """A new, empty environment in place of whatever stands there."""
        try:
            import ensurepip  # noqa: F401 - Debian ships venv without it; only its absence matters here
            import venv
        except ImportError:
            minor = sys.version_info[1]
            stop(f"this Python has no venv module. On Debian or Ubuntu: apt-get install python3.{minor}-venv")
        print(f"Making the Python environment in {self.folder} ...", flush=True)
        open(self.unfinished, "w").close()
        shutil.rmtree(self.folder, ignore_errors=True)
        try:
            venv.create(self.folder, with_pip=True)
        except (OSError, subprocess.CalledProcessError) as error:
            stop(f"the Python environment could not be made: {error}")


def main() -> None:
    find_newer_python()
    import fcntl

    arguments = sys.argv[1:]
    dev = arguments[:1] == ["--dev"]
    home = home_folder()
    with open(os.path.join(home, "venv.lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        environment = Environment(home, dev)
        environment.make()
    surroundings = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
    surroundings["PYTHONPATH"] = os.pathsep.join([ROOT, os.path.join(ROOT, "platform")])
    os.chdir(ROOT)
    command = [environment.python, "-m", "mutabaa.stack"] + (arguments[1:] if dev else arguments)
    os.execve(environment.python, command, surroundings)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
