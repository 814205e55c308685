"""A file that says it is a backup and lies: refused in a sentence, before anything is put anywhere."""

import gzip
import hashlib
import io
import json
import shutil
import tarfile
import tracemalloc
from datetime import UTC, datetime

import pytest

from flows.settings import Indstillinger
from flows.sikkerhedskopi_gendan import gendan
from warehouse.kopi.arkiv import read_arkiv
from warehouse.kopi.fejl import KopiFejl
from warehouse.kopi.rum import require_plads

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


def write_parts(fil, *dele):
    """Write a file of parts that are each packed for themselves, and there so many times: big ones cost nothing."""
    fil.write_bytes(b"".join(gzip.compress(del_, 9) * gange for del_, gange in dele))
    return fil


def make_hoved(navn, stoerrelse, slags=tarfile.REGTYPE):
    info = tarfile.TarInfo(navn)
    info.size, info.type = stoerrelse, slags
    return info.tobuf(tarfile.GNU_FORMAT)


EN = ("var/hash_noegle", b"x" * 99)
MB = 1 << 20


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
        ([EN, ("var/hash_noegle/en", b"x")], make_manifest(EN, ("var/hash_noegle/en", b"x"))),
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


@pytest.mark.parametrize(
    "andet",
    [
        {"taget": "9999-12-31T23:59:59+00:00"},
        {"taget": "0001-01-01T00:00:00+14:00"},
        {"program": "1\x1b]0;x\x07"},
        {"program": "1" * 1000},
        {"database": {"skema": "0010\x1b[2J"}},
        {"database": {"revision_hash": "\x1b[2J"}},
        {"database": {"revision_hash": ["a"]}},
        {"database": {"snapshot_id": "\x1b[2J"}},
    ],
)
def test_a_manifest_whose_words_no_terminal_or_clock_can_take_is_refused(write, andet):
    assert read_arkiv(write([EN], make_manifest(EN))).filer[0].navn == EN[0]
    with pytest.raises(KopiFejl, match="ikke en sikkerhedskopi"):
        read_arkiv(write([EN], make_manifest(EN, **andet)))


def test_an_archive_that_unpacks_to_far_more_than_backups_do_is_refused_soon(tmp_path):
    fil = write_parts(tmp_path / "x.tar.gz", (make_hoved("var/dumps/en", 80 * MB), 1), (bytes(4 * MB), 20))
    assert fil.stat().st_size < MB / 4
    with pytest.raises(KopiFejl, match="pakket ud"):
        gendan(Indstillinger(var=tmp_path / "var", _env_file=None), fil, nu=NU, hvem="drift")
    assert {sti.name for sti in (tmp_path / "var").iterdir()} == {"tilbudstjek.lock"}


def test_what_comes_after_the_end_of_an_archive_is_measured_too(write):
    fil = write([EN], make_manifest(EN))
    with fil.open("ab") as sidst:
        sidst.write(gzip.compress(bytes(4 * MB)) * 20)
    with pytest.raises(KopiFejl, match="pakket ud"):
        read_arkiv(fil)


@pytest.mark.parametrize("slags", [tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_SPARSE])
def test_a_header_that_is_larger_than_any_name_is_not_read_into_memory(tmp_path, slags):
    fil = write_parts(tmp_path / "x.tar.gz", (make_hoved("x", 32 * MB, slags), 1), (bytes(4 * MB), 8))
    tracemalloc.start()
    try:
        with pytest.raises(KopiFejl):
            read_arkiv(fil)
        hoejst = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert hoejst < 8 * MB


def test_headers_of_headers_without_end_are_refused(tmp_path):
    fil = write_parts(tmp_path / "x.tar.gz", (make_hoved("x", 0, tarfile.XHDTYPE), 20_000))
    with pytest.raises(KopiFejl):
        read_arkiv(fil)


def test_a_file_of_holes_is_refused_however_small_it_is_packed(tmp_path):
    info = tarfile.TarInfo("var/dumps/en")
    info.pax_headers = {"GNU.sparse.map": "0,0", "GNU.sparse.size": str(64 * MB)}
    hul = info.tobuf(tarfile.PAX_FORMAT)
    fil = write_parts(tmp_path / "x.tar.gz", (hul, 1))
    modtaget: list[object] = []
    with pytest.raises(KopiFejl):
        read_arkiv(fil, modtaget.append)
    assert modtaget == []


def test_a_backup_is_not_unpacked_where_there_is_no_room_for_it(tmp_path):
    ledig = shutil.disk_usage(tmp_path).free
    require_plads(tmp_path, fylder=1)
    with pytest.raises(KopiFejl, match=r"fylder .* MB pakket ud, og der er .* MB ledig"):
        require_plads(tmp_path, fylder=ledig * 2)
