"""What the weekly mails say, as text, HTML and workbook."""

import io
from dataclasses import replace
from itertools import pairwise

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

from domain.sag import Sagstilstand
from reports.mail.orientering.brev import make_ugebrev
from reports.mail.orientering.compose import write_indhold
from reports.mail.orientering.regneark import make_ugebilag
from tests.reports.mail.laesbilag import read_alt
from tests.reports.mail.laeshtml import read_html
from tests.reports.mail.orientering.ugescene import (
    BIRK,
    KOMMUNE,
    SOCIALTILSYN,
    SVAR_TIL,
    TAVS,
    make_linje,
    make_sag,
    make_uge,
)
from tests.reports.scene import TILSYN, compare_golden

ALLE = {"socialtilsyn": SOCIALTILSYN, "kommune": KOMMUNE, "uden_hentning": TAVS}


@pytest.mark.parametrize("navn", ALLE)
def test_a_weekly_mail_reads_as_its_golden_files(navn):
    indhold = write_indhold(ALLE[navn], svar_til=SVAR_TIL)
    compare_golden(f"uge_{navn}.txt", f"Emne: {indhold.emne}\n\n{indhold.tekst}")
    compare_golden(f"uge_{navn}.html", indhold.html)


@pytest.mark.parametrize("orientering", ALLE.values(), ids=ALLE)
def test_its_lines_are_short_and_its_html_is_whole_and_loads_nothing(orientering):
    indhold = write_indhold(orientering, svar_til=SVAR_TIL)
    assert max(map(len, indhold.tekst.splitlines())) <= 72
    struktur = read_html(indhold.html)
    assert struktur.uparrede == []
    assert {value for _, navn, value in struktur.attributter if navn in {"href", "src"}} == {f"mailto:{SVAR_TIL}"}
    trin = [int(tag[1]) for tag in struktur.tags if tag in {"h1", "h2", "h3"}]
    assert trin[0] == 1
    assert all(naeste <= foer + 1 for foer, naeste in pairwise(trin))
    for tabel in indhold.html.split("<table")[1:]:
        assert 'role="presentation"' in tabel[: tabel.index(">")] or 'scope="col"' in tabel


@pytest.mark.parametrize(
    ("orientering", "emne"),
    [
        (SOCIALTILSYN, "Tilbudsportalen, uge 48: 1 ny og 2 rettede fejl"),
        (replace(SOCIALTILSYN, rettet=()), "Tilbudsportalen, uge 48: 1 ny og 0 rettede fejl"),
        (KOMMUNE, "Tilbudsportalen, uge 48: første orientering, 3 åbne fejl"),
        (TAVS, "Tilbudsportalen, uge 48: ingen godkendt hentning, så ingen tal"),
    ],
)
def test_the_subject_says_the_week_and_how_many_are_new_and_mended(orientering, emne):
    assert make_ugebrev(orientering, svar_til=SVAR_TIL, har_regneark=True).emne == emne


def test_a_week_without_a_fetch_has_no_figure_and_no_workbook():
    indhold = write_indhold(TAVS, svar_til=SVAR_TIL)
    assert indhold.bilag is None
    assert "12. november 2026" in indhold.tekst
    assert "Tallene" not in indhold.tekst


def test_twenty_tilbud_stand_in_the_mail_and_all_in_the_workbook():
    mange = tuple(
        make_linje(replace(BIRK, tilbudsid=str(2000 + nummer), navn=f"Hus {nummer}"), TILSYN) for nummer in range(900)
    )
    indhold = write_indhold(make_uge(fund=mange, tilbud=900), svar_til=SVAR_TIL)
    assert indhold.tekst.count("- Tilbud 2") == 20
    assert "880 tilbud mere står i regnearket." in indhold.tekst
    assert len(indhold.html.encode()) < 100_000
    assert indhold.bilag is not None
    assert load_workbook(io.BytesIO(indhold.bilag.indhold))["Fejl"].max_row == 901


def test_the_workbook_holds_everything_and_no_formula():
    bilag = make_ugebilag(SOCIALTILSYN)
    assert bilag is not None
    bog = load_workbook(io.BytesIO(bilag.indhold))
    assert bog.sheetnames == ["Fejl", "Sager", "Rettet", "Uden adresse", "Læs mig"]
    navne, *raekker = bog["Fejl"].iter_rows(values_only=True)
    fejl = [dict(zip(navne, raekke, strict=True)) for raekke in raekker]
    assert [en["Regel"] for en in fejl][:3] == ["TILSYN-001", "IDENT-003", "IDENT-003"]
    assert fejl[1]["Hvad står der"] == "99000016"
    assert not fejl[2]["Hvad står der"], "CVR of a firm that is one person's"
    assert fejl[4]["Forslag"] == "Odense C"
    assert not fejl[5]["Hvad står der"], "a telephone number is personal"
    assert [en["Kun til jer"] for en in fejl].count("ja") == 1
    beskyttet = fejl[3]
    assert beskyttet["Tilbud nr."] == "1004"
    assert not any(beskyttet[navn] for navn in ("Tilbuddets navn", "Afdeling", "Felt", "Gælder", "Hvad står der"))
    assert all(celle.data_type != "f" for ark in bog for linje in ark.iter_rows() for celle in linje)
    assert make_ugebilag(SOCIALTILSYN) == bilag


def test_a_krisecenter_is_a_number_and_a_rule():
    indhold = write_indhold(SOCIALTILSYN, svar_til=SVAR_TIL)
    alt = indhold.tekst + indhold.html + read_alt(indhold.bilag)
    assert "1004" in alt
    assert "ADRESSE-004" in indhold.tekst
    for skjult in ("Hemmeligby", "Skjul", "Testesen", "12345678", "99000015"):
        assert skjult not in alt


def test_a_new_case_promises_no_mail_that_may_never_come():
    uge = make_uge(sager=(make_sag(BIRK, Sagstilstand.NY),))
    afsnit = {et.overskrift: et for et in make_ugebrev(uge, svar_til=SVAR_TIL, har_regneark=True).afsnit}
    assert afsnit["Sagerne"].raekker[0].under == (
        "Tilbuddet har ikke fået en mail. Det får heller ingen, når kun I kan rette fejlen, "
        "eller der ingen adresse er.",
    )
