"""Keeping what people upload."""

import hashlib

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from shared.isolation.scope import WrongScope, in_institution
from tenants.records.files import keep, opened
from tenants.records.models import StoredFile


@pytest.fixture
def kept(alef):
    stored = keep(SimpleUploadedFile("x.csv", b"a;b\n" * 5000), name="التقرير.csv", by=alef.alef.members["analyst"])
    yield stored
    storages["private"].delete(stored.key)


def test_what_was_kept_is_read_back_whole(kept):
    with opened(kept) as file:
        assert file.read() == b"a;b\n" * 5000


def test_size_digest_name_and_person_are_noted(kept, alef):
    stored = StoredFile.objects.get(pk=kept.pk)
    assert stored.size == 20_000
    assert stored.sha256 == hashlib.sha256(b"a;b\n" * 5000).hexdigest()
    assert stored.name == "التقرير.csv"
    assert stored.stored_by == alef.alef.members["analyst"].pk


def test_the_name_is_not_in_the_key(kept, alef):
    assert kept.key.startswith(f"{alef.alef.institution.pk}/")
    assert "csv" not in kept.key


def test_a_neighbour_does_not_open_it(kept, alef):
    with in_institution(alef.ba.institution):
        with pytest.raises(WrongScope):
            opened(kept)
        assert not StoredFile.objects.filter(pk=kept.pk).exists()


def test_a_very_long_name_keeps_its_end(alef):
    stored = keep(SimpleUploadedFile("x", b"x"), name="x" * 300 + ".xlsx", by=None)
    storages["private"].delete(stored.key)
    assert len(stored.name) == 255
    assert stored.name.endswith(".xlsx")
