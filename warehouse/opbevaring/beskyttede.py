"""Krisecentre (SEL § 109) that the database may have forgotten, and dumps that lost a street: both told to it."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, Engine, exists, func, select, update
from sqlmodel import Session

from warehouse.load.beskyttelse import list_protected, read_protected, scrub_history
from warehouse.load.fritekst import FRITEKSTER
from warehouse.load.udtraek.beskyttelse import scrub_rows
from warehouse.opbevaring.bevis import BESKYTTET, Anledning, write_bevis
from warehouse.revision import Revisionsnote, note
from warehouse.tables import table_of
from warehouse.tables.koersel import Koersel, Snapshot
from warehouse.tables.register import Afdeling, AfdelingLiv
from warehouse.tables.udtraek import ENTITETSTABELLER
from warehouse.transaktion import reading, writing

_AFDELING = table_of(Afdeling)
_LIV = table_of(AfdelingLiv)
_KOERSEL = table_of(Koersel)
_SNAPSHOT = table_of(Snapshot)

# The tables that a street can have stood in; on PostgreSQL they are written anew when one has become secret.
TABELLER = (
    *("afdeling", "afdeling_navn", "afdeling_paragraf", "afledt_afdeling", "raw_afdeling", "adressevask"),
    *("tilbudslinje", "afvigelse", "mail", "mail_svar", "mail_afvigelse", "mail_tilbud", "sag_haendelse", "adressebog"),
    *("budgetskema", "budgetskema_fejl", "stikproeve_udfald", "raw_udtraek", "tilbud", "takst", "plads", "belaegning"),
    *("budget", "noegletal", "tilsynsbesoeg", "kvalitetsscore", "sanktion"),
)


def remember_beskyttede(engine: Engine, tilbudsids: Collection[str], *, nu: datetime) -> frozenset[str]:
    """Scrub every tilbud that was a krisecenter once but of which the database holds an address; give their ids.

    After the restore of a copy from before it became one, the database does not know; whoever keeps the list does.

    Raises:
        WarehouseFejl: the database cannot be written.
    """
    if not frozenset(tilbudsids) - list_protected(engine):
        return frozenset()
    with writing(engine) as session:
        return remember_here(session, tilbudsids, nu=nu)


def remember_here(session: Session, tilbudsids: Collection[str], *, nu: datetime) -> frozenset[str]:
    """Do what `remember_beskyttede` does in the caller's transaction, which must be one that writes."""
    ukendte = frozenset(tilbudsids) - read_protected(session)
    if not ukendte:
        return frozenset()
    aabne = select(_AFDELING.c.tilbudsid).where(~_AFDELING.c.er_beskyttet, _AFDELING.c.tilbudsid.in_(sorted(ukendte)))
    fundet = frozenset(session.scalars(aabne.distinct()))
    if fundet:
        scrub_history(session, fundet, nu=nu)
        anledning = Anledning(grund=BESKYTTET, nu=nu, hvem="system")
        write_bevis(session.connection(), anledning, "afdeling", fundet)
    scrub_rows(session, ukendte)
    return fundet


def remember_named(
    engine: Engine, tilbudsids: Collection[str], anledning: Anledning, *, begrundelse: str
) -> frozenset[str]:
    """Scrub the tilbud that a person names, and let the chain say who did and why; give those not protected before.

    Raises:
        WarehouseFejl: the database cannot be written.
    """
    with writing(engine) as session:
        nye = frozenset(tilbudsids) - read_protected(session)
        remember_here(session, nye, nu=anledning.nu)
        for tilbudsid in sorted(nye):
            led = Revisionsnote(
                tidspunkt=anledning.nu,
                hvem=anledning.hvem,
                handling="beskyttet",
                genstand=f"tilbud:{tilbudsid}",
                bemaerkning=begrundelse,
            )
            note(session.connection(), led)
    return nye


def find_fremmede(engine: Engine, tilbudsids: Collection[str]) -> frozenset[str]:
    """Give those of some tilbud that no page and no dataudtræk ever told of. Raises WarehouseFejl."""
    tabeller = (_AFDELING, *(tabel for tabel in ENTITETSTABELLER.values() if "tilbudsid" in tabel.c))
    kendte: set[str] = set()
    with reading(engine) as session:
        for tabel in tabeller:
            kendte |= set(session.scalars(select(tabel.c.tilbudsid).where(tabel.c.tilbudsid.in_(sorted(tilbudsids)))))
    return frozenset(tilbudsids) - kendte


def find_with_past(engine: Engine, tilbudsids: Collection[str], *, snapshot_id: int | None) -> frozenset[str]:
    """Give those that were in the register, or in a dataudtræk alone, before the snapshot of a load.

    One that came with it as a krisecenter never had an address here. `snapshot_id` is None for a load without one: then
    they all were.

    Raises:
        WarehouseFejl: the database cannot be read.
    """
    nye = select(_LIV.c.tilbudsid).group_by(_LIV.c.tilbudsid).having(func.min(_LIV.c.foerst_set) == snapshot_id)
    with reading(engine) as session:
        return frozenset(tilbudsids) - (frozenset() if snapshot_id is None else frozenset(session.scalars(nye)))


def has_fritekst(engine: Engine, tilbudsid: str) -> bool:
    """Tell whether people have written anything about a tilbud. Raises WarehouseFejl."""
    with reading(engine) as session:
        conn = session.connection()
        return any(conn.scalar(select(exists(fritekst.select_om(tilbudsid)))) for fritekst in FRITEKSTER)


def note_new_sha(engine: Engine, gammel: str, ny: str, *, nu: datetime) -> None:
    """Let a dump that lost an address be known by its new SHA-256, as the one that was loaded.

    Raises:
        WarehouseFejl: the database cannot be written.
    """
    with writing(engine) as session:
        conn = session.connection()
        koersler = conn.scalars(select(_KOERSEL.c.id).where(_KOERSEL.c.dump_sha256 == gammel)).all()
        conn.execute(update(_KOERSEL).where(_KOERSEL.c.dump_sha256 == gammel).values(dump_sha256=ny))
        conn.execute(update(_SNAPSHOT).where(_SNAPSHOT.c.dump_sha256 == gammel).values(dump_sha256=ny))
        for koersel in koersler:
            _note(conn, f"koersel:{koersel}", ny, nu)


def write_filbevis(engine: Engine, hvad: str, navne: Collection[str], *, nu: datetime) -> None:
    """Write the proof that files were deleted or lost an address. Raises WarehouseFejl."""
    if navne:
        with writing(engine) as session:
            write_bevis(session.connection(), Anledning(grund=BESKYTTET, nu=nu, hvem="system"), hvad, navne)


def _note(conn: Connection, genstand: str, sha256: str, nu: datetime) -> None:
    led = Revisionsnote(tidspunkt=nu, hvem="system", handling="dump_renset", genstand=genstand, indhold=sha256)
    note(conn, led)
