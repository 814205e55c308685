"""Everything that is known of somebody as one zip: JSON Lines a table, a workbook, and an overview to read."""

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from sqlalchemy import Engine

from domain.opbevaring import Handling, Opbevaring
from domain.tid import find_dag
from reports.exports.indsigt_ark import write_ark
from reports.exports.indsigt_filer import Filfund, find_filer
from reports.exports.indsigt_gennemgang import Punkt, list_punkter
from reports.exports.indsigt_ord import BESKRIVELSER
from reports.exports.tabel import write_csv
from reports.fejl import RapportFejl
from reports.filnavn import make_filnavn
from reports.visning import antal_af, tidspunkt
from reports.zippakke import write_zip
from warehouse.queries.indsigt import Emne, Tabelfund, find_alt, is_beskyttet
from warehouse.queries.indsigt_tabeller import Slags
from warehouse.revision import Revisionsnote, hash_noegler, note
from warehouse.transaktion import reading, writing

HANDLING = "indsigt"
_KUN_EJEREN = 0o600
_NAVNE: Mapping[Slags, str] = MappingProxyType(
    {
        Slags.TILBUD: "tilbud",
        Slags.PLEJEFAMILIE: "plejefamilie",
        Slags.EMAIL: "e-mailadressen",
        Slags.BRUGER: "brugeren",
    }
)


@dataclass(frozen=True, kw_only=True)
class Indsigt:
    """A package: what it should be called, its bytes, and how much there was."""

    filnavn: str
    zip: bytes
    antal_raekker: int
    antal_filer: int
    antal_punkter: int
    beskyttet: bool


@dataclass(frozen=True, kw_only=True)
class _Linje:
    """A table as the overview tells of it."""

    tabel: str
    antal: int
    hvad: str
    hvorfor: str
    hjemmel: str
    gemmes: str


def make_indsigt(engine: Engine, var: Path, emne: Emne, liste: Mapping[str, Opbevaring], *, nu: datetime) -> Indsigt:
    """Collect all that is known of somebody, and let the audit log say that it was taken out.

    `liste` says how long each kind of data is kept. The log is told what kind was asked about and how much there was,
    never who it was but as a fingerprint.

    Raises:
        RapportFejl: nothing at all is known, or a file cannot be read.
        WarehouseFejl: the database cannot be used.
    """
    if not emne.noegle.strip():
        raise RapportFejl("Skriv, hvem eller hvad du spørger om: et tilbuds nummer, --email eller --bruger.")
    with reading(engine) as session:
        fund = find_alt(session.connection(), emne)
        beskyttet = emne.slags is Slags.TILBUD and is_beskyttet(session.connection(), emne.noegle)
    filer = find_filer(var, emne, fund, beskyttet=beskyttet)
    if not fund and not filer:
        # An address or a name is nothing to write where errors are kept.
        hvem = f" {emne.noegle[:40]}" if emne.slags in {Slags.TILBUD, Slags.PLEJEFAMILIE} else ""
        raise RapportFejl(f"Tilbudstjek ved intet om {_NAVNE[emne.slags]}{hvem}. Se efter, om det er skrevet rigtigt.")
    punkter = tuple(list_punkter(emne, fund))
    pakke = write_zip(_make_filer(emne, fund, filer, punkter, liste, beskyttet, nu), rettigheder=_KUN_EJEREN)
    antal = sum(len(et.rows) for et in fund)
    _note(engine, emne, antal, nu)
    return Indsigt(
        filnavn=f"indsigt-{emne.slags.value}-{make_filnavn(emne.noegle)}-{find_dag(nu):%Y%m%d}.zip",
        zip=pakke,
        antal_raekker=antal,
        antal_filer=len(filer),
        antal_punkter=len(punkter),
        beskyttet=beskyttet,
    )


def _note(engine: Engine, emne: Emne, antal: int, nu: datetime) -> None:
    led = Revisionsnote(
        tidspunkt=nu,
        hvem="menneske",
        handling=f"{HANDLING}_{emne.slags.value}",
        genstand=f"tilbud:{emne.noegle}" if emne.slags is Slags.TILBUD else None,
        indhold=hash_noegler([emne.noegle.casefold()]),
        bemaerkning=f"{antal} rækker taget ud",
    )
    with writing(engine) as session:
        note(session.connection(), led)


def _make_filer(  # noqa: PLR0913, PLR0917 - what the package is made of
    emne: Emne,
    fund: Sequence[Tabelfund],
    filer: Sequence[Filfund],
    punkter: Sequence[Punkt],
    liste: Mapping[str, Opbevaring],
    beskyttet: bool,  # noqa: FBT001 - passed on to the page
    nu: datetime,
) -> dict[str, bytes]:
    titel = f"Hvad ved Tilbudstjek om {_NAVNE[emne.slags]} {emne.noegle}"
    side = _miljoe().get_template("indsigt.html")
    oversigt = side.render(
        titel=titel,
        lavet=tidspunkt(nu),
        beskyttet=beskyttet,
        linjer=[_describe(et, liste) for et in fund],
        filer=filer,
        punkter=punkter,
        raekker=antal_af(sum(len(et.rows) for et in fund), "række", "rækker"),
    )
    return {
        "oversigt.html": oversigt.encode(),
        "alt.xlsx": write_ark(titel[:255], fund, dag=find_dag(nu)),
        "gennemgang.csv": _write_gennemgang(punkter),
        **{f"tabeller/{et.tabel}.jsonl": b"".join(_write_rows(et)) for et in fund},
        **{f"filer/{et.sti}": et.indhold for et in filer if et.indhold},
    }


def _write_rows(fund: Tabelfund) -> Iterator[bytes]:
    for row in fund.rows:
        yield json.dumps({navn: _plain(value) for navn, value in row.items()}, ensure_ascii=False).encode() + b"\n"


def _write_gennemgang(punkter: Sequence[Punkt]) -> bytes:
    ud = io.StringIO()
    write_csv(ud, ("tabel", "raekke", "kolonne", "hvorfor"), (vars(punkt) for punkt in punkter))
    return ud.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> Any:  # noqa: ANN401 - what a column may hold
    return value.isoformat() if isinstance(value, date) else value


def _describe(fund: Tabelfund, liste: Mapping[str, Opbevaring]) -> _Linje:
    regler = [regel for regel in liste.values() if fund.tabel in regel.tabeller]
    return _Linje(
        tabel=fund.tabel,
        antal=len(fund.rows),
        hvad=BESKRIVELSER.get(fund.tabel, fund.tabel),
        hvorfor="; ".join(dict.fromkeys(regel.hvorfor for regel in regler)),
        hjemmel="; ".join(dict.fromkeys(regel.hjemmel for regel in regler if regel.hjemmel)),
        gemmes="; ".join(dict.fromkeys(_write_frist(regel) for regel in regler)),
    )


def _write_frist(regel: Opbevaring) -> str:
    if regel.periode is None:
        return "slettes ikke af programmet"
    hvad = "teksten slettes" if regel.handling is Handling.TEKSTEN_SLETTES else "slettes"
    return f"{hvad} {regel.periode} efter {regel.regnet_fra}"


def _miljoe() -> Environment:
    return Environment(
        loader=PackageLoader("reports.exports", "skabeloner"), autoescape=True, undefined=StrictUndefined
    )
