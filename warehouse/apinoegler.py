"""The keys of other systems: made and shown once, kept as SHA-256 only, closed, and looked up by what they hash to."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, Engine, Row, insert, or_, select, update

from domain.apiomfang import Noegleomfang, read_omfang
from warehouse.revision import Revisionsnote, hash_raekke, note
from warehouse.tables import table_of
from warehouse.tables.webadgang import ApiNoegle
from warehouse.transaktion import reading, writing

_NOEGLE = table_of(ApiNoegle)
_FORAN = "tjek_"
_BYTES = 32
_BEGYNDELSE = 12
_LAENGST_DAGE = 731
_LAENGST_NAVN = 80


class ApiNoegleFejl(ValueError):
    """A key that cannot be made or closed; the message is Danish and says what to do."""


@dataclass(frozen=True, kw_only=True)
class Noegle:
    """A key as it is known afterwards: `begyndelse` are its first letters, `sidst_brugt` the last day it was used."""

    id: int
    navn: str
    begyndelse: str
    omfang: Noegleomfang
    oprettet: datetime
    af: str
    udloeber: datetime
    lukket: datetime | None
    sidst_brugt: date | None

    def is_open(self, nu: datetime) -> bool:
        """Tell whether it opens anything at a moment."""
        return self.lukket is None and nu < self.udloeber


def create_noegle(engine: Engine, navn: str, omfang: Noegleomfang, *, dage: int, af: str, nu: datetime) -> str:
    """Make a key that holds for some days and give it: the only time it can be read.

    Raises:
        ApiNoegleFejl: no name, or a time that nobody should give a key.
        WarehouseFejl: it could not be kept.
    """
    _check(navn, dage)
    noegle = _FORAN + secrets.token_urlsafe(_BYTES)
    row = {
        "navn": navn.strip(),
        "begyndelse": noegle[:_BEGYNDELSE],
        "hash": make_hash(noegle),
        "omfang": str(omfang),
        "oprettet": nu,
        "af": af,
        "udloeber": nu + timedelta(days=dage),
    }
    with writing(engine) as session:
        session.execute(insert(_NOEGLE), [row])
        _note(session.connection(), "oprettet", noegle[:_BEGYNDELSE], hvem=af, nu=nu, indhold=hash_raekke(row))
    return noegle


def list_noegler(engine: Engine) -> tuple[Noegle, ...]:
    """Give every key ever made, oldest first."""
    with reading(engine) as session:
        return tuple(_make(row) for row in session.execute(select(_NOEGLE).order_by(_NOEGLE.c.id)))


def close_noegle(engine: Engine, begyndelse: str, *, nu: datetime) -> str:
    """Close a key for good and give its name; `begyndelse` is as many of its first letters as tell it from the others.

    Raises:
        ApiNoegleFejl: no open key begins so, or several do.
    """
    with writing(engine) as session:
        aabne = session.execute(
            select(_NOEGLE.c.id, _NOEGLE.c.navn, _NOEGLE.c.begyndelse).where(
                _NOEGLE.c.begyndelse.startswith(begyndelse[:_BEGYNDELSE], autoescape=True), _NOEGLE.c.lukket.is_(None)
            )
        ).all()
        if len(aabne) != 1 or not begyndelse:
            raise ApiNoegleFejl(
                f"{len(aabne) or 'Ingen'} åbne nøgler begynder sådan. Skriv begyndelsen på præcis én; "
                "»tilbudstjek api-noegle liste« viser dem."
            )
        session.execute(update(_NOEGLE).where(_NOEGLE.c.id == aabne[0].id).values(lukket=nu))
        _note(session.connection(), "lukket", aabne[0].begyndelse, hvem="drift", nu=nu)
    return str(aabne[0].navn)


def find_noegle(conn: Connection, noegle: str) -> Noegle | None:
    """Give the key that somebody shows, open or not; None when it was never made.

    Only its hash is compared, so that the time of the answer tells nothing of the key.
    """
    row = conn.execute(select(_NOEGLE).where(_NOEGLE.c.hash == make_hash(noegle))).first()
    return None if row is None else _make(row)


def mark_used(engine: Engine, noegle_id: int, dag: date) -> None:
    """Keep the day a key was used, once a day."""
    ny = or_(_NOEGLE.c.sidst_brugt.is_(None), _NOEGLE.c.sidst_brugt < dag)
    with writing(engine) as session:
        session.execute(update(_NOEGLE).where(_NOEGLE.c.id == noegle_id, ny).values(sidst_brugt=dag))


def make_hash(noegle: str) -> str:
    """Give what a key is kept as: 256 random bits need no salt."""
    return hashlib.sha256(noegle.encode("utf-8", "surrogatepass")).hexdigest()


def _note(
    conn: Connection, handling: str, begyndelse: str, *, hvem: str, nu: datetime, indhold: str | None = None
) -> None:
    led = Revisionsnote(
        tidspunkt=nu,
        hvem=hvem,
        handling=f"api_noegle_{handling}",
        genstand=f"api_noegle:{begyndelse}",
        indhold=indhold,
    )
    note(conn, led)


def _check(navn: str, dage: int) -> None:
    if not 0 < len(navn.strip()) <= _LAENGST_NAVN:
        raise ApiNoegleFejl(f"Skriv med --navn, hvilket system nøglen er til, på højst {_LAENGST_NAVN} tegn.")
    if not 1 <= dage <= _LAENGST_DAGE:
        raise ApiNoegleFejl(f"En nøgle kan gælde fra 1 til {_LAENGST_DAGE} dage, ikke {dage}.")


def _make(row: Row[*tuple[object, ...]]) -> Noegle:
    felter = {navn: value for navn, value in row._mapping.items() if navn not in ("hash", "omfang")}  # noqa: SLF001
    return Noegle(**felter, omfang=read_omfang(row.omfang))
