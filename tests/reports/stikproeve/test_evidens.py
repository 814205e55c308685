from datetime import UTC, datetime

import pytest

from domain.stikproeve import Udfald
from domain.stikproevesvar import Svar
from expectations.registry import load_regler
from reports.stikproeve.evidens import make_evidens
from reports.stikproeve.evidensrapport import write_evidensrapport
from reports.stikproeve.filer import load_evidensrapport
from sampling.afgoerelse import Kendelse
from sampling.design import FLAGGET, UFLAGGET, design_from_json, design_to_json
from sampling.fordeling import allocate
from sampling.frysning import freeze_ramme
from sampling.regelkontrol import make_regelkontrol
from tests.builders import load_afdelinger
from tests.reports.web.klient import asking, read
from tests.stikproever import FOER, NOEGLE, draw, freeze_kontrol, make_register, note, plan_kontrol
from tests.stikproeveresultat import (
    SVARET,
    give_answers,
    list_udtrukne,
    load_register,
    plant_fund,
    prepare,
    prepare_familier,
    settle,
    settle_tilbud,
)
from warehouse.queries.stikproeve_resultat import list_opgjorte
from warehouse.stikproever.handlinger import announce, cancel, close
from warehouse.stikproever.udfald import Indberetning, store_udfald
from warehouse.transaktion import reading

SIDE = "/stikproever/evidens"
PLADSER = [regel for regel in load_regler() if regel.felt == "pladser"]
DESIGN = make_regelkontrol(100)


def weigh(engine, regler=None):
    with reading(engine) as session:
        return make_evidens(list_opgjorte(session.connection()), PLADSER if regler is None else regler)


def _store(engine, enhed_id, udfald, kilde):
    svar = Svar(enhed_id=enhed_id, punkt="pladser", udfald=udfald, minutter=12)
    hvem = Indberetning(sagsbehandler="KL", kilde=kilde, nu=SVARET, sete={})
    store_udfald(engine, "27-1", [svar], indberetning=hvem)


def fault_of_first(antal):
    def answer(nummer, enhed_id, punkt):
        udfald = Udfald.FORKERT if nummer < antal else Udfald.RIGTIG
        return Svar(enhed_id=enhed_id, punkt=punkt, udfald=udfald, minutter=12)

    return answer


def test_recall_precision_and_effort_of_a_settled_control(engine, tmp_path):
    load_register(engine, tmp_path)
    prepare(engine, punkter=("pladser",))
    plant_fund(engine, "pladser", [*list_udtrukne(engine)[:18], *list_udtrukne(engine)[30:34]])
    settle(engine, svarer=fault_of_first(24))
    (punkt,) = weigh(engine).punkter
    e = punkt.evidens
    assert (e.bekraeftede, e.kun_af_mennesker, e.flaggede_vurderede, e.ramme) == (24, 6, 22, 120)
    assert e.praecision.nedre < 18 / 22 < e.praecision.oevre
    assert e.genfinding.nedre < e.genfinding.andel < e.genfinding.oevre
    assert e.anmodninger_pr_fejl == pytest.approx(60 / 24)
    assert e.minutter_pr_fejl == pytest.approx(12 * 60 / 24)
    assert punkt.runder == ("27-1",)
    assert punkt.regler == len(PLADSER)


def test_rounds_are_put_together_and_cancelled_or_open_ones_left_out(engine, tmp_path):
    load_register(engine, tmp_path)
    for nummer in ("27-1", "27-2", "27-3", "27-4"):
        prepare(engine, nummer, punkter=("pladser",), design=DESIGN)
        plant_fund(engine, "pladser", list_udtrukne(engine, nummer)[:20], nummer)
    settle(engine, "27-1", fault_of_first(22))
    settle(engine, "27-2", fault_of_first(21))
    cancel(engine, "27-3", notat=note("Aflyst."))
    (punkt,) = weigh(engine).punkter
    assert punkt.runder == ("27-1", "27-2")
    assert punkt.evidens.bekraeftede == 43
    assert punkt.evidens.ramme == 240


def test_good_rules_are_left_to_and_an_item_without_rules_never(engine, tmp_path):
    load_register(engine, tmp_path)
    prepare(engine, punkter=("pladser", "ledige_pladser"), design=make_regelkontrol(120))
    plant_fund(engine, "pladser", list_udtrukne(engine)[:40])
    settle(engine, svarer=fault_of_first(40))
    rapport = weigh(engine)
    kendelser = {punkt.evidens.punkt: punkt.evidens.afgoerelse.kendelse for punkt in rapport.punkter}
    assert kendelser == {"pladser": Kendelse.KAN_OVERLADES, "ledige_pladser": Kendelse.ALDRIG}
    tekst = str(write_evidensrapport(rapport))
    assert "Kan overlades til den datadrevne kontrol: Pladser." in tekst
    assert "Aldrig: Ledige pladser." in tekst


@pytest.mark.parametrize(("kilde", "bekraeftede", "farvede"), [("web", 20, 2), ("ark", 22, 0)])
def test_an_outcome_changed_once_the_finds_were_shown_proves_nothing(engine, tmp_path, kilde, bekraeftede, farvede):
    load_register(engine, tmp_path)
    prepare(engine, punkter=("pladser",))
    plant_fund(engine, "pladser", list_udtrukne(engine)[:22])
    give_answers(engine, svarer=fault_of_first(20))
    for enhed_id in list_udtrukne(engine)[20:22]:
        _store(engine, enhed_id, Udfald.FORKERT, kilde)
    close(engine, "27-1", notat=note("Opgjort.", nu=SVARET))
    rapport = weigh(engine)
    (punkt,) = rapport.punkter
    assert (punkt.evidens.bekraeftede, punkt.farvede) == (bekraeftede, farvede)
    assert ("Pladser: 2 udfald er ændret" in str(write_evidensrapport(rapport))) is bool(farvede)


def test_a_workbook_read_after_the_form_or_after_the_settlement_is_coloured_too(engine, tmp_path):
    load_register(engine, tmp_path)
    prepare(engine, punkter=("pladser",))
    udtrukne = list_udtrukne(engine)
    give_answers(engine, svarer=fault_of_first(20))
    for kilde, udfald in (("web", Udfald.FORKERT), ("ark", Udfald.MANGLER)):
        _store(engine, udtrukne[30], udfald, kilde)
    close(engine, "27-1", notat=note("Opgjort.", nu=SVARET))
    _store(engine, udtrukne[31], Udfald.FORKERT, "ark")
    (punkt,) = weigh(engine).punkter
    assert (punkt.evidens.bekraeftede, punkt.farvede) == (20, 2)


def test_too_few_faults_are_not_enough_and_the_number_wanting_is_told(engine, tmp_path):
    load_register(engine, tmp_path)
    prepare(engine, punkter=("pladser",))
    plant_fund(engine, "pladser", list_udtrukne(engine)[:5])
    settle(engine, svarer=fault_of_first(6))
    (punkt,) = weigh(engine).punkter
    assert punkt.evidens.afgoerelse.kendelse is Kendelse.IKKE_ENDNU
    mangler = punkt.evidens.afgoerelse.mangler
    assert mangler > 0
    assert f"Ikke endnu: mangler {mangler} sager" in str(write_evidensrapport(weigh(engine)))


def test_a_round_announced_before_any_rule_proves_nothing(engine, tmp_path):
    freeze_kontrol(engine, tmp_path, punkter=("pladser",))
    draw(engine)
    settle(engine, "26-1", fault_of_first(3))
    rapport = weigh(engine)
    assert rapport.punkter == ()
    assert rapport.ukontrollerede == ("26-1",)
    assert "havde ikke set på øjebliksbilledet" in str(write_evidensrapport(rapport))


def test_a_round_judged_by_no_rule_of_its_day_is_named(engine, tmp_path):
    load_register(engine, tmp_path)
    plan_kontrol(engine, "26-1", punkter=("pladser",))
    announce(engine, "26-1", kilde="Lotto", notat=note("Annonceret.", nu=FOER))
    freeze_ramme(engine, "26-1", noegle=NOEGLE, notat=note())
    draw(engine)
    settle(engine, "26-1", fault_of_first(3))
    rapport = weigh(engine)
    assert rapport.udeladte == ("26-1",)
    assert rapport.regel is None
    assert "tæller ikke med" in str(write_evidensrapport(rapport))


def test_the_page_says_it_and_gives_the_files(engine, tmp_path):
    settle_tilbud(engine, tmp_path, punkter=("pladser", "ledige_pladser"))
    with asking(engine, ur=lambda: datetime(2027, 8, 1, 9, tzinfo=UTC)) as klient:
        svar, pdf, xlsx = (klient.get(f"{SIDE}{x}") for x in ("", ".pdf", ".xlsx"))
        liste = klient.get("/stikproever")
    laest = read(svar.text)
    assert laest.tags.count("table") == laest.tags.count("caption")
    assert {f"{SIDE}.pdf", f"{SIDE}.xlsx"} <= set(laest.links)
    for tekst in ("Genfinding og præcision", "mindst 80,0 %", "Det, kun mennesker har fundet", "Stikprøvens dækning"):
        assert tekst in laest.tekst
    assert SIDE in read(liste.text).links
    assert pdf.content.startswith(b"%PDF-")
    assert xlsx.content.startswith(b"PK")


def test_without_a_settled_control_the_page_says_so(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register(10))
    with asking(engine) as klient:
        tekst = read(klient.get(SIDE).text).tekst
    assert "Ingen kontrol er opgjort endnu" in tekst
    assert "ingen opgjort kontrol har prøvet dem" in tekst


def test_few_faults_of_plejefamilier_are_not_told(engine, tmp_path):
    prepare_familier(engine, tmp_path)
    settle(engine, svarer=fault_of_first(3))
    with reading(engine) as session:
        rapport = load_evidensrapport(session.connection(), PLADSER)
    tabeller = {tabel.navn: tabel for tabel in rapport.tabeller}
    assert tabeller["Kun mennesker"].raekker[0][1:] == ("under 5", 0, "under 5", 0, 0)
    assert tabeller["Indsats"].raekker[0][4:] == ("vises ikke", "vises ikke")
    assert tabeller["Genfinding og præcision"].raekker[0][1:] == ("vises ikke",) * 6
    assert tabeller["Afgørelser"].raekker[0][1] == "Aldrig"


def test_a_control_of_the_rules_draws_two_fifths_at_least_from_each_side():
    design = make_regelkontrol(200)
    assert design_from_json(design_to_json(design)) == design
    assert allocate(design, {FLAGGET: 300, UFLAGGET: 1_700}) == {FLAGGET: 80, UFLAGGET: 120}
    assert allocate(design, {FLAGGET: 30, UFLAGGET: 1_700}) == {FLAGGET: 30, UFLAGGET: 170}
