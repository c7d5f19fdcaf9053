"""The environment: what is understood, what is refused and under which name."""

import subprocess
import sys
from pathlib import Path

import pytest

from mutabaa.env import BadSetting, load, repository, variables
from mutabaa.stack.reference import reference

ALONE = {"MUTABAA_STACK_ENV": "none"}
LOGIN = "postgresql://mutabaa_login:s%40cret@db.example.org:6432/mutabaa?sslmode=require"
ADMIN = "postgresql://mutabaa_migrator:other@db.example.org:6432/mutabaa"


def refused(name: str, value: str, **others: str) -> str:
    with pytest.raises(BadSetting) as caught:
        load({**ALONE, **others, name: value})
    assert caught.value.name == name
    assert name in str(caught.value)
    return str(caught.value)


def test_it_needs_nothing_and_then_serves_localhost_on_port_8000():
    read = load(ALONE)
    assert (read.port, read.domain, read.https, read.home) == (8000, "localhost", False, repository / "var")


def test_an_empty_value_counts_as_not_set():
    assert load({**ALONE, "MUTABAA_PORT": " ", "DATABASE_URL": ""}).port == 8000


def test_it_takes_a_database_address_apart_and_decodes_it():
    url = load({**ALONE, "DATABASE_URL": LOGIN}).database_url
    assert url is not None
    assert (url.user, url.password, url.host, url.port, url.path) == (
        "mutabaa_login",
        "s@cret",
        "db.example.org",
        6432,
        "mutabaa",
    )
    assert url.options == {"sslmode": "require"}


def test_it_keeps_the_capitals_in_the_folder_of_a_unix_socket():
    url = load({**ALONE, "DATABASE_URL": "postgresql://u:p@%2FVar%2FMutabaa%2FS/name"}).database_url
    assert url is not None
    assert (url.host, url.port) == ("/Var/Mutabaa/S", 5432)


def test_it_reads_an_ipv6_host():
    url = load({**ALONE, "CACHE_URL": "redis://[::1]:6380/2"}).cache_url
    assert url is not None
    assert (url.host, url.port, url.path) == ("::1", 6380, "2")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MUTABAA_PORT", "http"),
        ("MUTABAA_PORT", "0"),
        ("MUTABAA_PORT", "65536"),
        ("MUTABAA_PORT", "٨٠٠٠"),
        ("MUTABAA_HOME", "var"),
        ("MUTABAA_DOMAIN", "https://example.org"),
        ("MUTABAA_DOMAIN", "example.org:8000"),
        ("MUTABAA_DOMAIN", "Example.org"),
        ("MUTABAA_HTTPS", "maybe"),
        ("MUTABAA_DEMO", "2"),
        ("MUTABAA_SECRET_KEY", "short"),
        ("MUTABAA_STACK_ENV", "never"),
        ("CACHE_URL", "redis://h:6379/abc"),
        ("CELERY_BROKER_URL", "redis://h:6379/abc"),
        ("EMAIL_URL", "smtp://h:25/path"),
        ("EMAIL_URL", "smtp://h:25?tls=1"),
        ("DATABASE_URL", "mysql://u@h/name"),
        ("DATABASE_URL", "postgresql://u@h"),
        ("DATABASE_URL", "postgresql://h/name"),
        ("DATABASE_URL", "postgresql://u@h:port/name"),
        ("DATABASE_URL", "postgresql://u@h:99999/name"),
        ("DATABASE_URL", "postgresql://u@h/name?sslmode"),
        ("CELERY_BROKER_URL", "filesystem://"),
        ("CACHE_URL", "memcached://h"),
        ("EMAIL_URL", "mailto:someone@example.org"),
        ("S3_ENDPOINT_URL", "s3.example.org"),
    ],
)
def test_it_refuses_nonsense_under_the_variables_name(name, value):
    refused(name, value)


def test_it_never_repeats_a_secret_in_its_refusal():
    assert "hunter2" not in refused("DATABASE_URL", "postgresql://u:hunter2@h:99999/name")
    assert "hunter2" not in refused("MUTABAA_SECRET_KEY", "hunter2")


def test_an_address_hides_its_password_when_it_is_printed():
    assert "s@cret" not in repr(load({**ALONE, "DATABASE_URL": LOGIN}).database_url)


def test_it_refuses_a_misspelt_variable_of_its_own():
    refused("MUTABAA_PROT", "9000")


def test_it_refuses_the_migrator_as_login_role():
    refused("DATABASE_URL", ADMIN, DATABASE_ADMIN_URL=ADMIN)


def test_a_bucket_comes_with_its_keys():
    with pytest.raises(BadSetting, match="S3_ACCESS_KEY_ID"):
        load({**ALONE, "S3_BUCKET": "files"})


def test_an_s3_address_comes_with_a_bucket():
    with pytest.raises(BadSetting, match="S3_BUCKET"):
        load({**ALONE, "S3_ENDPOINT_URL": "https://s3.example.org"})


def test_serving_needs_a_database_and_a_key():
    with pytest.raises(BadSetting, match="DATABASE_URL"):
        load(ALONE).require_serving()
    with pytest.raises(BadSetting, match="MUTABAA_SECRET_KEY"):
        load({**ALONE, "DATABASE_URL": LOGIN}).require_serving()
    load({**ALONE, "DATABASE_URL": LOGIN, "MUTABAA_SECRET_KEY": "k" * 32}).require_serving()


def written(home: Path, *lines: str) -> dict[str, str]:
    (home / "stack.env").write_text("\n".join(lines))
    return {"MUTABAA_HOME": str(home)}


def test_stack_env_completes_an_environment_without_a_database(tmp_path):
    environ = written(tmp_path, "# a comment", f"DATABASE_URL={LOGIN}", "MUTABAA_PORT=9000")
    read = load({**environ, "MUTABAA_PORT": "9100"})
    assert read.database_url is not None
    assert (read.database_url.text, read.port) == (LOGIN, 9100)


def test_stack_env_is_not_looked_at_beside_a_database_of_ones_own(tmp_path):
    environ = written(tmp_path, "MUTABAA_PORT=9000")
    assert load({**environ, "DATABASE_URL": LOGIN}).port == 8000


def test_stack_env_is_not_looked_at_when_that_is_forbidden(tmp_path):
    environ = written(tmp_path, f"DATABASE_URL={LOGIN}")
    assert load({**environ, **ALONE}).database_url is None


def test_a_broken_stack_env_is_refused_with_its_line(tmp_path):
    with pytest.raises(BadSetting, match="line 2"):
        load(written(tmp_path, "MUTABAA_PORT=9000", "what is this"))


def test_reading_needs_nothing_but_the_standard_library():
    script = "import sys, mutabaa.env; mutabaa.env.load({'MUTABAA_STACK_ENV': 'none'}); print('django' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-S", "-c", script], cwd=repository / "platform", capture_output=True, text=True
    )
    assert (answer.stdout.strip(), answer.stderr) == ("False", "")


def test_the_reference_lists_every_variable_as_the_code_reads_it():
    page = (repository / "deploy" / "environment.md").read_text(encoding="utf-8")
    assert page == reference(), "run python -m mutabaa.stack.reference"
    assert all(f"`{variable.name}`" in page for _, variable in variables())


def test_a_region_without_a_bucket_is_refused():
    with pytest.raises(BadSetting, match="S3_REGION"):
        load({**ALONE, "S3_REGION": "eu-1"})


def test_a_bucket_that_cannot_be_one_is_refused():
    keys = {"S3_ACCESS_KEY_ID": "name", "S3_SECRET_ACCESS_KEY": "12345678"}
    with pytest.raises(BadSetting, match="S3_BUCKET"):
        load({**ALONE, **keys, "S3_BUCKET": "Not_A_Bucket!"})


def test_beside_a_database_of_ones_own_only_the_key_is_taken_from_the_start(tmp_path):
    key = "k" * 40
    (tmp_path / "stack.env").write_text(f"MUTABAA_SECRET_KEY={key}\nMUTABAA_DEMO=true\n", encoding="utf-8")
    read = load({"MUTABAA_HOME": str(tmp_path), "DATABASE_URL": LOGIN})
    assert (read.secret_key, read.demo) == (key, False)
