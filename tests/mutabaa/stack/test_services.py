"""Services: who gets which environment."""

import os

import pytest

from mutabaa.env import load
from mutabaa.stack import passwords, services
from mutabaa.stack.places import Home

DATABASE = {
    "DATABASE_URL": "postgresql://mutabaa_login:a@%2Frun/mutabaa",
    "DATABASE_ADMIN_URL": "postgresql://mutabaa_migrator:b@%2Frun/mutabaa",
}


@pytest.fixture
def settings(tmp_path):
    return services.settings_of_a_run({"MUTABAA_PORT": "8123"}, Home(tmp_path), passwords.new(), DATABASE)


def test_web_and_workers_never_get_the_migrators_address(settings, tmp_path):
    environ = {"DATABASE_ADMIN_URL": "postgresql://boss:c@h/n"}
    serving = services.process_environment(environ, settings, admin=False)
    programs = services.serving(load(settings), Home(tmp_path), serving)
    assert [program.name for program in programs] == ["web", "worker", "beat"]
    assert not any("DATABASE_ADMIN_URL" in program.environment for program in programs)


def test_what_prepares_gets_it(settings):
    environment = services.process_environment({}, settings, admin=True)
    assert environment["DATABASE_ADMIN_URL"] == DATABASE["DATABASE_ADMIN_URL"]


def test_a_process_does_not_read_stack_env_by_itself(settings):
    assert services.process_environment({}, settings, admin=False)["MUTABAA_STACK_ENV"] == "none"


def test_the_callers_own_settings_and_postgresql_variables_do_not_leak(settings):
    environ = {"PGHOST": "elsewhere", "GRANIAN_PORT": "1", "S3_BUCKET": "other", "PATH": "/bin"}
    environment = services.process_environment(environ, settings, admin=False)
    assert environment["PATH"] == "/bin"
    assert not {"PGHOST", "GRANIAN_PORT", "S3_BUCKET"} & set(environment)


def test_the_demo_belongs_to_the_embedded_database(settings, tmp_path):
    assert settings["MUTABAA_DEMO"] == "true"
    own = services.settings_of_a_run(DATABASE, Home(tmp_path), passwords.new(), {})
    assert "MUTABAA_DEMO" not in own


def test_stack_env_gives_commands_the_same_settings(settings, tmp_path):
    services.keep_for_commands(Home(tmp_path), settings)
    read = load({"MUTABAA_HOME": str(tmp_path)})
    assert read.database_url is not None
    assert (read.database_url.text, read.port, read.demo) == (DATABASE["DATABASE_URL"], 8123, True)
    assert os.stat(tmp_path / "stack.env").st_mode & 0o077 == 0


def test_half_written_notes_of_beat_are_removed_before_it_starts_again(tmp_path):
    home = Home(tmp_path)
    for name in ("beat-schedule.dat", "beat-schedule.dir", "lock"):
        (home.run / name).write_text("half")
    services.clear_up(home, "worker")
    assert (home.run / "beat-schedule.dat").exists()
    services.clear_up(home, "beat")
    assert [path.name for path in home.run.iterdir()] == ["lock"]
