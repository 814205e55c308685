"""Files that are too old: which must stay, and the proof of those that went."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import PurePath

from sqlalchemy import Engine, func, not_, or_, select, update

from domain.sag import Sagstilstand
from warehouse.opbevaring.beskyttede import TABELLER
from warehouse.opbevaring.bevis import BESKYTTET, Anledning, write_bevis
from warehouse.opbevaring.breve import MAIL
from warehouse.opbevaring.emne import begin_of
from warehouse.tables import table_of
from warehouse.tables.drift import Sletning, Udfoert
from warehouse.tables.koersel import Koersel, Snapshot
from warehouse.tables.opfoelgning import Sag
from warehouse.transaktion import reading, writing
from warehouse.udfoert import Job

_KOERSEL = table_of(Koersel)
_SNAPSHOT = table_of(Snapshot)
_SAG = table_of(Sag)
_SLETNING = table_of(Sletning)
_UDFOERT = table_of(Udfoert)


def find_newest_dump(engine: Engine) -> str | None:
    """Give the name of the file that the newest accepted fetch was loaded from. Raises WarehouseFejl."""
    valg = select(_KOERSEL.c.dump_fil).join(_SNAPSHOT, _SNAPSHOT.c.koersel_id == _KOERSEL.c.id)
    with reading(engine) as session:
        fil = session.scalar(valg.order_by(_SNAPSHOT.c.id.desc()).limit(1))
    return None if fil is None else PurePath(fil).name


def list_levende_sager(engine: Engine, graense: date) -> frozenset[str]:
    """Give the tilbud whose case is not closed, or was closed no earlier than a day. Raises WarehouseFejl."""
    lukket = (_SAG.c.tilstand == Sagstilstand.LUKKET.value) & (_SAG.c.aendret < begin_of(graense))
    with reading(engine) as session:
        return frozenset(session.scalars(select(_SAG.c.tilbudsid).where(not_(lukket))))


def slet_filer(
    engine: Engine, hvad: str, navne: Sequence[str], *, graense: date, anledning: Anledning, slet: Callable[[], None]
) -> None:
    """Let `slet` delete files of a kind, and write the proof; a file that cannot be deleted leaves none.

    Raises:
        WarehouseFejl: the database cannot be written.
        OSError: what `slet` raises.
    """
    with writing(engine) as session:
        conn = session.connection()
        write_bevis(conn, anledning, hvad, navne, graense=graense)
        if hvad == "udbakke":
            conn.execute(update(MAIL).where(MAIL.c.fil.in_(navne)).values(fil=None))
        slet()


def list_beroerte(engine: Engine) -> frozenset[str]:
    """Give the tables from which anything was taken since the last run that went well. Raises WarehouseFejl."""
    sidst = select(func.max(_UDFOERT.c.lykkedes)).where(_UDFOERT.c.job == Job.OPBEVARING.value).scalar_subquery()
    valg = select(_SLETNING.c.hvad, _SLETNING.c.grund).where(or_(sidst.is_(None), _SLETNING.c.tidspunkt >= sidst))
    with reading(engine) as session:
        rows = session.execute(valg.distinct()).all()
    beskyttede = TABELLER if any(grund == BESKYTTET for _, grund in rows) else ()
    # Words that people wrote are named by table and column.
    return frozenset(hvad.partition(".")[0] for hvad, _ in rows) | frozenset(beskyttede)
