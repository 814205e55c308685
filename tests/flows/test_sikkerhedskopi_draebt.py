"""A backup or a restore killed before each of its steps, for real: all of it or nothing, and the old never lost."""

import re
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.engine import make_url

from flows.laas import OptagetFejl, hold_lock
from flows.settings import Indstillinger
from flows.sikkerhedskopi import take_kopi
from flows.sikkerhedskopi_gendan import gendan
from tests.draebt import Draeber
from warehouse.engine import connect_unchanged, open_warehouse
from warehouse.kopi.arkiv import read_arkiv
from warehouse.kopi.plads import MAPPE
from warehouse.transaktion import writing

pytestmark = pytest.mark.slow

NU = datetime(2026, 11, 23, 13, 45, tzinfo=ZoneInfo("Europe/Copenhagen"))
SENERE, IGEN = NU + timedelta(hours=1), NU + timedelta(hours=2)
FILER = {"dumps/ny.jsonl": b"kopiens", "udbakke/en.eml": "æøå".encode(), "hash_noegle": b"ab" * 32}
GAMLE = {"dumps/gammel.jsonl": b"det gamle", "paabud/1.zip": b"kun det gamle"}


@pytest.fixture
def pg_bin(request, lager):
    return request.getfixturevalue("postgresql_lager").bin if lager.navn == "postgresql" else None


@pytest.fixture
def scene(tmp_path, lager, pg_bin):
    return Scene(tmp_path, lager, pg_bin)


class Scene:
    """A small warehouse with files and its backup; places to put it, empty or with something else in them."""

    def __init__(self, mappe, lager, pg_bin):
        self.mappe, self.lager, self.pg_bin = mappe, lager, pg_bin
        self.kilde = self._make("kilde", lager.tomt(), FILER, "kopiens")
        self._gammel = self._make("gammel", lager.tomt(), {}, "det gamle").database
        self.kopi = take_kopi(self.kilde, mappe / "kopi.tar.gz", nu=NU, hvem="drift").fil

    def _make(self, navn, url, filer, tilbudsid):
        var = self.mappe / navn
        var.mkdir()
        _write(var, filer)
        engine = open_warehouse(url)
        with writing(engine) as session:
            session.execute(
                text(
                    "INSERT INTO sag (tilbudsid, tilstand, oprettet, aendret)"
                    " VALUES (:t, 'ny', '2026-11-23', '2026-11-23')"
                ),
                {"t": tilbudsid},
            )
        engine.dispose()
        return Indstillinger(var=var, database_url=url, pg_bin=self.pg_bin, _env_file=None)

    def make_place(self, nummer, *, taget):
        """Give an empty place, or one in which something else is already."""
        var = self.mappe / f"sted{nummer}"
        var.mkdir()
        if taget:
            _write(var, GAMLE)
        url = self.lager.kopi(self._gammel) if taget else self.lager.ny()
        return Indstillinger(var=var, database_url=url, pg_bin=self.pg_bin, _env_file=None)


def _write(var, filer):
    for navn, indhold in filer.items():
        (var / navn).parent.mkdir(exist_ok=True)
        (var / navn).write_bytes(indhold)


def _opgave(indstillinger, hvad, fil, nu, **valg):
    return {
        "hvad": hvad,
        "var": indstillinger.var,
        "url": indstillinger.database,
        "pg_bin": indstillinger.pg_bin,
        "fil": fil,
        "nu": nu.isoformat(),
        **valg,
    }


def _end_what_is_left(indstillinger):
    """Do what any next command does first; the server sees that a dead one is gone in a moment, not at once."""
    for _ in range(50):
        try:
            with hold_lock(indstillinger):
                return
        except OptagetFejl:
            time.sleep(0.1)
    raise AssertionError("the dead one's lock is held still")


def _read_sager(url):
    """What the database holds of cases: the backup's, the old, or None when there is no such table."""
    adresse = make_url(url)
    if adresse.get_backend_name() == "sqlite" and not Path(adresse.database or "").exists():
        return None
    engine = connect_unchanged(url)
    try:
        with engine.connect() as forbindelse:
            if not inspect(forbindelse).has_table("sag"):
                return None
            return forbindelse.execute(text("SELECT tilbudsid FROM sag")).scalars().all()
    finally:
        engine.dispose()


def _read_files(var):
    navne = ("dumps", "udbakke", "paabud", "hash_noegle", "revision")
    return {
        str(fil.relative_to(var)): fil.read_bytes()
        for fil in var.rglob("*")
        if fil.is_file() and fil.relative_to(var).parts[0] in navne
    }


def _check_old(indstillinger):
    """See that what was there before lies beside, all of it."""
    (side,) = (sti for sti in indstillinger.var.glob("foer-gendannelse-*") if sti.is_dir())
    assert {str(fil.relative_to(side)): fil.read_bytes() for fil in side.rglob("*") if fil.is_file()} == GAMLE
    adresse = make_url(indstillinger.database)
    if adresse.get_backend_name() == "sqlite":
        gamle = Path(adresse.database or "").parent.glob(f"{Path(adresse.database or '').name}.foer-gendannelse-*")
        assert ["det gamle"] in [_read_sager(f"sqlite:///{gammel}") for gammel in gamle]
        return
    engine = connect_unchanged(indstillinger.database)
    with engine.connect() as forbindelse:
        (skema,) = (navn for navn in inspect(forbindelse).get_schema_names() if navn.startswith("foer_gendannelse"))
        assert forbindelse.execute(text(f"SELECT tilbudsid FROM {skema}.sag")).scalar_one() == "det gamle"
    engine.dispose()


def _check_place(scene, sted, *, taget):
    """See that it is all or nothing, that it can be done again when it is nothing; tell whether it was all."""
    _end_what_is_left(sted)
    sager = _read_sager(sted.database)
    er_sket = sager == ["kopiens"]
    if not er_sket:
        assert sager == (["det gamle"] if taget else None)
        assert _read_files(sted.var) == (GAMLE if taget else {})
        gendan(sted, scene.kopi, nu=IGEN, hvem="drift", erstat=taget)
        assert _read_sager(sted.database) == ["kopiens"]
    assert _read_files(sted.var) == FILER
    assert not (sted.var / MAPPE).exists()
    if taget:
        _check_old(sted)
    return er_sket


@pytest.mark.begge_lagre
@pytest.mark.parametrize("taget", [False, True])
def test_a_restore_killed_before_any_step_is_all_or_nothing(scene, taget):
    udfald, sket = None, list[bool]()
    with Draeber(scene.mappe) as draeber:
        while udfald is None or udfald.er_draebt:
            sted = scene.make_place(len(sket), taget=taget)
            udfald = draeber.do(**_opgave(sted, "gendan", scene.kopi, SENERE, ved=len(sket) + 1, erstat=taget))
            assert udfald.fejl == ""
            sket.append(_check_place(scene, sted, taget=taget))
            scene.lager.slet(sted.database)
    # It was killed on both sides of the one step that decides, and once that is done it is never undone.
    assert len(sket) > 20
    assert sket == sorted(sket)
    assert (sket[0], sket[-2]) == (False, True)


@pytest.mark.begge_lagre
def test_a_backup_killed_before_any_step_is_whole_or_not_there(scene):
    mappe = scene.mappe / "kopier"
    antal, udfald = 0, None
    with Draeber(scene.mappe) as draeber:
        while udfald is None or udfald.er_draebt:
            antal += 1
            maal = mappe / f"{antal}.tar.gz"
            udfald = draeber.do(**_opgave(scene.kilde, "kopi", maal, NU, ved=antal))
            assert udfald.fejl == ""
            assert not maal.exists() or read_arkiv(maal).database.raekker["sag"] == 1
    assert antal > 10
    assert maal.exists()
    # The last, which was let be, has cleared up after all that were killed.
    assert all(re.fullmatch(r"\d+\.tar\.gz|\.tilbudstjek-kopi\.lock", fil.name) for fil in mappe.iterdir())


@pytest.mark.begge_lagre
def test_a_restore_that_died_after_the_database_is_ended_by_the_next_run(scene):
    sted = scene.make_place(0, taget=False)
    with Draeber(scene.mappe) as draeber:
        foerste_fil = f"os.rename ('{sted.var / MAPPE / 'ny' / 'var'}/"
        udfald = draeber.do(**_opgave(sted, "gendan", scene.kopi, SENERE, navn=foerste_fil))
    assert udfald.er_draebt
    assert _read_sager(sted.database) == ["kopiens"]
    assert not (sted.var / "dumps").exists()
    assert _check_place(scene, sted, taget=False)
