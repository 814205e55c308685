"""What is kept of one person taken out on request (GDPR article 17), but for what a law needs."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Engine, delete, func, or_, select, update

from domain.afdeling import UDELADT
from domain.gader import blank_in
from domain.mailstatus import USENDTE
from warehouse.load.fritekst import FRITEKSTER, replace_ord
from warehouse.load.raekker import afledt_row, from_row, hash_text, to_json, to_row
from warehouse.opbevaring.bevis import Anledning, write_bevis
from warehouse.opbevaring.breve import MAIL, TOM_MAIL
from warehouse.revision import Revisionsnote, note
from warehouse.tables import METADATA, table_of
from warehouse.tables.brevveksling import Adressebog, DoedAdresse, MailTilbud
from warehouse.tables.mailvagt import MailAfvigelse
from warehouse.tables.register import Afdeling, AfledtAfdeling, RawAfdeling
from warehouse.tables.udtraek import RawUdtraek
from warehouse.transaktion import writing

_AFDELING = table_of(Afdeling)
_AFLEDT = table_of(AfledtAfdeling)

_PERSONFELTER: tuple[Column[Any], ...] = tuple(
    METADATA.tables[tabel].c[kolonne]
    for tabel, kolonne in (
        ("adressebog", "af"),
        ("adressebog", "ophoert_af"),
        ("doed_adresse", "af"),
        ("mail_svar", "af"),
        ("sag", "sagsbehandler"),
        ("stikproeve_enhed", "sagsbehandler"),
        ("stikproeve_udfald", "sagsbehandler"),
        ("stikproeve_ark", "sagsbehandler"),
        ("api_noegle", "af"),
        ("alarm", "set_af"),
    )
)
# Who decided, and who saw what: the records of an authority, and what shows that nobody looked without a reason.
_BEHOLDES: tuple[Column[Any], ...] = tuple(
    METADATA.tables[tabel].c[kolonne]
    for tabel, kolonne in (
        ("sag_haendelse", "af"),
        ("stikproeve_haendelse", "hvem"),
        ("adgangslog", "bruger"),
        ("sletning", "hvem"),
        ("revision", "hvem"),
    )
)
TIDLIGERE = "tidligere medarbejder"


@dataclass(frozen=True)
class Personsletning:
    """How many rows of each table lost what they held of a person, and how many of each still name them, by law."""

    slettet: Mapping[str, int]
    beholdt: Mapping[str, int]


def slet_email(engine: Engine, email: str, anledning: Anledning, *, begrundelse: str) -> Personsletning:
    """Take an e-mail address out of every row, with proof and a link of the audit log.

    In the register it becomes `UDELADT`: filled, and nobody is told that it is missing. If the portal still shows the
    address, the next fetch brings it again. `begrundelse` must hold no personal value.

    Raises:
        WarehouseFejl: the database cannot be written; then nothing is changed.
    """
    adresse = email.strip().casefold()
    with writing(engine) as session:
        conn = session.connection()
        slettet = {
            "afdeling": _blank_afdelinger(conn, adresse),
            "raw_afdeling": _blank_json(conn, table_of(RawAfdeling).c.indhold, adresse),
            "raw_udtraek": _blank_json(conn, table_of(RawUdtraek).c.indhold, adresse),
            **_blank_mails(conn, adresse),
            "adressebog": _delete_with(conn, table_of(Adressebog).c.email, adresse),
            "doed_adresse": _delete_with(conn, table_of(DoedAdresse).c.email, adresse),
            **_blank_fritekst(conn, adresse, anledning),
        }
        return _prove(conn, {hvad: ids for hvad, ids in slettet.items() if ids}, {}, anledning, begrundelse)


def slet_bruger(engine: Engine, bruger: str, anledning: Anledning, *, begrundelse: str) -> Personsletning:
    """Put `TIDLIGERE` in the place of a user who has left, but in decisions and in the logs of who did what.

    Raises:
        WarehouseFejl: the database cannot be written; then nothing is changed.
    """
    with writing(engine) as session:
        conn = session.connection()
        slettet: dict[str, list[object]] = {}
        for kolonne in _PERSONFELTER:
            antal = conn.execute(
                update(kolonne.table).where(kolonne == bruger).values({kolonne.name: TIDLIGERE})
            ).rowcount
            if antal:
                slettet.setdefault(kolonne.table.name, []).extend(f"{kolonne.name}:{nr}" for nr in range(antal))
        beholdt = {kolonne.table.name: _count(conn, kolonne, bruger) for kolonne in _BEHOLDES}
        return _prove(conn, slettet, beholdt, anledning, begrundelse)


def _prove(
    conn: Connection,
    slettet: Mapping[str, list[object]],
    beholdt: Mapping[str, int],
    anledning: Anledning,
    begrundelse: str,
) -> Personsletning:
    led = Revisionsnote(tidspunkt=anledning.nu, hvem=anledning.hvem, handling="person_slettet", bemaerkning=begrundelse)
    note(conn, led)
    for hvad, ids in slettet.items():
        write_bevis(conn, anledning, hvad, ids)
    return Personsletning(
        {hvad: len(ids) for hvad, ids in slettet.items()}, {hvad: antal for hvad, antal in beholdt.items() if antal}
    )


def _holds(kolonne: Column[Any], adresse: str) -> Any:  # noqa: ANN401 - a condition
    return func.lower(kolonne).contains(adresse, autoescape=True)


def _blank_afdelinger(conn: Connection, adresse: str) -> list[object]:
    rows = conn.execute(select(_AFDELING).where(func.lower(func.trim(_AFDELING.c.email)) == adresse)).mappings().all()
    for row in rows:
        uden = from_row({**row, "email": UDELADT})
        conn.execute(update(_AFDELING).where(_AFDELING.c.id == row["id"]).values(to_row(uden)))
        afledt = afledt_row(uden, row["id"])
        conn.execute(update(_AFLEDT).where(_AFLEDT.c.afdeling_id == row["id"]).values(afledt))
    return [row["id"] for row in rows]


def _blank_json(conn: Connection, kolonne: Column[Any], adresse: str) -> list[object]:
    tabel = kolonne.table
    rows = conn.execute(select(tabel.c.id, kolonne).where(_holds(kolonne, adresse))).all()
    for raekke_id, indhold in rows:
        rent = to_json(blank_in(json.loads(indhold), adresse))
        values = {kolonne.name: rent, "sha256": hash_text(rent)}
        conn.execute(update(tabel).where(tabel.c.id == raekke_id).values(values))
    return [raekke_id for raekke_id, _ in rows]


def _blank_mails(conn: Connection, adresse: str) -> dict[str, list[object]]:
    """A mail nobody has got is withdrawn; of the others it stays that they went."""
    m = MAIL.c
    egne = or_(func.lower(m.modtager) == adresse, m.adressat == adresse, _holds(m.indhold, adresse))
    usendte = conn.scalars(select(m.noegle).where(egne, m.status.in_(USENDTE))).all()
    for tabel in (table_of(MailAfvigelse), table_of(MailTilbud), MAIL):
        conn.execute(delete(tabel).where(tabel.c.noegle.in_(usendte)))
    resten = conn.scalars(select(m.noegle).where(egne)).all()
    conn.execute(update(MAIL).where(m.noegle.in_(resten)).values(TOM_MAIL))
    return {"mail": [*usendte, *resten]}


def _delete_with(conn: Connection, kolonne: Column[Any], adresse: str) -> list[object]:
    tabel = kolonne.table
    ids = list(conn.scalars(select(tabel.c.id).where(func.lower(kolonne) == adresse)).all())
    conn.execute(delete(tabel).where(tabel.c.id.in_(ids)))
    return ids


def _blank_fritekst(conn: Connection, adresse: str, anledning: Anledning) -> dict[str, list[object]]:
    """Take out every text that people wrote and that holds the address; give the rows by table and column."""
    fundet: dict[str, list[object]] = {}
    for fritekst in FRITEKSTER:
        for raekke_id in conn.scalars(select(fritekst.id).where(_holds(fritekst.kolonne, adresse))).all():
            replace_ord(conn, fritekst, raekke_id, UDELADT, nu=anledning.nu, hvem=anledning.hvem)
            fundet.setdefault(fritekst.navn, []).append(raekke_id)
    return fundet


def _count(conn: Connection, kolonne: Column[Any], bruger: str) -> int:
    return conn.execute(select(func.count()).where(kolonne == bruger)).scalar_one()
