"""The form of a control: the list of drawn units, and one unit with its items. For tilbud only.

What the rules had flagged is read only of items that have an answer, after it was stored.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection

from domain.felter import FELTER
from domain.stikproeve import Population, Stikproevetilstand
from domain.stikproevesvar import SANKTIONSNAVNE, SVARFELTER, UDFALDSNAVNE, Svar, read_svar
from reports.visning import tidspunkt
from reports.web.bruger import LOKAL, Bruger
from reports.web.imens import read_udgave
from reports.web.side import Side
from sampling.ark.fordeling import check_sagsbehandler
from sampling.ark.grundlag import load_raekker
from sampling.ark.model import Arkraekke
from sampling.fejl import StikproeveFejl
from warehouse.stikproever.fordeling import list_udtrukne
from warehouse.stikproever.kontrol import Kontrol, find_kontrol
from warehouse.stikproever.ramme import Rammeenhed
from warehouse.stikproever.versioner import Version, read_afsloerede_fund, read_gaeldende, read_versioner

_SKILLER = "."
_LUKKEDE = frozenset({Stikproevetilstand.OPGJORT, Stikproevetilstand.AFSLUTTET})
_ETIKETTER = {
    "udfald": "Udfald",
    "kommentar": "Kommentar",
    "minutter": "Minutter",
    "rettet_dag": "Rettet på portalen den",
    "sanktion": "Påbud eller markering",
}


@dataclass(frozen=True)
class Udfyldt:
    """What was sent in: as it was typed, as it was read, and what was wrong by place (`punkt.felt`, "" for all)."""

    felter: Mapping[str, str]
    sagsbehandler: str
    svar: tuple[Svar, ...]
    sete: Mapping[tuple[str, str], int]
    fejl: Mapping[str, str] = field(default_factory=dict)

    @property
    def har_fejl(self) -> bool:
        """Whether anything was wrong."""
        return bool(self.fejl)

    def with_fejl(self, sted: str, tekst: str) -> "Udfyldt":
        """Give it with a fault more."""
        return replace(self, fejl={**self.fejl, sted: tekst})

    def with_konflikter(self, versioner: Sequence[Version]) -> "Udfyldt":
        """Give it with what somebody else answered meanwhile; sent in once more, it is taken."""
        fejl = {f"{en.svar.punkt}{_SKILLER}udfald": _explain_konflikt(en) for en in versioner}
        sete = {(en.svar.enhed_id, en.svar.punkt): en.nummer for en in versioner}
        return replace(self, fejl={**self.fejl, **fejl}, sete={**self.sete, **sete})


@dataclass(frozen=True, kw_only=True)
class Punktvisning:
    """One item in the form: `felter` are the values by name, `fund` the rules (None until the answer is stored)."""

    raekke: Arkraekke
    sete: int
    felter: Mapping[str, str]
    fejl: Mapping[str, str]
    versioner: tuple[Version, ...]
    fund: tuple[str, ...] | None


def find_initialer(bruger: Bruger) -> str | None:
    """Give the initials a person answers under, so that nobody answers as another.

    None when the user name is no initials (nor at the machine itself): then they are asked for, and the log of acts has
    the user name.
    """
    try:
        return None if bruger.brugernavn == LOKAL.brugernavn else check_sagsbehandler(bruger.brugernavn)
    except StikproeveFejl:
        return None


def make_udfyldt(felter: Mapping[str, str], enhed_id: str, *, dag: date) -> Udfyldt:
    """Read what was sent in; items with nothing in them are left out."""
    punkter = sorted({navn.split(_SKILLER)[0] for navn in felter if _SKILLER in navn} & FELTER.keys())
    svar: list[Svar] = []
    fejl: dict[str, str] = {}
    sete: dict[tuple[str, str], int] = {}
    for punkt in punkter:
        raa = {felt: felter.get(f"{punkt}{_SKILLER}{felt}", "") for felt in SVARFELTER}
        laest = read_svar(raa, enhed_id=enhed_id, punkt=punkt, dag=dag)
        fejl |= {f"{punkt}{_SKILLER}{en.felt}": en.tekst for en in laest.fejl}
        svar += [laest.svar] if laest.svar else []
        sete[enhed_id, punkt] = read_udgave(felter, f"{punkt}{_SKILLER}sete")
    return Udfyldt(felter, felter.get("sagsbehandler", ""), tuple(svar), sete, fejl)


def show_liste(conn: Connection, nummer: str, *, hvem: str | None) -> Side | None:
    """Show the drawn units of a control and how far each is, all or one caseworker's. None: no such control."""
    kontrol = find_kontrol(conn, nummer)
    if kontrol is None:
        return None
    udtrukne = () if kontrol.population is Population.PLEJEFAMILIER else list_udtrukne(conn, kontrol)
    svar = read_gaeldende(conn, kontrol)
    vist = sorted((en for en in udtrukne if hvem in {None, "", en.sagsbehandler}), key=lambda en: en.enhed.enhed_id)
    raekker = load_raekker(conn, kontrol, [en.enhed.enhed_id for en in vist])
    navne = {raekke.enhed_id: raekke.navn for raekke in raekker}
    indhold = {
        "kontrol": kontrol,
        "er_familier": kontrol.population is Population.PLEJEFAMILIER,
        "linjer": [_make_linje(kontrol, en, navne, svar) for en in vist],
        "hvem": hvem or "",
        "alle_hvem": sorted({en.sagsbehandler for en in udtrukne if en.sagsbehandler}),
        "quote": quote,
    }
    return _make_side(kontrol, "stikproeve_svar_liste.html", f"Svar i kontrol {kontrol.nummer}", indhold)


def show_formular(
    conn: Connection,
    nummer: str,
    enhed_id: str,
    *,
    bruger: Bruger,
    er_gemt: bool = False,
    udfyldt: Udfyldt | None = None,
) -> Side | None:
    """Show one drawn unit; with what was typed, when it comes back with a fault. None: it is not there.

    Plejefamilier are not shown: of them the socialtilsyn answers in a workbook.
    """
    kontrol = find_kontrol(conn, nummer)
    if kontrol is None or kontrol.population is Population.PLEJEFAMILIER:
        return None
    enhed = next((en for en in list_udtrukne(conn, kontrol) if en.enhed.enhed_id == enhed_id), None)
    if enhed is None:
        return None
    punkter = _make_punkter(conn, kontrol, enhed_id, udfyldt)
    navn = punkter[0].raekke.navn or f"Nummer {enhed_id}"
    indhold = {
        "kontrol": kontrol,
        "enhed_id": enhed_id,
        "punkter": punkter,
        "link": punkter[0].raekke.link,
        "er_gemt": er_gemt,
        "er_lukket": kontrol.tilstand in _LUKKEDE,
        "sagsbehandler": _suggest(enhed, bruger, udfyldt),
        "er_kendt": find_initialer(bruger) is not None,
        "fejl": _list_fejl(punkter, udfyldt),
        "udfald": {udfald.value: tekst for udfald, tekst in UDFALDSNAVNE.items()},
        "sanktioner": {sanktion.value: tekst for sanktion, tekst in SANKTIONSNAVNE.items()},
        "etiketter": _ETIKETTER,
        "adresse": _address(kontrol, enhed_id),
    }
    return _make_side(kontrol, "stikproeve_svar.html", f"{'Fejl: ' if indhold['fejl'] else ''}{navn}", indhold)


def _make_side(kontrol: Kontrol, skabelon: str, titel: str, indhold: Mapping[str, Any]) -> Side:
    liste = {"liste": f"/stikproever/{quote(kontrol.nummer)}/svar"}
    return Side(emne="stikproever", noegle=kontrol.nummer, skabelon=skabelon, titel=titel, indhold={**indhold, **liste})


def _address(kontrol: Kontrol, enhed_id: str) -> str:
    return f"/stikproever/{quote(kontrol.nummer)}/svar/{quote(enhed_id, safe='')}"


def _make_linje(
    kontrol: Kontrol, en: Rammeenhed, navne: Mapping[str, str], svar: Mapping[tuple[str, str], Version]
) -> dict[str, object]:
    enhed_id = en.enhed.enhed_id
    return {
        "enhed_id": enhed_id,
        "navn": navne.get(enhed_id, ""),
        "adresse": _address(kontrol, enhed_id),
        "sagsbehandler": en.sagsbehandler,
        "givet": sum((enhed_id, punkt) in svar for punkt in kontrol.punkter),
        "i_alt": len(kontrol.punkter),
    }


def _make_punkter(
    conn: Connection, kontrol: Kontrol, enhed_id: str, udfyldt: Udfyldt | None
) -> tuple[Punktvisning, ...]:
    fund = read_afsloerede_fund(conn, kontrol, enhed_id)
    versioner = read_versioner(conn, kontrol, [enhed_id])
    return tuple(
        Punktvisning(
            raekke=raekke,
            sete=raekke.version if udfyldt is None else udfyldt.sete.get((enhed_id, raekke.punkt), 0),
            felter=_write_svar(raekke.svar) if udfyldt is None else _pick(udfyldt.felter, raekke.punkt),
            fejl={} if udfyldt is None else _pick(udfyldt.fejl, raekke.punkt),
            versioner=versioner.get((enhed_id, raekke.punkt), ()),
            fund=fund.get(raekke.punkt),
        )
        for raekke in load_raekker(conn, kontrol, [enhed_id])
    )


def _pick(felter: Mapping[str, str], punkt: str) -> dict[str, str]:
    """Give what belongs to one item, by field."""
    return {felt: felter.get(f"{punkt}{_SKILLER}{felt}", "") for felt in SVARFELTER}


def _write_svar(svar: Svar | None) -> dict[str, str]:
    if svar is None:
        return dict.fromkeys(SVARFELTER, "")
    return {
        "udfald": svar.udfald.value,
        "kommentar": svar.kommentar or "",
        "minutter": "" if svar.minutter is None else str(svar.minutter),
        "rettet_dag": f"{svar.rettet_dag:%d-%m-%Y}" if svar.rettet_dag else "",
        "sanktion": svar.sanktion.value if svar.sanktion else "",
    }


def _suggest(enhed: Rammeenhed, bruger: Bruger, udfyldt: Udfyldt | None) -> str:
    return find_initialer(bruger) or (udfyldt.sagsbehandler if udfyldt else enhed.sagsbehandler) or ""


def _list_fejl(punkter: Sequence[Punktvisning], udfyldt: Udfyldt | None) -> list[tuple[str, str]]:
    """Give every fault as the id of its field ("" for the whole form) and its sentence, in the order of the page."""
    if udfyldt is None:
        return []
    linjer = [(sted, udfyldt.fejl[sted]) for sted in ("", "sagsbehandler") if sted in udfyldt.fejl]
    for punkt in punkter:
        for felt, tekst in punkt.fejl.items():
            if tekst:
                sted = f"{punkt.raekke.punkt}-{felt}"
                linjer.append((sted, f"{punkt.raekke.etiket}, {_ETIKETTER[felt]}: {tekst}"))
    return linjer


def _explain_konflikt(version: Version) -> str:
    udfald = UDFALDSNAVNE[version.svar.udfald]
    return (
        f"{version.sagsbehandler} svarede »{udfald}« {tidspunkt(version.tidspunkt)}, mens du havde siden åben. "
        "Tal sammen. Skal dit svar gælde, så gem en gang til; begge svar bliver gemt."
    )
