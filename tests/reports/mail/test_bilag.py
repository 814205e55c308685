"""The workbook: every fault with the letter's number, nothing a formula, the same bytes every time."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.mail.bilag import MIME, make_bilag
from reports.mail.brev import make_brev
from reports.mail.indhold import Trin
from tests.reports.mail.brevscene import BELAEGNING, SCENER, TAKST, make_del, make_fejl, make_grundlag, make_rettet
from tests.reports.mail.laesbilag import list_raekker, open_bilag, read_alt
from tests.reports.scene import CVR, LEDER, TELEFON, TILSYN

KOLONNER = (
    *("Punkt", "Tilbud nr.", "Tilbuddets navn", "Afdeling", "Felt", "Hvor i indberetningen", "Alvor"),
    *("Ny siden sidste mail", "Hvad er galt", "Gælder", "Hvad står der", "Tallene bag", "Forslag"),
    *("Sådan rettes det", "Hvorfor", "Regel", "Lovgrundlag"),
)
TO = (make_del(make_fejl(CVR, vaerdi="99000016")), make_del(make_fejl(LEDER), tilbudsid="1002", navn="Birkehuset"))


def test_one_tilbud_with_few_faults_needs_no_workbook_and_thanks_never_do():
    assert make_bilag(make_grundlag(make_del(*(make_fejl(CVR, str(x)) for x in range(20))))) is None
    assert make_bilag(make_grundlag(make_del(rettet=(make_rettet(CVR),)), trin=Trin.TAK)) is None


@pytest.mark.parametrize("dele", [TO, (make_del(*(make_fejl(CVR, str(x)) for x in range(21))),)])
def test_several_tilbud_or_more_than_twenty_faults_have_one(dele):
    bilag = make_bilag(make_grundlag(*dele))
    assert bilag is not None
    assert (bilag.navn, bilag.mime) == ("tilbudsportalen-2026-11-23.xlsx", MIME)
    assert len(list_raekker(bilag)) == sum(len(en.fejl) for en in dele)


def test_it_has_every_fault_with_the_number_and_the_words_of_the_letter():
    grundlag = SCENER["mail_fyrre_tilbud"]
    raekker = {raekke["Punkt"]: raekke for raekke in list_raekker(make_bilag(grundlag))}
    assert list(raekker) == list(range(1, 80))
    punkter = [punkt for del_ in make_brev(grundlag).dele for afsnit in del_.afsnit for punkt in afsnit.punkter]
    assert len(punkter) == 20
    for punkt in punkter:
        raekke = raekker[punkt.nummer]
        assert (raekke["Regel"], raekke["Felt"], raekke["Hvor i indberetningen"]) == (
            punkt.regel,
            punkt.felt,
            punkt.hvor,
        )
        assert (raekke["Hvad står der"], raekke["Sådan rettes det"]) == (punkt.vaerdi, punkt.ret)


def test_its_columns_say_all_there_is():
    fejl = make_fejl(TAKST, vaerdi="2000.0", forslag="1500.0", raekke="Ophold, 2026", bevis={"median_kr": "1800.5"})
    bilag = make_bilag(make_grundlag(make_del(fejl), TO[1]))
    foerste = list_raekker(bilag)[0]
    assert tuple(foerste) == KOLONNER
    assert foerste["Afdeling"] == "Solgården, Nord (afdeling 1)"
    assert (foerste["Gælder"], foerste["Hvad står der"], foerste["Forslag"]) == ("Ophold, 2026", "2.000", "1.500")
    assert foerste["Tallene bag"] == "Median 1.800,50 kr."
    assert foerste["Lovgrundlag"].startswith("bekendtgørelse om Tilbudsportalen § 10 stk. 1: ")


def test_only_a_later_mail_says_which_points_are_new():
    assert {raekke["Ny siden sidste mail"] for raekke in list_raekker(make_bilag(make_grundlag(*TO)))} == {None}
    senere = make_del(make_fejl(CVR), make_fejl(TILSYN, er_ny=False))
    nye = [raekke["Ny siden sidste mail"] for raekke in list_raekker(make_bilag(make_grundlag(senere, TO[1])))]
    assert nye == [None, "ja", "ja"]


def test_it_is_ready_to_be_read_sorted_and_printed():
    bog = open_bilag(make_bilag(make_grundlag(*TO)))
    assert bog.sheetnames == ["Punkter", "Læs mig"]
    ark = bog["Punkter"]
    assert (ark.freeze_panes, ark.auto_filter.ref) == ("B2", "A1:Q3")
    assert (ark.page_setup.orientation, ark.page_setup.paperSize) == ("landscape", 9)
    assert ark.print_title_rows == "$1:$1"
    assert all(dimension.width > 5 for dimension in ark.column_dimensions.values())
    laes_mig = [celle.value for celle in bog["Læs mig"]["A"] if celle.value]
    assert "den 23. november 2026" in laes_mig[0]
    assert any("»uenig«" in linje for linje in laes_mig)
    assert any("ikke en afgørelse" in linje for linje in laes_mig)


@pytest.mark.parametrize(
    "ond", ["=1+1", "+1", "-1+1", "@SUM(A1)", "=HYPERLINK(1)", "https://example.org", "1e9", "{=1}"]
)
def test_nothing_a_stranger_wrote_is_a_formula_a_link_or_a_number(ond):
    bilag = make_bilag(make_grundlag(make_del(make_fejl(CVR, vaerdi=ond, forslag=ond), navn=ond), TO[1]))
    celler = [celle for raekke in open_bilag(bilag)["Punkter"].iter_rows(min_row=2) for celle in raekke[1:]]
    assert [celle.value for celle in celler].count(ond) == 3
    assert {celle.data_type for celle in celler if celle.value is not None} == {"s"}
    assert not any(celle.hyperlink for celle in celler)
    begynder_som_formel = [celle for celle in celler if celle.value == ond and ond.startswith(("=", "+", "-", "@"))]
    assert all(celle.quotePrefix for celle in begynder_som_formel)
    assert "<f>" not in read_alt(bilag)


def test_the_same_mail_has_the_same_bytes():
    grundlag = SCENER["mail_fyrre_tilbud"]
    foerste, anden = make_bilag(grundlag), make_bilag(grundlag)
    assert foerste is not None
    assert foerste == anden
    with zipfile.ZipFile(BytesIO(foerste.indhold)) as pakke:
        assert {medlem.date_time for medlem in pakke.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "2026-11-23T00:00:00Z" in read_alt(foerste)


@given(navn=st.text(), vaerdi=st.text(), nummer=st.text(min_size=1))
def test_any_text_gives_a_workbook_that_opens(navn, vaerdi, nummer):
    del_ = make_del(make_fejl(CVR, nummer, vaerdi=vaerdi, raekke=vaerdi), navn=navn, tilbudsid=nummer)
    assert len(list_raekker(make_bilag(make_grundlag(del_, del_)))) == 2


def test_a_krisecenter_and_a_personal_field_are_rows_that_quote_nothing():
    hemmelig = make_del(
        make_fejl(BELAEGNING, vaerdi="77", forslag="78", raekke="Hemmelig Vej", bevis={"pct_pct": "79"}),
        tilbudsid="1004",
        navn="Hemmelig Vej",
        er_beskyttet=True,
    )
    hemmelige, telefonens = list_raekker(
        make_bilag(make_grundlag(hemmelig, make_del(make_fejl(TELEFON, vaerdi="12 34"))))
    )
    tomme = ("Gælder", "Hvad står der", "Tallene bag", "Forslag")
    assert {raekke[navn] for raekke in (hemmelige, telefonens) for navn in tomme} == {None}
    assert (hemmelige["Tilbud nr."], hemmelige["Tilbuddets navn"], hemmelige["Afdeling"]) == (
        "1004",
        None,
        "Afdeling 1",
    )
