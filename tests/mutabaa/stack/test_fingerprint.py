"""Fingerprints: a change is noticed, what is made while running is not looked at."""

import os

from mutabaa.stack import fingerprint


def test_a_changed_file_changes_the_fingerprint(tmp_path):
    path = tmp_path / "django.po"
    path.write_text("one")
    before = fingerprint.of([path])
    assert fingerprint.of([path]) == before
    path.write_text("other")
    assert fingerprint.of([path]) != before


def test_a_newer_file_of_the_same_size_changes_it_too(tmp_path):
    path = tmp_path / "django.po"
    path.write_text("one")
    before = fingerprint.of([path])
    os.utime(path, ns=(1, 1))
    assert fingerprint.of([path]) != before


def test_kept_data_is_not_looked_at(tmp_path):
    for folder in ("var", "tenants"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.po").touch()
    assert list(fingerprint.files_under(tmp_path)) == [tmp_path / "tenants" / "a.po"]
