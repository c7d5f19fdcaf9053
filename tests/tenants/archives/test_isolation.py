"""An archive holds its own institution alone, and writes into no other."""

import pytest
from django.db import connection

from shared.isolation.scope import in_institution, in_network
from shared.users.models import User
from tenants.archives import writing
from tenants.archives.writing import write_archive
from tenants.institutions.models import Affiliation
from tenants.members.models import Member, ResponsibleBody
from tenants.tracker.models import Criterion, Recommendation
from tests.tenants.archives.conftest import exported, imported, put, rows, silent, unpacked


def test_nothing_of_the_neighbour_goes_out(world, archive, tmp_path):
    path = exported(world.alef.institution, tmp_path / "alef.zip")
    everything = b"".join(unpacked(path).values())
    with in_institution(world.ba.institution):
        theirs = [*Member.objects.values_list("pk", flat=True), *Recommendation.objects.values_list("pk", flat=True)]
    assert b"coordinator@alef.example" in everything
    assert b"@ba.example" not in everything
    assert str(world.ba.institution.pk).encode() not in everything
    assert not any(str(key).encode() in everything for key in theirs)


def test_it_is_read_under_the_institutions_own_role(world, archive, tmp_path, monkeypatch):
    seen = []

    def look(query, on):
        with on.cursor() as cursor:
            cursor.execute("SELECT current_user, current_schema()")
            seen.append(cursor.fetchone())
        return iter(())

    monkeypatch.setattr(writing, "rows_of", look)
    exported(world.alef.institution, tmp_path / "alef.zip")
    schema = world.alef.institution.schema_name
    assert set(seen) == {(schema, schema)}


def test_no_account_and_no_affiliation_is_exported(world, archive, tmp_path):
    everything = b"".join(unpacked(exported(world.alef.institution, tmp_path / "alef.zip")).values())
    assert not any(str(user.pk).encode() in everything for user in world.alef.users.values())


def test_rows_with_the_neighbours_keys_stay_where_they_are_written(archive, tampered, ready, world):
    """Schemas differ, so a key of somebody else's row is only a key."""
    with in_institution(world.ba.institution):
        theirs = Recommendation.objects.order_by("order").first()

    def steal(parts):
        those = rows(parts, "tracker.savedview")
        those[0]["id"] = str(theirs.pk)
        put(parts, "tracker.savedview", those)
        bodies = rows(parts, "members.responsiblebody")
        put(parts, "members.responsiblebody", [*bodies, {**bodies[0], "id": str(world.ba.bodies["Justice"].pk)}])

    def count():
        with in_institution(world.ba.institution):
            return Recommendation.objects.count(), Member.objects.count(), world.ba.bodies["Justice"].name_en

    before = count()
    imported(tampered(steal), ready())
    assert count() == before
    with in_institution(world.ba.institution):
        again = Recommendation.objects.get(pk=theirs.pk)
        assert (again.text_en, again.text_ar) == (theirs.text_en, theirs.text_ar)


def test_the_address_of_somebody_in_the_network_gives_her_nothing(archive, tampered, ready, world):
    """A coordinator of another institution does not become one here because a row says her name."""

    def name_her(parts):
        those = rows(parts, "members.member")
        person = world.ba.users["coordinator"]
        those[0] |= {"email": person.email, "role_slug": "coordinator", "body": None, "left_at": None}
        put(parts, "members.member", those)

    institution = ready()
    imported(tampered(name_her), institution)
    with in_institution(institution):
        assert Member.objects.get(email="coordinator@ba.example").awaits_account
        accounts = list(Member.objects.values_list("user_id", flat=True))
        assert not Member.objects.active().exists()
    with in_network():
        assert not User.objects.filter(pk__in=accounts).exists()
        assert not Affiliation.objects.filter(institution=institution).exists()


def test_an_export_sees_one_moment_while_people_go_on(committed, archive, full, tmp_path, monkeypatch):
    """What is written meanwhile by others is not half in the archive."""
    real, late = writing.rows_of, []

    def slow(query, on):
        if not late:
            late.append(Criterion(name_en="Came too late", weight=1))
            late[0].save()
        return real(query, on)

    monkeypatch.setattr(writing, "rows_of", slow)
    path = exported(full, tmp_path / "moment.zip")
    assert late
    with in_institution(full):
        assert Criterion.objects.filter(name_en="Came too late").exists()
    assert not any(row["name_en"] == "Came too late" for row in rows(unpacked(path), "tracker.criterion"))


@pytest.mark.usefixtures("alef")
def test_inside_a_transaction_it_holds_what_the_transaction_wrote(tmp_path):
    ResponsibleBody(name_en="Not committed yet").save()
    with (tmp_path / "x.zip").open("w+b") as out:
        write_archive(out, silent)
    names = [row["name_en"] for row in rows(unpacked(tmp_path / "x.zip"), "members.responsiblebody")]
    assert "Not committed yet" in names
    assert connection.in_atomic_block
