from datetime import date

import pytest

from domain.stikproeve import Udfald
from domain.stikproevesvar import Svar
from reports.stikproeve.filer import load_rapport
from reports.stikproeve.resultat import make_resultat, read_vurderinger
from reports.web.links import Fillinks, make_sti
from reports.web.side import Katalog
from reports.web.sider.stikproeve_resultat import list_filer, show_evidens, show_resultat
from reports.web.tegner import Ramme
from reports.web.tegner import draw as draw_side
from sampling.design import Design
from sampling.estimat import Stratum, estimate_punkt
from sampling.forskel import subtract
from sampling.interval import Interval
from tests.reports.scene import REGLER
from tests.reports.web.klient import asking, read
from tests.stikproever import freeze_kontrol, note
from tests.stikproeveresultat import (
    EFTER,
    FOR_SENT,
    RETTET,
    answer,
    give_answers,
    load_register,
    prepare,
    prepare_familier,
    settle,
    settle_tilbud,
)
from tests.warehouse.rows import values
from warehouse.queries.rapport_tilstand import load_tilstand
from warehouse.queries.stikproeve_resultat import UDELADT, list_tidligere, load_grundlag
from warehouse.stikproever.fejl import KontrolFejl
from warehouse.stikproever.handlinger import cancel
from warehouse.stikproever.kontrol import require_kontrol
from warehouse.transaktion import reading

SIDE = "/stikproever/27-1/resultat"


def work_out(engine, nummer="27-1"):
    with reading(engine) as session:
        conn = session.connection()
        kontrol = require_kontrol(conn, nummer)
        grundlag = load_grundlag(conn, kontrol)
        return grundlag, make_resultat(grundlag, list_tidligere(conn, kontrol))


def test_the_result_of_an_item_is_that_of_the_estimator_on_the_newest_outcomes(engine, tmp_path):
    settle_tilbud(engine, tmp_path, punkter=("pladser", "ledige_pladser"))
    grundlag, resultat = work_out(engine)
    punkt = resultat.punkter[0]
    strata = [Stratum(navn=navn, antal=antal) for navn, (antal, _) in resultat.strata.items()]
    vurderinger = read_vurderinger(grundlag, "pladser")
    assert punkt.i_alt == estimate_punkt(vurderinger, strata).i_alt
    assert len(vurderinger) == 60
    assert punkt.udfald == {Udfald.RIGTIG: 36, Udfald.FORKERT: 15, Udfald.MANGLER: 6, Udfald.UAFGJORT: 3}
    assert punkt.i_alt.fejl == 21
    o = punkt.opfoelgning
    assert (o.i_tide, o.for_sent, o.ikke_rettet, o.paabud, o.markering) == (5, 5, 11, 5, 0)
    assert RETTET <= resultat.rettefrist < FOR_SENT
    assert {gruppe.navn for gruppe in punkt.grupper if gruppe.tegn == "socialtilsyn"} == {"Nord", "Syd"}
    assert sum(gruppe.andel.antal for gruppe in punkt.grupper if gruppe.tegn == "type") == 57


def test_an_earlier_round_on_the_same_item_is_compared(engine, tmp_path):
    settle_tilbud(engine, tmp_path, punkter=("pladser",))
    prepare(engine, "27-2", punkter=("pladser", "takst"), design=_design_without_exclusion())
    settle(engine, "27-2", _all_right)
    _, resultat = work_out(engine, "27-2")
    (runde,) = resultat.punkter[0].tidligere
    assert runde.nummer == "27-1"
    assert runde.forskel.er_sikker
    assert runde.forskel.forskel < 0
    assert resultat.punkter[1].tidligere == ()
    with reading(engine) as session:
        side = show_resultat(session.connection(), "27-2")
    assert side
    tekst = str(side.indhold["rapport"])
    assert "færre fejl" in tekst


def _design_without_exclusion():
    return Design(antal=60, mindste_stratum=20, udeluk_runder=0)


def _all_right(nummer, enhed_id, punkt):
    return Svar(enhed_id=enhed_id, punkt=punkt, udfald=Udfald.RIGTIG)


def test_a_change_is_sure_only_when_its_interval_leaves_out_nil():
    lille = subtract(Interval(andel=0.2, nedre=0.15, oevre=0.26), Interval(andel=0.24, nedre=0.19, oevre=0.3))
    stor = subtract(Interval(andel=0.1, nedre=0.07, oevre=0.14), Interval(andel=0.3, nedre=0.25, oevre=0.36))
    assert (lille.er_sikker, stor.er_sikker) == (False, True)
    assert stor.nedre == pytest.approx(-0.2 - (0.03**2 + 0.06**2) ** 0.5)


def test_the_page_says_all_of_it_and_gives_the_files(engine, tmp_path):
    settle_tilbud(engine, tmp_path, punkter=("pladser", "ledige_pladser"))
    with asking(engine) as klient:
        svar = klient.get(SIDE)
        pdf, xlsx = klient.get(f"{SIDE}.pdf"), klient.get(f"{SIDE}.xlsx")
        assert klient.get("/stikproever/27-9/resultat").status_code == 404
        assert klient.get("/stikproever/27-9/resultat.pdf").status_code == 404
    laest = read(svar.text)
    assert laest.tags.count("h1") == 1
    assert laest.tags.count("table") == laest.tags.count("caption")
    assert len(laest.ids) == len(set(laest.ids))
    assert {f"{SIDE}.pdf", f"{SIDE}.xlsx", "/stikproever/27-1"} <= set(laest.links)
    for tekst in (
        "36,9 % fejl i registeret",
        "Fristen for rettelse er 12. april 2027",
        "Wilsons",
        "Hvad tallene ikke kan",
    ):
        assert tekst in laest.tekst
    assert "Foreløbigt" not in laest.tekst
    assert pdf.content.startswith(b"%PDF-")
    assert pdf.headers["content-type"] == "application/pdf"
    assert xlsx.content.startswith(b"PK")


def test_before_the_control_is_settled_the_result_is_said_to_be_preliminary(engine, tmp_path):
    load_register(engine, tmp_path)
    prepare(engine, punkter=("pladser",))
    with asking(engine) as klient:
        tom = read(klient.get(SIDE).text).tekst
        give_answers(engine)
        fuld = read(klient.get(SIDE).text).tekst
    assert "Foreløbigt resultat: 60 vurderinger mangler" in tom
    assert "ingen sager er afgjort" in tom
    assert "36,8 % fejl" in fuld or "36,9 % fejl" in fuld
    assert "Foreløbigt" in fuld


def test_of_a_cancelled_control_the_result_says_that_it_was_cancelled(engine, tmp_path):
    settle_tilbud(engine, tmp_path, punkter=("pladser",))
    cancel(engine, "27-1", notat=note("Aflyst."))
    with asking(engine) as klient:
        tekst = read(klient.get(SIDE).text).tekst
    assert "Kontrollen er aflyst" in tekst
    assert "Foreløbigt" not in tekst


def test_an_outcome_changed_after_the_end_counts_and_is_said(engine, tmp_path):
    settle_tilbud(engine, tmp_path, punkter=("pladser",))
    give_answers(engine, svarer=_all_right, nu=EFTER)
    _, resultat = work_out(engine)
    assert resultat.punkter[0].i_alt.fejl == 0
    assert resultat.efter_lukning == 60
    with reading(engine) as session:
        side = show_resultat(session.connection(), "27-1")
    assert side
    assert "60 udfald er givet eller ændret, efter at kontrollen var opgjort" in str(side.indhold["rapport"])


def test_a_control_that_is_not_drawn_has_no_result(engine, tmp_path):
    freeze_kontrol(engine, tmp_path)
    with reading(engine) as session:
        conn = session.connection()
        assert show_resultat(conn, "26-1") is None
        with pytest.raises(KontrolFejl, match="ikke trukket endnu"):
            load_rapport(conn, require_kontrol(conn, "26-1"))


def test_no_plejefamilie_and_no_comment_of_one_leaves_the_warehouse(engine, tmp_path):
    prepare_familier(engine, tmp_path)
    settle(engine, svarer=answer)
    grundlag, resultat = work_out(engine)
    ider = set(values(engine, "SELECT enhed_id FROM stikproeve_enhed"))
    assert not ider & {en.enhed.enhed_id for en in grundlag.enheder}
    assert not ider & {enhed_id for enhed_id, _ in grundlag.versioner}
    assert {v.svar.kommentar for alle in grundlag.versioner.values() for v in alle} == {None, UDELADT}
    assert resultat.punkter[0].i_alt.uafgjort == 3
    with asking(engine) as klient:
        tekst = read(klient.get(SIDE).text).tekst
    assert not any(enhed_id in tekst for enhed_id in ider)
    assert "omkring 37 % fejl i registeret" in tekst
    assert "3 sager kunne ikke afgøres" not in tekst
    assert "vises ikke" in tekst


def test_the_comment_of_a_personal_item_is_left_out(engine, tmp_path):
    settle_tilbud(engine, tmp_path, punkter=("telefon", "pladser"))
    grundlag, _ = work_out(engine)
    kommentarer: dict[str, set[str | None]] = {"telefon": set(), "pladser": set()}
    for (_, punkt), alle in grundlag.versioner.items():
        kommentarer[punkt] |= {alle[-1].svar.kommentar}
    assert kommentarer["telefon"] == {None, UDELADT}
    assert "=1+1 er ikke taksten" in kommentarer["pladser"]
    assert grundlag.kontrol.start_dag == date(2027, 1, 4)


def test_in_a_frozen_folder_the_pages_link_to_files_that_are_written_beside_them(engine, tmp_path):
    settle_tilbud(engine, tmp_path, punkter=("pladser",))
    with reading(engine) as session:
        conn = session.connection()
        katalog = Katalog({regel.id: regel for regel in REGLER}, load_tilstand(conn))
        filer = {make_sti(fil.emne, fil.noegle): fil.indhold for fil in list_filer(conn, katalog, EFTER)}
        sider = [show_resultat(conn, "27-1"), show_evidens(conn, katalog)]
    skrevne = set(filer) | {make_sti(side.emne, side.noegle) for side in sider if side}
    assert skrevne == {
        *("stikproever/27-1-resultat.html", "stikproever/27-1-resultat.pdf", "stikproever/27-1-resultat.xlsx"),
        *("stikproever/evidens.html", "stikproever/evidens.pdf", "stikproever/evidens.xlsx"),
    }
    for side in sider:
        assert side
        html = draw_side(side, Ramme(links=Fillinks(1), tilstand=katalog.tilstand, skrevet=EFTER))
        links = {link.removeprefix("../") for link in read(html).links if link.endswith((".pdf", ".xlsx"))}
        assert len(links) == 2
        assert links <= set(filer)
