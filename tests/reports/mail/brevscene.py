"""Mails of the tests: what they rest on, by name."""

from datetime import date
from typing import Any

from domain.regel import Alvor, Regel
from reports.mail.brev import Brev, make_brev
from reports.mail.indhold import Brevgrundlag, Mailfejl, Rettelse, Tilbudsdel, Trin
from tests.reports.scene import ADRESSE, BY, CVR, LEDER, SUM, TELEFON, TILSYN, make_regel

DAG = date(2026, 11, 23)
SENEST = date(2026, 12, 21)
SVAR_TIL = "svar@example.org"
TAKST = make_regel("TAKST-003", "takst", Alvor.ALVORLIG, lovkilder=("BEKTP-10-1",))
BELAEGNING = make_regel("BELAEG-004", "belaegning", Alvor.KRITISK, lovkilder=("BEKTP-10-1",))
OND = "<b onmouseover=\"x()\">=1+1\r\nBcc: javascript:alert(1)\u202e\x00 & 'x' "


def make_fejl(regel: Regel, afdelingsid: str | None = "1", **felter: Any) -> Mailfejl:
    """A fault of an afdeling, or of the whole tilbud (None)."""
    return Mailfejl(regel=regel, afdelingsid=afdelingsid, **felter)


def make_rettet(regel: Regel, afdelingsid: str | None = "1") -> Rettelse:
    """A fault that is mended."""
    return Rettelse(regel=regel, afdelingsid=afdelingsid)


def make_del(*fejl: Mailfejl, **felter: Any) -> Tilbudsdel:
    """A tilbud with two afdelinger named after it."""
    navn = felter.get("navn", "Solgården")
    standard = {
        "tilbudsid": "1001",
        "navn": navn,
        "myndighed": "Socialtilsyn Syd",
        "er_beskyttet": False,
        "afdelinger": {"1": f"{navn}, Nord", "2": f"{navn}, Syd"},
        "fejl": fejl,
    }
    return Tilbudsdel(**{**standard, **felter})


def make_grundlag(*dele: Tilbudsdel, trin: Trin = Trin.VARSEL, dag: date = DAG) -> Brevgrundlag:
    """What a mail about these tilbud rests on."""
    return Brevgrundlag(trin=trin, dele=dele, dag=dag, senest=SENEST, svar_til=SVAR_TIL)


def make_birkehuset(*fejl: Mailfejl, **felter: Any) -> Tilbudsdel:
    """A tilbud called Birkehuset, unless something else is said."""
    return make_del(*fejl, **{"navn": "Birkehuset", **felter})


def write(*dele: Tilbudsdel, trin: Trin = Trin.VARSEL, dag: date = DAG) -> Brev:
    """A mail about these tilbud, in words."""
    return make_brev(make_grundlag(*dele, trin=trin, dag=dag))


_FLERE = (
    make_fejl(TILSYN, "2"),
    make_fejl(BY, vaerdi="Odense", forslag="Odense C"),
    make_fejl(TELEFON, vaerdi="12 34"),
    make_fejl(SUM, None, vaerdi="20", forslag="16"),
    make_fejl(LEDER, "2"),
    make_fejl(TAKST, vaerdi="2000.0", raekke="Ophold, 2026", bevis={"median_kr": "1800.5"}),
)
_GAMLE = (make_fejl(CVR, vaerdi="99000016", er_ny=False), make_fejl(TELEFON, er_ny=False))
KRISECENTER = make_del(
    make_fejl(ADRESSE, vaerdi="Hemmelig Vej 1", forslag="Hemmelig Vej 2"),
    make_fejl(TAKST, vaerdi="777", raekke="Ophold på Hemmelig Vej", bevis={"median_kr": "4711"}),
    tilbudsid="1004",
    navn="Krisecentret på Hemmelig Vej",
    myndighed="Skjult Kommune",
    er_beskyttet=True,
    rettet=(make_rettet(CVR),),
)


def _make_fyrre() -> list[Tilbudsdel]:
    regler = (LEDER, CVR, TAKST, BELAEGNING)
    navne = ("Solgården", "Birkehuset", "Ægirsgade", "Åhuset")
    return [
        make_del(
            *(make_fejl(regler[(nummer + plads) % 4], vaerdi=str(plads)) for plads in range(1 + nummer % 3)),
            tilbudsid=str(2000 + nummer),
            navn=f"{navne[nummer % 4]} {nummer}",
        )
        for nummer in range(40)
    ]


SCENER = {
    "mail_et_tilbud": make_grundlag(make_del(*_FLERE)),
    "mail_fyrre_tilbud": make_grundlag(*_make_fyrre()),
    "mail_flere_end_tyve": make_grundlag(
        make_del(*(make_fejl(LEDER, str(nummer)) for nummer in range(30)), make_fejl(TILSYN, "7"))
    ),
    "mail_rykker": make_grundlag(make_del(*_GAMLE, er_rykker=True), trin=Trin.RYKKER),
    "mail_nyt_og_rettet": make_grundlag(
        make_del(*_GAMLE, make_fejl(BY, vaerdi="Odense"), rettet=(*[make_rettet(TAKST)] * 2, make_rettet(SUM, None))),
        make_del(make_fejl(LEDER, er_ny=False), tilbudsid="1002", navn="Birkehuset", er_rykker=True),
    ),
    "mail_tak": make_grundlag(make_del(rettet=(make_rettet(TAKST), make_rettet(TELEFON, "2"))), trin=Trin.TAK),
    "mail_krisecenter": make_grundlag(KRISECENTER),
    "mail_krisecenter_og_andre": make_grundlag(make_del(*_GAMLE), KRISECENTER),
    "mail_onde_navne": make_grundlag(
        make_del(
            make_fejl(CVR, vaerdi=OND + "å" * 300, forslag="=1+1", raekke=OND),
            make_fejl(BY, OND, vaerdi="javascript:alert(1)"),
            tilbudsid="<1001>",
            navn=OND + "ø" * 300,
            myndighed=OND,
            afdelinger={"1": OND + "æ" * 300},
        ),
        make_del(make_fejl(LEDER), navn="=HYPERLINK(1)", tilbudsid="1002"),
    ),
}
