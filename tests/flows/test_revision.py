"""The audit log on the command line, and its newest link kept outside the database."""

import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import Connection, Engine, text

from flows.revisionshoved import find_fil, hash_indstillinger, keep_hoved, list_hoveder, note_indstillinger
from flows.settings import Indstillinger
from tests.builders import load_afdelinger, make_afdelinger
from tests.kommando import make_kommando
from warehouse.adgangslog import Spor, log_adgang
from warehouse.revision import read_hoved

NU = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def look(engine: Engine, nummer: int) -> None:
    tidspunkt = NU + timedelta(minutes=nummer)
    log_adgang(
        engine,
        Spor(tidspunkt=tidspunkt, bruger="KL", rolle="laeser", handling="set", emne="tilbud", noegle=str(nummer)),
    )


def unguard(conn: Connection, *triggers: str) -> None:
    """Let what follows in the transaction past the database's own refusal, as its owner can."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("SET LOCAL session_replication_role = replica"))
        return
    for trigger in triggers:
        conn.execute(text(f"DROP TRIGGER {trigger}"))


@pytest.fixture
def indstillinger(tmp_path: Path, warehouse_url: str) -> Indstillinger:
    return Indstillinger(var=tmp_path, database_url=warehouse_url)


@pytest.fixture
def koer(monkeypatch, tmp_path, warehouse_url, capsys):
    return make_kommando(monkeypatch, capsys, tmp_path, warehouse_url)


def test_a_whole_chain_is_said_to_be_whole_and_its_newest_link_shown(koer, engine):
    for nummer in range(3):
        look(engine, nummer)
    kode, ud, sagt = koer("revision", "kontroller")
    assert (kode, ud) == (0, "")
    assert "Kæden er hel: 4 led; rækker, der passer med deres led: 3 i adgangslog" in sagt
    hoved = read_hoved(engine)
    assert hoved is not None
    assert koer("revision", "hoved") == (0, f"4  23-11-2026 09:02:00  {hoved.hash}\n", "")
    assert json.loads(koer("revision", "hoved", "--json")[1])["hash"] == hoved.hash
    assert koer("revision", "kontroller", "--hoved", hoved.hash)[0] == 0


def test_a_broken_chain_ends_with_status_1_and_says_from_where(koer, engine):
    for nummer in range(3):
        look(engine, nummer)
    with engine.begin() as conn:
        unguard(conn, "adgangslog_aendres_ikke")
        conn.execute(text("UPDATE adgangslog SET bruger = 'XX' WHERE id = 2"))
    kode, ud, sagt = koer("revision", "kontroller")
    assert kode == 1
    assert ud == "Række 2 i adgangslog er ændret, siden led 3 blev skrevet.\n"
    assert "1 brud" in sagt
    assert "Kæden holder ikke" in sagt


def test_a_guard_that_was_taken_away_is_told_of_and_set_again(koer, engine):
    look(engine, 1)
    with engine.begin() as conn:
        fast = "TRIGGER adgangslog_aendres_ikke" if engine.dialect.name == "sqlite" else "TRIGGER fast ON adgangslog"
        conn.execute(text(f"DROP {fast}"))
    kode, _, sagt = koer("revision", "kontroller")
    assert kode == 1
    assert "afviser ikke længere ændringer i adgangslog" in sagt
    assert "afviser igen ændringer i adgangslog" in koer("database", "opgrader").stderr
    assert koer("revision", "kontroller").returncode == 0


def test_a_hash_that_was_never_in_the_chain_is_a_break(koer, engine):
    look(engine, 1)
    kode, ud, _ = koer("revision", "kontroller", "--hoved", "ab" * 32)
    assert kode == 1
    assert ud.startswith("Hovedet abababababababab… er ikke i kæden")


def test_the_end_cut_off_is_found_by_what_the_night_kept(koer, engine, indstillinger):
    for nummer in range(3):
        look(engine, nummer)
    keep_hoved(engine, indstillinger)
    with engine.begin() as conn:
        unguard(conn, "revision_slettes_ikke", "adgangslog_slettes_ikke")
        conn.execute(text("DELETE FROM revision WHERE nr = 4"))
        conn.execute(text("DELETE FROM adgangslog WHERE id = 3"))
    kode, ud, sagt = koer("revision", "kontroller")
    assert kode == 1
    assert "skåret af" in ud
    assert "1 gemte hoveder" in sagt


def test_links_are_listed_newest_first_and_by_filter(koer, engine):
    for nummer in range(3):
        look(engine, nummer)
    _, ud, _ = koer("revision", "vis", "--handling", "adgang", "--json")
    assert [json.loads(linje)["genstand"] for linje in ud.splitlines()] == [f"adgangslog:{nr}" for nr in (3, 2, 1)]
    assert len(koer("revision", "vis", "--antal", "2")[1].splitlines()) == 2
    assert koer("revision", "vis", "--fra", "2026-11-23", "--til", "2026-11-23", "--hvem", "web")[1].count("\n") == 3
    assert koer("revision", "vis", "--fra", "2026-11-24", "--hvem", "web")[1:] == (
        "",
        "Ingen led passer på det, der er spurgt om.\n",
    )


def test_the_newest_link_is_kept_once_a_change_and_readable(engine, indstillinger):
    look(engine, 1)
    foerste = keep_hoved(engine, indstillinger)
    keep_hoved(engine, indstillinger)
    look(engine, 2)
    anden = keep_hoved(engine, indstillinger)
    assert foerste is not None
    assert anden is not None
    assert list_hoveder(find_fil(indstillinger)) == (foerste.hash, anden.hash)
    assert find_fil(indstillinger).read_text(encoding="utf-8").splitlines()[0] == "nr;tidspunkt;hash"


def test_a_folder_that_cannot_be_written_stops_no_night(engine, indstillinger, caplog):
    find_fil(indstillinger).parent.write_text("en fil, hvor mappen skulle være", encoding="utf-8")
    assert keep_hoved(engine, indstillinger) == read_hoved(engine)
    assert "was not kept" in caplog.text


def test_settings_are_noted_when_they_change_and_no_secret_is_in_it(engine, indstillinger):
    assert note_indstillinger(engine, indstillinger, nu=NU)
    assert not note_indstillinger(engine, indstillinger, nu=NU)
    andre = indstillinger.model_copy(update={"mail_ro_dage": 14})
    assert note_indstillinger(engine, andre, nu=NU)
    hemmelig = andre.model_copy(
        update={"smtp_url": SecretStr("smtps://a:b@c"), "database_url": SecretStr("postgresql://a:b@c/d")}
    )
    assert hash_indstillinger(hemmelig) == hash_indstillinger(andre)


def test_all_that_is_known_is_taken_out_to_a_file_only_its_owner_reads(koer, engine, tmp_path):
    (tmp_path / "dumps").mkdir()
    load_afdelinger(engine, tmp_path / "dumps", make_afdelinger(2))
    kode, ud, sagt = koer("indsigt", "1001", "--til", str(tmp_path / "ud"))
    assert (kode, ud) == (0, "")
    (fil,) = (tmp_path / "ud").iterdir()
    assert fil.stat().st_mode & 0o777 == 0o600
    assert "oversigt.html" in zipfile.ZipFile(fil).namelist()
    assert str(fil) in sagt
    assert "før pakken forlader huset" in sagt


@pytest.mark.parametrize(
    ("ord_", "kode", "siger"),
    [
        (("indsigt",), 2, "netop én"),
        (("indsigt", "1001", "--email", "a@example.org"), 2, "netop én"),
        (("indsigt", "424242"), 1, "ved intet om tilbud 424242."),
        (("indsigt", "--email", "ingen@huset.example.org"), 1, "ved intet om e-mailadressen. Se efter"),
        (("indsigt", "--bruger", " "), 1, "Skriv, hvem eller hvad"),
    ],
)
def test_what_cannot_be_answered_is_said_so(koer, ord_, kode, siger):
    svar = koer(*ord_)
    assert svar[0] == kode
    assert siger in " ".join(svar[2].split())
