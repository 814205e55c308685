"""What a mail says, and what it never quotes."""

from datetime import date

import pytest

from domain.felter import FELTER
from domain.regel import Alvor
from reports.mail.indhold import Mailfejl, Rettelse, Trin
from reports.mail.stof import STOERST
from tests.reports.mail.brevscene import make_birkehuset, write
from tests.reports.scene import BY, CVR, LEDER, TELEFON, TILSYN, make_regel


def brev(*fejl, **felter):
    return write(make_birkehuset(*fejl, **felter))


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
    foer_2023 = write(make_birkehuset(Mailfejl(regel=regel, afdelingsid="1")), dag=date(2020, 1, 1))
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


def test_a_reminder_says_so_and_never_threatens():
    skrevet = write(
        make_birkehuset(Mailfejl(regel=CVR, afdelingsid="1", er_ny=False), er_rykker=True), trin=Trin.RYKKER
    )
    assert skrevet.emne.startswith("Påmindelse fra Tilbudsportalen: 1 oplysning om Birkehuset bør stadig ses efter")
    tekst = " ".join(skrevet.indledning)
    assert "Vi har skrevet til jer før" in tekst
    assert "Der sker ikke noget af sig selv på grund af denne mail" in tekst
    assert "medarbejder i socialtilsynet eller ministeriet" in tekst
    assert "serviceloven § 14 stk. 4 nr. 2" in tekst
    assert not [ord_ for ord_ in ("skal senest", "påbud", "markering", "sanktion", "fristen udløber") if ord_ in tekst]


def test_a_mail_of_thanks_is_short_and_says_that_the_case_is_closed():
    rettet = (Rettelse(regel=CVR, afdelingsid="1"), Rettelse(regel=CVR, afdelingsid="1"))
    skrevet = write(make_birkehuset(rettet=rettet), trin=Trin.TAK)
    assert skrevet.emne == "Tilbudsportalen: tak, oplysningerne om Birkehuset er rettet"
    assert skrevet.tak is not None
    assert skrevet.tak.felter == ("CVR-nummer: Birkehuset, Nord (afdeling 1), 2 steder",)
    assert "Sagen er lukket, og I skal ikke gøre mere." in skrevet.indledning
    assert skrevet.dele == ()
    assert not any("uenig" in stykke for stykke in skrevet.slutning)


def test_thanks_for_many_are_counted():
    rettet = tuple(Rettelse(regel=CVR, afdelingsid=str(nummer)) for nummer in range(13))
    skrevet = write(make_birkehuset(Mailfejl(regel=BY, afdelingsid="1"), rettet=rettet))
    assert skrevet.tak is not None
    assert skrevet.tak.tekst == "Tak, fordi I har rettet 13 oplysninger siden sidste mail:"
    assert (len(skrevet.tak.felter), skrevet.tak.rest) == (10, "og 3 felter til.")


def test_only_a_mail_that_follows_another_says_what_is_new():
    def nye(*fejl, **felter):
        return [punkt.er_ny for afsnit in brev(*fejl, **felter).dele[0].afsnit for punkt in afsnit.punkter]

    ny, gammel = Mailfejl(regel=CVR, afdelingsid="1"), Mailfejl(regel=BY, afdelingsid="1", er_ny=False)
    assert nye(ny) == [False]
    assert nye(ny, gammel) == [True, False]
    assert nye(ny, rettet=(Rettelse(regel=BY, afdelingsid="1"),)) == [True]


def test_a_long_name_leaves_a_subject_that_is_read_whole():
    emne = brev(Mailfejl(regel=CVR, afdelingsid="1"), navn="Ø" * 300).emne
    assert len(emne) <= 160
    assert emne.endswith("bør ses efter, helst inden 21. december 2026")


def test_a_mail_with_nothing_to_tell_is_refused():
    for dele, trin in (((), Trin.TAK), ((), Trin.VARSEL), ((make_birkehuset(),), Trin.RYKKER)):
        with pytest.raises(ValueError, match="must tell of a fault"):
            write(*dele, trin=trin)


@pytest.mark.parametrize("felt", FELTER.values(), ids=lambda felt: felt.navn)
def test_every_field_says_where_it_is_reported_and_what_says_so(felt):
    assert felt.side.navn[0].isupper()
    assert felt.side.kilde
    punkt = (
        brev(Mailfejl(regel=make_regel("X-001", felt.navn, Alvor.KRITISK), afdelingsid="1"))
        .dele[0]
        .afsnit[0]
        .punkter[0]
    )
    assert punkt.hvor == felt.side.navn
