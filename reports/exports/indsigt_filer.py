"""What files beside the database say of somebody: dumps line by line, mails as files, and packages of påbud."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from domain.systemfejl import explain_oserror
from reports.fejl import RapportFejl
from reports.filnavn import make_filnavn
from warehouse.queries.indsigt import Emne, Tabelfund
from warehouse.queries.indsigt_tabeller import Slags

UDELADT = "Linjerne er udeladt: tilbuddet er et krisecenter, og en hentet fil kan rumme dets gade (serviceloven § 109)."
_NOEGLER = {Slags.TILBUD: "tilbudsid", Slags.PLEJEFAMILIE: "plejefamilieid"}


@dataclass(frozen=True, kw_only=True)
class Filfund:
    """A file that mentions somebody: where it is, how often, and what of it goes along (empty where nothing does)."""

    sti: str
    antal: int
    indhold: bytes
    bemaerkning: str = ""


def find_filer(var: Path, emne: Emne, fund: Sequence[Tabelfund], *, beskyttet: bool) -> tuple[Filfund, ...]:
    """Give what the folder of the program holds of somebody.

    Of a krisecenter neither dumps nor mails go along, only that they are there: they may be older than the day it was
    known to be one.

    Raises:
        RapportFejl: a file cannot be read.
    """
    try:
        alle = [
            *_find_dumps(var / "dumps", emne),
            *_find_mails(var / "udbakke", fund),
            *_find_paabud(var, emne),
            *_find_kalender(var / "budgetkalender", emne),
        ]
    except OSError as fejl:
        raise RapportFejl(f"{fejl.filename} kan ikke læses: {explain_oserror(fejl)}. Ret det, og prøv igen.") from fejl
    return tuple(_withhold(et) if beskyttet else et for et in alle)


def _withhold(fund: Filfund) -> Filfund:
    return Filfund(sti=fund.sti, antal=fund.antal, indhold=b"", bemaerkning=UDELADT)


def _find_dumps(mappe: Path, emne: Emne) -> Iterator[Filfund]:
    if emne.slags is Slags.BRUGER:
        return
    mentions = _make_test(emne)
    for fil in sorted(mappe.glob("*.jsonl")):
        with fil.open(encoding="utf-8", errors="replace") as linjer:
            egne = [linje for linje in linjer if mentions(linje)]
        if egne:
            yield Filfund(sti=f"dumps/{fil.name}", antal=len(egne), indhold="".join(egne).encode())


def _make_test(emne: Emne) -> Callable[[str], bool]:
    if emne.slags is Slags.EMAIL:
        ord_ = re.compile(rf"(?<![\w.+-]){re.escape(emne.noegle)}(?![\w-])", re.IGNORECASE)
        return lambda linje: ord_.search(linje) is not None
    return lambda linje: emne.noegle in linje and _speaks_of(linje, _NOEGLER[emne.slags], emne.noegle)


def _speaks_of(linje: str, navn: str, noegle: str) -> bool:
    try:
        return _has(json.loads(linje), navn, noegle)
    except ValueError:
        # Half a line is kept rather than lost: it mentions the number.
        return True


def _has(vaerdi: object, navn: str, noegle: str) -> bool:
    if isinstance(vaerdi, dict):
        return vaerdi.get(navn) == noegle or any(_has(et, navn, noegle) for et in vaerdi.values())
    return isinstance(vaerdi, list) and any(_has(et, navn, noegle) for et in vaerdi)


def _find_mails(mappe: Path, fund: Iterable[Tabelfund]) -> Iterator[Filfund]:
    navne = sorted({str(row["fil"]) for et in fund if et.tabel == "mail" for row in et.rows if row["fil"]})
    for navn in navne:
        fil = mappe / Path(navn).name
        if fil.is_file():
            yield Filfund(sti=f"udbakke/{fil.name}", antal=1, indhold=fil.read_bytes())


def _find_paabud(var: Path, emne: Emne) -> Iterator[Filfund]:
    if emne.slags is Slags.TILBUD:
        fil = var / "paabud" / f"paabud-{make_filnavn(emne.noegle)}.zip"
        if fil.is_file():
            yield Filfund(sti=f"paabud/{fil.name}", antal=1, indhold=fil.read_bytes())


def _find_kalender(mappe: Path, emne: Emne) -> Iterator[Filfund]:
    if emne.slags is not Slags.TILBUD:
        return
    for fil in sorted(mappe.glob("*.csv")):
        hoved, *linjer = fil.read_text(encoding="utf-8-sig").splitlines() or [""]
        egne = [linje for linje in linjer if emne.noegle in linje.split(";")]
        if egne:
            indhold = "\n".join((hoved, *egne, "")).encode()
            yield Filfund(sti=f"budgetkalender/{fil.name}", antal=len(egne), indhold=indhold)
