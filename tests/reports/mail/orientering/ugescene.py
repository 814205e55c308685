"""Weekly mails to look at: one recipient's week, as it is counted up."""

from datetime import date
from typing import Any

from domain.regel import Alvor, Entitet, Modtager
from domain.sag import Sagstilstand
from domain.sagsforloeb import Forloeb, Paabud, Pause, Pauseart
from reports.mail.orientering.model import Emne, Fundlinje, Myndighed, Orientering, Rettelinje, Sagsomtale, Uopnaaet
from tests.reports.scene import BY, CVR, LEDER, TELEFON, TILSYN, make_regel
from warehouse.queries.adressebog import Hindring
from warehouse.queries.sager import Sagslinje

SVAR_TIL = "svar@example.org"
SYD = Myndighed(art="socialtilsyn", kode="Syd", navn="Socialtilsyn Syd")
ODENSE = Myndighed(art="kommune", kode="0461", navn="Odense Kommune")
BIRK = Emne(tilbudsid="1001", navn="Birkehuset", er_beskyttet=False, er_personlig=False)
SOL = Emne(tilbudsid="1002", navn='=1+1 <b>"Solgården"', er_beskyttet=False, er_personlig=True)
VIBEN = Emne(tilbudsid="1004", navn=None, er_beskyttet=True, er_personlig=False)
SCORE = make_regel("TILSYN-008", "kvalitetsvurdering", Alvor.ADVARSEL, modtagere=frozenset({Modtager.SOCIALTILSYN}))
FREMMED = make_regel(
    "TILSYN-002", "tilsynsmyndighed", Alvor.ALVORLIG, modtagere=frozenset({Modtager.TILBUD, Modtager.KOMMUNE})
)
PLEJE = make_regel(
    "PLEJE-001",
    "plejefamilier",
    Alvor.ADVARSEL,
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.SOCIALTILSYN,
)


def make_linje(emne: Emne, regel: Any, **felter: Any) -> Fundlinje:
    """One finding of ten days."""
    return Fundlinje(
        **{
            "emne": emne,
            "afdelingsid": "1",
            "regel": regel,
            "vaerdi": None,
            "forslag": None,
            "raekke": None,
            "aabnet": date(2026, 11, 13),
            "dage": 10,
            "er_ny": False,
            "er_gammel": False,
            **felter,
        }
    )


def make_sag(emne: Emne, tilstand: Sagstilstand, *, frist: date | None = None, **forloeb: Any) -> Sagsomtale:
    """One case since 2 November."""
    linje = Sagslinje(
        tilbudsid=emne.tilbudsid,
        navn=emne.navn,
        tilsyn="Syd",
        forloeb=Forloeb(tilstand=tilstand, siden=date(2026, 11, 2), **forloeb),
        antal_fejl=1,
        frist=frist,
        skal_rykkes=False,
        sagsbehandler="ab",
    )
    return Sagsomtale(emne=emne, linje=linje)


def make_uge(myndighed: Myndighed = SYD, **felter: Any) -> Orientering:
    """Week 48 of 2026, the first the recipient hears unless `siden` says otherwise."""
    return Orientering(
        **{
            "myndighed": myndighed,
            "uge": "2026-W48",
            "skrevet": date(2026, 11, 23),
            "dag": date(2026, 11, 23),
            "siden": date(2026, 11, 16),
            "er_uden_hentning": False,
            "gammel_dage": 90,
            "tilbud": 40,
            **felter,
        }
    )


_PAABUD = Paabud(afgjort=date(2026, 11, 2), fejl=frozenset({"x"}), leveret=date(2026, 11, 4))
SOCIALTILSYN = make_uge(
    fund=(
        make_linje(SOL, TILSYN, er_ny=True, dage=2, aabnet=date(2026, 11, 21)),
        make_linje(BIRK, CVR, vaerdi="99000016", dage=120, aabnet=date(2026, 7, 26), er_gammel=True),
        make_linje(SOL, CVR, vaerdi="99000015"),
        make_linje(VIBEN, BY, vaerdi="Hemmeligby", forslag="Skjulby", raekke="Skjulvej", afdelingsid="77"),
        make_linje(BIRK, BY, vaerdi="Odense", forslag="Odense C", raekke="@række"),
        make_linje(BIRK, TELEFON, vaerdi="12345678"),
        make_linje(BIRK, SCORE),
        make_linje(VIBEN, LEDER, vaerdi="Test Testesen"),
    ),
    rettet=(Rettelinje(emne=BIRK, regel=LEDER), Rettelinje(emne=VIBEN, regel=TELEFON)),
    accepterede=2,
    ventende=3,
    stoppede=("IDENT-003",),
    sager=(
        make_sag(BIRK, Sagstilstand.PAABUD_AFGJORT, frist=date(2026, 12, 2), paabud=_PAABUD),
        make_sag(SOL, Sagstilstand.VARSLET, frist=date(2026, 11, 30)),
        make_sag(VIBEN, Sagstilstand.TIL_VURDERING, pause=Pause(art=Pauseart.UDSAT, til=date(2026, 12, 24))),
    ),
    uopnaaelige=(Uopnaaet(emne=SOL, grund=Hindring.DOED), Uopnaaet(emne=VIBEN, grund=Hindring.UGYLDIG)),
    pleje=((PLEJE, "mindst 10 af mindst 340 plejefamilier"),),
)
KOMMUNE = make_uge(
    ODENSE,
    siden=None,
    tilbud=1,
    fund=(make_linje(BIRK, BY, vaerdi="Odense", forslag="Odense C"), make_linje(BIRK, SCORE)),
    naevnt=(make_linje(SOL, FREMMED, vaerdi="Odense Kommune"),),
)
TAVS = make_uge(er_uden_hentning=True, dag=date(2026, 11, 12))
