"""Whether the clock can be believed before anything is deleted for its age: a wrong one makes everything too old."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, func, select

from domain.tid import write_minute
from reports.fejl import RapportFejl
from warehouse.revision import Revisionsnote, note
from warehouse.tables import table_of
from warehouse.tables.koersel import Snapshot
from warehouse.transaktion import reading, writing
from warehouse.udfoert import Job, load_udfoert

# Retention runs each night: a longer pause is a machine that stood still, or a clock that leapt.
_FREM = timedelta(days=45)
_TILBAGE = timedelta(days=2)
_SNAPSHOT = table_of(Snapshot)


def check_ur(engine: Engine, *, nu: datetime) -> None:
    """Refuse a clock that is far from when retention last went well; the first time, from the newest fetch.

    Not from the newest row of all: a night with a wrong clock has written some by then.

    Raises:
        RapportFejl: the clock has leapt; a person must say that it is right.
        WarehouseFejl: the database cannot be read.
    """
    sidst = _find_sidst(engine)
    if sidst is not None and not sidst - _TILBAGE <= nu <= sidst + _FREM:
        raise RapportFejl(
            f"Uret siger {write_minute(nu)}, men det, der er for gammelt, blev sidst ryddet, eller registret sidst "
            f"hentet, {write_minute(sidst)}. Går uret forkert, ville for meget blive slettet, så intet er slettet. Se "
            'uret (»timedatectl«). Er det rigtigt, så kør »tilbudstjek opbevaring koer --uret-er-rigtigt "hvorfor"«.'
        )


def note_ur(engine: Engine, hvorfor: str, *, nu: datetime, hvem: str) -> None:
    """Write in the audit log that a person says that the clock is right. Raises WarehouseFejl."""
    led = Revisionsnote(tidspunkt=nu, hvem=hvem, handling="ur_godkendt", bemaerkning=hvorfor)
    with writing(engine) as session:
        note(session.connection(), led)


def _find_sidst(engine: Engine) -> datetime | None:
    with reading(engine) as session:
        conn = session.connection()
        sidst = load_udfoert(conn)[Job.OPBEVARING].lykkedes
        return sidst or conn.scalar(select(func.max(_SNAPSHOT.c.tidspunkt)))
