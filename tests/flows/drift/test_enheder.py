"""The systemd units: what they are shown are settings, and they may no more than they need."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from flows.settings import Indstillinger

MAPPE = Path(__file__).resolve().parents[3] / "deploy" / "systemd"
ENHEDER = sorted(MAPPE.glob("*.service"))


def _values(enhed: Path, navn: str) -> list[str]:
    return re.findall(rf"^{navn}=(.*)$", enhed.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_units_are_those_the_page_tells_of():
    navne = {"prefect-server", "tilbudstjek-arbejder", "tilbudstjek-drift", "tilbudstjek-web"}
    assert {enhed.stem for enhed in ENHEDER} == navne
    side = (MAPPE.parents[1] / "docs" / "prefect.md").read_text(encoding="utf-8")
    assert all(enhed.stem in side for enhed in ENHEDER if enhed.stem != "tilbudstjek-web")


@pytest.mark.parametrize("enhed", ENHEDER, ids=lambda enhed: enhed.stem)
def test_what_a_unit_is_shown_are_settings_and_nothing_secret_stands_in_it(enhed):
    for vist in _values(enhed, "LoadCredential"):
        navn, _, sti = vist.partition(":")
        assert navn.removeprefix("tilbudstjek_") in Indstillinger.model_fields
        assert sti.startswith("/etc/tilbudstjek/hemmeligheder/")
    for sat in _values(enhed, "Environment"):
        assert not re.search(r"(?i)password|kode|hemmelig|noegle|auth|://", sat)


@pytest.mark.parametrize("enhed", ENHEDER, ids=lambda enhed: enhed.stem)
def test_a_unit_runs_as_a_user_of_its_own_that_may_little(enhed):
    assert _values(enhed, "User") not in ([], ["root"])
    for navn, value in (
        ("NoNewPrivileges", "yes"),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("PrivateTmp", "yes"),
        ("CapabilityBoundingSet", ""),
        ("UMask", "0077"),
    ):
        assert _values(enhed, navn) == [value], navn


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not on this machine")
@pytest.mark.parametrize("enhed", ENHEDER, ids=lambda enhed: enhed.stem)
def test_systemd_has_nothing_to_say_of_a_unit(enhed, tmp_path):
    kopi = tmp_path / enhed.name
    kopi.write_text(re.sub(r"/opt/tilbudstjek/\S+", "/bin/true", enhed.read_text(encoding="utf-8")), encoding="utf-8")
    for args in (("verify", "--man=no"), ("security", "--offline=true", "--threshold=20", "--no-pager")):
        svar = subprocess.run(["systemd-analyze", *args, str(kopi)], capture_output=True, text=True, check=False)
        assert svar.returncode == 0, svar.stdout + svar.stderr
        assert "Unknown" not in svar.stderr


def test_secrets_are_read_from_the_files_systemd_shows(tmp_path, monkeypatch):
    from flows.settings import load_settings

    fil = tmp_path / "tilbudstjek_smtp_url"
    fil.write_text("smtps://u:k@post.example.org:465\n", encoding="ascii")
    fil.chmod(0o440)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    monkeypatch.delenv("TILBUDSTJEK_SMTP_URL", raising=False)
    assert load_settings().smtp_url.get_secret_value() == "smtps://u:k@post.example.org:465"
    assert "post.example.org" not in repr(load_settings())
