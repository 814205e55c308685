"""One writer at a time: a lock file that the system lets go of when its holder dies, and on PostgreSQL one there too.

The file keeps runs of one machine apart, the server's lock those of two machines that share the database.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy.engine import URL

from flows.settings import Indstillinger
from warehouse.enekoersel import EnekoerselTaget, hold_enekoersel
from warehouse.engine import normalise_url, unchanged_warehouse
from warehouse.kopi.genoptag import is_resumed
from warehouse.kopi.plads import finish
from warehouse.transaktion import reading

_OPTAGET = "En anden kørsel er i gang med de samme data. Vent, til den er færdig (»tilbudstjek koersler« viser den)."


class OptagetFejl(RuntimeError):
    """Another run holds the lock; the message is Danish and says what to do."""


@contextmanager
def hold_lock(indstillinger: Indstillinger) -> Iterator[None]:
    """Hold the writer's lock of the folder and of the database in the settings.

    A restore that was killed once the database was put back is ended first: its files are put in their places.

    Raises:
        OptagetFejl: another run holds it. It is refused at once, never waited for.
        WarehouseFejl: the database server cannot be reached.
    """
    indstillinger.var.mkdir(parents=True, exist_ok=True)
    url = normalise_url(indstillinger.database)
    with ExitStack() as laase:
        engine = laase.enter_context(unchanged_warehouse(url))
        try:
            for fil in _list_files(indstillinger.var, url):
                laase.enter_context(FileLock(fil).acquire(timeout=0))
            laase.enter_context(hold_enekoersel(engine))
        except (Timeout, EnekoerselTaget) as fejl:
            raise OptagetFejl(_OPTAGET) from fejl
        finish(indstillinger.var, lambda gendannelse: _is_put_back(url, gendannelse))
        yield


def _is_put_back(url: URL, gendannelse: str) -> bool:
    # To ask a file that is not there would make it, and an empty database stand in the way of the next restore.
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        return False
    # Not on the lock's engine, which lives as long as the run: a restore is refused while any connection is left.
    with unchanged_warehouse(url) as engine, reading(engine) as session:
        return is_resumed(session.connection(), gendannelse)


def _list_files(var: Path, url: URL) -> Iterator[Path]:
    yield var / "tilbudstjek.lock"
    # Two folders of settings can share a database file that lies in neither.
    navn = url.database or ""
    if url.get_backend_name() == "sqlite" and navn and not navn.startswith((":memory:", "file:")):
        fil = Path(navn).resolve()
        if fil.parent != var.resolve() and fil.parent.is_dir():
            yield fil.with_name(f"{fil.name}.lock")
