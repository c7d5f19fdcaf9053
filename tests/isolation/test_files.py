"""Private files: an institution's key opens nothing in another's hand."""

from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files import File
from django.core.files.storage import storages

from shared.isolation.files import NotPublic, OwnedKeys, PrivateFileStorage
from shared.isolation.scope import NoScope, WrongScope, in_institution, in_network


@pytest.fixture
def storage(tmp_path):
    return PrivateFileStorage(location=str(tmp_path))


@pytest.fixture
def kept(storage, world):
    """The key of a file of alef's."""
    with in_institution(world.alef.institution):
        return storage.save("report ؛ تقرير.csv", File(BytesIO(b"secret")))


USES = ["open", "delete", "exists", "size", "path", "get_modified_time", "get_created_time", "get_accessed_time"]


def test_a_key_is_its_owner_and_a_random_name(kept, world):
    owner, _, name = kept.partition("/")
    assert owner == str(world.alef.institution.pk)
    assert UUID(name)


def test_the_owner_reads_what_it_kept(storage, kept, world):
    with in_institution(world.alef.institution), storage.open(kept) as file:
        assert file.read() == b"secret"


@pytest.mark.parametrize("use", USES)
def test_a_neighbour_is_refused(storage, kept, world, use):
    with in_institution(world.ba.institution), pytest.raises(WrongScope):
        getattr(storage, use)(kept)
    with in_institution(world.alef.institution):
        assert storage.exists(kept)


@pytest.mark.parametrize("use", USES)
def test_the_network_is_refused(storage, kept, use):
    with in_network(), pytest.raises(WrongScope):
        getattr(storage, use)(kept)


@pytest.mark.parametrize("use", USES)
def test_nobody_in_particular_is_refused(storage, kept, use):
    with pytest.raises(NoScope):
        getattr(storage, use)(kept)


def test_nothing_is_kept_for_nobody(storage):
    with pytest.raises(NoScope):
        storage.save("x", File(BytesIO(b"x")))


@pytest.mark.parametrize(
    "key",
    ["", "/", "{own}", "{own}/", "{own}/..", "{own}/.", "{own}/../{other}/x", "{own}/a/b", "../{own}", "/etc/passwd"],
)
def test_a_key_that_wanders_is_refused(storage, world, key):
    key = key.format(own=world.alef.institution.pk, other=world.ba.institution.pk)
    with in_institution(world.alef.institution), pytest.raises((SuspiciousFileOperation, WrongScope)):
        storage.open(key)


def test_a_private_file_has_no_public_address_and_no_listing(storage, kept, world):
    with in_institution(world.alef.institution):
        with pytest.raises(NotPublic):
            storage.url(kept)
        with pytest.raises(NotPublic):
            storage.listdir("")


def test_the_same_content_kept_twice_is_two_files(storage, kept, world):
    with in_institution(world.alef.institution):
        assert storage.save("report", File(BytesIO(b"secret"))) != kept


def test_the_bucket_refuses_by_the_same_rules(kept, world):
    """Only what would reach the service is replaced: every use goes through the owner first."""
    from shared.isolation.private_s3 import PrivateS3Storage

    assert PrivateS3Storage.__mro__.index(OwnedKeys) == 1
    storage = PrivateS3Storage(bucket_name="x", access_key="x", secret_key="x", region_name="x")
    for use in [use for use in USES if use != "path"]:
        with in_institution(world.ba.institution), pytest.raises(WrongScope):
            getattr(storage, use)(kept)


def test_files_on_disk_are_nobody_elses_to_read(world):
    storage = storages["private"]
    with in_institution(world.alef.institution):
        key = storage.save("x", File(BytesIO(b"x")))
        try:
            path = Path(storage.path(key))
            assert path.stat().st_mode & 0o077 == 0
            assert path.parent.stat().st_mode & 0o077 == 0
        finally:
            storage.delete(key)
