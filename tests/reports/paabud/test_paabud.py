"""The draft of a påbud: what it says, what it never says, its PDF and its package; and the case's file note."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.regel import Alvor, Formaal
from domain.sag import Sagstilstand
from domain.sagsbeslutning import Beslutning
from domain.sagsforloeb import Fejlbillede, Forloeb, Paabud, Pause, Pauseart
from expectations.registry import load_regler
from reports.fejl import RapportFejl
from reports.paabud.brev import make_paabudsbrev
from reports.paabud.grundlag import Paabudsgrundlag, list_fulgte, list_kan_paabydes, load_grundlag
from reports.paabud.notatfund import Notatgruppe, load_notatfund
from reports.paabud.pakke import write_pakke
from reports.paabud.pdf import write_pdf
from reports.paabud.sagsnotat import write_sagsnotat
from reports.paabud.tekst import write_tekst
from tests.builders import NAT_1, make_afdeling
from tests.reports.scene import (
    ADRESSE,
    BY,
    CVR,
    LEDER,
    REGLER,
    SUM,
    TELEFON,
    VORES,
    compare_golden,
    make_fund,
    make_regel,
    play_night,
)
from warehouse.queries.sager import Notatlinje, Sagsakt, Sagsfund, Sagslinje, load_sagsakt
from warehouse.sager import open_sager
from warehouse.sager.beslut import give_paabud, tell_tilbud

NU = datetime(2026, 12, 20, 9, 0, tzinfo=UTC)
FULGTE = list_fulgte(REGLER)
HEMMELIG = "Skjulestien 7"
FUND = (
    Sagsfund(noegle="a", regel=SUM.id, afdelingsid=None, felt="pladser_i_alt", raekke=None, vaerdi="20"),
    Sagsfund(noegle="b", regel=CVR.id, afdelingsid="1", felt="cvr", raekke=None, vaerdi="99000016"),
    Sagsfund(noegle="c", regel=TELEFON.id, afdelingsid="1", felt="telefon", raekke=None, vaerdi="32400001"),
)
GRUNDLAG = Paabudsgrundlag(
    tilbudsid="1001",
    navn="Birkehuset 1",
    cvr="99000016",
    er_beskyttet=False,
    er_personlig=False,
    dag=date(2026, 12, 20),
    set_dag=date(2026, 12, 19),
    fund=FUND,
    regler={regel.id: regel for regel in REGLER},
    er_afgjort=False,
)


def to_be_judged(engine, tmp_path, tilbudsid="1001", **night):
    """A case that a person has told and reminded, waiting for judgement with its faults in the newest snapshot."""
    from domain.tid import find_dag
    from warehouse.sager import follow_up

    play_night(engine, tmp_path, **night)
    open_sager(engine, NAT_1, regler=FULGTE)
    for dage in (0, 30):
        nu = NAT_1 + timedelta(days=dage)
        beslutning = Beslutning(af="abc", dag=find_dag(nu), grund="Ringet.")
        tell_tilbud(engine, tilbudsid, beslutning, nu=nu)
    nu = NAT_1 + timedelta(days=46)
    follow_up(engine, find_dag(nu), nu, regler=FULGTE)


def test_the_draft_reads_as_a_letter():
    brev = make_paabudsbrev(GRUNDLAG, begrundelse="Oplysningerne er ikke rettet efter to henvendelser.")
    compare_golden("paabud.txt", write_tekst(brev))


def test_a_decided_paabud_is_no_draft():
    tekst = write_tekst(make_paabudsbrev(replace(GRUNDLAG, er_afgjort=True), begrundelse="Står."))
    assert "UDKAST" not in tekst
    assert "Afgørelse af 20. december 2026." in tekst


def test_the_file_note_reads_as_one():
    forloeb = Forloeb(
        tilstand=Sagstilstand.PAABUD_AFGJORT,
        siden=date(2026, 12, 20),
        paabud=Paabud(afgjort=date(2026, 12, 20), fejl=frozenset("ab"), leveret=date(2026, 12, 21)),
        pause=Pause(art=Pauseart.UENIG, til=date(2027, 1, 5)),
    )
    linje = Sagslinje(
        tilbudsid="1001",
        navn="Birkehuset 1",
        tilsyn="Nord",
        forloeb=forloeb,
        antal_fejl=2,
        frist=date(2027, 1, 5),
        skal_rykkes=False,
        sagsbehandler="xyz",
    )
    steps = [
        (None, "ny", "system", "Der er fundet fejl."),
        ("ny", "varslet", "system", "Der er skrevet en mail til tilbuddet."),
        ("til_vurdering", "paabud_afgjort", "abc", "Der gives påbud: Fejlene står\r\nBcc: x@example.org"),
        (
            "paabud_afgjort",
            "paabud_afgjort",
            "abc",
            "Tilbuddet er uenigt; sagen er i bero til og med 05-01-2027: Ser på 12-01-2027.",
        ),
    ]
    noter = tuple(
        Notatlinje(
            id=nr,
            tidspunkt=NU + timedelta(days=nr),
            fra=Sagstilstand(fra) if fra else None,
            til=Sagstilstand(til),
            art="skridt",
            af=af,
            grund=grund,
        )
        for nr, (fra, til, af, grund) in enumerate(steps)
    )
    fejl = Fejlbillede(aabne=frozenset("abc"), kendte=frozenset("ab"), set_nu=frozenset("a"), dag=date(2026, 12, 19))
    om = {
        0: (Notatgruppe(overskrift="Det drejer sig om", linjer=("CVR mangler (IDENT-003), afdeling 1",), andre=12),),
        2: (Notatgruppe(overskrift="Påbuddet nævner", linjer=("a", "b")),),
    }
    compare_golden("sagsnotat.txt", write_sagsnotat(Sagsakt(linje=linje, oprettet=NU, fejl=fejl, noter=noter), om))


def test_the_pdf_is_tagged_danish_and_titled():
    pdf = pikepdf.open(io.BytesIO(write_pdf(make_paabudsbrev(GRUNDLAG, begrundelse="#x *y* <z>"), nu=NU)))
    assert str(pdf.Root.Lang) == "da-DK"
    assert pdf.Root.MarkInfo.Marked
    with pdf.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"
        assert "Påbud om at rette 3 oplysninger" in str(meta["dc:title"])


def test_the_package_says_recipient_title_and_that_it_is_not_memo():
    brev = make_paabudsbrev(GRUNDLAG, begrundelse="")
    pakke = write_pakke(GRUNDLAG, brev, nu=NU)
    assert pakke == write_pakke(GRUNDLAG, brev, nu=NU)
    with zipfile.ZipFile(io.BytesIO(pakke)) as zip_:
        assert zip_.namelist() == ["manifest.json", "paabud.pdf", "paabud.txt"]
        manifest = json.loads(zip_.read("manifest.json"))
        assert zip_.read("paabud.pdf").startswith(b"%PDF-")
    assert manifest["modtager"] == {"cvr": "99000016"}
    assert (manifest["titel"], manifest["status"]) == (brev.titel, "udkast")
    assert "ikke i MeMo-format" in manifest["format"]


def test_a_persons_value_is_not_quoted_and_another_is():
    tekst = write_tekst(make_paabudsbrev(GRUNDLAG, begrundelse=""))
    assert "32400001" not in tekst
    assert "Der står: 20" in tekst
    personlig = write_tekst(make_paabudsbrev(replace(GRUNDLAG, er_personlig=True), begrundelse=""))
    assert "Der står: 99000016" not in personlig


@given(
    st.sampled_from([ADRESSE, BY, CVR, SUM, LEDER, TELEFON]),
    st.sampled_from([HEMMELIG, f"Krisecentret {HEMMELIG}"]),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_nothing_tells_where_a_krisecenter_lies(regel, sted, har_raekke):
    fund = Sagsfund(
        noegle="a", regel=regel.id, afdelingsid="4", felt=regel.felt, raekke=sted if har_raekke else None, vaerdi=sted
    )
    grundlag = replace(GRUNDLAG, er_beskyttet=True, navn=f"Krisecentret {HEMMELIG}", fund=(fund,))
    brev = make_paabudsbrev(grundlag, begrundelse="")
    assert HEMMELIG not in write_tekst(brev)
    assert HEMMELIG not in json.dumps(write_pakke_manifest(grundlag, brev), ensure_ascii=False)


def write_pakke_manifest(grundlag, brev):
    with zipfile.ZipFile(io.BytesIO(write_pakke(grundlag, brev, nu=NU))) as zip_:
        return json.loads(zip_.read("manifest.json"))


def test_the_law_is_cited_as_it_read_on_the_day():
    assert "serviceloven § 14 stk. 6" in write_tekst(make_paabudsbrev(GRUNDLAG, begrundelse=""))
    foer = write_tekst(make_paabudsbrev(replace(GRUNDLAG, dag=date(2020, 1, 1)), begrundelse=""))
    assert "serviceloven § 14 stk. 6:" not in foer


def test_a_paabud_rests_only_on_duties_read_in_the_law_and_on_what_is_published():
    kan = list_kan_paabydes(REGLER)
    assert LEDER.id not in kan
    assert VORES.id not in kan
    assert CVR.id in kan
    takst = make_regel("TAKST-901", "takst", Alvor.ALVORLIG)
    assert list_kan_paabydes([takst]) == ()
    assert list_kan_paabydes([replace(takst, formaal=Formaal.INDBERETTET)]) == ("TAKST-901",)
    alle = load_regler()
    assert set(list_kan_paabydes(alle)) < set(list_fulgte(alle)) < {regel.id for regel in alle}


def test_the_draft_of_a_case_names_what_the_decision_will(engine, tmp_path):
    fund = (make_fund(CVR, "1001", vaerdi="99000016"), make_fund(LEDER, "1001"))
    to_be_judged(engine, tmp_path, fund=fund)
    with engine.connect() as conn:
        udkast = load_grundlag(conn, "1001", dag=NU.date(), regler=REGLER)
    assert [(x.regel, x.vaerdi) for x in udkast.fund] == [(CVR.id, "99000016")]
    assert (udkast.cvr, udkast.set_dag, udkast.er_afgjort) == ("99000016", NAT_1.date(), False)
    beslutning = Beslutning(af="abc", dag=NU.date(), grund="Står.")
    give_paabud(engine, "1001", beslutning, nu=NU, regler=FULGTE, kan_paabydes=list_kan_paabydes(REGLER))
    with engine.connect() as conn:
        afgjort = load_grundlag(conn, "1001", dag=NU.date(), regler=REGLER)
        akt = load_sagsakt(conn, "1001", NU.date(), FULGTE)
        assert akt is not None
        om = load_notatfund(conn, akt, REGLER)
    assert (afgjort.fund, afgjort.er_afgjort) == (udkast.fund, True)
    nok = f"abc: [påbud afgjort] Der gives påbud: Står.\n  Påbuddet nævner:\n  * {CVR.titel} ({CVR.id}), afdeling 1\n"
    assert write_sagsnotat(akt, om).endswith(nok)


@pytest.mark.parametrize(
    ("afdelinger", "fund", "saetning"),
    [
        ([make_afdeling(1)], (make_fund(LEDER, "1001"),), "kan bære et påbud"),
        ([make_afdeling(1, cvr="99")], (make_fund(CVR, "1001"),), "ikke ét gyldigt CVR-nummer"),
        (
            [make_afdeling(1, cvr="99000016"), make_afdeling(2, tilbudsid="1001", cvr="99000024")],
            (make_fund(CVR, "1001"),),
            "ikke ét gyldigt CVR-nummer",
        ),
    ],
)
def test_what_cannot_be_ordered_or_addressed_is_refused_with_a_sentence(engine, tmp_path, afdelinger, fund, saetning):
    to_be_judged(engine, tmp_path, afdelinger=afdelinger, fund=fund)
    with engine.connect() as conn, pytest.raises(RapportFejl, match=saetning):
        load_grundlag(conn, "1001", dag=NU.date(), regler=REGLER)


@pytest.mark.parametrize("tilbudsid", ["1002", "findes-ikke", "socialtilsyn:Nord"])
def test_no_draft_without_a_case_to_be_judged_and_never_of_plejefamilier(engine, tmp_path, tilbudsid):
    pleje = make_fund(SUM, "socialtilsyn:Nord", None)
    play_night(engine, tmp_path, fund=(make_fund(CVR, "1002", "2"), pleje))
    open_sager(engine, NAT_1, regler=FULGTE)
    with engine.connect() as conn, pytest.raises(RapportFejl, match="ikke et påbud at skrive"):
        load_grundlag(conn, tilbudsid, dag=NU.date(), regler=REGLER)
