"""Where secrets may lie, that they are never shown, and that what a command writes is its owner's alone."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from flows.settings import (
    Indstillinger,
    IndstillingFejl,
    find_prefect_server,
    list_hemmelige,
    load_settings,
    prepare_environment,
)

ROD = Path(__file__).resolve().parents[2]
HEMMELIGE = ("database_url", "hash_noegle", "smtp_url", "metrics_noegle", "web_hemmelighed", "oidc_hemmelighed")


@pytest.fixture(autouse=True)
def _alone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for navn in HEMMELIGE:
        monkeypatch.delenv(f"TILBUDSTJEK_{navn.upper()}", raising=False)


@pytest.fixture
def credentials(tmp_path, monkeypatch):
    mappe = tmp_path / "credentials"
    mappe.mkdir(mode=0o700)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(mappe))
    return mappe


def put(mappe, navn, tekst, rettigheder=0o400):
    fil = mappe / navn
    fil.write_text(tekst)
    fil.chmod(rettigheder)


def test_the_secret_settings_are_these_and_no_setting_with_a_secret_name_is_shown():
    assert set(list_hemmelige()) == set(HEMMELIGE)
    navngivne = {navn for navn in Indstillinger.model_fields if navn.endswith(("noegle", "hemmelighed", "kode"))}
    assert navngivne <= set(HEMMELIGE)


@pytest.mark.parametrize("navn", HEMMELIGE)
def test_every_secret_may_be_a_file_and_is_not_shown(credentials, navn):
    put(credentials, f"tilbudstjek_{navn}", "qhemmelig-fra-fil\n")
    indstillinger = load_settings()
    assert getattr(indstillinger, navn).get_secret_value() == "qhemmelig-fra-fil"
    assert "qhemmelig" not in f"{indstillinger!r} {indstillinger} {indstillinger.model_dump()}"
    assert "qhemmelig" not in indstillinger.model_dump_json()


def test_the_files_name_may_be_the_settings_own_in_capitals(credentials):
    put(credentials, "TILBUDSTJEK_SMTP_URL", "smtps://u:k@post.example.org")
    assert load_settings().smtp_url.get_secret_value() == "smtps://u:k@post.example.org"


def test_what_the_environment_says_goes_before_the_file(credentials, monkeypatch):
    put(credentials, "tilbudstjek_hash_noegle", "fra-fil")
    monkeypatch.setenv("TILBUDSTJEK_HASH_NOEGLE", "fra-miljoe")
    assert load_settings().hash_noegle.get_secret_value() == "fra-miljoe"


@pytest.mark.parametrize("rettigheder", [0o444, 0o604, 0o602])
def test_a_secret_that_anybody_can_read_or_write_is_refused(credentials, rettigheder):
    put(credentials, "tilbudstjek_smtp_url", "qhemmelig", rettigheder)
    with pytest.raises(IndstillingFejl, match="chmod o=") as fejl:
        load_settings()
    assert "qhemmelig" not in str(fejl.value)


def test_the_group_that_systemd_and_containers_give_a_secret_to_may_read_it(credentials):
    put(credentials, "tilbudstjek_smtp_url", "x", 0o440)
    assert load_settings().smtp_url.get_secret_value() == "x"


def test_an_env_file_that_anybody_can_read_may_hold_settings_and_no_secret(tmp_path):
    fil = tmp_path / ".env"
    fil.write_text("TILBUDSTJEK_KONTAKT=a@drift.example.org\n")
    fil.chmod(0o644)
    assert load_settings().kontakt == "a@drift.example.org"
    fil.write_text("TILBUDSTJEK_SMTP_URL=smtps://u:qhemmelig@post.example.org\n")
    with pytest.raises(IndstillingFejl, match=r"\.env rummer en hemmelighed"):
        load_settings()
    fil.chmod(0o600)
    assert load_settings().smtp_url.get_secret_value().startswith("smtps://")


def test_a_folder_of_secrets_that_is_not_there_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / "væk"))
    with pytest.raises(IndstillingFejl, match="CREDENTIALS_DIRECTORY"):
        load_settings()


@pytest.mark.parametrize("adresse", ["http://prefect.example.org/api", "http://10.0.0.7:4200/api"])
def test_a_prefect_server_elsewhere_is_spoken_to_over_https_alone(monkeypatch, tmp_path, adresse):
    monkeypatch.setenv("PREFECT_API_URL", adresse)
    with pytest.raises(IndstillingFejl, match="https"):
        find_prefect_server()
    with pytest.raises(IndstillingFejl, match="https"):
        prepare_environment(tmp_path / "var")


@pytest.mark.parametrize("adresse", ["https://prefect.example.org/api", "http://127.0.0.1:4200/api"])
def test_a_prefect_server_here_or_with_https_is_used(monkeypatch, adresse):
    monkeypatch.setenv("PREFECT_API_URL", adresse)
    assert find_prefect_server() == adresse


def test_what_a_command_writes_is_its_owners_alone(tmp_path):
    """As a person with an open umask runs it."""
    miljoe = {"PATH": "/usr/bin:/bin", "TILBUDSTJEK_VAR": str(tmp_path / "var")}
    linje = 'umask 022; exec "$0" -m flows koersler'
    svar = subprocess.run(
        ["/bin/sh", "-c", linje, sys.executable], cwd=ROD, env=miljoe, capture_output=True, text=True, check=False
    )
    assert svar.returncode == 0, svar.stderr
    filer = [tmp_path / "var", *(tmp_path / "var").rglob("*")]
    assert any(fil.name == "tilbudstjek.db" for fil in filer)
    aabne = {str(fil): oct(fil.stat().st_mode) for fil in filer if stat.S_IMODE(fil.stat().st_mode) & 0o077}
    assert aabne == {}
