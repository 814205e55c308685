"""Answers as they are stored: every version kept, nothing overwritten unseen, nothing half done."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from domain.stikproeve import Stikproevetilstand, Udfald
from domain.stikproevesvar import Sanktion, Svar
from sampling.design import Design
from tests.stikproever import NU, assess_all, draw, freeze_kontrol, make_register, note, plan_kontrol
from warehouse.stikproever.fejl import KontrolFejl
from warehouse.stikproever.fordeling import list_udtrukne, store_fordeling
from warehouse.stikproever.handlinger import cancel, close
from warehouse.stikproever.kontrol import require_kontrol
from warehouse.stikproever.udfald import Indberetning, UdfaldKonflikt, Udfaldstal, store_udfald
from warehouse.stikproever.versioner import read_afsloerede_fund, read_gaeldende, read_versioner
from warehouse.transaktion import reading


@pytest.fixture
def enheder(engine, tmp_path):
    """The drawn units of control 26-1."""
    freeze_kontrol(engine, tmp_path, afdelinger=make_register(24), design=Design(antal=6))
    draw(engine)
    with reading(engine) as session:
        kontrol = require_kontrol(session.connection(), "26-1")
        return tuple(en.enhed.enhed_id for en in list_udtrukne(session.connection(), kontrol))


def answer(enhed_id, udfald=Udfald.RIGTIG, *, punkt="takst", **felter):
    return Svar(enhed_id=enhed_id, punkt=punkt, udfald=udfald, **felter)


def store(engine, *svar, hvem="KL", minutter=0, sete=None, sha=None):
    nu = NU + timedelta(minutes=minutter)
    ind = Indberetning(sagsbehandler=hvem, kilde="ark" if sha else "web", nu=nu, sete=sete or {}, ark_sha256=sha)
    return store_udfald(engine, "26-1", svar, indberetning=ind)


def ask(engine, spoergsmaal):
    with reading(engine) as session:
        return spoergsmaal(session.connection(), require_kontrol(session.connection(), "26-1"))


def count(engine, tabel):
    with reading(engine) as session:
        return session.connection().execute(text(f"SELECT count(*) FROM {tabel}")).scalar_one()


def state(engine):
    return ask(engine, lambda _, kontrol: kontrol.tilstand)


def notes(engine):
    with reading(engine) as session:
        return list(session.connection().scalars(text("SELECT tekst FROM stikproeve_haendelse ORDER BY id")))


def test_the_first_answers_start_the_control_and_the_same_again_changes_nothing(engine, enheder):
    svar = (answer(enheder[0]), answer(enheder[0], Udfald.FORKERT, punkt="belaegning", minutter=5))
    assert store(engine, *svar) == Udfaldstal(nye=2)
    assert state(engine) is Stikproevetilstand.I_GANG
    assert store(engine, *svar, minutter=1) == Udfaldstal(uaendrede=2)
    assert store(engine, *svar, hvem="MB", minutter=2) == Udfaldstal(uaendrede=2)
    assert count(engine, "stikproeve_udfald") == 2


def test_a_changed_answer_is_a_new_version_and_the_old_one_stays(engine, enheder):
    store(engine, answer(enheder[0]))
    assert store(engine, answer(enheder[0], Udfald.MANGLER, kommentar="x"), minutter=9) == Udfaldstal(aendrede=1)
    versioner = ask(engine, read_versioner)[enheder[0], "takst"]
    assert [(en.nummer, en.svar.udfald) for en in versioner] == [(1, Udfald.RIGTIG), (2, Udfald.MANGLER)]
    assert ask(engine, read_gaeldende)[enheder[0], "takst"] == versioner[1]


def test_nobody_overwrites_an_answer_they_have_not_seen(engine, enheder):
    noegle = (enheder[0], "takst")
    store(engine, answer(enheder[0], Udfald.FORKERT))
    with pytest.raises(UdfaldKonflikt, match="af en anden imens") as fanget:
        store(engine, answer(enheder[1]), answer(enheder[0]), hvem="MB")
    (anden,) = fanget.value.versioner
    assert (anden.sagsbehandler, anden.svar.udfald) == ("KL", Udfald.FORKERT)
    assert count(engine, "stikproeve_udfald") == 1
    assert store(engine, answer(enheder[0]), hvem="MB", sete={noegle: 1}) == Udfaldstal(aendrede=1)
    assert [en.sagsbehandler for en in ask(engine, read_versioner)[noegle]] == ["KL", "MB"]


def test_the_same_workbook_again_changes_nothing_also_after_newer_answers(engine, enheder):
    store(engine, answer(enheder[0]), sha="a" * 64)
    store(engine, answer(enheder[0], Udfald.FORKERT), sha="b" * 64)
    igen = store(engine, answer(enheder[0]), sha="a" * 64)
    assert igen == Udfaldstal(uaendrede=1, indlaest_foer=NU)
    assert ask(engine, read_gaeldende)[enheder[0], "takst"].svar.udfald is Udfald.FORKERT
    assert count(engine, "stikproeve_ark") == 2


def test_after_the_end_a_change_is_kept_marked_and_noted(engine, enheder):
    store(engine, answer(enheder[0]))
    with engine.begin() as forbindelse:
        forbindelse.execute(text("DELETE FROM stikproeve_udfald"))
    assess_all(engine)
    assert close(engine, "26-1", notat=note("Opgjort.")) is Stikproevetilstand.OPGJORT
    tal = store(engine, answer(enheder[0], Udfald.FORKERT), hvem="AB", minutter=5)
    assert tal == Udfaldstal(aendrede=1, efter_lukning=1)
    versioner = ask(engine, read_versioner)[enheder[0], "takst"]
    assert [(en.svar.udfald, en.efter_lukning) for en in versioner] == [(Udfald.RIGTIG, False), (Udfald.FORKERT, True)]
    assert notes(engine)[-1] == "1 udfald er givet eller ændret, efter at kontrollen var opgjort (formular)."
    assert state(engine) is Stikproevetilstand.OPGJORT


def test_the_follow_up_of_a_fault_comes_after_the_settlement_by_right(engine, enheder):
    assess_all(engine, undtagen=1)
    sidste = sorted(enheder)[-1]
    store(engine, answer(sidste, Udfald.FORKERT, punkt="belaegning"))
    close(engine, "26-1", notat=note("Opgjort."))
    rettet = answer(sidste, Udfald.FORKERT, punkt="belaegning", rettet_dag=NU.date(), sanktion=Sanktion.PAABUD)
    assert store(engine, rettet) == Udfaldstal(aendrede=1)
    close(engine, "26-1", notat=note("Afsluttet."))
    senere = answer(sidste, Udfald.FORKERT, punkt="belaegning", rettet_dag=NU.date(), sanktion=Sanktion.MARKERING)
    assert store(engine, senere) == Udfaldstal(aendrede=1, efter_lukning=1)


def test_a_control_takes_answers_only_from_its_draw_to_its_cancelling(engine, enheder):
    plan_kontrol(engine, "26-2")
    ind = Indberetning(sagsbehandler="KL", kilde="web", nu=NU, sete={})
    with pytest.raises(KontrolFejl, match="når der er trukket"):
        store_udfald(engine, "26-2", [answer(enheder[0])], indberetning=ind)
    cancel(engine, "26-1", notat=note("Ingen sagsbehandlere."))
    with pytest.raises(KontrolFejl, match="aflyst"):
        store(engine, answer(enheder[0]))


def test_answers_of_anything_that_was_not_drawn_are_refused_whole(engine, enheder):
    for fremmed in (answer("findes-ikke"), answer(enheder[0], punkt="navn")):
        with pytest.raises(KontrolFejl, match="1 svar gælder noget"):
            store(engine, answer(enheder[1]), fremmed)
    with pytest.raises(KontrolFejl, match="to svar"):
        store(engine, answer(enheder[1]), answer(enheder[1]))
    assert count(engine, "stikproeve_udfald") == 0


def test_what_the_rules_had_found_is_given_only_of_items_with_an_answer(engine, enheder):
    with engine.begin() as forbindelse:
        for punkt in ("takst", "belaegning"):
            forbindelse.execute(
                text("INSERT INTO stikproeve_regelfund VALUES (1, :enhed, :punkt, 'TAKST-001, TAKST-002')"),
                {"enhed": enheder[0], "punkt": punkt},
            )
    assert ask(engine, lambda conn, kontrol: read_afsloerede_fund(conn, kontrol, enheder[0])) == {}
    store(engine, answer(enheder[0]), answer(enheder[1]))
    fund = ask(engine, lambda conn, kontrol: read_afsloerede_fund(conn, kontrol, enheder[0]))
    assert fund == {"takst": ("TAKST-001", "TAKST-002")}
    assert ask(engine, lambda conn, kontrol: read_afsloerede_fund(conn, kontrol, enheder[1])) == {"takst": ()}


def test_units_are_given_out_once_and_change_hands_only_before_there_are_answers(engine, enheder):
    fordeling = dict.fromkeys(enheder, "KL")
    assert store_fordeling(engine, "26-1", fordeling, notat=note("Fordelt."))
    assert not store_fordeling(engine, "26-1", fordeling, notat=note("Fordelt igen."))
    assert "Fordelt igen." not in notes(engine)
    assert store_fordeling(engine, "26-1", {**fordeling, enheder[0]: "MB"}, notat=note("Byttet."))
    store(engine, answer(enheder[0]), hvem="MB")
    with pytest.raises(KontrolFejl, match="der er givet svar"):
        store_fordeling(engine, "26-1", fordeling, notat=note("Byttet igen."))
    assert notes(engine).count("Byttet igen.") == 0
