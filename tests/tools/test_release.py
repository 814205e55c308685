"""A release: the same twice, signed so that a changed byte shows, with a list of parts that is a valid one."""

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tools import release

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def kilde(tmp_path_factory):
    """A clone of what is committed, for a release is made of nothing else."""
    mappe = tmp_path_factory.mktemp("kilde") / "klon"
    subprocess.run(["git", "clone", "-q", str(release.ROOT), str(mappe)], check=True)
    return mappe


@pytest.fixture(scope="module")
def noegle(tmp_path_factory):
    fil = tmp_path_factory.mktemp("noegle") / "udgiver"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "udgiver", "-f", str(fil)], check=True)
    return fil


@pytest.fixture(scope="module")
def udgivelse(kilde, noegle, tmp_path_factory):
    mappe = tmp_path_factory.mktemp("udgivelse")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(release, "ROOT", kilde)
        release.make_release(mappe, noegle=noegle)
    return mappe


def verify(mappe: Path, noegle: Path) -> int:
    """What docs/udgivelse.md says to do, as a shell does it."""
    (mappe / "udgivere").write_text(f"udgiver {noegle.with_suffix('.pub').read_text()}", encoding="utf-8")
    linje = (
        "ssh-keygen -Y verify -f udgivere -I udgiver -n tilbudstjek -s SHA256SUMS.sig < SHA256SUMS"
        " && sha256sum --check --quiet SHA256SUMS"
    )
    return subprocess.run(linje, shell=True, cwd=mappe, capture_output=True, check=False).returncode  # noqa: S602


def test_everything_that_is_needed_is_in_it_and_the_signature_holds(udgivelse, noegle):
    navne = {fil.name for fil in udgivelse.iterdir()}
    assert {"krav.txt", "Containerfile", "AENDRINGER.md", "SHA256SUMS", "SHA256SUMS.sig"} <= navne
    assert any(navn.endswith(".whl") for navn in navne)
    assert any(navn.endswith(".tar.gz") for navn in navne)
    assert any(navn.endswith(".service") for navn in navne)
    assert verify(udgivelse, noegle) == 0


@pytest.mark.parametrize("slut", [".whl", ".tar.gz", "krav.txt", "SHA256SUMS", "Containerfile"])
def test_a_changed_byte_is_seen(udgivelse, noegle, tmp_path, slut):
    kopi = Path(shutil.copytree(udgivelse, tmp_path / "kopi"))
    (fil,) = [fil for fil in kopi.iterdir() if fil.name.endswith(slut)]
    indhold = bytearray(fil.read_bytes())
    indhold[len(indhold) // 2] ^= 1
    fil.write_bytes(indhold)
    assert verify(kopi, noegle) != 0


def test_a_release_of_the_same_commit_is_the_same_byte_for_byte(udgivelse, kilde, tmp_path, monkeypatch):
    monkeypatch.setattr(release, "ROOT", kilde)
    release.make_release(tmp_path / "igen", noegle=None)
    assert (tmp_path / "igen" / "SHA256SUMS").read_text() == (udgivelse / "SHA256SUMS").read_text()


def test_the_list_of_parts_is_valid_and_has_every_locked_package_and_no_address(udgivelse):
    (fil,) = udgivelse.glob("*.cdx.json")
    tekst = fil.read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_5).validate_str(tekst) is None
    dele = json.loads(tekst)["components"]
    laast = [linje for linje in (udgivelse / "krav.txt").read_text().splitlines() if "==" in linje]
    assert len(dele) == len(laast) > 150
    assert "registry" not in tekst


def test_the_wheel_has_the_rooms_with_their_data_and_no_tests(udgivelse):
    (fil,) = udgivelse.glob("*.whl")
    navne = zipfile.ZipFile(fil).namelist()
    assert {"domain/reference/lovkilder.csv", "flows/cli/__init__.py", "reports/web/statisk/stil.css"} <= set(navne)
    assert not [navn for navn in navne if navn.startswith(("tests/", "bench/", "tools/"))]


def test_no_release_is_made_of_what_is_not_committed(kilde, tmp_path, monkeypatch):
    kopi = Path(shutil.copytree(kilde, tmp_path / "klon"))
    (kopi / "README.md").write_text("andet", encoding="utf-8")
    monkeypatch.setattr(release, "ROOT", kopi)
    with pytest.raises(release.UdgivelseFejl, match="not committed"):
        release.make_release(tmp_path / "ud", noegle=None)


def test_no_release_is_made_without_a_section_in_the_changelog():
    with pytest.raises(release.UdgivelseFejl, match=r"9\.9\.9"):
        release.read_changes("9.9.9")
