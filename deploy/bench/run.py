"""`make bench`: what the platform costs, on data of its own. Prints name, value, unit, ratio to its floor, floor.

For a page the floor is SQL written by hand for the same content, run on the same rows in the same minute; the page is
asked for through the whole of Django, signed in. Medians of many runs.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform"), str(Path(__file__).parent)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutabaa.settings")


def main() -> None:
    import django
    from django.conf import settings

    django.setup()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    import measures

    lines = measures.everything()
    width = max(len(line.name) for line in lines)
    print(f"{'name':<{width}}  {'value':>10}  {'unit':<10}  {'ratio':>6}  {'floor':>10}  aim")
    for line in lines:
        ratio = f"{line.value / line.floor:.2f}" if line.floor else ""
        floor = f"{line.floor:.2f}" if line.floor else ""
        print(f"{line.name:<{width}}  {line.value:>10.2f}  {line.unit:<10}  {ratio:>6}  {floor:>10}  {line.aim}")


if __name__ == "__main__":
    main()
