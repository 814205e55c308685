"""The outbox: who is written to, once, when, and what a person must release."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from sqlalchemy import text

from domain.sag import Sagstilstand
from reports.fejl import RapportFejl
from reports.mail.forhaandsvisning import preview, preview_tekst
from reports.mail.laes import read_tekst
from reports.mail.outbox import Udbakketal, fill_outbox, list_mails, list_uden_adresse, release
from reports.mail.send import deliver_eml
from tests.builders import NAT_1, NAT_2, NAT_3, NAT_4, load_afdelinger, make_afdeling
from tests.reports.scene import (
    AFSENDER,
    CVR,
    FUND,
    REGLER,
    STRAKS,
    SVAR_TIL,
    TILSYN,
    make_fund,
    make_register,
    play_night,
    record,
)
from warehouse.sager import open_sager

OM_1001 = "FROM mail JOIN mail_tilbud USING (noegle) WHERE tilbudsid = '1001'"


def fill(engine, nu=NAT_1, *, frigivet=True, **rest):
    egne = {"afsender": AFSENDER, "svar_til": SVAR_TIL, "regler": REGLER, "vagt": STRAKS, **rest}
    return fill_outbox(engine, nu=nu, frigivet=frigivet, **egne)


def mails(engine):
    return {tilbudsid: row for row in list_mails(engine) for tilbudsid in row["tilbud"]}


def contents(engine):
    with engine.connect() as conn:
        return dict(conn.execute(text("SELECT tilbudsid, indhold FROM mail JOIN mail_tilbud USING (noegle)")).all())


def test_each_tilbud_with_something_to_mend_gets_one_mail(engine, tmp_path):
    play_night(engine, tmp_path)
    tal = fill(engine)
    assert tal == Udbakketal(skrevet=3, uden_adresse=1, beskyttet=1)
    assert {tilbudsid: row["status"] for tilbudsid, row in mails(engine).items()} == {
        "1001": "klar",
        "1002": "klar",
        "1004": "klar",
    }
    assert "Feltet cvr er galt" in contents(engine)["1001"]


def test_a_rule_for_us_alone_writes_to_nobody(engine, tmp_path):
    play_night(engine, tmp_path)
    fill(engine)
    assert "1006" not in mails(engine)
    assert "1006" not in list_uden_adresse(engine, nu=NAT_1, vagt=STRAKS, regler=REGLER)


def test_a_tilbud_without_an_address_is_listed_instead(engine, tmp_path):
    play_night(engine, tmp_path)
    assert list_uden_adresse(engine, nu=NAT_1, vagt=STRAKS, regler=REGLER) == ("1005",)


def test_the_same_night_twice_changes_nothing(engine, tmp_path):
    play_night(engine, tmp_path)
    fill(engine)
    foer = list(list_mails(engine)), contents(engine)
    assert fill(engine, NAT_1 + timedelta(hours=1)).skrevet == 0
    assert (list(list_mails(engine)), contents(engine)) == foer


def test_the_first_mails_wait_until_a_person_releases_them_and_later_ones_do_not(engine, tmp_path):
    play_night(engine, tmp_path)
    assert fill(engine, frigivet=False).afventer == 3
    assert deliver_eml(engine, tmp_path / "ud", nu=NAT_1) == 0
    assert release(engine, nu=NAT_2) == 3
    assert release(engine, nu=NAT_2) == 0
    assert "Date: Mon, 02 Nov 2026" in contents(engine)["1001"]
    play_night(engine, tmp_path, nat=NAT_3, fund=[*FUND, make_fund(TILSYN, "1003", "x"), make_fund(CVR, "1006", "6")])
    assert fill(engine, NAT_3, frigivet=False).afventer == 0
    assert mails(engine)["1006"]["status"] == "klar"


def test_a_waiting_mail_is_brought_up_to_date_or_withdrawn(engine, tmp_path):
    play_night(engine, tmp_path)
    fill(engine, frigivet=False)
    rettet = [x for x in FUND if x.tilbudsid != "1002" and x.regel != "KONTAKT-004"]
    play_night(engine, tmp_path, nat=NAT_2, fund=rettet)
    tal = fill(engine, NAT_2, frigivet=False)
    assert (tal.skrevet, tal.omskrevet, tal.trukket, tal.afventer) == (0, 2, 1, 2)
    assert "KONTAKT-004" not in contents(engine)["1001"]
    assert "1002" not in mails(engine)


def test_a_tilbud_is_left_in_peace_until_something_new_opens_after_the_quiet_time(engine, tmp_path):
    play_night(engine, tmp_path)
    fill(engine)
    deliver_eml(engine, tmp_path / "ud", nu=NAT_1)
    play_night(engine, tmp_path, nat=NAT_2)
    assert fill(engine, NAT_2, ro_dage=0).skrevet == 0
    play_night(engine, tmp_path, nat=NAT_3, fund=[*FUND, make_fund(TILSYN, "1001", "1")])
    assert fill(engine, NAT_3, ro_dage=30).i_ro == 3
    assert fill(engine, NAT_3 + timedelta(days=31), ro_dage=30).skrevet == 1
    assert [row["status"] for row in list_mails(engine) if row["tilbud"] == ["1001"]] == ["klar", "sendt"]


def test_a_fault_that_comes_back_is_news(engine, tmp_path):
    play_night(engine, tmp_path)
    fill(engine)
    deliver_eml(engine, tmp_path / "ud", nu=NAT_1)
    play_night(engine, tmp_path, nat=NAT_2, fund=[])
    fill(engine, NAT_2, ro_dage=0)
    assert {row["trin"] for row in list_mails(engine) if row["status"] == "klar"} == {"tak"}
    play_night(engine, tmp_path, nat=NAT_3, fund=[make_fund(CVR, "1001", "1", vaerdi="99000016")])
    assert fill(engine, NAT_3, ro_dage=0).skrevet == 1


def test_a_later_mail_follows_the_first_one_that_was_sent(engine, tmp_path):
    play_night(engine, tmp_path)
    fill(engine)
    assert "In-Reply-To" not in contents(engine)["1001"]
    deliver_eml(engine, tmp_path / "ud", nu=NAT_1)
    with engine.connect() as conn:
        foerste = conn.execute(text(f"SELECT message_id {OM_1001}")).scalar()
    for nat in (NAT_2, NAT_3):
        play_night(engine, tmp_path, nat=nat, fund=[])
        play_night(
            engine, tmp_path, nat=nat + timedelta(hours=1), fund=[make_fund(CVR, "1001", "1", vaerdi="99000016")]
        )
        fill(engine, nat + timedelta(hours=1), ro_dage=0)
        deliver_eml(engine, tmp_path / "ud", nu=nat + timedelta(hours=1))
    with engine.connect() as conn:
        mails_ = conn.execute(text(f"SELECT indhold {OM_1001} ORDER BY id")).scalars().all()
    assert len(mails_) == 3
    for indhold in mails_[1:]:
        assert f"In-Reply-To: {foerste}\r\n" in indhold
        assert f"References: {foerste}\r\n" in indhold


def test_nobody_is_written_to_about_what_was_not_seen(engine, tmp_path):
    register = make_register()
    play_night(engine, tmp_path, afdelinger=[*register, *(make_afdeling(n) for n in range(50, 150))])
    play_night(
        engine,
        tmp_path,
        nat=NAT_2,
        afdelinger=[*register[1:2], *register[3:], *(make_afdeling(n) for n in range(50, 150))],
        fund=[x for x in FUND if x.tilbudsid not in {"1001"}],
    )
    assert fill(engine, NAT_2).skrevet == 2
    # 1001 vanished whole; of 1002 one afdeling did, so only what the other shows is told of.
    assert sorted(mails(engine)) == ["1002", "1004"]
    assert "ADRESSE-004" in contents(engine)["1002"]
    assert "KONTAKT-001" not in contents(engine)["1002"]
    assert "PLADS-003" not in contents(engine)["1002"]


def test_a_rejected_fetch_and_a_snapshot_that_awaits_control_write_nothing(engine, tmp_path):
    play_night(engine, tmp_path)
    afvist = load_afdelinger(engine, tmp_path, make_register()[:1], start=NAT_2, oplyst={"voksne": 500})
    assert afvist.status == "afvist"
    assert fill(engine, NAT_2).skrevet == 3
    load_afdelinger(engine, tmp_path, make_register(), start=NAT_4)
    assert fill(engine, NAT_4) == Udbakketal()


def test_what_a_rule_that_could_not_run_once_found_is_not_told_again(engine, tmp_path):
    play_night(engine, tmp_path)
    snapshot = load_afdelinger(engine, tmp_path, make_register(), start=NAT_2).snapshot_id
    assert snapshot is not None
    record(engine, snapshot, FUND, nu=NAT_2, fejl="IDENT-003")
    fill(engine, NAT_2)
    assert "IDENT-003" not in contents(engine)["1001"]


def test_an_empty_warehouse_has_nobody_to_write_to(engine):
    assert fill(engine) == Udbakketal()
    assert release(engine, nu=NAT_1) == 0
    assert list(list_mails(engine)) == []


def test_a_sender_that_is_no_address_stops_before_anything_is_written(engine, tmp_path):
    play_night(engine, tmp_path)
    with pytest.raises(RapportFejl):
        fill(engine, afsender="ingen")
    assert list(list_mails(engine)) == []


def test_progress_is_told_to_the_end(engine, tmp_path):
    play_night(engine, tmp_path)
    meldt = []
    fill(engine, on_progress=lambda nummer, i_alt: meldt.append((nummer, i_alt)))
    assert meldt == [(1, 3), (2, 3), (3, 3)]


def test_listed_mails_hold_no_address(engine, tmp_path):
    play_night(engine, tmp_path)
    fill(engine)
    assert "@" not in str(list(list_mails(engine)))


def test_mails_become_files_that_a_mail_program_reads(engine, tmp_path):
    play_night(engine, tmp_path)
    fill(engine)
    assert deliver_eml(engine, tmp_path / "ud", nu=NAT_2) == 3
    assert deliver_eml(engine, tmp_path / "ud", nu=NAT_2) == 0
    filer = sorted(fil.name for fil in (tmp_path / "ud").iterdir())
    assert filer == sorted(row["fil"] for row in list_mails(engine))
    assert all(fil.startswith("2026-11-01_ejer_varsel_") for fil in filer)
    laest = message_from_bytes((tmp_path / "ud" / mails(engine)["1001"]["fil"]).read_bytes(), policy=default)
    assert laest["To"] == "kontakt1@birkehuset.example.org"
    assert "2 oplysninger" in laest["Subject"]
    assert {row["status"] for row in list_mails(engine)} == {"sendt"}
    assert (tmp_path / "ud" / filer[0]).stat().st_mode & 0o077 == 0


def test_a_run_killed_between_file_and_mark_writes_the_same_file_again(engine, tmp_path):
    play_night(engine, tmp_path)
    fill(engine)
    deliver_eml(engine, tmp_path / "ud", nu=NAT_1)
    foer = {fil.name: fil.read_bytes() for fil in (tmp_path / "ud").iterdir()}
    with engine.begin() as conn:
        conn.execute(text("UPDATE mail SET status = 'klar', sendt = NULL, fil = NULL"))
    assert deliver_eml(engine, tmp_path / "ud", nu=NAT_2) == 3
    assert {fil.name: fil.read_bytes() for fil in (tmp_path / "ud").iterdir()} == foer


def test_a_folder_that_cannot_be_written_loses_no_mail(engine, tmp_path):
    play_night(engine, tmp_path)
    fill(engine)
    (tmp_path / "ud").write_text("en fil, ikke en mappe")
    with pytest.raises(RapportFejl, match="mail send"):
        deliver_eml(engine, tmp_path / "ud", nu=NAT_1)
    assert {row["status"] for row in list_mails(engine)} == {"klar"}


def test_a_case_moves_to_varslet_when_its_mail_is_handed_over(engine, tmp_path):
    play_night(engine, tmp_path)
    open_sager(engine, NAT_1, regler=[regel.id for regel in REGLER])
    fill(engine)
    deliver_eml(engine, tmp_path / "ud", nu=NAT_1)
    with engine.connect() as conn:
        tilstande = dict(conn.execute(text("SELECT tilbudsid, tilstand FROM sag")).all())
    assert tilstande["1001"] == Sagstilstand.VARSLET
    assert tilstande["1005"] == Sagstilstand.NY


def test_a_mail_can_be_read_before_it_is_written_and_is_then_the_same(engine, tmp_path):
    play_night(engine, tmp_path)
    egne: dict[str, Any] = {"nu": NAT_1, "svar_til": SVAR_TIL, "vagt": STRAKS, "regler": REGLER}
    (udkast,) = [x for x in preview(engine, **egne).udkast if x.tilbud == ("1001",)]
    assert (udkast.status, udkast.modtager) == ("ny", "kontakt1@birkehuset.example.org")
    foer = preview_tekst(engine, udkast.noegle, **egne)
    fill(engine)
    assert read_tekst(contents(engine)["1001"]) == foer.strip()
    assert preview_tekst(engine, udkast.noegle[:12], **egne) == foer.strip()
    with pytest.raises(RapportFejl, match="mail vis"):
        preview_tekst(engine, "findes-ikke", **egne)
