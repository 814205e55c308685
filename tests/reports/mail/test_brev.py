"""What a mail says, and what it never quotes."""

from datetime import date

from domain.regel import Alvor
from reports.mail.brev import make_brev
from reports.mail.indhold import Brevgrundlag, Mailfejl, Tilbudsdel, Trin
from reports.mail.stof import STOERST
from tests.reports.scene import BY, CVR, LEDER, TELEFON, TILSYN, make_regel

DAG = date(2026, 11, 23)
SENEST = date(2026, 12, 21)


def make_del(*fejl, **felter):
    standard = {
        "tilbudsid": "1001",
        "navn": "Birkehuset",
        "myndighed": "Socialtilsyn Syd",
        "er_beskyttet": False,
        "afdelinger": {"1": "Birkehuset, Nord", "2": "Birkehuset, Syd"},
        "fejl": fejl,
    }
    return Tilbudsdel(**{**standard, **felter})


def write(*dele, trin=Trin.VARSEL, dag=DAG):
    return make_brev(Brevgrundlag(trin=trin, dele=dele, dag=dag, senest=SENEST, svar_til="svar@example.org"))


def brev(*fejl, **felter):
    return write(make_del(*fejl, **felter))


def test_the_subject_says_how_many_and_about_whom():
    en = brev(Mailfejl(regel=CVR, afdelingsid="1"))
    slut = "bør ses efter, helst inden 21. december 2026"
    assert en.emne == f"Tilbudsportalen: 1 oplysning om Birkehuset {slut}"
    to = [Mailfejl(regel=CVR, afdelingsid="1"), Mailfejl(regel=BY, afdelingsid="2")]
    assert brev(*to).emne == f"Tilbudsportalen: 2 oplysninger om Birkehuset {slut}"


def test_the_afdeling_with_the_worst_fault_comes_first_and_numbers_run_on():
    skrevet = brev(
        Mailfejl(regel=LEDER, afdelingsid="1"),
        Mailfejl(regel=CVR, afdelingsid="1"),
        Mailfejl(regel=TILSYN, afdelingsid="2"),
        Mailfejl(regel=BY, afdelingsid=None),
    )
    assert [afsnit.overskrift for afsnit in skrevet.dele[0].afsnit] == [
        "Birkehuset, Syd (afdeling 2)",
        "Birkehuset, Nord (afdeling 1)",
        "Hele tilbuddet",
    ]
    assert [(p.nummer, p.regel) for afsnit in skrevet.dele[0].afsnit for p in afsnit.punkter] == [
        (1, "TILSYN-001"),
        (2, "IDENT-003"),
        (3, "KONTAKT-004"),
        (4, "ADRESSE-004"),
    ]


def test_a_fault_says_field_value_suggestion_and_law_of_the_day():
    punkt = brev(Mailfejl(regel=BY, afdelingsid="1", vaerdi="Odense", forslag="Odense C")).dele[0].afsnit[0].punkter[0]
    assert (punkt.felt, punkt.vaerdi, punkt.forslag) == ("By", "Odense", "Odense C")
    assert punkt.kilder == (
        "serviceloven § 14 stk. 4 nr. 2: Kontrol af at oplysningerne svarer til de faktiske forhold.",
    )


def test_a_law_that_did_not_hold_on_the_day_is_not_cited():
    regel = make_regel("X-001", "cvr", Alvor.KRITISK, lovkilder=("SEL-14-4-1",))
    foer_2023 = write(make_del(Mailfejl(regel=regel, afdelingsid="1")), dag=date(2020, 1, 1))
    assert foer_2023.dele[0].afsnit[0].punkter[0].kilder == ()


def test_an_unconfirmed_source_is_said_to_be_so():
    assert (
        brev(Mailfejl(regel=LEDER, afdelingsid="1"))
        .dele[0]
        .afsnit[0]
        .punkter[0]
        .kilder[0]
        .endswith("(ikke bekræftet i lovteksten).")
    )


def test_a_personal_value_is_not_quoted_even_when_a_finding_carries_it():
    punkt = brev(Mailfejl(regel=TELEFON, afdelingsid="1", vaerdi="12 34", forslag="1234")).dele[0].afsnit[0].punkter[0]
    assert (punkt.felt, punkt.vaerdi, punkt.forslag) == ("Telefon", None, None)


def test_more_than_twenty_faults_are_cut_to_the_worst_and_the_rest_counted():
    svage = [Mailfejl(regel=LEDER, afdelingsid=str(nummer)) for nummer in range(30)]
    skrevet = brev(*svage, Mailfejl(regel=TILSYN, afdelingsid="99"))
    punkter = [punkt for afsnit in skrevet.dele[0].afsnit for punkt in afsnit.punkter]
    assert len(punkter) == STOERST
    assert punkter[0].regel == "TILSYN-001"
    assert skrevet.dele[0].rest == "11 punkter mere står kun i det vedhæftede regneark."
    assert "31 oplysninger" in skrevet.emne


def test_the_end_says_service_whom_to_ask_and_how_to_disagree():
    skrevet = brev(Mailfejl(regel=CVR, afdelingsid="1"))
    slut = " ".join(skrevet.slutning)
    assert "ikke en afgørelse" in slut
    assert "Socialtilsyn Syd" in slut
    assert skrevet.svar_til == "svar@example.org"
    assert "uenig" in slut


def test_a_tilbud_without_a_name_is_still_addressed():
    skrevet = brev(Mailfejl(regel=CVR, afdelingsid="7"), navn=None)
    assert skrevet.hilsen == "Til jeres tilbud"
    assert skrevet.dele[0].afsnit[0].overskrift == "Afdeling 7"


def test_a_fault_of_a_row_names_it_with_its_numbers_and_where_they_come_from():
    takst = make_regel("TAKST-003", "takst", Alvor.ALVORLIG)
    bevis = {"median_kr": "1800.5", "ydelse": "Ophold", "gruppe_antal": None, "leder_kr": "650000"}
    skrevet = brev(Mailfejl(regel=takst, afdelingsid="1", vaerdi="2000.0", raekke="Ophold, 2026", bevis=bevis))
    punkt = skrevet.dele[0].afsnit[0].punkter[0]
    assert (punkt.raekke, punkt.vaerdi, punkt.tal) == ("Ophold, 2026", "2.000", (("Median", "1.800,50 kr."),))
    assert "det, der er indberettet til den" in " ".join(skrevet.slutning)
    assert "indberettet til den" not in " ".join(brev(Mailfejl(regel=CVR, afdelingsid="1")).slutning)


def test_a_krisecenter_is_quoted_neither_row_nor_numbers():
    takst = make_regel("TAKST-003", "takst", Alvor.ALVORLIG)
    fejl = Mailfejl(regel=takst, afdelingsid="1", raekke="Ophold på Solvej", bevis={"median_kr": "1800"})
    punkt = brev(fejl, er_beskyttet=True).dele[0].afsnit[0].punkter[0]
    assert (punkt.raekke, punkt.vaerdi, punkt.tal) == (None, None, ())
