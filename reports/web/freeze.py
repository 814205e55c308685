"""The pages as files that open from a disk: the whole folder or nothing, the old one kept until the new is ready."""

import gc
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from domain.regel import Regel
from domain.systemfejl import explain_oserror
from domain.tid import find_dag
from expectations.registry import load_regler
from reports.fejl import RapportFejl
from reports.web.app import read_stil
from reports.web.diagrammer.punkter import STOERST
from reports.web.links import Fillinks, make_sti
from reports.web.side import Katalog, Side, Udsnit
from reports.web.sider import (
    afvigelser,
    budgetkalender,
    koersler,
    kommuner,
    om_data,
    overblik,
    portefoelje,
    regelkatalog,
    regler,
    sager,
    socialtilsyn,
    stikproeve_resultat,
    stikproever,
    tilbud,
    tilbud_liste,
    tilbudstyper,
    tom,
)
from reports.web.sider.fordeling import load_kontroldage
from reports.web.tabel.filer import make_fil
from reports.web.tabel.tabel import Tabel
from reports.web.tabel.valg import Valg
from reports.web.tegner import Ramme, draw
from warehouse.queries.rapport_koersler import list_koersler
from warehouse.queries.rapport_tilbud import list_tilbudsid, load_tilbud
from warehouse.queries.rapport_tilstand import load_tilstand
from warehouse.queries.rapport_udtraek import list_leverancer
from warehouse.queries.tilbudshistorik import load_historik
from warehouse.revision import find_hoved
from warehouse.transaktion import reading

Fremskridt = Callable[[int, int], None]

_MAERKE = ".tilbudstjek-rapport"
_TABEL = Udsnit(graense=500)
_ALLE = Udsnit(graense=20_000)
# The runs of a month: each has a page, and drawing a year of them anew would make every night slower than the last.
_KOERSLER = Udsnit(graense=31)
_BUNKE = 200


def freeze(
    engine: Engine,
    mappe: Path,
    *,
    nu: datetime,
    regler: Sequence[Regel] | None = None,
    on_progress: Fremskridt | None = None,
) -> Path:
    """Write every page to a folder and give its first page. Readers of the old folder see it until the last moment.

    Long tables of findings stop at 500 rows and say so, runs at the newest 31. `on_progress` is told how many pages are
    written, of how many.

    Raises:
        RapportFejl: the folder holds something else than a report, or cannot be written.
        WarehouseFejl: the database cannot be used.
    """
    mappe = mappe.resolve()
    try:
        _restore(mappe)
        _check_folder(mappe)
        mappe.parent.mkdir(parents=True, exist_ok=True)
        ny = Path(tempfile.mkdtemp(prefix=f".{mappe.name}.ny-", dir=mappe.parent))
        try:
            with _look_past_the_old():
                _write_pages(engine, ny, nu, load_regler() if regler is None else regler, on_progress)
            _swap(ny, mappe)
        finally:
            shutil.rmtree(ny, ignore_errors=True)
    except OSError as fejl:
        raise RapportFejl(
            f"Rapporten kan ikke skrives i {mappe}: {explain_oserror(fejl)}. Den gamle står urørt."
        ) from fejl
    return mappe / "index.html"


@contextmanager
def _look_past_the_old() -> Iterator[None]:
    """Look for cycles only among what is made in the block: the program's own objects are many, and stay anyway."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _write_pages(
    engine: Engine, ny: Path, nu: datetime, regler: Sequence[Regel], on_progress: Fremskridt | None
) -> None:
    ny.chmod(0o755)
    (ny / _MAERKE).touch()
    (ny / make_sti("stil")).write_text(read_stil(), encoding="utf-8")
    with reading(engine) as session:
        conn = session.connection()
        katalog = _make_katalog(conn, nu, regler)
        ider = list_tilbudsid(conn)
        for nummer, side in enumerate(_sider(conn, katalog, ider), start=1):
            _write(ny, side, katalog, nu)
            if on_progress is not None:
                on_progress(nummer, max(nummer, len(ider) + len(regler) + 10))
        _write_traeklister(ny, conn)
        _write_tabeller(ny, conn, katalog)
        for fil in stikproeve_resultat.list_filer(conn, katalog, nu):
            (ny / make_sti(fil.emne, fil.noegle)).write_bytes(fil.indhold)
        _write_hoved(ny, conn)


def _make_katalog(conn: Connection, nu: datetime, regler: Sequence[Regel]) -> Katalog:
    katalog = Katalog({regel.id: regel for regel in regler}, load_tilstand(conn), find_dag(nu))
    return replace(katalog, kontroldage=load_kontroldage(conn, katalog))


def _write_hoved(ny: Path, conn: Connection) -> None:
    """Write the newest link of the audit log: kept with the report, it shows later that nothing was changed."""
    hoved = find_hoved(conn)
    if hoved is not None:
        tekst = f"{hoved.nr} {hoved.tidspunkt.isoformat()} {hoved.hash}\n"
        (ny / "revision.txt").write_text(tekst, encoding="utf-8")


def _write_traeklister(ny: Path, conn: Connection) -> None:
    for nummer in stikproever.list_numre(conn):
        liste = stikproever.load_liste(conn, nummer)
        if liste is not None:
            (ny / make_sti("stikproeve-traek", nummer)).write_text(liste, encoding="utf-8")


def _write_tabeller(ny: Path, conn: Connection, katalog: Katalog) -> None:
    """Write the long tables whole as workbooks: pages that are files are neither filtered nor complete."""
    for tabel in _list_tabeller(katalog):
        fil = ny / make_sti("tabelfil", tabel.navn)
        fil.parent.mkdir(exist_ok=True)
        fil.write_bytes(make_fil(conn, tabel, Valg(format="xlsx"), dag=katalog.dag).indhold)


def _list_tabeller(katalog: Katalog) -> tuple[Tabel[Any], ...]:
    return (
        tilbud_liste.make_tabel(katalog),
        afvigelser.make_tabel(katalog),
        kommuner.make_tabel(katalog),
        tilbudstyper.TABEL,
        regelkatalog.make_tabel(katalog),
        koersler.TABEL,
    )


def _sider(conn: Connection, katalog: Katalog, ider: Sequence[str]) -> Iterator[Side]:
    yield overblik.show_overblik(conn, katalog)
    forloeb = regelkatalog.load_forloeb(conn, katalog, antal=STOERST)
    yield regelkatalog.show_liste(conn, katalog, forloeb)
    yield from regler.show_alle(conn, katalog, forloeb, _TABEL)
    yield from _present(_lister(conn, katalog))
    for koersel_id in _koersler(conn):
        yield from _present([koersler.show_koersel(conn, koersel_id)])
    for nummer in stikproever.list_numre(conn):
        yield from _present(
            [stikproever.show_kontrol(conn, katalog, nummer), stikproeve_resultat.show_resultat(conn, nummer)]
        )
    for start in range(0, len(ider), _BUNKE):
        bunke = ider[start : start + _BUNKE]
        historik = load_historik(conn, bunke)
        for data in load_tilbud(conn, bunke):
            yield tilbud.show_tilbud(data, katalog, historik[data.tilbudsid])


def _koersler(conn: Connection) -> Iterator[str]:
    """Give the newest runs, and those that brought the deliveries in force however old they are."""
    nyeste = [koersel.id for koersel in list_koersler(conn, graense=_KOERSLER.graense)]
    yield from dict.fromkeys([*nyeste, *(x.koersel_id for x in list_leverancer(conn).values())])


def _lister(conn: Connection, katalog: Katalog) -> Iterator[Side | None]:
    yield om_data.show_om_data(conn, katalog)
    yield om_data.show_tilgaengelighed()
    yield koersler.show_liste(conn, _KOERSLER)
    yield sager.show_kopi(conn)
    yield stikproever.show_liste(conn, katalog)
    yield stikproever.show_traekning()
    yield stikproeve_resultat.show_evidens(conn, katalog)
    yield budgetkalender.show_budgetkalender(conn, katalog)
    for aar in budgetkalender.list_aar(conn):
        yield budgetkalender.show_budgetkalender(conn, katalog, aar)
    if katalog.tilstand.snapshot is None:
        for emne in ("socialtilsyn", "tilbud", "afvigelser", "kommuner", "tilbudstyper"):
            yield tom.show_tom(emne)
        return
    yield socialtilsyn.show_liste(conn)
    yield tilbud_liste.show_liste(conn, katalog, _ALLE)
    yield afvigelser.show_liste(conn, katalog, _TABEL)
    yield kommuner.show_liste(conn, katalog)
    for kode in kommuner.list_koder(conn, katalog):
        yield kommuner.show_kommune(conn, katalog, kode, _TABEL)
    yield tilbudstyper.show_liste(conn)
    for slug in tilbudstyper.list_slugs(conn):
        yield tilbudstyper.show_type(conn, katalog, slug, _TABEL)
    for gruppe in socialtilsyn.list_grupper(conn):
        yield portefoelje.show_socialtilsyn(conn, katalog, gruppe.slug, _TABEL)


def _present(sider: Iterator[Side | None] | list[Side | None]) -> Iterator[Side]:
    return (side for side in sider if side is not None)


def _write(ny: Path, side: Side, katalog: Katalog, nu: datetime) -> None:
    sti = make_sti(side.emne, side.noegle)
    ramme = Ramme(links=Fillinks(sti.count("/")), tilstand=katalog.tilstand, skrevet=nu)
    fil = ny / sti
    fil.parent.mkdir(exist_ok=True)
    fil.write_text(draw(side, ramme), encoding="utf-8")


def _check_folder(mappe: Path) -> None:
    """Refuse to replace a folder that somebody uses for something else."""
    if mappe.is_dir() and any(mappe.iterdir()) and not (mappe / _MAERKE).exists():
        raise RapportFejl(f"{mappe} indeholder andet end en rapport. Vælg en tom mappe.")
    if mappe.exists() and not mappe.is_dir():
        raise RapportFejl(f"{mappe} er en fil. Vælg en mappe.")


def _swap(ny: Path, mappe: Path) -> None:
    gammel = _gammel(mappe)
    if mappe.exists():
        mappe.rename(gammel)
    ny.rename(mappe)
    shutil.rmtree(gammel, ignore_errors=True)


def _restore(mappe: Path) -> None:
    """Tidy up after a run that was killed: put the old report back if it was moved away, drop half-written ones."""
    gammel = _gammel(mappe)
    if gammel.exists() and not mappe.exists():
        gammel.rename(mappe)
    for rest in (gammel, *mappe.parent.glob(f".{mappe.name}.ny-*")):
        shutil.rmtree(rest, ignore_errors=True)


def _gammel(mappe: Path) -> Path:
    return mappe.parent / f".{mappe.name}.gammel"
