"""The week's mails over the life of a register: who gets one, when, and of what."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from domain.afdeling import Afdeling
from domain.regel import Modtager
from reports.mail.besked import Afsender
from reports.mail.laes import read_tekst
from reports.mail.orientering.udgivelse import preview_uge, put_uge
from reports.mail.outbox import release_regel
from reports.mail.vagt import Mailvagt
from tests.builders import NAT_1, load_afdelinger, make_afdeling
from tests.reports.mail.orientering.ugescene import FREMMED, PLEJE, SCORE
from tests.reports.scene import BY, CVR, STRAKS, TELEFON, make_fund, play_night, record
from warehouse.brevveksling.adressebog import Valg, find_indehaver, set_adresse
from warehouse.brevveksling.doede import mark_dead
from warehouse.sager import open_sager
from warehouse.tables import table_of
from warehouse.tables.opfoelgning import Mail

REGLER = (BY, CVR, FREMMED, PLEJE, SCORE, TELEFON)
AFSENDER = Afsender(fra="Tilbudstjek <tilbudstjek@example.org>", svar_til="svar@example.org")
VALG = Valg(af="ab", grund="aftalt")
DAG, UGE = timedelta(days=1), timedelta(days=7)
_MAIL = table_of(Mail)


def register() -> list[Afdeling]:
    """A tilbud of Syd, one of Nord, one of Odense's own, one that names Odense wrongly, and a krisecenter of Syd."""
    odense = {"tilsynsmyndighed": "Odense Kommune"}
    return [
        make_afdeling(1),
        make_afdeling(2, tilsynsmyndighed="Socialtilsyn Nord"),
        make_afdeling(3, **odense, tilbudstyper=("Samværstilbud, § 104",), pladser={"§ 104": 8}),
        make_afdeling(4, **odense, tilbudstyper=("Længerevarende botilbud, § 108",), pladser={"§ 108": 8}),
        make_afdeling(5, navn="Krisecentret Viben", tilbudstyper=("Krisecenter, § 109",), pladser={"§ 109": 8}),
    ]


FUND = (
    make_fund(CVR, "1001", vaerdi="99000016"),
    make_fund(BY, "1002", "2", vaerdi="Odense", forslag="Odense C"),
    make_fund(BY, "1003", "3", vaerdi="Odense", forslag="Odense C"),
    make_fund(FREMMED, "1004", "4", vaerdi="Odense Kommune"),
    make_fund(TELEFON, "1005", "5"),
    make_fund(PLEJE, "socialtilsyn:Syd", None, vaerdi="12 af 343"),
)


def night(engine, mappe, nu, fund=FUND, afdelinger=None) -> int:
    """Load the register and judge it; give the snapshot's id."""
    indlaest = load_afdelinger(engine, mappe, register() if afdelinger is None else afdelinger, start=nu)
    assert indlaest.snapshot_id is not None, indlaest.aarsag
    record(engine, indlaest.snapshot_id, fund, nu=nu, regler=REGLER)
    return indlaest.snapshot_id


def give_addresses(engine, nu=NAT_1) -> None:
    for art, kode in ((Modtager.SOCIALTILSYN, "Syd"), (Modtager.SOCIALTILSYN, "Nord"), (Modtager.KOMMUNE, "0461")):
        email = f"post-{len(kode)}@{'syd' if kode == 'Syd' else 'andre'}.example.org"
        set_adresse(engine, find_indehaver(engine, art, kode), email, VALG, nu=nu)


def put(engine, nu, vagt=STRAKS):
    return put_uge(engine, REGLER, nu=nu, afsender=AFSENDER, vagt=vagt)


def outbox(engine) -> dict[tuple[str, str], dict[str, Any]]:
    """The weekly mails by recipient and week."""
    with engine.connect() as conn:
        rows = conn.execute(select(_MAIL).where(_MAIL.c.art != "ejer").order_by(_MAIL.c.id)).mappings()
        return {(row["adressat"], row["periode"]): dict(row) for row in rows}


def hand_over(engine) -> None:
    with engine.begin() as conn:
        conn.execute(text("UPDATE mail SET status = 'sendt', sendt = oprettet"))


def words(engine, kode: str, uge: str) -> str:
    return read_tekst(outbox(engine)[kode, uge]["indhold"])


def test_each_is_told_of_its_own_and_nobody_of_anothers(engine, tmp_path):
    night(engine, tmp_path, NAT_1)
    give_addresses(engine)
    tal = put(engine, NAT_1)
    assert (tal.lagt.nye, tal.lagt.omskrevet) == (3, 0)
    assert [myndighed.kode for myndighed in tal.uden_adresse] == ["Midt", "Øst", "Hovedstaden"]
    syd, nord, odense = (words(engine, kode, "2026-W44") for kode in ("Syd", "Nord", "0461"))
    assert [nummer in syd for nummer in ("1001", "1002", "1003", "1004", "1005")] == [True, False, False, False, True]
    assert [nummer in nord for nummer in ("1001", "1002", "1003", "1004", "1005")] == [False, True, False, False, False]
    assert [nummer in odense for nummer in ("1001", "1002", "1003", "1004", "1005")] == [
        False,
        False,
        True,
        True,
        False,
    ]
    assert "TILSYN-002" in odense
    assert "Viben" not in syd
    assert "Mindst 10 af mindst 340 plejefamilier." in syd
    assert "lejefamilier (kun" not in nord + odense


def test_a_kommune_without_anything_gets_no_mail(engine, tmp_path):
    night(engine, tmp_path, NAT_1, fund=FUND[:2])
    give_addresses(engine)
    put(engine, NAT_1)
    assert {kode for kode, _ in outbox(engine)} == {"Syd", "Nord"}


def test_twice_in_a_week_gives_no_second_mail_and_brings_an_unsent_one_up_to_date(engine, tmp_path):
    night(engine, tmp_path, NAT_1)
    give_addresses(engine)
    put(engine, NAT_1)
    foer = outbox(engine)
    tal = put(engine, NAT_1)
    assert (tal.lagt.nye, tal.lagt.omskrevet) == (0, 3)
    assert outbox(engine) == foer
    afsluttet = NAT_1 + timedelta(hours=8)
    night(engine, tmp_path, afsluttet, fund=FUND[1:])
    assert put(engine, afsluttet).lagt.omskrevet == 3
    assert "99000016" not in outbox(engine)["Syd", "2026-W44"]["indhold"]
    assert "Åbne fejl: 1" in words(engine, "Syd", "2026-W44")
    hand_over(engine)
    sendt = outbox(engine)
    night(engine, tmp_path, afsluttet + timedelta(hours=8))
    tal = put(engine, afsluttet + timedelta(hours=8))
    assert (tal.lagt.nye, tal.lagt.omskrevet, tal.trukket) == (0, 0, 0)
    assert outbox(engine) == sendt


def test_next_week_says_what_is_new_and_what_is_mended_since(engine, tmp_path):
    night(engine, tmp_path, NAT_1)
    give_addresses(engine)
    put(engine, NAT_1)
    hand_over(engine)
    night(engine, tmp_path, NAT_1 + 3 * DAG, fund=(*FUND[1:], make_fund(TELEFON, "1001"), make_fund(BY, "1001")))
    night(engine, tmp_path, NAT_1 + UGE, fund=(*FUND[1:], make_fund(TELEFON, "1001")))
    tal = put(engine, NAT_1 + UGE)
    assert tal.lagt.nye == 3
    assert outbox(engine)["Syd", "2026-W45"]["emne"] == "Tilbudsportalen, uge 45: 1 ny og 1 rettet fejl"
    assert outbox(engine)["Nord", "2026-W45"]["emne"] == "Tilbudsportalen, uge 45: 0 nye og 0 rettede fejl"
    assert "1. november 2026: 1" in words(engine, "Syd", "2026-W45")


def test_an_unsent_mail_gives_way_to_next_weeks(engine, tmp_path):
    night(engine, tmp_path, NAT_1)
    give_addresses(engine)
    put(engine, NAT_1)
    night(engine, tmp_path, NAT_1 + UGE)
    tal = put(engine, NAT_1 + UGE)
    assert (tal.lagt.nye, tal.trukket) == (3, 3)
    assert {uge for _, uge in outbox(engine)} == {"2026-W45"}
    assert "første orientering" in outbox(engine)["Syd", "2026-W45"]["emne"]


def test_the_first_mails_of_a_register_wait_for_a_person_and_later_ones_do_not(engine, tmp_path):
    night(engine, tmp_path, NAT_1)
    give_addresses(engine)
    put(engine, NAT_1)
    assert {mail["status"] for mail in outbox(engine).values()} == {"afventer"}
    hand_over(engine)
    night(engine, tmp_path, NAT_1 + UGE)
    put(engine, NAT_1 + UGE)
    assert outbox(engine)["Syd", "2026-W45"]["status"] == "klar"


def test_a_fault_seen_once_an_accepted_one_and_a_held_rule_are_counted_apart(engine, tmp_path):
    alle = [make_afdeling(nummer) for nummer in range(1, 21)]
    night(engine, tmp_path, NAT_1, fund=(make_fund(CVR, "1001"), make_fund(CVR, "1002", "2")), afdelinger=alle)
    with engine.begin() as conn:
        conn.execute(
            text("UPDATE afvigelse SET status = 'accepteret', accepteret_grund = 'x' WHERE tilbudsid = '1002'")
        )
    udbrud = [make_fund(BY, str(1000 + nummer), str(nummer)) for nummer in range(1, 13)]
    fund = (make_fund(CVR, "1001"), make_fund(CVR, "1002", "2"), make_fund(TELEFON, "1003", "3"), *udbrud)
    night(engine, tmp_path, NAT_1 + DAG, fund=fund, afdelinger=alle)
    give_addresses(engine)
    put(engine, NAT_1 + DAG, vagt=Mailvagt(snapshots=2, regel_andel_pct=50))
    ord_ = words(engine, "Syd", "2026-W45")
    assert "Åbne fejl: 1" in ord_
    assert "Accepteret af en sagsbehandler (tæller ikke med ovenfor): 1" in ord_
    assert "Reglen ADRESSE-004 venter på et menneske" in ord_
    assert "Fejl, der endnu ikke er sikre nok: 1" in ord_
    with engine.connect() as conn:
        assert conn.execute(text("SELECT regel FROM regelstop")).scalars().all() == ["ADRESSE-004"]


def test_what_a_held_rule_found_is_new_in_the_week_it_is_let_go_and_what_was_mended_before_is_in_none(engine, tmp_path):
    alle, vagt = [make_afdeling(nummer) for nummer in range(1, 21)], Mailvagt(snapshots=1, regel_andel_pct=50)
    udbrud = [make_fund(BY, str(1000 + nummer), str(nummer)) for nummer in range(1, 13)]
    give_addresses(engine)
    for uge, fund in enumerate(([], udbrud, udbrud[1:], udbrud[3:])):
        nu = NAT_1 + uge * UGE
        night(engine, tmp_path, nu, fund=[*fund, make_fund(BY, "1020", "20")], afdelinger=alle)
        put(engine, nu, vagt=vagt)
        hand_over(engine)
        if uge == 1:
            release_regel(engine, BY.id, grund="de er rigtige", nu=nu + DAG, vagt=vagt, regler=REGLER)
    assert [mail["emne"].partition(": ")[2] for (kode, _), mail in outbox(engine).items() if kode == "Syd"] == [
        "første orientering, 1 åben fejl",
        "0 nye og 0 rettede fejl",
        "11 nye og 0 rettede fejl",
        "0 nye og 2 rettede fejl",
    ]


def test_nothing_is_written_before_the_rules_have_judged(engine, tmp_path):
    give_addresses(engine)
    assert not put(engine, NAT_1).er_bedoemt
    assert load_afdelinger(engine, tmp_path, register()).snapshot_id is not None
    tal = put(engine, NAT_1)
    assert not tal.er_bedoemt
    assert outbox(engine) == {}
    assert preview_uge(engine, REGLER, nu=NAT_1, vagt=STRAKS) is None


def test_a_week_without_an_accepted_fetch_says_so_and_gives_no_old_figures(engine, tmp_path):
    night(engine, tmp_path, NAT_1)
    give_addresses(engine)
    put(engine, NAT_1 + UGE)
    assert {kode for kode, _ in outbox(engine)} == {"Syd", "Nord"}
    ord_ = words(engine, "Syd", "2026-W45")
    assert "ikke hentet og godkendt siden den 1. november 2026" in ord_.replace("\n", " ")
    assert "Åbne fejl" not in ord_
    assert "xlsx" not in outbox(engine)["Syd", "2026-W45"]["indhold"]


@pytest.mark.parametrize("doed", [True, False])
def test_a_dead_address_is_a_missing_one(engine, tmp_path, doed):
    night(engine, tmp_path, NAT_1)
    give_addresses(engine)
    if doed:
        with engine.begin() as conn:
            mark_dead(conn, "POST-3@syd.example.org", "5.1.1", afleveret=NAT_1 + DAG, nu=NAT_1 + DAG)
    tal = put(engine, NAT_1 + 2 * timedelta(hours=1))
    assert ("Syd" in {myndighed.kode for myndighed in tal.uden_adresse}) is doed
    assert (("Syd", "2026-W44") in outbox(engine)) is not doed


def test_what_an_authority_is_told_moves_no_case_and_tells_no_tilbud(engine, tmp_path):
    night(engine, tmp_path, NAT_1)
    open_sager(engine, NAT_1, regler=[regel.id for regel in REGLER])
    give_addresses(engine)
    put(engine, NAT_1)
    hand_over(engine)
    with engine.connect() as conn:
        assert set(conn.execute(text("SELECT tilstand FROM sag")).scalars()) == {"ny"}
        assert conn.execute(text("SELECT count(*) FROM mail_afvigelse")).scalar_one() == 0
        emner = conn.execute(text("SELECT tilbudsid FROM mail_tilbud ORDER BY tilbudsid")).scalars().all()
    assert emner == ["1001", "1002", "1003", "1004", "1005"]
    night(engine, tmp_path, NAT_1 + DAG)
    open_sager(engine, NAT_1 + DAG, regler=[regel.id for regel in REGLER])
    with engine.connect() as conn:
        assert set(conn.execute(text("SELECT tilstand FROM sag")).scalars()) == {"ny"}


def test_the_scene_of_the_other_mails_can_be_told_of_too(engine, tmp_path):
    play_night(engine, tmp_path)
    plan = preview_uge(engine, REGLER, nu=NAT_1, vagt=STRAKS)
    assert plan is not None
    assert [orientering.myndighed.kode for orientering in plan.uden_adresse] == [
        "Nord",
        "Midt",
        "Syd",
        "Øst",
        "Hovedstaden",
    ]


def test_a_kommune_whose_only_case_rests_on_what_cannot_be_told_yet_gets_no_mail(engine, tmp_path):
    vagt = Mailvagt(snapshots=2, regel_andel_pct=100)
    night(engine, tmp_path, NAT_1, fund=FUND[2:3])
    open_sager(engine, NAT_1, regler=[BY.id])
    give_addresses(engine)
    assert ("0461", "2026-W44") not in {*_recipients(engine, NAT_1, vagt)}
    night(engine, tmp_path, NAT_1 + DAG, fund=FUND[2:3])
    assert ("0461", "2026-W45") in {*_recipients(engine, NAT_1 + DAG, vagt)}


def test_a_kommune_is_told_of_a_case_that_goes_on_though_its_fault_was_not_seen_last(engine, tmp_path):
    night(engine, tmp_path, NAT_1, fund=FUND[2:3])
    open_sager(engine, NAT_1, regler=[BY.id])
    give_addresses(engine)
    with engine.begin() as conn:
        conn.execute(text("UPDATE sag SET tilstand = 'til_vurdering'"))
    assert ("0461", "2026-W44") in {*_recipients(engine, NAT_1, Mailvagt(snapshots=2, regel_andel_pct=100))}


def _recipients(engine, nu, vagt):
    plan = preview_uge(engine, REGLER, nu=nu, vagt=vagt)
    assert plan is not None
    return [(orientering.myndighed.kode, plan.uge) for orientering, _ in plan.skrives]
