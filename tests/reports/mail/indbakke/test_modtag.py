"""A whole mailbox: read once however often it is read, and nothing lost when a run is killed half-way."""

import mailbox

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from domain.brevsvar import Svarart
from reports.mail.indbakke.modtag import read_indbakke
from tests.builders import NAT_2, NAT_3, load_afdelinger, make_afdeling
from tests.mails import put_mails
from tests.returpost import MODTAGER, make_dsn, make_svar, original_id
from warehouse.fejl import WarehouseFejl
from warehouse.queries.adressebog import DOED
from warehouse.queries.brevsvar import SVAR


@pytest.fixture
def sendt(engine, tmp_path):
    load_afdelinger(engine, tmp_path, [make_afdeling(1, email=MODTAGER)])
    put_mails(engine, [MODTAGER], status="sendt")
    return engine


@pytest.fixture
def kasse(tmp_path):
    """A Maildir with a return, a dispute, an automatic answer, a stranger's mail, and a copy of our own mail."""
    maildir = mailbox.Maildir(tmp_path / "maildir")
    for raa in (
        make_dsn(),
        make_svar("uenig i 2"),
        make_svar("ferie", navn="ferie", Auto_Submitted="auto-replied"),
        make_svar("Hej", om="", navn="fremmed"),
        f"Message-ID: {original_id()}\nFrom: tilbudstjek@example.org\n\nKære tilbud".encode(),
    ):
        maildir.add(raa)
    return tmp_path / "maildir"


def kept(engine):
    with engine.connect() as conn:
        svar = conn.execute(select(SVAR.c.message_id, SVAR.c.art, SVAR.c.tekst).order_by(SVAR.c.message_id)).all()
        return svar, conn.execute(select(DOED.c.email, DOED.c.antal)).all()


def test_each_message_of_a_mailbox_is_kept_for_what_it_is(sendt, kasse):
    tal = read_indbakke(sendt, kasse, nu=NAT_2)
    assert (tal.laest, tal.kendte, tal.egne, tal.doede, tal.venter) == (5, 0, 1, 1, 2)
    assert tal.nye == {Svarart.RETUR: 1, Svarart.UENIG: 1, Svarart.AUTOSVAR: 1, Svarart.ANDET: 1}


def test_a_mailbox_read_again_changes_nothing(sendt, kasse):
    read_indbakke(sendt, kasse, nu=NAT_2)
    foer = kept(sendt)
    tal = read_indbakke(sendt, kasse, nu=NAT_3)
    assert (tal.laest, tal.kendte, tal.egne, tal.nye, tal.doede) == (5, 4, 1, {}, 0)
    assert kept(sendt) == foer


def test_the_same_message_twice_in_a_mailbox_counts_once(sendt, tmp_path):
    mbox = mailbox.mbox(tmp_path / "kasse.mbox")
    for _ in range(3):
        mbox.add(make_dsn())
        mbox.add(b"From: x\n\nuden Message-ID")
    mbox.close()
    tal = read_indbakke(sendt, tmp_path / "kasse.mbox", nu=NAT_2)
    assert (tal.laest, tal.kendte, tal.doede) == (6, 4, 1)
    assert kept(sendt)[1] == [(MODTAGER, 1)]


def test_progress_is_told_to_the_end(sendt, kasse):
    sete = []
    read_indbakke(sendt, kasse, nu=NAT_2, on_progress=lambda naaet, i_alt: sete.append((naaet, i_alt)))
    assert sete[-1] == (5, 5)


DIES = {
    "sqlite": """
    CREATE TRIGGER doer BEFORE INSERT ON mail_svar WHEN (SELECT COUNT(*) FROM mail_svar) = {}
    BEGIN SELECT RAISE(ROLLBACK, 'disk I/O error'); END
    """,
    "postgresql": """
    CREATE FUNCTION doer() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (SELECT COUNT(*) FROM mail_svar) = {} THEN RAISE SQLSTATE '58030'; END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER doer BEFORE INSERT ON mail_svar FOR EACH ROW EXECUTE FUNCTION doer()
    """,
}
RECOVERS = {"sqlite": "DROP TRIGGER doer", "postgresql": "DROP FUNCTION doer CASCADE"}


@pytest.mark.parametrize("efter", [0, 1, 49, 50, 51, 59])
def test_a_run_that_dies_half_way_loses_nothing_and_counts_nothing_twice(sendt, tmp_path, efter):
    maildir = mailbox.Maildir(tmp_path / "maildir")
    for nummer in range(60):
        maildir.add(make_dsn(navn=f"retur-{nummer}"))
    with sendt.begin() as conn:
        conn.execute(text(DIES[conn.dialect.name].format(efter)))
    sete = []
    with pytest.raises(WarehouseFejl):
        read_indbakke(sendt, tmp_path / "maildir", nu=NAT_2, on_progress=lambda naaet, _: sete.append(naaet))
    svar, doede = kept(sendt)
    assert len(svar) == (50 if efter >= 50 else 0) == sum(antal for _, antal in doede) == sum(sete)
    with sendt.begin() as conn:
        conn.execute(text(RECOVERS[conn.dialect.name]))
    tal = read_indbakke(sendt, tmp_path / "maildir", nu=NAT_2)
    assert tal.kendte == len(svar)
    assert (len(kept(sendt)[0]), kept(sendt)[1]) == (60, [(MODTAGER, 60)])


def test_a_message_with_signs_that_no_database_holds_stops_no_other(sendt, tmp_path):
    for nummer, raa in enumerate(
        [
            b"Message-ID: <a\x00b@x>\nFrom: x\x00@y\nSubject: \x00\n\nuenig i \x002 \xed\xa0\x80",
            make_svar("uenig").replace(b"uenig", b"uenig \x00 \xff i alt"),
            make_dsn().replace(b"5.1.1", b"5.1.1 \x00"),
            make_svar("ja", navn="fast"),
        ]
    ):
        (tmp_path / f"{nummer}.eml").write_bytes(raa)
    assert read_indbakke(sendt, tmp_path, nu=NAT_2).laest == 4
    assert "\x00" not in repr(kept(sendt))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.lists(st.one_of(st.binary(max_size=200), st.sampled_from([make_dsn(), make_svar("uenig")])), max_size=6))
def test_any_mailbox_read_twice_is_as_read_once(sendt, tmp_path, beskeder):
    with sendt.begin() as conn:
        conn.execute(text("DELETE FROM mail_svar"))
        conn.execute(text("DELETE FROM doed_adresse"))
    mappe = tmp_path / "mappe"
    mappe.mkdir(exist_ok=True)
    for fil in mappe.iterdir():
        fil.unlink()
    for nummer, raa in enumerate([*beskeder, make_svar("ja", navn="fast")]):
        (mappe / f"{nummer}.eml").write_bytes(raa)
    read_indbakke(sendt, mappe, nu=NAT_2)
    foer = kept(sendt)
    assert read_indbakke(sendt, mappe, nu=NAT_3).nye == {}
    assert kept(sendt) == foer
