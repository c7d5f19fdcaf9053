"""Whatever happens to a file on its way: it is read, or refused in words. Nothing else."""

import random
from pathlib import Path

import pytest

from tenants.intake.readers import Unreadable, read_table, sniff
from tests.tenants.intake.readers.made_files import HEADER, ROWS, csv_bytes, with_shared_strings, xls_bytes, xlsx_bytes

TABLE = [HEADER, *ROWS * 5]
FILES = {
    "a.xlsx": xlsx_bytes({"Data": TABLE, "Second": [HEADER]}),
    "b.xlsx": with_shared_strings(TABLE),
    "a.xls": xls_bytes(TABLE),
    "a.csv": csv_bytes(TABLE, "mac_roman", newline="\r"),
    "b.csv": csv_bytes(TABLE, "utf-16"),
    "c.csv": csv_bytes(TABLE, "utf-8-sig", ";"),
}
TRIALS = 150


def damaged(content: bytes, chance: random.Random) -> bytes:
    made = bytearray(content)
    kind = chance.choice(["cut", "flip", "flip", "overwrite", "drop"])
    if kind == "cut":
        return bytes(made[: chance.randrange(len(made))])
    if kind == "drop":
        start = chance.randrange(len(made))
        del made[start : start + chance.randrange(1, 600)]
    for _time in range(chance.randrange(1, 12) if kind == "flip" else 0):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    if kind == "overwrite":
        start = chance.randrange(len(made))
        made[start : start + 16] = chance.randbytes(16)
    return bytes(made)


@pytest.mark.parametrize("name", FILES)
def test_damage_is_read_or_refused_in_words(name: str, tmp_path: Path) -> None:
    chance = random.Random(name)
    path = tmp_path / name
    messages: list[str] = []
    for _trial in range(TRIALS):
        path.write_bytes(damaged(FILES[name], chance))
        try:
            for row in read_table(path, sniff(path, name)):
                assert row.number >= 1
        except Unreadable as refused:
            messages.append(refused.message)
    assert messages
    assert all(messages)
