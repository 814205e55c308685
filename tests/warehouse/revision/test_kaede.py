"""The audit log's chain: it grows with each act, the database keeps it as it is, and whatever is changed is found."""

import multiprocessing
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from warehouse.adgangslog import Spor, log_adgang, write_spor
from warehouse.engine import open_warehouse
from warehouse.fejl import WarehouseFejl
from warehouse.revision import Revisionsnote, delete_bundne, insert_bundet, note, read_hoved
from warehouse.revision.dom import Dom
from warehouse.revision.kontrol import check_forbindelse, check_kaede
from warehouse.revision.laes import Udvalg, list_led
from warehouse.revision.slettet import find_spaend
from warehouse.transaktion import reading, writing

pytestmark = [pytest.mark.slow, pytest.mark.begge_lagre]

NU = datetime(2026, 11, 23, 8, 0, 0, 123456, tzinfo=UTC)
# When the time of a look is up.
SENERE = datetime(2028, 12, 1, 3, 0, tzinfo=UTC)
VAGTEDE = ("revision", "revision_slettet", "adgangslog")
# (table, column, what it is changed to): every column of a link, of a span, and of a row that the chain holds.
KOLONNER = [
    ("revision", "nr", "nr + 1000"),
    ("revision", "tidspunkt", "'2020-01-01 00:00:00.000000'"),
    ("revision", "hvem", "'en anden'"),
    ("revision", "handling", "'noget andet'"),
    ("revision", "genstand", "'adgangslog:9999'"),
    ("revision", "indhold", "'aa'"),
    ("revision", "bemaerkning", "'tilføjet'"),
    ("revision", "forrige", "'bb'"),
    ("revision", "hash", "'cc'"),
    ("adgangslog", "id", "id + 1000"),
    ("adgangslog", "tidspunkt", "'2020-01-01 00:00:00.000000'"),
    ("adgangslog", "bruger", "'en anden'"),
    ("adgangslog", "rolle", "'administrator'"),
    ("adgangslog", "handling", "'log_ud'"),
    ("adgangslog", "emne", "'andet'"),
    ("adgangslog", "noegle", "NULL"),
    ("revision_slettet", "fra", "fra + 1"),
    ("revision_slettet", "til", "til + 1"),
    ("revision_slettet", "tabel", "'sag_haendelse'"),
]


def make_spor(nummer: int) -> Spor:
    return Spor(
        tidspunkt=NU + timedelta(seconds=nummer),
        bruger="KL",
        rolle="laeser",
        handling="set",
        emne="tilbud",
        noegle=f"{1000 + nummer}",
    )


def fill(engine: Engine) -> None:
    """Twelve looks, of which three were deleted when their time was up, and two acts beside."""
    with writing(engine) as session:
        conn = session.connection()
        for nummer in range(12):
            write_spor(conn, make_spor(nummer))
        delete_bundne(conn, "adgangslog", [1, 2, 4], tidspunkt=SENERE, hvem="opbevaring", grund="tiden er gået")
        for handling in ("kontrol", "mail_frigivet"):
            note(conn, Revisionsnote(tidspunkt=NU, hvem="KL", handling=handling, bemaerkning="æøå"))


@pytest.fixture(scope="module")
def uroert(lager) -> Iterator[Engine]:
    """A filled chain for tests that leave it as it was."""
    engine = open_warehouse(lager.tomt())
    fill(engine)
    yield engine
    engine.dispose()


def tamper(engine: Engine, *saetninger: str, hoveder: Collection[str] = ()) -> Dom:
    """Do what the database refuses, as its owner can, look at the chain, and undo it all."""
    with engine.connect() as conn:
        if engine.dialect.name == "postgresql":
            conn.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            conn.execute(text("PRAGMA defer_foreign_keys = ON"))
            for tabel in VAGTEDE:
                for navn in ("ny", "aendres_ikke", "slettes_ikke"):
                    conn.execute(text(f"DROP TRIGGER {tabel}_{navn}"))
        for saetning in saetninger:
            conn.execute(text(saetning))
        dom = check_forbindelse(conn, hoveder=hoveder)
        conn.rollback()
    return dom


def read_hash(engine: Engine) -> str:
    hoved = read_hoved(engine)
    assert hoved is not None
    return hoved.hash


def test_a_chain_that_nobody_touched_is_whole(uroert: Engine):
    dom = check_kaede(uroert)
    assert dom.brud == ()
    assert dom.er_hel
    assert dom.raekker["adgangslog"] == 9
    assert dom.hoved == read_hoved(uroert)
    assert dom.antal == 16


@pytest.mark.parametrize(("tabel", "kolonne", "nyt"), KOLONNER)
def test_any_column_of_any_row_that_is_changed_is_found(uroert: Engine, tabel: str, kolonne: str, nyt: str):
    noegle, valgt = {"revision": ("nr", 5), "adgangslog": ("id", 7), "revision_slettet": ("fra", 4)}[tabel]
    assert not tamper(uroert, f"UPDATE {tabel} SET {kolonne} = {nyt} WHERE {noegle} = {valgt}").er_hel


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_single_thing_is_done_by_hand_is_found(uroert: Engine, data: st.DataObject):
    """Any link or row changed, taken away, put in, or two of them swapped; the end cut off."""
    saetninger = data.draw(st.sampled_from(HAANDGREB))(data)
    assert not tamper(uroert, *saetninger, hoveder=[read_hash(uroert)]).er_hel
    assert check_kaede(uroert).er_hel


def _change_led(data: st.DataObject) -> list[str]:
    kolonne = data.draw(st.sampled_from(["hvem", "handling", "genstand", "indhold", "bemaerkning", "forrige", "hash"]))
    return [f"UPDATE revision SET {kolonne} = 'ændret' WHERE nr = {data.draw(st.integers(1, 16))}"]


def _change_raekke(data: st.DataObject) -> list[str]:
    kolonne = data.draw(st.sampled_from(["bruger", "rolle", "handling", "emne", "noegle"]))
    return [f"UPDATE adgangslog SET {kolonne} = 'ændret' WHERE id = {data.draw(RAEKKER)}"]


def _delete_led(data: st.DataObject) -> list[str]:
    # The link of a deletion holds its spans by a foreign key: they go with it.
    nr = data.draw(st.integers(1, 16))
    return [f"DELETE FROM revision_slettet WHERE nr = {nr}", f"DELETE FROM revision WHERE nr = {nr}"]


def _delete_raekke(data: st.DataObject) -> list[str]:
    return [f"DELETE FROM adgangslog WHERE id = {data.draw(RAEKKER)}"]


def _insert_raekke(data: st.DataObject) -> list[str]:
    raekke = data.draw(st.sampled_from([1, 2, 4, 13, 500]))
    return [
        "INSERT INTO adgangslog (id, tidspunkt, bruger, rolle, handling, emne)"
        f" VALUES ({raekke}, '2026-11-23 08:00:00.000000', 'KL', 'laeser', 'set', 'tilbud')"
    ]


def _swap_raekker(data: st.DataObject) -> list[str]:
    en, to = data.draw(st.lists(RAEKKER, min_size=2, max_size=2, unique=True))
    return [
        f"UPDATE adgangslog SET id = -1 WHERE id = {en}",
        f"UPDATE adgangslog SET id = {en} WHERE id = {to}",
        f"UPDATE adgangslog SET id = {to} WHERE id = -1",
    ]


def _swap_led(data: st.DataObject) -> list[str]:
    en, to = data.draw(st.lists(st.integers(1, 13), min_size=2, max_size=2, unique=True))
    return [
        f"UPDATE revision SET nr = -1 WHERE nr = {en}",
        f"UPDATE revision SET nr = {en} WHERE nr = {to}",
        f"UPDATE revision SET nr = {to} WHERE nr = -1",
    ]


def _cut(data: st.DataObject) -> list[str]:
    fra = data.draw(st.integers(1, 16))
    return [f"DELETE FROM revision_slettet WHERE nr >= {fra}", f"DELETE FROM revision WHERE nr >= {fra}"]


def _forget_sletning(_data: st.DataObject) -> list[str]:
    return ["DELETE FROM revision_slettet"]


RAEKKER = st.sampled_from([3, 5, 6, 7, 8, 9, 10, 11, 12])
HAANDGREB = [
    _change_led,
    _change_raekke,
    _delete_led,
    _delete_raekke,
    _insert_raekke,
    _swap_raekker,
    _swap_led,
    _cut,
    _forget_sletning,
]


def test_the_end_cut_off_with_its_rows_is_found_by_a_hash_noted_before(engine: Engine):
    fill(engine)
    with writing(engine) as session:
        write_spor(session.connection(), make_spor(20))
    cut = ("DELETE FROM revision WHERE nr = 17", "DELETE FROM adgangslog WHERE id = 13")
    assert tamper(engine, *cut).er_hel
    (brud,) = tamper(engine, *cut, hoveder=[read_hash(engine)]).brud
    assert "skåret af" in brud.tekst


@pytest.mark.parametrize(
    ("saetning", "tekst"),
    [
        (
            "UPDATE adgangslog SET bruger = 'X' WHERE id = 7",
            "Række 7 i adgangslog er ændret, siden led 8 blev skrevet.",
        ),
        (
            "DELETE FROM adgangslog WHERE id = 7",
            "Række 7 i adgangslog mangler (led 8), og intet led siger, at den er slettet.",
        ),
        (
            "UPDATE revision SET hvem = 'X' WHERE nr = 10",
            "Led 10 er ændret: det, der står i det, passer ikke med dets egen hash.",
        ),
        (
            "INSERT INTO adgangslog (id, tidspunkt, bruger, rolle, handling, emne)"
            " VALUES (50, '2026-11-23 08:00:00.000000', 'KL', 'laeser', 'set', 'tilbud')",
            "Række 50 i adgangslog har intet led: den er sat ind uden om programmet.",
        ),
        (
            "UPDATE revision SET genstand = 'adgangslog:x' WHERE nr = 8",
            "Led 8 taler om en række i adgangslog, der ikke har noget nummer.",
        ),
    ],
)
def test_each_break_is_told_in_danish_from_its_link(uroert: Engine, saetning: str, tekst: str):
    assert tekst in [brud.tekst for brud in tamper(uroert, saetning).brud]


def test_a_link_taken_out_is_told_with_its_number(uroert: Engine):
    dom = tamper(uroert, "DELETE FROM revision WHERE nr = 15")
    assert [(brud.nr, brud.tekst) for brud in dom.brud] == [(15, "Led 15 mangler i kæden.")]


@pytest.mark.parametrize(
    "saetning",
    [
        "UPDATE revision SET hvem = 'X' WHERE nr = 3",
        "DELETE FROM revision WHERE nr = 16",
        "UPDATE revision_slettet SET til = 12",
        "DELETE FROM revision_slettet",
        "UPDATE adgangslog SET bruger = 'X' WHERE id = 7",
        "DELETE FROM adgangslog WHERE id = 7",
        "DELETE FROM adgangslog",
        "INSERT INTO revision (nr, tidspunkt, hvem, handling, forrige, hash)"
        " VALUES (18, '2026-11-23 08:00:00.000000', 'X', 'x', 'x', 'x')",
        "INSERT INTO revision (nr, tidspunkt, hvem, handling, forrige, hash)"
        " VALUES (17, '2026-11-23 08:00:00.000000', 'X', 'x', 'x', 'x')",
    ],
)
def test_the_database_itself_refuses(uroert: Engine, saetning: str):
    with pytest.raises(DBAPIError), uroert.begin() as conn:
        conn.execute(text(saetning))
    assert check_kaede(uroert).er_hel


def test_rows_are_not_replaced_and_tables_not_emptied(uroert: Engine):
    saetninger = {
        "sqlite": [
            "INSERT OR REPLACE INTO adgangslog (id, tidspunkt, bruger, rolle, handling, emne)"
            " VALUES (7, '2026-11-23 08:00:00.000000', 'X', 'x', 'x', 'x')",
            "INSERT OR REPLACE INTO revision (nr, tidspunkt, hvem, handling, forrige, hash)"
            " VALUES (7, '2026-11-23 08:00:00.000000', 'X', 'x', 'x', 'x')",
        ],
        "postgresql": ["TRUNCATE adgangslog", "TRUNCATE revision CASCADE", "TRUNCATE sag_haendelse"],
    }
    for saetning in saetninger[uroert.dialect.name]:
        with pytest.raises(DBAPIError), uroert.begin() as conn:
            conn.execute(text(saetning))
    assert check_kaede(uroert).er_hel


def test_a_row_is_deleted_with_the_chain_told_and_with_it_alone(engine: Engine):
    fill(engine)
    with writing(engine) as session:
        delete_bundne(session.connection(), "adgangslog", [3, 5], tidspunkt=SENERE, hvem="opbevaring", grund="tiden")
    dom = check_kaede(engine)
    assert dom.er_hel
    assert dom.raekker["adgangslog"] == 7
    led = list_led(engine, Udvalg(handling="slettet"), hoejst=1)[0]
    assert (led.genstand, led.hvem, led.bemaerkning) == ("adgangslog", "opbevaring", "tiden")


def test_an_id_used_again_after_its_row_was_deleted_is_no_break(engine: Engine):
    with writing(engine) as session:
        conn = session.connection()
        for nummer in range(3):
            write_spor(conn, make_spor(nummer))
        delete_bundne(conn, "adgangslog", [1, 2, 3], tidspunkt=SENERE, hvem="opbevaring", grund="tiden")
        for nummer in range(3):
            row = {**make_spor(nummer).__dict__, "id": 3 - nummer}
            insert_bundet(conn, "adgangslog", [row])
    dom = check_kaede(engine)
    assert dom.brud == ()
    assert dom.raekker["adgangslog"] == 3


def test_what_is_undone_leaves_no_link(engine: Engine):
    foer = read_hoved(engine)

    def undo() -> None:
        with writing(engine) as session:
            write_spor(session.connection(), make_spor(1))
            raise WarehouseFejl("fortrudt")

    with pytest.raises(WarehouseFejl):
        undo()
    assert read_hoved(engine) == foer


def _add(url: str, antal: int) -> None:
    engine = open_warehouse(url)
    for nummer in range(antal):
        log_adgang(engine, make_spor(nummer))
    engine.dispose()


def test_two_processes_that_add_links_at_once_make_neither_gap_nor_fork(warehouse_url: str, engine: Engine):
    foer = read_hoved(engine)
    assert foer is not None
    begge = [multiprocessing.get_context("spawn").Process(target=_add, args=(warehouse_url, 40)) for _ in range(2)]
    for proces in begge:
        proces.start()
    for proces in begge:
        proces.join()
    assert [proces.exitcode for proces in begge] == [0, 0]
    dom = check_kaede(engine)
    assert dom.brud == ()
    assert dom.antal == foer.nr + 80
    with reading(engine) as session:
        assert len(set(session.connection().scalars(text("SELECT forrige FROM revision")))) == dom.antal


def test_a_fresh_database_begins_its_chain_with_its_schema(engine: Engine):
    (led,) = list_led(engine, Udvalg())
    assert (led.nr, led.hvem, led.handling) == (1, "skema", "skema")


def test_links_are_found_by_who_what_and_when(uroert: Engine):
    assert {led.handling for led in list_led(uroert, Udvalg(hvem="KL"))} == {"kontrol", "mail_frigivet"}
    assert len(list_led(uroert, Udvalg(handling="adgang_"))) == 12
    assert [led.genstand for led in list_led(uroert, Udvalg(genstand="adgangslog:12"))] == ["adgangslog:12"]
    fra, til = NU + timedelta(seconds=3), NU + timedelta(seconds=5)
    assert len(list_led(uroert, Udvalg(fra=fra, til=til, handling="adgang"))) == 2


@given(st.sets(st.integers(1, 60)))
def test_spans_are_the_ids_and_no_others(ids: set[int]):
    spaend = list(find_spaend(ids))
    assert {et for fra, til in spaend for et in range(fra, til + 1)} == ids
    assert all(til + 1 < naeste for (_, til), (naeste, _) in pairwise(spaend))
