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
from warehouse.engine import connect_unchanged, normalise_url

# There while a restore is being put in place (flows/sikkerhedskopi_gendan.py).
GENDANNELSE = "gendannelse"

_OPTAGET = "En anden kørsel er i gang med de samme data. Vent, til den er færdig (»tilbudstjek koersler« viser den)."
_AFBRUDT = (
    "En gendannelse er ikke gjort færdig, så data kan være blandede. Kør »tilbudstjek database gendan FIL« igen med "
    "den samme kopi: den gør den færdig eller begynder forfra."
)


class OptagetFejl(RuntimeError):
    """Another run holds the lock; the message is Danish and says what to do."""


@contextmanager
def hold_lock(indstillinger: Indstillinger) -> Iterator[None]:
    """Hold the writer's lock of the folder and of the database in the settings.

    Raises:
        OptagetFejl: another run holds it, or a restore was not ended. It is refused at once, never waited for.
        WarehouseFejl: the database server cannot be reached.
    """
    with hold_for_restore(indstillinger):
        if (indstillinger.var / GENDANNELSE).exists():
            raise OptagetFejl(_AFBRUDT)
        yield


@contextmanager
def hold_for_restore(indstillinger: Indstillinger) -> Iterator[None]:
    """Hold the lock as `hold_lock` does, also when a restore was not ended: to end it. Raises as `hold_lock` does."""
    indstillinger.var.mkdir(parents=True, exist_ok=True)
    url = normalise_url(indstillinger.database)
    with ExitStack() as laase:
        try:
            for fil in _list_files(indstillinger.var, url):
                laase.enter_context(FileLock(fil).acquire(timeout=0))
            engine = connect_unchanged(indstillinger.database)
            laase.callback(engine.dispose)
            laase.enter_context(hold_enekoersel(engine))
        except (Timeout, EnekoerselTaget) as fejl:
            raise OptagetFejl(_OPTAGET) from fejl
        yield


def _list_files(var: Path, url: URL) -> Iterator[Path]:
    yield var / "tilbudstjek.lock"
    # Two folders of settings can share a database file that lies in neither.
    navn = url.database or ""
    if url.get_backend_name() == "sqlite" and navn and not navn.startswith((":memory:", "file:")):
        fil = Path(navn).resolve()
        if fil.parent != var.resolve() and fil.parent.is_dir():
            yield fil.with_name(f"{fil.name}.lock")
