"""The controls: the year's plan, one control with its frame and draw, and how a draw is made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection
from starlette.requests import Request

from domain.felter import FELTER
from domain.stikproeve import Population, Stikproevetilstand
from domain.stikproeveforloeb import UDLOEB, Trin, describe_population
from reports.stikproeve.diskretion import SKJULT, UNDER, find_skjulte, is_small
from reports.visning import tal
from reports.web.ruter import Rute
from reports.web.side import Katalog, Side
from sampling.design import Design, Fordelingsmetode, Stratumtegn, design_from_json
from sampling.traekning import load_traekliste
from warehouse.queries.stikproeve import Kontrolside, Stratumtal, list_kontroller, list_varsler, load_kontrolside
from warehouse.stikproever.kontrol import Kontrol, find_kontrol, list_alle

SAADAN = "saadan-traekkes-der"

_TILSTANDE = {
    Stikproevetilstand.PLANLAGT: "Planlagt",
    Stikproevetilstand.ANNONCERET: "Kilden til tallet er annonceret",
    Stikproevetilstand.RAMME_FROSSET: "Rammen er frosset",
    Stikproevetilstand.UDTRUKKET: "Trukket",
    Stikproevetilstand.I_GANG: "Sagerne vurderes",
    Stikproevetilstand.OPGJORT: "Opgjort",
    Stikproevetilstand.AFSLUTTET: "Afsluttet",
    Stikproevetilstand.AFLYST: "Aflyst",
}
_GRUNDE = {
    "lukket": "Ikke længere i registret",
    "nyligt_udtrukket": "Trukket i en af de seneste runder",
    "beskyttet_adresse": "Krisecenter, hvis adresse er beskyttet (serviceloven § 109)",
}
_OPGJORTE = frozenset({Stikproevetilstand.OPGJORT, Stikproevetilstand.AFSLUTTET, Stikproevetilstand.AFLYST})
_TEGN = {"socialtilsyn": "socialtilsyn", "type": "tilbudstype", "ejerform": "ejerform", "flagget": "reglernes fund"}


@dataclass(frozen=True, kw_only=True)
class Celleraekke:
    """A stratum with its numbers written: those that could point at a plejefamilie are not."""

    stratum: str
    antal: str
    udelukket: str
    udtrukket: str


def show_liste(conn: Connection, katalog: Katalog) -> Side:
    """Show every control with its state and next step, and what is in danger."""
    indhold = {
        "linjer": list_kontroller(conn, dag=katalog.fristdag),
        "varsler": list_varsler(conn, dag=katalog.fristdag),
        "tilstande": _TILSTANDE,
        "saadan": SAADAN,
    }
    return Side(emne="stikproever", skabelon="stikproeve_liste.html", titel="Stikprøvekontrol", indhold=indhold)


def show_kontrol(conn: Connection, katalog: Katalog, nummer: str) -> Side | None:
    """Show one control. None: no such control."""
    data = load_kontrolside(conn, nummer, dag=katalog.fristdag)
    if data is None:
        return None
    kontrol = data.kontrol
    indhold = {
        "data": data,
        "kontrol": kontrol,
        "tilstand_navn": _TILSTANDE[kontrol.tilstand],
        "tilstande": _TILSTANDE,
        "population": describe_population(kontrol.population),
        "punkter": [FELTER[punkt].etiket for punkt in kontrol.punkter],
        "design": describe_design(design_from_json(kontrol.design)),
        "udelukkede": _show_udelukkede(data),
        "strata": _show_strata(data),
        "naeste": _find_naeste(data.forloeb),
        "er_familier": kontrol.population is Population.PLEJEFAMILIER,
        "saadan": SAADAN,
        "listen_venter": tells_finds(kontrol),
    }
    titel = f"Kontrol {kontrol.nummer}"
    return Side(emne="stikproever", noegle=nummer, skabelon="stikproeve.html", titel=titel, indhold=indhold)


def show_traekning() -> Side:
    """Explain the draw to whoever wants to redo it (docs/stikproeve-metode.md, in short)."""
    return Side(
        emne="stikproever", noegle=SAADAN, skabelon="stikproeve_saadan.html", titel="Sådan trækkes en stikprøve"
    )


def list_numre(conn: Connection) -> tuple[str, ...]:
    """Give the number of every control."""
    return tuple(kontrol.nummer for kontrol in list_alle(conn))


def load_liste(conn: Connection, nummer: str) -> str | None:
    """Give the public list of a control's draw, or None when there is none (yet).

    A control of the rules names its strata by what the rules had found. Caseworkers may not see that before they have
    answered, so its list waits until the control is settled.
    """
    kontrol = find_kontrol(conn, nummer)
    return None if kontrol is None or tells_finds(kontrol) else load_traekliste(conn, kontrol)


def tells_finds(kontrol: Kontrol) -> bool:
    """Tell whether a control's list would show what the rules had found while cases are still judged."""
    return Stratumtegn.FLAGGET in design_from_json(kontrol.design).strata and kontrol.tilstand not in _OPGJORTE


def describe_design(design: Design) -> Sequence[str]:
    """Say a design in Danish, a sentence for each thing it settles."""
    margin = f"{design.margin_pct or 0:g}".replace(".", ",")
    antal = (
        f"Der trækkes {tal(design.antal)} sager."
        if design.antal is not None
        else f"Der trækkes så mange sager, at usikkerheden er ±{margin} procentpoint."
    )
    fordeling = (
        "Sagerne fordeles efter strataenes størrelse"
        if design.fordeling is Fordelingsmetode.PROPORTIONAL
        else "Sagerne fordeles efter tidligere runders fejl (Neyman)"
    )
    strata = ", ".join(_TEGN[tegn.value] for tegn in design.strata) or "ingenting"
    return (
        antal,
        f"Registret deles i strata efter {strata}; strata med under {design.mindste_stratum} lægges sammen.",
        f"{fordeling}, mindst {design.minimum} i hvert.",
        f"Det, der blev trukket i de seneste {design.udeluk_runder} runder, er udelukket.",
    )


def _find_naeste(forloeb: Sequence[Trin]) -> str | None:
    return next((trin.trin for trin in forloeb if trin.udfoert is None and trin.trin not in UDLOEB), None)


def _show_udelukkede(data: Kontrolside) -> list[tuple[str, str]]:
    skjulte = _find_skjulte(data, {grund: (antal,) for grund, antal in data.udelukkede.items()})
    return [
        (_GRUNDE.get(grund, grund), _write_skjult(antal) if grund in skjulte else tal(antal))
        for grund, antal in data.udelukkede.items()
    ]


def _show_strata(data: Kontrolside) -> list[Celleraekke]:
    skjulte = _find_skjulte(data, {x.stratum: (x.antal, x.udelukket, x.udtrukket) for x in data.strata})
    return [_make_raekke(stratum, er_skjult=stratum.stratum in skjulte) for stratum in data.strata]


def _find_skjulte(data: Kontrolside, raekker: Mapping[str, tuple[int, ...]]) -> frozenset[str]:
    return find_skjulte(raekker) if data.kontrol.population is Population.PLEJEFAMILIER else frozenset()


def _write_skjult(antal: int) -> str:
    return UNDER if is_small(antal) else SKJULT


def _make_raekke(stratum: Stratumtal, *, er_skjult: bool) -> Celleraekke:
    antal, udelukket, udtrukket = (
        SKJULT if er_skjult else tal(et) for et in (stratum.antal, stratum.udelukket, stratum.udtrukket)
    )
    return Celleraekke(stratum=stratum.stratum, antal=antal, udelukket=udelukket, udtrukket=udtrukket)


def _liste(conn: Connection, katalog: Katalog, _request: Request) -> Side | None:
    return show_liste(conn, katalog)


def _traekning(_conn: Connection, _katalog: Katalog, _request: Request) -> Side | None:
    return show_traekning()


def _en(conn: Connection, katalog: Katalog, request: Request) -> Side | None:
    return show_kontrol(conn, katalog, request.path_params["nummer"])


RUTER = (
    Rute("/stikproever", _liste),
    Rute(f"/stikproever/{SAADAN}", _traekning),
    Rute("/stikproever/{nummer}", _en),
)
