"""Every kind of fault in a real file: it is found in its cell, and nothing else is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from crawler.files.budgetskema import laes_skema
from crawler.files.budgetskema.fejl import TEKSTER
from crawler.replica.skema import Formel, Skemaplan, write_skema
from domain.skema import Fejlart, Post
from tests.crawler.files.budgetskema.formularer import (
    ARKDEL,
    BUDGET,
    EKSTRA,
    KONCERNNOTE,
    NOEGLETAL,
    OFFENTLIG,
    change_parts,
    list_fejl,
    make_plan,
    read_plan,
    replace_once,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
ET_FORMLER = {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}


@dataclass(frozen=True)
class Tilfaelde:
    """What is done to a faultless form, and all that is then found, as (sheet, cell)."""

    art: Fejlart
    sted: tuple[str, str] = ("", "")
    plan: Callable[[Skemaplan], object] = lambda plan: None
    dele: Mapping[str, Any] = field(default_factory=dict)
    indhold: bytes | None = None
    skema: Mapping[str, Any] = field(default_factory=dict)
    forventet_aar: int | None = None
    navn: str = ""

    def __str__(self) -> str:
        return f"{self.art}-{self.navn}" if self.navn else str(self.art)


def _put(ark: str, **celler: Any) -> Callable[[Skemaplan], object]:
    return lambda plan: plan.put(ark, celler)


def _empty_services(plan: Skemaplan) -> None:
    ydelser = {f"{k}{r}": plan.ark[BUDGET].pop(f"{k}{r}", None) for k in "ABDEG" for r in range(19, 24)}
    plan.put(EKSTRA, {f"{celle[0]}6": v for celle, v in ydelser.items() if v is not None and celle.endswith("19")})


def _only_public(plan: Skemaplan) -> None:
    for ark in (BUDGET, EKSTRA, NOEGLETAL):
        plan.remove(ark)


def _fill_public_instead(plan: Skemaplan) -> None:
    plan.ark[BUDGET] = {celle: v for celle, v in plan.ark[BUDGET].items() if isinstance(v, str | Formel)}
    for celle, vaerdi in plan.ark[BUDGET].items():
        if isinstance(vaerdi, Formel):
            plan.ark[BUDGET][celle] = Formel(vaerdi.tekst, 0.0)
    plan.put(OFFENTLIG, {"E5": 2026, "E19": 4_000_000.0})


KONCERN = {
    "B9": "Administration",
    "D9": 40_000.0,
    "B10": "Rengøring",
    "D10": 60_000.0,
    "B12": "I alt",
    "D12": Formel("=SUM(D9:D10)", 90_000.0),
}
E40 = (BUDGET, "E40")
UDEN_BELOEB = {Post.FAGUDDANNET: {"beloeb_kr": None}}

TILFAELDE = [
    Tilfaelde(Fejlart.PDF, indhold=b"%PDF-1.7\n" + b"x" * 400),
    Tilfaelde(Fejlart.XLS, indhold=OLE + "Workbook\0".encode("utf-16-le")),
    Tilfaelde(Fejlart.XLS, indhold=OLE + "Book\0".encode("utf-16-le"), navn="Excel 5"),
    Tilfaelde(Fejlart.KODEORD, indhold=OLE + "EncryptedPackage\0".encode("utf-16-le")),
    Tilfaelde(Fejlart.IKKE_REGNEARK, indhold=OLE + "WordDocument\0".encode("utf-16-le"), navn="Word"),
    Tilfaelde(Fejlart.IKKE_REGNEARK, indhold=b"", navn="tom"),
    Tilfaelde(Fejlart.IKKE_REGNEARK, indhold=b"post;beloeb\nhusleje;1\n", navn="csv"),
    Tilfaelde(Fejlart.IKKE_REGNEARK, dele={"_rels/.rels": None}, navn="zip"),
    Tilfaelde(Fejlart.IKKE_REGNEARK, dele={"_rels/.rels": replace_once(b"workbook.xml", b"workbook.bin")}, navn="xlsb"),
    Tilfaelde(
        Fejlart.IKKE_REGNEARK, dele={"_rels/.rels": replace_once(b"xl/workbook.xml", b"word/document.xml")}, navn="docx"
    ),
    Tilfaelde(Fejlart.BESKADIGET, indhold=b"PK\x03\x04" + b"x" * 400, navn="ingen fortegnelse"),
    Tilfaelde(Fejlart.BESKADIGET, dele={ARKDEL: None}, navn="arkets del mangler"),
    Tilfaelde(Fejlart.BESKADIGET, dele={ARKDEL: lambda xml: xml[:3000]}, navn="halvt ark"),
    Tilfaelde(Fejlart.FOR_STOR, indhold=b"PK\x03\x04" + b"\0" * 20_000_000),
    Tilfaelde(Fejlart.OFFENTLIGT_SKEMA, plan=_only_public),
    Tilfaelde(Fejlart.OFFENTLIGT_SKEMA, plan=_fill_public_instead, navn="begge ark er der"),
    Tilfaelde(Fejlart.UKENDT_SKEMA, plan=lambda plan: plan.ark.update({BUDGET: {"A1": "Mit eget budget", "E5": 2026}})),
    Tilfaelde(Fejlart.FORAELDET_SKEMA, (BUDGET, "E5"), _put(BUDGET, A1="Budgetskema 2022, private tilbud")),
    Tilfaelde(Fejlart.FORAELDET_SKEMA, (BUDGET, "E5"), _put(BUDGET, E5=2021), navn="skemaet fandtes ikke dengang"),
    Tilfaelde(Fejlart.FLYTTET, (BUDGET, "A40"), lambda plan: plan.insert_rows(BUDGET, 40, 2), navn="ned"),
    Tilfaelde(Fejlart.FLYTTET, (BUDGET, "A24"), lambda plan: plan.delete_row(BUDGET, 10), navn="op"),
    Tilfaelde(Fejlart.FLYTTET, (BUDGET, "A1"), lambda plan: plan.insert_column(BUDGET, "A"), navn="til højre"),
    Tilfaelde(Fejlart.FLYTTET, (BUDGET, "E1"), lambda plan: plan.insert_column(BUDGET, "C"), navn="beløb"),
    Tilfaelde(Fejlart.ANDEN_TEKST, (BUDGET, "A53"), _put(BUDGET, A53="Noget andet")),
    Tilfaelde(Fejlart.OMDOEBT_ARK, (BUDGET, ""), lambda plan: plan.rename(BUDGET, "Budget 2026 endelig")),
    Tilfaelde(Fejlart.EKSTRA_ARK, plan=lambda plan: plan.put_in_front("Bestyrelsens noter")),
    Tilfaelde(Fejlart.MANGLENDE_ARK, (KONCERNNOTE, ""), lambda plan: plan.remove(KONCERNNOTE)),
    Tilfaelde(Fejlart.MAKROER, dele={"xl/vbaProject.bin": OLE}),
    Tilfaelde(Fejlart.EKSTERNE_HENVISNINGER, dele=ET_FORMLER),
    Tilfaelde(Fejlart.EKSTERNE_HENVISNINGER, dele={"xl/connections.xml": b"<connections/>"}, navn="forbindelse"),
    Tilfaelde(Fejlart.FORMEL_UDEN_VAERDI, E40, _put(BUDGET, E40=Formel("=1000*2000", None))),
    Tilfaelde(Fejlart.FORMEL_UDEN_VAERDI, (BUDGET, "E45"), _put(BUDGET, E45=Formel("=SUM(E39:E44)", None)), navn="sum"),
    Tilfaelde(Fejlart.TEKST_I_TALCELLE, E40, _put(BUDGET, E40="2.000.000 kr.")),
    Tilfaelde(Fejlart.TEKST_I_TALCELLE, (BUDGET, "G19"), _put(BUDGET, G19="95 %"), navn="belægning"),
    Tilfaelde(Fejlart.FEJLVAERDI, E40, _put(BUDGET, E40=Formel("=Z1", "#REF!"))),
    Tilfaelde(
        Fejlart.FEJLVAERDI, E40, dele={ARKDEL: replace_once(b"<v>2000000</v>", b"<v>1e999</v>")}, navn="uendelig"
    ),
    Tilfaelde(
        Fejlart.NEGATIVT_BELOEB, E40, _put(BUDGET, E40=-2_000_000.0, E45=-250_000.0, E91=1_448_000.0, E92=4_100_000.0)
    ),
    Tilfaelde(Fejlart.NEGATIVT_BELOEB, (BUDGET, "D40"), _put(BUDGET, D40=-4.5), navn="antal"),
    Tilfaelde(Fejlart.AAR_MANGLER, (BUDGET, "E5"), lambda plan: plan.drop(BUDGET, "E5")),
    Tilfaelde(Fejlart.AAR_MANGLER, (BUDGET, "E5"), _put(BUDGET, E5="næste år"), navn="tekst"),
    Tilfaelde(Fejlart.AAR_MANGLER, (BUDGET, "E5"), _put(BUDGET, E5=46023), navn="dato som tal"),
    Tilfaelde(Fejlart.FORKERT_AAR, (BUDGET, "E5"), forventet_aar=2027),
    Tilfaelde(Fejlart.BELAEGNING_SOM_PROCENT, (BUDGET, "G19"), _put(BUDGET, G19=95)),
    Tilfaelde(Fejlart.BELAEGNING_UDENFOR, (BUDGET, "G19"), _put(BUDGET, G19=1.2)),
    Tilfaelde(Fejlart.BELAEGNING_UDENFOR, (BUDGET, "G19"), _put(BUDGET, G19=-0.1), navn="negativ"),
    Tilfaelde(Fejlart.BELAEGNING_UDENFOR, (BUDGET, "G19"), _put(BUDGET, G19=950), navn="over hundrede"),
    Tilfaelde(Fejlart.EKSTRA_YDELSER_FOR_TIDLIGT, (EKSTRA, "A6"), _empty_services),
    Tilfaelde(Fejlart.ANTAL_GANGE_TAKST, (BUDGET, "E19"), _put(BUDGET, B19=2700.0)),
    Tilfaelde(Fejlart.SUM, (BUDGET, "E45"), _put(BUDGET, E45=3_749_998.0, E91=5_447_998.0, E92=100_002.0)),
    Tilfaelde(Fejlart.SUM, (BUDGET, "E91"), _put(BUDGET, E91=5_500_000.0, E92=48_000.0), navn="omkostninger i alt"),
    Tilfaelde(Fejlart.RESULTAT, (BUDGET, "E92"), _put(BUDGET, E92=-100_000.0)),
    Tilfaelde(Fejlart.KONCERNNOTE_SUM, (KONCERNNOTE, "D12"), _put(KONCERNNOTE, **KONCERN)),
    Tilfaelde(
        Fejlart.NOEGLETAL, (NOEGLETAL, "C17"), _put(NOEGLETAL, C17=Formel("=0", 18.7)), navn="ejendom talt dobbelt"
    ),
    Tilfaelde(Fejlart.NOEGLETAL, (NOEGLETAL, "C5"), _put(NOEGLETAL, C5=Formel("=0", 90_000.0)), navn="kroner"),
]

# Sentences that speak of a row or a sheet.
UDEN_CELLE = {Fejlart.FLYTTET, Fejlart.EKSTRA_YDELSER_FOR_TIDLIGT}

# What follows of the change and is no fault of its own: other nøgletal, told where the case is about posts.
FOELGER = {Fejlart.NOEGLETAL}


@pytest.mark.parametrize("tilfaelde", TILFAELDE, ids=str)
def test_a_fault_is_named_in_its_cell_and_nothing_else_is(tilfaelde: Tilfaelde, tmp_path: Path):
    plan = make_plan(**tilfaelde.skema)
    tilfaelde.plan(plan)
    fil = write_skema(plan, tmp_path / "1001_2026.xlsx")
    if tilfaelde.dele:
        change_parts(fil, tilfaelde.dele)
    if tilfaelde.indhold is not None:
        fil.write_bytes(tilfaelde.indhold)
    skema = laes_skema(fil, tilbudsid="1001", forventet_aar=tilfaelde.forventet_aar)
    fundet = [x for x in list_fejl(skema) if x[0] == tilfaelde.art or x[0] not in FOELGER]
    assert fundet == [(tilfaelde.art, *tilfaelde.sted)]
    assert all(fejl.celle in fejl.tekst for fejl in skema.fejl if fejl.art not in UDEN_CELLE)


def test_every_kind_of_fault_has_a_case_and_a_sentence_that_says_what_to_do():
    assert {x.art for x in TILFAELDE} == set(Fejlart) == set(TEKSTER)
    assert all(tekst.endswith(".") for tekst in TEKSTER.values())


def test_every_kind_of_fault_is_in_the_documentation():
    tekst = (Path(__file__).parents[4] / "docs" / "budgetskema.md").read_text(encoding="utf-8")
    assert {art for art in Fejlart if f"`{art}`" not in tekst} == set()


def test_a_faultless_form_has_no_faults(tmp_path):
    assert read_plan(make_plan(), tmp_path, forventet_aar=2026).fejl == ()
