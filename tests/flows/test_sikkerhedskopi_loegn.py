"""A file that says it is a backup and lies: refused in a sentence, before anything is put anywhere."""

import gzip
import hashlib
import io
import json
import tarfile
from datetime import UTC, datetime

import pytest

from flows.settings import Indstillinger
from flows.sikkerhedskopi_gendan import gendan
from warehouse.kopi.fejl import KopiFejl

NU = datetime(2026, 11, 23, 13, tzinfo=UTC)


@pytest.fixture
def write(tmp_path):
    """Write an archive of members, (TarInfo or path, content), that ends with these words as its manifest."""

    def make(medlemmer, manifest):
        with (
            gzip.open(tmp_path / "x.tar.gz", "wb") as pakket,
            tarfile.open(fileobj=pakket, mode="w|") as tar,
        ):
            for info, indhold in [*medlemmer, ("manifest.json", manifest)]:
                medlem = tarfile.TarInfo(info) if isinstance(info, str) else info
                medlem.size = len(indhold)
                tar.addfile(medlem, io.BytesIO(indhold))
        return tmp_path / "x.tar.gz"

    return make


def make_manifest(*filer, database=None, **andet):
    felter = {"motor": "sqlite", "skema": "0010", "snapshot_id": None, "snapshot_dag": None, "revision": 0}
    kendte = [{"navn": x, "stoerrelse": len(y), "sha256": hashlib.sha256(y).hexdigest()} for x, y in filer]
    manifest = {"slags": "tilbudstjek-sikkerhedskopi", "udgave": 1, "taget": NU.isoformat(), "program": "1"}
    manifest |= {"database": {**felter, "raekker": {}, **(database or {})}, "filer": kendte, **andet}
    return json.dumps(manifest).encode()


def make_link(slags):
    info = tarfile.TarInfo("var/en")
    info.type, info.linkname = slags, "../../en"
    return info


EN = ("var/hash_noegle", b"x" * 99)


@pytest.mark.parametrize(
    ("medlemmer", "manifest"),
    [
        ([("var/../../../en", b"x")], make_manifest(("var/../../../en", b"x"))),
        ([("/en", b"x")], make_manifest(("/en", b"x"))),
        *(
            ([(make_link(slags), b"")], make_manifest())
            for slags in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE)
        ),
        ([EN, EN], make_manifest(EN, EN)),
        ([EN], make_manifest(EN)),
        ([], make_manifest()),
        ([EN], make_manifest(EN, database={"raekker": None})),
        ([EN], make_manifest(EN, database={"raekker": {"afdeling": "mange"}})),
        ([EN], make_manifest(EN, database={"motor": ["sqlite"]})),
        ([EN], make_manifest(EN, taget="2026-11-23T13:00:00")),
        ([], b"[" * 100_000),
    ],
)
def test_an_archive_that_lies_is_refused_and_leaves_nothing(tmp_path, write, medlemmer, manifest):
    var = tmp_path / "dybt" / "nede" / "var"
    fil = write(medlemmer, manifest)
    foer = sorted(tmp_path.iterdir())
    with pytest.raises(KopiFejl):
        gendan(Indstillinger(var=var, _env_file=None), fil, nu=NU, hvem="drift")
    assert {sti.name for sti in var.iterdir()} == {"tilbudstjek.lock"}
    assert sorted(tmp_path.iterdir()) == sorted([*foer, tmp_path / "dybt"])
