"""Settings: an invalid one stops the app before it starts."""

from pathlib import Path

import pytest

from dashapp.config import BadSettings, Settings, settings_from_environment
from tests.conftest import settings_in

SECRET = "s" * 40


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment with an instance folder and nothing else."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("INSTANCE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_secret_it_does_not_start_and_explains_how_to_create_one(alone):
    with pytest.raises(BadSettings, match="SECRET_KEY is missing.*make run"):
        settings_from_environment()


def test_a_short_secret_is_refused(alone, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "changeme")
    with pytest.raises(BadSettings, match="shorter than 32"):
        settings_from_environment()


def test_the_secret_is_read_from_the_instance_folder(alone):
    file = alone / "secret_key"
    file.write_text(SECRET + "\n")
    file.chmod(0o600)
    assert settings_from_environment().secret_key.get_secret_value() == SECRET


def test_a_secret_that_others_can_read_is_refused(alone):
    file = alone / "secret_key"
    file.write_text(SECRET)
    file.chmod(0o644)
    with pytest.raises(BadSettings, match="chmod 600"):
        settings_from_environment()


def test_the_default_database_is_in_the_instance_folder(alone, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", SECRET)
    assert settings_from_environment().database_url == f"sqlite:///{alone / 'panorama.sqlite'}"


def test_the_address_follows_the_port(alone, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", SECRET)
    monkeypatch.setenv("PORT", "9000")
    assert settings_from_environment().base_url == "http://127.0.0.1:9000"


def test_the_secret_is_not_shown_when_settings_are_printed(tmp_path):
    assert "a-secret-for-tests" not in repr(settings_in(tmp_path))


@pytest.mark.parametrize(("base_url", "name"), [("https://bi.example", "__Host-session"), ("http://bi", "session")])
def test_cookie_names_are_bound_to_the_host_over_tls(tmp_path, base_url, name):
    assert settings_in(tmp_path, base_url=base_url).cookie("session") == name
