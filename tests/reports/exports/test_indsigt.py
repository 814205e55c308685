"""The export of all known: nothing of a tilbud is left out, nothing of another is in it, and no formula runs."""

import csv
import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]
from sqlalchemy import Engine, insert

from domain.opbevaring import load_opbevaring
from domain.regel import Modtager
from domain.sag import Haendelsesart, Sagstilstand
from reports.exports.indsigt import Indsigt, make_indsigt
from reports.exports.indsigt_ord import BESKRIVELSER
from reports.fejl import RapportFejl
from tests.builders import NAT_1, load_afdelinger, load_udtraek, make_afdeling
from warehouse.adgangslog import Spor, log_adgang
from warehouse.brevveksling.adressebog import Indehaver, Valg, set_adresse
from warehouse.queries.indsigt import Emne, find_alt
from warehouse.queries.indsigt_tabeller import (
    BOERN,
    KOLONNER,
    NUMRE,
    UDEN_TILBUD,
    Slags,
    is_reached,
    list_tabeller,
    list_tekstkolonner,
)
from warehouse.revision.kontrol import check_kaede
from warehouse.revision.laes import Udvalg, list_led
from warehouse.sager.skriv import make_note, write_notes
from warehouse.tables import METADATA
from warehouse.transaktion import reading, writing

NU = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
EMNE = Emne(slags=Slags.TILBUD, noegle="1001")
_SENERE = timedelta(hours=1)
_LIGNER = ("tilbudsid", "familieid", "email", "mailadr", "bruger", "behandler", "_af", "hvem")
_NAEVNER = {"1001", "tilbud:1001", '["1001","2025"]'}
# The link of the export itself is written after what it holds was read.
_SIG_SELV = "indsigt_tilbud"


def fill(engine: Engine, mappe: Path) -> None:
    """Two tilbud with all sorts of things about them; a number that is the other's in other places."""
    load_afdelinger(engine, mappe, [make_afdeling(1), make_afdeling(2), make_afdeling(11001)])
    load_udtraek(engine, mappe, {"belaegning": [{"tilbudsid": "1001", "aar": 2025}]}, start=NAT_1 + _SENERE)
    en = Indehaver(art=Modtager.TILBUD, noegle="1001")
    set_adresse(engine, en, "ny@huset.example.org", Valg(af="KL", grund="=1+1"), nu=NU)
    for tilbudsid in ("1001", "1002"):
        log_adgang(
            engine,
            Spor(tidspunkt=NU, bruger="PQ", rolle="laeser", handling="set", emne="tilbud", noegle=tilbudsid),
        )
    sag = METADATA.tables["sag"]
    with writing(engine) as session:
        conn = session.connection()
        for tilbudsid in ("1001", "1002"):
            ny = {"tilbudsid": tilbudsid, "tilstand": "ny", "oprettet": NU, "aendret": NU}
            conn.execute(insert(sag), [ny])
            grund = f"Ringede til {tilbudsid}"
            note = make_note(tilbudsid, Sagstilstand.NY, nu=NU, af="PQ", art=Haendelsesart.NOTE, grund=grund)
            write_notes(conn, [note])


@pytest.fixture
def fyldt(engine: Engine, tmp_path: Path) -> Engine:
    (tmp_path / "dumps").mkdir()
    fill(engine, tmp_path / "dumps")
    return engine


def take(engine: Engine, var: Path, emne: Emne) -> tuple[Indsigt, zipfile.ZipFile]:
    indsigt = make_indsigt(engine, var, emne, load_opbevaring(), nu=NU)
    return indsigt, zipfile.ZipFile(io.BytesIO(indsigt.zip))


def read_rows(pakke: zipfile.ZipFile, tabel: str) -> list[dict[str, object]]:
    return [json.loads(linje) for linje in pakke.read(f"tabeller/{tabel}.jsonl").decode().splitlines()]


def test_every_table_is_looked_in_or_listed_with_why_not():
    for tabel in list_tabeller():
        assert is_reached(tabel) != (tabel.name in UDEN_TILBUD), tabel.name
    assert set(UDEN_TILBUD) <= set(METADATA.tables)


def test_every_column_that_names_a_tilbud_an_address_or_a_user_is_known_by_its_name():
    """A new column with a new name for one of them must be added to the lists, or said here to be something else."""
    alle = frozenset().union(*KOLONNER.values())
    for tabel in list_tabeller():
        for navn in list_tekstkolonner(tabel):
            assert navn in alle or not any(tegn in navn for tegn in _LIGNER), f"{tabel.name}.{navn}"


def test_what_is_followed_is_there():
    for barn in BOERN:
        assert barn.kolonne in METADATA.tables[barn.tabel].c
        assert barn.noegle in METADATA.tables[barn.af].c
    for navn, kolonner in NUMRE.items():
        assert set(kolonner) <= {kolonne.name for kolonne in METADATA.tables[navn].c}
    tabeller = {tabel.name for tabel in list_tabeller()}
    assert {navn for navn in tabeller if navn not in {"kontrol", "revision_slettet", "stempeltal"}} <= set(BESKRIVELSER)


@pytest.mark.begge_lagre
def test_every_row_that_names_the_tilbud_is_in_the_package_and_no_row_of_another(fyldt: Engine, tmp_path: Path):
    _, pakke = take(fyldt, tmp_path, EMNE)
    with reading(fyldt) as session:
        conn = session.connection()
        for tabel in list_tabeller():
            for row in conn.execute(tabel.select()).mappings():
                if _NAEVNER & {row.get(navn) for navn in ("tilbudsid", "noegle", "genstand")}:
                    noegle = {kolonne.name: row[kolonne.name] for kolonne in tabel.primary_key.c}
                    givne = read_rows(pakke, tabel.name)
                    assert any(noegle.items() <= et.items() for et in givne) or row.get("handling") == _SIG_SELV
    for navn in pakke.namelist():
        if navn.startswith("tabeller/"):
            assert b'"1002"' not in pakke.read(navn)
            assert b'"12001"' not in pakke.read(navn)
    assert {"afdeling", "raw_udtraek", "belaegning", "adressebog", "adgangslog", "sag_haendelse", "revision"} <= {
        Path(navn).stem for navn in pakke.namelist() if navn.startswith("tabeller/")
    }


def test_lines_of_dumps_and_the_law_behind_each_table_are_in_it(fyldt: Engine, tmp_path: Path):
    indsigt, pakke = take(fyldt, tmp_path, EMNE)
    linjer = [
        json.loads(linje)
        for navn in pakke.namelist()
        if navn.startswith("filer/dumps/")
        for linje in pakke.read(navn).decode().splitlines()
    ]
    assert len(linjer) == 2
    assert indsigt.antal_filer == 2
    side = pakke.read("oversigt.html").decode()
    assert "Hvad ved Tilbudstjek om tilbud 1001" in side
    assert "databeskyttelsesforordningen artikel 5" in side
    assert "slettes 13 måneder efter dagen de blev afløst" in side


def test_what_stands_of_other_people_is_listed_to_be_looked_through(fyldt: Engine, tmp_path: Path):
    indsigt, pakke = take(fyldt, tmp_path, EMNE)
    rows = list(csv.DictReader(io.StringIO(pakke.read("gennemgang.csv").decode("utf-8-sig")), delimiter=";"))
    fundet = {(row["tabel"], row["kolonne"]) for row in rows}
    assert {
        ("sag_haendelse", "af"),
        ("sag_haendelse", "grund"),
        ("adgangslog", "bruger"),
        ("adressebog", "af"),
    } <= fundet
    assert len(rows) == indsigt.antal_punkter


def test_nothing_in_the_workbook_is_a_formula(fyldt: Engine, tmp_path: Path):
    _, pakke = take(fyldt, tmp_path, EMNE)
    bog = load_workbook(io.BytesIO(pakke.read("alt.xlsx")))
    celler = [celle for ark in bog for row in ark.iter_rows() for celle in row]
    assert all(celle.data_type != "f" for celle in celler)
    (farlig,) = [celle for celle in celler if celle.value == "=1+1"]
    assert farlig.quotePrefix


def test_the_street_of_a_krisecenter_is_nowhere_in_the_package(engine: Engine, tmp_path: Path):
    (tmp_path / "dumps").mkdir()
    gade = "Hemmeligvej 7"
    load_afdelinger(engine, tmp_path / "dumps", [make_afdeling(1, adresse=gade), make_afdeling(2)])
    load_afdelinger(
        engine,
        tmp_path / "dumps",
        [make_afdeling(1, adresse=gade, tilbudstyper=("Krisecenter, § 109",)), make_afdeling(2)],
        start=NAT_1 + timedelta(days=1),
    )
    indsigt, pakke = take(engine, tmp_path, EMNE)
    assert indsigt.beskyttet
    assert not [navn for navn in pakke.namelist() if gade.encode() in pakke.read(navn)]
    side = pakke.read("oversigt.html").decode()
    assert "krisecenter (serviceloven § 109)" in side
    assert "Linjerne er udeladt" in side


def test_an_address_is_found_wherever_it_was_written_and_a_longer_one_is_not(fyldt: Engine, tmp_path: Path):
    _, pakke = take(fyldt, tmp_path, Emne(slags=Slags.EMAIL, noegle="KONTAKT1@birkehuset.example.org"))
    assert [row["tilbudsid"] for row in read_rows(pakke, "afdeling")] == ["1001"]
    assert [row["tilbudsid"] for row in read_rows(pakke, "raw_afdeling")] == ["1001"]


def test_of_a_user_the_looks_notes_and_links_are_found(fyldt: Engine):
    with reading(fyldt) as session:
        fund = find_alt(session.connection(), Emne(slags=Slags.BRUGER, noegle="pq"))
    assert {et.tabel: len(et.rows) for et in fund} == {"adgangslog": 2, "sag_haendelse": 2, "revision": 2}


def test_a_plejefamilie_is_found_by_its_number(engine: Engine, tmp_path: Path):
    (tmp_path / "dumps").mkdir()
    load_udtraek(engine, tmp_path / "dumps", {"plejefamilie": [{"plejefamilieid": "7001"}, {"plejefamilieid": "7002"}]})
    _, pakke = take(engine, tmp_path, Emne(slags=Slags.PLEJEFAMILIE, noegle="7001"))
    assert [row["plejefamilieid"] for row in read_rows(pakke, "plejefamilie")] == ["7001"]
    assert len(read_rows(pakke, "raw_udtraek")) == 1


def test_that_it_was_taken_out_stands_in_the_chain_without_who_it_was(fyldt: Engine, tmp_path: Path):
    take(fyldt, tmp_path, Emne(slags=Slags.EMAIL, noegle="kontakt1@birkehuset.example.org"))
    (led,) = list_led(fyldt, Udvalg(handling="indsigt"))
    assert (led.handling, led.genstand) == ("indsigt_email", None)
    assert "rækker taget ud" in (led.bemaerkning or "")
    assert check_kaede(fyldt).er_hel


@pytest.mark.parametrize("noegle", ["9999", "", "   ", "%", "100"])
def test_nothing_known_is_said_so_and_leaves_no_link(fyldt: Engine, tmp_path: Path, noegle: str):
    with pytest.raises(RapportFejl):
        make_indsigt(fyldt, tmp_path, Emne(slags=Slags.TILBUD, noegle=noegle), load_opbevaring(), nu=NU)
    assert not list_led(fyldt, Udvalg(handling="indsigt"))
