"""A deletion that somebody excuses by hand, with links that fit: found where the program never deletes so."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from warehouse.revision import Revisionsnote, delete_bundne, insert_bundet, note
from warehouse.revision.kontrol import check_kaede
from warehouse.revision.slettet import hash_spaend
from warehouse.transaktion import writing

pytestmark = pytest.mark.begge_lagre

NU = datetime(2026, 11, 23, 8, tzinfo=UTC)
KIG = {"tidspunkt": NU, "bruger": "KL", "rolle": "laeser", "handling": "set", "emne": "tilbud", "noegle": "7"}
LINJE = {"tilbudsid": "7", "tidspunkt": NU, "til": "ny", "grund": "x", "af": "abc"}
BEVIS = {"tidspunkt": NU, "hvad": "dumps", "grund": "opbevaring", "antal": 1, "bevis": "x", "hvem": "drift"}


@pytest.fixture
def log(engine):
    with writing(engine) as session:
        conn = session.connection()
        insert_bundet(conn, "adgangslog", [KIG] * 3)
        conn.execute(
            text(
                "INSERT INTO sag (tilbudsid, tilstand, oprettet, aendret) VALUES ('7', 'ny', "
                "'2026-11-23 08:00:00.000000', '2026-11-23 08:00:00.000000')"
            )
        )
        insert_bundet(conn, "sag_haendelse", [LINJE])
        insert_bundet(conn, "sletning", [BEVIS])
        # What is no row of a case must lie between.
        note(conn, Revisionsnote(tidspunkt=NU, hvem="KL", handling="kontrol"))
    assert check_kaede(engine).er_hel
    return engine


@pytest.mark.parametrize(
    ("tabel", "tidspunkt", "tekst"),
    [
        ("adgangslog", NU + timedelta(days=90), "Række 1 i adgangslog er slettet (led 8), før dens tid var gået."),
        ("sletning", NU, "Led 8 fortæller om en sletning i sletning, hvor programmet aldrig sletter."),
        ("sag_haendelse", NU, "Led 8 fortæller, at en linje i en sag blev fjernet, uden at en ny kom i stedet."),
    ],
)
def test_a_row_with_a_good_excuse_that_the_program_never_makes_is_found(log, tabel, tidspunkt, tekst):
    with writing(log) as session:
        delete_bundne(session.connection(), tabel, [1], tidspunkt=tidspunkt, hvem="drift", grund="opbevaring")
    assert [brud.tekst.replace("led 7", "led 8").replace("Led 7", "Led 8") for brud in check_kaede(log).brud] == [tekst]


def test_a_link_that_speaks_of_another_table_than_what_went_is_found(log):
    with writing(log) as session:
        conn = session.connection()
        led = Revisionsnote(
            tidspunkt=NU + timedelta(days=900),
            hvem="drift",
            handling="slettet",
            genstand="stikproeve_haendelse",
            indhold=hash_spaend([(2, 2)]),
        )
        note(conn, led)
        conn.execute(
            text("INSERT INTO revision_slettet (nr, tabel, fra, til) SELECT max(nr), 'adgangslog', 2, 2 FROM revision")
        )
        conn.execute(text("DELETE FROM adgangslog WHERE id = 2"))
    (brud,) = check_kaede(log).brud
    assert brud.tekst.endswith("siger en anden tabel end listen over, hvad der blev slettet.")


def test_a_look_whose_time_is_up_may_go(log):
    with writing(log) as session:
        delete_bundne(
            session.connection(),
            "adgangslog",
            [1],
            tidspunkt=NU + timedelta(days=190),
            hvem="drift",
            grund="opbevaring",
        )
    assert check_kaede(log).er_hel
