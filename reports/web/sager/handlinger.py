"""What a caseworker can do to a case: each with its fields, its law, what it does, and the step behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from domain.sagsbeslutning import (
    Beslutning,
    decide_markering,
    decide_paabud,
    register_delivery,
    resume,
    set_pause,
    tell_otherwise,
)
from domain.sagsforloeb import Fejlbillede, Forloeb, Pause, Pauseart, SagFejl
from expectations.registry import load_regler
from reports.paabud.grundlag import list_fulgte, list_kan_paabydes
from reports.web.sager.felter import GRUND, Art, Felt, Indtastet
from warehouse.sager.beslut import (
    accept_fund,
    add_note,
    give_markering,
    give_paabud,
    pause_sag,
    reassign,
    register_leveret,
    resume_sag,
    tell_tilbud,
)


@dataclass(frozen=True, kw_only=True)
class Sagslage:
    """What decides which choices a case leaves: its course, its faults, and those of them a påbud can rest on."""

    forloeb: Forloeb
    fejl: Fejlbillede
    kan_paabydes: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Udfoersel:
    """A choice to carry out: in which case, what was filled in, who decides, and when."""

    tilbudsid: str
    indtastet: Indtastet
    beslutning: Beslutning
    nu: datetime


@dataclass(frozen=True, kw_only=True)
class Sagshandling:
    """One choice. `lov` are the keys of the laws it rests on, `ordning` says where it is our own practice.

    `proev` raises SagFejl, with the reason, when the case does not allow it. `bekraeft`: what it would do is shown
    before it is done.
    """

    navn: str
    overskrift: str
    knap: str
    virkning: str
    felter: tuple[Felt, ...]
    proev: Callable[[Sagslage, Beslutning], object]
    udfoer: Callable[[Connection, Udfoersel], object]
    lov: tuple[str, ...] = ()
    ordning: str = ""
    bekraeft: bool = False


_HVORFOR = Felt(
    navn=GRUND,
    etiket="Hvorfor",
    art=Art.TEKST,
    hjaelp="Står i sagens notat. Uden navne på borgere og ansatte, CPR-numre og e-mailadresser.",
)
_TIL = Felt(navn="til", etiket="Til og med", art=Art.DAG, hjaelp="fx 31-12-2027")
_FRIVILLIG = "Loven nævner det ikke: det er styrelsens egen fremgangsmåde, ens for alle fem socialtilsyn."


def _require_fund(lage: Sagslage, _beslutning: Beslutning) -> None:
    if not lage.fejl.aabne:
        raise SagFejl("Sagen har ingen åbne afvigelser at acceptere.")


def _always(_lage: Sagslage, _beslutning: Beslutning) -> None:
    """Any open case allows it."""


def _accept(conn: Connection, u: Udfoersel) -> None:
    fund, til = u.indtastet.tekster["fund"], u.indtastet.dage["til"]
    accept_fund(conn, u.tilbudsid, til, u.beslutning, nu=u.nu, regler=list_fulgte(load_regler()), kun_fund=fund)


def _pause(art: Pauseart) -> Callable[[Connection, Udfoersel], object]:
    def udfoer(conn: Connection, u: Udfoersel) -> None:
        pause_sag(conn, u.tilbudsid, Pause(art=art, til=u.indtastet.dage["til"]), u.beslutning, nu=u.nu)

    return udfoer


def _try_pause(art: Pauseart) -> Callable[[Sagslage, Beslutning], object]:
    return lambda lage, beslutning: set_pause(lage.forloeb, Pause(art=art, til=beslutning.dag), beslutning)


def _give_paabud(conn: Connection, u: Udfoersel) -> None:
    alle = load_regler()
    kan = list_kan_paabydes(alle)
    give_paabud(conn, u.tilbudsid, u.beslutning, nu=u.nu, regler=list_fulgte(alle), kan_paabydes=kan)


def _reassign(conn: Connection, u: Udfoersel) -> None:
    reassign(conn, u.tilbudsid, u.indtastet.tekster["hvem"], u.indtastet.dage["til"], u.beslutning, nu=u.nu)


HANDLINGER = (
    Sagshandling(
        navn="paabud",
        overskrift="Afgør påbud",
        knap="Se, hvad der sker",
        virkning=(
            "Sagen bliver »påbud afgjort«, og påbuddet nævner de fejl, der kan bære det. Intet bliver sendt: brevet "
            "sendes i Digital Post af et menneske, og de fire uger løber først, når leveringen er noteret."
        ),
        felter=(_HVORFOR,),
        proev=lambda lage, b: decide_paabud(lage.forloeb, lage.fejl, b, kan_paabydes=lage.kan_paabydes),
        udfoer=_give_paabud,
        lov=("SEL-14-5", "SEL-14-7"),
        bekraeft=True,
    ),
    Sagshandling(
        navn="leveret",
        overskrift="Notér levering i Digital Post",
        knap="Se, hvad der sker",
        virkning="De fire uger tælles fra leveringsdagen. En forkert dag kan rettes ved at notere den rigtige.",
        felter=(
            Felt(navn="leveret", etiket="Leveret den", art=Art.DAG, hjaelp="Dagen på kvitteringen, fx 31-12-2027"),
            _HVORFOR,
        ),
        proev=lambda lage, b: register_delivery(lage.forloeb, b.dag, b),
        udfoer=lambda conn, u: register_leveret(conn, u.tilbudsid, u.indtastet.dage["leveret"], u.beslutning, nu=u.nu),
        lov=("DIGPOST", "SEL-14-6"),
        bekraeft=True,
    ),
    Sagshandling(
        navn="markering",
        overskrift="Afgør markering",
        knap="Se, hvad der sker",
        virkning="Sagen bliver »markeret«. Selve markeringen sættes på Tilbudsportalen af et menneske.",
        felter=(_HVORFOR,),
        proev=lambda lage, b: decide_markering(lage.forloeb, lage.fejl, b),
        udfoer=lambda conn, u: give_markering(
            conn, u.tilbudsid, u.beslutning, nu=u.nu, regler=list_fulgte(load_regler())
        ),
        lov=("SEL-14-6", "SEL-14-7"),
        bekraeft=True,
    ),
    Sagshandling(
        navn="accepter",
        overskrift="Acceptér en afvigelse",
        knap="Se, hvad der sker",
        virkning=(
            "Afvigelsen tæller for sig og nævnes ikke i mails, til dagen er gået; så kommer den igen. Er der ikke "
            "andet i sagen, bliver den lukket."
        ),
        felter=(Felt(navn="fund", etiket="Afvigelse", art=Art.FUND), _TIL, _HVORFOR),
        proev=_require_fund,
        udfoer=_accept,
        ordning=f"{_FRIVILLIG} Højst et år ad gangen.",
        bekraeft=True,
    ),
    Sagshandling(
        navn="uenig",
        overskrift="Tilbuddet er uenigt",
        knap="Sæt sagen i bero",
        virkning="Sagen står stille til og med dagen, mens et menneske ser på det. Der rykkes ikke imens.",
        felter=(_TIL, _HVORFOR),
        proev=_try_pause(Pauseart.UENIG),
        udfoer=_pause(Pauseart.UENIG),
        ordning=f"{_FRIVILLIG} Højst tre måneder ad gangen.",
    ),
    Sagshandling(
        navn="udskyd",
        overskrift="Udskyd sagen",
        knap="Udskyd",
        virkning="Sagen står stille til og med dagen og går så videre af sig selv.",
        felter=(_TIL, _HVORFOR),
        proev=_try_pause(Pauseart.UDSAT),
        udfoer=_pause(Pauseart.UDSAT),
        ordning=f"{_FRIVILLIG} Højst tre måneder ad gangen.",
    ),
    Sagshandling(
        navn="genoptag",
        overskrift="Genoptag sagen",
        knap="Genoptag",
        virkning="Sagen går videre med det samme, fra hvor den stod.",
        felter=(_HVORFOR,),
        proev=lambda lage, b: resume(lage.forloeb, b),
        udfoer=lambda conn, u: resume_sag(conn, u.tilbudsid, u.beslutning, nu=u.nu),
        ordning=_FRIVILLIG,
    ),
    Sagshandling(
        navn="besked",
        overskrift="Notér besked uden om mailen",
        knap="Notér",
        virkning=(
            "Tilbuddet regnes for at kende alt, der står nu: sagen bliver »varslet« eller, efter fristen, »rykket«."
        ),
        felter=(_HVORFOR,),
        proev=lambda lage, b: tell_otherwise(lage.forloeb, b),
        udfoer=lambda conn, u: tell_tilbud(conn, u.tilbudsid, u.beslutning, nu=u.nu),
        ordning=f"{_FRIVILLIG} En besked er ikke en afgørelse.",
    ),
    Sagshandling(
        navn="omfordel",
        overskrift="Giv sagen til en anden",
        knap="Omfordel",
        virkning="Sagen står på den nye sagsbehandler til og med dagen; så er den igen uden for nogens bord.",
        felter=(
            Felt(navn="hvem", etiket="Sagsbehandler", art=Art.HVEM, hjaelp="Initialer eller rolle, ikke navn"),
            _TIL,
            _HVORFOR,
        ),
        proev=_always,
        udfoer=_reassign,
        ordning=f"{_FRIVILLIG} Højst et år ad gangen.",
    ),
    Sagshandling(
        navn="note",
        overskrift="Skriv i notatet",
        knap="Skriv",
        virkning="Der kommer en linje i notatet; intet andet ændrer sig.",
        felter=(Felt(navn=GRUND, etiket="Notat", art=Art.TEKST, hjaelp=_HVORFOR.hjaelp),),
        proev=_always,
        udfoer=lambda conn, u: add_note(conn, u.tilbudsid, u.beslutning, nu=u.nu),
        ordning="Forvaltningens notatpligt: det, der betyder noget for sagen, skal stå i den.",
    ),
)
