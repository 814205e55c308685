"""What a mail says, and what it never quotes."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.regel import Alvor
from reports.mail.adressat import Adressat, choose_email, make_adressat
from reports.mail.brev import STOERST, Mailfejl, make_brev
from tests.reports.scene import BY, CVR, LEDER, TELEFON, TILSYN, make_regel
from warehouse.queries.rapport_mail import Mailafdeling

DAG = date(2026, 11, 1)


def make_modtager(**felter):
    standard = {
        "tilbudsid": "1001",
        "navn": "Birkehuset",
        "email": "kontakt@birkehuset.example.org",
        "myndighed": "Socialtilsyn Syd",
        "er_beskyttet": False,
        "afdelinger": {"1": "Birkehuset, Nord", "2": "Birkehuset, Syd"},
    }
    return Adressat(**{**standard, **felter})


def brev(*fejl, **felter):
    return make_brev(make_modtager(**felter), fejl, dag=DAG, svar_til="svar@example.org")


def test_the_subject_says_how_many_and_about_whom():
    assert brev(Mailfejl(regel=CVR, afdelingsid="1")).emne == "Tilbudsportalen: 1 oplysning om Birkehuset bør ses efter"
    to = [Mailfejl(regel=CVR, afdelingsid="1"), Mailfejl(regel=BY, afdelingsid="2")]
    assert brev(*to).emne == "Tilbudsportalen: 2 oplysninger om Birkehuset bør ses efter"


def test_the_afdeling_with_the_worst_fault_comes_first_and_numbers_run_on():
    skrevet = brev(
        Mailfejl(regel=LEDER, afdelingsid="1"),
        Mailfejl(regel=CVR, afdelingsid="1"),
        Mailfejl(regel=TILSYN, afdelingsid="2"),
        Mailfejl(regel=BY, afdelingsid=None),
    )
    assert [afsnit.overskrift for afsnit in skrevet.afsnit] == [
        "Birkehuset, Syd (afdeling 2)",
        "Birkehuset, Nord (afdeling 1)",
        "Hele tilbuddet",
    ]
    assert [(p.nummer, p.regel) for afsnit in skrevet.afsnit for p in afsnit.punkter] == [
        (1, "TILSYN-001"),
        (2, "IDENT-003"),
        (3, "KONTAKT-004"),
        (4, "ADRESSE-004"),
    ]


def test_a_fault_says_field_value_suggestion_and_law_of_the_day():
    punkt = brev(Mailfejl(regel=BY, afdelingsid="1", vaerdi="Odense", forslag="Odense C")).afsnit[0].punkter[0]
    assert (punkt.felt, punkt.vaerdi, punkt.forslag) == ("By", "Odense", "Odense C")
    assert punkt.kilder == (
        "serviceloven § 14 stk. 4 nr. 2: Kontrol af at oplysningerne svarer til de faktiske forhold.",
    )


def test_a_law_that_did_not_hold_on_the_day_is_not_cited():
    foer_2023 = make_brev(
        make_modtager(),
        [Mailfejl(regel=make_regel("X-001", "cvr", Alvor.KRITISK, lovkilder=("SEL-14-4-1",)), afdelingsid="1")],
        dag=date(2020, 1, 1),
        svar_til="svar@example.org",
    )
    assert foer_2023.afsnit[0].punkter[0].kilder == ()


def test_an_unconfirmed_source_is_said_to_be_so():
    assert (
        brev(Mailfejl(regel=LEDER, afdelingsid="1"))
        .afsnit[0]
        .punkter[0]
        .kilder[0]
        .endswith("(ikke bekræftet i lovteksten).")
    )


def test_a_personal_value_is_not_quoted_even_when_a_finding_carries_it():
    punkt = brev(Mailfejl(regel=TELEFON, afdelingsid="1", vaerdi="12 34", forslag="1234")).afsnit[0].punkter[0]
    assert (punkt.felt, punkt.vaerdi, punkt.forslag) == ("Telefon", None, None)


def test_more_than_twenty_faults_are_cut_to_the_worst_and_the_rest_counted():
    svage = [Mailfejl(regel=LEDER, afdelingsid=str(nummer)) for nummer in range(30)]
    skrevet = brev(*svage, Mailfejl(regel=TILSYN, afdelingsid="99"))
    punkter = [punkt for afsnit in skrevet.afsnit for punkt in afsnit.punkter]
    assert len(punkter) == STOERST
    assert punkter[0].regel == "TILSYN-001"
    assert skrevet.rest is not None
    assert "11 fejl mere" in skrevet.rest
    assert "31 oplysninger" in skrevet.emne


def test_the_end_says_service_whom_to_ask_and_how_to_disagree():
    slut = " ".join(brev(Mailfejl(regel=CVR, afdelingsid="1")).slutning)
    assert "ikke en afgørelse" in slut
    assert "Socialtilsyn Syd" in slut
    assert "svar@example.org" in slut
    assert "uenig" in slut


def test_a_tilbud_without_a_name_is_still_addressed():
    skrevet = brev(Mailfejl(regel=CVR, afdelingsid="7"), navn=None)
    assert skrevet.hilsen == "Til jeres tilbud"
    assert skrevet.afsnit[0].overskrift == "Afdeling 7"


def test_the_commonest_valid_address_is_chosen_and_the_first_on_a_tie():
    assert choose_email(["a@example.org", "b@example.org", "B@example.org "]) == "b@example.org"
    assert choose_email(["b@example.org", "a@example.org"]) == "b@example.org"
    assert choose_email([None, "ingen", "a@", ""]) is None


@given(st.lists(st.one_of(st.none(), st.text(max_size=20), st.emails())))
def test_a_chosen_address_is_always_one_of_those_given(emails):
    valgt = choose_email(emails)
    assert valgt is None or valgt in {email.strip() for email in emails if email}


def test_the_authority_is_the_socialtilsyn_or_else_the_kommune_as_named():
    def af(**felter):
        standard = {"tilbudsid": "1", "afdelingsid": "1", "navn": None, "email": "a@example.org"}
        tomt = {"tilsyn_art": None, "tilsyn_kode": None, "tilsynsmyndighed": None, "er_beskyttet": False}
        return Mailafdeling(**{**standard, **tomt, **felter})

    def navn(*afdelinger):
        adressat = make_adressat(afdelinger)
        return adressat and adressat.myndighed

    assert navn(af(), af(tilsyn_art="socialtilsyn", tilsyn_kode="Øst", tilsynsmyndighed="x")) == "Socialtilsyn Øst"
    assert navn(af(tilsyn_art="kommune", tilsynsmyndighed="Odense\nKommune")) == "Odense Kommune"
    assert navn(af(tilsyn_art="ukendt", tilsynsmyndighed="Noget andet")) is None
    assert make_adressat([af(email=None)]) is None


def test_a_fault_of_a_row_names_it_with_its_numbers_and_where_they_come_from():
    takst = make_regel("TAKST-003", "takst", Alvor.ALVORLIG)
    bevis = {"median_kr": "1800.5", "ydelse": "Ophold", "gruppe_antal": None, "leder_kr": "650000"}
    skrevet = brev(Mailfejl(regel=takst, afdelingsid="1", vaerdi="2000.0", raekke="Ophold, 2026", bevis=bevis))
    punkt = skrevet.afsnit[0].punkter[0]
    assert (punkt.raekke, punkt.vaerdi, punkt.tal) == ("Ophold, 2026", "2.000", (("Median", "1.800,50 kr."),))
    assert "det, der er indberettet til den" in skrevet.slutning[-1]
    assert "indberettet til den" not in brev(Mailfejl(regel=CVR, afdelingsid="1")).slutning[-1]


def test_a_krisecenter_is_quoted_neither_row_nor_numbers():
    takst = make_regel("TAKST-003", "takst", Alvor.ALVORLIG)
    fejl = Mailfejl(regel=takst, afdelingsid="1", raekke="Ophold på Solvej", bevis={"median_kr": "1800"})
    punkt = brev(fejl, er_beskyttet=True).afsnit[0].punkter[0]
    assert (punkt.raekke, punkt.vaerdi, punkt.tal) == (None, None, ())
