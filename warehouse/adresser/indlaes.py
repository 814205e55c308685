"""A delivery of DAR loaded into the register: all or nothing, going on after a break, cheap when little changed."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from warehouse.adresser.byg import build_register
from warehouse.adresser.fejl import AdresseFejl
from warehouse.adresser.kilde import Kildefil, find_files
from warehouse.adresser.laes import Fremdrift, Laesning, Tal, read_entity
from warehouse.adresser.mellem import Mellem
from warehouse.adresser.opslag import Opslag, read_opslag
from warehouse.adresser.skema import UDGAVE, read_meta
from warehouse.adresser.tillaeg import add_street_names

# A day changes a thousandth of the register. A delivery that lacks far more than that was not fetched whole.
HOEJST_UDGAAET = 0.2
_LILLE = 1000


@dataclass(frozen=True, kw_only=True)
class Indlaest:
    """What a load did: per entity what was taken, unchanged, gone, and passed over with the reason."""

    adresser: int
    entiteter: Mapping[str, Tal]
    er_uaendret: bool = False


def _silent(_navn: str, _faerdige: int, _i_alt: int) -> None:
    """Show nothing."""


def load_dar(
    kilde: Path,
    register: Path,
    *,
    nu: datetime,
    on_progress: Fremdrift = _silent,
    hoejst_udgaaet: float = HOEJST_UDGAAET,
) -> Indlaest:
    """Load a folder or zip file with DAR into the register file.

    The same delivery again does nothing. An interrupted load leaves the register as it was and a half-way file
    beside it, from which the next load of the same delivery goes on.

    Raises:
        AdresseFejl: the delivery cannot be used, the disk is full, or too much of the register would go; the register
            is as it was.
    """
    filer = find_files(kilde)
    gammel = _read_old(register)
    levering = _describe(filer)
    if gammel.get("levering") == levering and gammel.get("dag") == nu.date().isoformat():
        return Indlaest(adresser=int(gammel["adresser"]), entiteter={}, er_uaendret=True)
    if not gammel:
        register.unlink(missing_ok=True)
    register.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _load(kilde, filer, register, nu=nu, on_progress=on_progress, hoejst_udgaaet=hoejst_udgaaet)
    except sqlite3.OperationalError as fejl:
        raise AdresseFejl(
            f"Registret kan ikke skrives ({fejl}). Ryd plads på disken, og kør kommandoen igen."
        ) from fejl


def _load(
    kilde: Path, filer: list[Kildefil], register: Path, *, nu: datetime, on_progress: Fremdrift, hoejst_udgaaet: float
) -> Indlaest:
    tidspunkt = nu.astimezone(UTC).isoformat()
    opslag = read_opslag(filer, tidspunkt)
    halvvejs = register.with_suffix(".mellem")
    mellem = Mellem(halvvejs, register, _read_old(register).get("indlaest", ""))
    try:
        laesning = Laesning(mellem, opslag, tidspunkt, on_progress)
        tal = {
            entitet: read_entity(egne, entitet, laesning)
            for entitet in ("Husnummer", "Adresse")
            if (egne := [fil for fil in filer if fil.entitet == entitet])
        }
        _refuse_loss(tal, hoejst_udgaaet)
        add_street_names(kilde, mellem)
    finally:
        mellem.close()
    on_progress("register", 0, 1)
    adresser = build_register(register, halvvejs, _towns(opslag), _meta(filer, tal, nu))
    on_progress("register", 1, 1)
    for endelse in ("", "-wal", "-shm"):
        halvvejs.with_name(halvvejs.name + endelse).unlink(missing_ok=True)
    return Indlaest(adresser=adresser, entiteter=tal)


def _refuse_loss(tal: Mapping[str, Tal], hoejst: float) -> None:
    for entitet, et in tal.items():
        kendte = et.uaendret + et.udgaaet
        if kendte > _LILLE and et.udgaaet > hoejst * kendte:
            raise AdresseFejl(
                f"Leveringen mangler {et.udgaaet} af de {kendte} rækker af {entitet}, som registret kender. Den er "
                "formentlig ikke hentet færdig; registret er ikke ændret. Er den rigtig, så slet registrets fil, og "
                "indlæs igen."
            )


def _towns(opslag: Opslag) -> dict[int, str]:
    return dict(opslag.postnumre.values())


def _meta(filer: list[Kildefil], tal: Mapping[str, Tal], nu: datetime) -> dict[str, str]:
    er_aendret = any(et.taget or et.udgaaet for et in tal.values())
    return {
        "udgave": str(UDGAVE),
        "levering": _describe(filer),
        "indlaest": nu.isoformat(),
        "dag": nu.date().isoformat(),
        "aendret": "ja" if er_aendret else "nej",
    }


def _describe(filer: list[Kildefil]) -> str:
    return "; ".join(f"{fil.navn} {fil.stoerrelse} {fil.sti.stat().st_mtime_ns}" for fil in filer)


def _read_old(register: Path) -> dict[str, str]:
    """Give the facts of the register there is; nothing when there is none or it is of another edition."""
    if not register.exists():
        return {}
    db = sqlite3.connect(f"{register.resolve().as_uri()}?mode=ro", uri=True)
    try:
        meta = read_meta(db)
    except sqlite3.DatabaseError:
        return {}
    else:
        return meta if meta.get("udgave") == str(UDGAVE) else {}
    finally:
        db.close()
