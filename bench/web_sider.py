"""Every kind of page there is, as addresses in a warehouse: what `bench.web` asks for."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

TOM = "/bench-tom"

_FASTE = (
    *("/", "/socialtilsyn", "/socialtilsyn/syd", "/socialtilsyn/nord", "/kommuner", "/kommuner/0461", "/tilbudstyper"),
    *("/regler", "/tilbud", "/tilbud?side=20", "/tilbud?sorter=-antal", "/afvigelser", "/afvigelser?side=30"),
    *("/soeg?q=birk", "/soeg?q=5000", "/soeg?q=101", "/budgetkalender", "/koersler", "/koersler?side=5"),
    *("/stikproever", "/stikproever/26-1", "/stikproever/26-1/resultat", "/stikproever/evidens"),
    *("/stikproever/saadan-traekkes-der", "/om-data", "/sager", "/sager?side=10", "/mails", "/mails?side=50"),
    *("/mails/svar", "/mails/adresser", "/tilgaengelighed"),
)
_FLERE = {
    "/regler/{}": "SELECT regel FROM afvigelse GROUP BY regel ORDER BY COUNT(*) DESC LIMIT 1",
    "/tilbud/{}": "SELECT tilbudsid FROM afvigelse WHERE tilbudsid NOT LIKE '%:%' GROUP BY tilbudsid "
    "ORDER BY COUNT(*) DESC LIMIT 2",
    "/sager/{}": "SELECT tilbudsid FROM sag WHERE tilstand = 'til_vurdering' ORDER BY tilbudsid LIMIT 1",
    "/mails/{}": "SELECT noegle FROM mail ORDER BY id DESC LIMIT 1",
    "/koersler/{}": "SELECT id FROM koersel ORDER BY start DESC LIMIT 1",
}


def list_sider(fil: Path) -> tuple[str, ...]:
    """Give the addresses of one page of each kind, with those that hold most."""
    with closing(sqlite3.connect(f"file:{fil}?mode=ro", uri=True)) as conn:
        return (*_FASTE, *_find(conn))


def _find(conn: sqlite3.Connection) -> Iterator[str]:
    for sti, sql in _FLERE.items():
        for (noegle,) in conn.execute(sql):
            yield sti.format(noegle)
