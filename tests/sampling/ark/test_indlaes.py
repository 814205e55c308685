"""From the draw to workbooks, through people's hands, and back into the database."""

import io

import openpyxl  # type: ignore[import-untyped]
import pytest
from sqlalchemy import text

from domain.stikproeve import Population, Stikproevetilstand, Udfald
from sampling.ark.fejl import ArkFejl
from sampling.ark.fordeling import read_sagsbehandlere
from sampling.ark.indlaes import take_in_ark
from sampling.ark.udsend import make_filer, store_udsendelse
from sampling.design import Design
from sampling.fejl import StikproeveFejl
from tests.arbejdsark import KOLONNE, edit, put
from tests.builders import load_afdelinger, make_afdeling
from tests.stikproever import NOEGLE, NU, announce_kontrol, draw, freeze_kontrol, load_familier, make_register, note
from warehouse.stikproever.fejl import KontrolFejl
from warehouse.stikproever.fordeling import list_udtrukne
from warehouse.stikproever.kontrol import require_kontrol
from warehouse.stikproever.udfald import Udfaldstal
from warehouse.stikproever.versioner import read_gaeldende
from warehouse.transaktion import reading


@pytest.fixture
def trukket(engine, tmp_path):
    """A control of six drawn tilbud and two items."""
    freeze_kontrol(engine, tmp_path, afdelinger=make_register(24), design=Design(antal=6))
    return draw(engine)


def send(engine, navne="KL,MB", nummer="26-1"):
    sagsbehandlere = None if navne is None else read_sagsbehandlere(navne)
    filer = make_filer(engine, nummer, sagsbehandlere=sagsbehandlere, nu=NU)
    store_udsendelse(engine, nummer, sagsbehandlere=sagsbehandlere, hvem="sagsbehandler", nu=NU)
    return filer


def ask(engine, spoergsmaal, nummer="26-1"):
    with reading(engine) as session:
        return spoergsmaal(session.connection(), require_kontrol(session.connection(), nummer))


def rows(indhold):
    return list(openpyxl.load_workbook(io.BytesIO(indhold))["Sager"].iter_rows(min_row=2, values_only=True))


def test_each_caseworker_gets_a_workbook_and_every_unit_is_in_one(engine, trukket):
    filer = send(engine)
    assert list(filer) == ["stikproeve-26-1-KL.xlsx", "stikproeve-26-1-MB.xlsx"]
    enheder = [{row[0] for row in rows(fil)} for fil in filer.values()]
    assert [len(en) for en in enheder] == [3, 3]
    assert enheder[0].isdisjoint(enheder[1])
    assert enheder[0] | enheder[1] == {en.enhed.enhed_id for en in ask(engine, list_udtrukne)}
    assert ask(engine, lambda _, kontrol: kontrol.tilstand) is Stikproevetilstand.I_GANG


def test_the_order_of_the_rows_tells_nothing_of_what_the_rules_had_flagged(engine, trukket):
    # Of a control of the rules the strata are those with and without a find.
    for fil in send(engine).values():
        numre = [row[0] for row in rows(fil)]
        assert numre == sorted(numre)


def test_writing_them_again_gives_the_same_with_the_answers_given_so_far(engine, trukket):
    fil = send(engine)["stikproeve-26-1-KL.xlsx"]
    assert make_filer(engine, "26-1", sagsbehandlere=None, nu=NU)["stikproeve-26-1-KL.xlsx"] == fil
    take_in_ark(engine, edit(fil, put(2, "udfald", "Forkert"), put(2, "kommentar", "2.100 kr.")), nu=NU)
    igen = rows(make_filer(engine, "26-1", sagsbehandlere=None, nu=NU)["stikproeve-26-1-KL.xlsx"])
    assert igen[0][KOLONNE["udfald"] - 1] == "Forkert"
    assert igen[0][KOLONNE["kommentar"] - 1] == "2.100 kr."


def test_a_filled_workbook_is_stored_and_the_same_again_changes_nothing(engine, trukket):
    fil = edit(send(engine)["stikproeve-26-1-KL.xlsx"], put(2, "udfald", "FORKERT"), put(4, "udfald", "rigtig "))
    foerste = take_in_ark(engine, fil, nu=NU, kontrol="26-1")
    assert (foerste.tal, foerste.antal_tomme, foerste.sagsbehandler) == (Udfaldstal(nye=2), 4, "KL")
    assert take_in_ark(engine, fil, nu=NU).tal.indlaest_foer == NU
    anden = take_in_ark(engine, edit(fil, put(2, "navn", "Skrevet om")), nu=NU)
    assert anden.tal == Udfaldstal(uaendrede=2)
    assert {en.svar.udfald for en in ask(engine, read_gaeldende).values()} == {Udfald.FORKERT, Udfald.RIGTIG}


def test_one_faulty_cell_keeps_everything_out(engine, trukket):
    fil = edit(send(engine)["stikproeve-26-1-KL.xlsx"], put(2, "udfald", "rigtig"), put(3, "udfald", "vist nok"))
    with pytest.raises(ArkFejl, match="celle G3: Der står »vist nok«"):
        take_in_ark(engine, fil, nu=NU)
    assert ask(engine, read_gaeldende) == {}
    with engine.connect() as forbindelse:
        assert forbindelse.execute(text("SELECT count(*) FROM stikproeve_ark")).scalar_one() == 0


def test_the_second_caseworker_on_a_unit_sees_the_first_and_may_stand_by_theirs(engine, trukket):
    kl = send(engine, "KL")["stikproeve-26-1-KL.xlsx"]
    mb = send(engine, "MB")["stikproeve-26-1-MB.xlsx"]
    take_in_ark(engine, edit(kl, put(2, "udfald", "Forkert")), nu=NU)
    uenig = edit(mb, put(2, "udfald", "Rigtig"), put(3, "udfald", "Rigtig"))
    with pytest.raises(ArkFejl, match=r"celle G2: KL har 02-11-2026 kl\. 10\.00 svaret »Forkert«.*--erstat"):
        take_in_ark(engine, uenig, nu=NU)
    assert len(ask(engine, read_gaeldende)) == 1
    assert take_in_ark(engine, uenig, nu=NU, erstat=True).tal == Udfaldstal(nye=1, aendrede=1)


def test_a_workbook_of_another_control_or_of_another_frame_is_refused(engine, trukket, tmp_path):
    fil = send(engine)["stikproeve-26-1-KL.xlsx"]
    with pytest.raises(ArkFejl, match="hører til kontrol 26-1 og ikke til 27-1"):
        take_in_ark(engine, fil, nu=NU, kontrol="27-1")
    with engine.begin() as forbindelse:
        forbindelse.execute(text("UPDATE stikproeve SET ramme_sha256 = 'en anden'"))
    with pytest.raises(ArkFejl, match="med en anden ramme"):
        take_in_ark(engine, fil, nu=NU)


def test_plejefamilier_are_shared_by_socialtilsyn(engine, tmp_path):
    load_familier(engine, tmp_path, 12)
    load_afdelinger(engine, tmp_path, [make_afdeling(1)])
    announce_kontrol(engine, population=Population.PLEJEFAMILIER, punkter=("ledige_pladser",), design=Design(antal=6))
    from sampling.frysning import freeze_ramme

    freeze_ramme(engine, "26-1", noegle=NOEGLE, notat=note())
    draw(engine)
    with pytest.raises(StikproeveFejl, match="efter socialtilsyn"):
        send(engine, "KL")
    filer = send(engine, None)
    assert list(filer) == ["stikproeve-26-1-Socialtilsyn-Nord.xlsx", "stikproeve-26-1-Socialtilsyn-Syd.xlsx"]
    fil = edit(filer["stikproeve-26-1-Socialtilsyn-Nord.xlsx"], put(2, "udfald", "Rigtig"))
    assert take_in_ark(engine, fil, nu=NU).sagsbehandler == "Socialtilsyn Nord"


def test_what_cannot_be_sent_out_is_refused_with_what_to_do(engine, tmp_path):
    freeze_kontrol(engine, tmp_path, afdelinger=make_register(24), design=Design(antal=6))
    with pytest.raises(KontrolFejl, match="træk stikprøven først"):
        send(engine)
    draw(engine)
    with pytest.raises(StikproeveFejl, match="ikke fordelt endnu"):
        send(engine, None)


@pytest.mark.parametrize(
    ("skrevet", "navne"),
    [("3", ("sagsbehandler 1", "sagsbehandler 2", "sagsbehandler 3")), (" kl , MB2", ("KL", "MB2")), ("æøå", ("ÆØÅ",))],
)
def test_caseworkers_are_a_number_or_initials(skrevet, navne):
    assert read_sagsbehandlere(skrevet) == navne


@pytest.mark.parametrize(
    "skrevet", ["", "0", "41", "KL,KL", "Test Testesen", "KL,,MB", "=1+1", "../x", "x@example.org"]
)
def test_names_and_nonsense_are_refused(skrevet):
    with pytest.raises(StikproeveFejl):
        read_sagsbehandlere(skrevet)
