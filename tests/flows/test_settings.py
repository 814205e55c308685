import resource
import signal
import stat

import pytest

from flows.settings import (
    Indstillinger,
    IndstillingFejl,
    check_portal,
    load_hash_noegle,
    load_noeglefil,
    load_settings,
    prepare_environment,
)


@pytest.fixture(autouse=True)
def _away_from_any_env_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_the_defaults_are_embedded(tmp_path, monkeypatch):
    monkeypatch.setenv("TILBUDSTJEK_VAR", str(tmp_path / "v"))
    indstillinger = load_settings()
    assert indstillinger.database == f"sqlite:///{tmp_path / 'v' / 'tilbudstjek.db'}"
    assert indstillinger.delay_s == 1
    assert indstillinger.udbakke == tmp_path / "v" / "udbakke"


def test_the_environment_and_the_env_file_are_read(tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("TILBUDSTJEK_DELAY_S=2.5\nTILBUDSTJEK_KONTAKT=a@example.org\n")
    monkeypatch.setenv("TILBUDSTJEK_KONTAKT", "b@example.org")
    indstillinger = load_settings()
    assert indstillinger.delay_s == 2.5
    assert indstillinger.kontakt == "b@example.org"


@pytest.mark.parametrize(
    ("navn", "value"),
    [("DELAY_S", "-1"), ("DELAY_S", "hurtigt"), ("MAIL_RO_DAGE", "-3"), ("MAIL_SNAPSHOTS", "0"), ("MAIL_TIL_KL", "7")],
)
def test_a_setting_that_cannot_be_used_is_named(monkeypatch, navn, value):
    monkeypatch.setenv(f"TILBUDSTJEK_{navn}", value)
    with pytest.raises(IndstillingFejl, match=f"TILBUDSTJEK_{navn}"):
        load_settings()


def test_a_foreign_portal_needs_someone_to_write_to():
    with pytest.raises(IndstillingFejl, match="TILBUDSTJEK_KONTAKT"):
        check_portal("https://portal.example.org", "")
    assert check_portal("https://portal.example.org/", "a@example.org") == "https://portal.example.org"
    assert check_portal("http://127.0.0.1:8123/", "") == "http://127.0.0.1:8123"


def test_a_foreign_portal_is_asked_over_https_alone():
    with pytest.raises(IndstillingFejl, match="ikke krypteret"):
        check_portal("http://portal.example.org", "a@example.org")


@pytest.mark.parametrize("portal", ["", "portal", "ftp://portal.example.org", "http://"])
def test_what_is_no_web_address_is_refused(portal):
    with pytest.raises(IndstillingFejl, match="webadresse"):
        check_portal(portal, "a@example.org")


def test_the_hash_key_is_made_once_and_kept_secret(tmp_path):
    indstillinger = Indstillinger(var=tmp_path / "v")
    noegle = load_hash_noegle(indstillinger)
    assert len(noegle) == 64
    assert load_hash_noegle(indstillinger) == noegle
    assert stat.S_IMODE((tmp_path / "v" / "hash_noegle").stat().st_mode) == 0o600


def test_a_key_that_was_never_written_to_its_end_is_no_key(tmp_path):
    for tom in ("", "\n", "\0" * 8):
        (tmp_path / "hash_noegle").write_text(tom)
        with pytest.raises(IndstillingFejl, match="hash_noegle er tom"):
            load_hash_noegle(Indstillinger(var=tmp_path))


def test_a_key_is_there_whole_or_not_at_all(tmp_path):
    bred = "n" * 100
    hoejst = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hoejst[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            load_noeglefil(tmp_path / "noegle", lambda: bred)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, hoejst)
    assert list(tmp_path.iterdir()) == []
    assert load_noeglefil(tmp_path / "noegle", lambda: bred) == bred
    assert [fil.name for fil in tmp_path.iterdir()] == ["noegle"]


def test_of_two_that_make_a_key_at_once_both_have_the_same(tmp_path):
    def make():
        # Another one was faster.
        load_noeglefil(tmp_path / "noegle", lambda: "den-foerste")
        return "den-anden"

    assert load_noeglefil(tmp_path / "noegle", make) == "den-foerste"


def test_the_hash_key_never_shows_when_settings_are_printed(monkeypatch):
    monkeypatch.setenv("TILBUDSTJEK_HASH_NOEGLE", "meget-hemmelig")
    assert "meget-hemmelig" not in repr(load_settings())
    assert load_hash_noegle(load_settings()) == "meget-hemmelig"


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "fil").write_text("ikke en mappe")
    with pytest.raises(IndstillingFejl, match="TILBUDSTJEK_VAR"):
        prepare_environment(tmp_path / "fil" / "var")
