"""What goes over a network to a PostgreSQL server is encrypted, to a server that proves who it is; or nothing goes."""

from ipaddress import ip_address
from typing import Any

from sqlalchemy.engine import URL

from warehouse.fejl import WarehouseFejl

_SIKRE = ("verify-full", "verify-ca")


def require_encrypted(url: URL) -> None:
    """Refuse an address from which the driver would talk to another machine without knowing that it is the right one.

    What the address does not say, the driver takes from its own environment (`PGHOST`, `PGSSLMODE`); so does this.

    Raises:
        WarehouseFejl: `sslmode` is less than `verify-ca` for a server that is not this machine.
    """
    valg = _read_valg(url)
    if "service" in valg:
        raise WarehouseFejl(
            "Databasens adresse må ikke bruge »service«: så kan det ikke ses, om forbindelsen bliver krypteret. "
            "Skriv vært, bruger og database i TILBUDSTJEK_DATABASE_URL."
        )
    # Where both are given, hostaddr is where the driver goes.
    fremmede = [vaert for vaert in _list_vaerter(valg) if not _is_this_machine(vaert)]
    sslmode = str(valg.get("sslmode") or "prefer")
    if fremmede and sslmode not in _SIKRE:
        raise WarehouseFejl(
            f"Databasen ligger på en anden maskine, og sslmode er »{sslmode}«: så kan andre læse med eller give sig ud "
            "for at være den. Tilføj ?sslmode=verify-full&sslrootcert=FIL til TILBUDSTJEK_DATABASE_URL, hvor FIL er "
            "certifikatet på den CA, der har udstedt serverens."
        )


def _read_valg(url: URL) -> dict[str, Any]:
    import psycopg  # noqa: PLC0415 - SQLite needs no driver of PostgreSQL

    fra_miljoe = {
        valg.keyword.decode(): valg.val.decode() for valg in psycopg.pq.Conninfo.get_defaults() if valg.val is not None
    }
    fra_url = dict(url.query)
    if url.host:
        fra_url["host"] = url.host
    return {**fra_miljoe, **fra_url}


def _list_vaerter(valg: dict[str, Any]) -> list[str]:
    for navn in ("hostaddr", "host"):
        vaerdi = valg.get(navn)
        if vaerdi:
            dele = [vaerdi] if isinstance(vaerdi, str) else list(vaerdi)
            return [_strip_port(vaert) for del_ in dele for vaert in del_.split(",")]
    return []


def _strip_port(vaert: str) -> str:
    """Take the port from a host, as an address with several has them (`?host=a:5432&host=b:5432`); not from IPv6."""
    har_port = vaert.count(":") == 1 and not vaert.startswith(("/", "@"))
    return vaert.partition(":")[0] if har_port else vaert


def _is_this_machine(vaert: str) -> bool:
    if vaert.startswith(("/", "@")) or vaert in {"", "localhost"}:
        return True
    try:
        return ip_address(vaert.strip("[]")).is_loopback
    except ValueError:
        return False
