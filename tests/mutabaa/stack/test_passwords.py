"""Passwords: made once, kept, made anew when lost."""

from mutabaa.stack.passwords import kept


def test_they_stay_the_same(tmp_path):
    assert kept(tmp_path / "passwords.json") == kept(tmp_path / "passwords.json")


def test_a_broken_file_is_made_anew(tmp_path):
    (tmp_path / "passwords.json").write_text('{"login": "only"}')
    made = kept(tmp_path / "passwords.json")
    assert made.login != "only"
    assert kept(tmp_path / "passwords.json") == made


def test_each_role_has_one_of_its_own(tmp_path):
    made = kept(tmp_path / "passwords.json")
    assert len({made.bootstrap, made.migrator, made.login, made.secret_key}) == 4
