"""What lies outside the database and may hold the street of a tilbud that has become a krisecenter (SEL § 109)."""

import logging
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from crawler.rens import find_gader_in, mentions, replace_file, rewrite_dump
from domain.dump import DumpFejl
from domain.systemfejl import explain_oserror
from flows.beskyttede import append_beskyttede, apply_beskyttede, read_beskyttede
from flows.settings import Indstillinger
from reports.fejl import RapportFejl
from reports.filnavn import make_filnavn
from warehouse.alarmer import raise_alarm
from warehouse.kopi.sqlitefil import fsync
from warehouse.kopi.tidligere import list_tidligere
from warehouse.load.beskyttelse import list_protected
from warehouse.opbevaring.beskyttede import TABELLER, find_with_past, has_fritekst, note_new_sha, write_filbevis
from warehouse.opbevaring.ryd import overwrite_deleted

_LOG = logging.getLogger(__name__)
KOPIALARM = "kopi_med_beskyttet"
_GENDANNET = ".gendannet"
_MANGE = 5
_LIGGER_ENDNU = (
    " Adressen ligger endnu i databasens filer: kør »tilbudstjek opbevaring koer«, på PostgreSQL som databasens ejer."
)


def clear_after_load(
    engine: Engine,
    indstillinger: Indstillinger,
    fil: Path,
    *,
    nu: datetime,
    snapshot_id: int | None = None,
    flere: frozenset[str] = frozenset(),
) -> frozenset[str]:
    """Take the streets of krisecentre out of what lies in VAR; give the tilbud that became one since the last time.

    `snapshot_id` is the one the load wrote, if any. `flere` are tilbud that a person says are krisecentre.

    The dump just loaded is looked at each time, since a page may no longer say what the register knows. The rest is
    looked at when a tilbud has become one: it is noted as done at the very end, so a run that was killed is done again.

    Raises:
        RapportFejl: a file cannot be rewritten or deleted; the next load tries again.
        WarehouseFejl: the database cannot be written.
    """
    if (indstillinger.var / _GENDANNET).exists():
        clear_restored(engine, indstillinger, nu=nu)
    try:
        apply_beskyttede(engine, indstillinger.var, nu=nu)
        alle = list_protected(engine) | flere
        nye = alle - read_beskyttede(indstillinger.var)
        # A file that somebody keeps elsewhere is theirs.
        if fil.resolve().parent == indstillinger.dumps.resolve():
            _clean_dump(engine, fil, dict.fromkeys(alle, frozenset()), nu=nu)
        if gamle := find_with_past(engine, nye, snapshot_id=snapshot_id):
            _clear_files(engine, indstillinger, alle, gamle, nu=nu)
            write_filbevis(engine, "afdeling", sorted(gamle), nu=nu)
            er_vaek = overwrite_deleted(engine, TABELLER)
            mere = ("" if er_vaek else _LIGGER_ENDNU) + _name_tidligere(engine, indstillinger.var)
            _tell(engine, gamle, mere, nu=nu)
        append_beskyttede(indstillinger.var, nye, nu=nu)
    except OSError as fejl:
        raise _explain(indstillinger, fejl) from fejl
    return nye


def clear_again(engine: Engine, indstillinger: Indstillinger, *, nu: datetime) -> frozenset[str]:
    """Do what a load does afterwards without one: what a killed run left. Raises as `clear_after_load`."""
    return clear_after_load(engine, indstillinger, indstillinger.var, nu=nu)


def mark_restored(var: Path) -> None:
    """Say that a copy is being put back whose files `clear_restored` has not seen: the next load sees to it.

    Raises:
        OSError: the mark cannot be written.
    """
    (var / _GENDANNET).touch(mode=0o600)
    fsync(var)


def clear_restored(engine: Engine, indstillinger: Indstillinger, *, nu: datetime) -> None:
    """Clear the database and the files of a copy that was put back, of every krisecenter, whatever was done before.

    Raises:
        RapportFejl: a file cannot be rewritten or deleted.
        WarehouseFejl: the database cannot be written.
    """
    try:
        alle = read_beskyttede(indstillinger.var)
        apply_beskyttede(engine, indstillinger.var, nu=nu)
        alle |= list_protected(engine)
        if alle:
            _clear_files(engine, indstillinger, alle, alle, nu=nu)
            overwrite_deleted(engine, TABELLER)
        append_beskyttede(indstillinger.var, alle, nu=nu)
        (indstillinger.var / _GENDANNET).unlink(missing_ok=True)
    except OSError as fejl:
        raise _explain(indstillinger, fejl) from fejl


def _explain(indstillinger: Indstillinger, fejl: OSError) -> RapportFejl:
    return RapportFejl(
        f"En fil, der kan rumme et krisecenters adresse, kan ikke renses i {indstillinger.var}: "
        f"{explain_oserror(fejl)}. Giv programmet ret til mappen, og kør »tilbudstjek opbevaring koer«."
    )


def list_dumps(mappe: Path) -> Iterator[Path]:
    """Yield the finished dumps of a folder."""
    yield from sorted(fil for fil in mappe.glob("*.jsonl") if fil.is_file())


def _clear_files(
    engine: Engine, indstillinger: Indstillinger, alle: Collection[str], gamle: Collection[str], *, nu: datetime
) -> None:
    gader = _read_gader(list_dumps(indstillinger.dumps), alle)
    for dump in list_dumps(indstillinger.dumps):
        _clean_dump(engine, dump, gader, nu=nu)
    slettet = [*_list_journals(indstillinger.dumps, gamle), *_list_pakker(indstillinger.var / "paabud", gamle)]
    # Written anew every night; they name tilbud, and a name may be that of the street.
    slettet += sorted(indstillinger.budgetkalender.glob("forsinkede-*.csv"))
    for fil in slettet:
        fil.unlink(missing_ok=True)
    if indstillinger.rapport.is_dir():
        # Whole: a street may stand on the pages of rules, lists and workbooks too. The night ends by writing it anew.
        shutil.rmtree(indstillinger.rapport)
        slettet.append(indstillinger.rapport)
        _LOG.info("The frozen report is taken away until it is written anew.")
    write_filbevis(engine, "filer", [fil.name for fil in slettet], nu=nu)


def _read_gader(dumps: Iterable[Path], tilbudsids: Collection[str]) -> dict[str, frozenset[str]]:
    """Give the streets that any dump shows the tilbud to lie in: another may name one without an address."""
    gader: dict[str, frozenset[str]] = dict.fromkeys(tilbudsids, frozenset())
    for dump in dumps:
        with suppress(DumpFejl):
            for tilbudsid, egne in find_gader_in(dump, tilbudsids).items():
                gader[tilbudsid] |= egne
    return gader


def _clean_dump(engine: Engine, fil: Path, gader: Mapping[str, frozenset[str]], *, nu: datetime) -> None:
    try:
        ny = rewrite_dump(fil, gader)
    except DumpFejl:
        # Nobody can load it, and nobody can tell what stands in it.
        fil.unlink()
        write_filbevis(engine, "dumps", [fil.name], nu=nu)
        return
    if ny is not None:
        # The database first: a file that was not replaced yet is worked out to the same again.
        note_new_sha(engine, ny.foer, ny.efter, nu=nu)
        replace_file(fil, ny.indhold)


def _list_journals(dumps: Path, tilbudsids: Collection[str]) -> Iterator[Path]:
    for fil in sorted(dumps.rglob("*")):
        if fil.is_file() and fil not in set(list_dumps(dumps)) and mentions(fil.read_bytes(), tilbudsids):
            yield fil


def _list_pakker(mappe: Path, tilbudsids: Collection[str]) -> Iterator[Path]:
    for tilbudsid in sorted(tilbudsids):
        yield from sorted(mappe.glob(f"paabud-{make_filnavn(tilbudsid)}.*"))


def _name_tidligere(engine: Engine, var: Path) -> str:
    tidligere = ", ".join(list_tidligere(engine, var))
    return f" Slet også det, som en gendannelse flyttede til side: {tidligere}." if tidligere else ""


def _tell(engine: Engine, tilbudsids: Collection[str], mere: str, *, nu: datetime) -> None:
    """Raise an alarm for each; one for all where they are many, as when the list is made the first time."""
    ider = sorted(tilbudsids)
    for gruppe in [ider] if len(ider) > _MANGE else [[tilbudsid] for tilbudsid in ider]:
        er = f"Tilbud {gruppe[0]} er" if len(gruppe) == 1 else f"{len(gruppe)} tilbud ({', '.join(gruppe)}) er"
        tekst = (
            f"{er} krisecenter. Sikkerhedskopier fra før, det blev kendt, kan rumme adressen: slet dem, når der er en "
            "nyere. Det kan mapper, I selv har fået lavet fra før, også: af nat --til, parquet, genbedoem, indsigt og "
            "rettelser, og arbejdsark og pakker til stikprøver. Dem kan programmet ikke finde: slet dem."
        )
        med_ord = [tilbudsid for tilbudsid in gruppe if has_fritekst(engine, tilbudsid)]
        if med_ord:
            tekst += (
                " Se også, om noget, mennesker har skrevet, røber stedet: "
                f"»tilbudstjek opbevaring fritekst {med_ord[0]}«"
                + ("." if len(med_ord) == 1 else f", og det samme for {', '.join(med_ord[1:])}.")
            )
        noegle = gruppe[0] if len(gruppe) == 1 else f"{nu:%Y-%m-%d}"
        raise_alarm(engine, KOPIALARM, noegle, tekst=tekst + mere, nu=nu)
