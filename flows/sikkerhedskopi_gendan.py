"""A backup put back: gathered and verified beside the old, then the database in one step, then the files."""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, Engine
from sqlmodel import Session

from domain.systemfejl import explain_oserror
from flows.beskyttede import append_beskyttede, read_beskyttede
from flows.beskyttelse import clear_restored, mark_restored
from flows.fremdrift import Faseopdater, Visning
from flows.laas import hold_lock
from flows.revisionshoved import find_fil, read_hoveder
from flows.settings import Indstillinger
from flows.sikkerhedskopi import ADRESSER, DATABASE, NAVNE, find_programmer
from warehouse.engine import opened_warehouse, unchanged_warehouse
from warehouse.fejl import translate_errors
from warehouse.kopi.arkiv import read_arkiv
from warehouse.kopi.fejl import KopiFejl
from warehouse.kopi.genoptag import Gendannelse, resume
from warehouse.kopi.ibrug import take_alene
from warehouse.kopi.indhold import count_rows
from warehouse.kopi.laesning import is_empty, load_dump, move_aside
from warehouse.kopi.manifest import Manifest
from warehouse.kopi.plads import Plan, begin, finish, store_plan
from warehouse.kopi.rum import require_plads
from warehouse.kopi.sqlitefil import put_in_place, seal
from warehouse.opbevaring.beskyttede import remember_here
from warehouse.revision import Hoved
from warehouse.roller import give_rights
from warehouse.skema import migrate_here, require_known
from warehouse.sqlite import SKRIVER

_BESKYTTEDE = "beskyttede.csv"
_OPTAGET = (
    "Der ligger allerede en database eller filer dér, hvor kopien skal ligge. Skal kopien træde i stedet, så brug "
    "--erstat: det gamle bliver flyttet til side, ikke slettet."
)


@dataclass(frozen=True, kw_only=True)
class Resultat:
    """What a restore did: the backup, how many mails it held, and where what was there before lies now.

    `nyere_hoveder` are links of the audit log that were noted in `var` after the backup: they are in no chain any more.
    """

    manifest: Manifest
    holdte_mails: int
    tidligere: tuple[str, ...]
    nyere_hoveder: tuple[Hoved, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Opgave:
    """A restore under way."""

    indstillinger: Indstillinger
    gendannelse: Gendannelse
    ny: Path
    manifest: Manifest
    erstat: bool

    @property
    def maerke(self) -> str:
        """What marks the old things that are moved aside: the time."""
        return f"{self.gendannelse.nu.astimezone(UTC):%Y%m%d_%H%M%S}"

    @property
    def dump(self) -> Path:
        """The database's file among those gathered."""
        return self.ny / DATABASE[self.manifest.database.motor]


def gendan(  # noqa: PLR0913 - each is an option of the command
    indstillinger: Indstillinger,
    fil: Path,
    *,
    nu: datetime,
    hvem: str,
    erstat: bool = False,
    intet_sendt: str | None = None,
    visning: Visning | None = None,
) -> Resultat:
    """Put a backup back, all of it or nothing.

    Mails that waited become `ukendt`, and new ones wait for a person, since mails may have been handed over after the
    backup; unless `intet_sendt` says why that cannot be. A database of an older schema is brought forward.

    Raises:
        KopiFejl: damaged, of another engine, or the place is taken; nothing is changed.
        WarehouseFejl: the database cannot be written, or the backup's schema is newer than the program.
        OptagetFejl: a run is going on.
    """
    visning = visning or Visning()
    with hold_lock(indstillinger), _explaining(indstillinger.var), visning.faser() as vis:
        ny = begin(indstillinger.var)
        manifest = _gather(fil, ny, vis)
        gendannelse = Gendannelse(
            id=secrets.token_hex(8),
            nu=nu,
            hvem=hvem,
            kopi_taget=manifest.taget,
            kopi_led=manifest.database.revision,
            intet_sendt=intet_sendt,
        )
        opgave = Opgave(indstillinger=indstillinger, gendannelse=gendannelse, ny=ny, manifest=manifest, erstat=erstat)
        nyere = tuple(_list_nyere(indstillinger, manifest))
        vis("Lægger databasen på plads", 0, len(manifest.database.raekker))
        holdte, steder = _put_back(opgave, lambda klar: vis("Lægger databasen på plads", klar, None))
        finish(indstillinger.var, lambda _: True)
        _clean(indstillinger, nu)
    return Resultat(manifest=manifest, holdte_mails=holdte, tidligere=steder, nyere_hoveder=nyere)


def _gather(fil: Path, ny: Path, vis: Faseopdater) -> Manifest:
    """Unpack a backup that was read to its end before, and of which there is room for all.

    The database comes twice on the disk: beside the old one it is put in place from.
    """
    vis("Prøver kopien", 0, None)
    set_ = read_arkiv(fil)
    databaser = [en.stoerrelse for en in set_.filer if en.navn in DATABASE.values()]
    require_plads(ny, fylder=sum(en.stoerrelse for en in set_.filer) + sum(databaser))
    antal = 0

    def modtag(navn: str) -> IO[bytes]:
        nonlocal antal
        antal += 1
        vis("Pakker ud", antal, len(set_.filer))
        maal = ny / navn
        maal.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.fdopen(os.open(maal, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")

    if read_arkiv(fil, modtag) != set_:
        raise KopiFejl("Kopien blev skiftet ud, mens den blev læst. Intet er ændret. Prøv igen.")
    return set_


def _list_nyere(indstillinger: Indstillinger, manifest: Manifest) -> Iterator[Hoved]:
    for hoved in read_hoveder(find_fil(indstillinger)):
        if isinstance(hoved, Hoved) and hoved.nr > manifest.database.revision:
            yield hoved


def _put_back(opgave: Opgave, on_table: Callable[[int], None]) -> tuple[int, tuple[str, ...]]:
    with unchanged_warehouse(opgave.indstillinger.database) as engine:
        if engine.dialect.name != opgave.manifest.database.motor:
            raise KopiFejl(
                f"Kopien er af en database i {opgave.manifest.database.motor}, men TILBUDSTJEK_DATABASE_URL peger på "
                f"en i {engine.dialect.name}. Ret indstillingen."
            )
        if not opgave.dump.is_file():
            raise KopiFejl("Der er ingen database i kopien, og intet er ændret. Brug en anden kopi.")
        require_known(opgave.manifest.database.skema)
        plan = _make_plan(opgave)
        if engine.dialect.name == "postgresql":
            return _put_back_postgresql(opgave, engine, plan, on_table)
        return _put_back_sqlite(opgave, Path(engine.url.database or ""), plan)


def _make_plan(opgave: Opgave) -> Plan:
    """Say what goes where; refuse when something is there and must not be moved."""
    var = opgave.indstillinger.var
    med = {sti.name for sti in (opgave.ny / "var").iterdir()} if (opgave.ny / "var").is_dir() else set()
    navne = [navn for navn in (*NAVNE, ADRESSER) if navn != _BESKYTTEDE]
    i_vejen = [navn for navn in navne if _is_there(var / navn) and (navn != ADRESSER or navn in med)]
    if i_vejen and not opgave.erstat:
        raise KopiFejl(_OPTAGET)
    return Plan(
        id=opgave.gendannelse.id,
        nye=tuple(navn for navn in navne if navn in med),
        vaek=tuple(navn for navn in i_vejen if navn not in med),
        tidligere=f"foer-gendannelse-{opgave.maerke}",
    )


def _is_there(sti: Path) -> bool:
    return any(sti.iterdir()) if sti.is_dir() else sti.exists()


def _put_back_sqlite(opgave: Opgave, fil: Path, plan: Plan) -> tuple[int, tuple[str, ...]]:
    if _is_there(fil):
        if not opgave.erstat:
            raise KopiFejl(_OPTAGET)
        seal(fil)
    with (
        unchanged_warehouse(f"sqlite:///{opgave.dump}") as kopi,
        translate_errors(),
        kopi.execution_options(**{SKRIVER: True}).begin() as forbindelse,
    ):
        holdte = _ready(opgave, forbindelse)
    _store_plan(opgave, plan)
    tidligere = fil.with_name(f"{fil.name}.foer-gendannelse-{opgave.maerke}") if fil.exists() else None
    put_in_place(opgave.dump, fil, tidligere=tidligere)
    return holdte, _list_steder(opgave, plan, str(tidligere) if tidligere else None)


def _put_back_postgresql(
    opgave: Opgave, engine: Engine, plan: Plan, on_table: Callable[[int], None]
) -> tuple[int, tuple[str, ...]]:
    tidligere = None
    with translate_errors(), engine.execution_options(**{SKRIVER: True}).begin() as forbindelse:
        if not is_empty(forbindelse):
            if not opgave.erstat:
                raise KopiFejl(_OPTAGET)
            take_alene(forbindelse)
            tidligere = move_aside(forbindelse, opgave.maerke)
        load_dump(forbindelse, opgave.dump, find_programmer(opgave.indstillinger), on_table)
        holdte = _ready(opgave, forbindelse)
        give_rights(forbindelse)
        _store_plan(opgave, plan)
    return holdte, _list_steder(opgave, plan, f"skemaet {tidligere} i databasen" if tidligere else None)


def _store_plan(opgave: Opgave, plan: Plan) -> None:
    """Write the plan down, the last thing before the database is put back, and keep every krisecenter on the list.

    So does the mark that the files are still to be cleared, which outlives a kill.
    """
    append_beskyttede(opgave.indstillinger.var, read_beskyttede(opgave.ny / "var"), nu=opgave.gendannelse.nu)
    mark_restored(opgave.indstillinger.var)
    store_plan(opgave.indstillinger.var, plan)


def _ready(opgave: Opgave, forbindelse: Connection) -> int:
    """See that every row came, bring the schema forward, and tell the database that it was put back."""
    if count_rows(forbindelse) != opgave.manifest.database.raekker:
        raise KopiFejl("Kopiens database har ikke de rækker, den skulle have. Intet er ændret. Brug en anden kopi.")
    migrate_here(forbindelse)
    # Before anybody can read it: what it knows nothing of may have become a krisecenter since.
    var, nu = opgave.indstillinger.var, opgave.gendannelse.nu
    kendte = read_beskyttede(var) | read_beskyttede(opgave.ny / "var")
    with Session(bind=forbindelse) as session:
        remember_here(session, kendte, nu=nu)
        session.flush()
    return resume(forbindelse, opgave.gendannelse)


def _list_steder(opgave: Opgave, plan: Plan, database: str | None) -> tuple[str, ...]:
    var = opgave.indstillinger.var
    flyttes = [navn for navn in (*plan.nye, *plan.vaek) if (var / navn).exists()]
    return (*([database] if database else []), *([str(var / plan.tidligere)] if flyttes else []))


def _clean(indstillinger: Indstillinger, nu: datetime) -> None:
    """Take out of what came back the streets of those that have become krisecentre since, before anybody reads it."""
    with opened_warehouse(indstillinger.database) as engine:
        clear_restored(engine, indstillinger, nu=nu)


@contextmanager
def _explaining(var: Path) -> Iterator[None]:
    """Throw away what was gathered when it came to nothing, and say what the disk would not do."""
    try:
        yield
    except OSError as fejl:
        _give_up(var)
        raise KopiFejl(f"Kopien kan ikke lægges på plads: {explain_oserror(fejl)}. Ret det, og prøv igen.") from fejl
    except (KopiFejl, RuntimeError):
        _give_up(var)
        raise


def _give_up(var: Path) -> None:
    """Leave nothing gathered, unless the database is put back: then the next run ends what is left (`hold_lock`)."""
    if not (var / "gendannelse" / "plan.json").exists():
        shutil.rmtree(var / "gendannelse", ignore_errors=True)
