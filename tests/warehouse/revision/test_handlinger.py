"""Each act that matters leaves a link, in the transaction of the act; what is refused leaves none."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from domain.apiomfang import read_omfang
from domain.kontrol import Kontrolresultat, Regelresultat
from domain.regel import Modtager
from domain.sagsbeslutning import Beslutning
from domain.sagsforloeb import SagFejl
from domain.tid import DANSK_TID
from tests.builders import NAT_1, load_afdelinger, make_afdelinger
from warehouse.apinoegler import close_noegle, create_noegle
from warehouse.brevveksling.adressebog import Indehaver, Valg, remove_adresse, set_adresse
from warehouse.brevveksling.fejl import BrevvekslingFejl
from warehouse.findings import record_kontrol
from warehouse.koersel import end_koersel, start_koersel
from warehouse.queries.mailvagt import release_stop
from warehouse.revision import Revisionsnote, hash_noegler, note
from warehouse.revision.kontrol import check_kaede
from warehouse.revision.laes import Led, Udvalg, list_led
from warehouse.sager import open_sager
from warehouse.sager.beslut import accept_fund, add_note
from warehouse.transaktion import writing

NU = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
VALG = Valg(af="KL", grund="opgivet i telefonen")
HUSET = Indehaver(art=Modtager.TILBUD, noegle="1001")
OMFANG = read_omfang("register:laes")


def read_nye(engine: Engine, handling: Callable[[], object]) -> tuple[Led, ...]:
    """Do something and give the links it left, oldest first."""
    foer = list_led(engine, Udvalg(), hoejst=1)[0].nr
    handling()
    return tuple(reversed([led for led in list_led(engine, Udvalg()) if led.nr > foer]))


def test_a_fetch_is_noted_by_the_hash_of_its_dump_whatever_became_of_it(engine: Engine, tmp_path: Path):
    (godkendt,) = read_nye(engine, lambda: load_afdelinger(engine, tmp_path, make_afdelinger(20)))
    assert godkendt.handling == "hentning_godkendt"
    with engine.connect() as conn:
        koersel_id, sha256 = conn.execute(text("SELECT id, dump_sha256 FROM koersel")).one()
    assert (godkendt.genstand, godkendt.indhold) == (f"koersel:{koersel_id}", sha256)
    senere = NAT_1 + timedelta(days=1)
    (afvist,) = read_nye(engine, lambda: load_afdelinger(engine, tmp_path, make_afdelinger(2), start=senere))
    assert afvist.handling == "hentning_afvist"
    koersel = start_koersel(engine, kilde="portal", adresse="http://portal.example", nu=NU)
    slut = lambda: end_koersel(engine, koersel, status="fejlet", aarsag="nede", nu=NU)  # noqa: E731
    assert [led.handling for led in read_nye(engine, slut)] == ["hentning_fejlet"]
    assert check_kaede(engine).er_hel


def test_a_control_is_noted_with_what_it_did(engine: Engine, tmp_path: Path):
    snapshot = load_afdelinger(engine, tmp_path, make_afdelinger(2)).snapshot_id
    assert snapshot is not None
    resultat = Kontrolresultat(snapshot_id=snapshot, regler=(Regelresultat(regel="X-001", alvor="alvorlig", fund=()),))
    (led,) = read_nye(engine, lambda: record_kontrol(engine, resultat, nu=NU))
    assert (led.handling, led.genstand) == ("kontrol", f"snapshot:{snapshot}")
    assert led.bemaerkning == "0 åbnet, 0 genåbnet, 0 lukket, 0 åbne i alt"
    assert led.indhold == hash_noegler([])


def test_addresses_that_people_set_are_noted_with_who_and_whose(engine: Engine):
    (sat,) = read_nye(engine, lambda: set_adresse(engine, HUSET, "ny@huset.example.org", VALG, nu=NU))
    assert (sat.hvem, sat.handling, sat.genstand) == ("KL", "adresse_sat", "tilbud:1001")
    assert "example" not in str(sat)
    (fjernet,) = read_nye(engine, lambda: remove_adresse(engine, HUSET, VALG, nu=NU))
    assert fjernet.handling == "adresse_fjernet"

    def refused() -> None:
        with pytest.raises(BrevvekslingFejl):
            remove_adresse(engine, HUSET, VALG, nu=NU)

    assert read_nye(engine, refused) == ()


def test_keys_are_noted_by_their_first_letters_alone(engine: Engine):
    noegler: list[str] = []
    make = lambda: noegler.append(create_noegle(engine, "sag", OMFANG, dage=30, af="KL", nu=NU))  # noqa: E731
    (oprettet,) = read_nye(engine, make)
    assert (oprettet.hvem, oprettet.handling) == ("KL", "api_noegle_oprettet")
    assert oprettet.genstand == f"api_noegle:{noegler[0][:12]}"
    (lukket,) = read_nye(engine, lambda: close_noegle(engine, noegler[0][:12], nu=NU))
    assert lukket.handling == "api_noegle_lukket"
    assert noegler[0] not in str((oprettet, lukket))


def test_a_rule_let_go_is_noted_and_one_that_was_not_held_is_not(engine: Engine, tmp_path: Path):
    load_afdelinger(engine, tmp_path, make_afdelinger(2))
    with engine.begin() as conn:
        conn.execute(
            text(
                "INSERT INTO regelstop (regel, snapshot_id, antal, antal_tilbud, oprettet)"
                " VALUES ('X-001', 1, 9, 10, '2026-11-23 08:00:00.000000')"
            )
        )

    def release() -> None:
        with writing(engine) as session:
            release_stop(session.connection(), "X-001", grund="De er rigtige.", nu=NU)

    assert [(led.handling, led.genstand) for led in read_nye(engine, release)] == [("regel_frigivet", "regel:X-001")]
    assert read_nye(engine, release) == ()


def test_each_line_of_a_file_note_has_its_link_with_who_wrote_it(engine: Engine, tmp_path: Path):
    load_afdelinger(engine, tmp_path, make_afdelinger(2))
    with engine.begin() as conn:
        conn.execute(
            text(
                "INSERT INTO afvigelse (noegle, regel, alvor, tilbudsid, felt, bevis, status, foerst_set, sidst_set,"
                " genaabnet_antal) VALUES ('n1', 'X-001', 'alvorlig', '1001', 'cvr', '{}', 'aaben', 1, 1, 0)"
            )
        )
        conn.execute(
            text(
                "INSERT INTO kontrol (snapshot_id, tidspunkt, aabnet, genaabnet, lukket, aabne_i_alt)"
                " VALUES (1, '2026-11-23 08:00:00.000000', 1, 0, 0, 1)"
            )
        )
    (aabnet,) = read_nye(engine, lambda: open_sager(engine, NU, regler=["X-001"]))
    assert (aabnet.hvem, aabnet.handling, aabnet.genstand) == ("system", "sag_skridt", "sag_haendelse:1")
    beslutning = Beslutning(dag=date(2026, 11, 23), grund="Ringede.", af="KL")
    (noteret,) = read_nye(engine, lambda: add_note(engine, "1001", beslutning, nu=NU))
    assert (noteret.hvem, noteret.handling) == ("KL", "sag_note")
    til = date(2026, 12, 23)
    led = read_nye(engine, lambda: accept_fund(engine, "1001", til, beslutning, nu=NU, regler=["X-001"]))
    assert [et.handling for et in led] == ["sag_accept", "sag_skridt"]

    def refused() -> None:
        with pytest.raises(SagFejl):
            add_note(engine, "9999", beslutning, nu=NU)

    assert read_nye(engine, refused) == ()
    assert check_kaede(engine).raekker["sag_haendelse"] == 4


def test_a_link_says_the_same_in_another_time_zone(engine: Engine):
    dansk = NU.astimezone(DANSK_TID)
    with writing(engine) as session:
        note(session.connection(), Revisionsnote(tidspunkt=dansk, hvem="KL", handling="prøve"))
    assert check_kaede(engine).er_hel
