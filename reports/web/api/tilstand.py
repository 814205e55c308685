"""When the register last changed, as an answer's header."""

from email.utils import format_datetime

from starlette.responses import Response

from reports.web.side import Katalog


def note_state(svar: Response, katalog: Katalog) -> None:
    """Add Last-Modified: the newest of the snapshot, its control and the last run."""
    tilstand = katalog.tilstand
    tider = [
        *([tilstand.snapshot.tidspunkt] if tilstand.snapshot else []),
        *([tilstand.kontrol.tidspunkt] if tilstand.kontrol else []),
        *([tilstand.koersel.start] if tilstand.koersel else []),
    ]
    if tider:
        svar.headers["Last-Modified"] = format_datetime(max(tider), usegmt=True)
